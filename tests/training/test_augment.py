"""Augmentation in NumPy: shifts without wrapping, mirrors, leaves the input alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils import training


def views(image, most):
    """All pictures that one image may become."""
    height, width = image.shape[:2]
    for mirrored in (image, image[:, ::-1]):
        padded = np.pad(mirrored, ((most, most), (most, most), (0, 0)))
        for down in range(2 * most + 1):
            for right in range(2 * most + 1):
                yield padded[down : down + height, right : right + width].tobytes()


@given(
    count=st.integers(0, 5),
    height=st.integers(1, 7),
    width=st.integers(1, 7),
    channels=st.integers(1, 3),
    most=st.integers(0, 3),
    seed=st.integers(0, 99),
)
def test_each_image_becomes_one_of_its_views(count, height, width, channels, most, seed):
    rng = np.random.default_rng(seed)
    images = rng.integers(1, 256, (count, height, width, channels), dtype=np.uint8)
    before = images.copy()
    moved = training.shift_and_mirror(images, rng, most=most)
    assert moved.shape == images.shape
    assert moved.dtype == images.dtype
    np.testing.assert_array_equal(images, before)
    for image, view in zip(images, moved, strict=True):
        assert view.tobytes() in set(views(image, most))


def test_images_get_draws_of_their_own_and_all_views_occur():
    images = np.repeat(np.arange(1, 10, dtype=np.uint8).reshape(1, 3, 3, 1), 600, axis=0)
    moved = training.shift_and_mirror(images, np.random.default_rng(0), most=1)
    assert {view.tobytes() for view in moved} == set(views(images[0], 1))


def test_the_same_draws_give_the_same_views():
    images = np.random.default_rng(0).integers(0, 256, (4, 6, 6, 1), dtype=np.uint8)
    one, other = (training.shift_and_mirror(images, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(("shape", "most"), [((3, 4, 4), 1), ((3, 4, 4, 1), -1)])
def test_wrong_arguments_are_refused(shape, most):
    with pytest.raises(ValueError, match="images must be"):
        training.shift_and_mirror(np.zeros(shape, np.uint8), np.random.default_rng(0), most=most)
