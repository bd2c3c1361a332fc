"""A batch of random signals through many layers, and a gradient back; deep.js computes the same in the browser."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from course_utils.explorers.activations.functions import Activation, Floats
from course_utils.explorers.frame.random import generator

_MOST = 1e30
_TINY = 1e-7
_BACK = 1_000_003
BLOCKED = 0.01
"""Of the steepest slope: hardly any gradient gets through."""


@dataclass(frozen=True)
class Net:
    """A stack of equal layers with random weights and no biases.

    Parameters
    ----------
    depth : int
        Layers.
    width : int
        Units of each, and numbers of each input.
    batch : int
        Standard normal inputs.
    weight_std : float
    seed : int
    batch_normalisation : bool
        Whether each unit's sums are brought to mean 0 and variance 1 over the batch.
    """

    depth: int
    width: int
    batch: int
    weight_std: float
    seed: int
    batch_normalisation: bool = False


@dataclass(frozen=True)
class Signal:
    """What came of it.

    Parameters
    ----------
    activations : list of depth + 1 float arrays, (batch, width)
        The inputs first.
    gradients : list of depth + 1 floats
        The mean size of the gradient at each of these; standard normal at the last.
    blocked : list of depth floats, 0..1
        The share of slopes below a hundredth of the steepest.
    dead : list of depth floats, 0..1
        The share of units whose slope is so small for every input.
    """

    activations: list[Floats]
    gradients: list[float]
    blocked: list[float]
    dead: list[float]

    @property
    def stds(self) -> list[float]:
        """The standard deviation of the inputs and of each layer's activations."""
        return [float(layer.std()) for layer in self.activations]

    @property
    def gradient_ratio(self) -> float:
        """How much of the gradient is left when it has come back to the inputs."""
        return self.gradients[0] / self.gradients[-1]


@lru_cache(maxsize=2)
def chance(seed: int, batch: int, width: int, depth: int) -> tuple[Floats, Floats, Floats]:
    """Draw the inputs, the weights and the gradient at the end, all standard normal.

    Parameters
    ----------
    seed, batch, width, depth : int

    Returns
    -------
    tuple of float arrays, (batch, width), (depth, width, width), (batch, width)
    """
    numbers = generator(seed)
    inputs = numbers.normals(batch * width).reshape(batch, width)
    weights = numbers.normals(depth * width * width).reshape(depth, width, width)
    return inputs, weights, generator(seed + _BACK).normals(batch * width).reshape(batch, width)


def push(activation: Activation, net: Net) -> Signal:
    """Push the signals through the net, and a gradient back.

    Parameters
    ----------
    activation : Activation
    net : Net

    Returns
    -------
    Signal

    Notes
    -----
    Backpropagation as in Rumelhart, Hinton & Williams (1986); batch normalisation and its gradient as in Ioffe & Szegedy (2015),
    arXiv:1502.03167. What grows beyond 1e30 stays there, so that every number can be written.
    """
    inputs, weights, gradient = chance(net.seed, net.batch, net.width, net.depth)
    activations, slopes, normalised = [inputs], [], []
    for matrix in weights:
        sums, scales = np.clip(activations[-1] @ matrix * net.weight_std, -_MOST, _MOST), np.ones(net.width)
        if net.batch_normalisation:
            scales = 1 / np.sqrt(sums.var(axis=0) + _TINY)
            sums = (sums - sums.mean(axis=0)) * scales
        normalised.append((sums, scales))
        slopes.append(activation.slope(sums))
        activations.append(np.clip(activation.value(sums), -_MOST, _MOST))
    gradients = [float(np.abs(gradient).mean())]
    for matrix, slope, (sums, scales) in zip(weights[::-1], slopes[::-1], normalised[::-1], strict=True):
        inner = gradient * slope
        if net.batch_normalisation:
            inner = (inner - inner.mean(axis=0) - sums * (inner * sums).mean(axis=0)) * scales
        gradient = np.clip(inner @ matrix.T * net.weight_std, -_MOST, _MOST)
        gradients.insert(0, float(np.abs(gradient).mean()))
    shut = [(np.abs(slope) < BLOCKED * activation.steepest()) | (slope == 0) for slope in slopes]
    return Signal(activations, gradients, [float(one.mean()) for one in shut], [float(one.all(axis=0).mean()) for one in shut])


def std_of(initialisation: str, width: int) -> float:
    """Tell the standard deviation that a rule gives the weights.

    Parameters
    ----------
    initialisation : str, "small", "large", "xavier" or "he"
    width : int
        Inputs of each unit.

    Returns
    -------
    float

    Notes
    -----
    Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, equation 12 with as many inputs as
    outputs; He, Zhang, Ren & Sun (2015), arXiv:1502.01852, equation 10.
    """
    return {"small": 0.01, "large": 1.0, "xavier": sqrt(1 / width), "he": sqrt(2 / width)}[initialisation]
