"""One result, one transaction: grades, comments, penalty and journal, with the notebook put in its place just before the commit."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nbgrader.api import Grade
from sqlalchemy import Engine, RowMapping
from sqlalchemy.orm import Session

from autograder.grading.bundles import LessonBundle
from autograder.grading.gradebook import journal
from autograder.grading.gradebook.connecting import writing
from autograder.grading.gradebook.grades import Writing, answers_in, counted, find_submission, rows_of, seconds_late, write_grades
from autograder.grading.gradebook.lessons import cells_in
from autograder.grading.gradebook.placing import Placement, digest_of, stand_in
from autograder.grading.gradebook.rows import Committed, Planned
from autograder.grading.results import Graded

# Where a test may stop a commit, in this order: the transaction has begun; grades, then the journal's row are written in it; the
# notebook lies beside its place, then in it; the transaction is committed.
STEPS = ("begun", "graded", "journaled", "staged", "placed", "committed")
Penalty = Callable[[str, float, float], float | None]


@dataclass(frozen=True)
class Commit:
    """All that one commit needs, so that it can be tried again.

    Attributes
    ----------
    graded : Graded
    planned : Planned
    bundle : LessonBundle
    path : Path
        The executed notebook's place.
    place : bool
        Whether it is put there.
    penalty : callable of student, score and seconds to float or None
        nbgrader's plugin.
    at_step : callable
        Called with each of `STEPS`.
    """

    graded: Graded
    planned: Planned
    bundle: LessonBundle
    path: Path
    place: bool
    penalty: Penalty
    at_step: Callable[[str], object]

    def run(self, engine: Engine) -> Committed:
        """Write it, or find it written.

        Parameters
        ----------
        engine : Engine

        Returns
        -------
        Committed
        """
        with writing(engine, self.graded.lesson, self.graded.student) as session:
            self.at_step("begun")
            mine = find_submission(session, self.planned.submission)
            before = journal.last_row(session, self.planned)
            content = self._content(before)
            journaled = journal.notebook_of(session, self.planned.key)
            if journaled is not None:
                self._mend(before, content, journaled)
                return self._report(session, mine, "already")
            self._write(session, mine, content, before)
            done = self._report(session, mine, "written")
            placement = Placement(self.path)
            try:
                self._put(placement, content)
                session.commit()
            except BaseException:
                placement.undo()
                raise
            self.at_step("committed")
            placement.sweep()
            return done

    def _mend(self, last: RowMapping | None, content: bytes, journaled: str) -> None:
        """Place the notebook of a commit that went through although its answer was lost."""
        ours = last is not None and last["key"] == self.planned.key and content and hashlib.sha256(content).hexdigest() == journaled
        if ours and digest_of(self.path) != journaled:
            placement = Placement(self.path)
            placement.stage(content)
            placement.place(self.planned.submission.submitted_at)
            placement.sweep()

    def _put(self, placement: Placement, content: bytes) -> None:
        """Put the notebook in its place while the lock is held: of two writers, the later commit has the later notebook."""
        if content:
            placement.stage(content)
        self.at_step("staged")
        if content:
            placement.place(self.planned.submission.submitted_at)
        self.at_step("placed")

    def _content(self, before: RowMapping | None) -> bytes:
        if not self.place or self.graded.notebook:
            return self.graded.notebook if self.place else b""
        same = before is not None and before["fingerprint"] == self.planned.fingerprint
        if self.graded.outcome == "needs_staff" and same and self.path.exists():
            return b""  # the grader failed: what it made of these very bytes before still stands
        reason = self.graded.reason[self.graded.language] if self.graded.reason else self.graded.outcome
        released = self.bundle.released
        return stand_in(released.get(self.graded.language) or released[min(released)], reason)

    def _write(self, session: Session, mine: Any, content: bytes, before: RowMapping | None) -> None:  # noqa: ANN401 - nbgrader's SubmittedNotebook
        cells = cells_in(self.bundle, self.graded.language)
        told = Writing(
            graded=self.graded,
            cells=cells,
            answers=answers_in(self.graded.notebook, cells),
            before=json.loads(before["answers"]) if before else None,
            same=before is not None and before["fingerprint"] == self.planned.fingerprint,
        )
        score = write_grades(session, mine, told)
        penalty = self._penalise(mine, score, before)
        session.flush()
        self.at_step("graded")
        digest = hashlib.sha256(content).hexdigest() if content else digest_of(self.path) if self.place else ""
        journal.add_row(session, self.planned, self.graded, answers=told.answers, penalty=penalty, notebook=digest)
        self.at_step("journaled")

    def _penalise(self, mine: Any, score: float, before: RowMapping | None) -> float | None:  # noqa: ANN401 - nbgrader's SubmittedNotebook
        """Take off what nbgrader's plugin says, unless a person has set the penalty since; give what the plugin said."""
        asked = self.penalty(self.graded.student, score, seconds_late(mine.assignment))
        stands = mine.late_submission_penalty
        if before is None:
            by_hand = stands is not None  # whoever graded it before us
        else:
            by_hand = before["fingerprint"] == self.planned.fingerprint and (stands or 0) != (before["penalty"] or 0)
        if not by_hand and stands != asked:
            mine.late_submission_penalty = asked
        return asked

    def _report(self, session: Session, mine: Any, status: Literal["written", "already"]) -> Committed:  # noqa: ANN401 - nbgrader's SubmittedNotebook
        grades = rows_of(session, Grade, mine.id).values()
        return Committed(
            key=self.planned.key,
            status=status,
            score=sum(counted(grade) for grade in grades),
            max_score=sum(cell.points or 0.0 for cell in cells_in(self.bundle, self.graded.language)),
            penalty=mine.late_submission_penalty or 0.0,
            needs_manual_grade=any(grade.needs_manual_grade for grade in grades),
        )
