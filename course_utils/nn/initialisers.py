"""Weights to start from: how widely they are spread decides whether a signal survives a deep network."""

from math import prod, sqrt

import numpy as np

from course_utils.nn.arrays import Floats, ShapeError

Shape = tuple[int, ...]
_DENSE_AXES = 2  # (n_in, n_out)
_KERNEL_AXES = 4  # (K, K, C_in, C_out)


def normal(shape: Shape, rng: np.random.Generator, std: float = 0.01) -> Floats:
    """Draw weights from a normal distribution of mean 0.

    Parameters
    ----------
    shape : tuple of ints
    rng : numpy.random.Generator
    std : float, at least 0
        Standard deviation; 0.01 was the custom before Xavier.

    Returns
    -------
    float64 array of that shape

    Examples
    --------
    >>> normal((2, 3), np.random.default_rng(0)).shape
    (2, 3)
    """
    return rng.normal(0, std, shape)


def xavier(shape: Shape, rng: np.random.Generator) -> Floats:
    """Draw weights for tanh and sigmoid: standard deviation sqrt(2 / (n_in + n_out)).

    Parameters
    ----------
    shape : tuple of ints, (n_in, n_out), or (K, K, C_in, C_out) with n_in = K K C_in and n_out = K K C_out
    rng : numpy.random.Generator

    Returns
    -------
    float64 array of that shape

    Raises
    ------
    ShapeError
        If the shape is neither of the two.

    Notes
    -----
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, equation 12: a compromise
    between 1 / n_in, which keeps the signal's variance going forward, and 1 / n_out, which keeps the gradient's going back.
    Some books take sqrt(1 / n_in) alone; the same where n_in = n_out.

    Examples
    --------
    >>> round(float(xavier((300, 100), np.random.default_rng(0)).std()), 3)
    0.071
    """
    n_in, n_out = _fans(shape)
    return normal(shape, rng, sqrt(2 / (n_in + n_out)))


def he(shape: Shape, rng: np.random.Generator) -> Floats:
    """Draw weights for ReLU: standard deviation sqrt(2 / n_in).

    Parameters
    ----------
    shape : tuple of ints, (n_in, n_out), or (K, K, C_in, C_out) with n_in = K K C_in
    rng : numpy.random.Generator

    Returns
    -------
    float64 array of that shape

    Raises
    ------
    ShapeError
        If the shape is neither of the two.

    Notes
    -----
    He, Zhang, Ren & Sun (2015), Delving deep into rectifiers, arXiv:1502.01852, equation 10: ReLU throws half of the signal away,
    hence the 2.

    Examples
    --------
    >>> round(float(he((200, 300), np.random.default_rng(0)).std()), 3)
    0.1
    """
    n_in, _ = _fans(shape)
    return normal(shape, rng, sqrt(2 / n_in))


def zeros(shape: Shape) -> Floats:
    """Build zeros: right for biases, wrong for weights, whose units would all learn the same.

    Parameters
    ----------
    shape : tuple of ints

    Returns
    -------
    float64 array of that shape

    Examples
    --------
    >>> zeros((2,))
    array([0., 0.])
    """
    return np.zeros(shape)


def _fans(shape: Shape) -> tuple[int, int]:
    """Count the numbers that go into one unit, and those that one number goes out to."""
    if len(shape) not in {_DENSE_AXES, _KERNEL_AXES} or min(shape) < 1:
        raise ShapeError(f"weights of the shape {shape} have no known inputs and outputs: give (n_in, n_out) or (K, K, C_in, C_out).")
    places = prod(shape[:-2])
    return places * shape[-2], places * shape[-1]
