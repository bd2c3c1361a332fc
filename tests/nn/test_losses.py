"""Losses: their definitions, Keras's numbers, hard cases, and labels that do not fit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import ShapeError


@st.composite
def answers(draw):
    """Logits of a batch, and labels for them."""
    count, classes = draw(st.integers(1, 6)), draw(st.integers(2, 5))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return chance.normal(size=(count, classes)) * draw(st.sampled_from([0.1, 1, 20])), chance.integers(classes, size=count)


@given(answers())
@settings(max_examples=40, deadline=None)
def test_cross_entropy_is_the_mean_of_minus_log_of_the_right_class(drawn):
    logits, labels = drawn
    right = [nn.softmax(row)[label] for row, label in zip(logits, labels, strict=True)]
    assert nn.softmax_cross_entropy(logits, labels) == pytest.approx(-np.mean(np.log(right)))
    assert nn.cross_entropy(nn.softmax(logits), labels) == pytest.approx(-np.mean(np.log(np.maximum(right, 1e-7))))


@given(answers())
@settings(max_examples=20, deadline=None)
def test_one_hot_rows_and_whole_numbers_mean_the_same(drawn):
    logits, labels = drawn
    rows = nn.one_hot(labels, logits.shape[1])
    for measure in (nn.softmax_cross_entropy, nn.accuracy):
        assert measure(logits, labels) == measure(logits, rows) == measure(logits, rows.astype(bool)) == measure(logits, labels.tolist())
    assert nn.cross_entropy(nn.softmax(logits), labels) == nn.cross_entropy(nn.softmax(logits), rows)


@given(answers())
@settings(max_examples=20, deadline=None)
def test_keras_gives_the_same_losses(keras, drawn):
    logits, labels = drawn
    rows = nn.one_hot(labels, logits.shape[1])
    theirs = keras.losses
    assert nn.softmax_cross_entropy(logits, labels) == pytest.approx(
        float(theirs.CategoricalCrossentropy(from_logits=True, dtype="float64")(rows, logits)), abs=1e-9
    )
    assert nn.cross_entropy(nn.softmax(logits), labels) == pytest.approx(
        float(theirs.CategoricalCrossentropy(dtype="float64")(rows, nn.softmax(logits))), abs=1e-6
    )
    assert nn.mean_squared_error(logits, rows) == pytest.approx(float(theirs.MeanSquaredError(dtype="float64")(rows, logits)), abs=1e-9)


def test_soft_labels_are_taken():
    assert nn.softmax_cross_entropy([[0.0, 0.0]], [[0.3, 0.7]]) == pytest.approx(np.log(2))


def test_a_hopeless_image_costs_no_infinity():
    with np.errstate(all="raise"):
        assert nn.cross_entropy([[0.0, 1.0]], [0]) == pytest.approx(-np.log(1e-7))
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert nn.softmax_cross_entropy([[-1e300, 1e300]], [0]) == pytest.approx(2e300)
    assert nn.softmax_cross_entropy(np.float32([[0, 1e4]]), [0]) == 1e4


def test_float32_is_computed_as_float32_and_a_python_number_comes_out():
    logits = np.random.default_rng(0).normal(size=(5, 3))
    exact, rounded = nn.softmax_cross_entropy(logits, [0, 1, 2, 0, 1]), nn.softmax_cross_entropy(logits.astype(np.float32), [0, 1, 2, 0, 1])
    assert type(exact) is type(rounded) is float
    assert exact != rounded
    assert exact == pytest.approx(rounded, abs=1e-6)


def test_a_network_that_knows_nothing_loses_log_of_the_classes():
    assert nn.cross_entropy(np.full((4, 10), 0.1), [0, 3, 5, 9]) == pytest.approx(np.log(10))


def test_mean_squared_error_is_the_mean_over_all_numbers():
    assert nn.mean_squared_error([[1, 2], [3, 4]], [[1, 2], [3, 8]]) == 4
    with pytest.raises(ShapeError, match=r"predictions have the shape \(3, 1\) but need \(3,\)"):
        nn.mean_squared_error(np.ones((3, 1)), np.ones(3))


def test_arguments_stay_as_they_are():
    probabilities, labels = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 0])
    probabilities.flags.writeable = labels.flags.writeable = False
    nn.cross_entropy(probabilities, labels)
    nn.softmax_cross_entropy(probabilities, labels)
    assert nn.accuracy(probabilities, labels) == 0.5
    rows = nn.one_hot(labels, 2)
    assert not np.shares_memory(rows, labels)


@pytest.mark.parametrize("measure", [nn.cross_entropy, nn.softmax_cross_entropy, nn.accuracy])
@pytest.mark.parametrize(
    ("rows", "labels", "error", "message"),
    [
        (np.ones((3, 2)), [0, 1], ShapeError, r"labels have the shape \(2,\) but .* \(3, 2\) need \(3,\), one whole number per image"),
        (np.ones((3, 2)), [[0], [1], [0]], ShapeError, r"labels have the shape \(3, 1\)"),
        (np.ones(2), [0], ShapeError, r"have the shape \(2,\) but need \(N, K\), none of them 0\. For a single image, try .*\[None, :\]"),
        (np.ones((0, 2)), [], ShapeError, "none of them 0"),
        (np.ones((1, 2)), [2], ValueError, "labels reach from 2 to 2, but 2 classes are numbered 0 to 1"),
        (np.ones((1, 2)), [-1], ValueError, "labels reach from -1 to -1"),
        (np.ones((1, 2)), [0.0], ValueError, r"labels hold float64 but need whole numbers, 0 to 1\. Try labels.astype\(int\)"),
        (np.ones((1, 2)), [[1, 1]], ValueError, r"no one-hot rows.*Try one_hot\(labels, classes\)"),
        (np.ones((1, 2)), [[-1, 2]], ValueError, "no one-hot rows"),
        ([["a", "b"]], [0], ValueError, "hold <U1"),
    ],
)
def test_what_does_not_fit_is_refused_with_both_shapes(measure, rows, labels, error, message):
    with pytest.raises(error, match=message):
        measure(rows, labels)


def test_one_hot_needs_one_axis_and_known_classes():
    np.testing.assert_array_equal(nn.one_hot(np.array([1, 0], np.uint8), 2), [[0, 1], [1, 0]])
    with pytest.raises(ShapeError, match=r"labels have the shape \(1, 1\) but need \(N,\)"):
        nn.one_hot([[1]], 2)
    with pytest.raises(ValueError, match="3 classes are numbered 0 to 2"):
        nn.one_hot([3], 3)
