"""What accuracy costs: networks as points, and which of them are beaten by none."""

from collections.abc import Mapping
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter, PercentFormatter

from course_utils.plots.style import BLUE, FAINT, INK, ORANGE, drawing
from course_utils.plots.texts import words_for

Measure = Literal["parameters", "multiply_adds", "activation_bytes", "seconds"]
_THOUSANDS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


def plot_costs(
    networks: Mapping[str, tuple[float, float]],
    *,
    measure: Measure = "multiply_adds",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Draw accuracy against cost; the networks that no other beats in both are joined by a line.

    Parameters
    ----------
    networks : dict from a name to (cost, accuracy)
        Cost above 0, on a logarithmic axis; accuracy 0..1.
    measure : "parameters", "multiply_adds", "activation_bytes" or "seconds"
        What the cost counts; it names the axis.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is no network, a cost is not above 0, or an accuracy not within 0..1.
    """
    if not networks:
        raise ValueError("networks are empty: give {'lenet5': (650_000, 0.55)}, a cost and an accuracy for each name.")
    wrong = [name for name, (cost, accuracy) in networks.items() if not (cost > 0 and 0 <= accuracy <= 1)]
    if wrong:
        raise ValueError(f"{', '.join(wrong)}: a cost must be above 0 and an accuracy within 0 to 1; give (cost, accuracy) in this order.")
    words, front = words_for(language), unbeaten(networks)
    with drawing(ax, words, size=(7.2, 4.6)) as axes:
        axes.plot(*zip(*(networks[name] for name in front), strict=True), "--", color=FAINT, linewidth=1.5, zorder=1)
        for name, (cost, accuracy) in networks.items():
            axes.plot([cost], [accuracy], "o" if name in front else "s", color=BLUE if name in front else ORANGE, markersize=7)
        axes.set_xscale("log")
        axes.set(xlabel=words(f"cost_{measure}"), ylabel=words("accuracy"))
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.yaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 5, 10]))
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes.margins(x=0.18, y=0.12)
        _name_points(axes, networks)
    return axes


def unbeaten(networks: Mapping[str, tuple[float, float]]) -> list[str]:
    """Find the networks that no other one beats: none is at least as accurate for less, or more accurate for as much.

    Parameters
    ----------
    networks : dict from a name to (cost, accuracy)

    Returns
    -------
    list of names, the cheapest first
    """

    def beats(one: tuple[float, float], other: tuple[float, float]) -> bool:
        return one != other and one[0] <= other[0] and one[1] >= other[1]

    kept = [name for name, point in networks.items() if not any(beats(other, point) for other in networks.values())]
    return sorted(kept, key=lambda name: networks[name])


def short(value: float) -> str:
    """Write a large number as people say it: 1.6M.

    Parameters
    ----------
    value : float, at least 0

    Returns
    -------
    str
    """
    size, letter = next(((size, letter) for size, letter in _THOUSANDS if value >= size), (1.0, ""))
    return f"{value / size:.3g}{letter}"


def _name_points(axes: Axes, networks: Mapping[str, tuple[float, float]]) -> None:
    """Write each name beside its point, on the side where its nearest neighbours do not stand."""
    axes.figure.canvas.draw()  # places are known only now
    places = {name: axes.transData.transform(point) for name, point in networks.items()}
    taken: list[tuple[float, float, float, float]] = [(x - 6, y - 6, x + 6, y + 6) for x, y in places.values()]
    for name in sorted(places, key=lambda name: -places[name][1]):
        x, y = places[name]
        wide = 5.2 * len(name) * axes.figure.dpi / 72
        tall = 11 * axes.figure.dpi / 72
        sides = (
            (0.0, 1.0, "center"),
            (0.0, -1.0, "center"),
            (1.0, 0.0, "left"),
            (-1.0, 0.0, "right"),
            (0.0, 2.0, "center"),
            (0.0, -2.0, "center"),
        )
        boxes = [_box(x, y, wide, tall, right, up) for right, up, _ in sides]
        free = [number for number, box in enumerate(boxes) if not any(_meet(box, other) for other in taken)]
        number = free[0] if free else 0
        right, up, align = sides[number]
        taken.append(boxes[number])
        axes.annotate(name, networks[name], (8 * right, 10 * up), textcoords="offset points", ha=align, va="center", fontsize=9, color=INK)


def _box(x: float, y: float, wide: float, tall: float, right: float, up: float) -> tuple[float, float, float, float]:
    """Say where a name would stand, in pixels: left, bottom, right, top."""
    left = x - wide / 2 + right * (wide / 2 + tall)
    bottom = y - tall / 2 + up * tall
    return left, bottom, left + wide, bottom + tall


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
