"""Many small pictures in one: the frame that images, kernels and feature maps share.

All pictures lie on one axes. Sixty-four axes cost seconds and come back as an array; one axes costs little and is one thing to return.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.style import FAINT, INK, frameless

_GAP = 0.12
_WIDEST = 11.0  # inches
_LINE = 0.17  # height of one line of caption, in sides of a picture


@dataclass(frozen=True)
class Tile:
    """One small picture.

    Parameters
    ----------
    picture : array, (H, W) or (H, W, 3)
    caption : str
        Lines under the picture.
    frame : str
        A colour; the empty string for the ordinary thin frame.
    bar : float in 0..1, or None
        The length of the bar under the picture.
    """

    picture: NDArray[np.generic]
    caption: str = ""
    frame: str = ""
    bar: float | None = None


def grid_size(count: int, columns: int, caption_lines: int) -> tuple[float, float]:
    """Tell how large a figure a grid of pictures needs.

    Parameters
    ----------
    count : int
    columns : int
    caption_lines : int

    Returns
    -------
    tuple of two floats, inches
    """
    width, height = columns * (1 + _GAP), -(-count // columns) * (1 + _GAP + _LINE * caption_lines)
    side = min(1.05, _WIDEST / width)
    return side * width + 0.1, side * height + 0.35


def draw_tiles(ax: Axes, tiles: Sequence[Tile], columns: int, *, cmap: str = "gray", low: float = 0.0, high: float = 1.0) -> None:
    """Lay pictures out in rows.

    Parameters
    ----------
    ax : Axes
    tiles : sequence of Tile
    columns : int, at least 1
    cmap : str
        Colours of pictures that have one channel.
    low, high : float
        The values at the two ends of the colours.
    """
    lines = max((tile.caption.count("\n") + 1 for tile in tiles if tile.caption), default=0)
    bars = any(tile.bar is not None for tile in tiles)
    height = 1 + _GAP + _LINE * lines + (0.1 if bars else 0)
    frameless(ax)
    for number, tile in enumerate(tiles):
        row, column = divmod(number, columns)
        left, top = column * (1 + _GAP), row * height
        ax.imshow(tile.picture, extent=(left, left + 1, top + 1, top), cmap=cmap, vmin=low, vmax=high, interpolation="nearest")
        ax.add_patch(Rectangle((left, top), 1, 1, fill=False, edgecolor=tile.frame or FAINT, linewidth=2.2 if tile.frame else 0.6))
        if tile.bar is not None:
            ax.add_patch(Rectangle((left, top + 1.05), 1, 0.06, facecolor="#eceef2", edgecolor="none"))
            ax.add_patch(Rectangle((left, top + 1.05), tile.bar, 0.06, facecolor=tile.frame or INK, edgecolor="none"))
        ax.text(left + 0.5, top + (1.15 if bars else 1.05), tile.caption, ha="center", va="top", fontsize=8, linespacing=1.15)
    rows = -(-len(tiles) // columns)
    ax.set(xlim=(-0.05, columns * (1 + _GAP) - _GAP + 0.05), ylim=(rows * height, -0.05), aspect="equal")


def as_numbers(values: ArrayLike, name: str, cure: str) -> NDArray[np.generic]:
    """Read an array of numbers, or say what was given instead.

    Parameters
    ----------
    values : array-like
    name, cure : str
        What it is called, and what to try when it is none.

    Returns
    -------
    array

    Raises
    ------
    ValueError
        If the values are no numbers, or make no array.
    """
    try:
        array = np.asarray(values)
    except ValueError:  # numpy's way of saying that the parts differ in size
        array = np.asarray(None)
    if array.dtype.name == "bfloat16":  # what a network computes in mixed precision; numpy counts it among the unknown kinds
        array = array.astype(np.float32)
    if array.dtype.kind not in "fiub":
        kind = "parts of different sizes" if array.dtype.kind == "O" and values is not None else type(values).__name__
        raise ValueError(f"{name} are no array of numbers ({kind}): {cure}.")
    return array


def as_images(images: ArrayLike) -> NDArray[np.generic]:
    """Check images at the boundary and give each (H, W) or (H, W, 3).

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3); one image (H, W) or (H, W, 3) counts as a batch of one

    Returns
    -------
    array, (N, H, W) or (N, H, W, 3)

    Raises
    ------
    ValueError
        If they are no numbers, or the shape is not one of these.
    """
    batch = as_numbers(images, "images", "give one array of images of one size, for example np.stack([first, second])")
    if batch.ndim == 2 or (batch.ndim == 3 and batch.shape[-1] in {1, 3} and batch.shape[1] > 3):  # noqa: PLR2004 - numbers of axes
        batch = batch[np.newaxis]
    if batch.ndim == 4 and batch.shape[-1] == 1:  # noqa: PLR2004
        batch = batch[..., 0]
    if batch.ndim == 3 or (batch.ndim == 4 and batch.shape[-1] == 3):  # noqa: PLR2004
        return batch
    raise ValueError(f"images have the shape {np.shape(images)}: give (N, H, W), (N, H, W, 1) or (N, H, W, 3).")


def brightness(batch: NDArray[np.generic]) -> tuple[NDArray[np.generic], float, float]:
    """Choose one range of brightness for a whole batch, whatever its numbers count in.

    Parameters
    ----------
    batch : array, (N, H, W) or (N, H, W, 3)

    Returns
    -------
    tuple of the batch, its darkest and its brightest value
        Colour images are brought to 0..1, as matplotlib asks.
    """
    low, high = bright_range(batch)
    if batch.ndim == 4:  # noqa: PLR2004 - colour
        return np.clip((batch.astype(np.float64) - low) / (high - low), 0, 1), 0.0, 1.0
    return batch, low, high


def bright_range(batch: NDArray[np.generic]) -> tuple[float, float]:
    """Tell which values are black and white.

    Parameters
    ----------
    batch : array, (N, H, W) or (N, H, W, 3)

    Returns
    -------
    tuple of two floats
    """
    low, high = (float(batch.min(initial=0)), float(batch.max(initial=0)))
    high = 255.0 if batch.dtype == np.uint8 and high > 128 else high  # noqa: PLR2004 - photos, not scikit-learn's 0..16 digits
    high = 1.0 if batch.dtype != np.uint8 and 0.5 < high <= 1 else high  # noqa: PLR2004 - fractions of white
    return low, high if high > low else low + 1
