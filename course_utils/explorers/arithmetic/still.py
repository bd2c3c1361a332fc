"""The still picture of the arithmetic explorer: two grids with the present window, and the cone of one unit."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from course_utils.explorers.arithmetic.layers import measured, traced, windows_of
from course_utils.explorers.arithmetic.windows import Windows
from course_utils.plots.style import BLUE, FAINT, GREEN, INK, ORANGE, RED, frameless

MOST_LINED = 48  # places per side up to which each cell gets its frame
EMPTY, PIXEL, UNUSED, EMPTY_TAP, TAP, LATER, DONE, NOW = range(8)
COLOURS = ("#eef0f4", "#a9cbe4", "#c3c9d2", "#f7dca6", ORANGE, "#e6f3ee", "#9fd4c1", GREEN)


def draw_grids(axes: Axes, windows: Windows, step: int) -> None:
    """Draw the padded input with the window of one output, and the output.

    Parameters
    ----------
    axes : Axes
    windows : Windows
    step : int
        The output place, row by row.
    """
    outputs = windows.outputs
    total = max(1, windows.total)
    row, column = divmod(step, max(1, outputs))
    lies = np.arange(total) - windows.before
    real = (lies >= 0) & (lies < windows.stretched) & (lies % windows.spread == 0)
    unused = np.isin(lies // windows.spread, windows.unused()) & real
    field = np.where(real[:, None] & real, np.where(unused[:, None] | unused, UNUSED, PIXEL), EMPTY)
    if outputs:
        taps = np.arange(windows.kernel_size) * windows.dilation
        read = np.ix_(row * windows.stride + taps, column * windows.stride + taps)
        field[read] = np.where(field[read] == EMPTY, EMPTY_TAP, TAP)
    top, below = max(0.0, (outputs - total) / 2), max(0.0, (total - outputs) / 2)
    _cells(axes, field, 0, top)
    gap = max(2.0, total * 0.12)
    if outputs:
        after = np.where(np.arange(outputs**2) < step, DONE, LATER).reshape(outputs, outputs)
        after[row, column] = NOW
        _cells(axes, after, total + gap, below)
        corner = (column * windows.stride, top + row * windows.stride)
        axes.add_patch(Rectangle(corner, windows.window, windows.window, fill=False, edgecolor=RED, linewidth=2))
        for down in (0, 1):
            across = (corner[0] + windows.window, total + gap + column)
            axes.plot(across, (corner[1] + down * windows.window, below + row + down), color=RED, linewidth=1)
    axes.set_xlim(-0.5, total + gap + max(1, outputs) + 0.5)
    axes.set_ylim(max(total, outputs) + 0.5, -0.5)
    axes.set_aspect("equal")
    frameless(axes)


def _cells(axes: Axes, kinds: Any, left: float, top: float) -> None:  # noqa: ANN401 - an array of whole numbers
    places = np.arange(len(kinds) + 1)
    cells = axes.pcolormesh(left + places, top + places, kinds, cmap=ListedColormap(COLOURS), vmin=-0.5, vmax=len(COLOURS) - 0.5)
    if len(kinds) <= MOST_LINED:
        cells.set(edgecolor="white", linewidth=1.0)


def draw_stack(axes: Axes, layers: Sequence[Mapping[str, Any]], side: int, unit: int, names: Sequence[str]) -> None:
    """Draw the units of each layer over the pixels they look at, and the cone of one unit.

    Parameters
    ----------
    axes : Axes
    layers : sequence of mappings
    side : int, pixels
    unit : int
        Of the last layer.
    names : sequence of str
        Of the image and of each layer.
    """
    rows = [{"output_side": side, "jump": 1, "centre": 0.0}, *measured(layers, side)]
    whole = len(rows) == len(layers) + 1
    seen = traced(layers, side, unit) if whole else [[] for _ in rows]
    for level, row in enumerate(rows):
        places = row["centre"] + row["jump"] * np.arange(row["output_side"])
        size = float(np.clip(120 / len(places), 1, 5))
        axes.plot(places, np.full(len(places), level), "o", color=FAINT, markersize=size)
        axes.plot(places[seen[level]], np.full(len(seen[level]), level), "o", color=BLUE if level == 0 else GREEN, markersize=size + 1)
        if level and whole:
            below, windows = rows[level - 1], windows_of(layers[level - 1], rows[level - 1]["output_side"])
            for place in seen[level]:
                for read in sorted(windows.reads(place)):
                    axes.plot(
                        (places[place], below["centre"] + below["jump"] * read), (level, level - 1), color=ORANGE, linewidth=0.7, zorder=1
                    )
    axes.set_yticks(range(len(rows)), names[: len(rows)])
    axes.tick_params(length=0, labelcolor=INK)
    axes.grid(visible=False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_ylim(-0.4, max(1, len(rows) - 1) + 0.4)
