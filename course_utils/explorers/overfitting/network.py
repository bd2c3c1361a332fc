"""A network of one hidden layer, trained by Adam: small enough to be trained anew while a slider moves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.frame.random import generator

Floats = NDArray[np.float64]

LEARNING_RATE = 0.02
PATIENCE = 50  # epochs without a better validation loss before early stopping stops
STEEP = 8.0  # first weights are this large, or the network could hardly bend between neighbouring points
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7
_OFFSET = 104729  # the weights' numbers of chance are not the data's


@dataclass(frozen=True)
class Training:
    """What a training left behind; the entries at 0 are from before it.

    Parameters
    ----------
    train_losses, validation_losses : list of floats
        One for each epoch.
    weights : float array, (3 * width + 1,)
        Of the epoch that counts: the last, or the best where training stopped early.
    best_epoch : int
        Where the validation loss was lowest.
    epoch : int
        Which epoch the weights are from.
    """

    train_losses: list[float]
    validation_losses: list[float]
    weights: Floats
    best_epoch: int
    epoch: int


def first_weights(width: int, seed: int) -> Floats:
    """Draw the weights that a training begins with.

    Parameters
    ----------
    width : int
        Hidden units.
    seed : int

    Returns
    -------
    float array, (3 * width + 1,)
        Hidden weights, hidden biases, output weights, output bias.
    """
    chance = generator(seed + _OFFSET)
    hidden = STEEP * chance.normals(width)
    biases = STEEP * (2 * chance.uniforms(width) - 1)
    return np.concatenate([hidden, biases, chance.normals(width) / np.sqrt(width), [0.0]])


def parts(weights: Floats) -> tuple[Floats, Floats, Floats, float]:
    """Take weights apart.

    Parameters
    ----------
    weights : float array, (3 * width + 1,)

    Returns
    -------
    tuple of hidden weights, hidden biases, output weights (width,) each, and the output bias
    """
    width = len(weights) // 3
    return weights[:width], weights[width : 2 * width], weights[2 * width : -1], float(weights[-1])


def predict(weights: Floats, x: Floats) -> Floats:
    """Run the network.

    Parameters
    ----------
    weights : float array
    x : float array, (N,)

    Returns
    -------
    float array, (N,)
    """
    hidden, biases, outputs, bias = parts(weights)
    return np.asarray(np.tanh(np.outer(x, hidden) + biases) @ outputs + bias)


def loss(weights: Floats, points: Floats) -> float:
    """Measure the mean squared error.

    Parameters
    ----------
    weights : float array
    points : float array, (N, 2)

    Returns
    -------
    float
    """
    return float(np.mean((predict(weights, points[:, 0]) - points[:, 1]) ** 2))


def gradient(weights: Floats, points: Floats, regularisation: float) -> Floats:
    """Give the gradient of mean squared error plus L2 penalty.

    Parameters
    ----------
    weights : float array
    points : float array, (N, 2)
    regularisation : float
        Lambda: times the sum of the squared weights, biases left out, as Keras's L2.

    Returns
    -------
    float array, of the weights' shape
    """
    hidden, biases, outputs, bias = parts(weights)
    x, y = points.T
    activations = np.tanh(np.outer(x, hidden) + biases)
    errors = 2 / len(x) * (activations @ outputs + bias - y)
    back = np.outer(errors, outputs) * (1 - activations**2)
    return np.concatenate(
        [x @ back + 2 * regularisation * hidden, back.sum(axis=0), errors @ activations + 2 * regularisation * outputs, [errors.sum()]]
    )


def train(
    train_points: Floats,
    validation_points: Floats,
    *,
    width: int,
    seed: int,
    epochs: int,
    regularisation: float = 0.0,
    early_stopping: bool = False,
) -> Training:
    """Train on all points at once, one step of Adam per epoch.

    Parameters
    ----------
    train_points, validation_points : float array, (N, 2)
    width : int
    seed : int
    epochs : int
    regularisation : float
    early_stopping : bool
        Whether to stop once the validation loss has not been lower for 50 epochs, and to keep the best epoch's weights.

    Returns
    -------
    Training

    Notes
    -----
    Kingma & Ba (2015), arXiv:1412.6980, as Keras has it; Prechelt (1998), Early stopping, but when?
    """
    weights = first_weights(width, seed)
    velocity, square = np.zeros_like(weights), np.zeros_like(weights)
    best, best_weights = 0, weights
    train_losses, validation_losses = [loss(weights, train_points)], [loss(weights, validation_points)]
    for epoch in range(1, epochs + 1):
        slope = gradient(weights, train_points, regularisation)
        velocity = velocity + (1 - BETA_1) * (slope - velocity)
        square = square + (1 - BETA_2) * (slope**2 - square)
        rate = LEARNING_RATE * np.sqrt(1 - BETA_2**epoch) / (1 - BETA_1**epoch)
        weights = weights - rate * velocity / (np.sqrt(square) + EPSILON)
        train_losses.append(loss(weights, train_points))
        validation_losses.append(loss(weights, validation_points))
        if validation_losses[-1] < validation_losses[best]:
            best, best_weights = epoch, weights
        elif early_stopping and epoch - best >= PATIENCE:
            break
    last = len(train_losses) - 1
    return Training(train_losses, validation_losses, best_weights if early_stopping else weights, best, best if early_stopping else last)
