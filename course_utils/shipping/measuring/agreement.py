"""How far a shipped network's answers are from the original's."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Agreement:
    """Answers compared.

    Parameters
    ----------
    largest : float, 0 to 1, the largest difference of one probability
    same_labels : float, 0 to 1, share of images that both put into the same class
    images : int, how many were compared
    """

    largest: float
    same_labels: float
    images: int


def agreement(original: NDArray[np.floating], shipped: NDArray[np.floating]) -> Agreement:
    """Compare two sets of answers to the same images.

    Parameters
    ----------
    original, shipped : float arrays (N, classes)

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If their shapes differ, or there is nothing to compare.
    """
    if original.shape != shipped.shape or original.ndim != 2 or not len(original):  # noqa: PLR2004 - images and classes
        raise ValueError(f"needed: two arrays (N, classes) of one shape, N at least 1; given {original.shape} and {shipped.shape}")
    largest = float(np.abs(np.asarray(original, np.float64) - np.asarray(shipped, np.float64)).max())
    same = float(np.mean(original.argmax(axis=1) == shipped.argmax(axis=1)))
    return Agreement(largest, same, len(original))
