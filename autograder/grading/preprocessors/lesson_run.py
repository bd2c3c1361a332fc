"""One lesson's submissions through the engine, as `nbgrader autograde` was asked: its students, its --force, its log, its hooks."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.converters.base import NbGraderException

from autograder.grading.bundles import LessonBundle
from autograder.grading.lessons import read_bundle, read_limits
from autograder.grading.results import Graded, Job, Submission

if TYPE_CHECKING:
    from autograder.grading.gradebook import Gradebook, Planned
    from autograder.kernels.limits import Limits
    from course_utils.checking import Text


@dataclass
class LessonRun:
    """The submissions of one lesson that nbgrader was asked for.

    Attributes
    ----------
    converter : EngineAutograde
        What was asked, where the course lies, and where to log.
    book : Gradebook
        Open.
    lesson : str
        ``NN_slug``.
    """

    converter: Any
    book: "Gradebook"
    lesson: str

    def grade(self) -> None:
        """Grade all that is not graded yet, or all of it with --force.

        Raises
        ------
        NbGraderException
            At once, if nothing was handed in; once all is graded, if something of it needs a person.
        """
        root = Path(self.converter.coursedir.root)
        bundle, limits = read_bundle(root, self.lesson), read_limits(root, self.lesson)
        self.book.register(bundle)
        failed = {student for (student, _), outcome in self.book.outcomes(self.lesson).items() if outcome == "needs_staff"}
        trouble = []
        for submission, refused in self._handed_in():
            again = self.converter.force or submission.student in failed  # what the grader itself failed at is tried again
            (planned,) = self.book.plan([submission], bundle, regrade=again)
            if planned.done:
                self.converter.log.info("Skipping %s: graded already; --force grades again", submission.student)
                continue
            self._hook("pre", planned)
            trouble += self._keep(planned, self._result(planned, bundle, limits, refused))
            self._hook("post", planned)
        if trouble:
            self.converter.log.error("These need a person:\n%s", "\n".join(trouble))
            raise NbGraderException("\n".join(trouble))

    def _handed_in(self) -> Iterator[tuple[Submission, "Text | None"]]:
        """Read the submissions asked for, one after the other; at last those refused, with the reason, standing for bytes nobody read."""
        from autograder.grading.intake import Refused, read_tree  # noqa: PLC0415 - the checks' numpy comes with it

        course = self.converter.coursedir
        folder = Path(course.root) / course.submitted_directory
        read: set[str] = set()
        refused: dict[str, Refused] = {}
        for entry in read_tree(folder, self.lesson) if folder.is_dir() else ():
            if not isinstance(entry, Refused):
                if self._wanted(entry.student):
                    read.add(entry.student)
                    yield entry, None
            elif not entry.student or self._wanted(entry.student):
                self.converter.log.warning("%s: %s", entry.where, entry.reason.en)
                refused |= {entry.student: entry} if entry.student else {}
        for student in sorted(refused.keys() - read):
            yield refused[student].stand_in(), refused[student].reason
        if not (read or refused):
            self._fail(f"No submissions of {self.lesson} under {folder} for student {course.student_id!r}.")

    def _wanted(self, student: str) -> bool:
        course = self.converter.coursedir
        asked = student == course.student_id or fnmatchcase(student, course.student_id)
        return asked and student not in course.student_id_exclude.split(",") and (self.converter.create_student or self._known(student))

    def _known(self, student: str) -> bool:
        """Say whether nbgrader has the student; with create_student=False, others are not graded."""
        from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 - only where it is asked for

        with Gradebook(self.converter.coursedir.db_url, self.converter.coursedir.course_id) as book:
            try:
                book.find_student(student)
            except MissingEntry:
                self.converter.log.warning("No student with ID %r is in the gradebook: not graded", student)
                return False
        return True

    def _result(self, planned: "Planned", bundle: LessonBundle, limits: "Limits", refused: "Text | None") -> Graded:
        submission = planned.submission
        if refused is not None:
            return Graded(submission.student, self.lesson, "quarantined", planned.attempt, reason=refused)
        from autograder.grading.examiner.engine import grade  # noqa: PLC0415 - opens a sandbox

        self.converter.log.info("Grading %s, attempt %d", submission.student, planned.attempt)
        job = Job(submission, bundle, planned.attempt, planned.seed, limits)
        return grade(job, listen=self.converter.log.debug)

    def _keep(self, planned: "Planned", graded: Graded) -> list[str]:
        """Write a result; what a person has to look at comes back in a sentence."""
        student = graded.student
        committed = self.book.commit(graded, planned)
        self.converter.set_permissions(self.lesson, student)
        self.converter.log.info(
            "%s: %g of %g points, %g off for lateness", student, committed.score, committed.max_score, committed.penalty
        )
        if graded.outcome == "graded":
            return []
        word = "nothing could be graded, zero points" if graded.outcome == "quarantined" else "the grader failed"
        return [f"{student}: {word}: {graded.reason.en if graded.reason else 'no reason was given'}"]

    def _hook(self, which: str, planned: "Planned") -> None:
        folder = Path(self.converter._format_source(self.lesson, planned.submission.student))  # noqa: SLF001 - as above
        self.converter.notebooks = [str(folder / f"{self.lesson}.ipynb")]
        getattr(self.converter, f"run_{which}_convert_hook")()

    def _fail(self, message: str) -> None:
        self.converter.log.error(message)
        raise NbGraderException(message)
