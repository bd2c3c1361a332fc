"""Is a network as often right as it is sure? The reliability diagram."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.answers import Answers, Floats, as_answers
from course_utils.plots.style import BLUE, INK, RED, drawing
from course_utils.plots.texts import words_for

FEWEST_BINS, MOST_BINS = 5, 20
_GAP = "#fbe7dae0"  # pale, and nearly opaque: the gap of a bin that is too modest lies on its bar


@dataclass(frozen=True)
class Reliability:
    """Probabilities in bins of equal width.

    Parameters
    ----------
    counts : int array, (B,)
    confidence : float array, (B,)
        The mean probability of a bin; 0 where it is empty.
    accuracy : float array, (B,)
        The share of the bin that is right; 0 where it is empty.
    """

    counts: NDArray[np.int64]
    confidence: Floats
    accuracy: Floats

    @property
    def error(self) -> float:
        """The expected calibration error: by how much the two differ, on average over the images.

        Returns
        -------
        float, 0..1

        Notes
        -----
        sum over bins of count / N * abs(accuracy - confidence). Guo et al. (2017), arXiv:1706.04599, equation 3.
        """
        return float(np.sum(self.counts * np.abs(self.accuracy - self.confidence)) / max(1, self.counts.sum()))


def reliability(confidence: Floats, right: NDArray[np.bool_], bins: int) -> Reliability:
    """Sort probabilities into bins, and count how often each bin is right.

    Parameters
    ----------
    confidence : float array, (N,), 0..1
    right : bool array, (N,)
    bins : int, at least 1

    Returns
    -------
    Reliability
        A probability on an edge lies in the bin below, as in Guo et al. (2017) and scikit-learn's calibration_curve.
    """
    place = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], confidence)
    counts = np.bincount(place, minlength=bins)
    full = np.maximum(1, counts)
    sums, hits = (np.bincount(place, weights=values, minlength=bins) for values in (confidence, right.astype(np.float64)))
    return Reliability(counts, sums / full, hits / full)


def sureness(answers: Answers) -> tuple[Floats, NDArray[np.bool_]]:
    """Say what a reliability diagram compares.

    Parameters
    ----------
    answers : Answers

    Returns
    -------
    tuple of float array (N,) and bool array (N,)
        With two classes: the probability of class 1, and whether class 1 is true. With more: the probability of the
        predicted class, and whether it is true.
    """
    right = answers.labels == (1 if answers.binary else answers.probabilities.argmax(axis=1))
    return answers.scores, right


def plot_reliability(
    labels: ArrayLike,
    probabilities: ArrayLike,
    *,
    bins: int = 10,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw how often a network is right against how sure it is; a calibrated one lies on the diagonal.

    Parameters
    ----------
    labels : int array, (N,), or one-hot (N, K)
    probabilities : float array, (N, K), each row adding up to 1; or (N,) or (N, 1): the probability of class 1
    bins : int, 5..20
        Of equal width.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes
        A bar per bin, its gap to the mean probability hatched; the title gives the expected calibration error.

    Raises
    ------
    ValueError
        If the number of bins is not 5 to 20, or labels and probabilities do not fit.

    Notes
    -----
    Guo, Pleiss, Sun & Weinberger (2017), On Calibration of Modern Neural Networks, arXiv:1706.04599.
    """
    if bins not in range(FEWEST_BINS, MOST_BINS + 1):
        raise ValueError(f"bins={bins} is too coarse or too fine: choose {FEWEST_BINS} to {MOST_BINS}.")
    answers, words = as_answers(labels, probabilities), words_for(language)
    found = reliability(*sureness(answers), bins)
    full, width = found.counts > 0, 1 / bins
    middles = (np.arange(bins) + 0.5) * width
    with drawing(ax, words, size=(4.8, 4.4)) as axes:
        axes.bar(middles[full], found.accuracy[full], width * 0.94, color=BLUE, label=words("share_right"))
        lower, upper = np.minimum(found.accuracy, found.confidence), np.maximum(found.accuracy, found.confidence)
        axes.bar(
            middles[full],
            (upper - lower)[full],
            width * 0.94,
            bottom=lower[full],
            facecolor=_GAP,
            edgecolor=RED,
            hatch="////",
            linewidth=0.8,
            label=words("calibration_gap"),
        )
        axes.plot([0, 1], [0, 1], "--", color=INK, linewidth=1, label=words("calibrated"))
        axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal", xlabel=words("sureness_one" if answers.binary else "sureness"))
        axes.set(ylabel=words("share_of_one" if answers.binary else "share_right"))
        axes.set_title(words("calibration_error", error=f"{found.error:.3f}", total=f"{len(answers.labels):,}"), fontsize=10)
        axes.legend(loc="best", frameon=True, framealpha=0.9, edgecolor="none")
    return axes
