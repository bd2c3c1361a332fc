"""Functions of one number, drawn over an interval."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from course_utils.plots.style import drawing
from course_utils.plots.texts import words_for

Floats = NDArray[np.float64]
Function = Callable[..., object]


def plot_function(
    functions: Function | Mapping[str, Function],
    *,
    low: float = -5.0,
    high: float = 5.0,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw one or several functions of a number.

    Parameters
    ----------
    functions : callable, or dict from name to callable
        Each takes a float array, or one number at a time.
    low, high : float
        The interval.
    ax : Axes or None
        Where to draw; a new figure when None.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the interval is empty.
    """
    if not low < high:
        raise ValueError(f"low={low} and high={high} leave no interval: low must be smaller than high.")
    named = functions if isinstance(functions, Mapping) else {getattr(functions, "__name__", ""): functions}
    words = words_for(language)
    inputs = np.linspace(low, high, 601)
    with drawing(ax, words) as axes:
        for number, (name, function) in enumerate(named.items()):
            axes.plot(inputs, values_of(function, inputs), ("-", "--", "-.", ":")[number % 4], label=name)
        axes.axhline(0, color="#9aa1ac", linewidth=0.8, zorder=1)
        axes.axvline(0, color="#9aa1ac", linewidth=0.8, zorder=1)
        axes.set(xlabel=words("input"), ylabel=words("output"), xlim=(low, high))
        if len(named) > 1:
            axes.legend()
        elif next(iter(named)) not in {"", "<lambda>"}:
            axes.set_title(next(iter(named)))
    return axes


def values_of(function: Function, inputs: Floats) -> Floats:
    """Evaluate a function that may or may not know arrays.

    Parameters
    ----------
    function : callable
    inputs : float array, (N,) or (N, D)

    Returns
    -------
    float array, (N,) or, where the function gives several numbers per input, (N, K)
    """
    try:
        values = np.asarray(function(inputs), dtype=np.float64)
    except Exception:  # noqa: BLE001 - a function of one input may fail on an array in any way; one at a time it speaks for itself
        values = np.empty(0)
    if values.shape[:1] != inputs.shape[:1]:
        values = np.asarray([np.asarray(function(one), dtype=np.float64) for one in inputs])
    return values
