"""What a network is punished for: mean squared error and cross-entropy; and the share of right answers.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, sections 5.5 and 6.2.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.nn.activations import log_softmax
from course_utils.nn.arrays import Floats, ShapeError, check_same_shape, floats

LEAST_PROBABILITY = 1e-7  # what log(0) is read as, as in Keras: a loss of at most 16.1 per image
_BATCH_AXES = 2  # (N, K)


def mean_squared_error(predictions: ArrayLike, targets: ArrayLike) -> float:
    """Take the mean of the squared differences, over every number given.

    Parameters
    ----------
    predictions : array of numbers, any shape
    targets : array of numbers of the same shape

    Returns
    -------
    float, at least 0

    Raises
    ------
    ShapeError
        If the shapes differ: (N, 1) beside (N,) would be compared each with each.

    Notes
    -----
    Mean over the batch and over the columns, as in Keras. Some books sum over the columns and halve.

    Examples
    --------
    >>> mean_squared_error([1, 2], [1, 4])
    2.0
    """
    predictions, targets = floats("predictions", predictions), floats("targets", targets)
    check_same_shape("predictions", predictions, targets, "Compare each prediction with its own target.")
    return float(np.mean((predictions - targets) ** 2))


def cross_entropy(probabilities: ArrayLike, labels: ArrayLike) -> float:
    """Take the mean of -log(probability of the right class).

    Parameters
    ----------
    probabilities : float array, (N, K), from 0 to 1
        Probabilities below 1e-7 are read as 1e-7: log(0) would be minus infinity, and one image would hide all others.
    labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)

    Returns
    -------
    float, at least 0, at most about 16.1
        Natural logarithms. An untrained network that finds all K classes equally likely has log(K).

    Raises
    ------
    ShapeError
        If probabilities and labels do not fit each other.
    ValueError
        If a label is none of the K classes.

    Examples
    --------
    >>> round(cross_entropy([[0.5, 0.5], [1.0, 0.0]], [0, 0]), 4)
    0.3466
    """
    probabilities = floats("probabilities", probabilities)
    targets = read_labels(labels, "probabilities", probabilities)
    logarithms = np.log(np.maximum(probabilities, LEAST_PROBABILITY))
    return float(-np.sum(targets * logarithms) / len(targets))


def softmax_cross_entropy(logits: ArrayLike, labels: ArrayLike) -> float:
    """Take the cross-entropy of softmax(logits), for any logits without overflow and without log(0).

    Parameters
    ----------
    logits : float array, (N, K)
    labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)

    Returns
    -------
    float, at least 0
        The mean over the batch.

    Raises
    ------
    ShapeError
        If logits and labels do not fit each other.
    ValueError
        If a label is none of the K classes.

    Notes
    -----
    Uses `log_softmax`, never the logarithm of a probability that has been rounded to 0.

    Examples
    --------
    >>> softmax_cross_entropy([[0, 1000]], [0])
    1000.0
    """
    logits = floats("logits", logits)
    targets = read_labels(labels, "logits", logits)
    return float(-np.sum(targets * log_softmax(logits)) / len(targets))


def one_hot(labels: ArrayLike, classes: int) -> Floats:
    """Write each label as a row of zeros with a single 1.

    Parameters
    ----------
    labels : integer array, (N,), 0 to classes - 1
    classes : int, at least 1

    Returns
    -------
    float64 array, (N, classes)

    Raises
    ------
    ShapeError
        If labels have not one axis.
    ValueError
        If a label is no whole number, or none of the classes.

    Examples
    --------
    >>> one_hot([0, 2], 3)
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    numbers = np.asarray(labels)
    if numbers.ndim != 1:
        raise ShapeError(f"labels have the shape {numbers.shape} but need (N,), one whole number per image. Try labels.ravel().")
    _check_classes(numbers, classes)
    return np.asarray(np.eye(classes)[numbers])


def accuracy(probabilities: ArrayLike, labels: ArrayLike) -> float:
    """Count the share of images whose most probable class is the right one.

    Parameters
    ----------
    probabilities : float array, (N, K)
        Logits serve as well: softmax does not change their order.
    labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)

    Returns
    -------
    float, from 0 to 1

    Raises
    ------
    ShapeError
        If probabilities and labels do not fit each other.
    ValueError
        If a label is none of the K classes.

    Examples
    --------
    >>> accuracy([[0.9, 0.1], [0.2, 0.8]], [0, 0])
    0.5
    """
    probabilities = floats("probabilities", probabilities)
    targets = read_labels(labels, "probabilities", probabilities)
    return float(np.mean(probabilities.argmax(axis=1) == targets.argmax(axis=1)))


def read_labels(labels: ArrayLike, name: str, rows: Floats) -> Floats:
    """Read labels, whole numbers or one-hot, as one row per image: the probabilities a perfect network would give.

    Parameters
    ----------
    labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)
        Rows with several numbers that add up to 1 are taken, too ("soft" labels).
    name : str
        What a message calls the rows.
    rows : float array, (N, K)
        What the labels belong to.

    Returns
    -------
    float array, (N, K), of the type of rows

    Raises
    ------
    ShapeError
        If the two do not fit each other.
    ValueError
        If a label is none of the K classes, or a row does not add up to 1.

    Examples
    --------
    >>> read_labels([1], "logits", np.zeros((1, 2)))
    array([[0., 1.]])
    """
    given = np.asarray(labels)
    if rows.ndim != _BATCH_AXES or not rows.size:
        raise ShapeError(f"{name} have the shape {rows.shape} but need (N, K), none of them 0. For a single image, try {name}[None, :].")
    if given.shape != rows.shape and given.shape != rows.shape[:1]:
        raise ShapeError(
            f"labels have the shape {given.shape} but {name} {rows.shape} need {rows.shape[:1]}, "
            f"one whole number per image, or one-hot rows {rows.shape}."
        )
    if given.ndim == 1:
        return one_hot(given, rows.shape[1]).astype(rows.dtype)
    targets = floats("labels", given)
    if (targets < 0).any() or not np.allclose(targets.sum(axis=1), 1, atol=1e-3):
        raise ValueError("labels are no one-hot rows: each needs a 1 for its class and 0 elsewhere. Try one_hot(labels, classes).")
    return targets.astype(rows.dtype, copy=False)


def _check_classes(labels: NDArray[np.generic], classes: int) -> None:
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels hold {labels.dtype} but need whole numbers, 0 to {classes - 1}. Try labels.astype(int).")
    if labels.size and not 0 <= int(labels.min()) <= int(labels.max()) < classes:
        raise ValueError(f"labels reach from {labels.min()} to {labels.max()}, but {classes} classes are numbered 0 to {classes - 1}.")
