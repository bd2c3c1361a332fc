"""One word per idea: the names and Korean words that glossary.toml rules out."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from autograder.source.cells import LessonSource
from autograder.source.faults import Fault

HANGUL = re.compile(r"[가-힣]")


@cache
def _glossary() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("autograder.source").joinpath("glossary.toml").read_text(encoding="utf-8"))


def words_are_the_glossarys(source: LessonSource) -> Iterator[Fault]:
    """Report words and names the glossary rules out.

    Parameters
    ----------
    source : LessonSource
        The lesson; its checks.py and hidden.py are read for Korean text too.

    Yields
    ------
    Fault
        Rule glossary.
    """
    for cell in source.cells:
        if cell.role in {"text", "manual"}:
            for offset, line in enumerate(cell.text.split("\n"), start=1):
                yield from (Fault(source.path, cell.line + offset, "glossary", message) for message in _korean(line))
        else:
            yield from (Fault(source.path, cell.line + line, "glossary", message) for line, message in _names(cell.text))
    for path in (source.folder / "checks.py", source.folder / "hidden.py"):
        if path.is_file():
            texts = _strings(path.read_text(encoding="utf-8"))
            yield from (Fault(path, line, "glossary", message) for line, text in texts for message in _korean(text))


def _korean(text: str) -> Iterator[str]:
    if not HANGUL.search(text):
        return
    for pattern, instead in _glossary()["korean"].items():
        if match := re.search(pattern, text):
            yield f"write {instead}, not {match[0].rstrip('.!')}."


def _names(code: str) -> Iterator[tuple[int, str]]:
    """Yield names the code gives, line by line; code that cannot be parsed (magics) is skipped."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    seen: set[str] = set()
    for node in ast.walk(tree):
        name = _given_name(node)
        instead = _instead(name) if name and name not in seen else None
        if name and instead:
            seen.add(name)
            yield node.lineno, f"name it {instead}, not `{name}`."  # type: ignore[attr-defined]  # every node that gives a name has a line


def _given_name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.arg):
        return node.arg
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    return None


def _instead(name: str) -> str | None:
    glossary = _glossary()
    if name in glossary["code"]:
        return glossary["code"][name]
    return next((instead for prefix, instead in glossary["prefixes"].items() if name.startswith(prefix)), None)


def _strings(code: str) -> Iterator[tuple[int, str]]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
