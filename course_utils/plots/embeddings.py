"""Many images as points in the plane: what PCA or t-SNE makes of a network's features."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plots.planes import as_points
from course_utils.plots.style import MARKERS, PALETTE, PAPER, drawing
from course_utils.plots.texts import words_for

_FEW = 300  # points large enough to carry an edge


def plot_embedding(
    points: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    class_names: Sequence[str] | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw images as points; each class has its own colour and its own marker.

    Parameters
    ----------
    points : float array, (N, 2)
    labels : int array, (N,), or None
        Without labels all points look alike.
    class_names : sequence of str, or None
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes
        Without numbers: an embedding's axes have no unit. Both have one scale.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a point is not finite.
    """
    given = np.asarray(points, dtype=np.float64)
    places, classes = as_points(given, np.zeros(len(given), np.int64) if labels is None else labels)
    if not len(places) or not np.isfinite(places).all():
        raise ValueError(f"points {places.shape} cannot all be drawn: give at least one point, and finite numbers only.")
    words, few = words_for(language), len(places) <= _FEW
    with drawing(ax, words, size=(5.6, 4.6)) as axes:
        for label in np.unique(classes):
            axes.scatter(
                places[classes == label, 0],
                places[classes == label, 1],
                s=34 if few else 12,
                marker=MARKERS[label % len(MARKERS)],
                color=PALETTE[label % len(PALETTE)],
                edgecolor=PAPER if few else "none",
                linewidth=0.6,
                alpha=1.0 if few else 0.75,
                label=words.name(class_names, int(label)),
            )
        axes.set(xticks=[], yticks=[])
        axes.set_aspect("equal", adjustable="datalim")
        if labels is not None:
            legend = axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), handletextpad=0.3)
            for mark in legend.legend_handles:
                if mark is not None:
                    mark.set_alpha(1)
    return axes
