"""The points that a model learns from, and those that judge it: drawn around a curve, or the student's own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.frame.random import generator

Floats = NDArray[np.float64]

MOST = 200  # points of each kind
OTHERS = 8  # further validation sets that a small one is held against
_STRIDE = 7919  # between the seeds of those
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True)
class Sample:
    """Points for training and for validation, within -1 and 1 along x.

    Parameters
    ----------
    train, validation : float array, (N, 2)
    """

    train: Floats
    validation: Floats

    @property
    def baseline(self) -> float:
        """The training loss of a model that always answers the mean."""
        return float(np.var(self.train[:, 1]))


def truth(x: Floats) -> Floats:
    """Follow the curve that points are drawn around.

    Parameters
    ----------
    x : float array

    Returns
    -------
    float array
    """
    return np.asarray(np.sin(1.5 * np.pi * x), dtype=np.float64)


def drawn(seed: int, points: int, validation_points: int, noise: float) -> Sample:
    """Draw points around the curve; more points keep those that were there, more noise stretches the same errors.

    Parameters
    ----------
    seed : int
    points, validation_points : int, up to 200
    noise : float
        Standard deviation of the errors.

    Returns
    -------
    Sample

    Notes
    -----
    Places follow the golden ratio, which spreads any number of them evenly; the first two for training lie at both ends, for a
    polynomial has no hold beyond its last point.
    """
    chance = generator(seed)
    sets: list[Floats] = []
    for count in (points, validation_points):
        x = np.asarray(2 * ((chance.uniform() + _GOLDEN * np.arange(MOST)) % 1) - 1, dtype=np.float64)
        sets.append(np.stack([x, truth(x) + noise * chance.normals(MOST)], axis=1)[:count])
    for place, end in enumerate((-1.0, 1.0)[:points]):
        error = sets[0][place, 1] - truth(sets[0][place, 0])
        sets[0][place] = end, truth(np.array(end)) + error
    return Sample(*sets)


def other_validations(seed: int, validation_points: int, noise: float) -> list[Floats]:
    """Draw further validation sets of the same size.

    Parameters
    ----------
    seed : int
    validation_points : int
    noise : float

    Returns
    -------
    list of float arrays, (validation_points, 2)
    """
    return [drawn(seed + place * _STRIDE, 0, validation_points, noise).validation for place in range(1, OTHERS + 1)]


def dealt(own: Sequence[Sequence[float]], seed: int, points: int, validation_points: int) -> Sample:
    """Deal a student's points into training and validation.

    Parameters
    ----------
    own : sequence of [x, y]
    seed : int
        Another one deals otherwise.
    points, validation_points : int

    Returns
    -------
    Sample
    """
    order = np.argsort(generator(seed).uniforms(len(own)))
    shuffled = np.asarray(own, dtype=np.float64)[order]
    return Sample(shuffled[:points], shuffled[points : points + validation_points])


def moved(sample: Sample, moves: Sequence[Sequence[float]]) -> Sample:
    """Put single training points elsewhere.

    Parameters
    ----------
    sample : Sample
    moves : sequence of [place, x, y]

    Returns
    -------
    Sample
    """
    train = sample.train.copy()
    for place, x, y in moves:
        if place < len(train):
            train[int(place)] = x, y
    return Sample(train, sample.validation)
