"""Take the picture: ground under and light on what was painted, a whole batch at a time."""

import numpy as np
from numpy.typing import NDArray

Batch = NDArray[np.float32]


def lit(pictures: Batch, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Light pictures from a side, tint them, change their contrast, blur some of them a little, add noise.

    Parameters
    ----------
    pictures : float32 array, (N, side, side, 3), 0 to 255
    rng : numpy Generator

    Returns
    -------
    uint8 array, (N, side, side, 3)
    """
    count, side = pictures.shape[:2]
    slope = np.linspace(-1, 1, side, dtype=np.float32)
    light = 1 + _column(count, rng, -0.22, 0.22) * slope[:, None, None] + _column(count, rng, -0.22, 0.22) * slope[:, None]
    pictures = pictures * light * _column(count, rng, 0.9, 1.1, 3)
    middle = pictures.mean(axis=(1, 2, 3), keepdims=True)
    pictures = (pictures - middle) * _column(count, rng, 0.6, 1.1) + middle * _column(count, rng, 0.75, 1.2)
    share = _column(count, rng, 0, 0.5)
    pictures = pictures * (1 - share) + _around(pictures) * share
    noise = _column(count, rng, 1, 9) * (rng.random(pictures.shape, dtype=np.float32) * 2 - 1)
    return np.rint(pictures + noise).clip(0, 255).astype(np.uint8)


def _column(count: int, rng: np.random.Generator, low: float, high: float, channels: int = 1) -> Batch:
    """One number per picture, or one per picture and channel."""
    return np.asarray(low + (high - low) * rng.random((count, 1, 1, channels), dtype=np.float32), np.float32)


def _around(pictures: Batch) -> Batch:
    """Average each pixel's four neighbours."""
    edge = np.pad(pictures, ((0, 0), (1, 1), (1, 1), (0, 0)), mode="edge")
    return np.asarray((edge[:, :-2, 1:-1] + edge[:, 2:, 1:-1] + edge[:, 1:-1, :-2] + edge[:, 1:-1, 2:]) / 4, np.float32)


def backgrounds(colours: Batch, horizons: Batch, rng: np.random.Generator, side: int) -> Batch:
    """Paint the plain part of scenes, a batch at a time: two gradients that meet at the horizon, and rough ground.

    Parameters
    ----------
    colours : float32 array, (N, 4, 3), top, above the horizon, below it, bottom
    horizons : float32 array, (N,), pixels from the top
    rng : numpy Generator
    side : int, pixels

    Returns
    -------
    float32 array, (N, side, side, 3), 0 to 255
    """
    count = len(colours)
    rows, across = np.arange(side, dtype=np.float32)[:, None], np.linspace(-1, 1, side, dtype=np.float32)
    slope = (rng.random((count, 1, 1), dtype=np.float32) * 2 - 1) * 2.5
    depth = rows - horizons[:, None, None] + slope * across  # (N, side, side), below the horizon above 0
    below = np.clip(depth + 0.5, 0, 1)[..., None]
    down = np.clip(depth / side, -1, 1)[..., None]
    top, upper, lower, bottom = (colours[:, number, None, None] for number in range(4))
    picture = (upper + (top - upper) * np.clip(-down * 1.5, 0, 1)) * (1 - below) + (
        lower + (bottom - lower) * np.clip(down * 2, 0, 1)
    ) * below
    grain = rough(count, rng, side, 16) * 0.1 + rough(count, rng, side, 7) * 0.14
    strength = 0.2 + rng.random((count, 1, 1), dtype=np.float32) * 1.3
    return np.asarray(picture * (1 + (grain * strength * (0.35 + 0.65 * below[..., 0])))[..., None], np.float32)


def rough(count: int, rng: np.random.Generator, side: int, cells: int) -> Batch:
    """Draw soft random fields.

    Parameters
    ----------
    count : int
    rng : numpy Generator
    side : int, pixels
    cells : int, random values along a side, interpolated between; fewer are softer

    Returns
    -------
    float32 array, (count, side, side), -1 to 1
    """
    place = np.linspace(0, cells - 1, side, dtype=np.float32)
    weights = np.maximum(0, 1 - np.abs(place[:, None] - np.arange(cells, dtype=np.float32)))
    return np.asarray(weights @ (rng.random((count, cells, cells), dtype=np.float32) * 2 - 1) @ weights.T, np.float32)
