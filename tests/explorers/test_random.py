"""Chance that can be repeated: in Python, and the same numbers in the browser."""

from pathlib import Path

import numpy as np
import pytest

import course_utils.explorers.frame
from course_utils.explorers.frame.random import generator

SCRIPT = Path(course_utils.explorers.frame.__file__).parent / "random.js"
SEEDS = [0, 1, 7, 123_456_789, 2**31, 2**32 - 1, -5]


def test_the_first_numbers_of_seed_one_are_those_of_mulberry32():
    assert [generator(1).uniform(), *generator(1).uniforms(3)] == pytest.approx([0.62707394, 0.62707394, 0.00273572, 0.52744703], abs=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_drawing_one_by_one_gives_the_same_numbers_as_drawing_many(seed):
    one, many = generator(seed), generator(seed)
    singly = [[one.normal() for _ in range(count)] for count in (3, 0, 4, 1)]
    assert [number for part in singly for number in part] == np.concatenate([many.normals(count) for count in (3, 0, 4, 1)]).tolist()
    assert one.uniform() == many.uniforms(1)[0]


def test_different_seeds_give_different_numbers():
    assert len({tuple(generator(seed).uniforms(4)) for seed in range(100)}) == 100


def test_normal_numbers_have_mean_zero_and_std_one_and_uniform_ones_fill_the_interval():
    normal, uniform = generator(3).normals(100_001), generator(3).uniforms(100_000)
    assert normal.mean() == pytest.approx(0, abs=0.01)
    assert normal.std() == pytest.approx(1, abs=0.01)
    assert np.mean(np.abs(normal) > 1.96) == pytest.approx(0.05, abs=0.004)
    assert np.histogram(uniform, 10, (0, 1))[0] == pytest.approx(10_000, rel=0.05)


@pytest.mark.browser
@pytest.mark.parametrize("seed", SEEDS)
def test_the_browser_draws_the_same_numbers(javascript, seed):
    uniform, normal = javascript(SCRIPT, "sample", seed, 50, 1001)
    twin = generator(seed)
    assert uniform == twin.uniforms(50).tolist()
    assert normal == pytest.approx(twin.normals(1001), abs=1e-12)
