"""How a course stands: per lesson and per student, from the journal and nbgrader's tables."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.gradebook.rows import JournalRow, Standing


@dataclass(frozen=True)
class StudentStatus:
    """How one student stands in one lesson.

    Attributes
    ----------
    student : str
    outcome : "graded", "quarantined", "needs_staff" or "waiting" (handed in, not graded yet)
    attempts : int
        Different hand-ins in the journal.
    score, max_score, penalty : float
        The score is before the penalty.
    needs_manual_grade : bool
    late : bool
    reason : str
        Why it was not graded.
    """

    student: str
    outcome: str
    attempts: int = 0
    score: float = 0
    max_score: float = 0
    penalty: float = 0
    needs_manual_grade: bool = False
    late: bool = False
    reason: str = ""


@dataclass(frozen=True)
class LessonStatus:
    """How a lesson stands.

    Attributes
    ----------
    lesson : str
    max_score : float
    students : tuple of StudentStatus, by name
    """

    lesson: str
    max_score: float
    students: tuple[StudentStatus, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Count submissions by how they stand."""
        outcomes = Counter(student.outcome for student in self.students)
        return {
            "submitted": len(self.students),
            "graded": outcomes["graded"],
            "waiting": outcomes["waiting"],
            "quarantined": outcomes["quarantined"],
            "needs_staff": outcomes["needs_staff"],
            "needs_manual_grade": sum(student.needs_manual_grade for student in self.students),
            "late": sum(student.late for student in self.students),
        }

    @property
    def mean(self) -> float | None:
        """Average the scores after late penalties, of those that have one; None while nobody has."""
        known = [student for student in self.students if student.outcome in ("graded", "quarantined")]
        finals = [max(0.0, student.score - student.penalty) for student in known]
        return sum(finals) / len(finals) if finals else None


def summarise(
    lessons: Mapping[str, float],
    standings: Iterable[Standing],
    journal: Iterable[JournalRow],
    handed_in: Mapping[str, frozenset[str]],
) -> list[LessonStatus]:
    """Put together how lessons stand.

    Parameters
    ----------
    lessons : mapping of str to float
        What each is worth.
    standings : iterable of Standing
    journal : iterable of JournalRow, oldest first
    handed_in : mapping of lesson to students
        Whose work lies in the course's folder.

    Returns
    -------
    list of LessonStatus
    """
    stands = {(one.lesson, one.person.student): one for one in standings}
    last = {(row.lesson, row.student): row for row in journal}
    return [
        LessonStatus(
            lesson,
            lessons.get(lesson, 0.0),
            tuple(
                _student(student, stands.get((lesson, student)), last.get((lesson, student)))
                for student in sorted({whose for name, whose in stands if name == lesson} | handed_in.get(lesson, frozenset()))
            ),
        )
        for lesson in sorted({*lessons, *handed_in})
    ]


def _student(student: str, stands: Standing | None, row: JournalRow | None) -> StudentStatus:
    if stands is None:
        return StudentStatus(student, "waiting")
    reason = row.graded.reason if row and row.outcome != "graded" else None  # a class's worth of JSON is slow to read
    return StudentStatus(
        student=student,
        outcome=row.outcome if row else "graded",  # by nbgrader itself
        attempts=row.attempt if row else 0,
        score=round(stands.score, 2),
        max_score=stands.max_score,
        penalty=round(stands.penalty, 2),
        needs_manual_grade=stands.needs_manual_grade,
        late=stands.seconds_late > 0,
        reason=reason.en if reason else "",
    )


def handed_in(folder: Path) -> dict[str, frozenset[str]]:
    """List whose work lies in nbgrader's tree of submissions.

    Parameters
    ----------
    folder : Path
        ``submitted``; it need not exist.

    Returns
    -------
    dict of lesson to frozenset of students
        Links are not followed: what hangs on them is not graded either.
    """
    found: dict[str, set[str]] = {}
    for student in _folders(folder):
        for lesson in _folders(student):
            found.setdefault(lesson.name, set()).add(student.name)
    return {lesson: frozenset(students) for lesson, students in found.items()}


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink() and not path.name.startswith(".")]
