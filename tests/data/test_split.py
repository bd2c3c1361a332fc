"""A split holds images and labels that belong together, and subsets of it are even."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.data import Split


def split_of(*counts):
    labels = np.repeat(np.arange(len(counts)), counts).astype(np.int64)
    images = np.arange(len(labels), dtype=np.uint8)[:, None, None, None]
    return Split(images, labels)


def test_classes_are_even_when_they_can_be():
    subset = split_of(30, 20, 10).take(30)
    assert np.bincount(subset.labels).tolist() == [10, 10, 10]


def test_small_classes_are_taken_whole():
    subset = split_of(30, 20, 2).take(32)
    assert np.bincount(subset.labels).tolist() == [15, 15, 2]


@given(counts=st.lists(st.integers(1, 20), min_size=1, max_size=6), data=st.data())
def test_a_subset_has_the_asked_size_no_repeats_and_its_own_labels(counts, data):
    split = split_of(*counts)
    subset = split.take(data.draw(st.integers(1, len(split))), seed=data.draw(st.integers(0, 9)))
    rows = subset.images.ravel()
    assert len(set(rows.tolist())) == len(rows) == len(subset)
    assert np.array_equal(split.labels[rows], subset.labels)
    drawn = np.bincount(subset.labels, minlength=len(counts))
    assert all(drawn[label] in (counts[label], drawn.max(), drawn.max() - 1) for label in range(len(counts)))


def test_the_seed_decides_which():
    split = split_of(50, 50)
    assert np.array_equal(split.take(20, 1).images, split.take(20, 1).images)
    assert not np.array_equal(split.take(20, 1).images, split.take(20, 2).images)


@pytest.mark.parametrize("count", [0, -1, 7])
def test_impossible_counts_are_refused(count):
    with pytest.raises(ValueError, match=f"cannot take {count} of 6"):
        split_of(3, 3).take(count)


def test_other_shapes_and_types_are_refused():
    images, labels = np.zeros((2, 4, 4, 1), np.uint8), np.zeros(2, np.int64)
    with pytest.raises(ValueError, match="images must be"):
        Split(images[..., 0], labels)
    with pytest.raises(ValueError, match="images must be"):
        Split(images.astype(float), labels)
    with pytest.raises(ValueError, match="labels must be"):
        Split(images, labels[:1])
    with pytest.raises(ValueError, match="labels must be"):
        Split(images, labels.astype(np.uint8))
