"""Drawn flowers: the same seed draws the same, shape decides and colour does not, and a meadow's boxes are where its blossoms are."""

from hashlib import sha256

import numpy as np
import pytest

from course_utils.data.synthetic.petals import petals, turning
from course_utils.data.synthetic.petals.meadow import MOST_BLOSSOMS, MOST_SPECIES, draw_meadows

LABELS = np.arange(20) % 5


def drawn(seed, labels=LABELS, **options):
    return petals.draw_petals(labels, np.random.Generator(np.random.PCG64(seed)), **options)


@pytest.fixture(scope="module")
def many():
    labels = np.arange(500) % 5
    return drawn(11, labels), labels


def test_a_seed_draws_the_same_pictures_and_another_one_others():
    assert np.array_equal(drawn(3), drawn(3))
    assert not np.array_equal(drawn(3), drawn(4))


def test_the_pictures_of_version_1_stay_as_they_are():
    assert petals.VERSION == 1
    assert sha256(drawn(20).tobytes()).hexdigest()[:16] == "ae194187a70a011d"


def test_a_picture_is_96_pixels_wide_and_in_colour():
    pictures = drawn(5)
    assert pictures.shape == (20, 96, 96, 3)
    assert pictures.dtype == np.uint8
    assert (pictures.max(axis=(1, 2, 3)) > pictures.min(axis=(1, 2, 3)) + 40).all()
    assert drawn(5, np.zeros(0, np.int64)).shape == (0, 96, 96, 3)


def test_no_two_pictures_are_alike(many):
    pictures, labels = many
    for label in range(5):
        some = pictures[labels == label]
        small = some.reshape(100, 12, 8, 12, 8, 3).mean(axis=(2, 4)).reshape(100, -1)
        distances = np.abs(small[:, None] - small[None]).mean(axis=-1)
        assert distances[np.triu_indices(100, 1)].min() > 3


def test_the_mean_colour_does_not_tell_the_species(many):
    pictures, labels = many
    colours = np.concatenate([pictures.mean(axis=(1, 2)), pictures.std(axis=(1, 2))], axis=1)
    train = np.arange(500) < 300
    means = np.stack([colours[train & (labels == label)].mean(axis=0) for label in range(5)])
    found = ((colours[~train, None] - means) ** 2).sum(axis=-1).argmin(axis=1)
    assert 0.15 < (found == labels[~train]).mean() < 0.5


def test_harder_pictures_have_smaller_blossoms_less_in_the_middle():
    from course_utils.data.synthetic.painter import Painter

    sizes, places = [], []
    for difficulty in (0.0, 0.5, 1.0):
        rng = np.random.Generator(np.random.PCG64(8))
        meant = [petals._arrangement(Painter(rng, petals.SIDE), 2, difficulty)[-1] for _ in range(200)]
        sizes.append(np.mean([blossom.radius for blossom in meant]))
        places.append(np.mean([abs(blossom.x) + abs(blossom.y) for blossom in meant]))
    assert sizes[0] > sizes[1] + 3 > sizes[2] + 6
    assert places[0] < places[1] < places[2]


def test_the_circle_closes_without_sines():
    assert turning.direction(0.25) == pytest.approx((0, 1), abs=1e-12)
    assert turning.direction(-0.25) == pytest.approx((0, -1), abs=1e-12)
    assert turning.direction(0.125) == pytest.approx((2**-0.5, 2**-0.5), abs=1e-12)
    lengths = [np.hypot(*turning.direction(number / turning.STEPS)) for number in range(turning.STEPS)]
    assert lengths == pytest.approx([1] * turning.STEPS, abs=1e-12)


def test_a_meadow_lists_what_can_be_seen():
    meadow = draw_meadows(60, np.random.Generator(np.random.PCG64(2)))
    assert meadow.images.shape == (60, 96, 96, 3)
    for species, boxes, labels in zip(meadow.species, meadow.boxes, meadow.labels, strict=True):
        assert boxes.shape == (len(labels), 4)
        assert 1 <= len(labels) <= MOST_BLOSSOMS
        assert 1 <= species.sum() <= MOST_SPECIES
        assert set(np.flatnonzero(species)) == set(labels.tolist())
        assert ((boxes >= 0) & (boxes <= 96)).all()
        assert ((boxes[:, 2:] - boxes[:, :2]) > 5).all()
    assert meadow.species.sum(axis=0).min() > 10


def test_a_meadow_s_boxes_frame_the_blossoms():
    """In calm pictures the box's inside differs from its surroundings."""
    meadow = draw_meadows(60, np.random.Generator(np.random.PCG64(6)), difficulty=0.0)
    alone = [number for number, labels in enumerate(meadow.labels) if len(labels) == 1]
    assert len(alone) > 2
    for number in alone:
        left, top, right, bottom = np.rint(meadow.boxes[number][0]).astype(int)
        inside = meadow.images[number, top:bottom, left:right].astype(float)
        outside = meadow.images[number].astype(float)
        assert np.abs(inside.mean(axis=(0, 1)) - outside[:10].mean(axis=(0, 1))).max() > 8


@pytest.mark.parametrize("difficulty", [-0.1, 1.1, float("nan")])
def test_a_difficulty_out_of_range_is_refused(difficulty):
    with pytest.raises(ValueError, match="difficulty must be a number from 0"):
        drawn(1, difficulty=difficulty)
    with pytest.raises(ValueError, match="difficulty must be a number from 0"):
        draw_meadows(1, np.random.default_rng(1), difficulty=difficulty)


def test_other_labels_and_counts_are_refused():
    with pytest.raises(ValueError, match=r"every label must be 0 \(daisy\), .* or 4 \(tulip\), but labels\[0\] is 5"):
        drawn(1, np.array([5]))
    with pytest.raises(ValueError, match="whole numbers"):
        drawn(1, np.array([0.5]))
    with pytest.raises(ValueError, match="count must be at least 1, not 0"):
        draw_meadows(0, np.random.default_rng(1))
