"""The journal: what was graded when, from which bytes, with which versions; and what is still to do."""

import json
import math
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import Session

from autograder.grading.bundles import LessonBundle
from autograder.grading.gradebook.grades import Digests
from autograder.grading.gradebook.keys import ENGINE_VERSION, fingerprint, seed_of
from autograder.grading.gradebook.placing import digest_of
from autograder.grading.gradebook.records import to_json
from autograder.grading.gradebook.rows import JournalRow, Planned
from autograder.grading.gradebook.tables import JOURNAL
from autograder.grading.results import Graded, Submission

FEW = 100  # students that are asked for by name; of more, the lesson's whole journal is read
_SHOWN = [column for column in JOURNAL.columns if column.name != "answers"]


def read_rows(session: Session, lesson: str | None, student: str | None, *, latest: bool) -> list[JournalRow]:
    """Read the journal.

    Parameters
    ----------
    session : Session
    lesson, student : str or None
        None for all.
    latest : bool
        Only the last row of each student in each lesson.

    Returns
    -------
    list of JournalRow, oldest first
    """
    asked = select(*_SHOWN).order_by(JOURNAL.c.number)
    if lesson is not None:
        asked = asked.where(JOURNAL.c.lesson == lesson)
    if student is not None:
        asked = asked.where(JOURNAL.c.student == student)
    if latest:
        asked = asked.where(JOURNAL.c.number.in_(select(func.max(JOURNAL.c.number)).group_by(JOURNAL.c.student, JOURNAL.c.lesson)))
    return [_row(found) for found in session.execute(asked).mappings()]


def read_outcomes(session: Session, lesson: str | None) -> dict[tuple[str, str], str]:
    """Read how each student's last grading ended, without the results themselves: of a large class they fill memory.

    Parameters
    ----------
    session : Session
    lesson : str or None
        None for all.

    Returns
    -------
    dict of (student, lesson) to str
    """
    last = select(func.max(JOURNAL.c.number)).group_by(JOURNAL.c.student, JOURNAL.c.lesson)
    asked = select(JOURNAL.c.student, JOURNAL.c.lesson, JOURNAL.c.outcome)
    if lesson is not None:
        last, asked = last.where(JOURNAL.c.lesson == lesson), asked.where(JOURNAL.c.lesson == lesson)
    return {(row.student, row.lesson): row.outcome for row in session.execute(asked.where(JOURNAL.c.number.in_(last)))}


def _row(found: RowMapping) -> JournalRow:
    told: dict[str, Any] = dict(found)
    for name in ("at", "submitted_at"):
        told[name] = told[name] and told[name].replace(tzinfo=UTC)
    return JournalRow(**told)


def last_row(session: Session, planned: Planned) -> RowMapping | None:
    """Find what the journal says last of a student's lesson.

    Parameters
    ----------
    session : Session
    planned : Planned

    Returns
    -------
    mapping of column to value, or None
    """
    mine = (JOURNAL.c.student == planned.submission.student) & (JOURNAL.c.lesson == planned.submission.lesson)
    return session.execute(select(JOURNAL).where(mine).order_by(JOURNAL.c.number.desc()).limit(1)).mappings().first()


def notebook_of(session: Session, key: str) -> str | None:
    """Say which notebook a grading has placed.

    Parameters
    ----------
    session : Session
    key : str

    Returns
    -------
    str or None
        Its digest, empty if it placed none; None if there is no such grading.
    """
    digest: str | None = session.scalar(select(JOURNAL.c.notebook).where(JOURNAL.c.key == key))
    return digest


def add_row(session: Session, planned: Planned, graded: Graded, *, answers: Digests, penalty: float | None, notebook: str) -> None:
    """Add a line to the journal.

    Parameters
    ----------
    session : Session
        Of a writing transaction.
    planned : Planned
    graded : Graded
    answers : mapping of str to str
    penalty : float or None
        What nbgrader's plugin said.
    notebook : str
        The placed notebook's digest; empty if none is placed.
    """
    submitted_at = planned.submission.submitted_at
    row = {
        "key": planned.key,
        "student": planned.submission.student,
        "lesson": planned.submission.lesson,
        "attempt": planned.attempt,
        "run": planned.run,
        "fingerprint": planned.fingerprint,
        "lesson_version": planned.lesson_version,
        "engine_version": planned.engine_version,
        "outcome": graded.outcome,
        "score": _sum(result.score.earned for result in graded.exercises),
        "max_score": _sum(result.score.points for result in graded.exercises),
        "penalty": penalty,
        "notebook": notebook,
        "answers": json.dumps(dict(answers), sort_keys=True),
        "submitted_at": _naive(submitted_at) if submitted_at else None,
        "at": _naive(datetime.now(UTC)),
        "host": socket.gethostname()[:128],
        "result": to_json(replace(graded, notebook=b"")),
    }
    session.execute(JOURNAL.insert().values(**row))


def _sum(values: Iterable[float]) -> float:
    """Add up what is a number: SQLite takes nan for nothing at all."""
    return float(sum(value for value in values if math.isfinite(value)))


def _naive(moment: datetime) -> datetime:
    """Give UTC without saying so, as nbgrader's columns do; a moment without a zone is UTC already."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def plan_submissions(
    session: Session,
    submissions: Iterable[Submission],
    bundle: LessonBundle,
    *,
    secret: bytes,
    place_of: Callable[[str, str], Path],
    regrade: bool,
) -> list[Planned]:
    """Hold submissions against the journal.

    Parameters
    ----------
    session : Session
    submissions : iterable of Submission
    bundle : LessonBundle
    secret : bytes
        The course's.
    place_of : callable of student and lesson to Path
        Where the executed notebook lies.
    regrade : bool
        Nothing counts as done.

    Returns
    -------
    list of Planned, in the order given

    Notes
    -----
    Done is what the journal's last row of the student says of the same bytes and versions, with its notebook in place: a hand-in
    that returns to earlier bytes, and one whose writer was killed between notebook and commit, are graded again.
    """
    listed = list(submissions)
    past: dict[str, list[RowMapping]] = defaultdict(list)
    columns = [JOURNAL.c[name] for name in ("student", "attempt", "run", "fingerprint", "lesson_version", "engine_version", "notebook")]
    asked = select(*columns).where(JOURNAL.c.lesson == bundle.name).order_by(JOURNAL.c.number)
    if len(listed) <= FEW:
        asked = asked.where(JOURNAL.c.student.in_({submission.student for submission in listed}))
    for row in session.execute(asked).mappings():
        past[row["student"]].append(row)
    numbers: dict[str, dict[str, int]] = {whose: {row["fingerprint"]: row["attempt"] for row in rows} for whose, rows in past.items()}
    planned = []
    for submission in listed:
        name = fingerprint(submission.notebook)
        attempts = numbers.setdefault(submission.student, {})
        attempt = attempts.setdefault(name, max(attempts.values(), default=0) + 1)
        versions = (name, bundle.version, ENGINE_VERSION)
        runs = [row for row in past[submission.student] if _versions(row) == versions]
        done = not regrade and bool(runs) and runs[-1] is past[submission.student][-1]
        planned.append(
            Planned(
                submission=submission,
                fingerprint=name,
                attempt=attempt,
                seed=seed_of(secret, bundle.name, submission.student, attempt),
                lesson_version=bundle.version,
                engine_version=ENGINE_VERSION,
                run=1 + max((row["run"] for row in runs), default=-1),
                done=done and _in_place(runs[-1]["notebook"], place_of(submission.student, bundle.name)),
            )
        )
    return planned


def _versions(row: RowMapping) -> tuple[str, str, str]:
    return row["fingerprint"], row["lesson_version"], row["engine_version"]


def _in_place(digest: str, path: Path) -> bool:
    return not digest or digest_of(path) == digest
