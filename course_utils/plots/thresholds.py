"""Two classes and one threshold: the ROC curve and the precision-recall curve."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.answers import Answers, Floats, as_answers
from course_utils.plots.style import BLUE, INK, ORANGE, drawing
from course_utils.plots.texts import words_for


@dataclass(frozen=True)
class Sweep:
    """What every threshold would give, from the highest to the lowest.

    Parameters
    ----------
    thresholds : float array, (T,), falling
        The first is infinite: nothing is called class 1.
    hits : int array, (T,)
        Images of class 1 at or above the threshold (true positives).
    alarms : int array, (T,)
        Images of class 0 at or above it (false positives).
    """

    thresholds: Floats
    hits: NDArray[np.int64]
    alarms: NDArray[np.int64]

    @property
    def recall(self) -> Floats:
        """The share of class 1 that is found (the true positive rate).

        Returns
        -------
        float array, (T,)
        """
        recall: Floats = self.hits / np.maximum(1, self.hits[-1])
        return recall

    @property
    def fall_out(self) -> Floats:
        """The share of class 0 that is called class 1 (the false positive rate).

        Returns
        -------
        float array, (T,)
        """
        fall_out: Floats = self.alarms / np.maximum(1, self.alarms[-1])
        return fall_out

    @property
    def precision(self) -> Floats:
        """The share of what is called class 1 that is class 1; 1 where nothing is.

        Returns
        -------
        float array, (T,)
        """
        called = self.hits + self.alarms
        return np.where(called > 0, self.hits / np.maximum(1, called), 1.0)

    @property
    def area(self) -> float:
        """The area under the ROC curve, by trapezoids.

        Returns
        -------
        float, 0..1
        """
        return float(np.sum(np.diff(self.fall_out) * (self.recall[1:] + self.recall[:-1]) / 2))

    @property
    def average_precision(self) -> float:
        """Precision, averaged over the steps of recall, as scikit-learn defines it.

        Returns
        -------
        float, 0..1
        """
        return float(np.sum(np.diff(self.recall) * self.precision[1:]))

    def place(self, threshold: float) -> int:
        """Find the point of a threshold on the curves.

        Parameters
        ----------
        threshold : float

        Returns
        -------
        int
            The last place whose threshold is not below the one given.
        """
        return int(np.searchsorted(-self.thresholds, -threshold, side="right")) - 1


def sweep(labels: NDArray[np.int64], scores: Floats) -> Sweep:
    """Try every threshold that makes a difference.

    Parameters
    ----------
    labels : int array, (N,), 0 or 1
    scores : float array, (N,)
        The probability of class 1.

    Returns
    -------
    Sweep

    Notes
    -----
    Fawcett (2006), An introduction to ROC analysis, Pattern Recognition Letters 27, algorithm 1.
    """
    order = np.argsort(-scores, kind="stable")
    true, falling = labels[order], scores[order]
    last = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)
    hits = np.cumsum(true)[last]
    return Sweep(np.append(np.inf, falling[last]), np.append(0, hits), np.append(0, last + 1 - hits))


def plot_roc(
    labels: ArrayLike,
    probabilities: ArrayLike,
    *,
    threshold: float = 0.5,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw the ROC curve: what share of class 1 is found, at the price of what share of false alarms.

    Parameters
    ----------
    labels : int array, (N,), 0 or 1, or one-hot (N, 2)
    probabilities : float array, (N,), (N, 1) or (N, 2)
        The probability of class 1, or of both.
    threshold : float, 0..1
        Called class 1 from here on; marked on the curve.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there are more than two classes, if one of the two is missing, or if the shapes do not fit.
    """
    words, found = words_for(language), _swept(labels, probabilities, threshold)
    here = found.place(threshold)
    with drawing(ax, words, size=(4.8, 4.4)) as axes:
        axes.fill_between(found.fall_out, found.recall, color=BLUE, alpha=0.1, linewidth=0)
        axes.plot(found.fall_out, found.recall, color=BLUE, label=words("area", area=f"{found.area:.3f}"))
        axes.plot([0, 1], [0, 1], "--", color=INK, linewidth=1, label=words("guessing"))
        _mark(axes, found.fall_out[here], found.recall[here], words("at_threshold", threshold=f"{threshold:.2f}"))
        axes.set(xlabel=words("fall_out"), ylabel=words("recall"), xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
        axes.legend(loc="lower right")
    return axes


def plot_precision_recall(
    labels: ArrayLike,
    probabilities: ArrayLike,
    *,
    threshold: float = 0.5,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw precision against recall: how far what is called class 1 can be trusted, the more of class 1 is found.

    Parameters
    ----------
    labels : int array, (N,), 0 or 1, or one-hot (N, 2)
    probabilities : float array, (N,), (N, 1) or (N, 2)
        The probability of class 1, or of both.
    threshold : float, 0..1
        Called class 1 from here on; marked on the curve.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there are more than two classes, if one of the two is missing, or if the shapes do not fit.
    """
    words, found = words_for(language), _swept(labels, probabilities, threshold)
    here = found.place(threshold)
    share = found.hits[-1] / (found.hits[-1] + found.alarms[-1])
    with drawing(ax, words, size=(4.8, 4.4)) as axes:
        curve = words("average_precision", precision=f"{found.average_precision:.3f}")
        axes.step(found.recall, found.precision, where="pre", color=BLUE, label=curve)
        axes.axhline(share, linestyle="--", color=INK, linewidth=1, label=words("guessing_share", share=f"{share:.2f}"))
        _mark(axes, found.recall[here], found.precision[here], words("at_threshold", threshold=f"{threshold:.2f}"))
        axes.set(xlabel=words("recall"), ylabel=words("precision"), xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
        axes.legend(loc="lower left")
    return axes


def _swept(labels: ArrayLike, probabilities: ArrayLike, threshold: float) -> Sweep:
    """Check what both plots need: two classes, both there, and a threshold between 0 and 1."""
    answers: Answers = as_answers(labels, probabilities)
    if not answers.binary:
        raise ValueError(
            f"there are {answers.classes} classes, but one threshold decides between two: "
            "give (labels == c) and probabilities[:, c] to set one class c against all others."
        )
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold={threshold} does not fit: give a probability between 0 and 1.")
    missing = {0, 1} - set(np.unique(answers.labels).tolist())
    if missing:
        raise ValueError(f"no image of class {missing.pop()} is among the {len(answers.labels)} labels: both classes are needed.")
    return sweep(answers.labels, answers.scores)


def _mark(axes: Axes, across: float, up: float, text: str) -> None:
    """Mark the chosen threshold."""
    axes.plot([across], [up], "o", markersize=10, color=ORANGE, markeredgecolor=INK, label=text, zorder=4)
