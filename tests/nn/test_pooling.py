"""The NumPy pooling: sums of the definition, Keras's numbers, numbers of the slides, and clear refusals."""

import doctest
import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.nn import pooling
from course_utils.nn.convolution import ShapeError
from course_utils.nn.pooling import average_pool, global_average_pool, global_max_pool, max_pool, min_pool, pool_padding

SLICE = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])[np.newaxis, :, :, np.newaxis]
KINDS = {"max": (max_pool, np.max), "min": (min_pool, np.min), "average": (average_pool, np.mean)}


@st.composite
def pools(draw):
    """Images and windows that fit them."""
    size, stride = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    padding = draw(st.one_of(st.integers(0, size - 1), st.sampled_from(["valid", "same"])))
    height, width = (draw(st.integers(size, size + 6)) for _ in range(2))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return chance.normal(size=(draw(st.integers(1, 2)), height, width, draw(st.integers(1, 3)))), size, stride, padding


@pytest.mark.parametrize("kind", KINDS)
@given(drawn=pools())
@settings(max_examples=40, deadline=None)
def test_every_number_is_that_of_its_window_without_the_padding(kind, drawn):
    images, size, stride, padding = drawn
    pool, number = KINDS[kind]
    before = images.copy()
    pooled = pool(images, size, stride=stride, padding=padding)
    np.testing.assert_array_equal(images, before)
    tops = [pool_padding(side, size, stride=stride, padding=padding)[0] for side in images.shape[1:3]]
    for n, row, column, channel in np.ndindex(pooled.shape):
        top, left = row * stride - tops[0], column * stride - tops[1]
        window = images[n, max(0, top) : top + size, max(0, left) : left + size, channel]
        assert pooled[n, row, column, channel] == pytest.approx(number(window))


@pytest.fixture(scope="module")
def layers():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    return keras.layers


@given(pools())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keras_gives_the_same_numbers(layers, drawn):
    images, size, stride, padding = drawn
    images = images.astype(np.float32)
    padding = padding if isinstance(padding, str) else "valid"
    theirs = {"max": layers.MaxPooling2D, "average": layers.AveragePooling2D}
    for kind, layer in theirs.items():
        ours = KINDS[kind][0](images, size, stride=stride, padding=padding)
        assert ours.dtype == np.float32
        np.testing.assert_allclose(ours, np.asarray(layer(size, strides=stride, padding=padding)(images)), atol=1e-5)
    np.testing.assert_allclose(global_average_pool(images), np.asarray(layers.GlobalAveragePooling2D()(images)), atol=1e-5)
    np.testing.assert_array_equal(global_max_pool(images), np.asarray(layers.GlobalMaxPooling2D()(images)))


def test_the_slice_of_the_slides_pools_to_six_eight_three_four():
    np.testing.assert_array_equal(max_pool(SLICE, 2)[0, :, :, 0], [[6, 8], [3, 4]])
    np.testing.assert_array_equal(min_pool(SLICE, 2)[0, :, :, 0], [[1, 2], [1, 0]])
    np.testing.assert_array_equal(average_pool(SLICE, 2)[0, :, :, 0], [[3.25, 5.25], [2, 2]])


def test_vgg_halves_both_sides_and_keeps_its_channels():
    assert max_pool(np.zeros((1, 224, 224, 64), np.float32), 2).shape == (1, 112, 112, 64)


def test_rows_that_are_left_over_are_not_read():
    images = np.zeros((1, 5, 5, 1))
    images[0, 4, 4, 0] = 9
    assert max_pool(images, 2).max() == 0
    assert max_pool(images, 2, padding="same").shape == (1, 3, 3, 1)
    assert max_pool(images, 2, padding="same").max() == 9


def test_padding_never_wins():
    images = np.full((1, 3, 3, 1), -5)
    assert (max_pool(images, 3, stride=1, padding=1) == -5).all()
    assert (average_pool(images, 3, stride=1, padding=2) == -5).all()
    assert (min_pool(-images, 3, stride=1, padding="same") == 5).all()


@pytest.mark.parametrize("kind", [np.uint8, np.int64, np.float32, bool])
def test_the_largest_and_the_smallest_keep_their_type(kind):
    images = np.ones((1, 3, 3, 1), kind)
    assert max_pool(images, 2, padding=1).dtype == min_pool(images, 2, padding=1).dtype == global_max_pool(images).dtype == kind
    assert max_pool(images, 2, padding=1).all()


def test_every_channel_is_pooled_by_itself():
    images = np.random.default_rng(0).normal(size=(2, 6, 6, 3))
    for channel in range(3):
        alone = max_pool(images[..., channel : channel + 1], 2)
        np.testing.assert_array_equal(max_pool(images, 2)[..., channel : channel + 1], alone)


@pytest.mark.parametrize(
    ("images", "options", "message"),
    [
        (np.ones((4, 4)), {}, r"shape \(4, 4\) but need \(N, H, W, C\)"),
        (np.ones((1, 0, 4, 1)), {}, "none of them 0"),
        (np.ones((1, 1, 4, 1)), {}, r"windows of 2 x 2 exceed images \(1, 1, 4, 1\)"),
    ],
)
def test_images_that_do_not_fit_are_refused_with_their_shape(images, options, message):
    with pytest.raises(ShapeError, match=message):
        max_pool(images, 2, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"padding": 2}, "padding=2 does not fit windows of 2 x 2: give 0 to 1"),
        ({"padding": "full"}, "padding='full' does not fit"),
        ({"padding": -1}, "padding=-1 does not fit"),
        ({"stride": 0}, "stride=0 does not fit: give a whole number of at least 1"),
        ({"stride": 1.5}, "stride=1.5 does not fit"),
        ({"stride": 0, "padding": "same"}, "stride=0 does not fit"),
    ],
)
def test_numbers_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        average_pool(SLICE, 2, **options)


@pytest.mark.parametrize("size", [0, -1, 1.5, True])
def test_a_window_of_no_size_is_refused(size):
    with pytest.raises(ValueError, match=f"pool_size={size} does not fit: give a whole number of at least 1"):
        max_pool(SLICE, size)


def test_words_are_no_images():
    with pytest.raises(ValueError, match="images hold <U1"):
        max_pool([[[["a"]]]], 1)


def test_the_examples_of_the_docstrings_hold():
    assert doctest.testmod(pooling).failed == 0
