"""Activation functions and their slopes, number by number; and softmax, which looks at a whole row.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, sections 4.1, 6.2.2 and 6.3.
"""

import numpy as np
from numpy.typing import ArrayLike

from course_utils.nn.arrays import Floats, floats


def step(x: ArrayLike) -> Floats:
    """Answer 1 where x is above 0, else 0: the perceptron's threshold.

    Parameters
    ----------
    x : array of numbers, any shape

    Returns
    -------
    float array of the same shape, 0 or 1

    Notes
    -----
    Its slope is 0 everywhere but at the jump, where it has none: gradient descent learns nothing through it.
    Rosenblatt (1958), The perceptron.

    Examples
    --------
    >>> step([-1, 0, 2])
    array([0., 0., 1.])
    """
    x = floats("inputs", x)
    return (x > 0).astype(x.dtype)


def sigmoid(x: ArrayLike) -> Floats:
    """Press every number into 0 to 1: 1 / (1 + exp(-x)), for any x without overflow.

    Parameters
    ----------
    x : array of numbers, any shape

    Returns
    -------
    float array of the same shape, from 0 to 1

    Notes
    -----
    exp(-x) overflows below about -709 (float32: -88). Only exp(-abs(x)) is taken, which lies between 0 and 1:
    1 / (1 + exp(-x)) where x >= 0, and the same fraction times exp(x) / exp(x), exp(x) / (1 + exp(x)), where x < 0.

    Examples
    --------
    >>> sigmoid([-1000, 0, 1000])
    array([0. , 0.5, 1. ])
    """
    x = floats("inputs", x)
    shrunk = np.exp(-np.abs(x))
    pressed: Floats = np.where(x >= 0, np.ones_like(shrunk), shrunk) / (1 + shrunk)
    return pressed


def tanh(x: ArrayLike) -> Floats:
    """Press every number into -1 to 1: the hyperbolic tangent, 2 sigmoid(2 x) - 1.

    Parameters
    ----------
    x : array of numbers, any shape

    Returns
    -------
    float array of the same shape, from -1 to 1

    Examples
    --------
    >>> tanh([-1000, 0, 1000])
    array([-1.,  0.,  1.])
    """
    return np.tanh(floats("inputs", x))


def relu(x: ArrayLike) -> Floats:
    """Keep what is above 0, make the rest 0.

    Parameters
    ----------
    x : array of numbers, any shape

    Returns
    -------
    float array of the same shape, at least 0

    Notes
    -----
    Nair & Hinton (2010), Rectified linear units improve restricted Boltzmann machines.

    Examples
    --------
    >>> relu([-2, 0, 3])
    array([0., 0., 3.])
    """
    return np.maximum(floats("inputs", x), 0)


def leaky_relu(x: ArrayLike, slope: float = 0.01) -> Floats:
    """Keep what is above 0, shrink the rest by a slope, so that no unit is ever quite dead.

    Parameters
    ----------
    x : array of numbers, any shape
    slope : float, 0 to 1
        Slope below 0.

    Returns
    -------
    float array of the same shape

    Notes
    -----
    Maas, Hannun & Ng (2013), Rectifier nonlinearities improve neural network acoustic models.

    Examples
    --------
    >>> leaky_relu([-2, 0, 3], slope=0.1)
    array([-0.2,  0. ,  3. ])
    """
    x = floats("inputs", x)
    return x * leaky_relu_gradient(x, slope)


def softmax(logits: ArrayLike, axis: int = -1) -> Floats:
    """Turn logits into probabilities: exp(z) over the sum of exp(z), along one axis and without overflow.

    Parameters
    ----------
    logits : array of numbers, such as (N, K)
    axis : int
        The axis of the classes.

    Returns
    -------
    float array of the same shape, from 0 to 1, with sum 1 along the axis

    Notes
    -----
    Taking the same number from every logit of a row changes no probability: it cancels in the fraction. Taking the largest leaves
    exponents of at most 0. Goodfellow et al. (2016), section 4.1.

    Examples
    --------
    >>> softmax([[0, 0], [1000, 1000]])
    array([[0.5, 0.5],
           [0.5, 0.5]])
    """
    logits = floats("logits", logits)
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


def log_softmax(logits: ArrayLike, axis: int = -1) -> Floats:
    """Take the logarithm of softmax without ever taking that of 0: z - log(sum of exp(z)).

    Parameters
    ----------
    logits : array of numbers, such as (N, K)
    axis : int
        The axis of the classes.

    Returns
    -------
    float array of the same shape, at most 0

    Notes
    -----
    The largest logit is taken away first, as in `softmax` ("log-sum-exp"): the sum is then at least 1, its logarithm at least 0.

    Examples
    --------
    >>> log_softmax([0, -1000])
    array([    0., -1000.])
    """
    logits = floats("logits", logits)
    shifted = logits - logits.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def sigmoid_gradient(x: ArrayLike) -> Floats:
    """Find the slope of sigmoid at x: sigmoid(x) (1 - sigmoid(x)).

    Parameters
    ----------
    x : array of numbers, any shape
        What goes into sigmoid, not what comes out.

    Returns
    -------
    float array of the same shape, from 0 to 0.25

    Notes
    -----
    1 - sigmoid(x) is written as sigmoid(-x), which keeps its digits where sigmoid(x) rounds to 1.

    Examples
    --------
    >>> sigmoid_gradient([-1000, 0, 1000])
    array([0.  , 0.25, 0.  ])
    """
    x = floats("inputs", x)
    return sigmoid(x) * sigmoid(-x)


def tanh_gradient(x: ArrayLike) -> Floats:
    """Find the slope of tanh at x: 1 - tanh(x)^2.

    Parameters
    ----------
    x : array of numbers, any shape
        What goes into tanh, not what comes out.

    Returns
    -------
    float array of the same shape, from 0 to 1

    Examples
    --------
    >>> tanh_gradient([-1000, 0, 1000])
    array([0., 1., 0.])
    """
    return 1 - tanh(x) ** 2


def relu_gradient(x: ArrayLike) -> Floats:
    """Find the slope of ReLU at x: 1 above 0, else 0.

    Parameters
    ----------
    x : array of numbers, any shape

    Returns
    -------
    float array of the same shape, 0 or 1

    Notes
    -----
    At 0 there is a corner and no slope; 0 is the custom, as in Keras.

    Examples
    --------
    >>> relu_gradient([-2, 0, 3])
    array([0., 0., 1.])
    """
    return step(x)


def leaky_relu_gradient(x: ArrayLike, slope: float = 0.01) -> Floats:
    """Find the slope of leaky ReLU at x: 1 above 0, else the slope given.

    Parameters
    ----------
    x : array of numbers, any shape
    slope : float, 0 to 1

    Returns
    -------
    float array of the same shape, slope or 1

    Examples
    --------
    >>> leaky_relu_gradient([-2, 0, 3])
    array([0.01, 0.01, 1.  ])
    """
    x = floats("inputs", x)
    return np.where(x > 0, 1, slope).astype(x.dtype)
