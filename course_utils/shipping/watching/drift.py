"""The drift alarm: whether images and answers still look as they did when the network was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.shipping.watching.statistics import STATISTICS, statistics

BINS = 10
FEWEST = 100  # images; with fewer, chance alone reaches the alarm
ALARM = 0.25  # of the index; a rule of thumb from credit scoring (Siddiqi 2006), about what a shift by half a standard deviation makes
_FLOOR = 1e-3  # share of an empty bin: the logarithm needs one


@dataclass(frozen=True)
class Drift:
    """How far one thing has moved.

    Parameters
    ----------
    what : str, one of the statistics, or "classes"
    index : float, at least 0, the population stability index
    expected, found : tuple of float, shares of the bins or classes
    images : int, behind `found`
    """

    what: str
    index: float
    expected: tuple[float, ...]
    found: tuple[float, ...]
    images: int

    @property
    def alarm(self) -> bool:
        """Whether there are images enough, and they have moved far enough."""
        return self.images >= FEWEST and self.index > ALARM


def reference(images: NDArray[np.uint8], probabilities: NDArray[np.floating]) -> dict[str, Any]:
    """Remember what images and answers look like, for a model card.

    Parameters
    ----------
    images : uint8 array (N, side, side, 3), that the network was not trained on, at the side it takes
    probabilities : float array (N, classes), its answers to them

    Returns
    -------
    dict: "edges", for each statistic the nine values that cut it into ten equal parts; "shares" of the predicted classes; "images"

    Raises
    ------
    ValueError
        If there are fewer images than FEWEST, or the two disagree on N.
    """
    if len(images) < FEWEST or len(images) != len(probabilities):
        raise ValueError(f"needed: at least {FEWEST} images and an answer to each; given {len(images)} and {len(probabilities)}")
    steps = np.arange(1, BINS) / BINS
    edges = {name: np.quantile(values, steps).tolist() for name, values in statistics(images).items()}
    counts = np.bincount(probabilities.argmax(axis=1), minlength=probabilities.shape[1])
    return {"edges": edges, "shares": (counts / len(images)).tolist(), "images": len(images)}


def stability_index(expected: ArrayLike, found: ArrayLike) -> float:
    """Compare two distributions over the same bins.

    Parameters
    ----------
    expected, found : float array-likes (B,), at least 0, each with a sum above 0

    Returns
    -------
    float, at least 0; 0 if they are equal

    Raises
    ------
    ValueError
        If they have different lengths, or a share is negative or all are zero.

    Notes
    -----
    Sum over bins of (found - expected) ln(found / expected), the population stability index: Kullback-Leibler divergence both ways.
    Shares below 0.001 count as 0.001.
    """
    before, now = np.asarray(expected, np.float64), np.asarray(found, np.float64)
    if before.shape != now.shape or before.ndim != 1 or min(before.min(), now.min()) < 0 or not (before.sum() and now.sum()):
        raise ValueError(f"needed: two rows of shares of one length, none negative, not all zero; given {before} and {now}")
    before, now = (np.maximum(row / row.sum(), _FLOOR) for row in (before, now))
    return float(((now - before) * np.log(now / before)).sum())


def drift(known: Mapping[str, Any], measured: Mapping[str, Sequence[float]], labels: Sequence[int]) -> list[Drift]:
    """Compare what came in with what a card remembers.

    Parameters
    ----------
    known : mapping, as `reference` makes it; empty where a card has none
    measured : mapping of statistic to its values (N,)
    labels : sequence of int (N,), the predicted classes

    Returns
    -------
    list of Drift, the statistics first; empty without reference or images
    """
    if not known or not len(labels):
        return []
    even = np.full(BINS, 1 / BINS)
    found = []
    for name in STATISTICS:
        places = np.searchsorted(known["edges"][name], measured[name])
        found.append(_moved(name, even, np.bincount(places, minlength=BINS), len(labels)))
    shares = np.asarray(known["shares"])
    return [*found, _moved("classes", shares, np.bincount(labels, minlength=len(shares)), len(labels))]


def _moved(what: str, expected: NDArray[np.float64], counts: NDArray[np.intp], images: int) -> Drift:
    shares = counts / images
    return Drift(what, stability_index(expected, shares), tuple(expected.tolist()), tuple(shares.tolist()), images)
