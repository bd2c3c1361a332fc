"""Reverse-mode automatic differentiation of single numbers, small enough to read: values run forward, gradients run back.

A graph is a list of nodes in which every node stands after its inputs; the last one is the result.
Sources: Rumelhart, Hinton & Williams (1986), Nature 323; Baydin et al. (2018), arXiv:1502.05767, section 3.2 (reverse mode).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

STEP = 1e-4  # of the central difference


@dataclass(frozen=True)
class Node:
    """One circle or box of the graph.

    Parameters
    ----------
    op : str, "input", "constant" or a key of OPS
    inputs : tuple of ints
        Where in the list its inputs are, in order; all smaller than its own place.
    name : str
        Of an input, or of what a line of the expression calls it; else empty.
    number : float
        Of a constant.
    """

    op: str
    inputs: tuple[int, ...] = ()
    name: str = ""
    number: float = 0.0


@dataclass(frozen=True)
class Op:
    """What a node computes and how steep it is.

    Parameters
    ----------
    symbol : str
    value : callable
        From the inputs to the output.
    slopes : callable
        From the inputs and the output to the local derivatives, one per input.
    """

    symbol: str
    value: Callable[..., float]
    slopes: Callable[..., tuple[float, ...]]


@dataclass(frozen=True)
class Problem:
    """Why a graph cannot be worked out.

    Parameters
    ----------
    node : int
    kind : str
        A text of the explorer, such as "zero_division".
    """

    node: int
    kind: str


@dataclass(frozen=True)
class Run:
    """A graph worked out, forward and back.

    Parameters
    ----------
    outputs : list of floats
        One per node; NaN from a problem on.
    gradients : list of floats
        How fast the result changes with each node; empty if there is a problem.
    edges : list of tuples of floats
        The gradient each node hands to each of its inputs.
    problem : Problem or None
    """

    outputs: list[float]
    gradients: list[float] = field(default_factory=list)
    edges: list[tuple[float, ...]] = field(default_factory=list)
    problem: Problem | None = None


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _power_slopes(x: float, n: float, y: float) -> tuple[float, float]:
    # A number in the exponent is fixed; where the exponent varies, `_domain` has made sure of x > 0.
    return (n * x ** (n - 1) if n else 0.0), (y * math.log(x) if x > 0 else 0.0)


OPS: dict[str, Op] = {
    "add": Op("+", lambda a, b: a + b, lambda _a, _b, _y: (1.0, 1.0)),
    "subtract": Op("−", lambda a, b: a - b, lambda _a, _b, _y: (1.0, -1.0)),
    "multiply": Op("×", lambda a, b: a * b, lambda a, b, _y: (b, a)),
    "divide": Op("÷", lambda a, b: a / b, lambda a, b, _y: (1 / b, -a / (b * b))),
    "power": Op("xⁿ", lambda x, n: x**n, _power_slopes),
    "maximum": Op("max", max, lambda a, b, _y: (1.0, 0.0) if a >= b else (0.0, 1.0)),
    "negative": Op("−x", lambda x: -x, lambda _x, _y: (-1.0,)),
    "exp": Op("exp", math.exp, lambda _x, y: (y,)),
    "log": Op("log", math.log, lambda x, _y: (1 / x,)),
    "sigmoid": Op("σ", _sigmoid, lambda _x, y: (y * (1 - y),)),
    "tanh": Op("tanh", math.tanh, lambda _x, y: (1 - y * y,)),
    "relu": Op("ReLU", lambda x: max(x, 0.0), lambda x, _y: (1.0 if x > 0 else 0.0,)),
    "sin": Op("sin", math.sin, lambda x, _y: (math.cos(x),)),
    "cos": Op("cos", math.cos, lambda x, _y: (-math.sin(x),)),
    "sqrt": Op("√", math.sqrt, lambda _x, y: (1 / (2 * y),)),
    "square": Op("x²", lambda x: x * x, lambda x, _y: (2 * x,)),
}


def _domain(nodes: Sequence[Node], node: Node, inputs: Sequence[float]) -> str | None:
    """Name what forbids a node's inputs, or None."""
    first, last = inputs[0], inputs[-1]
    if node.op == "divide" and last == 0:
        return "zero_division"
    if node.op == "log" and first <= 0:
        return "log_domain"
    if node.op == "sqrt" and first <= 0:
        return "sqrt_domain"
    return _power_domain(first, last, varies=nodes[node.inputs[1]].op != "constant") if node.op == "power" else None


def _power_domain(base: float, exponent: float, *, varies: bool) -> str | None:
    if varies and base <= 0:
        return "power_varies"
    if base < 0 and not float(exponent).is_integer():
        return "power_domain"
    return "power_zero" if base == 0 and exponent < 1 and exponent != 0 else None


def run(nodes: Sequence[Node], values: Mapping[str, float]) -> Run:
    """Work a graph out: values forward, then gradients back by the chain rule.

    Parameters
    ----------
    nodes : sequence of Nodes
        Every node after its inputs; the last is the result.
    values : mapping from str to float
        Of the inputs.

    Returns
    -------
    Run
    """
    outputs: list[float] = []
    for place, node in enumerate(nodes):
        inputs = [outputs[source] for source in node.inputs]
        if not inputs:
            outputs.append(float(values[node.name] if node.op == "input" else node.number))
            continue
        kind = _domain(nodes, node, inputs)
        if kind is None:
            outputs.append(_value(OPS[node.op], inputs))
            kind = None if math.isfinite(outputs[-1]) else "too_big"
        if kind is not None:
            return Run(outputs[:place] + [math.nan] * (len(nodes) - place), problem=Problem(place, kind))
    return _back(nodes, outputs)


def _back(nodes: Sequence[Node], outputs: list[float]) -> Run:
    """Hand the gradient 1 of the result back from node to node; where a node is used twice, what comes back adds up."""
    gradients = [0.0] * len(nodes)
    gradients[-1] = 1.0
    edges: list[tuple[float, ...]] = [()] * len(nodes)
    for place in reversed(range(len(nodes))):
        node = nodes[place]
        if not node.inputs:
            continue
        slopes = _slopes(node, outputs, place)
        edges[place] = tuple(gradients[place] * slope for slope in slopes)
        if not all(map(math.isfinite, edges[place])):
            return Run(outputs, problem=Problem(place, "too_big"))
        for source, gradient in zip(node.inputs, edges[place], strict=True):
            gradients[source] += gradient
    return Run(outputs, gradients, edges)


def _slopes(node: Node, outputs: Sequence[float], place: int) -> tuple[float, ...]:
    try:
        return OPS[node.op].slopes(*(outputs[source] for source in node.inputs), outputs[place])
    except (OverflowError, ZeroDivisionError):
        return (math.inf,) * len(node.inputs)


def _value(op: Op, inputs: Sequence[float]) -> float:
    try:
        return op.value(*inputs)
    except OverflowError:
        return math.inf


def numerical(nodes: Sequence[Node], values: Mapping[str, float], name: str) -> float:
    """Measure how fast the result changes with one input, by the central difference (f(x + h) - f(x - h)) / 2h, h = 1e-4.

    Parameters
    ----------
    nodes : sequence of Nodes
    values : mapping from str to float
    name : str
        Of the input.

    Returns
    -------
    float
        NaN where a neighbouring value cannot be worked out.
    """
    above, below = (run(nodes, {**values, name: values[name] + shift}).outputs[-1] for shift in (STEP, -STEP))
    return (above - below) / (2 * STEP)
