"""Where the nodes of a graph stand: columns from left to right, few crossings, the same every time.

Layers by the longest path to the result, so that every input stands beside what uses it; order within a layer by the mean place of the
neighbours (Sugiyama, Tagawa & Toda 1981, IEEE Trans. SMC 11:109-125); heights by isotonic regression, which keeps order and distance.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from course_utils.explorers.graph.autograd import Node

SWEEPS = 12  # for the order
SETTLING = 48  # for the heights
LANE = 0.66  # rows that an edge on its way past other nodes needs, for its two numbers

Point = tuple[float, float]
Stop = tuple[int, ...]  # a node as (place,), or an edge passing by as (source, target, slot, column)
Link = tuple[Stop, Stop]


@dataclass(frozen=True)
class Edge:
    """One input of one node, on its way.

    Parameters
    ----------
    source, target : int
        Nodes.
    slot : int
        The how-manieth input of the target it is.
    way : tuple of points (column, row)
        Where it passes between the two.
    """

    source: int
    target: int
    slot: int
    way: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """Places in columns and rows, from 0.

    Parameters
    ----------
    places : list of points (column, row)
        One per node.
    edges : list of Edges
    """

    places: list[Point]
    edges: list[Edge]

    @property
    def columns(self) -> float:
        """The last column."""
        return max(column for column, _ in self.places)

    @property
    def rows(self) -> float:
        """The last row."""
        return max(row for _, row in [*self.places, *(point for edge in self.edges for point in edge.way)])


def arrange(nodes: Sequence[Node]) -> Layout:
    """Place the nodes of a graph.

    Parameters
    ----------
    nodes : sequence of Nodes
        Every node after its inputs, the result last.

    Returns
    -------
    Layout
    """
    columns = _columns(nodes)
    layers: list[list[Stop]] = [[] for _ in range(max(columns) + 1)]
    links: list[Link] = []
    for place in _reading_order(nodes):
        layers[columns[place]].append((place,))
        for slot, source in enumerate(nodes[place].inputs):
            stops = [(source, place, slot, column) for column in range(columns[source] + 1, columns[place])]
            for stop in stops:
                layers[stop[3]].append(stop)
            chain = [(source,), *stops, (place,)]
            links.extend(pairwise(chain))
    rows = _rows(_ordered(layers, links), links)
    places = [(float(columns[place]), rows[place,]) for place in range(len(nodes))]
    return Layout(
        places, [_edge(nodes, columns, rows, place, slot) for place, node in enumerate(nodes) for slot in range(len(node.inputs))]
    )


def _columns(nodes: Sequence[Node]) -> list[int]:
    """Place every node just left of what uses it; what is used twice one further, so that each of its edges has a lane for its numbers."""
    uses = Counter(source for node in nodes for source in node.inputs)
    depths = [0] * len(nodes)
    for place in reversed(range(len(nodes))):
        for source in nodes[place].inputs:
            depths[source] = max(depths[source], depths[place] + (2 if uses[source] > 1 else 1))
    return [max(depths) - depth for depth in depths]


def _reading_order(nodes: Sequence[Node]) -> list[int]:
    """List the nodes as the expression mentions them: what stands left in it stands high in the picture."""
    order, waiting = [], [len(nodes) - 1]
    while waiting:
        place = waiting.pop()
        if place not in order:
            order.append(place)
            waiting.extend(reversed(nodes[place].inputs))
    return order


def _neighbours(links: list[Link]) -> tuple[dict[Stop, list[Stop]], dict[Stop, list[Stop]]]:
    before: dict[Stop, list[Stop]] = {}
    after: dict[Stop, list[Stop]] = {}
    for left, right in links:
        after.setdefault(left, []).append(right)
        before.setdefault(right, []).append(left)
    return before, after


def _ordered(layers: list[list[Stop]], links: list[Link]) -> list[list[Stop]]:
    """Order each layer by the mean place of its neighbours, from either side in turn, and keep the order with the fewest crossings."""
    before, after = _neighbours(links)
    best = layers = [list(layer) for layer in layers]
    for sweep in range(SWEEPS):
        layers = [list(layer) for layer in layers]
        beside = before if sweep % 2 else after
        for layer in layers if sweep % 2 else layers[::-1]:
            rank = _ranks(layers)
            wanted = {stop: _mean([rank[other] for other in beside.get(stop, [stop])]) for stop in layer}
            layer.sort(key=wanted.__getitem__)  # stable: what ties keeps the order of the expression
        if _crossings(layers, links) < _crossings(best, links):
            best = layers
    return best


def _ranks(layers: list[list[Stop]]) -> dict[Stop, float]:
    return {stop: float(row) for layer in layers for row, stop in enumerate(layer)}


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


def _crossings(layers: list[list[Stop]], links: list[Link]) -> int:
    rank = _ranks(layers)
    column = {stop: number for number, layer in enumerate(layers) for stop in layer}
    ends = [(column[left], rank[left], rank[right]) for left, right in links]
    return sum(one[0] == two[0] and (one[1] - two[1]) * (one[2] - two[2]) < 0 for one, two in combinations(ends, 2))


def _rows(layers: list[list[Stop]], links: list[Link]) -> dict[Stop, float]:
    """Draw every stop towards its neighbours, without changing the order or coming too close."""
    before, after = _neighbours(links)
    rows = _ranks(layers)
    for sweep in range(SETTLING):
        for layer in layers if sweep % 2 else layers[::-1]:
            wanted = [_mean([rows[other] for other in [*before.get(stop, []), *after.get(stop, [])]]) for stop in layer]
            rows.update(zip(layer, _spread(wanted, [_room(stop) for stop in layer]), strict=True))
    top = min(rows.values())
    return {stop: row - top for stop, row in rows.items()}


def _room(stop: Stop) -> float:
    return 1.0 if len(stop) == 1 else LANE


def _spread(wanted: list[float], rooms: list[float]) -> list[float]:
    """Find the nearest places to those wanted that keep order and distance: pool what would come too close."""
    offsets, reach = [], 0.0
    for number, room in enumerate(rooms):
        reach += (rooms[number - 1] + room) / 2 if number else 0.0
        offsets.append(reach)
    pools: list[tuple[float, int]] = []  # mean, count
    for place, offset in zip(wanted, offsets, strict=True):
        mean, count = place - offset, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        pools.append((mean, count))
    means = [mean for mean, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _edge(nodes: Sequence[Node], columns: list[int], rows: dict[Stop, float], target: int, slot: int) -> Edge:
    source = nodes[target].inputs[slot]
    stops = range(columns[source] + 1, columns[target])
    return Edge(source, target, slot, tuple((float(column), rows[source, target, slot, column]) for column in stops))
