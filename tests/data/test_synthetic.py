"""Drawn garments: the same for the same seed, balanced, all different, and beyond a linear model."""

import numpy as np
import pytest

from course_utils.data import load
from course_utils.data.synthetic import draw
from course_utils.data.synthetic.garments.garments import KINDS, draw_garment
from course_utils.data.synthetic.garments.sketch import Sketch
from course_utils.data.synthetic.outlines import mirrored, rounded

MEANS = [17.7, 11.6, 22.3, 17.7, 24.8, 3.3, 20.0, 8.6, 13.3, 13.5]  # of one flat drawing per kind


def test_the_seed_decides_everything():
    first, again, other = draw("fashion", 60, 1), draw("fashion", 60, 1), draw("fashion", 60, 2)
    assert np.array_equal(first.images, again.images)
    assert np.array_equal(first.labels, again.labels)
    assert not np.array_equal(first.images, other.images)


def test_the_pictures_are_those_of_this_version():
    """Lessons quote numbers measured on these pictures: whoever changes them raises VERSION and measures again."""
    means = [round(float(draw_garment(label, np.random.default_rng(7)).mean()), 1) for label in range(len(KINDS))]
    assert means == pytest.approx(MEANS, abs=0.3)


def test_classes_are_even_and_pictures_differ():
    split = draw("fashion", 500, 3)
    assert np.bincount(split.labels).tolist() == [50] * 10
    assert len({image.tobytes() for image in split.images}) == 500


@pytest.mark.slow
def test_the_standard_splits_share_no_picture_and_are_kept(cache):
    dataset = load("fashion", "synthetic", progress=False)
    assert (len(dataset.train), len(dataset.test)) == (12000, 2000)
    train = {image.tobytes() for image in dataset.train.images}
    assert not any(image.tobytes() in train for image in dataset.test.images)
    assert len(list((cache / "synthetic").glob("fashion-v*.npz"))) == 2
    assert list((cache / "synthetic").glob("*.part")) == []


def test_kept_drawings_are_read_back_alike(toy):
    drawn = load("toy", "synthetic", progress=False)
    kept = load("toy", "synthetic", progress=False)
    assert np.array_equal(drawn.train.images, kept.train.images)
    assert np.array_equal(drawn.test.labels, kept.test.labels)


@pytest.mark.parametrize(
    "spoil", [lambda _content: b"", lambda content: content[:-40], lambda content: content[:3000] + b"\1" + content[3001:]]
)
def test_damaged_drawings_are_drawn_again(toy, cache, spoil):
    drawn = load("toy", "synthetic", progress=False)
    for path in (cache / "synthetic").glob("*.npz"):
        path.write_bytes(spoil(path.read_bytes()))
    assert np.array_equal(drawn.train.images, load("toy", "synthetic", progress=False).train.images)


def test_a_cache_that_cannot_be_written_is_done_without(toy, cache):
    cache.write_text("a file where the folder should be")
    assert len(load("toy", "synthetic", progress=False).train) == 40


@pytest.mark.parametrize("label", range(len(KINDS)))
def test_every_garment_is_there_whole_and_against_black(label):
    rng = np.random.default_rng(11)
    pictures = np.stack([draw_garment(label, rng) for _ in range(60)])
    covered = (pictures > 0).mean(axis=(1, 2))
    assert covered.min() > 0.02
    assert covered.max() < 0.85
    assert (pictures[:, 0, 0] == 0).mean() > 0.9


def test_a_linear_model_finds_them_hard_but_not_hopeless():
    train, test = draw("fashion", 4000, 21), draw("fashion", 1000, 22)
    pixels, others = (np.column_stack((split.images.reshape(len(split), -1) / 255, np.ones(len(split)))) for split in (train, test))
    weights = np.linalg.solve(pixels.T @ pixels + 50 * np.eye(785), pixels.T @ np.eye(10)[train.labels])  # ridge regression
    accuracy = np.mean((others @ weights).argmax(axis=1) == test.labels)
    assert 0.6 < accuracy < 0.84


def test_no_pictures_cannot_be_drawn():
    with pytest.raises(ValueError, match="at least 1, not 0"):
        draw("fashion", 0, 1)


def test_cutting_corners_keeps_an_outline_within_itself():
    square = np.array([(0.0, 0), (4, 0), (4, 4), (0, 4)])
    smooth = rounded(square, 2)
    assert smooth.shape == (16, 2)
    assert smooth.min() >= 0
    assert smooth.max() <= 4


def test_a_mirrored_half_is_symmetric():
    whole = mirrored([(0.0, -2), (3, 0), (0, 2)])
    assert {(x, y) for x, y in whole} == {(-x, y) for x, y in whole}


def test_shares_are_kept():
    pen = Sketch(np.random.default_rng(0), 200, np.eye(2), np.zeros(2))
    chosen = [pen.one_of({"often": 0.7, "seldom": 0.3}) for _ in range(2000)]
    assert chosen.count("often") / 2000 == pytest.approx(0.7, abs=0.04)
