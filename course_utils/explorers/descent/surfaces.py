"""Surfaces to walk down: six that teach something, with their exact gradients, and the student's own, sampled on a grid."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Value = Callable[[float, float], float]
Slope = Callable[[float, float], tuple[float, float]]
Limits = tuple[float, float]

WELL_WIDTH = 1.0  # standard deviation of the plateau's well
SHALLOW = 0.2  # how far the higher of the two minima is lifted


@dataclass(frozen=True)
class Ground:
    """A surface as an optimizer sees it.

    Parameters
    ----------
    value : callable
        The loss at x, y.
    slope : callable
        Its gradient at x, y, as two floats.
    lowest : float
        The smallest loss there is.
    inside : callable
        Whether the surface is known at x, y.
    """

    value: Value
    slope: Slope
    lowest: float = 0.0
    inside: Callable[[float, float], bool] = lambda _x, _y: True


@dataclass(frozen=True)
class Scene:
    """What a surface is first shown with.

    Parameters
    ----------
    xlim, ylim : tuple of two floats
    start : tuple of two floats
    learning_rate : float
    """

    xlim: Limits
    ylim: Limits
    start: tuple[float, float]
    learning_rate: float


SCENES = {
    "bowl": Scene((-3.0, 3.0), (-2.4, 2.4), (-2.4, 1.6), 0.1),
    "valley": Scene((-3.0, 3.0), (-2.4, 2.4), (-2.6, 1.2), 0.02),
    "rosenbrock": Scene((-2.0, 2.0), (-0.9, 2.3), (-1.2, 1.0), 0.001),
    "saddle": Scene((-2.5, 2.5), (-2.0, 2.0), (-2.0, 0.02), 0.05),
    "two_minima": Scene((-2.0, 2.0), (-1.6, 1.6), (1.7, 1.2), 0.04),
    "plateau": Scene((-5.0, 5.0), (-4.0, 4.0), (-2.6, 1.6), 0.1),
}


def ground_of(surface: str, condition: float) -> Ground:
    """Give one of the surfaces of SCENES.

    Parameters
    ----------
    surface : str
    condition : float, at least 1
        The valley's condition number: how many times steeper it curves across than along. The others do without.

    Returns
    -------
    Ground

    Notes
    -----
    Rosenbrock (1960), An automatic method for finding the greatest or least value of a function. The others are the course's own;
    each has 0 as its lowest value.
    """
    return {"bowl": _bowl, "rosenbrock": _rosenbrock, "saddle": _saddle, "two_minima": _two_minima, "plateau": _plateau}.get(
        surface, lambda: _valley(condition)
    )()


def _bowl() -> Ground:
    return _valley(1.0)


def _valley(condition: float) -> Ground:
    return Ground(lambda x, y: 0.5 * (x * x + condition * y * y), lambda x, y: (x, condition * y))


def _rosenbrock() -> Ground:
    return Ground(
        lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    )


def _saddle() -> Ground:
    # A saddle at (0, 0) between two equal minima at (0, ±√2), or there would be no floor.
    return Ground(lambda x, y: x * x + 0.25 * (y * y - 2) ** 2, lambda x, y: (2 * x, y * (y * y - 2)))


def _two_minima() -> Ground:
    return Ground(
        lambda x, y: (x * x - 1) ** 2 + SHALLOW * (x + 1) ** 2 + y * y,
        lambda x, y: (4 * x * (x * x - 1) + 2 * SHALLOW * (x + 1), 2 * y),
    )


def _plateau() -> Ground:
    def well(x: float, y: float) -> float:
        return float(np.exp(-(x * x + y * y) / (2 * WELL_WIDTH**2)))

    return Ground(lambda x, y: 1 - well(x, y), lambda x, y: (x * well(x, y) / WELL_WIDTH**2, y * well(x, y) / WELL_WIDTH**2))


def sampled_ground(heights: Floats, xlim: Limits, ylim: Limits) -> Ground:
    """Make a surface of values on a grid: bilinear between them, central differences one cell wide for the gradient.

    Parameters
    ----------
    heights : float array, (rows, columns)
        Rows along y, upwards.
    xlim, ylim : tuple of two floats
        Where the outermost values lie.

    Returns
    -------
    Ground
    """
    rows, columns = heights.shape
    table = heights.tolist()  # single numbers are read faster from lists
    across, up = (xlim[1] - xlim[0]) / (columns - 1), (ylim[1] - ylim[0]) / (rows - 1)

    def value(x: float, y: float) -> float:
        column, row = min(columns - 1, max(0.0, (x - xlim[0]) / across)), min(rows - 1, max(0.0, (y - ylim[0]) / up))
        left, low = min(columns - 2, int(column)), min(rows - 2, int(row))
        right_share, high_share = column - left, row - low
        below = table[low][left] * (1 - right_share) + table[low][left + 1] * right_share
        above = table[low + 1][left] * (1 - right_share) + table[low + 1][left + 1] * right_share
        return float(below * (1 - high_share) + above * high_share)

    def slope(x: float, y: float) -> tuple[float, float]:
        return (value(x + across, y) - value(x - across, y)) / (2 * across), (value(x, y + up) - value(x, y - up)) / (2 * up)

    def inside(x: float, y: float) -> bool:
        return xlim[0] <= x <= xlim[1] and ylim[0] <= y <= ylim[1]

    return Ground(value, slope, float(heights.min()), inside)


def largest_curvature(surface: str, condition: float) -> float | None:
    """Give the largest second derivative of a quadratic surface.

    Parameters
    ----------
    surface : str
    condition : float, at least 1

    Returns
    -------
    float, or None where the curvature changes from place to place
    """
    return {"bowl": 1.0, "valley": condition}.get(surface)
