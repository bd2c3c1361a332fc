"""What grading one submission needs and gives, as plain values that travel between processes and machines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from autograder.grading.bundles import LessonBundle
from autograder.kernels.limits import Limits
from course_utils.checking import Score, Text

Outcome: TypeAlias = Literal["graded", "quarantined", "needs_staff"]


@dataclass(frozen=True)
class Submission:
    """One student's notebook as it was handed in; nothing in it is trusted.

    Attributes
    ----------
    student : str
    lesson : str
    notebook : bytes
    submitted_at : datetime or None
    strays : tuple of str
        Names of what lay beside the notebook and is not used.
    file : str
        The notebook's name, where it was handed in under another than the lesson's; else empty.
    """

    student: str
    lesson: str
    notebook: bytes
    submitted_at: datetime | None = None
    strays: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Job:
    """One submission to grade, with all that a worker on another machine needs.

    Attributes
    ----------
    submission : Submission
    bundle : LessonBundle
    attempt : int, from 1
        The student's how-manieth different hand-in of this lesson.
    seed : str, 64 hexadecimal digits
        Where hidden cases are drawn from: made of the course's secret, lesson, student and attempt.
    limits : Limits
    trusted : bool
        Run without a sandbox where there is none; the instructor said so.
    cold : bool
        In a kernel of its own instead of a fork: the second try after a worker was lost.
    """

    submission: Submission
    bundle: LessonBundle
    attempt: int
    seed: str
    limits: Limits = field(default_factory=Limits)
    trusted: bool = False
    cold: bool = False


@dataclass(frozen=True)
class ExerciseResult:
    """How one exercise went.

    Attributes
    ----------
    cell : str
        Its grade_id in the notebook.
    score : Score
        Of a manual exercise: "needs_staff", nothing earned.
    sitting : int, 1 or 2
        2 if it was examined in a second, fresh kernel.
    lent : tuple of str
        Exercises whose reference answers stood in for the student's own.
    peak_bytes : int
        Memory above a fresh kernel's, up to the end of this exercise.
    reason : Text or None
        Why it could not be examined, or only in part.
    """

    cell: str
    score: Score
    sitting: int = 1
    lent: tuple[str, ...] = ()
    peak_bytes: int = 0
    reason: Text | None = None


@dataclass(frozen=True)
class Note:
    """Something said about a submission besides its scores.

    Attributes
    ----------
    kind : "repair", "limit" or "staff"
        Mended at intake; a limit that was met; for the eyes of staff only.
    message : Text
    cell : str
        Where, if it concerns one cell.
    """

    kind: Literal["repair", "limit", "staff"]
    message: Text
    cell: str = ""


@dataclass(frozen=True)
class Graded:
    """All that came of one submission.

    Attributes
    ----------
    student, lesson : str
    outcome : "graded", "quarantined" (nothing could be run; zero, with a reason) or "needs_staff" (the grader itself failed)
    reason : Text or None
        Why it was not graded.
    language : "en" or "ko"
        Of the notebook; feedback is written in it.
    attempt : int
    exercises : tuple of ExerciseResult, in the lesson's order
    notes : tuple of Note
    notebook : bytes
        Normalised, executed, with nothing active in its outputs; empty if quarantined.
    kernel : "warm", "cold", "trusted" or ""
    stages : mapping of str to float
        Seconds: intake, start, execute, examine, second, close.
    peak_bytes : int
    """

    student: str
    lesson: str
    outcome: Outcome
    attempt: int
    reason: Text | None = None
    language: str = "en"
    exercises: tuple[ExerciseResult, ...] = ()
    notes: tuple[Note, ...] = ()
    notebook: bytes = b""
    kernel: str = ""
    stages: Mapping[str, float] = field(default_factory=dict)
    peak_bytes: int = 0
