"""A lesson's cells as nbgrader keeps them: read from the release, entered into its tables."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from autograder.grading.bundles import LessonBundle
from autograder.grading.gradebook.rows import GradebookError
from autograder.grading.gradebook.tables import REMOVED

KINDS = {"GradeCell": GradeCell, "SolutionCell": SolutionCell, "TaskCell": TaskCell}


@dataclass(frozen=True)
class ReleasedCell:
    """A cell that nbgrader knows, as it was released in one language.

    Attributes
    ----------
    name : str
        Its grade_id.
    cell_type : "code" or "markdown"
    source : str
    checksum : str or None
    points : float or None
        None if it is not graded.
    solution, task, locked : bool
    owner : str
        The graded cell that this answer belongs to: itself, or the next one below that is no answer; empty if there is none.
    """

    name: str
    cell_type: str
    source: str
    checksum: str | None
    points: float | None
    solution: bool
    task: bool
    locked: bool
    owner: str

    @property
    def manual(self) -> bool:
        """Say whether a person grades it."""
        return self.points is not None and (self.solution or self.task)


@lru_cache(maxsize=64)
def released_cells(notebook: bytes) -> tuple[ReleasedCell, ...]:
    """Read the cells that nbgrader knows from a released notebook.

    Parameters
    ----------
    notebook : bytes

    Returns
    -------
    tuple of ReleasedCell, in the notebook's order
    """
    cells = [cell for cell in json.loads(notebook)["cells"] if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")]
    return tuple(_cell(cell, cells[place + 1 :]) for place, cell in enumerate(cells))


def _cell(cell: Mapping[str, Any], below: list[Mapping[str, Any]]) -> ReleasedCell:
    told = cell["metadata"]["nbgrader"]
    grade, solution, task = (bool(told.get(name)) for name in ("grade", "solution", "task"))
    follower: Mapping[str, Any] = next((after["metadata"]["nbgrader"] for after in below if after["metadata"]["nbgrader"].get("grade")), {})
    owner = told["grade_id"] if grade or task else "" if follower.get("solution") else follower.get("grade_id", "")
    return ReleasedCell(
        name=told["grade_id"],
        cell_type=cell["cell_type"],
        source="".join(cell["source"]),
        checksum=told.get("checksum"),
        points=float(told["points"]) if grade or task else None,
        solution=solution,
        task=task,
        locked=not solution and (grade or bool(told.get("locked"))),
        owner=owner,
    )


def cells_in(bundle: LessonBundle, language: str) -> tuple[ReleasedCell, ...]:
    """Read a lesson's cells in one language, or in whichever it was released in.

    Parameters
    ----------
    bundle : LessonBundle
    language : str

    Returns
    -------
    tuple of ReleasedCell
    """
    return released_cells(bundle.released.get(language) or bundle.released[min(bundle.released)])


def enter(session: Session, bundle: LessonBundle, course_id: str, listen: Callable[[str], None]) -> None:
    """Enter a lesson as nbgrader's SaveCells does, and change what a new version changed.

    Parameters
    ----------
    session : Session
        Of a writing transaction; the caller commits.
    bundle : LessonBundle
    course_id : str
    listen : callable
        Hears when marks that people gave go with a removed exercise; they are kept in petals_removed.

    Notes
    -----
    SaveCells refuses to add or remove cells once there are submissions; here cells that remain keep their grades, points are
    updated, cells that are gone go with their grades, and new ones get theirs when a submission is graded next. Sources are left
    alone while they are those of any language of the release.
    """
    notebook = _notebook(session, bundle, course_id)
    versions = [released_cells(bundle.released[language]) for language in sorted(bundle.released)]
    _graded_cells(session, notebook, versions[0], bundle.name, listen)
    _sources(session, notebook, versions)
    session.flush()


def _notebook(session: Session, bundle: LessonBundle, course_id: str) -> Any:  # noqa: ANN401 - nbgrader's Notebook
    assignment = session.scalars(select(Assignment).where(Assignment.name == bundle.name)).one_or_none()
    if assignment is None:
        assignment = Assignment(name=bundle.name, course_id=course_id)
        session.add(assignment)
        session.flush()
    wanted = select(Notebook).where(Notebook.assignment_id == assignment.id, Notebook.name == bundle.name)
    notebook = session.scalars(wanted).one_or_none()
    if notebook is None:
        told = json.loads(bundle.released[min(bundle.released)])["metadata"].get("kernelspec", {})
        notebook = Notebook(name=bundle.name, assignment_id=assignment.id, kernelspec=json.dumps(told))
        session.add(notebook)
        session.flush()
    return notebook


def _graded_cells(session: Session, notebook: Any, cells: tuple[ReleasedCell, ...], lesson: str, listen: Callable[[str], None]) -> None:  # noqa: ANN401
    wanted = {(kind, cell.name): cell for cell in cells for kind in _kinds(cell)}
    stand = {(cell.type, cell.name): cell for cell in session.scalars(select(BaseCell).where(BaseCell.notebook_id == notebook.id))}
    for key in stand.keys() - wanted.keys():
        _remove(session, stand[key], lesson, listen)
    for (kind, name), cell in wanted.items():
        told = {} if kind == "SolutionCell" else {"max_score": cell.points, "cell_type": cell.cell_type}
        row = stand.get((kind, name))
        if row is None:
            session.add(KINDS[kind](name=name, notebook_id=notebook.id, **told))
        else:
            _update(row, told)


def _kinds(cell: ReleasedCell) -> list[str]:
    if cell.task:
        return ["TaskCell"]
    return ["GradeCell"] * (cell.points is not None) + ["SolutionCell"] * cell.solution


def _remove(session: Session, cell: Any, lesson: str, listen: Callable[[str], None]) -> None:  # noqa: ANN401 - nbgrader's BaseCell
    """Take a cell out with all its grades; what people wrote goes to petals_removed."""
    whose = select(Student.id).join(SubmittedAssignment).join(SubmittedNotebook)
    now = datetime.now(UTC).replace(tzinfo=None)
    kept = []
    for model, fields in ((Grade, ("manual_score", "extra_credit")), (Comment, ("manual_comment",))):
        for row in session.scalars(select(model).where(model.cell_id == cell.id)):
            said = {field: getattr(row, field) for field in fields if getattr(row, field) is not None}
            if said:
                student = session.scalars(whose.where(SubmittedNotebook.id == row.notebook_id)).one()
                kept.append({"at": now, "lesson": lesson, "student": student, "cell": cell.name, **said})
    for told in kept:
        session.execute(REMOVED.insert().values(**told))
    if kept:
        listen(f"{lesson} no longer has {cell.name}: {len(kept)} marks and comments given by hand are now in petals_removed")
    session.execute(delete(Grade).where(Grade.cell_id == cell.id))
    session.execute(delete(Comment).where(Comment.cell_id == cell.id))
    session.expire(cell)
    session.delete(cell)


def _sources(session: Session, notebook: Any, versions: list[tuple[ReleasedCell, ...]]) -> None:  # noqa: ANN401 - nbgrader's Notebook
    stand = {cell.name: cell for cell in session.scalars(select(SourceCell).where(SourceCell.notebook_id == notebook.id))}
    for name in stand.keys() - {cell.name for cell in versions[0]}:
        session.delete(stand[name])
    for cells in zip(*versions, strict=True):
        told = [{"cell_type": c.cell_type, "locked": c.locked, "source": c.source, "checksum": c.checksum} for c in cells]
        row = stand.get(cells[0].name)
        if row is None:
            session.add(SourceCell(name=cells[0].name, notebook_id=notebook.id, **told[0]))
        elif all(any(getattr(row, field) != value for field, value in one.items()) for one in told):
            _update(row, told[0])


def _update(row: Any, told: Mapping[str, object]) -> None:  # noqa: ANN401 - a row of nbgrader's
    for field, value in told.items():
        if getattr(row, field) != value:
            setattr(row, field, value)


def find_notebook(session: Session, lesson: str) -> Any:  # noqa: ANN401 - nbgrader's Notebook
    """Find a lesson's notebook.

    Parameters
    ----------
    session : Session
    lesson : str

    Returns
    -------
    nbgrader.api.Notebook

    Raises
    ------
    GradebookError
        If the lesson was never entered.
    """
    wanted = select(Notebook).join(Assignment).where(Assignment.name == lesson, Notebook.name == lesson)
    notebook = session.scalars(wanted).one_or_none()
    if notebook is None:
        raise GradebookError(f"the gradebook has no lesson {lesson}; enter it with Gradebook.register before committing to it")
    return notebook
