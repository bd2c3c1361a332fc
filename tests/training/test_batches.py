"""Batches: every image once an epoch, augmented as the recipe says, the same whatever ran before."""

import numpy as np
import pytest

from course_utils.data import Split
from course_utils.training import Recipe
from course_utils.training.batches import batches

COUNT = 40


@pytest.fixture
def numbered():
    """Pictures whose left half holds their number and whose right half is 200."""
    images = np.full((COUNT, 4, 4, 1), 200, np.uint8)
    images[:, :, :2] = np.arange(COUNT).reshape(-1, 1, 1, 1)
    return Split(images, np.arange(COUNT) % 3)


def deal(split, recipe, **settings):
    return batches(split, np.eye(3, dtype=np.float32), recipe, seed=1, **settings)


def epoch_of(feed):
    pairs = [feed[index] for index in range(len(feed))]
    feed.on_epoch_end()
    return np.concatenate([images for images, _ in pairs]), np.concatenate([wanted for _, wanted in pairs])


def test_every_image_comes_once_with_its_label(numbered):
    images, wanted = epoch_of(deal(numbered, Recipe(batch_size=10)))
    numbers = images[:, 0, 0, 0]
    assert sorted(numbers) == list(range(COUNT))
    np.testing.assert_array_equal(wanted.argmax(axis=1), numbers % 3)


def test_epochs_are_shuffled_anew_and_can_be_begun_anywhere(numbered):
    recipe = Recipe(batch_size=10, shift=1, mirror="random")
    feed = deal(numbered, recipe)
    epochs = [epoch_of(feed)[0] for _ in range(3)]
    assert not np.array_equal(epochs[0], epochs[1])
    np.testing.assert_array_equal(epoch_of(deal(numbered, recipe, first_epoch=2))[0], epochs[2])


def test_alternating_mirrors_show_both_sides_of_each_image_in_two_epochs(numbered):
    feed = deal(numbered, Recipe(batch_size=10, mirror="alternating"))
    sides = []
    for _ in range(3):
        images, _ = epoch_of(feed)
        turned = images[:, 0, 0, 0] == 200
        numbers = np.where(turned, images[:, 0, -1, 0], images[:, 0, 0, 0])
        sides.append(turned[np.argsort(numbers)])
    assert (sides[0] != sides[1]).all()
    assert (sides[0] == sides[2]).all()
    assert 0.2 < sides[0].mean() < 0.8


def test_random_mirrors_turn_about_half(numbered):
    feed = deal(numbered, Recipe(batch_size=10, mirror="random"))
    turned = np.concatenate([epoch_of(feed)[0][:, 0, 0, 0] == 200 for _ in range(10)])
    assert 0.4 < turned.mean() < 0.6


def test_without_augmentation_the_images_are_as_they_were(numbered):
    images, _ = epoch_of(deal(numbered, Recipe(batch_size=10)))
    assert images.dtype == np.uint8
    assert (images[:, :, 2:] == 200).all()


def test_an_augmentation_of_ones_own_comes_first(numbered):
    feed = deal(numbered, Recipe(batch_size=10, shift=1, augment=lambda images, _: np.full_like(images, 9)))
    images, _ = epoch_of(feed)
    assert set(np.unique(images)) == {0, 9}  # 0 is what the shift uncovers
