"""What students get in place of a solution: the same stub in both languages, so that "not attempted" is unambiguous."""

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Iterator

MARK = "# YOUR CODE HERE"
RAISE = f"raise NotImplementedError  {MARK}"
TEXT_STUB = "✎"
BEGIN = "BEGIN SOLUTION"
END = "END SOLUTION"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


class RegionError(ValueError):
    """The solution marks of a cell do not pair, or the code between them cannot be read."""


def regions(text: str) -> list[tuple[int, int]]:
    """Find the solution regions of a cell.

    Parameters
    ----------
    text : str
        A cell's source.

    Returns
    -------
    list of (int, int)
        Line numbers from 0 of each pair of marks, both included.

    Raises
    ------
    RegionError
        If a mark has no partner or regions are nested.
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    for number, line in enumerate(text.split("\n")):
        if BEGIN in line:
            if start is not None:
                raise RegionError(f"line {number + 1} begins a solution inside another: write `### {END}` first.")
            start = number
        elif END in line:
            if start is None:
                raise RegionError(f"line {number + 1} ends a solution that never began: write `### {BEGIN}` above it.")
            found.append((start, number))
            start = None
    if start is not None:
        raise RegionError(f"line {start + 1} begins a solution that never ends: write `### {END}` below it.")
    return found


def solution_blocks(text: str) -> list[str]:
    """Take the solutions out of a cell.

    Parameters
    ----------
    text : str
        A cell's source.

    Returns
    -------
    list of str
        What stands between each pair of marks, dedented.
    """
    lines = text.split("\n")
    return [textwrap.dedent("\n".join(lines[start + 1 : end])) for start, end in regions(text)]


def stub(text: str) -> str:
    """Replace each solution region of a code cell by its stub.

    Inside a function the region becomes a raise; elsewhere each name it assigns
    becomes `name = ...`, and each definition keeps signature and docstring.

    Parameters
    ----------
    text : str
        A cell's source with its solution.

    Returns
    -------
    str

    Raises
    ------
    RegionError
        If marks do not pair or the code has a syntax error.
    """
    lines = text.split("\n")
    found = regions(text)
    if not found:
        return "\n".join(_outer_stub(text))
    tree = _parse(text)
    for start, end in reversed(found):
        indent = re.match(r"\s*", lines[start])[0]  # type: ignore[index]  # \s* always matches
        inside = textwrap.dedent("\n".join(lines[start + 1 : end]))
        stubbed = [RAISE] if _inside_function(tree, start + 1) else _outer_stub(inside)
        if indent and all(line.startswith("#") for line in stubbed):
            stubbed = [f"...  {MARK}"]
        lines[start : end + 1] = [indent + line if line else line for line in stubbed]
    return "\n".join(lines).strip("\n")


def _parse(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise RegionError(f"line {error.lineno}: {error.msg}. A solution must run.") from error


def _inside_function(tree: ast.Module, line: int) -> bool:
    return any(isinstance(node, Function) and node.lineno < line <= (node.end_lineno or 0) for node in ast.walk(tree))


def _outer_stub(code: str) -> list[str]:
    lines: list[str] = []
    seen: set[str] = set()
    for part in _parts(_parse(code).body):
        if isinstance(part, Definition):
            lines += [*([""] if lines else []), *_definition(part, code), ""]
        elif part not in seen:
            seen.add(part)
            lines.append(f"{part} = ...  {MARK}")
    while lines and not lines[-1]:
        lines.pop()
    return lines or [MARK]


def _parts(body: list[ast.stmt]) -> Iterator[Definition | str]:
    """Yield definitions, and the names assigned, in order; names in the branches of compound statements too."""
    for statement in body:
        if isinstance(statement, Definition):
            yield statement
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                yield from _names(target)
        else:
            for branch in ("body", "orelse", "finalbody"):
                yield from _parts(getattr(statement, branch, []))


def _names(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name) and target.id != "_":
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _names(element)
    elif isinstance(target, ast.Starred):
        yield from _names(target.value)


def _definition(node: Definition, code: str, indent: str = "") -> list[str]:
    """Keep decorators, signature and docstring; a class keeps its methods, each stubbed, so that defining it does not raise."""
    inner = indent + "    "
    lines = [indent + line for line in textwrap.dedent(_header(node, code)).split("\n")]
    documentation = ast.get_source_segment(code, node.body[0]) if ast.get_docstring(node) is not None else None
    if documentation:
        lines.append(inner + documentation)
    if isinstance(node, Function):
        return [*lines, inner + RAISE]
    methods = [member for member in node.body if isinstance(member, Definition)]
    for position, method in enumerate(methods):
        lines += [*([""] if position or documentation else []), *_definition(method, code, inner)]
    return lines if methods else [*lines, f"{inner}...  {MARK}"]


def _header(node: Definition, code: str) -> str:
    """Cut out decorators and signature, up to the colon, as they are written."""
    lines = code.split("\n")
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    row, column = _colon("\n".join(lines[node.lineno - 1 :]) + "\n")
    last = node.lineno - 1 + row
    return "\n".join([*lines[first - 1 : last - 1], lines[last - 1][:column]])


def _colon(text: str) -> tuple[int, int]:
    """Say where the signature's colon ends: row from 1, column from 0."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(text.lstrip(" ")).readline):
        if token.string in "([{" and token.type == tokenize.OP:
            depth += 1
        elif token.string in ")]}" and token.type == tokenize.OP:
            depth -= 1
        elif token.string == ":" and token.type == tokenize.OP and not depth:
            offset = len(text) - len(text.lstrip(" ")) if token.start[0] == 1 else 0
            return token.end[0], token.end[1] + offset
    raise RegionError("a definition without a colon.")
