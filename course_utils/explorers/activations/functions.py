"""The activation functions and their slopes, for arrays; functions.js holds the same for the browser, one number at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Curve = Callable[[Floats], Floats]

REACH = 8.0
"""How far from 0 a function is shown."""


@dataclass(frozen=True)
class Activation:
    """A function of a number, and its derivative.

    Parameters
    ----------
    value, slope : callable
        From a float array to one of the same shape.
    """

    value: Curve
    slope: Curve

    def steepest(self) -> float:
        """Find the steepest slope in the part that is shown: what "hardly any slope" is measured against.

        Returns
        -------
        float, at least 0
        """
        return float(np.abs(self.slope(np.linspace(-REACH, REACH, 129))).max())


def sigmoid(x: Floats) -> Floats:
    """Squeeze any number between 0 and 1, 1 / (1 + exp(-x)), without overflow.

    Parameters
    ----------
    x : float array

    Returns
    -------
    float array, 0..1
    """
    small = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1.0, small) / (1 + small))


def erf(x: Floats) -> Floats:
    """Integrate the bell curve from -x to x over the root of 2: the error function, to 1.5e-7.

    Parameters
    ----------
    x : float array

    Returns
    -------
    float array, -1..1

    Notes
    -----
    Abramowitz & Stegun (1964), Handbook of mathematical functions, 7.1.26.
    """
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - series * np.exp(-np.square(x)))


def gauss(x: Floats) -> Floats:
    """Tell the chance that a standard normal number is smaller than x.

    Parameters
    ----------
    x : float array

    Returns
    -------
    float array, 0..1
    """
    return 0.5 * (1 + erf(x / np.sqrt(2)))


def bell(x: Floats) -> Floats:
    """Tell how dense standard normal numbers lie at x.

    Parameters
    ----------
    x : float array

    Returns
    -------
    float array
    """
    return np.asarray(np.exp(-0.5 * np.square(x)) / np.sqrt(2 * np.pi))


def below_zero(x: Floats) -> Floats:
    """Follow the exponential where x is negative, and stay at 1 elsewhere.

    Parameters
    ----------
    x : float array

    Returns
    -------
    float array, 0..1
    """
    return np.exp(np.minimum(x, 0))


def leaky_relu(alpha: float) -> Activation:
    """Make a ReLU that lets a little through below 0.

    Parameters
    ----------
    alpha : float
        Its slope below 0.

    Returns
    -------
    Activation

    Notes
    -----
    Maas, Hannun & Ng (2013), Rectifier nonlinearities improve neural network acoustic models.
    """
    return Activation(lambda x: np.where(x > 0, x, alpha * x), lambda x: np.where(x > 0, 1.0, alpha))


FUNCTIONS: dict[str, Activation] = {
    "step": Activation(lambda x: np.where(x > 0, 1.0, 0.0), np.zeros_like),
    "sigmoid": Activation(sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
    "tanh": Activation(np.tanh, lambda x: 1 - np.square(np.tanh(x))),
    "relu": Activation(lambda x: np.maximum(x, 0.0), lambda x: np.where(x > 0, 1.0, 0.0)),
    "leaky_relu": leaky_relu(0.1),
    # Clevert, Unterthiner & Hochreiter (2016), arXiv:1511.07289, with its alpha = 1.
    "elu": Activation(lambda x: np.where(x > 0, x, below_zero(x) - 1), lambda x: np.where(x > 0, 1.0, below_zero(x))),
    # Hendrycks & Gimpel (2016), arXiv:1606.08415: the exact form, as in Keras.
    "gelu": Activation(lambda x: x * gauss(x), lambda x: gauss(x) + x * bell(x)),
    # Ramachandran, Zoph & Le (2017), arXiv:1710.05941, "swish".
    "silu": Activation(lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * (1 - sigmoid(x)))),
    "softplus": Activation(lambda x: np.logaddexp(0.0, x), sigmoid),
    "linear": Activation(lambda x: x, np.ones_like),
}
