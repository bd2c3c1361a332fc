"""Polynomials fitted by least squares, with a penalty on large coefficients (ridge)."""

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_DEGREE = 15
# Always there: it decides for the smallest coefficients where points are fewer than they are.
FLOOR = 1e-9


def fit(points: Floats, degree: int, regularisation: float) -> Floats:
    """Fit a polynomial.

    Parameters
    ----------
    points : float array, (N, 2), within -1 and 1 along x
    degree : int, 1..15
    regularisation : float, at least 0
        Lambda: mean squared error + lambda times the sum of the squared coefficients, all but the constant one.

    Returns
    -------
    float array, (degree + 1,)
        Coefficients of Legendre polynomials.

    Notes
    -----
    In powers of x the equations of degree 15 are next to unsolvable in float64; Legendre polynomials are nearly at right angles
    to each other. Hoerl & Kennard (1970), Ridge regression.
    """
    penalties = np.full(degree + 1, regularisation + FLOOR)
    penalties[0] = FLOOR
    rows = np.concatenate([legendre.legvander(points[:, 0], degree), np.diag(np.sqrt(len(points) * penalties))])
    wanted = np.concatenate([points[:, 1], np.zeros(degree + 1)])
    return np.asarray(np.linalg.lstsq(rows, wanted, rcond=None)[0])


def predict(coefficients: Floats, x: Floats) -> Floats:
    """Follow the polynomial.

    Parameters
    ----------
    coefficients : float array
        As `fit` gives them.
    x : float array

    Returns
    -------
    float array
    """
    return np.asarray(legendre.legval(x, coefficients))


def loss(coefficients: Floats, points: Floats) -> float:
    """Measure the mean squared error.

    Parameters
    ----------
    coefficients : float array
    points : float array, (N, 2)

    Returns
    -------
    float
    """
    return float(np.mean((predict(coefficients, points[:, 0]) - points[:, 1]) ** 2))


def capacity_curve(train: Floats, validation: Floats, regularisation: float) -> tuple[list[float], list[float]]:
    """Fit every degree.

    Parameters
    ----------
    train, validation : float array, (N, 2)
    regularisation : float

    Returns
    -------
    tuple of two lists of 15 floats
        Training and validation loss of degrees 1 to 15.
    """
    fits = [fit(train, degree, regularisation) for degree in range(1, MOST_DEGREE + 1)]
    return [loss(one, train) for one in fits], [loss(one, validation) for one in fits]
