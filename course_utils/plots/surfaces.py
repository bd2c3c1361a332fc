"""Functions of two numbers as a map, and the paths that optimizers take across it."""

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patheffects import Normal, Stroke
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.style import BLUE, GREEN, INK, PAPER, PINK, RED, drawing
from course_utils.plots.texts import words_for

Floats = NDArray[np.float64]
Function = Callable[..., object]
Limits = tuple[float, float]

FINE, COARSE = 201, 101  # places along each side: for functions that know arrays, and for those asked one place at a time
_BANDS = 12
COLOURS = (BLUE, RED, GREEN, PINK, "#8a6d00", "#2b8fc4")
DASHES = ("-", "--", ":", "-.")
_TINTS = LinearSegmentedColormap.from_list("petals-depth", ["#7d93ad", "#b9c7d6", "#e4eaf0", "#fbfcfd"])
_MOST_DOTS = 120
_MOST_STRETCHED = 2.5  # beyond this, equal units on both axes would leave a strip


def plot_descent(
    function: Function,
    paths: ArrayLike | Mapping[str, ArrayLike],
    *,
    xlim: Limits,
    ylim: Limits,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw a function of two numbers as a map, and one or several paths on it, such as the steps of an optimizer.

    Parameters
    ----------
    function : callable
        `function(x, y)`, or `function(place)` with a place [x, y]; for arrays, or for one place at a time.
    paths : float array, (T, 2), or dict from a name to such arrays
        Every place that was visited, the start first.
    xlim, ylim : tuple of two floats
        What the map shows.
    ax : Axes or None
        Where to draw; a new figure when None.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the limits are empty, a path is not (T, 2), or the function has no finite value somewhere on the map.
    """
    named = {name: as_path(path, name) for name, path in (paths.items() if isinstance(paths, Mapping) else [("", paths)])}
    across, up, heights = heights_on_map(function, xlim, ylim)
    words = words_for(language)
    with drawing(ax, words, size=(5.6, 4.6)) as axes:
        draw_map(axes, across, up, heights)
        for (name, path), colour, dash in zip(named.items(), cycle(COLOURS), cycle(DASHES), strict=False):
            draw_path(axes, path, name, colour, dash)
        if any(len(path) for path in named.values()):
            starts = np.unique([path[0] for path in named.values() if len(path)], axis=0)
            axes.plot(*starts.T, "o", color=PAPER, markeredgecolor=INK, markersize=9, markeredgewidth=1.8, label=words("start"), zorder=5)
            axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4)
        axes.set(xlabel=words("input"), ylabel=words("other_input"), xlim=xlim, ylim=ylim)
    return axes


def draw_map(axes: Axes, across: Floats, up: Floats, heights: Floats) -> None:
    """Draw bands and lines of equal height, darker where it is lower.

    Parameters
    ----------
    axes : Axes
    across : float array, (columns,)
    up : float array, (rows,)
    heights : float array, (rows, columns)
    """
    levels = levels_of(heights)
    axes.contourf(across, up, heights, levels=[heights.min(), *levels, heights.max()], cmap=_TINTS, zorder=0)
    axes.contour(across, up, heights, levels=levels, colors="#5f7288", linewidths=0.6, alpha=0.7, zorder=1)
    axes.grid(visible=False)
    stretched = np.ptp(across) / np.ptp(up)
    if 1 / _MOST_STRETCHED <= stretched <= _MOST_STRETCHED:
        axes.set_aspect("equal")


def draw_path(axes: Axes, path: Floats, name: str, colour: str, dash: str) -> None:
    """Draw a path with a pale seam, so that it is seen on every band.

    Parameters
    ----------
    axes : Axes
    path : float array, (T, 2)
    name : str
        For the legend; "" leaves it out.
    colour, dash : str
        As matplotlib names them.
    """
    seam = [Stroke(linewidth=4, foreground=PAPER), Normal()]
    axes.plot(*path.T, dash, color=colour, linewidth=1.8, label=name or None, path_effects=seam, zorder=3)
    if len(path) <= _MOST_DOTS:
        axes.plot(*path.T, "o", color=colour, markersize=3.2, zorder=4)


def heights_on_map(function: Function, xlim: Limits, ylim: Limits) -> tuple[Floats, Floats, Floats]:
    """Ask a function for its value all over a rectangle.

    Parameters
    ----------
    function : callable
        `function(x, y)` or `function(place)`; asked with floats only, since whole numbers would cut off small steps.
    xlim, ylim : tuple of two floats

    Returns
    -------
    tuple of three float arrays
        Places along x (columns,), places along y (rows,), and the values (rows, columns): 201 each way, or 101 where the function
        must be asked one place at a time.

    Raises
    ------
    ValueError
        If the limits are empty, or a value is not a finite number.
    """
    (left, right), (low, high) = as_limits(xlim, "xlim"), as_limits(ylim, "ylim")
    ask = taking_two(function)
    across, up = np.linspace(left, right, FINE), np.linspace(low, high, FINE)
    heights = _at_once(ask, *np.meshgrid(across, up))
    if heights is None:
        across, up = np.linspace(left, right, COARSE), np.linspace(low, high, COARSE)
        heights = np.array([[_one(ask, float(x), float(y)) for x in across] for y in up])
    wrong = ~np.isfinite(heights)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise ValueError(
            f"the function gives {heights[row, column]} at x = {across[column]:.4g}, y = {up[row]:.4g} ({wrong.sum():,} of "
            f"{wrong.size:,} places): it needs a finite number everywhere on the map. Choose xlim and ylim where it has one."
        )
    return across, up, heights


def taking_two(function: Function) -> Function:
    """Let a function of a place [x, y] take x and y.

    Parameters
    ----------
    function : callable

    Returns
    -------
    callable
        Itself where it takes two already.
    """
    if not callable(function):
        raise TypeError(f"function is {type(function).__name__}, not a function: give one of x and y, such as lambda x, y: x**2 + y**2.")
    try:
        parameters = signature(function).parameters.values()
    except (TypeError, ValueError):  # some functions written in C do not say what they take
        return function
    places = [one for one in parameters if one.kind in {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD}]
    if any(one.kind == Parameter.VAR_POSITIONAL for one in parameters) or sum(one.default is Parameter.empty for one in places) != 1:
        return function
    return lambda x, y: function(np.array([x, y], dtype=np.float64))


def _at_once(ask: Function, x: Floats, y: Floats) -> Floats | None:
    """Ask for a whole grid; None where the function does not know arrays."""
    try:
        with np.errstate(all="ignore"):  # what is not finite is reported with its place
            values = np.asarray(ask(x, y))
    except Exception:  # noqa: BLE001 - it may fail on an array in any way; one place at a time it speaks for itself
        return None
    return values.astype(np.float64) if values.shape == x.shape and values.dtype.kind in "fiub" else None


def _one(ask: Function, x: float, y: float) -> float:
    """Ask for one place; a student's own error says which."""
    try:
        value = np.asarray(ask(x, y))
    except Exception as error:
        error.add_note(f"This happened at x = {x:.4g}, y = {y:.4g}.")
        raise
    if value.size != 1 or value.dtype.kind not in "fiub":
        raise TypeError(
            f"the function gives {value!r:.60} at x = {x:.4g}, y = {y:.4g}, not one number: return a float, such as x**2 + y**2."
        )
    return float(value.reshape(-1)[0])


def levels_of(heights: Floats, bands: int = _BANDS) -> list[float]:
    """Choose the heights of contour lines: close together near the lowest place if most of the map is low.

    Parameters
    ----------
    heights : float array
    bands : int, at least 2

    Returns
    -------
    list of bands - 1 floats, rising

    Raises
    ------
    ValueError
        If the map is flat.
    """
    low, high = float(heights.min()), float(heights.max())
    if not high > low:
        raise ValueError(
            f"the function gives {low:.4g} everywhere on the map, so nothing leads down. Choose other limits or another function."
        )
    middle = (float(np.median(heights)) - low) / (high - low)
    power = min(8.0, max(1.0, np.log(max(middle, 1e-9)) / np.log(0.5)))
    return [float(low + (high - low) * (band / bands) ** power) for band in range(1, bands)]


def as_limits(limits: Limits, name: str) -> Limits:
    """Check one pair of limits at the boundary.

    Parameters
    ----------
    limits : two floats
    name : str
        What the caller calls them.

    Returns
    -------
    tuple of two floats

    Raises
    ------
    ValueError
        If they are not two finite numbers, the smaller first.
    """
    try:
        low, high = (float(limit) for limit in limits)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}={limits!r} does not fit: give two numbers, the smaller first, such as {name}=(-2, 2).") from error
    if not (np.isfinite([low, high]).all() and low < high):
        raise ValueError(f"{name}={limits!r} does not fit: give two finite numbers, the smaller first, such as {name}=(-2, 2).")
    return low, high


def as_path(path: ArrayLike, name: str) -> Floats:
    """Check one path at the boundary.

    Parameters
    ----------
    path : float array, (T, 2)
    name : str
        What the caller calls it.

    Returns
    -------
    float array, (T, 2)

    Raises
    ------
    ValueError
        If it has another shape.
    """
    places = np.asarray(path, dtype=np.float64)
    if places.ndim != 2 or places.shape[1] != 2:  # noqa: PLR2004 - a plane
        raise ValueError(f"path {name!r} has the shape {places.shape}: give (T, 2), one pair [x, y] for every place visited.")
    return places
