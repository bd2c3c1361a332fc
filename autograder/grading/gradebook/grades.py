"""One result into nbgrader's tables: scores, flags and comments, with what people gave left alone."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import BaseCell, Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.utils import parse_utc
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.grading.gradebook.lessons import ReleasedCell, find_notebook
from autograder.grading.results import ExerciseResult, Graded, Submission

NO_RESPONSE = "No response."  # nbgrader's words: formgrader and its feedback know them
Digests = Mapping[str, str]


@dataclass(frozen=True)
class Writing:
    """What a result is written from.

    Attributes
    ----------
    graded : Graded
    cells : tuple of ReleasedCell
        Of the release in the student's language.
    answers : mapping of str to str
        What stands in each answer cell now, as digests.
    before : mapping of str to str, or None
        The same of the grading before; None if there was none.
    same : bool
        The grading before was of this very hand-in.
    """

    graded: Graded
    cells: tuple[ReleasedCell, ...]
    answers: Digests
    before: Digests | None
    same: bool

    def changed(self, owner: str) -> bool:
        """Say whether an answer that belongs to a graded cell differs from the grading before."""
        mine = [cell.name for cell in self.cells if cell.owner == owner and (cell.solution or cell.task)]
        return self.before is None or any(self.answers.get(name) != self.before.get(name) for name in mine)


def answers_in(notebook: bytes, cells: tuple[ReleasedCell, ...]) -> dict[str, str]:
    """Digest every answer of an executed notebook.

    Parameters
    ----------
    notebook : bytes
        May be empty: nothing could be read.
    cells : tuple of ReleasedCell

    Returns
    -------
    dict of str to str
        "released" for an answer that is as it was released.
    """
    if not notebook:
        return {}
    found = {cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"]) for cell in json.loads(notebook)["cells"]}
    return {
        cell.name: "released"
        if found[cell.name] == cell.source
        else hashlib.sha256(found[cell.name].encode("utf-8", "surrogatepass")).hexdigest()
        for cell in cells
        if (cell.solution or cell.task) and cell.name in found
    }


def find_submission(session: Session, submission: Submission) -> Any:  # noqa: ANN401 - nbgrader's SubmittedNotebook
    """Find or make a student's submission of a lesson, as `nbgrader autograde` does.

    Parameters
    ----------
    session : Session
        Of a writing transaction.
    submission : Submission

    Returns
    -------
    nbgrader.api.SubmittedNotebook
        With a grade and a comment for each cell that has one.
    """
    notebook = find_notebook(session, submission.lesson)
    if session.get(Student, submission.student) is None:
        session.add(Student(id=submission.student))
        session.flush()
    whose = {"assignment_id": notebook.assignment_id, "student_id": submission.student}
    handed_in = _one_or_new(session, SubmittedAssignment, whose)
    if submission.submitted_at is not None:  # nbgrader keeps an earlier time where a hand-in has none
        handed_in.timestamp = parse_utc(submission.submitted_at)
    mine = _one_or_new(session, SubmittedNotebook, {"notebook_id": notebook.id, "assignment_id": handed_in.id})
    cells = session.execute(select(BaseCell.id, BaseCell.type).where(BaseCell.notebook_id == notebook.id)).all()
    for model, kinds in ((Grade, ("GradeCell", "TaskCell")), (Comment, ("SolutionCell", "TaskCell"))):
        locked = select(model.cell_id).where(model.notebook_id == mine.id).with_for_update(of=model)
        there = set(session.scalars(locked))
        session.add_all(model(cell_id=cell, notebook_id=mine.id) for cell, kind in cells if kind in kinds and cell not in there)
    session.flush()
    return mine


def _one_or_new(session: Session, model: Any, fields: Mapping[str, str]) -> Any:  # noqa: ANN401 - rows of nbgrader's
    row = session.scalars(select(model).filter_by(**fields).with_for_update(of=model)).one_or_none()
    if row is None:
        row = model(**fields)
        session.add(row)
        session.flush()
    return row


def rows_of(session: Session, model: Any, notebook_id: str) -> dict[str, Any]:  # noqa: ANN401 - rows of nbgrader's
    """Read a submission's grades or comments by their cell's name.

    Parameters
    ----------
    session : Session
    model : nbgrader.api.Grade or Comment
    notebook_id : str
        Of the SubmittedNotebook.

    Returns
    -------
    dict of str to row
    """
    asked = select(BaseCell.name, model).join(BaseCell, BaseCell.id == model.cell_id).where(model.notebook_id == notebook_id)
    return {str(name): row for name, row in session.execute(asked)}


def write_grades(session: Session, mine: Any, told: Writing) -> float:  # noqa: ANN401 - nbgrader's SubmittedNotebook
    """Write automatic scores and comments; manual scores, extra credit and manual comments stay.

    Parameters
    ----------
    session : Session
        Of a writing transaction; flushed, not committed.
    mine : nbgrader.api.SubmittedNotebook
    told : Writing

    Returns
    -------
    float
        The submission's score as nbgrader counts it.
    """
    results = {result.cell: result for result in told.graded.exercises}
    cells = {cell.name: cell for cell in told.cells}
    grades = rows_of(session, Grade, mine.id)
    for name, grade in grades.items():
        if name in cells:
            _write_grade(grade, cells[name], results.get(name), told)
    for name, comment in rows_of(session, Comment, mine.id).items():
        if name in cells:
            comment.auto_comment = _comment(cells[name], results.get(cells[name].owner), told)
    session.flush()
    return sum(counted(grade) for grade in grades.values())


def _write_grade(grade: Any, cell: ReleasedCell, result: ExerciseResult | None, told: Writing) -> None:  # noqa: ANN401 - nbgrader's Grade
    auto = _auto_score(cell, result, told, grade.auto_score)
    if told.graded.outcome == "needs_staff":
        needed = True
    elif grade.manual_score is not None:
        # nbgrader asks for a second look after every run; we only where something changed since.
        needed = bool(grade.needs_manual_grade) or told.changed(cell.name) or auto != grade.auto_score
    else:
        needed = auto is None
    if grade.auto_score != auto:
        grade.auto_score = auto
    if grade.needs_manual_grade != needed:
        grade.needs_manual_grade = needed


def _auto_score(cell: ReleasedCell, result: ExerciseResult | None, told: Writing, before: float | None) -> float | None:
    """Score a cell without a person; None where only a person can."""
    if told.graded.outcome == "quarantined":
        return 0.0
    if told.graded.outcome == "needs_staff" and result is None:
        return before if told.same else None  # what the grader's fault has not touched
    if cell.manual:
        return 0.0 if cell.solution and told.answers.get(cell.name) == "released" else None
    if result is None or result.score.status == "needs_staff" or not math.isfinite(result.score.earned):
        return None
    return min(max(0.0, float(result.score.earned)), cell.points or 0.0)


def _comment(cell: ReleasedCell, result: ExerciseResult | None, told: Writing) -> str | None:
    if told.graded.outcome != "graded" and told.graded.reason is not None:
        return _storable(told.graded.reason[told.graded.language])
    if cell.solution and told.answers.get(cell.name) == "released":
        return NO_RESPONSE
    return None if result is None or result.reason is None else _storable(result.reason[told.graded.language])


def _storable(words: str) -> str:
    """Leave out what PostgreSQL's text cannot hold."""
    return words.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "backslashreplace").decode("utf-8")


def counted(grade: Any) -> float:  # noqa: ANN401 - nbgrader's Grade
    """Count a grade as nbgrader does: the manual score before the automatic one, and extra credit on top.

    Parameters
    ----------
    grade : nbgrader.api.Grade

    Returns
    -------
    float
    """
    base = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if base is None else float(base + (grade.extra_credit or 0.0))


def seconds_late(handed_in: Any) -> float:  # noqa: ANN401 - nbgrader's SubmittedAssignment
    """Count how late a submission is, extensions included.

    Parameters
    ----------
    handed_in : nbgrader.api.SubmittedAssignment

    Returns
    -------
    float, at least 0
    """
    # nbgrader adds an extension to a date that is not there
    return 0.0 if handed_in.assignment.duedate is None else float(handed_in.total_seconds_late)
