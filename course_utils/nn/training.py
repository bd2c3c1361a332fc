"""Training: shuffle, cut into batches, step downhill; once through the data is one epoch."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.nn.arrays import Floats, ShapeError, floats
from course_utils.nn.losses import accuracy
from course_utils.nn.network import Network
from course_utils.nn.optimizers import Optimizer


@dataclass(frozen=True)
class History:
    """What happened while a network was trained.

    Attributes
    ----------
    losses : list of floats, one per step
        The loss of each batch, before the step it led to.
    train_accuracy : list of floats, one per epoch, from 0 to 1
        After the epoch, on all training images.
    test_accuracy : list of floats, one per epoch, from 0 to 1
        Likewise on the test images; empty where none were given.
    """

    losses: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    test_accuracy: list[float] = field(default_factory=list)


def train(
    network: Network,
    optimizer: Optimizer,
    x: ArrayLike,
    labels: ArrayLike,
    *,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    test: tuple[ArrayLike, ArrayLike] | None = None,
) -> History:
    """Train a network: its parameters are replaced, step by step.

    Parameters
    ----------
    network : Network
        Trained in place; the arrays it started from are not written into.
    optimizer : Optimizer
        One of the course's, or any object with `step(parameters, gradients)`.
    x : array of numbers, (N, ...)
        What the network's first layer takes. Not changed.
    labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)
    epochs : int, at least 0
    batch_size : int, at least 1
        Images per step; the last batch of an epoch holds what is left.
    rng : numpy.random.Generator
        Shuffles the images before each epoch.
    test : tuple of x and labels, or None
        Images the network never learns from.

    Returns
    -------
    History
        Of what has been done: stopping the cell (KeyboardInterrupt) ends the training and keeps it.

    Raises
    ------
    ShapeError
        If there are not as many labels as images, or the two do not fit the network.
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> from course_utils.nn import SGD, mlp
    >>> rng = np.random.default_rng(0)
    >>> x = np.concatenate([rng.normal(-2, 1, (50, 2)), rng.normal(2, 1, (50, 2))])
    >>> history = train(mlp((2, 8, 2), rng), SGD(0.1), x, [0] * 50 + [1] * 50, epochs=5, batch_size=10, rng=rng)
    >>> len(history.losses), history.train_accuracy[-1] > 0.9
    (50, True)
    """
    if epochs < 0 or batch_size < 1:
        raise ValueError(
            f"epochs={epochs!r}, batch_size={batch_size!r} do not fit: give at least 0 epochs and batches of at least 1 image."
        )
    images, wanted = floats("inputs", x), np.asarray(labels)
    if images.shape[:1] != wanted.shape[:1]:
        raise ShapeError(f"labels {wanted.shape} are not one for each of inputs {images.shape}. Both need the same first number.")
    history = History()
    try:
        for _ in range(epochs):
            _run_epoch(network, optimizer, images, wanted, rng.permutation(len(images)), batch_size, history.losses)
            history.train_accuracy.append(accuracy(network.forward(images), wanted))
            if test is not None:
                history.test_accuracy.append(accuracy(network.forward(test[0]), test[1]))
    except KeyboardInterrupt:
        pass
    return history


def _run_epoch(
    network: Network,
    optimizer: Optimizer,
    images: Floats,
    labels: NDArray[np.generic],
    order: NDArray[np.intp],
    batch_size: int,
    losses: list[float],
) -> None:
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        loss, gradients = network.gradients(images[chosen], labels[chosen])
        network.set_parameters(optimizer.step(network.parameters, gradients))
        losses.append(loss)
