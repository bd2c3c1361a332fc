"""Arrays as the network reads them: which numbers it takes, and how it refuses shapes that do not fit."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.floating[Any]]


class ShapeError(ValueError):
    """Arrays that do not fit each other; says what was given, what was needed and what to try."""


def floats(name: str, given: ArrayLike) -> Floats:
    """Read numbers: float32 stays float32, every other number becomes float64.

    Parameters
    ----------
    name : str
        What a message calls the numbers; a plural.
    given : array of floats, whole numbers or truth values

    Returns
    -------
    float32 or float64 array of the same shape
        The given array itself where it is one already, so never write into it.

    Raises
    ------
    ValueError
        If it holds anything else: words, complex numbers, objects, rows of different lengths.

    Notes
    -----
    Whole numbers are promoted because they would cut off what a network computes: in an array of integers 1 + 0.0001 is 1.

    Examples
    --------
    >>> floats("weights", [1, 2]).dtype, floats("weights", np.ones(2, np.float32)).dtype
    (dtype('float64'), dtype('float32'))
    """
    try:
        array = np.asarray(given)
    except ValueError as error:
        raise ValueError(f"{name} are no array: {error} Give rows of the same length.") from error
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} hold {array.dtype}, which cannot be multiplied here: give whole numbers or floats.")
    return array if array.dtype == np.float32 else array.astype(np.float64, copy=False)


def check_same_shape(names: str, given: Floats, needed: Floats | tuple[int, ...], hint: str) -> None:
    """Refuse an array that has not the shape it should have.

    Parameters
    ----------
    names : str
        What a message calls the given array; a plural.
    given : array
    needed : array, or its shape
    hint : str
        What to try, a sentence.

    Raises
    ------
    ShapeError
        If the two shapes differ.

    Examples
    --------
    >>> check_same_shape("biases", np.zeros(3), (2,), "Build them with np.zeros(2).")
    Traceback (most recent call last):
    ...
    course_utils.nn.arrays.ShapeError: biases have the shape (3,) but need (2,). Build them with np.zeros(2).
    """
    wanted = needed if isinstance(needed, tuple) else needed.shape
    if given.shape != wanted:
        raise ShapeError(f"{names} have the shape {given.shape} but need {wanted}. {hint}")
