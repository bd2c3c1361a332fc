"""How many of each class there are, and which classes a network takes for which."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.answers import as_classes
from course_utils.plots.planes import classes_of
from course_utils.plots.style import BLUE, INK, PAPER, drawing
from course_utils.plots.texts import words_for
from course_utils.plots.tiles import as_numbers

_MOST_NUMBERS = 25  # classes; with more, numbers would run into each other


def plot_class_balance(
    labels: ArrayLike,
    class_names: Sequence[str] | None = None,
    *,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw how many images each class has.

    Parameters
    ----------
    labels : int array, (N,)
    class_names : sequence of str, or None
        A class without any image keeps its empty place.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the labels are no classes.
    """
    classes, words = as_classes(labels), words_for(language)
    if classes.min(initial=0) < 0:
        raise ValueError(f"a label is {classes.min()}, but classes are counted from 0: leave out images without a class.")
    counts = np.bincount(classes, minlength=len(class_names or ()))
    names = [words.name(class_names, label) for label in range(len(counts))]
    with drawing(ax, words, size=(6.0, 0.8 + 0.3 * len(counts))) as axes:
        bars = axes.barh(np.arange(len(counts)), counts, color=BLUE, height=0.7)
        axes.bar_label(bars, fmt="{:,.0f}", padding=4, fontsize=9)
        axes.set_yticks(np.arange(len(counts)), labels=names)
        axes.invert_yaxis()
        axes.grid(visible=False, axis="y")
        axes.set(xlabel=words("images"), title=words("class_balance"), xlim=(0, max(1, counts.max(initial=0)) * 1.15))
    return axes


def plot_confusion(
    labels: ArrayLike,
    predictions: ArrayLike,
    class_names: Sequence[str] | None = None,
    *,
    numbers: str = "counts",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw which class was taken for which: a row per true class, a column per predicted class.

    Parameters
    ----------
    labels : int array, (N,), or one-hot (N, K)
    predictions : int array (N,), or probabilities (N, K)
    class_names : sequence of str, or None
    numbers : str, "counts" or "shares"
        What the squares carry: images, or per cent of the true class.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes
        Each square is shaded by its share of the row; the title names the two classes most often confused.

    Raises
    ------
    ValueError
        If there are not as many predictions as labels, or a label is no class.
    """
    if numbers not in {"counts", "shares"}:
        raise ValueError(f"numbers={numbers!r} is not known: choose 'counts' or 'shares'.")
    words, counts = words_for(language), _confusion(as_classes(labels), _guessed(predictions), len(class_names or ()))
    size, totals = len(counts), counts.sum(axis=1, keepdims=True)
    shares = counts / np.maximum(1, totals)
    names = [words.name(class_names, label) for label in range(size)]
    with drawing(ax, words, size=(2.4 + 0.52 * size, 1.9 + 0.46 * size)) as axes:
        picture = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        axes.grid(visible=False)
        for (row, column), count in np.ndenumerate(counts):
            if count and size <= _MOST_NUMBERS:
                ink = PAPER if shares[row, column] > 0.5 else INK  # noqa: PLR2004 - where the shade turns dark
                text = f"{count:,}" if numbers == "counts" else f"{shares[row, column]:.0%}"
                axes.text(column, row, text, ha="center", va="center", color=ink, fontsize=8)
        axes.set_xticks(np.arange(size), labels=names, rotation=45, ha="right", rotation_mode="anchor")
        axes.set_yticks(np.arange(size), labels=names)
        axes.set(xlabel=words("predicted"), ylabel=words("true"))
        wrong = counts - np.diag(np.diag(counts))
        if wrong.any():
            row, column = np.unravel_index(wrong.argmax(), wrong.shape)
            pair = {"true": names[row], "predicted": names[column], "count": f"{wrong.max():,}", "total": f"{totals[row, 0]:,}"}
            axes.set_title(words("most_confused", **pair), fontsize=10)
        axes.get_figure().colorbar(picture, ax=axes, label=words("share_of_row"), shrink=0.8)  # type: ignore[union-attr]
    return axes


def _guessed(predictions: ArrayLike) -> NDArray[np.int64]:
    """Read predicted classes, or probabilities."""
    return classes_of(
        as_numbers(predictions, "predictions", "give one class for each label, or one row of probabilities").astype(np.float64)
    )


def _confusion(true: NDArray[np.int64], guessed: NDArray[np.int64], named: int) -> NDArray[np.int64]:
    """Count the pairs of a true and a predicted class."""
    if len(true) != len(guessed):
        raise ValueError(f"{len(true)} labels but {len(guessed)} predictions: give one prediction for each label, in the same order.")
    if min(true.min(initial=0), guessed.min(initial=0)) < 0:
        raise ValueError("classes are counted from 0, but a label or prediction is negative: leave out images without a class.")
    size = max(named, int(max(true.max(initial=0), guessed.max(initial=0))) + 1)
    return np.bincount(true * size + guessed, minlength=size * size).reshape(size, size)
