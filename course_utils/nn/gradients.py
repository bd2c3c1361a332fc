"""Gradients by trying: what backpropagation is compared with."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from course_utils.nn.arrays import Floats, floats


def numerical_gradient(function: Callable[[Floats], float], x: ArrayLike, h: float = 1e-4) -> Floats:
    """Find how a function changes with each number of x, by moving it a little up and a little down.

    Parameters
    ----------
    function : callable
        Takes an array of the shape of x and gives one number. It must use the array it is given: x itself never moves.
    x : array of numbers, any shape
        Not changed, not even for a moment. Whole numbers are promoted to float64, in which h is not cut off: in an array of integers
        3 + 0.0001 is 3. float32 numbers are moved as float64, too.
    h : float, above 0
        How far each number moves.

    Returns
    -------
    float array of the shape of x
        (f(x + h) - f(x - h)) / (2 h) for each number, the central difference; float32 where x is.

    Raises
    ------
    ValueError
        If h is not above 0, or the function does not give one number.

    Notes
    -----
    The error shrinks with h^2, until rounding takes over; h = 1e-4 lies well between. Twice as many calls of the function as x has
    numbers. Press et al. (2007), Numerical recipes, section 5.7.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), [3, 4]).round(6)
    array([6., 8.])
    """
    if not h > 0:
        raise ValueError(f"h={h!r} does not fit: give a number above 0, such as 1e-4.")
    given = floats("inputs", x)
    gradient = np.empty(given.shape)
    for place in np.ndindex(given.shape):
        gradient[place] = (_moved(function, given, place, h) - _moved(function, given, place, -h)) / (2 * h)
    return gradient.astype(given.dtype)


def _moved(function: Callable[[Floats], float], x: Floats, place: tuple[int, ...], distance: float) -> float:
    """Call the function with one number moved, on a copy of its own."""
    copy = x.astype(np.float64)
    copy[place] += distance
    value = np.asarray(function(copy))
    if value.size != 1:
        raise ValueError(f"the function gave the shape {value.shape} but must give one number. Try its sum or its mean.")
    return float(value.reshape(()))
