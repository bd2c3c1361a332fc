"""See a stone from a side: how near each of its points is, and where on the stone it lies.

Only sums, products and square roots: a seed gives the same stone everywhere.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.rocks.stone import GRID, Lumps, Stone

Field = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """A side of a stone in a picture.

    Attributes
    ----------
    turn : (3, 3) array, the stone's coordinates to the viewer's: x right, y down, z towards the viewer
    scale : float, pixels per stone size
    place : tuple of floats, pixels from the picture's left and top
    light : (3,) array, where the light comes from, of length 1
    """

    turn: NDArray[np.float64]
    scale: float
    place: tuple[float, float]
    light: NDArray[np.float64]


@dataclass
class Relief:
    """What of a stone is seen, within a window of the picture.

    Attributes
    ----------
    rows, columns : slices of the picture
    x, y, z : (H, W), the viewer's coordinates in stone sizes
    points : tuple of three (H, W), the stone's own coordinates
    cover : (H, W), 0 to 1
    """

    rows: slice
    columns: slice
    x: Field
    y: Field
    z: Field
    points: tuple[Field, Field, Field]
    cover: Field


def rotation(rng: np.random.Generator, reach: float) -> NDArray[np.float64]:
    """Draw a rotation: about any axis, the further the larger `reach`.

    Parameters
    ----------
    rng : numpy Generator
    reach : float, 0 not at all, 1 up to about 120 degrees

    Returns
    -------
    (3, 3) array

    Notes
    -----
    Of a unit quaternion, which needs no sine.
    """
    quaternion = np.concatenate(((1.0,), (rng.random(3) * 2 - 1) * reach))
    w, x, y, z = quaternion / np.sqrt((quaternion * quaternion).sum())
    return np.array(
        (
            (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
            (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
            (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
        )
    )


def solid(noise: Field, points: tuple[Field, Field, Field], cells: float) -> Field:
    """Look up a solid noise, interpolated.

    Parameters
    ----------
    noise : (GRID, GRID, GRID), repeated in all directions
    points : three arrays of one shape
    cells : float, random values per stone size

    Returns
    -------
    array of that shape, -1 to 1
    """
    lows = [np.floor(part * np.float32(cells)) for part in points]
    (fx, fy, fz), (ix, iy, iz) = (
        [part * np.float32(cells) - low for part, low in zip(points, lows, strict=True)],
        [low.astype(np.int32) for low in lows],
    )
    flat, wrap = noise.ravel(), GRID - 1
    total = np.zeros_like(points[0])
    for corner in range(8):
        dx, dy, dz = corner & 1, corner >> 1 & 1, corner >> 2
        at = (((ix + dx) & wrap) * GRID + ((iy + dy) & wrap)) * GRID + ((iz + dz) & wrap)
        total += flat[at] * (fx if dx else 1 - fx) * (fy if dy else 1 - fy) * (fz if dz else 1 - fz)
    return total


def speckle(noise: Field, points: tuple[Field, Field, Field], cells: float) -> Field:
    """Look up a solid noise, not interpolated: crystals with edges."""
    ix, iy, iz = (np.floor(part * np.float32(cells)).astype(np.int32) & (GRID - 1) for part in points)
    return np.asarray(noise.ravel()[(ix * GRID + iy) * GRID + iz], np.float32)


def relief(stone: Stone, view: View, side: int) -> Relief:
    """Look at a stone.

    Parameters
    ----------
    stone : Stone
    view : View
    side : int, pixels of the picture

    Returns
    -------
    Relief
    """
    columns, rows = (slice(max(0, int(at - view.scale * 1.3)), min(side, int(at + view.scale * 1.3) + 1)) for at in view.place)
    across, down = ((np.arange(side, dtype=np.float32) - np.float32(at)) / np.float32(view.scale) for at in view.place)
    x, y = np.meshgrid(across[columns], down[rows])
    top, bottom = np.full_like(x, 3), np.full_like(x, -3)
    turned = (stone.facets[:, None] * view.turn).sum(axis=2)
    for (a, b, c), depth in zip(turned.astype(np.float32), stone.depths.astype(np.float32), strict=True):
        if abs(c) > 0.02:  # noqa: PLR2004 - a facet seen edge on bounds nothing that is seen
            z = (depth - a * x - b * y) / c
            if c > 0:
                np.minimum(top, z, out=top)
            else:
                np.maximum(bottom, z, out=bottom)
    points = _own(x, y, top, view)
    bumps = (
        solid(stone.noise, points, 2.6)
        + np.float32(0.5) * solid(stone.noise, points, 6.2)
        + np.float32(0.3) * solid(stone.noise, points, 13)
    )
    cover = np.clip((top - bottom + np.float32(0.16) * bumps - np.float32(0.1)) * np.float32(view.scale / 3), 0, 1)
    return Relief(rows, columns, x, y, top + bumps * np.float32(stone.rough), points, cover)


def _own(x: Field, y: Field, z: Field, view: View) -> tuple[Field, Field, Field]:
    """Turn the viewer's coordinates back into the stone's."""
    turn = view.turn.astype(np.float32)
    first, second, third = (turn[0, axis] * x + turn[1, axis] * y + turn[2, axis] * z for axis in range(3))
    return first, second, third


def windows(lumps: Lumps, view: View, seen: Relief, reach: float) -> list[tuple[int, slice, slice]]:
    """Find which lumps face the viewer, and the part of the window in which each may be seen.

    Parameters
    ----------
    lumps : Lumps
    view : View
    seen : Relief
    reach : float, times a lump's size, how far it goes

    Returns
    -------
    list of number, rows, columns
    """
    found = []
    height, width = seen.x.shape
    middles = (lumps.middles[:, None] * view.turn).sum(axis=2)
    for number, (x, y, z) in enumerate(middles):
        half = lumps.sizes[number] * reach * view.scale
        column, row = x * view.scale + view.place[0] - seen.columns.start, y * view.scale + view.place[1] - seen.rows.start
        left, right = max(0, int(column - half)), min(width, int(column + half) + 2)
        upper, lower = max(0, int(row - half)), min(height, int(row + half) + 2)
        if z > -half / view.scale and left < right and upper < lower:
            found.append((number, slice(upper, lower), slice(left, right)))
    return found
