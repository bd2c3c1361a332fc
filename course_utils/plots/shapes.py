"""Matrix products as a game of dominoes: two matrices fit where the numbers that touch are equal."""

from collections.abc import Mapping
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Rectangle

from course_utils.plots.style import BLUE, INK, PALETTE, RED, RIGHT_MARK, WRONG_MARK, drawing, frameless
from course_utils.plots.texts import words_for

_WIDTH, _HEIGHT, _GAP, _EQUALS = 2.0, 1.0, 0.36, 0.9


def plot_shapes(shapes: Mapping[str, tuple[int, int]], *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Lay the shapes of matrices side by side as dominoes, in the order in which they are multiplied.

    Equal numbers have the same colour everywhere. Where two that touch are equal, a tick stands between the tiles, elsewhere a cross;
    if all fit, the shape of the product follows.

    Parameters
    ----------
    shapes : dict from name to (rows, columns)
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is no matrix, or a shape is not two numbers.
    """
    named = {name: tuple(shape) for name, shape in shapes.items()}
    if not named or any(len(shape) != 2 for shape in named.values()):  # noqa: PLR2004 - rows and columns
        raise ValueError(
            f"shapes={dict(shapes)} cannot be laid out: give at least one name with (rows, columns), such as {{'x': (32, 784)}}."
        )
    colours = _colours([number for shape in named.values() for number in shape])
    joints = [one[1] == other[0] for one, other in pairwise(named.values())]
    width = len(named) * (_WIDTH + _GAP) + (_EQUALS + _WIDTH if joints and all(joints) else 0)
    with drawing(ax, words_for(language), size=(min(11.0, 0.85 * width + 0.2), 1.5)) as axes:
        frameless(axes)
        for place, (name, shape) in enumerate(named.items()):
            left = place * (_WIDTH + _GAP)
            _tile(axes, left, shape, colours, name)
            if place < len(joints):
                mark, colour = (RIGHT_MARK, BLUE) if joints[place] else (WRONG_MARK, RED)
                axes.text(left + _WIDTH + _GAP / 2, _HEIGHT / 2, mark, ha="center", va="center", fontsize=13, color=colour)
        if joints and all(joints):
            left = len(named) * (_WIDTH + _GAP) - _GAP + _EQUALS
            axes.text(left - _EQUALS / 2, _HEIGHT / 2, "=", ha="center", va="center", fontsize=18)
            _tile(axes, left, (next(iter(named.values()))[0], shape[1]), colours, "")
        axes.set(xlim=(-0.1, width), ylim=(-0.55, _HEIGHT + 0.1), aspect="equal")
    return axes


def _colours(numbers: list[int]) -> dict[int, str]:
    """Give each number its own colour, in the order in which they come."""
    return {number: PALETTE[place % (len(PALETTE) - 1)] for place, number in enumerate(dict.fromkeys(numbers))}


def _tile(ax: Axes, left: float, shape: tuple[int, ...], colours: Mapping[int, str], name: str) -> None:
    """Draw one domino, its name below."""
    rounded = "round,pad=0,rounding_size=0.16"
    frame = FancyBboxPatch((left, 0), _WIDTH, _HEIGHT, boxstyle=rounded, facecolor="none", edgecolor=INK, linewidth=1.4, zorder=2)
    ax.add_patch(frame)
    for place, number in enumerate(shape):
        start = left + _WIDTH * place / 2
        half = ax.add_patch(Rectangle((start, 0), _WIDTH / 2, _HEIGHT, facecolor=colours[number], alpha=0.3, edgecolor="none"))
        half.set_clip_path(frame)
        ax.text(start + _WIDTH / 4, _HEIGHT / 2, str(number), ha="center", va="center", fontsize=14)
    ax.plot([left + _WIDTH / 2] * 2, [0, _HEIGHT], color=INK, linewidth=1)
    ax.text(left + _WIDTH / 2, -0.14, name, ha="center", va="top", fontsize=10, family="monospace")
