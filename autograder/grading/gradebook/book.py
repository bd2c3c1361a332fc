"""The gradebook: what is planned, one transaction per submission, what stands in it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.grading.bundles import LessonBundle
from autograder.grading.gradebook.rows import Committed, JournalRow, Planned, Standing
from autograder.grading.results import Graded, Submission

# Where a test may stop a commit: in this order.
STEPS = ("begun", "graded", "journaled", "staged", "placed", "committed")


class Gradebook:
    """nbgrader's database with the journal beside it; a context manager.

    Parameters
    ----------
    url : str
        As SQLAlchemy writes it: ``sqlite:////course/gradebook.db``, ``postgresql+psycopg://user@host/course``.
    course : Path
        The course's folder: nbgrader_config.py is read from it, ``autograded/`` lies in it.
    config : traitlets Config, optional
        nbgrader's configuration, where it is at hand; default: the course's nbgrader_config.py.
    listen : callable
        Told, in a sentence, what a person should hear while waiting: a lost connection, another try.
    """

    def __init__(self, url: str, *, course: Path, config: Any = None, listen: Callable[[str], None] = print) -> None:  # noqa: ANN401
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Open."""
        raise NotImplementedError

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        raise NotImplementedError

    def secret(self) -> bytes:
        """Give the course's secret; it is made at the first call and kept in the database. PETALS_SECRET overrides it."""
        raise NotImplementedError

    def register(self, bundle: LessonBundle) -> None:
        """Enter a lesson as nbgrader's `generate_assignment` does; do nothing if it stands there as it should."""
        raise NotImplementedError

    def plan(self, submissions: Iterable[Submission], bundle: LessonBundle, *, regrade: bool = False) -> list[Planned]:
        """Say for each submission which attempt it is, where its cases are drawn from, and whether it is done already."""
        raise NotImplementedError

    def commit(self, graded: Graded, planned: Planned, *, place: bool = True) -> Committed:
        """Write one result: grades, comments, penalty, journal and (with `place`) autograded notebook, all or nothing."""
        raise NotImplementedError

    def journal(self, lesson: str | None = None, student: str | None = None, *, latest: bool = False) -> list[JournalRow]:
        """Read the journal, oldest first; `latest`: only the last row per student and lesson."""
        raise NotImplementedError

    def standings(self, lesson: str | None = None, student: str | None = None) -> list[Standing]:
        """Read what nbgrader's tables say, manual scores, comments and penalties included."""
        raise NotImplementedError
