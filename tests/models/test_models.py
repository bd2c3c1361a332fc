"""The networks of the lessons: sizes as their docstrings say, probabilities out of grey levels."""

import subprocess
import sys
from functools import partial
from types import FunctionType

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
    (models.small_cnn, (32, 32, 3), 295_224),
    (models.day6_cnn, (32, 32, 3), 122_570),
    (models.day6_improved, (32, 32, 3), 1_276_618),
    (models.lenet5, (32, 32, 1), 61_706),
    (models.lenet5, (32, 32, 3), 62_006),
    (models.alexnet, (32, 32, 3), 302_218),
    (models.vgg, (32, 32, 3), 204_570),
    (models.inception, (32, 32, 3), 72_970),
    (models.resnet, (32, 32, 3), 78_714),
    (partial(models.resnet, depth=20), (32, 32, 3), 274_042),
    (models.plain_net, (32, 32, 3), 75_770),
    (partial(models.plain_net, depth=20), (32, 32, 3), 271_098),
    (models.densenet, (32, 32, 3), 70_666),
    (models.mobilenet, (32, 32, 3), 63_386),
    (models.efficientnet, (32, 32, 3), 67_426),
    (models.vision_transformer, (32, 32, 3), 108_426),
]
BUILDERS = (
    models.alexnet,
    models.day6_cnn,
    models.day6_improved,
    models.dense,
    models.densenet,
    models.efficientnet,
    models.improved_cnn,
    models.inception,
    models.lenet5,
    models.linear,
    models.mobilenet,
    models.plain_net,
    models.reference_cnn,
    models.resnet,
    models.small_cnn,
    models.vgg,
    models.vision_transformer,
)


@pytest.mark.parametrize(("build", "shape", "count"), PARAMETERS)
def test_a_network_has_the_parameters_its_docstring_names(build, shape, count):
    assert build(shape).count_params() == count
    assert f"{count:,}" in getattr(build, "func", build).__doc__


def test_every_network_is_tested():
    from keras import Model

    builders = {name for name in models.__all__ if isinstance(getattr(models, name), FunctionType)} - {"cost"}
    assert builders == {build.__name__ for build in BUILDERS} == {getattr(build, "func", build).__name__ for build, _, _ in PARAMETERS}
    assert isinstance(models.vgg(), Model)


@pytest.mark.parametrize("build", BUILDERS)
def test_grey_levels_go_in_and_probabilities_come_out(build):
    images = np.random.default_rng(0).integers(0, 256, (3, 28, 28, 1), dtype=np.uint8)
    probabilities = np.asarray(build((28, 28, 1))(images))
    assert probabilities.shape == (3, 10)
    assert probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    assert probabilities.max() < 0.9, "an untrained network that is sure forgot to rescale"


@pytest.mark.parametrize("build", BUILDERS)
def test_other_shapes_and_numbers_of_classes_work(build):
    assert build((20, 24, 3), 4).output_shape == (None, 4)


def test_dropout_acts_in_training_only():
    images = np.random.default_rng(0).integers(0, 256, (4, 28, 28, 1), dtype=np.uint8)
    network = models.improved_cnn(dropout=0.5)
    np.testing.assert_array_equal(network(images), network(images))
    assert not np.array_equal(network(images, training=True), network(images, training=True))


def test_identity_kernels_hand_their_input_on():
    network = models.small_cnn((16, 16, 3))
    kernels = [np.asarray(layer.kernel) for layer in network.layers if type(layer).__name__ == "Conv2D"][1:]
    for kernel in kernels:
        copied = min(kernel.shape[2:])
        np.testing.assert_array_equal(kernel[1, 1, :copied, :copied], np.eye(copied))
        assert np.abs(kernel[:, :, :, :copied]).sum() == copied
    drawn = [np.asarray(layer.kernel) for layer in models.small_cnn((16, 16, 3), identity=False).layers if type(layer).__name__ == "Conv2D"]
    assert min(np.abs(kernel).min(axis=(0, 1, 2)).max() for kernel in drawn) > 0


def test_the_remedies_of_lesson_10_change_the_network_one_at_a_time():
    def kinds(**remedy):
        return [type(layer).__name__ for layer in models.day6_cnn(**remedy).layers]

    assert kinds(dropout=0.5).count("Dropout") == 3
    before, after = kinds(batch_norm="before"), kinds(batch_norm="after")
    assert before[1:4] == ["Conv2D", "BatchNormalization", "ReLU"]
    assert after[1:4] == ["Conv2D", "ReLU", "BatchNormalization"]
    assert models.day6_cnn(width=0.5).count_params() < 122_570 / 3
    assert len(models.day6_cnn(l2=1e-3).losses) == 4
    assert models.day6_cnn().losses == []


def test_a_larger_scale_makes_a_larger_efficientnet():
    sizes = [models.efficientnet(width=width, depth=depth).count_params() for width, depth in ((1, 1), (1.5, 1), (1.5, 1.5))]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("depth", [2, 9, 0])
def test_a_residual_network_has_six_n_plus_two_layers(depth):
    with pytest.raises(ValueError, match="6 n \\+ 2"):
        models.resnet(depth=depth)
    weights = [layer for layer in models.plain_net(depth=20).layers if type(layer).__name__ in {"Conv2D", "Dense"}]
    assert len(weights) == 20


@pytest.mark.parametrize("wrong", [{"input_shape": (30, 32, 3)}, {"width": 30}])
def test_a_transformer_needs_whole_patches_and_heads(wrong):
    with pytest.raises(ValueError, match="must part into patches"):
        models.vision_transformer(**wrong)


def test_a_network_with_places_can_be_saved_and_read_again(tmp_path):
    import keras

    network = models.vision_transformer((8, 8, 1), 3, depth=1)
    network.save(tmp_path / "network.keras")
    images = np.random.default_rng(0).integers(0, 256, (2, 8, 8, 1), dtype=np.uint8)
    np.testing.assert_allclose(keras.models.load_model(tmp_path / "network.keras")(images), network(images), atol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "count"), [("VGG16", 138_357_544), ("ResNet50", 25_636_712), ("MobileNet", 4_253_864), ("DenseNet121", 8_062_504)]
)
def test_the_full_sizes_that_the_lessons_quote_are_those_of_keras(name, count):
    import keras

    assert getattr(keras.applications, name)(weights=None).count_params() == count


@pytest.mark.parametrize("name", ["models", "training"])
def test_importing_loads_no_framework(name):
    program = f"import course_utils.{name}, sys; print([m for m in ('tensorflow', 'keras', 'sklearn') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
