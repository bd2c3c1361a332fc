"""The photographs for kernels: whole or a small square, in colour, with their credit."""

import subprocess
import sys

import numpy as np
import pytest

from course_utils.data import load_photo, photo_credit


@pytest.mark.parametrize("name", ["flower", "china"])
def test_a_photo_is_in_colour_and_has_a_credit_with_its_licence(name):
    photo = load_photo(name)
    assert photo.shape == (427, 640, 3)
    assert photo.dtype == np.uint8
    assert "CC BY 2.0" in photo_credit(name)


def test_a_side_takes_the_middle_square_averaged_down():
    whole = load_photo("flower").astype(float)
    small = load_photo("flower", side=61)
    assert small.shape == (61, 61, 3)
    assert small.dtype == np.uint8
    blocks = whole[:, 106:533].reshape(61, 7, 61, 7, 3).mean(axis=(1, 3))
    assert np.abs(small - blocks).max() <= 1  # Pillow rounds after the rows and again after the columns


def test_the_full_side_changes_no_pixel():
    np.testing.assert_array_equal(load_photo("flower", side=427), load_photo("flower")[:, 106:533])


def test_a_photo_may_be_written_into_without_changing_the_next_one():
    load_photo("flower")[:] = 0
    assert load_photo("flower").any()


@pytest.mark.parametrize("side", [0, 428, 2.5, True, "64"])
def test_a_side_that_does_not_fit_is_refused(side):
    with pytest.raises(ValueError, match="give 1 to 427 pixels"):
        load_photo("flower", side=side)


def test_an_unknown_photo_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="'flower' or 'china'"):
        load_photo("dog")
    with pytest.raises(ValueError, match="'flower' or 'china'"):
        photo_credit("dog")


def test_scikit_learn_is_loaded_only_for_a_photo():
    code = "import sys, course_utils.data; print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
