"""Take a picture: out of focus, lit from a side, tinted, badly exposed, noisy; all of it grows with the difficulty."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.chance import Chance

Picture = NDArray[np.float32]
GREY_WEIGHTS = np.array((0.299, 0.587, 0.114), np.float32)  # of red, green and blue in brightness: ITU-R BT.601


def blurred(picture: Picture, across: float, down: float) -> Picture:
    """Average each pixel with its neighbours, near ones more.

    Parameters
    ----------
    picture : float32 array, (side, side, channels)
    across, down : float, pixels, how far neighbours count; up to 1 nothing changes

    Returns
    -------
    float32 array, (side, side, channels)
    """
    return _smeared(_smeared(picture, down).transpose(1, 0, 2), across).transpose(1, 0, 2)


def _smeared(picture: Picture, reach: float) -> Picture:
    """Average rows with rows; a sum of shifted pictures, since BLAS wakes its threads for a product of this size and loses time."""
    side, steps = len(picture), max(0, int(reach - 1e-6))
    if not steps:
        return picture
    edge = np.concatenate((picture[:1],) * steps + (picture,) + (picture[-1:],) * steps)
    shares = [1 - abs(step) / reach for step in range(-steps, steps + 1)]
    total = np.zeros_like(picture)
    for start, share in enumerate(shares):
        total += edge[start : start + side] * np.float32(share / sum(shares))
    return total


def field(rng: np.random.Generator, side: int, cells: int) -> Picture:
    """Draw a soft random field.

    Parameters
    ----------
    rng : numpy Generator
    side : int, pixels
    cells : int, at least 2, random values along a side, interpolated between; fewer are softer

    Returns
    -------
    float32 array, (side, side), -1 to 1
    """
    values = rng.random((cells, cells), dtype=np.float32) * 2 - 1
    place = np.linspace(0, cells - 1, side, dtype=np.float32)
    before = np.minimum(place.astype(np.intp), cells - 2)
    share = place - before.astype(np.float32)
    rows = values[before] * (1 - share)[:, None] + values[before + 1] * share[:, None]
    return np.asarray(rows[:, before] * (1 - share) + rows[:, before + 1] * share, np.float32)


def taken(picture: Picture, chance: Chance, difficulty: float, *, colours: float = 1) -> NDArray[np.uint8]:
    """Photograph a painted scene.

    Parameters
    ----------
    picture : float32 array, (side, side, 3), 0 to 255
    chance : Chance, which decides
    difficulty : float, 0 to 1
    colours : float, 0 to 1, how far colours stray; 0 keeps them

    Returns
    -------
    uint8 array, (side, side, 3)
    """
    picture = blurred(picture, *(1 + 1.9 * difficulty * chance.between(0, 1) * chance.between(0, 1) + 0.25 for _ in range(2)))
    picture = picture * _light(len(picture), chance, 0.06 + 0.18 * difficulty) * _tint(chance, (0.03 + 0.17 * difficulty) * colours)
    exposure = chance.between(1 - 0.32 * difficulty, 1 + 0.32 * difficulty)
    contrast = chance.between(1 - 0.4 * difficulty, 1.1)
    middle = picture.mean()
    picture = ((picture - middle) * contrast + middle) * exposure
    if chance.chance(0.12 * difficulty * colours):
        picture = np.repeat((picture * GREY_WEIGHTS).sum(axis=2, keepdims=True), 3, axis=2)
    grain = chance.rng.random(picture.shape, dtype=np.float32) + chance.rng.random(picture.shape[:2], dtype=np.float32)[..., None] - 1
    noisy = picture + (2 + chance.between(0, 8 + 24 * difficulty) * difficulty) * grain
    return np.rint(noisy).clip(0, 255).astype(np.uint8)


def _light(side: int, chance: Chance, strength: float) -> Picture:
    slope = np.linspace(-1, 1, side, dtype=np.float32)
    right, down = (np.float32(chance.between(-strength, strength)) for _ in range(2))
    edge = np.float32(chance.between(0, strength * 0.5))
    return np.asarray(1 + (slope * right + slope[:, None] * down - edge * (slope**2 + slope[:, None] ** 2 - 0.6))[..., None], np.float32)


def _tint(chance: Chance, strength: float) -> Picture:
    warm, green = chance.between(-strength, strength), chance.between(-strength, strength) * 0.4
    return np.array((1 + warm, 1 + green, 1 - warm), np.float32)
