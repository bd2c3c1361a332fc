"""Reads nbgrader's tables: who is in the course, and how everyone stands."""

from collections import defaultdict
from datetime import UTC
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.grading.gradebook.rows import CellStanding, Person, Standing

# Columns of the tables themselves: nbgrader's mapped classes add a subquery per sum to every row.
_ASSIGNMENT, _NOTEBOOK, _CELL, _GRADE, _COMMENT = (model.__table__ for model in (Assignment, Notebook, BaseCell, Grade, Comment))
_STUDENT, _HANDED_IN, _MINE = (model.__table__ for model in (Student, SubmittedAssignment, SubmittedNotebook))
_POINTS = [model.__table__ for model in (GradeCell, TaskCell)]


def read_lessons(session: Session) -> dict[str, float]:
    """Name the lessons with what each is worth.

    Parameters
    ----------
    session : Session

    Returns
    -------
    dict of str to float, points
    """
    found = {str(name): 0.0 for name in session.scalars(select(_ASSIGNMENT.c.name).order_by(_ASSIGNMENT.c.name))}
    for table in _POINTS:
        joined = table.join(_CELL, _CELL.c.id == table.c.id).join(_NOTEBOOK).join(_ASSIGNMENT)
        sums = select(_ASSIGNMENT.c.name, func.sum(table.c.max_score)).select_from(joined).group_by(_ASSIGNMENT.c.name)
        for name, points in session.execute(sums):
            found[name] += float(points)
    return found


def read_roster(session: Session) -> list[Person]:
    """List everyone in the gradebook.

    Parameters
    ----------
    session : Session

    Returns
    -------
    list of Person, by id
    """
    people = [_person(row) for row in session.execute(select(_STUDENT)).mappings()]
    return sorted(people, key=lambda person: person.student)  # databases sort by their own locale


def _person(row: Any) -> Person:  # noqa: ANN401 - a row of nbgrader's student table
    names = {name: row[name] or "" for name in ("first_name", "last_name", "email", "lms_user_id")}
    return Person(student=row["id"], **names)


def read_standings(session: Session, lesson: str | None, student: str | None) -> list[Standing]:
    """Read how students stand, manual scores, comments and penalties included.

    Parameters
    ----------
    session : Session
    lesson, student : str or None
        None for all.

    Returns
    -------
    list of Standing, by lesson, then student; only of those who handed in
    """
    asked = select(
        _MINE.c.id,
        _MINE.c.late_submission_penalty,
        _HANDED_IN.c.timestamp,
        _HANDED_IN.c.extension,
        _HANDED_IN.c.student_id,
        _ASSIGNMENT.c.name,
        _ASSIGNMENT.c.duedate,
    ).select_from(_MINE.join(_HANDED_IN).join(_ASSIGNMENT))
    if lesson is not None:
        asked = asked.where(_ASSIGNMENT.c.name == lesson)
    if student is not None:
        asked = asked.where(_HANDED_IN.c.student_id == student)
    people = {person.student: person for person in read_roster(session)}
    points = read_lessons(session)
    cells = _cells(session, lesson, student)
    return [
        Standing(
            person=people[row.student_id],
            lesson=row.name,
            submitted_at=row.timestamp and row.timestamp.replace(tzinfo=UTC),
            seconds_late=_late(row),
            penalty=row.late_submission_penalty or 0.0,
            max_score=points[row.name],
            cells=tuple(cells[row.id].values()),
        )
        for row in sorted(session.execute(asked), key=lambda row: (row.name, row.student_id))
    ]


def _late(row: Any) -> float:  # noqa: ANN401 - a row of the query above
    if row.timestamp is None or row.duedate is None:
        return 0.0
    due = row.duedate if row.extension is None else row.duedate + row.extension
    return max(0.0, float((row.timestamp - due).total_seconds()))


def _cells(session: Session, lesson: str | None, student: str | None) -> dict[str, dict[str, CellStanding]]:
    """Gather grades and comments by submission, then cell."""
    points = {row.id: row.max_score for table in _POINTS for row in session.execute(select(table.c.id, table.c.max_score))}
    told: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for table in (_GRADE, _COMMENT):
        joined = table.join(_CELL, _CELL.c.id == table.c.cell_id).join(_MINE, _MINE.c.id == table.c.notebook_id)
        asked = select(table, _CELL.c.name).select_from(joined.join(_HANDED_IN).join(_ASSIGNMENT)).order_by(_CELL.c.name)
        if lesson is not None:
            asked = asked.where(_ASSIGNMENT.c.name == lesson)
        if student is not None:
            asked = asked.where(_HANDED_IN.c.student_id == student)
        for row in session.execute(asked).mappings():
            told[row["notebook_id"]][row["name"]] |= _grade(row, points) if table is _GRADE else _comment(row)
    return defaultdict(
        dict, {mine: {name: CellStanding(cell=name, **fields) for name, fields in cells.items()} for mine, cells in told.items()}
    )


def _grade(row: Any, points: dict[str, float]) -> dict[str, Any]:  # noqa: ANN401 - a row of nbgrader's grade table
    fields = ("auto_score", "manual_score", "extra_credit")
    return {"max_score": points.get(row["cell_id"]), "needs_manual_grade": bool(row["needs_manual_grade"])} | {f: row[f] for f in fields}


def _comment(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of nbgrader's comment table
    return {name: row[name] or "" for name in ("auto_comment", "manual_comment")}
