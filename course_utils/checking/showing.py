"""Values as a student reads them: short, in Python's notation, arrays as nested lists."""

import ast
import math
from typing import Any

import numpy as np

from course_utils.checking.plain import Opaque

_WIDTH = 60
_MOST_ITEMS = 12
_SHORT = 32  # a call of two such arguments fits one line


def show(value: object, width: int = _WIDTH) -> str:
    """Render plain data on one line.

    Parameters
    ----------
    value : plain data
    width : int
        Characters; a longer rendering is cut, arrays keep their shape in view.

    Returns
    -------
    str
    """
    if isinstance(value, np.ndarray):
        return _array(value, width)
    return _cut(_plain(value), width)


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"


def _array(array: "np.ndarray[Any, Any]", width: int) -> str:
    if array.size <= _MOST_ITEMS:
        listed = _plain(array.tolist())
        if len(listed) <= width:
            return listed
    shape = "x".join(map(str, array.shape))
    first = ", ".join(_plain(item) for item in array.ravel()[:3].tolist())
    return _cut(f"array {shape}: {first}, …", width)


def _plain(value: object) -> str:
    if isinstance(value, Opaque):
        return f"<{value.type_name.rsplit('.', 1)[-1]}>"
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, np.ndarray):
        return _array(value, _WIDTH)
    for kind, left, right in ((list, "[", "]"), (tuple, "(", ")"), (set, "{", "}"), (frozenset, "{", "}")):
        if isinstance(value, kind):
            inside = _listed(value)
            return f"{left}{inside}{',' if kind is tuple and len(value) == 1 else ''}{right}"
    if isinstance(value, dict):
        return "{" + _listed([f"{_plain(key)}: {_plain(item)}" for key, item in value.items()], written=True) + "}"
    return repr(value)


def _listed(items: "list[Any] | tuple[Any, ...] | set[Any] | frozenset[Any]", *, written: bool = False) -> str:
    shown = [item if written else _plain(item) for item in list(items)[:_MOST_ITEMS]]
    return ", ".join([*shown, "…"] if len(items) > _MOST_ITEMS else shown)


def _float(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    return repr(value) if len(repr(value)) <= 8 else f"{value:.6g}"  # noqa: PLR2004 - 0.1 as typed, 0.30000000000000004 shortened


def show_call(expression: str, inputs: dict[str, object]) -> str:
    """Write an evaluated expression as the student would have called it: ``step(x)`` with x = 0.5 as ``step(0.5)``.

    Parameters
    ----------
    expression : str
    inputs : dict of plain data
        Short ones replace their names; for longer ones the name stays, followed by what it holds.

    Returns
    -------
    str
    """
    short = {name: words for name, value in inputs.items() if len(words := _typed(value)) <= _SHORT and not words.startswith("array")}
    tree = ast.parse(expression.strip(), mode="eval")
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = short.get(node.id, node.id)
    long = [f"{name} = {show(value, 40)}" for name, value in inputs.items() if name in used and name not in short]
    return ", ".join([ast.unparse(tree), *long])


def _typed(value: object) -> str:
    """Render a value so that it can be copied into a cell."""
    words = show(value, 200)
    return f"np.array({words})" if isinstance(value, np.ndarray) and words.startswith("[") else words
