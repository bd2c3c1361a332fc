"""What a page needs to know of a lesson: its title and its exercises, read from what students got. No check is run."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.grading.bundles import LessonBundle

HEADING = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
MARKS = re.compile(r"[*_`]")
CHECK, MANUAL, ANSWER = "check-", "manual-", "answer-"  # how release names graded cells


@dataclass(frozen=True)
class Item:
    """One exercise as the gradebook knows it.

    Attributes
    ----------
    cell : str
        grade_id of the cell that bears the points.
    exercise : str
    points : float
        0 for a bonus.
    manual : bool
        Graded by a person.
    """

    cell: str
    exercise: str
    points: float
    manual: bool = False


@dataclass(frozen=True)
class Outline:
    """A lesson in outline.

    Attributes
    ----------
    name : str
        ``NN_slug``.
    titles : mapping of language to str
    items : tuple of Item, in the lesson's order
    cells : tuple of str, sorted
        The ids of all cells that students got; others are theirs.
    """

    name: str
    titles: Mapping[str, str]
    items: tuple[Item, ...]
    cells: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """What the whole lesson is worth."""
        return sum(item.points for item in self.items)


def outline_of(bundle: LessonBundle) -> Outline:
    """Read a lesson's outline from its released notebooks.

    Parameters
    ----------
    bundle : LessonBundle

    Returns
    -------
    Outline
    """
    notebooks = {language: json.loads(released) for language, released in sorted(bundle.released.items())}
    titles = {language: _title(notebook) or bundle.name for language, notebook in notebooks.items()}
    ids = {str(cell.get("id", "")) for notebook in notebooks.values() for cell in notebook["cells"]}
    return Outline(bundle.name, titles, tuple(_items(next(iter(notebooks.values())))), tuple(sorted(ids)))


def answers_of(notebook: bytes, outline: Outline) -> dict[str, str]:
    """Find what a student wrote: the sources of answer cells, and of cells that the student added behind them.

    Parameters
    ----------
    notebook : bytes
        Normalised by intake; empty if nothing could be read.
    outline : Outline

    Returns
    -------
    dict of exercise to str
    """
    found: dict[str, list[str]] = {}
    given = set(outline.cells)
    current = ""
    for cell in _cells(notebook):
        grade_id = _grade_id(cell)
        if grade_id.startswith((ANSWER, MANUAL)):
            current = grade_id.partition("-")[2]
            found.setdefault(current, []).append(_source(cell))
        elif current and cell.get("cell_type") == "code" and cell.get("id") not in given:
            found[current].append(_source(cell))
        else:
            current = ""
    return {exercise: "\n\n".join(part for part in parts if part.strip()) for exercise, parts in found.items()}


def _cells(notebook: bytes) -> list[dict[str, Any]]:
    if not notebook:
        return []
    cells = json.loads(notebook)["cells"]
    return [cell for cell in cells if isinstance(cell, dict)]


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _grade_id(cell: Mapping[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))


def _title(notebook: Mapping[str, Any]) -> str:
    prose = (_source(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    found = next((match for words in prose if (match := HEADING.search(words))), None)
    return MARKS.sub("", found[1]) if found else ""


def _items(notebook: Mapping[str, Any]) -> Iterator[Item]:
    for cell in notebook["cells"]:
        entry = cell["metadata"].get("nbgrader")
        if entry and entry["grade"]:
            grade_id = entry["grade_id"]
            yield Item(grade_id, grade_id.partition("-")[2], float(entry["points"]), manual=bool(entry["solution"]))
