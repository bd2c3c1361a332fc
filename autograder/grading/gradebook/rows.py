"""What goes into the gradebook and comes out of it, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from autograder.grading.gradebook.keys import digest
from autograder.grading.gradebook.records import from_json
from autograder.grading.results import Graded, Outcome, Submission


class GradebookError(Exception):
    """The gradebook cannot be read or written; the message says what is in it and how to go on."""


@dataclass(frozen=True)
class Planned:
    """One submission, with what the journal knows of it.

    Attributes
    ----------
    submission : Submission
    fingerprint : str, 64 hexadecimal digits
        SHA-256 of the notebook as it was handed in.
    attempt : int, from 1
        The student's how-manieth different hand-in of this lesson. The same bytes keep their number.
    seed : str, 64 hexadecimal digits
        Of course secret, lesson, student and attempt: for `Job`.
    lesson_version, engine_version : str
    run : int, from 0
        How often these very bytes were graded by these versions before.
    done : bool
        The gradebook already shows this result: nothing to do.
    """

    submission: Submission
    fingerprint: str
    attempt: int
    seed: str
    lesson_version: str
    engine_version: str
    run: int
    done: bool

    @cached_property
    def key(self) -> str:
        """Name this very grading: two with one key are the same, and only the first is written."""
        whose = (self.submission.student, self.submission.lesson)
        return digest((*whose, self.fingerprint, self.lesson_version, self.engine_version, str(self.run)))


@dataclass(frozen=True)
class Committed:
    """What a commit did.

    Attributes
    ----------
    key : str
    status : "written" or "already"
        "already": another run had written this key; nothing was changed.
    score, max_score : float
        As the gradebook now has them, manual scores included, before the late penalty.
    penalty : float
        Points off for being late.
    needs_manual_grade : bool
    """

    key: str
    status: Literal["written", "already"]
    score: float
    max_score: float
    penalty: float
    needs_manual_grade: bool


@dataclass(frozen=True)
class JournalRow:
    """One line of the journal; lines are added, never changed.

    Attributes
    ----------
    number : int
        Later lines have larger numbers.
    key, student, lesson : str
    attempt, run : int
    fingerprint, lesson_version, engine_version : str
    outcome : "graded", "quarantined" or "needs_staff"
    score, max_score : float
        Of the automatic part.
    penalty : float or None
        What nbgrader's plugin took off for being late.
    notebook : str
        SHA-256 of the executed notebook under ``autograded/``; empty if this run wrote none.
    submitted_at : datetime or None, UTC
    at : datetime, UTC
    host : str
    result : str
        The whole result as JSON, without the notebook.
    """

    number: int
    key: str
    student: str
    lesson: str
    attempt: int
    run: int
    fingerprint: str
    lesson_version: str
    engine_version: str
    outcome: Outcome
    score: float
    max_score: float
    penalty: float | None
    notebook: str
    submitted_at: datetime | None
    at: datetime
    host: str
    result: str

    @cached_property
    def graded(self) -> Graded:
        """Read the result; its notebook is empty."""
        return from_json(self.result)


@dataclass(frozen=True)
class Person:
    """A student in nbgrader's tables, handed in or not.

    Attributes
    ----------
    student, first_name, last_name, email, lms_user_id : str
        Empty where unknown.
    """

    student: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


@dataclass(frozen=True)
class CellStanding:
    """One graded or answered cell of a student's submission, as nbgrader's tables have it.

    Attributes
    ----------
    cell : str
        Its grade_id.
    max_score : float or None
        None for an answer cell, which is not graded itself.
    auto_score, manual_score, extra_credit : float or None
    needs_manual_grade : bool
    auto_comment, manual_comment : str
    """

    cell: str
    max_score: float | None = None
    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float | None = None
    needs_manual_grade: bool = False
    auto_comment: str = ""
    manual_comment: str = ""

    @property
    def score(self) -> float:
        """Count as nbgrader does: the manual score before the automatic one, and extra credit on top."""
        base = self.manual_score if self.manual_score is not None else self.auto_score
        return 0.0 if base is None else base + (self.extra_credit or 0.0)


@dataclass(frozen=True)
class Standing:
    """How one student stands in one lesson, as nbgrader's tables have it.

    Attributes
    ----------
    person : Person
    lesson : str
    submitted_at : datetime or None, UTC
    seconds_late : float
    penalty : float
    max_score : float
    cells : tuple of CellStanding
    """

    person: Person
    lesson: str
    submitted_at: datetime | None = None
    seconds_late: float = 0
    penalty: float = 0
    max_score: float = 0
    cells: tuple[CellStanding, ...] = ()

    @property
    def score(self) -> float:
        """Sum up the cells, before the late penalty."""
        return sum(cell.score for cell in self.cells)

    @property
    def final(self) -> float:
        """Take the late penalty off, as nbgrader's export does: never below zero."""
        return max(0.0, self.score - self.penalty)

    @property
    def needs_manual_grade(self) -> bool:
        """Say whether a person still has to look at a cell."""
        return any(cell.needs_manual_grade for cell in self.cells)
