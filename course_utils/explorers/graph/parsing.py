"""From an expression in Python's notation to the nodes of a graph. The text is read, never executed."""

import ast
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from course_utils.explorers.graph.autograd import Node, run
from course_utils.explorers.graph.texts import TEXTS

MOST_NODES = 60
MOST_SIGNS = 2000
FUNCTIONS = {name: name for name in ("exp", "log", "sigmoid", "tanh", "relu", "sin", "cos", "sqrt", "square")}
FUNCTIONS |= {"max": "maximum", "maximum": "maximum"}
OPERATORS: dict[type, str] = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power"}
SUPPORTED = (
    "+ - * / **, " + ", ".join([f"{name}(x)" for name in FUNCTIONS if FUNCTIONS[name] == name and name != "maximum"]) + ", max(a, b)"
)


class GraphError(ValueError):
    """An expression that makes no graph.

    Parameters
    ----------
    key : str
        A text of the explorer.
    **fields : object
        What the text's placeholders stand for.
    """

    def __init__(self, key: str, **fields: object) -> None:
        self.key, self.fields = key, {"supported": SUPPORTED, **fields}
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """Say what is wrong.

        Parameters
        ----------
        language : str, "en" or "ko"

        Returns
        -------
        str
        """
        return TEXTS[self.key][language].format(**self.fields)


def parse(expression: str) -> list[Node]:
    """Read an expression, or several lines of which each gives a name to an intermediate value.

    Parameters
    ----------
    expression : str
        Such as "sigmoid(w * x + b)", or "s = w * x + b; loss = (s - t) ** 2": the last line is the result.

    Returns
    -------
    list of Nodes
        Every node after its inputs, the result last.

    Raises
    ------
    GraphError
        If something in it is not supported, named with what is.
    """
    if len(expression) > MOST_SIGNS:
        raise GraphError("too_long", count=len(expression), most=MOST_SIGNS)
    lines = [line for line in _tree(expression).body if not isinstance(line, ast.Pass)]
    if not lines:
        raise GraphError("nothing")
    reader = _Reader()
    result = -1
    for place, line in enumerate(lines):
        result = reader.line(line, is_last=place == len(lines) - 1)
    used = {source for node in reader.nodes for source in node.inputs} | {result}
    unused = [name for name in reader.assigned if reader.names[name] not in used]
    if unused:
        raise GraphError("unused", name=unused[0])
    if not reader.nodes[result].inputs:
        raise GraphError("no_operation")
    return reader.nodes


def _tree(expression: str) -> ast.Module:
    lines = "\n".join(part.strip() for line in expression.splitlines() for part in line.split(";") if part.strip())
    try:
        return ast.parse(lines)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        near = (getattr(error, "text", None) or lines).strip()[:60]
        raise GraphError("unreadable", part=near) from error


class _Reader:
    """Turns the lines' trees into nodes, one name after the other."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.names: dict[str, int] = {}
        self.assigned: list[str] = []

    def line(self, line: ast.stmt, *, is_last: bool) -> int:
        """Read one line and give the place of its value."""
        if isinstance(line, ast.Expr):
            if not is_last:
                raise GraphError("unnamed_line", part=_written(line))
            return self.read(line.value)
        if not isinstance(line, ast.Assign) or len(line.targets) != 1 or not isinstance(line.targets[0], ast.Name):
            self.refuse(line)
        name = line.targets[0].id
        if name in self.names or name in FUNCTIONS:
            raise GraphError("name_taken", name=name)
        place = self.read(line.value)
        if name in self.names:
            raise GraphError("name_itself", name=name)
        if not self.nodes[place].name and self.nodes[place].inputs:
            self.nodes[place] = replace(self.nodes[place], name=name)
        self.names[name] = place
        self.assigned.append(name)
        return place

    def refuse(self, part: ast.AST) -> NoReturn:
        raise GraphError("unsupported", part=_written(part))

    def add(self, node: Node) -> int:
        if len(self.nodes) >= MOST_NODES:
            raise GraphError("too_many", most=MOST_NODES)
        self.nodes.append(node)
        return len(self.nodes) - 1

    def read(self, part: ast.expr) -> int:
        """Read one part and give its node's place."""
        match part:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                place = self.constant(number, part)
            case ast.Name(id=name):
                place = self.name(name)
            case ast.UnaryOp(op=ast.UAdd(), operand=inner):
                place = self.read(inner)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)) if not isinstance(number, bool):
                place = self.constant(-number, part)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                place = self.add(Node("negative", (self.read(inner),)))
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
                place = self.add(Node("power", (self.read(base), self.exponent(exponent))))
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
                place = self.add(Node(OPERATORS[type(operator)], (self.read(left), self.read(right))))
            case ast.Call(func=function, args=given, keywords=[]):
                place = self.call(part, function, given)
            case _:
                self.refuse(part)
        return place

    def constant(self, number: float, part: ast.expr) -> int:
        try:
            value = float(number)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            self.refuse(part)
        return self.add(Node("constant", number=value))

    def name(self, name: str) -> int:
        if name in FUNCTIONS:
            raise GraphError("function_bare", name=name)
        if name not in self.names:
            self.names[name] = self.add(Node("input", name=name))
        return self.names[name]

    def exponent(self, part: ast.expr) -> int:
        """Read an exponent; one made of numbers alone, such as 1/2, becomes one number."""
        if any(isinstance(inner, ast.Name) for inner in ast.walk(part)):
            return self.read(part)
        alone = _Reader()
        alone.read(part)
        worked = run(alone.nodes, {})
        return self.add(Node("constant", number=worked.outputs[-1])) if worked.problem is None else self.refuse(part)

    def call(self, part: ast.Call, function: ast.expr, given: Sequence[ast.expr]) -> int:
        match function:  # np.exp(x) reads as exp(x)
            case ast.Name(id=name) | ast.Attribute(value=ast.Name(id=("np" | "numpy" | "math")), attr=name) if name in FUNCTIONS:
                wanted = 2 if FUNCTIONS[name] == "maximum" else 1
            case _:
                self.refuse(part)
        if len(given) != wanted:
            raise GraphError("wrong_count", part=_written(part), name=name, wanted=wanted, given=len(given))
        return self.add(Node(FUNCTIONS[name], tuple(self.read(one) for one in given)))


def _written(part: ast.AST) -> str:
    text = ast.unparse(part)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - signs that fit a line


def inputs_of(nodes: Sequence[Node]) -> list[str]:
    """Name the inputs, in the order in which the expression mentions them.

    Parameters
    ----------
    nodes : sequence of Nodes

    Returns
    -------
    list of str
    """
    return [node.name for node in nodes if node.op == "input"]
