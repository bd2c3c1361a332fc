"""What the explorer accepts; every refusal says what was given, what is needed and an example."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from course_utils.explorers.frame.settings import finite, number_in, whole_in
from course_utils.explorers.overfitting.samples import MOST, Floats

MODELS = ("network", "polynomial")
# name: smallest, largest, an example
WHOLE: dict[str, tuple[int, int, int]] = {
    "points": (4, MOST, 20),
    "validation_points": (4, MOST, 40),
    "epochs": (10, 1000, 500),
    "seed": (0, 2**31 - 1, 0),
}
CAPACITY: dict[str, tuple[int, int, int]] = {"network": (1, 64, 16), "polynomial": (1, 15, 6)}
REAL: dict[str, tuple[float, float, float]] = {"noise": (0.0, 1.0, 0.3), "regularisation": (0.0, 10.0, 0.001)}
HIGHEST = 3.0  # how far up or down a point may be moved
FEWEST_OWN, MOST_OWN = 8, 2 * MOST


def as_model(value: object) -> str:
    """Check the kind of model.

    Parameters
    ----------
    value : object

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is not known.
    """
    if value not in MODELS:
        raise ValueError(f"model={value!r} is not known: choose {' or '.join(map(repr, MODELS))}.")
    return str(value)


def limits_of(name: str, own: int) -> tuple[int, int, int]:
    """Give what a whole number may be; points of one's own cannot be more than there are.

    Parameters
    ----------
    name : str
    own : int
        How many points of their own a student gave; 0 where points are drawn.

    Returns
    -------
    tuple of three ints
        Smallest, largest, an example.
    """
    low, high, example = WHOLE[name]
    if own and name in {"points", "validation_points"}:
        high = min(high, own - FEWEST_OWN // 2)
    return low, high, min(high, example)


def dealt_counts(own: int, points: int | None, validation_points: int | None) -> tuple[int, int]:
    """Fill in how many of a student's points train and how many validate.

    Parameters
    ----------
    own : int
        How many there are.
    points, validation_points : int or None

    Returns
    -------
    tuple of two ints
        Six tenths train and the rest validate, where nothing else was said.
    """
    train = min(MOST, own * 6 // 10) if points is None else points
    return train, min(MOST, max(FEWEST_OWN // 2, own - train)) if validation_points is None else validation_points


def as_capacity(value: object, model: str) -> int:
    """Check a network's width or a polynomial's degree.

    Parameters
    ----------
    value : object
    model : str

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If it is not a whole number that the model can have.
    """
    try:
        return whole_in("capacity", value, *CAPACITY[model])
    except ValueError as error:
        meaning = "the hidden units of the network" if model == "network" else "the degree of the polynomial"
        raise ValueError(f"{error} It is {meaning}.") from None


def as_real(name: str, value: object) -> float:
    """Check one of the numbers of REAL.

    Parameters
    ----------
    name : str
    value : object

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is not a number in its range.
    """
    return number_in(name, value, *REAL[name])


def as_moves(value: object) -> list[list[float]]:
    """Check which points were moved where.

    Parameters
    ----------
    value : object

    Returns
    -------
    list of [place, x, y]

    Raises
    ------
    ValueError
        If an entry is not the number of a training point and a place for it.
    """
    entries = [list(entry) for entry in value if isinstance(entry, Iterable)] if isinstance(value, Iterable) else None
    for entry in entries or []:
        numbers = [finite(part) for part in entry]
        fits = len(numbers) == 3 and None not in numbers  # noqa: PLR2004 - place, x, y
        if not fits or not (0 <= numbers[0] < MOST and -1 <= numbers[1] <= 1 and -HIGHEST <= numbers[2] <= HIGHEST):  # type: ignore[operator]  # numbers, as just seen
            raise ValueError(
                f"moves={value!r} do not fit: give [point, x, y] with -1 <= x <= 1 and -3 <= y <= 3, for example [[0, 0.5, 2.0]]."
            )
    if entries is None or len(entries) != len(list(value)):  # type: ignore[call-overload]  # it is iterable, as just seen
        raise ValueError(f"moves={value!r} do not fit: give a list of [point, x, y], for example [[0, 0.5, 2.0]].")
    return [[int(place), float(x), float(y)] for place, x, y in entries]


def as_own(data: tuple[ArrayLike, ArrayLike]) -> tuple[Floats, list[float], int]:
    """Check a student's points and scale both axes to -1 … 1.

    Parameters
    ----------
    data : tuple of two float arrays, (N,)
        x and y.

    Returns
    -------
    tuple of float array (N, 2), the bounds [left, right, low, high] in the student's units, and how many points there were

    Raises
    ------
    ValueError
        If they are not two rows of at least 8 finite numbers that differ.
    """
    try:
        x, y = (np.asarray(part, dtype=np.float64).ravel() for part in data)
    except (TypeError, ValueError) as error:
        raise ValueError("data does not fit: give a pair (x, y) of arrays of numbers, both of the same length.") from error
    if len(x) != len(y) or len(x) < FEWEST_OWN or not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError(f"data has {len(x)} x and {len(y)} y: give as many of both, at least {FEWEST_OWN}, all finite.")
    if not (np.ptp(x) > 0 and np.ptp(y) > 0):
        raise ValueError("data does not vary: x and y must each hold at least two different numbers.")
    kept = np.linspace(0, len(x) - 1, min(len(x), MOST_OWN)).round().astype(int)
    points = np.stack([x[kept], y[kept]], axis=1)
    low, high = points.min(axis=0), points.max(axis=0)
    return 2 * (points - low) / (high - low) - 1, [float(low[0]), float(high[0]), float(low[1]), float(high[1])], len(x)
