"""A gradebook to read from: opened, its tables made where they were missing, everything in it as plain values."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import click
from sqlalchemy.orm import Session

from autograder.grading.gradebook import journal, standing, tables
from autograder.grading.gradebook.connecting import open_engine, persist, reading, writing
from autograder.grading.gradebook.nbgrader_settings import Settings
from autograder.grading.gradebook.rows import GradebookError, JournalRow, Person, Standing
from autograder.grading.gradebook.sheets import Marks, gather
from autograder.grading.gradebook.summaries import LessonStatus, handed_in, summarise

T = TypeVar("T")


class ReadableGradebook:
    """nbgrader's database with the journal beside it; a context manager.

    Parameters
    ----------
    url : str
        As SQLAlchemy writes it: ``sqlite:////course/gradebook.db``, ``postgresql://user@host/course``; empty for nbgrader's own choice.
    course : Path
        The course's folder: nbgrader_config.py is read from it, ``autograded/`` and ``submitted/`` lie in it.
    config : traitlets Config, optional
        nbgrader's configuration, where it is at hand; default: the course's nbgrader_config.py.
    listen : callable
        Told, in a sentence, what a person should hear while waiting: a lost connection, another try. Default: standard error.

    Raises
    ------
    GradebookError
        If the database cannot be reached or made.
    """

    def __init__(self, url: str, *, course: Path, config: Any = None, listen: Callable[[str], None] | None = None) -> None:  # noqa: ANN401
        self._settings = Settings(course, config)
        self._listen = listen or (lambda words: click.echo(words, err=True))
        self._engine = open_engine(url or self._settings.db_url)
        persist(self._make, f"opening {self.where}", self._listen)

    @property
    def submitted(self) -> Path:
        """Say where hand-ins lie."""
        return self._settings.submitted

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

    def outcomes(self, lesson: str | None = None) -> dict[tuple[str, str], str]:
        """Read how each student's last grading ended.

        Parameters
        ----------
        lesson : str, optional

        Returns
        -------
        dict of (student, lesson) to "graded", "quarantined" or "needs_staff"
        """
        return self._read(lambda session: journal.read_outcomes(session, lesson))

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

    def marks(self, lessons: Iterable[str] = ()) -> Marks:
        """Read what an export says.

        Parameters
        ----------
        lessons : iterable of str
            None: all.

        Returns
        -------
        Marks

        Raises
        ------
        GradebookError
            If one is not in the gradebook.
        """
        return gather(self.roster(), self.lessons(), self.standings(), self.outcomes(), lessons)

    def status(self, lessons: Iterable[str] = ()) -> list[LessonStatus]:
        """Say how lessons stand, with what lies in ``submitted/`` and is not graded yet.

        Parameters
        ----------
        lessons : iterable of str
            None: all.

        Returns
        -------
        list of LessonStatus

        Raises
        ------
        GradebookError
            If one is neither in the gradebook nor handed in.
        """
        wanted = set(lessons)
        found = summarise(self.lessons(), self.standings(), self.journal(latest=True), handed_in(self.submitted))
        if unknown := sorted(wanted - {one.lesson for one in found}):
            raise GradebookError(f"neither in the gradebook nor handed in: {', '.join(unknown)}")
        return [one for one in found if not wanted or one.lesson in wanted]

    def _read(self, work: Callable[[Session], T]) -> T:
        def once() -> T:
            with reading(self._engine) as session:
                return work(session)

        return persist(once, f"reading {self.where}", self._listen)
