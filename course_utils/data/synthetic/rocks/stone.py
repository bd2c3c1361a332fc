"""What one stone is: its facets, its roughness, and what lies in it. None of it changes from view to view.

Lengths are in stone sizes: the stone lies within about 1 of its middle.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.chance import Chance

BASALT, HIGHLAND = 0, 1
NAMES = ("basalt", "highland")
FACETS = 40
GRID = 16  # random values along each side of a solid noise, a power of two
AXES = np.concatenate((np.eye(3), -np.eye(3)))


@dataclass(frozen=True)
class Lumps:
    """Bubbles or fragments in a stone.

    Attributes
    ----------
    middles : (L, 3) array, on the surface
    sizes : (L,) array, radii, or half a fragment's width
    tones : (L,) array, brightness, 1 as the ground mass
    blocks : (L, 3, 3) array, across which sides a fragment is bounded
    """

    middles: NDArray[np.float64]
    sizes: NDArray[np.float64]
    tones: NDArray[np.float64]
    blocks: NDArray[np.float64]


@dataclass(frozen=True)
class Stone:
    """One stone.

    Attributes
    ----------
    label : int, 0 basalt, 1 highland
    facets : (F, 3) and depths (F,): a point p is inside if every facet times p is at most its depth
    noise : (GRID, GRID, GRID), -1 to 1, random values in space
    rough : float, how far the surface strays, in stone sizes
    tone : (3,) array, brightness of its ground mass, red, green, blue, 0 to 1
    grain : float, contrast of its crystals
    bubbles, clasts : Lumps
    veins : (V, 4), planes of dark melt: a direction and a depth
    patches : float, contrast of its large light and dark patches
    """

    label: int
    facets: NDArray[np.float64]
    depths: NDArray[np.float64]
    noise: NDArray[np.float32]
    rough: float
    tone: NDArray[np.float64]
    grain: float
    bubbles: Lumps
    clasts: Lumps
    veins: NDArray[np.float64]
    patches: float


def directions(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Draw directions, a little more of them towards the corners of a cube.

    Parameters
    ----------
    rng : numpy Generator
    count : int

    Returns
    -------
    float array, (count, 3), each of length 1
    """
    points = rng.random((count, 3)) * 2 - 1
    return np.asarray(points / np.sqrt((points * points).sum(axis=1, keepdims=True) + 1e-9), np.float64)


def stone_from(label: int, rng: np.random.Generator) -> Stone:
    """Make a stone.

    Parameters
    ----------
    label : int, 0 basalt, 1 highland
    rng : numpy Generator; the same state makes the same stone

    Returns
    -------
    Stone
    """
    chance = Chance(rng)
    facets = np.concatenate((directions(rng, FACETS), AXES)) / (0.7 + 0.42 * rng.random(3))
    depths = np.concatenate((0.76 + 0.24 * rng.random(FACETS), np.full(len(AXES), 1.0)))
    noise = (rng.random((GRID,) * 3) * 2 - 1).astype(np.float32)
    light = chance.between(0.13, 0.34) if label == BASALT else chance.between(0.36, 0.74)
    warm = chance.between(-0.04, 0.12)
    tone = light * np.array((1 + warm, 1, 1 - warm))
    veins = 0
    if label == BASALT:
        amount = int(chance.between(25, 110)) if chance.chance(0.65) else int(chance.between(0, 8))
        few = 4 if chance.chance(0.25) else 0
    else:
        amount, few = int(chance.between(0, 10)), int(chance.between(30, 80))
        veins = int(rng.integers(0, 4))
    grain, patches = (chance.between(0.2, 0.42), 0.1) if label == BASALT else (chance.between(0.06, 0.22), chance.between(0.2, 0.5))
    return Stone(
        label,
        facets,
        depths,
        noise,
        chance.between(0.06, 0.13),
        tone,
        grain,
        _bubbles(chance, amount, facets, depths),
        _clasts(chance, few, facets, depths),
        np.column_stack((directions(rng, veins), rng.random(veins) * 0.9 - 0.45)),
        patches,
    )


def _on_surface(chance: Chance, count: int, facets: NDArray[np.float64], depths: NDArray[np.float64]) -> NDArray[np.float64]:
    ways = directions(chance.rng, count)
    slopes = (ways[:, None] * facets).sum(axis=2)
    reach = np.where(slopes > 0.05, depths / np.maximum(slopes, 0.05), 9.0).min(axis=1)  # noqa: PLR2004 - facets seen edge on are far away
    return np.asarray(ways * reach[:, None], np.float64)


def _bubbles(chance: Chance, count: int, facets: NDArray[np.float64], depths: NDArray[np.float64]) -> Lumps:
    largest = chance.between(0.06, 0.15)
    sizes = 0.035 + (largest - 0.035) * chance.rng.random(count) ** 2
    return Lumps(_on_surface(chance, count, facets, depths), sizes, np.full(count, 0.55), np.zeros((count, 3, 3)))


def _clasts(chance: Chance, count: int, facets: NDArray[np.float64], depths: NDArray[np.float64]) -> Lumps:
    largest = chance.between(0.2, 0.42)
    sizes = 0.05 + (largest - 0.05) * chance.rng.random(count) ** 3
    dark = chance.rng.random(count) < chance.between(0.15, 0.5)
    tones = np.where(dark, 0.5 + 0.3 * chance.rng.random(count), 1.08 + 0.24 * chance.rng.random(count))
    blocks = directions(chance.rng, count * 3).reshape(count, 3, 3)
    return Lumps(_on_surface(chance, count, facets, depths), sizes, tones, blocks * (0.8 + 0.9 * chance.rng.random((count, 3, 1))))
