"""The NumPy convolution: sizes and sums as Keras gives them, numbers of the slides, and clear refusals."""

import doctest
import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.nn import convolution
from course_utils.nn.convolution import ShapeError, cross_correlate, output_side, same_padding

PATCH = ["11100", "01110", "00111", "00110", "01100"]
DIAGONALS = ["101", "010", "101"]
SUMS = ["22311", "14341", "12433", "12341", "02211"]


def grey(rows: list[str]) -> np.ndarray:
    return np.array([[int(sign) for sign in row] for row in rows])[np.newaxis, :, :, np.newaxis]


@st.composite
def slides(draw):
    """Images, kernels, stride, padding and dilation that fit each other."""
    size, dilation = draw(st.tuples(st.integers(1, 4), st.integers(1, 3)))
    padding, stride = draw(st.tuples(st.integers(0, 3), st.integers(1, 3)))
    least = max(1, dilation * (size - 1) + 1 - 2 * padding)
    count, inputs, outputs = (draw(st.integers(1, 3)) for _ in range(3))
    height, width = (draw(st.integers(least, least + 6)) for _ in range(2))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    images, kernels = chance.normal(size=(count, height, width, inputs)), chance.normal(size=(size, size, inputs, outputs))
    return images, kernels, stride, padding, dilation


def by_loops(images, kernels, stride, padding, dilation):
    """The definition, number by number."""
    count, height, width, inputs = images.shape
    size, _, _, outputs = kernels.shape
    rows, columns = (output_side(side, size, stride=stride, padding=padding, dilation=dilation) for side in (height, width))
    sums = np.zeros((count, rows, columns, outputs))
    for n, row, column, i, j, c in np.ndindex(count, rows, columns, size, size, inputs):
        y, x = row * stride + i * dilation - padding, column * stride + j * dilation - padding
        if 0 <= y < height and 0 <= x < width:
            sums[n, row, column] += images[n, y, x, c] * kernels[i, j, c]
    return sums


@given(slides())
@settings(max_examples=60, deadline=None)
def test_the_sums_are_those_of_the_definition(drawn):
    images, kernels, stride, padding, dilation = drawn
    before = images.copy(), kernels.copy()
    sums = cross_correlate(images, kernels, stride=stride, padding=padding, dilation=dilation)
    np.testing.assert_allclose(sums, by_loops(images, kernels, stride, padding, dilation), atol=1e-12)
    np.testing.assert_array_equal(images, before[0])
    np.testing.assert_array_equal(kernels, before[1])


@pytest.fixture(scope="module")
def ops():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    return keras.ops


@given(slides(), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keras_gives_the_same_sums(ops, drawn, same):
    images, kernels, stride, padding, dilation = drawn
    if dilation > 1:
        stride = 1  # TensorFlow refuses both at once
    if same:
        padding = 0
        pads = [same_padding(side, kernels.shape[0], stride=stride, dilation=dilation) for side in images.shape[1:3]]
    else:
        pads = [(padding, padding)] * 2
    padded = np.pad(images, ((0, 0), *pads, (0, 0)))
    kind = {"padding": "same"} if same else {"padding": "valid"}
    theirs = np.asarray(ops.conv(images if same else padded, kernels, strides=stride, dilation_rate=dilation, **kind))
    ours = cross_correlate(padded if same else images, kernels, stride=stride, padding=padding, dilation=dilation)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


@given(st.integers(1, 40), st.integers(1, 7), st.integers(1, 4), st.integers(1, 3))
@settings(max_examples=200, deadline=None)
def test_same_padding_leaves_a_side_divided_by_the_stride(side, size, stride, dilation):
    before, after = same_padding(side, size, stride=stride, dilation=dilation)
    assert 0 <= after - before <= 1
    assert output_side(side + before + after, size, stride=stride, dilation=dilation) == -(-side // stride)


@given(slides())
@settings(max_examples=60, deadline=None)
def test_the_output_side_is_the_number_of_windows_that_fit(drawn):
    images, kernels, stride, padding, dilation = drawn
    reach = dilation * (len(kernels) - 1) + 1
    for side in images.shape[1:3]:
        starts = [place for place in range(0, side + 2 * padding, stride) if place + reach <= side + 2 * padding]
        assert output_side(side, len(kernels), stride=stride, padding=padding, dilation=dilation) == len(starts)


def test_the_binary_image_of_the_slides_gives_its_five_rows():
    sums = cross_correlate(grey(PATCH), grey(DIAGONALS).transpose(1, 2, 0, 3), padding=1)
    np.testing.assert_array_equal(sums, grey(SUMS))


@pytest.mark.parametrize(
    ("images", "kernels", "result"),
    [(np.float32, np.float32, np.float32), (np.float64, np.float64, np.float64), (np.uint8, np.int64, np.float64), (bool, bool, np.float64),
     (np.float32, np.float64, np.float64), (np.uint8, np.float32, np.float64)],
)  # fmt: skip
def test_float32_stays_and_whole_numbers_become_float64(images, kernels, result):
    assert cross_correlate(np.ones((1, 3, 3, 1), images), np.ones((2, 2, 1, 1), kernels)).dtype == result


def test_grey_levels_do_not_run_over():
    assert cross_correlate(np.full((1, 3, 3, 1), 255, np.uint8), np.full((3, 3, 1, 1), 2, np.int8)).item() == 9 * 255 * 2


def test_the_result_is_not_a_view_of_the_image():
    image = np.ones((1, 2, 2, 1))
    cross_correlate(image, np.ones((1, 1, 1, 1)))[:] = 7
    assert image.max() == 1


@pytest.mark.parametrize(
    ("images", "kernels", "message"),
    [
        (
            (8, 28, 28, 1),
            (5, 5, 3, 16),
            r"expect 3 input channels but images have 1: images \(8, 28, 28, 1\), kernels \(5, 5, 3, 16\)",
        ),
        ((28, 28), (3, 3, 1, 1), r"images have 2 axes but need 4, \(N, H, W, C_in\).*Try images\[None, :, :, None\]"),
        ((1, 28, 28, 1), (3, 3), r"kernels have 2 axes but need 4.*Try kernels\[:, :, None, None\]"),
        ((1, 4, 9, 1), (5, 5, 1, 1), r"reaches over 5 pixels, but a side of 4 with padding 0 has 4: give padding of at least 1"),
    ],
)
def test_shapes_that_do_not_fit_are_refused_with_what_to_try(images, kernels, message):
    with pytest.raises(ShapeError, match=message):
        cross_correlate(np.ones(images), np.ones(kernels))


@pytest.mark.parametrize("wrong", [{"stride": 0}, {"stride": 1.5}, {"padding": -1}, {"dilation": 0}, {"dilation": True}, {"stride": "2"}])
def test_steps_that_are_no_steps_are_refused(wrong):
    with pytest.raises(ValueError, match=r"does not fit: give a whole number of at least"):
        cross_correlate(np.ones((1, 5, 5, 1)), np.ones((3, 3, 1, 1)), **wrong)


def test_texts_are_refused_as_images():
    with pytest.raises(ValueError, match="images hold <U1, which cannot be multiplied here"):
        cross_correlate(np.full((1, 3, 3, 1), "a"), np.ones((1, 1, 1, 1)))


def test_a_window_that_does_not_fit_names_the_padding_that_would_do():
    with pytest.raises(ValueError, match=r"size 3 with dilation 3 reaches over 7 pixels, but a side of 4 .* at least 2"):
        output_side(4, 3, dilation=3)
    assert output_side(4, 3, dilation=3, padding=2) == 2


def test_the_examples_of_the_docstrings_hold():
    assert doctest.testmod(convolution).failed == 0
