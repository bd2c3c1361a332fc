"""Small matrices with their numbers written into the cells, side by side."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.style import BLUE, ORANGE, RED, drawing, frameless
from course_utils.plots.texts import words_for
from course_utils.plots.tiles import as_numbers

_MOST_SIDE = 16
_GAP = 1.0
_CELL = 0.36  # inches
_PALEST = 0.55  # how much of the full colour the largest number gets
Window = tuple[int, int, int, int]


def show_numbers(
    arrays: Mapping[str, ArrayLike],
    *,
    windows: Mapping[str, Window] | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Write the numbers of small matrices into their cells: orange above 0, blue below, paler the closer to 0.

    Parameters
    ----------
    arrays : dict from title to array, (H, W), at most 16 x 16
        Side by side; each matrix has its own scale of colours.
    windows : dict from title to (top, left, height, width), or None
        A frame around some cells of that matrix.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If an array is no such matrix, or a window is given for a matrix that is not there.
    """
    words = words_for(language)
    tables = {title: _table(title, values) for title, values in arrays.items()}
    framed = dict(windows or {})
    if not tables or (strange := framed.keys() - tables.keys()):
        raise ValueError(f"windows for {', '.join(sorted(strange))}: give titles of the arrays." if tables else "give at least one array.")
    tall, wide = max(map(len, tables.values())), sum(table.shape[1] + _GAP for table in tables.values()) - _GAP
    with drawing(ax, words, size=(wide * _CELL + 0.3, tall * _CELL + 0.6)) as axes:
        frameless(axes)
        left = 0.0
        for title, table in tables.items():
            _draw_table(axes, table, left)
            axes.text(left + table.shape[1] / 2, -0.25, title, ha="center", va="bottom", fontsize=10)
            if title in framed:
                top, start, height, width = framed[title]
                axes.add_patch(Rectangle((left + start, top), width, height, fill=False, edgecolor=RED, linewidth=2.4))
            left += table.shape[1] + _GAP
        axes.set(xlim=(-0.1, wide + 0.1), ylim=(tall + 0.1, -1.1), aspect="equal")
    return axes


def _draw_table(axes: Axes, table: NDArray[np.float64], left: float) -> None:
    reach = float(np.abs(table).max(initial=0)) or 1.0
    for (row, column), value in np.ndenumerate(table):
        full = np.array(to_rgb(ORANGE if value > 0 else BLUE))
        share = _PALEST * abs(value) / reach
        axes.add_patch(Rectangle((left + column, row), 1, 1, facecolor=tuple(1 - share * (1 - full)), edgecolor="#c9ced6", linewidth=0.6))
        said = (f"{value:.0f}" if value == round(value) else f"{value:.3g}").replace("-", "−")
        axes.text(left + column + 0.5, row + 0.52, said, ha="center", va="center", fontsize=9 if len(said) < 4 else 7)  # noqa: PLR2004 - digits


def _table(title: str, values: ArrayLike) -> NDArray[np.float64]:
    cure = "give a matrix of numbers, (H, W)"
    table = as_numbers(values, repr(title), cure).astype(np.float64)
    if table.ndim != 2 or not table.size or max(table.shape) > _MOST_SIDE:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"{title!r} has the shape {table.shape}: {cure}, with at most {_MOST_SIDE} rows and columns.")
    return table
