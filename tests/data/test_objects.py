"""Drawn things in scenes: the same for the same seed, balanced, all different, and not to be told by their colour."""

import dataclasses

import numpy as np
import pytest

from course_utils.data import held_out, load, registry
from course_utils.data.registry import find
from course_utils.data.synthetic import draw
from course_utils.data.synthetic.objects import scenes
from course_utils.data.synthetic.objects.finish import backgrounds, lit, rough
from course_utils.data.synthetic.objects.objects import KINDS, SIDE, paint_object
from course_utils.data.synthetic.outlines import limb, oval
from course_utils.data.synthetic.painter import Painter, hue, shaded

MEANS = [29.5, 77.0, 61.6, 56.7, 44.2, 50.5, 59.1, 59.3, 80.0, 108.8]  # of one covered and coloured canvas per kind
NAMES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
TRAIN, TEST = 60, 20


@pytest.fixture(scope="module")
def split():
    return draw("objects", 1500, 3)


@pytest.fixture
def few(monkeypatch):
    """The objects with few images a split, real and drawn."""
    entry = find("objects")
    variants = {kind: dataclasses.replace(getattr(entry, kind), train=TRAIN, test=TEST) for kind in ("real", "synthetic")}
    small = dataclasses.replace(entry, **variants)
    monkeypatch.setattr(registry, "entries", lambda: {"objects": small})
    return small


@pytest.fixture
def photographs(tmp_path, monkeypatch):
    """A made cifar10.npz of that size in a folder that a teacher filled."""
    rng = np.random.default_rng(9)
    made = {}
    for part, count in (("train", TRAIN), ("test", TEST)):
        made[f"x_{part}"] = rng.integers(0, 256, (count, SIDE, SIDE, 3), np.uint8)
        made[f"y_{part}"] = (np.arange(count) % 10).astype(np.uint8)
    (tmp_path / "given").mkdir()
    np.savez(tmp_path / "given" / "cifar10.npz", **made)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "given"))
    return made


def as_bytes(images):
    return {image.tobytes() for image in images}


def test_the_seed_decides_everything():
    first, again, other = draw("objects", 60, 1), draw("objects", 60, 1), draw("objects", 60, 2)
    assert np.array_equal(first.images, again.images)
    assert np.array_equal(first.labels, again.labels)
    assert not as_bytes(first.images) & as_bytes(other.images)


def test_the_pictures_are_those_of_this_version():
    """Lessons quote numbers measured on these pictures: whoever changes them raises VERSION and measures again."""
    painted = [paint_object(label, "bare", np.random.default_rng(7)).layers() for label in range(len(KINDS))]
    assert [float(np.mean(cover) + np.mean(colours)) for colours, cover in painted] == pytest.approx(MEANS, abs=0.3)


def test_pictures_are_in_colour_even_in_number_and_all_different(split):
    assert split.images.shape == (1500, 32, 32, 3)
    assert split.images.dtype == np.uint8
    assert np.bincount(split.labels).tolist() == [150] * 10
    assert len(as_bytes(split.images)) == 1500
    assert np.ptp(split.images, axis=(1, 2, 3)).min() > 20  # none is blank


def test_kinds_are_in_the_order_of_the_class_names():
    assert tuple(kind.__name__ for kind in KINDS) == NAMES == find("objects").class_names["en"]
    assert find("objects").class_names["ko"] == ("비행기", "자동차", "새", "고양이", "사슴", "개", "개구리", "말", "배", "트럭")


@pytest.mark.parametrize("label", range(len(KINDS)), ids=NAMES)
def test_every_thing_is_there_and_leaves_room_for_its_scene(label):
    rng = np.random.default_rng(11)
    covered = []
    for _ in range(60):
        pen = Painter(rng, SIDE)
        KINDS[label](pen)
        covered.append(float((pen.layers()[1] > 0).mean()))
    assert min(covered) > 0.03
    assert max(covered) < 0.75


def test_every_class_is_seen_in_every_scene():
    rng = np.random.default_rng(12)
    for label in range(len(KINDS)):
        seen = [scenes.scene_for(label, rng) for _ in range(300)]
        assert set(seen) == set(scenes.SCENES)
        assert max(seen.count(scene) for scene in scenes.SCENES) < 150


def test_the_mean_colours_of_the_classes_overlap(split):
    means = split.images.mean(axis=(1, 2))
    centres = np.stack([means[split.labels == label].mean(axis=0) for label in range(10)])
    between, within = centres.std(axis=0), means.std(axis=0)
    assert (between < 0.3 * within).all()


def test_colour_alone_tells_little(split):
    pixels = split.images.reshape(len(split), -1, 3) / 255
    colours = np.column_stack((pixels.mean(axis=1), pixels.std(axis=1), np.ones(len(split))))
    train, test = slice(None, 1000), slice(1000, None)
    weights = np.linalg.lstsq(colours[train], np.eye(10)[split.labels[train]], rcond=None)[0]
    assert np.mean((colours[test] @ weights).argmax(axis=1) == split.labels[test]) < 0.25


@pytest.mark.slow
def test_the_standard_splits_share_no_picture_and_are_kept(cache):
    dataset = load("objects", "synthetic", progress=False)
    assert (len(dataset.train), len(dataset.test)) == (12000, 2000)
    assert not as_bytes(dataset.train.images) & as_bytes(dataset.test.images)
    assert len(list((cache / "synthetic").glob("objects-v*.npz"))) == 2


def test_held_out_drawings_are_new_and_follow_the_state(few):
    dataset = load("objects", "synthetic", progress=False)
    known = as_bytes(dataset.train.images) | as_bytes(dataset.test.images)
    first, again, other = (held_out("objects", "synthetic", 30, np.random.default_rng(state)) for state in (1, 1, 2))
    assert first.images.shape == (30, 32, 32, 3)
    assert np.array_equal(first.images, again.images)
    assert not as_bytes(first.images) & (known | as_bytes(other.images))


def test_a_plain_copy_of_the_photographs_is_read(few, photographs):
    dataset = load("objects")
    assert dataset.source == "real"
    assert "CIFAR-10" in dataset.describe()
    assert np.array_equal(dataset.train.images, photographs["x_train"])
    assert np.array_equal(dataset.test.labels, photographs["y_test"])


def test_held_out_photographs_are_test_images_that_no_lookup_table_knows(few, photographs):
    shard = held_out("objects", "real", 10, np.random.default_rng(3))
    assert np.bincount(shard.labels).tolist() == [1] * 10
    assert not as_bytes(shard.images) & (as_bytes(photographs["x_train"]) | as_bytes(photographs["x_test"]))


def test_the_official_archive_is_the_binary_one():
    real = find("objects").real
    assert [file.holds for file in real.files] == ["records"]
    assert real.files[0].name == "cifar-10-binary.tar.gz"
    assert all(mirror.startswith("https") and mirror.endswith("/") for mirror in real.mirrors)


def test_what_is_painted_is_as_bright_and_as_opaque_as_it_should_be():
    pen = Painter(np.random.default_rng(0), 8)
    pen.fill([(-9, -9), (9, -9), (9, 0), (-9, 0)], (200, 100, 50))
    colours, cover = pen.layers()
    assert colours[1, 4].tolist() == [200, 100, 50]
    assert (cover[1, 4], cover[7, 4]) == (255, 0)


def test_colours_are_named_by_the_wheel():
    assert hue(0, 1, 255) == pytest.approx((255, 0, 0))
    assert hue(1 / 3, 1, 255) == pytest.approx((0, 255, 0))
    assert hue(2 / 3, 0, 90) == pytest.approx((90, 90, 90))


def test_shades_run_from_black_to_white():
    assert shaded((200, 100, 0), 0) == (0, 0, 0)
    assert shaded((200, 100, 0), 1) == (200, 100, 0)
    assert shaded((200, 100, 0), 2) == (255, 255, 255)


def test_an_oval_is_as_wide_and_as_high_as_asked():
    assert np.abs(oval(3, -2, 5, 2) - (3, -2)).max(axis=0) == pytest.approx([5, 2], rel=0.03)


def test_a_limb_tapers_along_its_line():
    outline = limb([(0, 0), (10, 0)], 2, 1)
    assert sorted(outline.tolist()) == [[0, -2], [0, 2], [10, -1], [10, 1]]


def test_a_horizon_parts_what_is_above_from_what_is_below():
    colours = np.array([[[0, 0, 255]] * 2 + [[0, 255, 0]] * 2], np.float32)
    picture = backgrounds(colours, np.array([16], np.float32), np.random.default_rng(1), SIDE)
    assert picture[0, :10, :, 1].max() == 0
    assert picture[0, 22:, :, 2].max() == 0


def test_rough_fields_stay_within_their_range():
    field = rough(5, np.random.default_rng(1), SIDE, 7)
    assert field.shape == (5, SIDE, SIDE)
    assert np.abs(field).max() <= 1


def test_light_keeps_shape_and_makes_bytes():
    pictures = np.full((3, 16, 16, 3), 120, np.float32)
    taken = lit(pictures, np.random.default_rng(2))
    assert (taken.shape, taken.dtype) == ((3, 16, 16, 3), np.uint8)
    assert 60 < taken.mean() < 200
