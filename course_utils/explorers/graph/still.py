"""The computational graph as a still picture."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch
from numpy.typing import NDArray

from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.graph.autograd import OPS, Node, Run
from course_utils.explorers.graph.layout import Edge, Layout, Point, arrange
from course_utils.plots.style import BLUE, FAINT, INK, PAPER, RED, frameless

WIDE, TALL = 2.4, 0.95  # of a column and a row, in units of which a circle's radius is RADIUS
RADIUS, BOX, HEIGHT, FLAT = 0.29, 0.52, 0.3, 1.05


def draw_graph(figure: Figure, words: StillWords, nodes: Sequence[Node], worked: Run, *, hide: bool) -> None:
    """Draw nodes, edges, and on each edge its value (above) and its gradient (below).

    Parameters
    ----------
    figure : Figure
    words : StillWords
    nodes : sequence of Nodes
    worked : Run
    hide : bool
        Whether a question mark stands for each gradient.
    """
    layout = arrange(nodes)
    width, height = layout.columns * WIDE + 3.2, layout.rows * TALL + 1.5
    figure.set_size_inches(min(14.0, 0.7 * width), max(2.4, min(9.0, 0.72 * height + 0.5)))
    axes = figure.add_subplot()
    frameless(axes)
    axes.set_aspect("equal")
    axes.set_xlim(-0.9, layout.columns * WIDE + 2.1)
    axes.set_ylim(-layout.rows * TALL - 0.8, 0.7)
    for edge in layout.edges:
        _draw_edge(axes, layout, nodes, worked, edge, hide=hide)
    _draw_result(axes, layout, worked, words)
    for place, node in enumerate(nodes):
        _draw_node(axes, layout, place, node, worked)
    axes.plot([], [], color=BLUE, label=words("legend_forward"))
    axes.plot([], [], color=RED, label=words("legend_back"))
    figure.legend(loc="outside lower center", ncols=2)


def _spot(point: Point) -> Point:
    return point[0] * WIDE, -point[1] * TALL


def _draw_edge(axes: Axes, layout: Layout, nodes: Sequence[Node], worked: Run, edge: Edge, *, hide: bool) -> None:
    (x, y), (end, last) = _spot(layout.places[edge.source]), _spot(layout.places[edge.target])
    x += RADIUS if nodes[edge.source].inputs else BOX
    lanes = [_spot(point) for point in edge.way]
    flats = [(across, row) for middle, row in lanes for across in (middle - FLAT / 2, middle + FLAT / 2)] or [(x + FLAT, y)]
    stops = [(x, y), *flats, (end - RADIUS, last)]
    path = np.concatenate([_bend(start, stop) for start, stop in pairwise(stops)])
    axes.plot(path[:, 0], path[:, 1], color=FAINT, linewidth=2, zorder=1)
    gradient = worked.edges[edge.target][edge.slot] if worked.edges and not is_fixed(nodes, edge) else None
    _label(axes, lanes[-1] if lanes else (x + FLAT / 2 + 0.05, y), worked.outputs[edge.source], gradient, hide=hide)


def is_fixed(nodes: Sequence[Node], edge: Edge) -> bool:
    """Tell whether an edge brings the number in an exponent, which gets no gradient.

    Parameters
    ----------
    nodes : sequence of Nodes
    edge : Edge

    Returns
    -------
    bool
    """
    return nodes[edge.target].op == "power" and edge.slot == 1 and nodes[edge.source].op == "constant"


def _bend(start: Point, stop: Point) -> NDArray[np.float64]:
    share = np.linspace(0, 1, 24)
    return np.stack([start[0] + (stop[0] - start[0]) * share, start[1] + (stop[1] - start[1]) * share**2 * (3 - 2 * share)], axis=1)


def _label(axes: Axes, place: Point, value: float, gradient: float | None, *, hide: bool) -> None:
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.3, "alpha": 0.85}
    if np.isfinite(value):
        axes.text(place[0], place[1] + 0.06, _short(value), color=BLUE, fontsize=9.5, ha="center", va="bottom", zorder=3, bbox=box)
    if gradient is not None:
        said = "← ?" if hide else f"← {_short(gradient)}"
        axes.text(place[0], place[1] - 0.08, said, color=RED, fontsize=9, ha="center", va="top", zorder=3, bbox=box)


def _draw_result(axes: Axes, layout: Layout, worked: Run, words: StillWords) -> None:
    x, y = _spot(layout.places[-1])
    axes.annotate("", (x + 1.45, y), (x + RADIUS, y), arrowprops={"arrowstyle": "-|>", "color": FAINT, "linewidth": 2, "shrinkA": 0})
    _label(axes, (x + 0.85, y), worked.outputs[-1], 1.0 if worked.gradients else None, hide=False)
    axes.text(x + 1.5, y, words("result"), va="center", fontsize=10, color=INK)


def _draw_node(axes: Axes, layout: Layout, place: int, node: Node, worked: Run) -> None:
    x, y = _spot(layout.places[place])
    is_wrong = worked.problem is not None and worked.problem.node == place
    if node.inputs:
        edge = {"edgecolor": RED if is_wrong else INK, "linewidth": 3 if is_wrong else 1.6}
        axes.add_patch(Circle((x, y), RADIUS, facecolor=PAPER, zorder=2, **edge))
        axes.text(x, y, OPS[node.op].symbol, ha="center", va="center", fontsize=13 if len(OPS[node.op].symbol) == 1 else 8.5, zorder=3)
        if node.name:
            axes.text(x, y + RADIUS + 0.05, node.name, ha="center", va="bottom", fontsize=9.5, style="italic", zorder=3)
        return
    box = FancyBboxPatch((x - BOX + 0.08, y - HEIGHT + 0.08), 2 * BOX - 0.16, 2 * HEIGHT - 0.16, boxstyle="round,pad=0.08")
    dashes, colour = ("-", INK) if node.op == "input" else (":", "#9aa1ac")
    box.set(facecolor=PAPER, edgecolor=colour, linestyle=dashes, linewidth=1.4, zorder=2)
    axes.add_patch(box)
    said = node.name if node.op == "input" else _short(node.number)
    axes.text(x, y, said, ha="center", va="center", fontsize=10 if len(said) <= 8 else 7.5, zorder=3)  # noqa: PLR2004 - signs that fit


def _short(number: float) -> str:
    digits = max(4, len(str(int(abs(number))))) if abs(number) < 1e7 else 4  # noqa: PLR2004 - all before the point, as the browser writes
    return f"{number + 0.0:.{digits}g}".replace("-", "−")
