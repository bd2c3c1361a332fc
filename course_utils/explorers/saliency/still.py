"""The saliency explorer on paper: maps over their image, and the bars of the probabilities."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.saliency.classifier import Floats
from course_utils.plots.overlays import show_heatmap
from course_utils.plots.style import BLUE, FAINT


def draw_maps(places: Sequence[Axes], image: Floats, maps: Sequence[Floats], words: StillWords) -> None:
    """Draw one map, or the trained and the untrained network's.

    Parameters
    ----------
    places : sequence of Axes
        One for each map.
    image : float array, (H, W, C)
    maps : sequence of float arrays, (H, W)
    words : StillWords
    """
    shown = image if image.shape[-1] in {1, 3} else image[..., :1]
    for place, one in zip(places, maps, strict=True):
        show_heatmap(shown, np.nan_to_num(one, nan=0.0, posinf=0.0, neginf=0.0), ax=place, language=words.language)
    for place in places[1:]:
        place.set_title(words("untrained"))


def draw_answers(axes: Axes, names: Mapping[int, str], probabilities: Sequence[float], target: int, words: StillWords) -> None:
    """Draw a bar for each class; the explained one is coloured.

    Parameters
    ----------
    axes : Axes
    names : mapping from int to str
        The classes to show, from the top.
    probabilities : sequence of float
    target : int
    words : StillWords
    """
    values = [probabilities[number] for number in names]
    bars = axes.barh(range(len(names)), values, color=[BLUE if number == target else FAINT for number in names], height=0.65)
    axes.bar_label(bars, labels=[f"{value:.0%}" for value in values], padding=3, fontsize=9)
    axes.set_yticks(range(len(names)), labels=list(names.values()))
    axes.set(ylim=(max(4, len(names)) - 0.5, -0.5), xlim=(0, 1.18), xticks=[0, 0.5, 1], xlabel=words("probability"))
    axes.grid(visible=False, axis="y")
