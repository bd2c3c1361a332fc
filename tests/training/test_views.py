"""Random views: where they look, what they change, and that a seed decides it all."""

from functools import partial

import numpy as np
import pytest

from course_utils.training import random_views

WHOLE = {"smallest": 1.0, "stretch": 1.0, "light": 0.0, "contrast": 0.0, "tint": 0.0}


@pytest.fixture
def images():
    return np.random.default_rng(3).integers(0, 256, (40, 24, 24, 3), np.uint8)


def test_with_everything_switched_off_only_mirrors_are_left(images):
    views = random_views(images, np.random.default_rng(1), **WHOLE)
    same = (views == images).all(axis=(1, 2, 3))
    mirrored = (views == images[:, :, ::-1]).all(axis=(1, 2, 3))
    assert (same | mirrored).all()
    assert 8 < mirrored.sum() < 32


def test_views_follow_from_the_generator_and_leave_the_images_alone(images):
    before = images.copy()
    first, again, other = (random_views(images, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.array_equal(images, before)


def test_a_view_has_the_side_that_was_asked_for(images):
    assert random_views(images, np.random.default_rng(1), side=9).shape == (40, 9, 9, 3)
    assert random_views(images[:0], np.random.default_rng(1), side=9).shape == (0, 9, 9, 3)


def test_a_crop_shows_a_part_of_at_least_the_smallest_share():
    ramp = np.broadcast_to(np.arange(100, dtype=np.uint8)[None, None, :, None], (400, 100, 100, 3)).copy()
    views = random_views(ramp, np.random.default_rng(5), **(WHOLE | {"smallest": 0.25})).astype(int)
    seen = (views.max(axis=(1, 2, 3)) - views.min(axis=(1, 2, 3))) / 99
    assert seen.min() == pytest.approx(0.5, abs=0.04)
    assert seen.max() > 0.95


def test_light_contrast_and_tint_do_what_they_are_called(images):
    grey = np.full((300, 4, 4, 3), 100, np.uint8)
    light = random_views(grey, np.random.default_rng(5), **(WHOLE | {"light": 0.2}))
    assert light.min() == pytest.approx(80, abs=2)
    assert light.max() == pytest.approx(120, abs=2)
    assert (light == light[:, :1, :1, :1]).all()
    assert (random_views(grey, np.random.default_rng(5), **(WHOLE | {"contrast": 0.5})) == 100).all()
    tinted = random_views(grey, np.random.default_rng(5), **(WHOLE | {"tint": 0.2}))
    assert (tinted.max(axis=-1) > tinted.min(axis=-1)).mean() > 0.9
    soft = random_views(images, np.random.default_rng(5), **(WHOLE | {"contrast": 0.9}))
    assert soft.std(axis=(1, 2, 3)).min() < 0.5 * images.std(axis=(1, 2, 3)).mean()


@pytest.mark.parametrize(
    ("wrong", "said"), [({"light": 1.0}, "light=1.0"), ({"smallest": 0.0}, "smallest=0.0"), ({"stretch": 0.5}, "stretch=0.5")]
)
def test_an_amount_out_of_range_is_named(images, wrong, said):
    with pytest.raises(ValueError, match=said):
        partial(random_views, **wrong)(images, np.random.default_rng(1))


def test_other_images_are_refused(images):
    with pytest.raises(ValueError, match=r"uint8 \(N, H, W, 3\), not float64"):
        random_views(images / 255, np.random.default_rng(1))
    with pytest.raises(ValueError, match=r"\(40, 24, 24, 1\)"):
        random_views(images[..., :1], np.random.default_rng(1))
