"""Photos for explorers: what is taken, what is made small, what is refused."""

import numpy as np
import pytest

from course_utils.explorers.frame.photos import flower, photo_of, smaller, unpacked


def test_whole_numbers_stay_uint8_and_floats_keep_their_values():
    assert photo_of([[0, 1], [2, 3]]).pixels.dtype == np.uint8
    floats = np.linspace(-3, 7, 12).reshape(3, 4)
    photo = photo_of(floats)
    assert photo.pixels.dtype == np.float32
    np.testing.assert_array_equal(photo.pixels[:, :, 0], floats.astype(np.float32))
    assert photo.span == pytest.approx((-3, 7))
    assert photo_of(np.array([[300, 2]])).pixels.dtype == np.float32


@pytest.mark.parametrize(
    ("image", "span"),
    [
        (np.array([[0, 1]], np.uint8), (0, 1)),
        (np.array([[0, 200]], np.uint8), (0, 255)),
        (np.array([[0.0, 0.9]]), (0, 1)),
        (np.array([[0.0, 16.0]]), (0, 16)),
        (np.zeros((2, 2)), (0, 1)),
    ],
)
def test_black_and_white_suit_the_values(image, span):
    assert photo_of(image).span == span


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_a_large_image_becomes_means_of_its_pixels(dtype):
    image = np.random.default_rng(0).integers(0, 200, (8, 4, 3)).astype(dtype)
    small = smaller(image, 4)
    means = image.reshape(4, 2, 2, 2, 3).astype(np.float64).mean(axis=(1, 3))
    np.testing.assert_allclose(small, means, atol=0.5 if dtype == np.uint8 else 1e-4)
    assert small.dtype == dtype


def test_the_longer_side_is_brought_to_256_and_the_old_size_is_kept():
    photo = photo_of(np.zeros((100, 512, 3), np.uint8))
    assert photo.pixels.shape == (50, 256, 3)
    assert photo.was == (100, 512)
    assert photo_of(np.zeros((1, 5000))).pixels.shape == (1, 256, 1)
    assert photo_of(np.zeros((256, 3))).was is None


@pytest.mark.parametrize("image", [np.arange(12, dtype=np.uint8).reshape(2, 2, 3), np.eye(3) / 7])
def test_what_is_packed_can_be_read_back(image):
    photo = photo_of(image)
    again = unpacked({**photo.packed(), "pixels": memoryview(photo.packed()["pixels"])})
    np.testing.assert_array_equal(again.pixels, photo.pixels)
    assert (again.span, again.was, again.credit) == (photo.span, photo.was, photo.credit)


def test_the_flower_is_small_coloured_and_credited():
    photo = flower()
    assert photo.pixels.shape == (171, 256, 3)
    assert photo.was == (427, 640)
    assert "CC BY 2.0" in photo.credit


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros(4), r"image has the shape \(4,\): give \(H, W\), \(H, W, 1\) or \(H, W, 3\)"),
        (np.zeros((2, 2, 4)), r"image has the shape \(2, 2, 4\)"),
        (np.zeros((0, 2)), r"image has the shape \(0, 2\)"),
        ([[1, 2], [3]], "its rows differ in length"),
        ("flower.jpg", r"image holds <U10, not numbers"),
        ([[np.nan, 1]], r"not finite: try np.nan_to_num\(image\)"),
    ],
)
def test_what_is_no_image_is_refused_with_what_to_try(image, message):
    with pytest.raises(ValueError, match=message):
        photo_of(image)


@pytest.mark.parametrize("wrong", [{"height": 3}, {"kind": "float64"}, {"channels": 2}, {"pixels": b""}, {"span": [1, 1]}, {"span": None}])
def test_parts_that_do_not_belong_together_are_refused(wrong):
    with pytest.raises(ValueError, match=r"Set explorer.image instead"):
        unpacked({**photo_of(np.eye(2)).packed(), **wrong})
