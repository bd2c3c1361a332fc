"""The initialisation explorer as a still picture."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course_utils.explorers.activations.deep import Signal
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.initialisation.verdict import NEAR, Verdict
from course_utils.plots.distributions import draw_histogram
from course_utils.plots.style import BLUE, GREEN

RANGES = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "relu": (0.0, 3.0), "linear": (-3.0, 3.0)}
_INPUT = (-3.0, 3.0)
_MOST = 6
_BINS = 41


def draw_initialisation(figure: Figure, activation: str, signal: Signal, verdict: Verdict, words: StillWords) -> None:
    """Draw the histograms of up to six layers, and the two ways of the signal.

    Parameters
    ----------
    figure : Figure
    activation : str
    signal : Signal
    verdict : Verdict
    words : StillWords
    """
    depth = len(verdict.layers)
    shown = np.unique(np.linspace(0, depth, min(_MOST, depth + 1)).round().astype(int))
    figure.set_size_inches(11, 5)
    above, below = figure.subfigures(2, 1, squeeze=False, height_ratios=(2, 3))[:, 0]
    for axes, layer in zip(above.subplots(1, len(shown), squeeze=False)[0], shown, strict=True):
        limits = RANGES[activation] if layer else _INPUT
        numbers = signal.activations[layer].ravel()
        draw_histogram(axes, numbers, limits, words)
        if layer and activation == "relu":  # half of the numbers are 0: their bar would flatten all others
            above_zero = np.histogram(numbers[numbers > 0].clip(*limits), bins=_BINS, range=limits)[0]
            axes.set_ylim(0, max(1.2 * above_zero.max(), 1) / numbers.size)
        axes.set_title(words("layer_said", number=layer) if layer else words("input"), fontsize=10)
        axes.xaxis.label.set_fontsize(9)
    for axes, title, axis, ways, middle in zip(
        below.subplots(1, 2),
        ("stds", "gradients"),
        ("stds_axis", "gradients_axis"),
        (signal.stds, signal.gradients),
        (verdict.reference, signal.gradients[-1]),
        strict=True,
    ):
        draw_way(axes, ways, middle)
        axes.set(title=words(title), xlabel=words("layer"), ylabel=words(axis))


def draw_way(axes: Axes, numbers: list[float], middle: float) -> None:
    """Draw a number for each layer on a logarithmic axis, over the healthy band.

    Parameters
    ----------
    axes : Axes
    numbers : list of floats
    middle : float
        Of the band.
    """
    axes.axhspan(middle / NEAR, middle * NEAR, color=GREEN, alpha=0.15, linewidth=0)
    axes.plot(range(len(numbers)), [number if number > 0 else np.nan for number in numbers], "o-", color=BLUE, markersize=4)
    axes.set_yscale("log")
    axes.set_ylim(min(0.1, axes.get_ylim()[0]), max(10.0, axes.get_ylim()[1]))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
