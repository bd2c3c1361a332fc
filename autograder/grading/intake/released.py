"""The release of a lesson as intake compares with it: its cells, each with its role."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from autograder.grading.intake.prepared import Kind, PreparedCell, Role


@dataclass(frozen=True)
class ReleasedCell:
    """One cell as students got it.

    Attributes
    ----------
    index : int
        Its place in the release.
    id : str
    kind : "code", "markdown" or "raw"
    role : str
        As in PreparedCell, never "extra".
    exercise : str
    grade_id : str
        nbgrader's name of it, else empty.
    locked : bool
        Whether students may not change it.
    source : str
    metadata : mapping
        As released; not to be changed.
    """

    index: int
    id: str
    kind: Kind
    role: Role
    exercise: str
    grade_id: str
    locked: bool
    source: str
    metadata: Mapping[str, Any]

    @property
    def graded(self) -> bool:
        """Whether it has an exercise: such a cell is in every prepared notebook."""
        return self.role in {"answer", "check", "manual"}

    def prepared(self, source: str | None = None) -> PreparedCell:
        """Put it into a prepared notebook.

        Parameters
        ----------
        source : str or None
            The student's text; None is the release's. A locked cell has the release's whatever is given.

        Returns
        -------
        PreparedCell
        """
        text = self.source if source is None or self.locked else source
        return PreparedCell(self.id, self.kind, self.role, self.exercise, text)


@dataclass(frozen=True)
class Release:
    """A lesson's notebook in one language.

    Attributes
    ----------
    language : str
    cells : tuple of ReleasedCell
    metadata : mapping
        The notebook's.
    """

    language: str
    cells: tuple[ReleasedCell, ...]
    metadata: Mapping[str, Any]


@lru_cache(maxsize=32)
def read_release(notebook: bytes, language: str) -> Release:
    """Read a released notebook; it is ours, and trusted.

    Parameters
    ----------
    notebook : bytes
        nbformat 4.5, as `petals release` writes it.
    language : str

    Returns
    -------
    Release

    Raises
    ------
    ValueError
        If the bytes are no notebook.
    """
    content = json.loads(notebook)
    cells = tuple(_released(index, cell) for index, cell in enumerate(content["cells"]))
    return Release(language, cells, content["metadata"])


def _released(index: int, cell: Mapping[str, Any]) -> ReleasedCell:
    entry = cell["metadata"].get("nbgrader", {})
    role = _role(cell["cell_type"], entry)
    grade_id = str(entry.get("grade_id", ""))
    exercise = grade_id.partition("-")[2] or grade_id
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    return ReleasedCell(
        index=index,
        id=cell.get("id") or grade_id or f"cell-{index:03}",
        kind=cell["cell_type"],
        role=role,
        exercise=exercise if role in {"answer", "check", "manual"} else "",
        grade_id=grade_id,
        locked=bool(entry.get("locked")),
        source=source,
        metadata=cell["metadata"],
    )


def _role(kind: str, entry: Mapping[str, Any]) -> Role:
    if entry.get("task") or (entry.get("grade") and entry.get("solution")):
        return "manual"
    if entry.get("grade"):
        return "check"
    if entry.get("solution"):
        return "answer"
    return "given" if kind == "code" else "text"
