"""What a network answered and what was true, checked where the two come in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.tiles import as_numbers

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_SLACK = 1e-3  # by how much a row of float32 probabilities may miss 1


@dataclass(frozen=True)
class Answers:
    """Labels and probabilities that fit each other.

    Parameters
    ----------
    labels : int array, (N,), 0..K-1
    probabilities : float array, (N, K), rows adding up to 1
    """

    labels: Ints
    probabilities: Floats

    @property
    def classes(self) -> int:
        """How many classes there are, at least 2.

        Returns
        -------
        int
        """
        return int(self.probabilities.shape[1])

    @property
    def binary(self) -> bool:
        """Whether there are two classes, so that one threshold decides.

        Returns
        -------
        bool
        """
        return self.classes == 2  # noqa: PLR2004 - two classes

    @property
    def scores(self) -> Floats:
        """The number that a threshold is held against.

        Returns
        -------
        float array, (N,)
            With two classes the probability of class 1, with more the probability of the class predicted.
        """
        scores: Floats = self.probabilities[:, 1] if self.binary else self.probabilities.max(axis=1)
        return scores


def as_answers(labels: ArrayLike, probabilities: ArrayLike) -> Answers:
    """Check labels and probabilities against each other.

    Parameters
    ----------
    labels : int array, (N,) or (N, 1), or one-hot (N, K)
    probabilities : float array, (N, K), each row adding up to 1; or (N,) or (N, 1): the probability of class 1

    Returns
    -------
    Answers

    Raises
    ------
    ValueError
        If there are none, if they are no probabilities, or if the two do not fit.
    """
    rows = _rows(probabilities)
    classes = as_classes(labels)
    if len(rows) != len(classes):
        raise ValueError(f"{len(classes)} labels but probabilities for {len(rows)} images: give one row for each label, in the same order.")
    if not len(rows):
        raise ValueError("there are no answers to look at: give at least one label and one row of probabilities.")
    if classes.min() < 0 or classes.max() >= rows.shape[1]:
        raise ValueError(
            f"labels run from {classes.min()} to {classes.max()} but there are probabilities for {rows.shape[1]} classes: "
            f"labels must be 0 to {rows.shape[1] - 1}, counted as the network's outputs are."
        )
    return Answers(classes, rows)


def as_classes(labels: ArrayLike) -> Ints:
    """Read labels, one-hot or not.

    Parameters
    ----------
    labels : int array, (N,) or (N, 1), or one-hot (N, K)

    Returns
    -------
    int array, (N,)

    Raises
    ------
    ValueError
        If they are neither.
    """
    given = np.asarray(labels)
    if given.ndim == 2 and given.shape[1] == 1:  # noqa: PLR2004 - one column
        given = given[:, 0]
    if given.dtype.kind not in "iubf" or (given.size and not np.all(given == np.round(given))):
        raise ValueError(f"labels are {given.dtype} {given.shape}: give one whole number for each image, such as 0, 1, 2, or one-hot rows.")
    if given.ndim == 2 and given.size and np.all(given.sum(axis=1) == 1) and given.min() >= 0:  # noqa: PLR2004 - a table
        given = given.argmax(axis=1)
    if given.ndim != 1:
        raise ValueError(f"labels have the shape {given.shape}: give (N,), or one-hot (N, K) with exactly one 1 in each row.")
    return given.astype(np.int64)


def _rows(probabilities: ArrayLike) -> Floats:
    """Read probabilities, and give the single output of a binary network its second column."""
    given = as_numbers(probabilities, "probabilities", "give one row per image, as model.predict(images) does")
    rows: Floats = given.astype(np.float64)
    if rows.ndim == 1:
        rows = rows[:, np.newaxis]
    if rows.ndim != 2 or not rows.shape[1]:  # noqa: PLR2004 - a table
        raise ValueError(f"probabilities have the shape {given.shape}: give (N, K), or (N,) or (N, 1) from one sigmoid.")
    if not np.isfinite(rows).all():
        wrong = int((~np.isfinite(rows)).any(axis=1).sum())
        raise ValueError(f"probabilities of {wrong} images are not finite: the training may have diverged. Try a smaller learning rate.")
    single = rows.shape[1] == 1
    if rows.size and (rows.min() < -_SLACK or rows.max() > 1 + _SLACK):
        cure = "keras.ops.sigmoid(logits)" if single else "keras.ops.softmax(logits)"
        raise ValueError(
            f"probabilities run from {rows.min():.3g} to {rows.max():.3g}, but must lie between 0 and 1. These look like logits: "
            f"give {cure} instead, or end the network in {'a sigmoid' if single else 'a softmax'}."
        )
    rows = np.clip(rows, 0, 1)
    if single:
        return np.hstack([1 - rows, rows])
    sums = rows.sum(axis=1)
    far = np.flatnonzero(np.abs(sums - 1) > _SLACK)
    if len(far):
        raise ValueError(
            f"the probabilities of image {far[0]} add up to {sums[far[0]]:.4g}, but one class of {rows.shape[1]} is right, so each "
            f"row must add up to 1 ({len(far)} of {len(rows)} rows do not). End the network in a softmax instead of sigmoids, or apply "
            "keras.ops.softmax to its logits."
        )
    return rows
