"""Turn flat drawings into fabric: weave, folds, light, noise, and now and then something in the way. A whole batch at a time."""

import numpy as np
from numpy.typing import NDArray

Batch = NDArray[np.float32]
SIDE = 28
FOLDS = 6  # coarse grid whose interpolated values bend the light
BATCH_AXES = (-1, 1, 1)


def finished(drawings: NDArray[np.uint8], patterned: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Give drawings a surface.

    Parameters
    ----------
    drawings : uint8 array, (N, 28, 28), 0 is background
    patterned : bool array, (N,), which fabrics may be striped or checked
    rng : numpy Generator

    Returns
    -------
    uint8 array, (N, 28, 28)
    """
    count = len(drawings)
    values = drawings.astype(np.float32)
    covered = values > 0
    values *= 1 + _pattern(count, rng) * patterned.reshape(BATCH_AXES) + _folds(count, rng) + _light(count, rng)
    roughness = _column(count, rng, 3, 12)
    values += roughness * (_random((count, SIDE, SIDE), rng) * 2 - 1)
    values = np.where(covered, np.maximum(values, 1), 0)
    values = _something_in_the_way(values, rng)
    return np.rint(values).clip(0, 255).astype(np.uint8)


def _random(shape: tuple[int, ...], rng: np.random.Generator) -> Batch:
    return rng.random(shape, dtype=np.float32)


def _column(count: int, rng: np.random.Generator, low: float, high: float) -> Batch:
    """One number per picture."""
    return (low + (high - low) * _random((count,), rng)).reshape(BATCH_AXES)


def _waves(count: int, rng: np.random.Generator, down: Batch, right: Batch) -> Batch:
    """Stripes across the direction (down, right): a triangle wave from -1 to 1."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    place = (rows * down + columns * right) / _column(count, rng, 2.6, 7) + _column(count, rng, 0, 1)
    return np.asarray(np.abs(place % 1 - 0.5) * 4 - 1, np.float32)


def _pattern(count: int, rng: np.random.Generator) -> Batch:
    """Plain fabric for most; level, upright or slanting stripes and checks for the rest."""
    tilt = _column(count, rng, -0.2, 0.2)
    one = np.ones_like(tilt)
    level, upright, slanting = _waves(count, rng, one, tilt), _waves(count, rng, tilt, one), _waves(count, rng, one * 0.7, one * 0.7)
    kind = rng.integers(0, 12, count).reshape(BATCH_AXES)
    strength = _column(count, rng, 0.08, 0.4)
    waves = level * (kind < 2) + upright * (kind == 2) + slanting * (kind == 3) + (level + upright) / 2 * (kind == 4)  # noqa: PLR2004 - numbers of the kinds
    return np.asarray(strength * waves, np.float32)


def _folds(count: int, rng: np.random.Generator) -> Batch:
    """Soft bright and dark patches."""
    place = np.linspace(0, FOLDS - 1, SIDE, dtype=np.float32)
    weights = np.maximum(0, 1 - np.abs(place[:, None] - np.arange(FOLDS, dtype=np.float32)))
    coarse = _random((count, FOLDS, FOLDS), rng) * 2 - 1
    return np.asarray(weights @ coarse @ weights.T * _column(count, rng, 0.08, 0.35), np.float32)


def _light(count: int, rng: np.random.Generator) -> Batch:
    """Let one side be brighter."""
    slope = np.linspace(-1, 1, SIDE, dtype=np.float32)
    return np.asarray(_column(count, rng, -0.15, 0.15) * slope[:, None] + _column(count, rng, -0.2, 0.2) * slope, np.float32)


def _something_in_the_way(values: Batch, rng: np.random.Generator) -> Batch:
    """Cover a small box of every sixth picture or so with one grey, a label or the corner of another thing."""
    count = len(values)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    top, left = rng.integers(-2, SIDE - 2, (2, count)).reshape(2, *BATCH_AXES)
    height, width = rng.integers(3, 8, (2, count)).reshape(2, *BATCH_AXES)
    box = (rows >= top) & (rows < top + height) & (columns >= left) & (columns < left + width)
    here = box & (rng.integers(0, 6, count).reshape(BATCH_AXES) == 0)
    grey = rng.integers(0, 256, count).reshape(BATCH_AXES) * rng.integers(0, 2, count).reshape(BATCH_AXES)
    return np.where(here, grey, values).astype(np.float32)
