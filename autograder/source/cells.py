"""Reading a lesson's source: a py:percent file with short header keys becomes a list of cells, each with its role and line."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from autograder.source.course import LANGUAGES

Role = Literal["parameters", "text", "answer", "check", "manual", "code"]

HEADER = re.compile(r"^# %%(?=\s|$)")
LINE_KEY = "source_line"
EXERCISE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,50}")
KEYS_BY_TYPE = {"code": ("answer", "check", "parameters"), "markdown": ("lang", "manual", "of", "sheet")}
SHEETS = ("summary", "formulas")


class SourceError(Exception):
    """A lesson's source cannot be read: the file, the line, what stands there and what to do.

    Parameters
    ----------
    path : Path
        The source.
    line : int, from 1
        Where the fault lies.
    message : str
        What was found, what was needed, what to try.
    """

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Cell:
    """One cell of a source.

    Attributes
    ----------
    role : str
        What the cell is for.
    text : str
        Code, or Markdown without its comment signs; stripped of blank lines at both ends.
    line : int, from 1
        Line of the cell's header in the source.
    id : str
        The notebook's cell id, derived from the exercise or from the position among its kind.
    exercise : str
        The exercise of an answer, check or manual cell, else empty.
    language : str
        "en" or "ko" for prose, else empty.
    of : str
        For Korean prose, the fingerprint of the English text it translates.
    sheet : str
        For prose that is printed on a sheet too, the part of it: "summary" or "formulas"; else empty.
    """

    role: Role
    text: str
    line: int
    id: str = ""
    exercise: str = ""
    language: str = ""
    of: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class LessonSource:
    """A lesson's source, read.

    Attributes
    ----------
    path : Path
        The py:percent file; `checks.py` and `targets.toml` lie beside it.
    cells : tuple of Cell
        In the order of the file, both languages.
    """

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The lesson's name, such as "01_perceptron"."""
        return self.path.stem

    @property
    def folder(self) -> Path:
        """Where the source and its neighbours lie."""
        return self.path.parent

    def of_role(self, *roles: Role) -> list[Cell]:
        """Select cells by their role, in order.

        Parameters
        ----------
        *roles : str
            One or more roles.

        Returns
        -------
        list of Cell
        """
        return [cell for cell in self.cells if cell.role in roles]

    def spoken(self, language: str) -> list[Cell]:
        """Select code and the prose of one language; English stands in where a twin is missing, for lint to report.

        Parameters
        ----------
        language : str, "en" or "ko"

        Returns
        -------
        list of Cell
        """
        twins = {cell.id for cell in self.cells if cell.language == "ko"}
        absent = twins.__contains__ if language == "ko" else (lambda _: False)
        return [
            cell
            for cell in self.cells
            if cell.language in ("", language) or (cell.language == "en" and language == "ko" and not absent(cell.id))
        ]


def fingerprint(text: str) -> str:
    """Fingerprint an English text, for the `of=` of its translation.

    Parameters
    ----------
    text : str
        Markdown, without comment signs.

    Returns
    -------
    str, 8 hexadecimal digits: the beginning of the SHA-256 of the stripped text
    """
    return sha256(text.strip().encode()).hexdigest()[:8]


def read_source(path: Path) -> LessonSource:
    """Read a lesson's source.

    Parameters
    ----------
    path : Path
        A py:percent file; text before its first cell is a preface and left out.

    Returns
    -------
    LessonSource

    Raises
    ------
    SourceError
        If a header has unknown keys, prose names no language, or an exercise's name cannot be an id.
    """
    import jupytext  # noqa: PLC0415 - a second, needed only here

    lines = path.read_text(encoding="utf-8").splitlines()
    first = next((index for index, line in enumerate(lines) if HEADER.match(line)), None)
    if first is None:
        raise SourceError(path, 1, "no cell found: a cell begins with a line `# %%`.")
    numbered = [f'{line.rstrip()} {LINE_KEY}="{number}"' if HEADER.match(line) else line for number, line in enumerate(lines, start=1)]
    notebook = jupytext.reads("\n".join(numbered[first:]) + "\n", fmt="py:percent")
    cells = [_cell(path, raw.cell_type, dict(raw.metadata), raw.source) for raw in notebook.cells]
    return LessonSource(path, tuple(_with_ids(cells)))


def _cell(path: Path, cell_type: str, metadata: dict[str, Any], source: str) -> Cell:
    line = int(metadata.pop(LINE_KEY))
    metadata.pop("lines_to_next_cell", None)
    _refuse_unknown_keys(path, line, cell_type, metadata)
    text = re.sub(rf'^(# %%.*?) {LINE_KEY}="\d+"$', r"\1", source, flags=re.MULTILINE).strip("\n").rstrip()
    if cell_type == "markdown":
        return _prose(path, line, metadata, text)
    for role in ("answer", "check"):
        if role in metadata:
            return Cell(role, text, line, exercise=_exercise(path, line, metadata[role]))
    return Cell("parameters" if metadata.get("parameters") else "code", text, line)


def _prose(path: Path, line: int, metadata: dict[str, Any], text: str) -> Cell:
    if "manual" in metadata:
        return Cell("manual", text, line, exercise=_exercise(path, line, metadata["manual"]))
    if metadata.get("lang") not in LANGUAGES:
        raise SourceError(
            path, line, 'prose must say its language: write `# %% [markdown] lang="en"`, and its twin after it with lang="ko".'
        )
    sheet = str(metadata.get("sheet", ""))
    if sheet and sheet not in SHEETS:
        raise SourceError(path, line, f'sheet="{sheet}" is no part of a printed sheet: write sheet="{SHEETS[0]}" or sheet="{SHEETS[1]}".')
    return Cell("text", text, line, language=metadata["lang"], of=str(metadata.get("of", "")), sheet=sheet)


def _refuse_unknown_keys(path: Path, line: int, cell_type: str, metadata: dict[str, Any]) -> None:
    known = KEYS_BY_TYPE.get(cell_type)
    if known is None:
        raise SourceError(path, line, f"a lesson has no {cell_type} cells: make it code, or [markdown].")
    if "points" in metadata:
        raise SourceError(path, line, "points are written once, in checks.py: take points= out of the header.")
    for key, value in metadata.items():
        if key not in known:
            shown = f"header text {value!r}" if key == "title" else f"header key {key!r}"
            raise SourceError(path, line, f'{shown} is unknown on a {cell_type} cell: use {", ".join(known)}, as key="value".')


def _exercise(path: Path, line: int, value: object) -> str:
    if isinstance(value, str) and EXERCISE_NAME.fullmatch(value):
        return value
    raise SourceError(
        path, line, f"{value!r} cannot name an exercise: use the name the student defines, letters, digits and _, at most 51."
    )


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Derive ids: from the exercise, or from the position among cells of the kind, where twins share a position."""
    seen: Counter[str] = Counter()
    identified: list[Cell] = []
    for cell in cells:
        if cell.role in {"answer", "check", "manual"}:
            name = f"{cell.role}-{cell.exercise}"
        elif cell.role == "parameters":
            name = "parameters"
        else:
            if cell.language != "ko" or not identified or identified[-1].language != "en":
                seen[cell.role] += 1
            name = f"{cell.role}-{seen[cell.role]:03}"
        identified.append(replace(cell, id=name))
    return identified
