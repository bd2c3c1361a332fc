"""Files become squares of one size, in the order asked for."""

import numpy as np
import pytest
from PIL import Image

from course_utils.data.folders import decoded
from course_utils.data.folders.decoding import UnusableError
from course_utils.data.folders.resizing import square


@pytest.fixture
def striped():
    """Red, green and blue, a third each, twice as wide as high."""
    colours = np.zeros((60, 120, 3), np.uint8)
    for place in range(3):
        colours[:, 40 * place : 40 * place + 40, place] = 255
    return Image.fromarray(colours)


def test_stretching_keeps_all_of_the_picture(striped):
    row = square(striped, 30)[15]
    assert [row[place].argmax() for place in (2, 15, 27)] == [0, 1, 2]


def test_cropping_keeps_the_middle(striped):
    row = square(striped, 30, "crop")[15]
    assert row[15].tolist() == [0, 255, 0]
    assert [row[place].argmax() for place in (1, 28)] == [0, 2]
    assert (row[:, 1] > 127).sum() == 20  # 40 of 60 pixels are green


def test_padding_keeps_the_shape_and_lays_it_on_black(striped):
    pixels = square(striped, 40, "pad")
    assert not pixels[:9].any()
    assert not pixels[-9:].any()
    assert [pixels[20, place].argmax() for place in (2, 20, 37)] == [0, 1, 2]


def test_another_fit_is_refused(striped):
    with pytest.raises(ValueError, match="fit must be 'stretch', 'crop' or 'pad', not 'squeeze'"):
        square(striped, 30, "squeeze")


def test_files_are_read_in_the_order_given(two_classes, make):
    paths = ["dog/2.jpg", "cat/1.jpg", "cat/0.jpg"]
    images = decoded(two_classes, paths, 24, progress=False)
    assert (images.shape, images.dtype) == ((3, 24, 24, 3), np.uint8)
    for image, seed in zip(images, (102, 1, 0), strict=True):
        assert np.abs(image.astype(int) - square(make(seed), 24)).mean() < 6


def test_a_file_that_broke_meanwhile_stops_it(two_classes, put):
    put("cat/1.jpg", b"nothing")
    with pytest.raises(UnusableError, match="not_image"):
        decoded(two_classes, ["cat/0.jpg", "cat/1.jpg"], 24, progress=False)


def test_no_files_are_no_images(two_classes):
    assert decoded(two_classes, [], 24, progress=False).shape == (0, 24, 24, 3)
