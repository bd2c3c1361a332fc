"""The activation explorer as a still picture."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course_utils.explorers.activations.deep import BLOCKED, Signal
from course_utils.explorers.activations.functions import REACH, Activation, Floats
from course_utils.explorers.frame.words import StillWords
from course_utils.plots.style import BLUE, INK, ORANGE, PAPER, RED

_REACHES = 2.2
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHORT = (1e-3, 1e4)
_SAME = 2.0
_LOOKS = ((BLUE, "-", 2.4), (RED, "--", 1.6))


def draw_activations(figure: Figure, named: Mapping[str, tuple[Activation, Signal]], x: float, words: StillWords) -> None:
    """Draw the function, its slope, and the gradient's way back.

    Parameters
    ----------
    figure : Figure
    named : mapping from name to the function and its signal
        One or two; the point lies on the first.
    x : float
    words : StillWords
    """
    figure.set_size_inches(11, 3.5)
    curve, slope, back = figure.subplots(1, 3)
    places = np.linspace(-REACH, REACH, 801)
    for (name, (activation, signal)), (colour, line, width) in zip(named.items(), _LOOKS, strict=False):
        for axes, heights in ((curve, activation.value(places)), (slope, activation.slope(places))):
            axes.plot(places, broken(heights), color=colour, linestyle=line, linewidth=width, label=name)
        layers = np.arange(len(signal.gradients))
        left = np.where(np.array(signal.gradients) > 0, signal.gradients, np.nan)
        back.plot(layers, left, f"o{line}", color=colour, markersize=3, label=name)
    first = next(iter(named.values()))[0]
    mark_point(curve, slope, first, x)
    shade_flats([curve, slope], first, places)
    curve.set(title=words("value"), xlabel="$x$")
    slope.set(title=words("derivative"), xlabel="$x$", ylim=(min(-0.1, slope.get_ylim()[0]), max(1.25, 1.1 * slope.get_ylim()[1])))
    back.set(title=words("gradient"), xlabel=words("layer"), ylabel=words("gradient_axis"), yscale="log", xlim=(0, None))
    back.xaxis.set_major_locator(MaxNLocator(integer=True))
    curve.legend(loc="upper left")
    figure.suptitle("\n".join(sentence(name, signal, words) for name, (_, signal) in named.items()), fontsize=11)


def broken(heights: Floats) -> Floats:
    """Leave a gap where a curve jumps.

    Parameters
    ----------
    heights : float array, (N,)

    Returns
    -------
    float array, (N,)
    """
    jumps = np.abs(np.diff(heights, prepend=heights[0]))
    smooth = 5 * np.median(jumps) + 0.2
    return np.where(jumps > smooth, np.nan, heights)


def mark_point(curve: Axes, slope: Axes, activation: Activation, x: float) -> None:
    """Draw the point on both curves, and the tangent.

    Parameters
    ----------
    curve, slope : Axes
    activation : Activation
    x : float
    """
    here = np.array([x])
    height, steepness = float(activation.value(here)[0]), float(activation.slope(here)[0])
    ends = np.array([x - _REACHES, x + _REACHES])
    curve.plot(ends, height + steepness * (ends - x), color=INK, linewidth=1.2)
    for axes, place in ((curve, height), (slope, steepness)):
        axes.plot([x], [place], "o", markersize=9, markerfacecolor=PAPER, markeredgecolor=INK, markeredgewidth=1.8)
    slope.annotate(f"{steepness:.3g}", (x, steepness), xytext=(8, 8), textcoords="offset points", fontsize=12)


def shade_flats(panels: list[Axes], activation: Activation, places: Floats) -> None:
    """Shade where hardly any gradient gets through.

    Parameters
    ----------
    panels : list of Axes
    activation : Activation
    places : float array, (N,)
    """
    slopes = np.abs(activation.slope(places))
    flat = (slopes < BLOCKED * activation.steepest()) | (slopes == 0)
    for axes in panels:
        axes.fill_between(places, 0, 1, where=flat, transform=axes.get_xaxis_transform(), color=ORANGE, alpha=0.2, linewidth=0)
        axes.set_xlim(-REACH, REACH)


def sentence(name: str, signal: Signal, words: Callable[..., str]) -> str:
    """Say what is left of the gradient.

    Parameters
    ----------
    name : str
        The function's.
    signal : Signal
    words : callable
        From a key and its fields to a text.

    Returns
    -------
    str
    """
    ratio = signal.gradient_ratio
    depth = len(signal.blocked)
    fields = {"name": name, "depth": depth, "each": f"{ratio ** (1 / depth):.2g}"}
    if ratio == 0:
        return words("gone", **fields)
    if 1 / _SAME <= ratio <= _SAME:
        return words("stays", ratio=f"{ratio:.3g}", **fields)
    return words("shrinks", factor=powered(1 / ratio), **fields) if ratio < 1 else words("grows", factor=powered(ratio), **fields)


def powered(value: float) -> str:
    """Write a very large or small number as people do; not as mathematics, whose font knows no Korean.

    Parameters
    ----------
    value : float, at least 0

    Returns
    -------
    str
    """
    if value == 0 or _SHORT[0] <= value < _SHORT[1]:
        return f"{float(f'{value:.3g}'):g}"  # 1230, never 1.23e+03
    digits, power = f"{value:.1e}".split("e")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}"
