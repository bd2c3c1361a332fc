"""Convolution and pooling layers: numerical gradients and Keras's numbers over drawn shapes, ties, and clear refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import ShapeError

POOLS = {nn.MaxPooling: "MaxPooling2D", nn.AveragePooling: "AveragePooling2D"}


@st.composite
def slides(draw):
    """Images, kernels, stride and padding that fit each other."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding, stride = draw(st.integers(0, 2)), draw(st.integers(1, 3))
    height, width = (draw(st.integers(max(1, size - 2 * padding), 5)) for size in (rows, columns))
    count, inputs, outputs = (draw(st.integers(1, 2)) for _ in range(3))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    images = chance.normal(size=(count, height, width, inputs))
    return images, chance.normal(size=(rows, columns, inputs, outputs)), stride, padding, chance


@st.composite
def pools(draw):
    """Images and windows that fit them; no two numbers alike."""
    size, stride = draw(st.tuples(st.integers(1, 3), st.integers(1, 4)))
    padding = draw(st.one_of(st.integers(0, size - 1), st.sampled_from(["valid", "same"])))
    shape = (draw(st.integers(1, 2)), *(draw(st.integers(size, size + 3)) for _ in range(2)), draw(st.integers(1, 2)))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return chance.permutation(int(np.prod(shape))).reshape(shape) - 5.0, size, stride, padding, chance


@given(slides())
@settings(max_examples=25, deadline=None)
def test_convolution_goes_back_as_it_went_forward(agrees_with_numerical, drawn):
    images, kernels, stride, padding, chance = drawn
    layer = nn.Convolution(kernels, chance.normal(size=kernels.shape[3]), stride, padding)
    agrees_with_numerical(layer, images, chance)


@given(slides())
@settings(max_examples=20, deadline=None)
def test_convolution_is_keras_conv2d_forward_and_back(keras, by_keras, drawn):
    images, kernels, stride, padding, chance = drawn
    biases = chance.normal(size=kernels.shape[3])
    layer = nn.Convolution(kernels, biases, stride, padding)
    gradient = chance.normal(size=layer.forward(images).shape)
    conv = keras.layers.Conv2D(kernels.shape[3], kernels.shape[:2], strides=stride, dtype="float64")
    theirs = keras.Sequential([keras.layers.ZeroPadding2D(padding, dtype="float64"), conv])
    theirs.build((None, *images.shape[1:]))
    conv.set_weights([kernels, biases])
    y, for_x, (for_kernels, for_biases) = by_keras(theirs, images, gradient)
    np.testing.assert_allclose(layer.forward(images), y, atol=1e-10)
    np.testing.assert_allclose(layer.backward(gradient), for_x, atol=1e-10)
    np.testing.assert_allclose(layer.gradients["kernels"], for_kernels, atol=1e-10)
    np.testing.assert_allclose(layer.gradients["biases"], for_biases, atol=1e-10)


@pytest.mark.parametrize("kind", POOLS)
@given(drawn=pools())
@settings(max_examples=20, deadline=None)
def test_pooling_goes_back_as_it_went_forward(agrees_with_numerical, kind, drawn):
    images, size, stride, padding, chance = drawn
    agrees_with_numerical(kind(size, stride, padding), images, chance)


@pytest.mark.parametrize("kind", POOLS)
@given(drawn=pools())
@settings(max_examples=15, deadline=None)
def test_pooling_is_keras_s_forward_and_back(keras, by_keras, kind, drawn):
    images, size, stride, padding, chance = drawn
    padding = padding if isinstance(padding, str) else "valid"
    layer = kind(size, stride, padding)
    gradient = chance.normal(size=layer.forward(images).shape)
    y, for_x, _ = by_keras(getattr(keras.layers, POOLS[kind])(size, stride, padding, dtype="float64"), images, gradient)
    np.testing.assert_allclose(layer.forward(images), y, atol=1e-12)
    np.testing.assert_allclose(layer.backward(gradient), for_x, atol=1e-12)


@given(pools())
@settings(max_examples=15, deadline=None)
def test_flatten_and_global_pooling_go_back_as_they_went_forward(agrees_with_numerical, drawn):
    images, *_, chance = drawn
    for layer in (nn.Flatten(), nn.GlobalAveragePooling()):
        agrees_with_numerical(layer, images, chance)
    assert nn.Flatten().forward(images).shape == (len(images), images[0].size)
    np.testing.assert_array_equal(nn.Flatten().forward(images)[0], images[0].ravel())


def test_in_a_tie_the_gradient_goes_to_the_first_place_only():
    layer = nn.MaxPooling(2)
    layer.forward(np.zeros((1, 4, 4, 1)))
    back = layer.backward(np.ones((1, 2, 2, 1)))[0, :, :, 0]
    np.testing.assert_array_equal(back, [[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]])


def test_a_pixel_that_wins_several_windows_gets_the_gradient_of_each():
    layer = nn.MaxPooling(2, stride=1)
    images = np.zeros((1, 3, 3, 1))
    images[0, 1, 1] = 9
    layer.forward(images)
    assert layer.backward(np.ones((1, 2, 2, 1)))[0, 1, 1, 0] == 4


def test_an_image_that_is_lower_than_any_padding_wins_nevertheless():
    layer = nn.MaxPooling(3, stride=1, padding=1)
    images = np.full((1, 2, 2, 1), -1e300)
    np.testing.assert_array_equal(layer.forward(images), images)
    assert layer.backward(np.ones((1, 2, 2, 1))).sum() == 4


BUILDS = {
    "convolution": lambda kind: nn.Convolution(np.ones((3, 2, 2, 4), kind), np.zeros(4, kind), 2, 1),
    "max": lambda _: nn.MaxPooling(2),
    "average": lambda _: nn.AveragePooling(3, 2, "same"),
    "global": lambda _: nn.GlobalAveragePooling(),
    "flatten": lambda _: nn.Flatten(),
}


@pytest.mark.parametrize("name", BUILDS)
def test_layers_of_images_keep_their_manners(keeps_its_manners, name):
    keeps_its_manners(BUILDS[name], (2, 5, 6, 2))


@pytest.mark.parametrize(
    ("build", "x", "message"),
    [
        (lambda: nn.Convolution(np.ones((3, 3)), [0]), None, r"kernels have the shape \(3, 3\) but need \(K, K, C_in, C_out\)"),
        (lambda: nn.Convolution(np.ones((3, 3, 1, 4)), [0]), None, r"biases have the shape \(1,\) but need \(4,\)"),
        (
            lambda: nn.Convolution(np.ones((3, 3, 3, 4)), np.ones(4)),
            np.ones((1, 5, 5, 1)),
            r"kernels expect 3 input channels but images have 1: images \(1, 5, 5, 1\), kernels \(3, 3, 3, 4\)",
        ),
        (lambda: nn.Convolution(np.ones((3, 3, 1, 1)), [0]), np.ones((1, 2, 2, 1)), "give padding of at least 1"),
        (lambda: nn.MaxPooling(2), np.ones((4, 4)), r"shape \(4, 4\) but need \(N, H, W, C\)"),
        (lambda: nn.AveragePooling(5), np.ones((1, 4, 4, 1)), r"windows of 5 x 5 exceed images \(1, 4, 4, 1\)"),
        (nn.GlobalAveragePooling, np.ones((4, 4)), r"shape \(4, 4\) but need \(N, H, W, C\)"),
        (nn.Flatten, 3, r"a single number but need \(N, ...\)"),
    ],
)
def test_shapes_that_do_not_fit_are_refused_with_given_and_needed(build, x, message):
    with pytest.raises(ShapeError, match=message):
        build().forward(x)


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ValueError, match="stride=0 does not fit"):
        nn.Convolution(np.ones((1, 1, 1, 1)), [0], stride=0).forward(np.ones((1, 2, 2, 1)))
    with pytest.raises(ValueError, match="padding=2 does not fit windows of 2 x 2"):
        nn.MaxPooling(2, padding=2).forward(np.ones((1, 4, 4, 1)))
