"""Points in the plane, what a classifier says about every place, and how a line moves while it learns."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, to_rgb
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.functions import Floats, values_of
from course_utils.plots.style import INK, MARKERS, PALETTE, PAPER, drawing
from course_utils.plots.texts import words_for

_MARGIN = 0.35  # of the points' spread, on every side
_SQUARE = (4.6, 4.4)
_MOST_LINES = 40


def plot_points(
    points: ArrayLike,
    labels: ArrayLike,
    *,
    class_names: Sequence[str] | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw labelled points; each class has its own colour and its own marker.

    Parameters
    ----------
    points : float array, (N, 2)
    labels : int array, (N,)
    class_names : sequence of str, or None
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    places, classes = as_points(points, labels)
    words = words_for(language)
    with drawing(ax, words, size=_SQUARE) as axes:
        for label in np.unique(classes):
            axes.scatter(
                places[classes == label, 0],
                places[classes == label, 1],
                s=110 if len(places) <= 12 else 36,  # noqa: PLR2004 - a gate's corners, or a cloud
                marker=MARKERS[label % len(MARKERS)],
                color=PALETTE[label % len(PALETTE)],
                edgecolor=PAPER,
                linewidth=1.2,
                label=words.name(class_names, label),
                zorder=3,
            )
        low, high = limits(places)
        axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xlabel=words("first_input"), ylabel=words("second_input"))
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4)
    return axes


def plot_boundary(
    predict: Callable[..., object],
    points: ArrayLike,
    labels: ArrayLike,
    *,
    class_names: Sequence[str] | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Colour the plane by what a classifier says there, with labelled points on top.

    Parameters
    ----------
    predict : callable
        Takes points (M, 2), or one point (2,) at a time; gives a class, or one probability per class, for each.
    points : float array, (N, 2)
    labels : int array, (N,)
    class_names : sequence of str, or None
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    TypeError
        If predict is no function.
    ValueError
        If the shapes do not fit.
    """
    if not callable(predict):
        raise TypeError(f"predict is {type(predict).__name__}, not a function: give one that takes points, such as model.predict.")
    places, _ = as_points(points, labels)
    low, high = limits(places)
    across, up = (np.linspace(low[axis], high[axis], 121) for axis in (0, 1))
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    regions = classes_of(values_of(predict, grid)).reshape(len(up), len(across))
    tints = ListedColormap([_tint(colour) for colour in PALETTE])
    with drawing(ax, words_for(language), size=_SQUARE) as axes:
        plot_points(points, labels, class_names=class_names, ax=axes, language=language)
        axes.pcolormesh(across, up, regions % len(PALETTE), cmap=tints, vmin=-0.5, vmax=len(PALETTE) - 0.5, shading="nearest", zorder=0)
        axes.grid(visible=False)
        for one in np.unique(regions)[1:]:
            axes.contour(across, up, regions >= one, levels=[0.5], colors=INK, linewidths=1)
    return axes


def plot_learning_rule(
    points: ArrayLike,
    labels: ArrayLike,
    history: Sequence[tuple[ArrayLike, float]],
    *,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw the decision line after each update of the perceptron learning rule, from pale to dark.

    Parameters
    ----------
    points : float array, (N, 2)
    labels : int array, (N,)
    history : sequence of (weights (2,), bias)
        One pair per update, the first of them the start. A long history is thinned evenly to 40 lines.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the history is empty.
    """
    if not len(history):
        raise ValueError("history is empty: give [(weights, bias), …], one pair per update, the first of them the start.")
    places, _ = as_points(points, labels)
    words = words_for(language)
    low, high = limits(places)
    last = len(history) - 1
    kept = np.unique(np.linspace(0, last, min(len(history), _MOST_LINES)).round().astype(int))
    with drawing(ax, words, size=_SQUARE) as axes:
        plot_points(points, labels, ax=axes, language=language)
        for number in kept:
            weights, bias = np.asarray(history[number][0], dtype=np.float64).ravel(), float(np.asarray(history[number][1]).item())
            ends = line_inside(weights, bias, low, high)
            if ends is not None and number == last:
                axes.plot(*ends.T, color=INK, linewidth=2.6, label=words("learned", updates=last), zorder=2.5)
            elif ends is not None:
                axes.plot(*ends.T, color=mpl.colormaps["viridis_r"](0.15 + 0.75 * number / last), linewidth=1.1, alpha=0.8, zorder=2)
            elif number == last:
                axes.text(0.5, 0.02, words("no_line"), transform=axes.transAxes, ha="center")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)
    return axes


def as_points(points: ArrayLike, labels: ArrayLike) -> tuple[Floats, NDArray[np.int64]]:
    """Check points and labels at the boundary.

    Parameters
    ----------
    points : float array, (N, 2)
    labels : int array, (N,)

    Returns
    -------
    tuple of float array (N, 2) and int array (N,)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    places, classes = np.asarray(points, dtype=np.float64), np.asarray(labels).astype(np.int64)
    if places.ndim != 2 or places.shape[1] != 2 or classes.shape != places.shape[:1] or not len(places):  # noqa: PLR2004 - a plane
        raise ValueError(
            f"points {places.shape} and labels {classes.shape} do not fit: points need the shape (N, 2) and labels (N,), N at least 1."
        )
    return places, classes


def limits(places: Floats) -> tuple[Floats, Floats]:
    """Leave some room around the points.

    Parameters
    ----------
    places : float array, (N, 2)

    Returns
    -------
    tuple of two float arrays, (2,): the lower left and the upper right corner
    """
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.where(high > low, high - low, 1.0) * _MARGIN
    return low - room, high + room


def line_inside(weights: Floats, bias: float, low: Floats, high: Floats) -> Floats | None:
    """Cut the line w1 x1 + w2 x2 + b = 0 to a rectangle.

    Parameters
    ----------
    weights : float array, (2,)
    bias : float
    low, high : float array, (2,)
        Two opposite corners.

    Returns
    -------
    float array, (2, 2), or None
        The two ends; None where the line misses the rectangle or the weights are zero.
    """
    corners = np.array([low, (high[0], low[1]), high, (low[0], high[1]), low])
    sides = corners @ weights + bias
    ends: list[Floats] = []
    for (start, end), (before, after) in zip(pairwise(corners), pairwise(sides), strict=True):
        if before != after and min(before, after) <= 0 <= max(before, after):
            crossing = start + (end - start) * before / (before - after)
            if not any(np.allclose(crossing, known) for known in ends):
                ends.append(crossing)
    return np.array(ends[:2]) if len(ends) > 1 else None


def classes_of(values: Floats) -> NDArray[np.int64]:
    """Read classes from whatever a classifier gives.

    Parameters
    ----------
    values : float array
        (M,) classes; (M, 1) probabilities of class 1; (M, K) one probability per class.

    Returns
    -------
    int array, (M,)
    """
    if values.ndim == 1:
        return values.round().astype(np.int64)
    flat = values.reshape(len(values), -1)
    return np.asarray(flat[:, 0] > 0.5 if flat.shape[1] == 1 else flat.argmax(axis=1), dtype=np.int64)  # noqa: PLR2004 - even odds


def _tint(colour: str) -> tuple[float, ...]:
    """Mix a colour with white, so that points stay visible on it."""
    return tuple(0.75 + 0.25 * part for part in to_rgb(colour))
