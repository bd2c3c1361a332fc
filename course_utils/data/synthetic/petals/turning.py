"""Directions without sines and cosines: a circle of 720 made by turning one step again and again, the same on every machine."""

import numpy as np

from course_utils.data.synthetic.outlines import Outline

STEPS = 720
_STEP = (0.9999619230641713, 0.008726535498373935)  # cosine and sine of half a degree, as literals
GOLDEN = 0.3819660112501051  # of a turn, from one seed to the next: Vogel (1979), "A better way to construct the sunflower head"


def _circle() -> Outline:
    """Turn (1, 0) step by step; sums and products alone, which every machine rounds alike."""
    directions, (x, y) = np.empty((STEPS, 2)), (1.0, 0.0)
    for number in range(STEPS):
        directions[number] = x, y
        x, y = x * _STEP[0] - y * _STEP[1], x * _STEP[1] + y * _STEP[0]
    return directions


_CIRCLE = _circle()
RIGHT, DOWN, LEFT, UP = 0.0, 0.25, 0.5, 0.75  # as turns: y grows downwards


def direction(turn: float) -> tuple[float, float]:
    """Give a direction as a point on the unit circle.

    Parameters
    ----------
    turn : float, 0 right, 0.25 down, 0.5 left, 0.75 up; any number, taken to the nearest half degree

    Returns
    -------
    x, y : float
    """
    x, y = _CIRCLE[int(turn % 1 * STEPS + 0.5) % STEPS]
    return float(x), float(y)


def turned(outline: Outline, turn: float) -> Outline:
    """Turn an outline round the origin.

    Parameters
    ----------
    outline : (V, 2)
    turn : float, as for `direction`

    Returns
    -------
    float array, (V, 2)
    """
    x, y = direction(turn)
    return np.asarray(np.stack((outline[:, 0] * x - outline[:, 1] * y, outline[:, 0] * y + outline[:, 1] * x), axis=1))


def moved(outline: Outline, x: float, y: float) -> Outline:
    """Move an outline.

    Parameters
    ----------
    outline : (V, 2)
    x, y : float

    Returns
    -------
    float array, (V, 2)
    """
    return np.asarray(outline + np.array((x, y)))
