"""The course's look: colours that colour-blind readers can tell apart, quiet axes, and how a figure reaches the notebook.

A plot that is given no axes makes a pyplot figure. The notebook's inline backend shows that figure once, when the cell ends,
whether or not the cell used what the plot returned; so plots work inside `predict`, under `@after` and in loops. The axes returned
know that their picture is on its way and stay silent as a cell's last expression (matplotlib's own would print `<Axes: >`).
Shown again in a later cell, they show their figure.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import pyplot as plt
from matplotlib._pylab_helpers import Gcf  # what backends use; pyplot's own functions would change the current figure
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course_utils.plots.fonts import korean_font
from course_utils.plots.texts import Words

# Okabe & Ito (2008), Color Universal Design; the pale yellow is left out, it vanishes on white.
BLUE, ORANGE, GREEN, PINK, SKY, RED, BLACK = "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#1b1f24"
PALETTE = (BLUE, ORANGE, GREEN, PINK, SKY, RED, BLACK)
MARKERS = "os^DvPX*<>"
INK, FAINT, PAPER = "#1b1f24", "#c9ced6", "#ffffff"
RIGHT_MARK, WRONG_MARK = "✓", "✗"


def rules() -> Any:  # noqa: ANN401 - matplotlib names the type of its settings only in its stubs
    """Collect matplotlib's settings of the course, to be used inside `drawing` only.

    Returns
    -------
    dict
        rcParams; the student's own are never changed.
    """
    korean = korean_font()
    return {
        "font.family": ["DejaVu Sans", *([korean] if korean else [])],
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.labelsize": 10,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.facecolor": PAPER,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#eceef2",
        "xtick.color": FAINT,
        "ytick.color": FAINT,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "text.color": INK,
        "legend.frameon": False,
        "legend.fontsize": 9,
        "lines.linewidth": 2,
    }


class LessonAxes(Axes):
    """Axes that stay silent while the notebook still has their figure to show, and show it when it has gone."""

    def _ipython_display_(self) -> None:
        figure = self.get_figure(root=True)
        if figure is not None and not is_pending(figure):
            # Imported here: only a notebook calls this, and a notebook has it.
            from IPython.display import display  # noqa: PLC0415

            display(figure)  # type: ignore[no-untyped-call]


class Panels(tuple[Axes, ...]):
    """The axes of a figure with several panels, as silent as one axes."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        for axes in self[:1]:
            if isinstance(axes, LessonAxes):
                axes._ipython_display_()


def is_pending(figure: Figure) -> bool:
    """Tell whether pyplot still holds a figure, so that the notebook will show it when the cell ends.

    Parameters
    ----------
    figure : Figure

    Returns
    -------
    bool
    """
    return any(manager.canvas.figure is figure for manager in Gcf.get_all_fig_managers())


@contextmanager
def drawing(ax: Axes | None, words: Words, *, size: tuple[float, float] = (6.0, 3.8)) -> Iterator[Axes]:
    """Draw in the course's style on the axes given, or on new ones; the student's own settings come back afterwards.

    Parameters
    ----------
    ax : Axes or None
    words : Words
    size : tuple of two floats, inches

    Yields
    ------
    Axes
    """
    with panels(None if ax is None else [ax], 1, words, size=size) as axes:
        yield axes[0]


@contextmanager
def panels(axes: list[Axes] | None, count: int, words: Words, *, size: tuple[float, float], columns: int | None = None) -> Iterator[Panels]:
    """Draw in the course's style on several axes side by side.

    Parameters
    ----------
    axes : list of Axes, or None for new ones
    count : int, at least 1
    words : Words
    size : tuple of two floats, inches, of the whole figure
    columns : int, at least 1, or None
        How many stand side by side; None puts all into one row.

    Yields
    ------
    Panels

    Raises
    ------
    ValueError
        If the number of axes given is not the number of panels.
    """
    if axes is not None and len(axes) != count:
        raise ValueError(f"{len(axes)} axes were given but this picture has {count} panels: give {count}, or none.")
    if axes is not None:
        with mpl.rc_context(rules()):
            yield Panels(axes)
        return
    # Before the settings change: the first figure of a notebook makes pyplot interactive, which must outlast them.
    figure = plt.figure(figsize=size, layout="constrained", facecolor=PAPER)
    try:
        with mpl.rc_context(rules()):
            columns = columns or count
            rows = -(-count // columns)
            new = Panels(figure.add_subplot(rows, columns, place + 1, axes_class=LessonAxes) for place in range(count))
            yield new
            settle_ticks(new)
            if words.note:
                figure.supxlabel(words.note, fontsize=8, color="#6b7280")
    except BaseException:
        plt.close(figure)  # or the notebook would show half a picture above the error
        raise


def settle_ticks(axes: Panels) -> None:
    """Write the tick style onto the axes: matplotlib makes some ticks only when it draws, long after the style has gone."""
    for one in axes:
        one.tick_params(color=FAINT, labelcolor=INK, labelsize=mpl.rcParams["xtick.labelsize"], labelfontfamily=mpl.rcParams["font.family"])


def whole_numbers(ax: Axes) -> None:
    """Keep the horizontal axis to whole numbers, for epochs and updates.

    Parameters
    ----------
    ax : Axes
    """
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def frameless(ax: Axes) -> None:
    """Take away frame, ticks and grid, for pictures made of pictures.

    Parameters
    ----------
    ax : Axes
    """
    ax.set_axis_off()
    ax.grid(visible=False)
