"""Batch normalisation and dropout: the layers that work otherwise in training than in use."""

import numpy as np

from course_utils.nn.arrays import Floats, ShapeError
from course_utils.nn.layers import Layer

_LEAST_AXES = 2  # (N, features)


class BatchNormalisation(Layer):
    """Give every feature mean 0 and variance 1 within the batch, then the scale gamma and the shift beta that training finds.

    In training: x_hat = (x - mean) / sqrt(variance + epsilon), y = gamma x_hat + beta, with mean and variance of this batch. In use the
    running mean and variance take their place, which every training batch moves: running = momentum running + (1 - momentum) batch.

    Parameters
    ----------
    features : int, at least 1
        Size of the last axis: x is (N, features), or (N, H, W, features), where a channel is a feature.
    momentum : float, 0 to below 1
        The share of the running numbers that stays. 0.9 suits the course's short trainings; Keras takes 0.99.
    epsilon : float, above 0
        Keeps the fraction finite; as in Keras.

    Attributes
    ----------
    running_mean, running_variance : float array, (features,)
        Changed by `forward` in training only.

    Notes
    -----
    Ioffe & Szegedy (2015), arXiv:1502.03167, algorithm 1; backward: section 3, gathered into one line: every x moves the mean and
    the variance of its batch, so the gradient loses its own mean and its part along x_hat. The variance divides by N, as in Keras.

    Examples
    --------
    >>> layer = BatchNormalisation(1)
    >>> layer.forward([[1], [3]], training=True).round(2)
    array([[-1.],
           [ 1.]])
    >>> layer.running_mean
    array([0.2])
    """

    def __init__(self, features: int, momentum: float = 0.9, epsilon: float = 1e-3) -> None:
        # float32 holds 0 and 1 exactly and leaves the type to x: float32 stays float32, float64 makes float64.
        ones, zeros = np.ones(features, np.float32), np.zeros(features, np.float32)
        super().__init__(gamma=ones, beta=zeros)
        self.momentum, self.epsilon = momentum, epsilon
        self.running_mean: Floats = zeros
        self.running_variance: Floats = ones

    def _forward(self, x: Floats, *, training: bool) -> Floats:
        gamma, beta = self.parameters["gamma"], self.parameters["beta"]
        if x.ndim < _LEAST_AXES or x.shape[-1] != len(gamma):
            raise ShapeError(
                f"inputs have the shape {x.shape} but need (N, ..., {len(gamma)}), the features last. "
                f"Build the layer with BatchNormalisation({x.shape[-1] if x.ndim else 1})."
            )
        self._training = training
        mean, variance = self._statistics(x) if training else (self.running_mean, self.running_variance)
        self._std = np.sqrt(variance + self.epsilon)
        self._x_hat = (x - mean) / self._std
        return np.asarray(gamma * self._x_hat + beta)

    def _statistics(self, x: Floats) -> tuple[Floats, Floats]:
        """Measure this batch, and move the running numbers towards it."""
        mean, variance = _batch_mean(x), np.asarray(x.var(axis=tuple(range(x.ndim - 1))))
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        return mean, variance

    def _backward(self, gradient: Floats) -> Floats:
        along = gradient * self._x_hat
        batch = tuple(range(gradient.ndim - 1))
        self.gradients = {"gamma": along.sum(axis=batch), "beta": gradient.sum(axis=batch)}
        if self._training:
            gradient = gradient - _batch_mean(gradient) - self._x_hat * _batch_mean(along)
        return np.asarray(gradient * self.parameters["gamma"] / self._std)


class Dropout(Layer):
    """Make a random share of the numbers 0 in training, and the others larger, so that the expected sum stays.

    Parameters
    ----------
    rate : float, 0 to below 1
        The share that is dropped; the others are divided by 1 - rate ("inverted dropout"), and in use nothing needs to be done.
    rng : numpy.random.Generator

    Raises
    ------
    ValueError
        If the rate is out of its range.

    Notes
    -----
    Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Dropout: a simple way to prevent neural networks from overfitting.

    Examples
    --------
    >>> layer = Dropout(0.5, np.random.default_rng(0))
    >>> layer.forward([[1, 1, 1, 1]], training=True)
    array([[2., 0., 0., 0.]])
    >>> layer.backward([[5, 5, 5, 5]])
    array([[10.,  0.,  0.,  0.]])
    >>> layer.forward([[1, 1, 1, 1]])
    array([[1., 1., 1., 1.]])
    """

    def __init__(self, rate: float, rng: np.random.Generator) -> None:
        if not 0 <= rate < 1:
            raise ValueError(f"rate={rate!r} does not fit: give the share to drop, from 0 to below 1, such as 0.5.")
        super().__init__()
        self.rate, self.rng = rate, rng

    def _forward(self, x: Floats, *, training: bool) -> Floats:
        rate = self.rate if training else 0
        self._mask = (self.rng.random(x.shape) >= rate).astype(x.dtype) / (1 - rate)
        return x * self._mask

    def _backward(self, gradient: Floats) -> Floats:
        return gradient * self._mask


def _batch_mean(x: Floats) -> Floats:
    """Take the mean of each feature, over the batch and, of images, over their pixels."""
    return np.asarray(x.mean(axis=tuple(range(x.ndim - 1))))
