"""The confusion explorer: which class is taken for which, at what threshold, and how far the probabilities can be trusted."""

from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from traitlets import CFloat, Dict, Enum, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.confusion.measures import COLDEST, HOTTEST, NO_ANSWER, best_temperature, calibrate, confusion, decide, totals
from course_utils.explorers.confusion.pictures import album
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.plots.answers import Answers, as_answers
from course_utils.plots.classes import plot_confusion
from course_utils.plots.reliability import FEWEST_BINS, MOST_BINS, plot_reliability
from course_utils.plots.thresholds import plot_roc

HERE = Path(__file__).parent
MOST_IMAGES = 100_000
MOST_CLASSES = 100
MOST_NUMBERS = 500_000  # probabilities sent for the calibration view: 2 MB
RESULTS = ("accuracy", "precision", "recall", "f1", "coverage")
Change = dict[str, Any]


class ConfusionExplorer(Explorer):
    """A confusion matrix to click, a threshold to move, probabilities to put right.

    Attributes
    ----------
    view : str, "classes", "threshold" or "calibration"
        What stands beside the matrix.
    cell : list of two ints, [true class, predicted class], or empty
        Whose images are shown; a predicted class of -1 stands for "no answer". Empty: the mistakes.
    order : str, "most_sure" or "least_sure"
        Which images come first.
    numbers : str, "counts" or "shares"
        What the cells carry; shares are per cent of the true class.
    image : int
        The number of the enlarged image, -1 for the first of the cell.
    threshold : float, 0..1
        With two classes: class 1 is answered where its probability is at least this. With more: the network answers only where the
        probability of the predicted class is at least this.
    temperature : float, 0.1..10
        By which the log-probabilities are divided in the calibration view, and only there.
    bins : int, 5..20
        Of the reliability diagram.
    accuracy, precision, recall, f1, coverage : float, 0..1
        Of the answers at the threshold. Precision, recall and F1 are those of class 1 when there are two classes, else the mean over the
        classes. Follow from the others.
    calibration_error : float, 0..1
        The expected calibration error at the temperature. Follows from the others.
    best_temperature : float
        That with the lowest negative log-likelihood.
    """

    room = "confusion"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    view = Enum(["classes", "threshold", "calibration"], default_value="classes").tag(sync=True)
    cell = List(Int()).tag(sync=True)
    order = Enum(["most_sure", "least_sure"], default_value="most_sure").tag(sync=True)
    numbers = Enum(["counts", "shares"], default_value="counts").tag(sync=True)
    image = Int(-1).tag(sync=True)
    threshold = CFloat(0.0).tag(sync=True)
    temperature = CFloat(1.0).tag(sync=True)
    bins = Int(10).tag(sync=True)
    accuracy = Float(0.0).tag(sync=True)
    precision = Float(0.0).tag(sync=True)
    recall = Float(0.0).tag(sync=True)
    f1 = Float(0.0).tag(sync=True)
    coverage = Float(0.0).tag(sync=True)
    calibration_error = Float(0.0).tag(sync=True)
    best_temperature = Float(1.0).tag(sync=True)
    # What the browser computes with: sent once.
    names = List(Unicode()).tag(sync=True)
    answers = Dict().tag(sync=True)
    album = Dict().tag(sync=True)

    def __init__(self, answers: Answers, images: ArrayLike | None, *, class_names: Sequence[str], language: str | None) -> None:
        self._answers = answers
        rows = max(1, MOST_NUMBERS // (1 if answers.binary else answers.classes))
        kept = np.linspace(0, len(answers.labels) - 1, min(rows, len(answers.labels))).round().astype(np.int64)
        self._sample = Answers(answers.labels[kept], answers.probabilities[kept])
        packed = album(answers, images)
        self._pictured = frozenset(np.frombuffer(packed["numbers"], "<i4").tolist())
        view, threshold = ("threshold", 0.5) if answers.binary else ("classes", 0.0)
        super().__init__(language=language, names=list(class_names), answers=self._sent(), album=packed, view=view, threshold=threshold)

    def _sent(self) -> dict[str, Any]:
        """Pack what the browser counts: labels, answers and scores of all images, every probability of the sample."""
        all_of, some = self._answers, self._sample
        probabilities = some.probabilities[:, 1:] if some.binary else some.probabilities
        return {
            "count": len(all_of.labels),
            "classes": all_of.classes,
            "labels": all_of.labels.astype(np.uint8).tobytes(),
            "guesses": all_of.probabilities.argmax(axis=1).astype(np.uint8).tobytes(),
            "scores": all_of.scores.astype("<f4").tobytes(),
            "sampled": len(some.labels),
            "sampled_labels": some.labels.astype(np.uint8).tobytes(),
            "probabilities": probabilities.astype("<f4").tobytes(),
        }

    def prepare(self) -> None:
        """Measure what it starts with."""
        self.best_temperature = best_temperature(self._sample)
        self._decide()
        self._calibrate()

    @validate("cell")
    def _known_cell(self, proposal: Change) -> list[int]:
        cell: list[int] = list(proposal["value"])
        classes = range(self._answers.classes)
        guesses = {*classes} if self._answers.binary else {*classes, NO_ANSWER}
        if cell and (len(cell) != 2 or cell[0] not in classes or cell[1] not in guesses):  # noqa: PLR2004 - true and predicted
            extra = "" if self._answers.binary else ", or -1 for no answer"
            raise TraitError(
                f"cell={cell} is not there: give [true class, predicted class], each 0 to {classes[-1]}{extra}; or [] for none."
            )
        return cell

    @validate("image")
    def _known_image(self, proposal: Change) -> int:
        image: int = proposal["value"]
        if image >= 0 and image not in self._pictured:
            raise TraitError(
                f"image={image} did not come along ({len(self._pictured)} of {len(self._answers.labels)} did): "
                "click one on the page, or give -1 for the first of the cell."
            )
        return max(-1, image)

    @validate("threshold", "temperature", "bins")
    def _within(self, proposal: Change) -> float:
        name, value = proposal["trait"].name, proposal["value"]
        low, high = {"threshold": (0, 1), "temperature": (COLDEST, HOTTEST), "bins": (FEWEST_BINS, MOST_BINS)}[name]
        if not isfinite(value) or not low <= value <= high:
            raise TraitError(f"{name}={value} does not fit: choose {low} to {high}.")
        return value  # type: ignore[no-any-return]  # traitlets comes without types

    @observe("threshold")
    def _decide(self, _change: object = None) -> None:
        self._decisions = decide(self._answers, self.threshold)
        found = totals(confusion(self._answers.labels, self._decisions, self._answers.classes))
        for name in RESULTS:
            setattr(self, name, getattr(found, name))

    @observe("temperature", "bins")
    def _calibrate(self, _change: object = None) -> None:
        self.calibration_error = calibrate(self._sample, self.temperature, self.bins).bins.error

    def describe(self) -> str:
        """Say how many are right, at what threshold, and the calibration error.

        Returns
        -------
        str
        """
        said: str = self.texts["described"].format(
            total=f"{len(self._answers.labels):,}",
            classes=self._answers.classes,
            accuracy=f"{self.accuracy:.3f}",
            coverage=f"{self.coverage:.3f}",
            threshold=f"{self.threshold:.2f}",
            error=f"{self.calibration_error:.3f}",
        )
        return said

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the matrix, and beside it the ROC curve of two classes or the reliability diagram of more.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        given, answered = self._answers, self._decisions != NO_ANSWER
        side = min(9.0, 2.6 + 0.42 * given.classes)
        figure.set_size_inches(side + 5.4, max(4.4, side))
        left, right = figure.subplots(1, 2, width_ratios=(side + 1, 4.4))
        names = self.names or None
        if names is None:  # or a class nobody was taken for would be missing from the matrix
            names = [words.name(None, number) for number in range(given.classes)]
        plot_confusion(given.labels[answered], self._decisions[answered], names, numbers=self.numbers, ax=left, language=words.language)
        if given.binary and len(np.unique(given.labels)) == given.classes:
            plot_roc(given.labels, given.probabilities, threshold=self.threshold, ax=right, language=words.language)
        else:
            plot_reliability(given.labels, given.probabilities, bins=self.bins, ax=right, language=words.language)
        figure.suptitle(words("still", accuracy=f"{self.accuracy:.1%}", coverage=f"{self.coverage:.1%}"), fontsize=11)


def explore_confusion(
    labels: ArrayLike,
    probabilities: ArrayLike,
    images: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    *,
    language: str | None = None,
) -> ConfusionExplorer:
    """Click through a confusion matrix, move the threshold, and see whether the probabilities can be trusted.

    Parameters
    ----------
    labels : int array, (N,), or one-hot (N, K)
        At most 100,000, of 2 to 100 classes.
    probabilities : float array, (N, K), each row adding up to 1; or (N,) or (N, 1): the probability of class 1
        As `model.predict(images)` gives them.
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3), or None
        As many are sent to the page as fit into 2 MB, at most 64 pixels a side, some for every cell; the page says how many.
    class_names : sequence of K str, or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    ConfusionExplorer
        Its traits `view`, `cell`, `order`, `numbers`, `image`, `threshold`, `temperature` and `bins` can be read and set; `accuracy`,
        `precision`, `recall`, `f1`, `coverage`, `calibration_error` and `best_temperature` follow. The calibration view is computed from
        at most 500,000 probabilities, of evenly spaced images.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the probabilities are none.

    Notes
    -----
    Calibration error and temperature scaling: Guo et al. (2017), arXiv:1706.04599.
    """
    given = as_answers(labels, probabilities)
    if len(given.labels) > MOST_IMAGES or given.classes > MOST_CLASSES:
        raise ValueError(
            f"{len(given.labels):,} images of {given.classes} classes are more than a page can show: "
            f"give at most {MOST_IMAGES:,} (for example labels[:{MOST_IMAGES}]) of at most {MOST_CLASSES} classes."
        )
    names = [] if class_names is None else list(map(str, class_names))
    if names and len(names) != given.classes:
        raise ValueError(f"{len(names)} class_names but probabilities for {given.classes} classes: give one name for each class, in order.")
    # As the page sees them, so that both count alike: float32, and of two classes the second only.
    exact = given.probabilities.astype(np.float32).astype(np.float64)
    rows = np.stack([1 - exact[:, 1], exact[:, 1]], axis=1) if given.binary else exact
    return ConfusionExplorer(Answers(given.labels, rows), images, class_names=names, language=language)
