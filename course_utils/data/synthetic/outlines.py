"""Closed outlines, of nothing but sums, products and square roots.

Every machine rounds those alike, so that a seed gives the same picture everywhere.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Outline = NDArray[np.float64]
Points = Sequence[tuple[float, float]] | Outline
OCTAGON = np.array([(0.41, 1), (1, 0.41), (1, -0.41), (0.41, -1), (-0.41, -1), (-1, -0.41), (-1, 0.41), (-0.41, 1)])
ROUND = 0.982  # what makes the octagon, its corners cut, lie along the unit circle


def rounded(points: Points, rounds: int = 2) -> Outline:
    """Cut the corners of a closed outline.

    Parameters
    ----------
    points : (V, 2), corners; one given twice stays nearly sharp
    rounds : int, how often; each doubles the number of points

    Returns
    -------
    float array, (V * 2**rounds, 2)

    Notes
    -----
    Chaikin (1974), "An algorithm for high-speed curve generation".
    """
    outline = np.asarray(points, np.float64)
    for _ in range(rounds):
        following = np.concatenate((outline[1:], outline[:1]))
        outline = np.stack((0.75 * outline + 0.25 * following, 0.25 * outline + 0.75 * following), axis=1).reshape(-1, 2)
    return outline


def mirrored(right_half: Points) -> Outline:
    """Complete an outline whose right half runs from the top middle to the bottom middle.

    Parameters
    ----------
    right_half : (V, 2), x at least 0

    Returns
    -------
    float array, (2 V, 2)
    """
    half = np.asarray(right_half, np.float64)
    return np.concatenate((half, half[::-1] * (-1, 1)))


def oval(x: float, y: float, across: float, down: float) -> Outline:
    """Outline an upright ellipse.

    Parameters
    ----------
    x, y : float, its middle
    across, down : float, half its width and height

    Returns
    -------
    float array, (16, 2)
    """
    return rounded(OCTAGON * ROUND * (across, down) + (x, y), 1)


def limb(points: Points, first: float, last: float) -> Outline:
    """Outline a band along a line, tapering: a leg, a neck, a tail.

    Parameters
    ----------
    points : (V, 2), at least two different ones
    first, last : float, half the width at both ends

    Returns
    -------
    float array, (2 V, 2)
    """
    line = np.asarray(points, np.float64)
    ahead = np.diff(line, axis=0)
    along = np.concatenate((ahead[:1], ahead[1:] + ahead[:-1], ahead[-1:]))
    length = np.sqrt((along * along).sum(axis=1, keepdims=True))
    aside = along[:, ::-1] * (-1, 1) / np.maximum(length, 1e-9)
    half = np.linspace(first, last, len(line))[:, None]
    return np.concatenate((line + aside * half, (line - aside * half)[::-1]))
