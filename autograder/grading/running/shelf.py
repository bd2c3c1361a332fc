"""Notebooks that wait for their turn, on disk: a class's worth of them need not fit into memory."""

import tempfile
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from autograder.grading.gradebook.rows import Planned
from autograder.grading.results import Submission


@dataclass(frozen=True)
class Ticket:
    """A submission that waits.

    Attributes
    ----------
    planned : Planned
        Its submission is without the notebook.
    start, size : int, bytes
        Where the notebook lies on the shelf.
    """

    planned: Planned
    start: int
    size: int

    @property
    def student(self) -> str:
        """Whose it is."""
        return self.planned.submission.student

    @property
    def lesson(self) -> str:
        """Of which lesson."""
        return self.planned.submission.lesson

    @property
    def name(self) -> str:
        """What a person knows it by."""
        return f"{self.student} {self.lesson}"


class Shelf:
    """A temporary file of notebooks; a context manager."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="petals-")  # noqa: SIM115 - closed in __exit__
        self._end = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Throw everything away."""
        self._file.close()

    def put(self, planned: Planned) -> Ticket:
        """Lay a submission down.

        Parameters
        ----------
        planned : Planned

        Returns
        -------
        Ticket
        """
        notebook = planned.submission.notebook
        self._file.seek(self._end)
        self._file.write(notebook)
        ticket = Ticket(replace(planned, submission=replace(planned.submission, notebook=b"")), self._end, len(notebook))
        self._end += len(notebook)
        return ticket

    def take(self, ticket: Ticket) -> Submission:
        """Give a submission back; it stays on the shelf for a second time.

        Parameters
        ----------
        ticket : Ticket

        Returns
        -------
        Submission
        """
        self._file.seek(ticket.start)
        return replace(ticket.planned.submission, notebook=self._file.read(ticket.size))
