"""Gradients by trying, and backpropagation compared with them."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from course_utils.checking.agreement import EXACT, Agreement, agreement_html, agreement_text, compare, first_wrong
from course_utils.checking.session import current_language
from course_utils.nn.arrays import Floats, floats
from course_utils.nn.network import Network

_NEARER = 0.01  # a kink of ReLU within h spoils a central difference; within h / 100 it seldom still lies


@dataclass(frozen=True, repr=False)
class GradientReport:
    """Backpropagated gradients beside numerical ones.

    A notebook shows it as a table, in the lesson's language; `print` writes the same table.

    Attributes
    ----------
    rows : tuple of Agreement
        One per parameter: name, verdict ("exact", "close" or "wrong"), given and needed shape, largest difference and its place; in
        the order in which backpropagation meets them, the last layer first.
    """

    rows: tuple[Agreement, ...]

    @property
    def agrees(self) -> bool:
        """Whether no gradient is wrong."""
        return self.first_wrong is None

    @property
    def first_wrong(self) -> Agreement | None:
        """The wrong gradient that backpropagation met first, or None: mend this one, then look again."""
        return first_wrong(self.rows)

    def __str__(self) -> str:
        return agreement_text(self.rows, current_language())

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return agreement_html(self.rows, current_language())


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
        gradient[place] = _slope(function, given, place, h)
    return gradient.astype(given.dtype)


def compare_gradients(got: Mapping[str, ArrayLike], wanted: Mapping[str, ArrayLike]) -> GradientReport:
    """Lay gradients side by side, array by array.

    Parameters
    ----------
    got : mapping of str to array
        From layers of your own.
    wanted : mapping of str to array
        Numerical ones, say; in the order in which backpropagation meets them.

    Returns
    -------
    GradientReport
        Its `first_wrong` names the array to mend first.

    Examples
    --------
    >>> print(compare_gradients({"weights": [1.0, 2.0]}, {"weights": [1.0, -2.0]}).first_wrong.where)
    (1,)
    """
    return GradientReport(compare(got, wanted))


def check_gradients(network: Network, x: ArrayLike, labels: ArrayLike, *, h: float = 1e-4) -> GradientReport:
    """Compare every gradient that backpropagation finds with the numerical one.

    Parameters
    ----------
    network : Network
        Not changed; layers of your own may be in it. Everything is computed in float64, and as in training: batch normalisation
        looks at this batch, dropout drops the same numbers each time.
    x : array of numbers, (N, ...)
        A few images are enough: a network of P parameters is asked 2 P times.
    labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)
    h : float, above 0
        How far each parameter moves.

    Returns
    -------
    GradientReport
        Its `first_wrong` names the array to mend first.

    Raises
    ------
    ShapeError
        If x or labels do not fit the network, or a layer hands back a gradient that does not fit the layer before it.

    Notes
    -----
    ReLU and max pooling have kinks. Where one lies between -h and h, the two gradients differ though both are right: there the
    numerical one is measured again with h / 100. At a kink exactly (an input of 0 to ReLU) there is no gradient to compare with.

    Examples
    --------
    >>> from course_utils.nn import mlp
    >>> report = check_gradients(mlp((3, 4, 2), np.random.default_rng(0)), np.eye(3), [0, 1, 0])
    >>> [row.name for row in report.rows], report.agrees
    (['2.weights', '2.biases', '0.weights', '0.biases'], True)
    """
    twin = network.with_parameters({name: array.astype(np.float64) for name, array in network.parameters.items()})
    inputs = floats("inputs", x).astype(np.float64)
    _, found = deepcopy(twin).gradients(inputs, labels)

    def tried(name: str) -> Floats:
        def loss(values: Floats) -> float:
            return twin.with_parameters({name: values}).loss(inputs, labels, training=True)

        start = twin.parameters[name]
        return _measured_again(loss, start, numerical_gradient(loss, start, h), found.get(name), h * _NEARER)

    names = sorted(twin.parameters, key=lambda name: -int(name.split(".")[0]))
    return compare_gradients(found, {name: tried(name) for name in names})


def _measured_again(loss: Callable[[Floats], float], start: Floats, gradient: Floats, found: Floats | None, h: float) -> Floats:
    """Try the doubtful numbers once more, closer by."""
    if found is None or found.shape != gradient.shape:
        return gradient
    apart = np.abs(found - gradient)
    nearer = gradient.copy()
    for place in map(tuple, np.argwhere(apart > EXACT * np.abs(gradient).max(initial=0))):
        slope = _slope(loss, start, place, h)
        if abs(slope - found[place]) < apart[place]:
            nearer[place] = slope
    return nearer


def _slope(function: Callable[[Floats], float], x: Floats, place: tuple[int, ...], h: float) -> float:
    return (_moved(function, x, place, h) - _moved(function, x, place, -h)) / (2 * h)


def _moved(function: Callable[[Floats], float], x: Floats, place: tuple[int, ...], distance: float) -> float:
    """Call the function with one number moved, on a copy of its own."""
    copy = x.astype(np.float64)
    copy[place] += distance
    value = np.asarray(function(copy))
    if value.size != 1:
        raise ValueError(f"the function gave the shape {value.shape} but must give one number. Try its sum or its mean.")
    return float(value.reshape(()))
