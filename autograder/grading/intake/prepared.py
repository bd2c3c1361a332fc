"""What intake gives: a notebook that fits its lesson, cell by cell, or the reason why there is none."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from autograder.grading.results import Note, Submission
from course_utils.checking import Text

Kind: TypeAlias = Literal["code", "markdown", "raw"]
Role: TypeAlias = Literal["given", "answer", "check", "manual", "extra", "text"]


class Quarantined(Exception):  # noqa: N818 - it is an outcome of a submission, not an error of ours
    """Nothing of the submission can be run; the class goes on.

    Parameters
    ----------
    reason : Text
        What was handed in, what was needed, what to do.
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason.en


@dataclass(frozen=True)
class Refused:
    """Something that was found where hand-ins are, and is none.

    Attributes
    ----------
    where : str
        The file or folder, below the folder or archive that was read; safe to print.
    reason : Text
    student, lesson : str
        Whose it is, where that is certain: then it counts as handed in and may be quarantined. Else empty, and for staff only.
    submitted_at : datetime or None
        Where nbgrader's time stamp lies beside it.
    """

    where: str
    reason: Text
    student: str = ""
    lesson: str = ""
    submitted_at: datetime | None = None

    def stand_in(self) -> Submission:
        """Stand for the bytes that nobody read: the same trouble again is the same attempt.

        Returns
        -------
        Submission
        """
        words = f"{self.where}\0{self.reason.en}".encode("utf-8", "surrogatepass")
        return Submission(self.student, self.lesson, words, self.submitted_at)


@dataclass(frozen=True)
class PreparedCell:
    """One cell, ready to run or to show.

    Attributes
    ----------
    id : str
        The release's; of cells that students added, unique and valid.
    kind : "code", "markdown" or "raw"
    role : str
        "given": code of the release, perhaps changed by the student; "answer"; "check": locked, the release's text; "manual": graded by
        hand; "extra": code that the student added; "text": prose and raw cells, of the release or added.
    exercise : str
        Of an answer, check or manual cell, else empty.
    source : str
        Lines end in a newline only; no NUL, no lone surrogate.
    """

    id: str
    kind: Kind
    role: Role
    exercise: str
    source: str


@dataclass(frozen=True)
class Prepared:
    """A submission that fits its lesson.

    Attributes
    ----------
    language : str
        Of the release that it was held against: "en" or "ko".
    cells : tuple of PreparedCell
        Every answer, check and manual cell of the release exactly once; each check after its answer.
    notes : tuple of Note
        What was mended, and what staff should see.
    """

    language: str
    cells: tuple[PreparedCell, ...]
    notes: tuple[Note, ...] = ()
