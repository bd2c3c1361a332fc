"""What becomes of an image that is flattened: one long strip, with lines to where chosen pixels have gone."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from course_utils.plots.style import FAINT, ORANGE, RED, SKY, drawing, frameless
from course_utils.plots.texts import words_for
from course_utils.plots.tiles import as_images, brightness

_WIDTH, _SIDE, _STRIP, _GAP = 10.0, 3.2, 0.4, 0.7
_COLOURS = (ORANGE, SKY, RED)


def show_strip(image: ArrayLike, pixels: Sequence[tuple[int, int]] = (), *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Show a grey image, the strip of numbers that flattening makes of it, and where some pixels end up.

    Parameters
    ----------
    image : array, (H, W) or (H, W, 1)
    pixels : sequence of (row, column)
        Marked in the image and in the strip, each with its place in the strip.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If it is no grey image, or a pixel lies outside it.
    """
    batch = as_images(np.asarray(image)[np.newaxis])
    if batch.ndim != 3:  # noqa: PLR2004 - colour has three numbers per pixel
        raise ValueError(f"image has the shape {np.shape(image)}: give one grey image, (H, W) or (H, W, 1).")
    (picture,), low, high = brightness(batch)
    height, width = picture.shape
    if not all(0 <= row < height and 0 <= column < width for row, column in pixels):
        raise ValueError(f"pixels={list(pixels)} do not all lie in an image of {height} rows and {width} columns: count both from 0.")
    cell, left = _SIDE / max(height, width), (_WIDTH - _SIDE * width / max(height, width)) / 2
    top = _STRIP + _GAP
    with drawing(ax, words_for(language), size=(9.4, 4.4)) as axes:
        frameless(axes)
        extents = ((left, left + cell * width, top, top + cell * height), (0, _WIDTH, 0, _STRIP))
        for drawn, extent in zip((picture, picture.reshape(1, -1)), extents, strict=True):
            axes.imshow(drawn, extent=extent, cmap="gray", vmin=low, vmax=high, interpolation="nearest")
        axes.add_patch(Rectangle((0, 0), _WIDTH, _STRIP, fill=False, edgecolor=FAINT, linewidth=0.6))
        for number, (row, column) in enumerate(pixels):
            colour, index = _COLOURS[number % len(_COLOURS)], row * width + column
            x, y = left + cell * column, top + cell * (height - 1 - row)
            place = (index + 0.5) * _WIDTH / picture.size
            axes.add_patch(Rectangle((x, y), cell, cell, fill=False, edgecolor=colour, linewidth=2, zorder=3))
            axes.plot([x + cell / 2, place, place], [y, _STRIP, 0], color=colour, linewidth=1.6, zorder=2)
            axes.text(place, -0.08 - 0.26 * number, str(index), ha="center", va="top", fontsize=10, color=colour)
        axes.set(xlim=(-0.05, _WIDTH + 0.05), ylim=(-0.1 - 0.28 * max(len(pixels), 1), top + cell * height + 0.05), aspect="equal")
    return axes
