"""The overfitting explorer without a browser: the fit and the losses."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.overfitting.samples import truth
from course_utils.plots.style import BLUE, INK, ORANGE, PAPER, RED

if TYPE_CHECKING:
    from course_utils.explorers.overfitting.explorer import OverfittingExplorer

KINDS = {"network": "network_of", "polynomial": "polynomial_of"}
VERDICTS = {
    "underfitting": "underfitting",
    "good": "good",
    "overfitting": "overfitting",
    "too_little_data": "too_little_data",
}


def draw_fit_and_curves(explorer: "OverfittingExplorer", figure: Figure, words: StillWords) -> None:
    """Draw the points with the fitted curve, and both losses.

    Parameters
    ----------
    explorer : OverfittingExplorer
    figure : Figure
    words : StillWords
    """
    figure.set_size_inches(9.6, 4.2)
    left, right = figure.subplots(1, 2, width_ratios=(1.15, 1))
    draw_fit(explorer, left, words)
    draw_losses(explorer, right, words)
    found = explorer.outcome
    numbers = words("numbers", train=f"{found.train_loss:.3g}", validation=f"{found.validation_loss:.3g}", gap=f"{explorer.gap:.3g}")
    left.set_title(f"{words(KINDS[explorer.model], capacity=explorer.capacity)} · {words(VERDICTS[found.verdict])}", fontsize=10, pad=24)
    right.set_title(numbers, fontsize=10, pad=24)


def draw_fit(explorer: "OverfittingExplorer", axes: Axes, words: StillWords) -> None:
    """Draw both kinds of points, the curve behind them where it is known, and the fit, in the data's own units.

    Parameters
    ----------
    explorer : OverfittingExplorer
    axes : Axes
    words : StillWords
    """
    left, right, low, high = explorer.bounds
    x = np.linspace(-1, 1, 301)

    def placed(across: np.ndarray, up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return left + (across + 1) / 2 * (right - left), low + (up + 1) / 2 * (high - low)

    sample = explorer.sample
    if not explorer.own:
        axes.plot(*placed(x, truth(x)), "--", color="#8b95a3", linewidth=1.4, label=words("truth"))
    axes.plot(*placed(x, explorer.outcome.answer(x)), color=INK, linewidth=2, label=words("fit"))
    axes.plot(*placed(*sample.validation.T), "s", color=RED, markerfacecolor=PAPER, markersize=4.5, label=words("validation"), zorder=3)
    axes.plot(*placed(*sample.train.T), "o", color=BLUE, markersize=5.5, label=words("train"), zorder=4)
    reach = max(1.35, float(np.abs(np.concatenate([sample.train[:, 1], sample.validation[:, 1]])).max()) + 0.15)
    axes.set(xlabel="$x$", ylabel="$y$", ylim=placed(np.zeros(2), np.array([-reach, reach]))[1])
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, columnspacing=1.2)


def draw_losses(explorer: "OverfittingExplorer", axes: Axes, words: StillWords) -> None:
    """Draw both losses against the epoch, or against the degree, and shade what lies between.

    Parameters
    ----------
    explorer : OverfittingExplorer
    axes : Axes
    words : StillWords
    """
    train, validation = np.array(explorer.train_losses), np.array(explorer.validation_losses)
    across = np.arange(len(train)) + (explorer.model == "polynomial")
    axes.plot(across, train, color=BLUE, label=words("train"))
    axes.plot(across, validation, "--", color=RED, label=words("validation"))
    axes.fill_between(across, train, validation, where=validation > train, color=ORANGE, alpha=0.2, linewidth=0, label=words("gap"))
    best = int(np.argmin(validation))
    axes.plot(across[best], validation[best], "v", color=INK, markersize=8, label=words("lowest"), zorder=4)
    axes.set(xlabel=words("epoch") if explorer.model == "network" else words("degree"), ylabel=words("loss"))
    if explorer.log_scale or explorer.model == "polynomial":
        axes.set_yscale("log")
    else:
        axes.set_ylim(0, top_of(train, validation, explorer.sample.baseline))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, columnspacing=1.2)


def top_of(train: np.ndarray, validation: np.ndarray, baseline: float) -> float:
    """Choose the top of the losses' axis: all but the first epochs, which fall from far above.

    Parameters
    ----------
    train, validation : float array
    baseline : float

    Returns
    -------
    float
    """
    later = len(train) // 20
    return float(max(1.3 * baseline, 1.1 * train[later:].max(), 1.1 * validation[later:].max()))
