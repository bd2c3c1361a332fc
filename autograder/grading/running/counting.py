"""Counts how far a class is, and shows nothing; what shows it builds on this."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from autograder.grading.results import Graded
from autograder.grading.running.shelf import Ticket
from autograder.grading.running.wording import duration


@dataclass
class Count:
    """How far a lesson is.

    Attributes
    ----------
    before : int
        Graded by earlier runs.
    waiting : int
        Still to do, those that run included.
    graded, quarantined, needs_staff : int
        Ends of this run.
    """

    before: int = 0
    waiting: int = 0
    graded: int = 0
    quarantined: int = 0
    needs_staff: int = 0

    @property
    def finished(self) -> int:
        """How many came to an end in this run."""
        return self.graded + self.quarantined + self.needs_staff


class Counting:
    """Counts, and shows nothing."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}
        self.running = 0
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """End."""

    def planned(self, counts: Mapping[str, Count]) -> None:
        """Begin to count.

        Parameters
        ----------
        counts : mapping of lesson to Count
        """
        self.counts, self._since = dict(counts), time.monotonic()

    def started(self, ticket: Ticket, *, running: int) -> None:  # noqa: ARG002 - for those who show it
        """Take over how many run.

        Parameters
        ----------
        ticket : Ticket
        running : int
        """
        self.running = running

    def finished(self, ticket: Ticket, graded: Graded, *, running: int) -> None:
        """Count an end.

        Parameters
        ----------
        ticket : Ticket
        graded : Graded
        running : int
        """
        count = self.counts[ticket.lesson]
        count.waiting -= 1
        setattr(count, graded.outcome, getattr(count, graded.outcome) + 1)
        self.running = running

    def note(self, text: str) -> None:
        """Pass over.

        Parameters
        ----------
        text : str
        """

    def pace(self) -> str:
        """Say how fast it goes.

        Returns
        -------
        str, as "31 per minute, 4 min left"; empty before the first end
        """
        finished = sum(count.finished for count in self.counts.values())
        left = sum(count.waiting for count in self.counts.values())
        if not finished:
            return ""
        per_second = finished / max(time.monotonic() - self._since, 1e-6)
        return f"{60 * per_second:.3g} per minute" + (f", {duration(left / per_second)} left" if left else "")
