"""The gradebook: what is planned, one transaction per submission."""

import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from autograder.grading.bundles import LessonBundle
from autograder.grading.gradebook import journal, lessons, tables
from autograder.grading.gradebook.committing import STEPS, Commit
from autograder.grading.gradebook.connecting import persist, reading, writing
from autograder.grading.gradebook.placing import Placement, checked_name
from autograder.grading.gradebook.readable import ReadableGradebook
from autograder.grading.gradebook.rows import Committed, GradebookError, Planned
from autograder.grading.results import Graded, Submission

__all__ = ["STEPS", "Gradebook"]

SECRET = "PETALS_SECRET"  # noqa: S105 - the name of an environment variable


class Gradebook(ReadableGradebook):
    """nbgrader's database with the journal beside it, to be written; one writer for each student's lesson at a time.

    Parameters
    ----------
    url, course, config, listen
        As of `ReadableGradebook`.

    Attributes
    ----------
    committed : int
        Results that this object has written.
    at_step : callable
        Called with each of `STEPS`; for tests that stop a commit there.

    Raises
    ------
    GradebookError
        If the database cannot be reached or made.
    """

    def __init__(self, url: str, *, course: Path, config: Any = None, listen: Callable[[str], None] | None = None) -> None:  # noqa: ANN401
        super().__init__(url, course=course, config=config, listen=listen)
        self._bundles: dict[tuple[str, str], LessonBundle] = {}
        self._known_secret = b""
        self.committed = 0
        self.at_step: Callable[[str], object] = lambda _step: None

    def secret(self) -> bytes:
        """Give what hidden cases are drawn from; made at the first call, then kept in the database.

        Returns
        -------
        bytes
            Of the environment's PETALS_SECRET where it is set: the same cases from several databases.
        """
        if given := os.environ.get(SECRET):
            return given.encode()
        if not self._known_secret:
            self._known_secret = persist(self._secret, f"reading {self.where}", self._listen)
        return self._known_secret

    def _secret(self) -> bytes:
        asked = select(tables.COURSE.c.value).where(tables.COURSE.c.name == "secret")
        with reading(self._engine) as session:
            if known := session.scalar(asked):
                return bytes.fromhex(known)
        with writing(self._engine, "secret") as session:
            if known := session.scalar(asked):
                return bytes.fromhex(known)
            made = secrets.token_bytes(32)
            session.execute(tables.COURSE.insert().values(name="secret", value=made.hex()))
            session.commit()
            return made

    def register(self, bundle: LessonBundle) -> None:
        """Enter a lesson as nbgrader's `generate_assignment` does; change nothing if it stands there as it should.

        Parameters
        ----------
        bundle : LessonBundle

        Raises
        ------
        GradebookError
        """
        checked_name(bundle.name, "lesson")

        def work() -> list[str]:
            heard: list[str] = []
            with writing(self._engine, "lesson", bundle.name) as session:
                lessons.enter(session, bundle, self._settings.course_id, heard.append)
                session.commit()
            return heard

        for words in persist(work, f"entering {bundle.name}", self._listen):
            self._listen(words)
        self._bundles[bundle.name, bundle.version] = bundle

    def plan(self, submissions: Iterable[Submission], bundle: LessonBundle, *, regrade: bool = False) -> list[Planned]:
        """Say for each submission which attempt it is, where its cases are drawn from, and whether it is done already.

        Parameters
        ----------
        submissions : iterable of Submission
            Of this lesson.
        bundle : LessonBundle
            It is entered if need be.
        regrade : bool
            Nothing counts as done; attempt numbers and seeds stay.

        Returns
        -------
        list of Planned, in the order given

        Raises
        ------
        GradebookError
            Also if a name cannot be a folder's.
        """
        listed = list(submissions)
        for submission in listed:
            checked_name(submission.student, "student")
            if submission.lesson != bundle.name:
                raise GradebookError(f"{submission.student} handed in {submission.lesson}; this plan is for {bundle.name}")
        if (bundle.name, bundle.version) not in self._bundles:
            self.register(bundle)
        secret = self.secret()

        def work() -> list[Planned]:
            with reading(self._engine) as session:
                return journal.plan_submissions(session, listed, bundle, secret=secret, place_of=self.place_of, regrade=regrade)

        planned = persist(work, f"reading {self.where}", self._listen)
        self._tidy(one.submission for one in planned if one.done)
        return planned

    def _tidy(self, done: Iterable[Submission]) -> None:
        """Take away what a writer left that was killed right after its commit: nobody else comes back to these places."""
        for submission in done:
            placement = Placement(self.place_of(submission.student, submission.lesson))
            if placement.untidy:
                with writing(self._engine, submission.lesson, submission.student):  # what lies there may be another run's, at work
                    placement.sweep()

    def place_of(self, student: str, lesson: str) -> Path:
        """Say where a student's executed notebook lies.

        Parameters
        ----------
        student, lesson : str

        Returns
        -------
        Path
        """
        return self._settings.autograded / checked_name(student, "student") / lesson / f"{lesson}.ipynb"

    def commit(self, graded: Graded, planned: Planned, *, place: bool = True) -> Committed:
        """Write one result, all or nothing: grades, comments, penalty, journal and the executed notebook.

        Parameters
        ----------
        graded : Graded
        planned : Planned
            As `plan` gave it, in this process.
        place : bool
            Whether the notebook is put under ``autograded/``; nbgrader's own converter does that by itself.

        Returns
        -------
        Committed
            Status "already" if another run has written this very grading: then nothing was changed.

        Raises
        ------
        GradebookError
            If it cannot be written; nothing of it is then.
        """
        bundle = self._bundles.get((planned.submission.lesson, planned.lesson_version))
        if bundle is None or graded.student != planned.submission.student or graded.lesson != planned.submission.lesson:
            raise GradebookError(f"commit the result of {graded.student} in {graded.lesson} with the plan that this gradebook made for it")
        if planned.done:
            raise GradebookError(f"{graded.student}'s {graded.lesson} is graded already; plan it with regrade=True to grade it again")
        path = self.place_of(graded.student, graded.lesson)
        job = Commit(graded, planned, bundle, path, place, self._settings.penalty, self.at_step)
        tried: list[Commit] = []

        def work() -> Committed:
            tried.append(job)
            return job.run(self._engine)

        try:
            done = persist(work, f"writing {graded.student}'s {graded.lesson}", self._listen)
        except GradebookError as error:
            kept = f"{self.committed} results of this run are in the gradebook; nothing of this one is."
            raise GradebookError(f"{error} {kept} Run the same command again: it goes on where it stopped.") from error
        if len(tried) > 1:  # what the second try finds is what the first has written: only its answer was lost
            done = replace(done, status="written")
        self.committed += done.status == "written"
        return done
