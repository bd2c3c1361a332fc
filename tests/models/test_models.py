"""The networks of the lessons: sizes as their docstrings say, probabilities out of grey levels."""

import subprocess
import sys

import numpy as np
import pytest

from course_utils import models

PARAMETERS = [
    (models.linear, (28, 28, 1), 7_850),
    (models.dense, (28, 28, 1), 118_282),
    (models.dense, (32, 32, 3), 411_146),
    (models.reference_cnn, (28, 28, 1), 1_207_498),
    (models.reference_cnn, (32, 32, 3), 1_634_058),
    (models.improved_cnn, (28, 28, 1), 289_962),
]
BUILDERS = (models.linear, models.dense, models.reference_cnn, models.improved_cnn)


@pytest.mark.parametrize(("build", "shape", "count"), PARAMETERS)
def test_a_network_has_the_parameters_its_docstring_names(build, shape, count):
    assert build(shape).count_params() == count
    assert f"{count:,}" in build.__doc__


@pytest.mark.parametrize("build", BUILDERS)
def test_grey_levels_go_in_and_probabilities_come_out(build):
    images = np.random.default_rng(0).integers(0, 256, (3, 28, 28, 1), dtype=np.uint8)
    probabilities = np.asarray(build()(images))
    assert probabilities.shape == (3, 10)
    assert probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    assert probabilities.max() < 0.9, "an untrained network that is sure forgot to rescale"


@pytest.mark.parametrize("build", BUILDERS)
def test_other_shapes_and_numbers_of_classes_work(build):
    assert build((16, 20, 3), 4).output_shape == (None, 4)


def test_sixteen_bit_layers_still_give_exact_probabilities():
    network = models.improved_cnn(dtype="mixed_bfloat16")
    images = np.random.default_rng(0).integers(0, 256, (3, 28, 28, 1), dtype=np.uint8)
    probabilities = np.asarray(network(images))
    assert probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    assert {str(weight.dtype) for weight in network.weights} == {"float32"}


def test_dropout_acts_in_training_only():
    images = np.random.default_rng(0).integers(0, 256, (4, 28, 28, 1), dtype=np.uint8)
    network = models.improved_cnn(dropout=0.5)
    np.testing.assert_array_equal(network(images), network(images))
    assert not np.array_equal(network(images, training=True), network(images, training=True))


@pytest.mark.parametrize("name", ["models", "training"])
def test_importing_loads_no_framework(name):
    program = f"import course_utils.{name}, sys; print([m for m in ('tensorflow', 'keras', 'sklearn') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
