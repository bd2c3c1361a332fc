"""What passes between a graph and its reader: the values given, the structure for the browser, and why it cannot be worked out."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from course_utils.explorers.graph.autograd import OPS, Node, Run
from course_utils.explorers.graph.layout import arrange
from course_utils.explorers.graph.parsing import GraphError, inputs_of
from course_utils.explorers.graph.texts import TEXTS


def one_line(expression: str) -> str:
    """Write several lines as one.

    Parameters
    ----------
    expression : str

    Returns
    -------
    str
    """
    return "; ".join(part.strip() for line in expression.splitlines() for part in line.split(";") if part.strip())


def structure_of(nodes: Sequence[Node]) -> dict[str, Any]:
    """Describe a graph and its places for the browser.

    Parameters
    ----------
    nodes : sequence of Nodes

    Returns
    -------
    dict
    """
    layout = arrange(nodes)
    return {
        "nodes": [
            {
                "op": node.op,
                "inputs": list(node.inputs),
                "name": node.name,
                "number": node.number,
                "symbol": OPS[node.op].symbol if node.inputs else "",
                "at": list(layout.places[place]),
            }
            for place, node in enumerate(nodes)
        ],
        "edges": [
            {"source": edge.source, "target": edge.target, "slot": edge.slot, "way": [list(point) for point in edge.way]}
            for edge in layout.edges
        ],
        "columns": layout.columns,
        "rows": layout.rows,
    }


def checked(nodes: Sequence[Node], values: Mapping[str, object], expression: str) -> dict[str, float]:
    """Match the values given with a graph's inputs.

    Parameters
    ----------
    nodes : sequence of Nodes
    values : mapping from str to number
    expression : str
        For the message.

    Returns
    -------
    dict from str to float
        In the order of the expression.

    Raises
    ------
    GraphError
        If an input has no value, a value no input, or a value is no finite number.
    """
    inputs = inputs_of(nodes)
    for name in inputs:
        if name not in values:
            raise GraphError("missing_value", name=name, expression=expression)
    for name, value in values.items():
        if name not in inputs:
            raise GraphError("unknown_value", name=name, inputs=", ".join(inputs))
        try:
            number = float(value)  # type: ignore[arg-type]  # what is no number is refused here
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            raise GraphError("not_a_number", name=name, value=value)
    return {name: float(values[name]) for name in inputs}  # type: ignore[arg-type]  # as above


def explained(nodes: Sequence[Node], worked: Run, language: str) -> str:
    """Say why a graph could not be worked out.

    Parameters
    ----------
    nodes : sequence of Nodes
    worked : Run
    language : str, "en" or "ko"

    Returns
    -------
    str
        Empty if it could.
    """
    if worked.problem is None:
        return ""
    given = [f"{worked.outputs[source]:.5g}" for source in nodes[worked.problem.node].inputs]
    return TEXTS[worked.problem.kind][language].format(first=given[0], second=given[-1])
