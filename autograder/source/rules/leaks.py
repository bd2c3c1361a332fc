"""No solution and no hidden check in what students get.

Two comparisons, both blind to white space. A committed file must not hold a telling line of a solution that a fresh build would not
put there. And a fresh build itself must not hold a whole solution, or the body of a whole hidden check: then the source gives it away.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.source.cells import LessonSource
from autograder.source.faults import Fault
from autograder.source.stubs import RegionError, solution_blocks

TELLING = 12  # characters without white space; shorter lines (`return x`, `else:`) stand anywhere
WHOLE = 16
TEXTUAL = frozenset({".py", ".ipynb", ".toml", ".json", ".md", ".txt", ".html"})


@dataclass(frozen=True)
class Secret:
    """Something students must not get: its place in the source, what it is, and its text."""

    path: Path
    line: int
    what: str
    text: str


def secrets_stay(root: Path, source: LessonSource, fresh: Mapping[Path, bytes]) -> Iterator[Fault]:
    """Report solutions and hidden checks in released files, committed or freshly built.

    Parameters
    ----------
    root : Path
        The course.
    source : LessonSource
        The lesson.
    fresh : mapping of Path to bytes
        What the build gives.

    Yields
    ------
    Fault
        Rules leak-solution, leak-hidden.
    """
    released = {path: data.decode() for path, data in fresh.items() if path.is_relative_to(root / "lessons") and path.suffix in TEXTUAL}
    secrets = [*_solutions(source), *_hidden_checks(source)]
    allowed = "\n".join(_squeezed(text, path) for path, text in released.items())
    for path, text in released.items():
        yield from _given_away(path, _squeezed(text, path), secrets)
        if path.is_file() and (committed := path.read_text(encoding="utf-8", errors="replace")) != text:
            yield from _slipped_in(path, committed, allowed, secrets)
    for path in _strays(root, source, released):
        yield from _slipped_in(path, path.read_text(encoding="utf-8", errors="replace"), "", secrets)


def _solutions(source: LessonSource) -> Iterator[Secret]:
    for cell in source.of_role("answer", "manual"):
        try:
            blocks = solution_blocks(cell.text)
        except RegionError:
            continue
        for block in blocks:
            yield Secret(source.path, cell.line, f"the solution of {cell.exercise}", block)


def _hidden_checks(source: LessonSource) -> Iterator[Secret]:
    path = source.folder / "hidden.py"
    try:
        code = path.read_text(encoding="utf-8")
        tree = ast.parse(code)
    except (OSError, SyntaxError):
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            body = "\n".join(ast.get_source_segment(code, statement) or "" for statement in node.body)
            yield Secret(path, node.lineno, f"the hidden check {node.name}", body)


def _given_away(path: Path, released: str, secrets: list[Secret]) -> Iterator[Fault]:
    for secret in secrets:
        whole = _squeeze(_code_only(secret.text))
        if len(whole) >= WHOLE and whole in released:
            advice = f"{secret.what} stands in full in what students get: change {secret.path.name} so that it does not."
            yield Fault(path, 1, _rule(secret), advice)


def _slipped_in(path: Path, committed: str, allowed: str, secrets: list[Secret]) -> Iterator[Fault]:
    squeezed = _squeezed(committed, path)
    for secret in secrets:
        for line in _code_only(secret.text).split("\n"):
            telling = _squeeze(line)
            if len(telling) >= TELLING and telling in squeezed and telling not in allowed:
                advice = f"holds `{line.strip()}`, of {secret.what}: run `petals release`, and never edit released files."
                yield Fault(path, _line_of(committed, line.strip()), _rule(secret), advice)
                break


def _rule(secret: Secret) -> str:
    return "leak-hidden" if secret.path.name == "hidden.py" else "leak-solution"


def _strays(root: Path, source: LessonSource, released: Mapping[Path, str]) -> list[Path]:
    found = (root / "lessons").glob(f"*/{source.name}/**/*")
    return sorted(
        path for path in found if path.is_file() and path not in released and path.suffix in {".py", ".ipynb", ".toml", ".json", ".md"}
    )


def _code_only(text: str) -> str:
    return re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _squeezed(text: str, path: Path) -> str:
    """Take the text out of JSON first, where quotes and line breaks are escaped."""
    if path.suffix not in {".ipynb", ".json"}:
        return _squeeze(text)
    try:
        content = json.loads(text)
    except ValueError:
        return _squeeze(text)
    return _squeeze("\n".join(_texts(content)))


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        yield "".join(content) if all(isinstance(item, str) for item in content) else "\n".join("\n".join(_texts(item)) for item in content)


def _line_of(text: str, fragment: str) -> int:
    quoted = json.dumps(fragment, ensure_ascii=False)[1:-1]
    places = [place for place in (text.find(fragment), text.find(quoted)) if place >= 0]
    return text.count("\n", 0, min(places)) + 1 if places else 1
