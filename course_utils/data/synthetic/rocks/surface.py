"""Colour and light a stone: bubbles and crystals in basalt; fragments, patches and dark veins in rock from the highlands."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.rocks.relief import Field, Relief, View, relief, solid, speckle, windows
from course_utils.data.synthetic.rocks.stone import BASALT, Stone

AMBIENT = np.float32(0.26)  # light from all sides, as a share


def shown(stone: Stone, view: View, side: int, glint: float) -> tuple[Relief, NDArray[np.float32]]:
    """Show a stone under its light.

    Parameters
    ----------
    stone : Stone
    view : View
    side : int, pixels of the picture
    glint : float, 0 to 1, which of its crystals happen to mirror the light

    Returns
    -------
    seen : Relief
    colours : float32 array, (H, W, 3), about 0 to 1, of the relief's window
    """
    seen = relief(stone, view, side)
    tone = _tones(stone, view, seen)
    _hollow(stone, view, seen, tone)
    brightness = tone * _light(seen, view)
    if stone.label == BASALT:
        sparks = (speckle(stone.noise, seen.points, 25) + np.float32(glint * 2)) % 2
        brightness = np.where(sparks < 0.035, brightness + np.float32(0.3), brightness)  # noqa: PLR2004 - one crystal in sixty
    return seen, np.asarray(brightness[..., None] * stone.tone.astype(np.float32), np.float32)


def _tones(stone: Stone, view: View, seen: Relief) -> Field:
    """Say how bright the ground mass and the fragments are, around 1."""
    grain = speckle(stone.noise, seen.points, 21) * np.float32(0.6) + speckle(stone.noise, seen.points, 34) * np.float32(0.4)
    tone = 1 + np.float32(stone.patches) * (1.2 * solid(stone.noise, seen.points, 1.7) + 0.7 * solid(stone.noise, seen.points, 4.3))
    edge = 1 + np.float32(0.45) * solid(stone.noise, seen.points, 5)
    for number, rows, columns in windows(stone.clasts, view, seen, 1.9):
        inside = _within_block(stone, number, seen, edge, rows, columns)
        tone[rows, columns] = np.where(inside, np.float32(stone.clasts.tones[number]), tone[rows, columns])
    for a, b, c, depth in stone.veins.astype(np.float32):
        x, y, z = seen.points
        off = np.abs(a * x + b * y + c * z - depth + np.float32(0.18) * solid(stone.noise, seen.points, 3.1))
        tone *= np.clip(np.float32(0.3) + off * np.float32(14), 0, 1)
    return np.asarray(np.maximum(tone, 0.25) * (1 + np.float32(stone.grain) * grain), np.float32)


def _within_block(stone: Stone, number: int, seen: Relief, edge: Field, rows: slice, columns: slice) -> NDArray[np.bool_]:
    size = np.float32(stone.clasts.sizes[number]) * edge[rows, columns]
    x, y, z = (part[rows, columns] - np.float32(at) for part, at in zip(seen.points, stone.clasts.middles[number], strict=True))
    inside = np.ones(x.shape, bool)
    for a, b, c in stone.clasts.blocks[number].astype(np.float32):
        inside &= np.abs(a * x + b * y + c * z) < size
    return inside


def _hollow(stone: Stone, view: View, seen: Relief, tone: Field) -> None:
    """Sink the bubbles into the relief; their inside is dark."""
    for number, rows, columns in windows(stone.bubbles, view, seen, 1.2):
        size = np.float32(stone.bubbles.sizes[number])
        parts = (part[rows, columns] - np.float32(at) for part, at in zip(seen.points, stone.bubbles.middles[number], strict=True))
        away = sum((part * part for part in parts), start=np.zeros((), np.float32))
        deep = np.sqrt(np.maximum(0, size * size - away))
        seen.z[rows, columns] -= np.float32(0.8) * deep
        tone[rows, columns] *= 1 - np.float32(0.6) * deep / size


def _light(seen: Relief, view: View) -> Field:
    """Light the relief: brightest where it faces the light."""
    down, across = np.gradient(seen.z, 1 / np.float32(view.scale))
    steep = np.sqrt(down * down + across * across + 1)
    x, y, z = view.light.astype(np.float32)
    facing = np.maximum(0, (z - x * across - y * down) / steep)
    return np.asarray(AMBIENT + (1 - AMBIENT) * facing, np.float32)
