"""Learning curves: one training, or several side by side."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from course_utils.plots.style import BLUE, INK, ORANGE, Panels, drawing, panels, whole_numbers
from course_utils.plots.texts import TEXTS, Words, words_for

History = Mapping[str, Sequence[float]]


def plot_history(history: object, *, axes: list[Axes] | None = None, language: str | None = None) -> Panels:
    """Draw what `model.fit` returned: one panel per measure, training and validation in each.

    Parameters
    ----------
    history : dict from str to list of floats, or what Keras's fit returned
        Keys such as "loss", "val_loss", "accuracy", "val_accuracy"; one number per epoch. Learning rates are left out.
    axes : list of Axes, or None
        One per measure; a new figure when None.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    tuple of Axes
        One per measure, in the history's order; the gap between training and validation is shaded, and the lowest validation loss
        marked.

    Raises
    ------
    ValueError
        If it is no history, or the axes given are not one per measure.
    """
    record, words = as_history(history), words_for(language)
    measures = [name for name in record if not name.startswith("val_") and name not in {"learning_rate", "lr"}]
    with panels(axes, len(measures), words, size=(4.6 * len(measures), 3.5)) as places:
        for ax, measure in zip(places, measures, strict=True):
            _draw_measure(ax, measure, record, words)
    return places


def _draw_measure(ax: Axes, measure: str, record: History, words: Words) -> None:
    """Draw one measure of training and, where there is one, of validation, with the gap between the two."""
    trained, validated = record[measure], record.get(f"val_{measure}")
    epochs = np.arange(1, len(trained) + 1)
    mark = "o" if len(epochs) <= 30 else None  # noqa: PLR2004 - beyond this, markers run together
    ax.plot(epochs, trained, color=BLUE, marker=mark, markersize=4, label=words("train"))
    if validated is not None:
        both = min(len(trained), len(validated))
        ax.plot(epochs[:both], validated[:both], "--", color=ORANGE, marker=mark and "s", markersize=4, label=words("validation"))
        ax.fill_between(epochs[:both], trained[:both], validated[:both], color=ORANGE, alpha=0.2, linewidth=0, label=words("gap"))
    best = best_epoch(record)
    if best is not None:
        ax.axvline(best, color="#9aa1ac", linewidth=1, linestyle=":")
        if measure == "loss":
            ax.plot([best], [record["val_loss"][best - 1]], "o", markersize=11, fillstyle="none", color=INK)
            ax.set_title(words("best_epoch", epoch=best), fontsize=9, loc="left")
    ax.set(xlabel=words("epoch"), ylabel=measure_name(measure, words))
    whole_numbers(ax)
    ax.legend()


def best_epoch(record: History) -> int | None:
    """Find where the validation loss was lowest: from there on, a network that goes on learning overfits.

    Parameters
    ----------
    record : History

    Returns
    -------
    int or None
        Counted from 1; None with fewer than two epochs, or no validation loss that is a number.
    """
    losses = np.asarray(record.get("val_loss", ()), dtype=np.float64)[: len(record.get("loss", ()))]
    return int(np.nanargmin(losses)) + 1 if len(losses) > 1 and not np.isnan(losses).all() else None


def compare_histories(
    histories: Mapping[str, object],
    *,
    measure: str | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw the same measure of several trainings in one picture.

    Parameters
    ----------
    histories : dict from a name to a history
        Each as `plot_history` takes it.
    measure : str or None
        Such as "val_accuracy"; None takes validation accuracy where every training has it, else the loss.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is no training, or one has no such measure.
    """
    if not isinstance(histories, Mapping) or not histories:
        raise ValueError("histories are not a dict with at least one training: give {'with dropout': history, 'without': other}.")
    records, words = {name: as_history(history) for name, history in histories.items()}, words_for(language)
    wanted = measure or next((key for key in ("val_accuracy", "accuracy") if all(key in one for one in records.values())), "loss")
    for name, record in records.items():
        if wanted not in record:
            raise ValueError(f"{name!r} has no {wanted!r}: it has {', '.join(record)}. Choose one that every training has.")
    with drawing(ax, words) as axes:
        for number, (name, record) in enumerate(records.items()):
            epochs = np.arange(1, len(record[wanted]) + 1)
            axes.plot(epochs, record[wanted], ("-", "--", "-.", ":")[number % 4], marker="os^DvPX"[number % 7], markersize=4, label=name)
        axes.set(xlabel=words("epoch"), ylabel=measure_name(wanted, words))
        whole_numbers(axes)
        axes.legend()
    return axes


def as_history(history: object) -> History:
    """Take the numbers out of what `fit` returned.

    Parameters
    ----------
    history : dict, or an object with a dict called history

    Returns
    -------
    dict from str to list of floats

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    record = getattr(history, "history", history)
    numbers = isinstance(record, Mapping) and all(np.ndim(one) == 1 and np.asarray(one).dtype.kind in "fiub" for one in record.values())
    if not isinstance(record, Mapping) or not numbers or not any(len(record[name]) for name in record if not name.startswith("val_")):
        raise ValueError(
            f"history is {type(history).__name__}, without numbers per epoch: give what model.fit(...) returned, or a dict of lists."
        )
    return record


def measure_name(measure: str, words: Words) -> str:
    """Name a measure in the reader's language, and leave one the course has no word for as Keras wrote it.

    Parameters
    ----------
    measure : str
    words : Words

    Returns
    -------
    str
    """
    plain = measure.removeprefix("val_").removeprefix("sparse_categorical_").removeprefix("binary_").removeprefix("categorical_")
    known = words(plain) if plain in {"loss", "accuracy"} and plain in TEXTS else plain
    return f"{words('validation')} {known}" if measure.startswith("val_") else known
