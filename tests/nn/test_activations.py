"""Activations: their formulas, their slopes by trying, Keras's numbers, and no overflow anywhere."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from course_utils import nn

NUMBERS = arrays.arrays(np.float64, arrays.array_shapes(max_dims=3, max_side=4), elements=st.floats(-30, 30))
ROWS = arrays.arrays(np.float64, arrays.array_shapes(min_dims=1, max_dims=3, max_side=5), elements=st.floats(-1e300, 1e300))
SLOPES = {
    nn.sigmoid: nn.sigmoid_gradient,
    nn.tanh: nn.tanh_gradient,
    nn.relu: nn.relu_gradient,
    nn.leaky_relu: nn.leaky_relu_gradient,
    nn.step: np.zeros_like,
}
ALL = [*SLOPES, *(slope for slope in SLOPES.values() if slope is not np.zeros_like), nn.softmax, nn.log_softmax]


@pytest.mark.parametrize("function", SLOPES)
@given(x=NUMBERS)
@settings(max_examples=30, deadline=None)
def test_each_slope_is_that_found_by_trying(function, x):
    x = np.where(np.abs(x) < 1e-3, 1, x)  # not at the corner
    np.testing.assert_allclose(SLOPES[function](x), nn.numerical_gradient(lambda moved: function(moved).sum(), x), atol=1e-7)


@pytest.mark.parametrize("function", ALL)
@given(x=ROWS)
@settings(max_examples=30, deadline=None)
def test_no_number_overflows_or_is_written_into(function, x):
    before = x.copy()
    x.flags.writeable = False
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        values = function(x)
    assert np.isfinite(values).all()
    assert values.shape == x.shape
    assert not np.shares_memory(values, x)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("function", ALL)
def test_float32_stays_and_whole_numbers_become_float64(function):
    x = np.array([[-2, 0, 3]])
    assert function(x.astype(np.float32)).dtype == np.float32
    assert function(x).dtype == function(x.tolist()).dtype == np.float64
    np.testing.assert_array_equal(function(x), function(x.astype(float)))


@pytest.mark.parametrize("function", ALL[:-2])
def test_a_single_number_gives_a_single_number(function):
    assert np.shape(function(2)) == np.shape(function(-2.5)) == ()


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("x", [["a"], [1j], [None], [[1, 2], [3]]])
def test_what_holds_no_numbers_is_refused(function, x):
    with pytest.raises(ValueError, match=r"give whole numbers or floats|Give rows of the same length"):
        function(x)


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_keras_gives_the_same_numbers(keras, x):
    theirs = keras.activations
    single = x.astype(np.float32)
    pairs = {
        nn.sigmoid: theirs.sigmoid,
        nn.tanh: theirs.tanh,
        nn.relu: theirs.relu,
        nn.leaky_relu: lambda x: theirs.leaky_relu(x, negative_slope=0.01),
    }
    for ours, function in pairs.items():
        np.testing.assert_allclose(ours(single), np.asarray(function(single)), atol=1e-6)
    if x.ndim > 1 and x.shape[-1] > 1:
        np.testing.assert_allclose(nn.softmax(single), np.asarray(theirs.softmax(single)), atol=1e-6)
        np.testing.assert_allclose(nn.log_softmax(single), np.asarray(theirs.log_softmax(single)), atol=1e-5)


@given(NUMBERS, st.data())
@settings(max_examples=30, deadline=None)
def test_softmax_adds_up_to_one_along_its_axis_and_ignores_what_is_added_to_all(x, data):
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    np.testing.assert_allclose(nn.softmax(x, axis=axis).sum(axis=axis), 1)
    np.testing.assert_allclose(nn.softmax(x + 100, axis=axis), nn.softmax(x, axis=axis), atol=1e-12)
    np.testing.assert_allclose(np.exp(nn.log_softmax(x, axis=axis)), nn.softmax(x, axis=axis), atol=1e-12)


def test_sigmoid_keeps_its_digits_far_out():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_allclose(nn.sigmoid([-700.0, -1e4, 1e4]), [np.exp(-700), 0, 1], rtol=1e-12)
        np.testing.assert_allclose(nn.sigmoid_gradient([-50, 50]), np.exp(-50), rtol=1e-12)
        assert nn.sigmoid(np.float32([-1e4, 1e4])).tolist() == [0, 1]
    np.testing.assert_allclose(nn.sigmoid([-3, -1, 0, 2]), 1 / (1 + np.exp([3, 1, 0, -2])), rtol=1e-14)


def test_the_corner_of_relu_and_the_jump_of_the_step_count_as_not_above():
    assert nn.step(0) == nn.relu_gradient(0) == 0
    assert nn.leaky_relu_gradient(0, slope=0.2) == 0.2


def test_not_a_number_is_not_hidden():
    for function in (nn.sigmoid, nn.tanh, nn.relu, nn.leaky_relu, nn.softmax):
        assert np.isnan(function([np.nan, 1.0])[0])
