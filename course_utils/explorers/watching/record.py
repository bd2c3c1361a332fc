"""The numbers of a training as they come in, kept in bounded memory; no Keras here."""

import math
from collections.abc import Mapping, Sequence
from statistics import median

MOST_POINTS = 400  # of the batch losses that are drawn
MOST_EPOCHS = 300  # of the points of a curve that are drawn
RECENT = 5  # epochs whose time tells how long the next will take


class Trail:
    """The loss of the batches, never more than MOST_POINTS numbers: each is the mean of as many batches as it takes.

    Keras reports the mean loss since the beginning of the epoch; the mean of the batches since the last point follows from two such means.
    """

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self._every = 1
        self._since = (0, 0.0)

    def begin_epoch(self) -> None:
        """Start a new mean, as Keras does."""
        self._since = (0, 0.0)

    def add(self, place: float, count: int, mean: float) -> bool:
        """Take in what Keras reports after a batch.

        Parameters
        ----------
        place : float, epochs
            Where it is drawn.
        count : int
            Batches of this epoch so far.
        mean : float
            Their mean loss.

        Returns
        -------
        bool
            Whether that made a new point.
        """
        before, total = self._since
        if count - before < self._every:
            return False
        loss = (count * mean - total) / (count - before)
        self._since = (count, count * mean)
        if not math.isfinite(loss):
            return False
        self.points.append((place, loss))
        if len(self.points) >= MOST_POINTS:
            # Two neighbours become their mean: the line stays, with half the points.
            pairs = zip(self.points[::2], self.points[1::2], strict=False)
            self.points = [(right, (one + two) / 2) for (_, one), (right, two) in pairs]
            self._every *= 2
        return True


def is_better(value: float, best: float | None, monitor: str) -> bool:
    """Tell whether a measure has become better: an accuracy by rising, a loss by falling.

    Parameters
    ----------
    value : float
    best : float or None
        The best so far.
    monitor : str
        The measure's name in Keras.

    Returns
    -------
    bool
        False for a value that is no number.
    """
    if math.isnan(value):
        return False
    return best is None or (value > best if rises(monitor) else value < best)


def rises(monitor: str) -> bool:
    """Tell whether more of a measure is better.

    Parameters
    ----------
    monitor : str
        Its name in Keras.

    Returns
    -------
    bool
    """
    return any(part in monitor for part in ("acc", "auc", "precision", "recall", "f1", "iou", "r2"))


def time_left(seconds: Sequence[float], share: float, epochs: int) -> float | None:
    """Estimate how long a training will still take, from the epochs that are done.

    Parameters
    ----------
    seconds : sequence of floats
        What each finished epoch took. The first also builds the computation, so it counts only while it is alone.
    share : float, 0..1
        How much of the present epoch is done.
    epochs : int
        How many are still to come, the present one among them.

    Returns
    -------
    float or None
        Seconds; None before the first epoch is done.
    """
    if not seconds:
        return None
    return median(seconds[1:][-RECENT:] or seconds) * max(0.0, epochs - share)


def main_measure(history: Mapping[str, Sequence[float]]) -> str:
    """Choose the measure to draw beside the loss: the first metric.

    Parameters
    ----------
    history : mapping from a name to numbers per epoch

    Returns
    -------
    str
        Empty when there is none.
    """
    return next((name for name in history if name not in {"loss", "learning_rate"} and not name.startswith("val_")), "")


def curves(history: Mapping[str, Sequence[float]], first: int) -> dict[str, object]:
    """Collect what the page draws: the loss and one metric, thinned out evenly when there are very many epochs.

    Parameters
    ----------
    history : mapping from a name to numbers per epoch
    first : int, at least 0
        Epochs that were done before this record begins.

    Returns
    -------
    dict
        x (epochs), measures (name, train, validation), every (1: no epoch is left out).
    """
    count = len(history.get("loss", ()))
    every = max(1, math.ceil(count / MOST_EPOCHS))
    kept = sorted({*range(0, count, every), *([count - 1] if count else [])})
    measures = [
        {"name": name, "train": _short(history[name], kept), "validation": _short(history.get(f"val_{name}", ()), kept)}
        for name in ("loss", main_measure(history))
        if name in history
    ]
    return {"x": [first + place + 1 for place in kept], "measures": measures, "every": every}


def _short(numbers: Sequence[float], kept: Sequence[int]) -> list[float | None]:
    """Round to six digits, enough for a picture; what is no number travels as None."""
    return [float(f"{numbers[place]:.6g}") if math.isfinite(numbers[place]) else None for place in kept if place < len(numbers)]


def spoken(seconds: float) -> str:
    """Write a length of time as minutes and seconds.

    Parameters
    ----------
    seconds : float

    Returns
    -------
    str
        0:07, 12:30, 1:02:05.
    """
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
