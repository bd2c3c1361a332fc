"""The descent explorer without a browser: its map and its losses."""

from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.explorers.descent.optimizers import Walk
from course_utils.explorers.descent.outcomes import reached
from course_utils.explorers.frame.words import StillWords
from course_utils.plots.surfaces import COLOURS, DASHES, plot_descent

if TYPE_CHECKING:
    from course_utils.explorers.descent.explorer import DescentExplorer

BRIEF = {
    "converged": "brief_converged",
    "diverged": "brief_diverged",
    "left": "brief_left",
    "slow": "brief_slow",
    "stuck": "brief_stuck",
    "zigzag": "brief_zigzag",
}
FLOOR = 1e-16  # what a logarithmic scale can show of a loss of 0


def draw_race(explorer: "DescentExplorer", figure: Figure, words: StillWords) -> None:
    """Draw the map with every path, and the losses.

    Parameters
    ----------
    explorer : DescentExplorer
    figure : Figure
    words : StillWords
    """
    figure.set_size_inches(9.6, 4.4)
    left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
    scene, ground, walks = explorer.scene, explorer.ground, explorer.walks(explorer.optimizers)
    paths = {words(name): walked.path[: explorer.step + 1] for name, walked in walks.items()}
    plot_descent(ground.value, paths, xlim=scene.xlim, ylim=scene.ylim, ax=left, language=words.language)
    draw_losses(right, {words(name): walked for name, walked in walks.items()}, ground.lowest)
    right.set(xlabel=words("step"), ylabel=words("loss_above") if ground.lowest else words("loss"))
    if explorer.log_scale:
        right.set_yscale("log")
    name = explorer.optimizers[0]
    said = words(BRIEF[explorer.outcome], steps=len(explorer.losses) - 1, arrived=reached(explorer.losses, ground.lowest))
    rows = -(-(len(paths) + 1) // 4)  # of the map's legend, which names the start as well, four to a row
    left.set_title(f"{words(f'surface_{explorer.surface}')} · {words(name)}: {said}", fontsize=10, pad=12 + 16 * rows)
    limit, rate = explorer.limit(name), f"{words('learning_rate')} {explorer.rate_of(name):g}"
    right.set_title(rate if limit is None else f"{rate} ({words('limit', limit=f'{limit:.3g}')})", fontsize=10)


def draw_losses(axes: Axes, walks: dict[str, Walk], lowest: float) -> None:
    """Draw the losses of several walks, above the surface's lowest value, in the colours of their paths.

    Parameters
    ----------
    axes : Axes
    walks : dict from str to Walk
    lowest : float
    """
    for (name, walked), colour, dash in zip(walks.items(), cycle(COLOURS), cycle(DASHES), strict=False):
        axes.plot(np.maximum(np.array(walked.losses) - lowest, FLOOR), dash, color=colour, label=name)
    axes.legend()
