"""A training as a still picture: what stays in the saved notebook."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.watching.record import main_measure
from course_utils.plots.style import BLUE, ORANGE, whole_numbers

FEW = 40  # epochs; beyond this, dots run together
WRAP = 64  # signs of a title over one panel


def draw_training(figure: Figure, words: StillWords, history: Mapping[str, Sequence[float]], first: int, best: int, said: str) -> None:
    """Draw loss and first metric, training and validation.

    Parameters
    ----------
    figure : Figure
    words : StillWords
    history : mapping from a name to numbers per epoch
    first : int
        Epochs before the record begins.
    best : int
        The best epoch, from 1; 0 if there is none.
    said : str
        The line above.
    """
    measures = [name for name in ("loss", main_measure(history) or "accuracy") if name in history or not history]
    figure.set_size_inches(4.8 * len(measures), 3.4)
    for number, measure in enumerate(measures):
        axes = figure.add_subplot(1, len(measures), number + 1)
        _draw_measure(axes, words, history, measure, first)
        if best:
            axes.axvline(best, color="#6b7280", linewidth=1, linestyle=":", label=words("best_line", epoch=best))
        if number == 0 and history:
            axes.legend()
    figure.suptitle(_wrapped(said, WRAP * len(measures)), fontsize=9.5)


def _draw_measure(axes: Axes, words: StillWords, history: Mapping[str, Sequence[float]], measure: str, first: int) -> None:
    axes.set(xlabel=words("epoch"), ylabel=words(measure) if measure in {"loss", "accuracy"} else measure)
    train, validation = np.array(history.get(measure, [])), np.array(history.get(f"val_{measure}", []))
    epochs = first + 1 + np.arange(len(train))
    dot = "o" if len(train) <= FEW else None
    axes.plot(epochs, train, color=BLUE, marker=dot, markersize=4, label=words("train_line"))
    if len(validation):
        known = np.isfinite(validation)
        axes.plot(epochs[known], validation[known], "--", color=ORANGE, marker=dot and "s", markersize=4, label=words("validation_line"))
        axes.fill_between(epochs[known], train[known], validation[known], color=ORANGE, alpha=0.15, linewidth=0, label=words("gap"))
    if len(epochs):
        axes.set_xlim(first + 0.5, epochs[-1] + 0.5)
    else:
        axes.set(xticks=[], yticks=[])
    whole_numbers(axes) if len(epochs) else None


def _wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def named(measure: str, words: Callable[..., str]) -> str:
    """Name a measure of Keras: "val_loss" is the validation loss.

    Parameters
    ----------
    measure : str
    words : callable
        From a key of the texts, and its fields, to a text.

    Returns
    -------
    str
        A measure for which the course has no word keeps Keras's.
    """
    plain = measure.removeprefix("val_")
    known = words(plain) if plain in {"loss", "accuracy"} else plain
    return words("validation_measure" if measure.startswith("val_") else "train_measure", measure=known)
