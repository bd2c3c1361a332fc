"""The gradebook: what is planned, one transaction per submission, what stands in it."""

import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.grading.bundles import LessonBundle
from autograder.grading.gradebook import journal, lessons, standing, tables
from autograder.grading.gradebook.committing import STEPS, Commit
from autograder.grading.gradebook.connecting import open_engine, persist, reading, writing
from autograder.grading.gradebook.nbgrader_settings import Settings
from autograder.grading.gradebook.placing import checked_name
from autograder.grading.gradebook.rows import Committed, GradebookError, JournalRow, Person, Planned, Standing
from autograder.grading.results import Graded, Submission

__all__ = ["STEPS", "Gradebook"]

T = TypeVar("T")

SECRET = "PETALS_SECRET"  # noqa: S105 - the name of an environment variable


class Gradebook:
    """nbgrader's database with the journal beside it; a context manager.

    Parameters
    ----------
    url : str
        As SQLAlchemy writes it: ``sqlite:////course/gradebook.db``, ``postgresql://user@host/course``; empty for nbgrader's own choice.
    course : Path
        The course's folder: nbgrader_config.py is read from it, ``autograded/`` lies in it.
    config : traitlets Config, optional
        nbgrader's configuration, where it is at hand; default: the course's nbgrader_config.py.
    listen : callable
        Told, in a sentence, what a person should hear while waiting: a lost connection, another try. Default: standard error.

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
        self._settings = Settings(course, config)
        self._listen = listen or (lambda words: click.echo(words, err=True))
        self._engine = open_engine(url or self._settings.db_url)
        self._bundles: dict[tuple[str, str], LessonBundle] = {}
        self.committed = 0
        self.at_step: Callable[[str], object] = lambda _step: None
        persist(self._make, f"opening {self.where}", self._listen)

    @property
    def where(self) -> str:
        """Name the database, without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def __enter__(self) -> Self:
        """Open."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _make(self) -> None:
        with reading(self._engine) as session:
            if tables.ready(session.connection(), self._settings.course_id):
                return
        with writing(self._engine, "tables") as session:
            tables.create(session.connection(), self._settings.course_id)
            session.commit()

    def secret(self) -> bytes:
        """Give what hidden cases are drawn from; made at the first call, then kept in the database.

        Returns
        -------
        bytes
            Of the environment's PETALS_SECRET where it is set: the same cases from several databases.
        """
        if given := os.environ.get(SECRET):
            return given.encode()
        return persist(self._secret, f"reading {self.where}", self._listen)

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

        return persist(work, f"reading {self.where}", self._listen)

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
        path = self.place_of(graded.student, graded.lesson)
        job = Commit(graded, planned, bundle, path, place, self._settings.penalty, self.at_step)
        try:
            done = persist(lambda: job.run(self._engine), f"writing {graded.student}'s {graded.lesson}", self._listen)
        except GradebookError as error:
            kept = f"{self.committed} results of this run are in the gradebook; nothing of this one is."
            raise GradebookError(f"{error} {kept} Run the same command again: it goes on where it stopped.") from error
        self.committed += done.status == "written"
        return done

    def journal(self, lesson: str | None = None, student: str | None = None, *, latest: bool = False) -> list[JournalRow]:
        """Read the journal.

        Parameters
        ----------
        lesson, student : str, optional
        latest : bool
            Only the last row of each student in each lesson.

        Returns
        -------
        list of JournalRow, oldest first
        """
        return self._read(lambda session: journal.read_rows(session, lesson, student, latest=latest))

    def standings(self, lesson: str | None = None, student: str | None = None) -> list[Standing]:
        """Read what nbgrader's tables say, manual scores, comments and penalties included.

        Parameters
        ----------
        lesson, student : str, optional

        Returns
        -------
        list of Standing, by lesson, then student
            Only of those who handed in.
        """
        return self._read(lambda session: standing.read_standings(session, lesson, student))

    def lessons(self) -> dict[str, float]:
        """Name the lessons in the gradebook with their points.

        Returns
        -------
        dict of str to float
        """
        return self._read(standing.read_lessons)

    def roster(self) -> list[Person]:
        """List everyone in the gradebook, handed in or not.

        Returns
        -------
        list of Person
        """
        return self._read(standing.read_roster)

    def _read(self, work: Callable[[Session], T]) -> T:
        def once() -> T:
            with reading(self._engine) as session:
                return work(session)

        return persist(once, f"reading {self.where}", self._listen)
