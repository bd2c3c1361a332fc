"""Shows a class being graded line by line, for logs and pipes."""

import time
from collections.abc import Mapping

from autograder.grading.results import Graded
from autograder.grading.running.counting import Count, Counting
from autograder.grading.running.shelf import Ticket
from autograder.grading.running.wording import ending

REMIND_EVERY = 60.0  # seconds without a finished submission until a log shows life


class Lines(Counting):
    """One line per submission, for logs and pipes."""

    def __init__(self) -> None:
        super().__init__()
        self._said = time.monotonic()

    def planned(self, counts: Mapping[str, Count]) -> None:
        """Print what there is to do.

        Parameters
        ----------
        counts : mapping of lesson to Count
        """
        super().planned(counts)
        for lesson, count in counts.items():
            self.note(f"{lesson}: {count.waiting} to grade" + (f", {count.before} graded before" if count.before else ""))

    def started(self, ticket: Ticket, *, running: int) -> None:
        """Print a sign of life after a long silence.

        Parameters
        ----------
        ticket : Ticket
        running : int
        """
        super().started(ticket, running=running)
        if time.monotonic() - self._said > REMIND_EVERY:
            self.note(f"{running} running, {sum(count.waiting for count in self.counts.values())} to go")

    def finished(self, ticket: Ticket, graded: Graded, *, running: int) -> None:
        """Print how a submission ended.

        Parameters
        ----------
        ticket : Ticket
        graded : Graded
        running : int
        """
        super().finished(ticket, graded, running=running)
        done = sum(count.finished for count in self.counts.values())
        total = done + sum(count.waiting for count in self.counts.values())
        self.note(f"{done}/{total} {ticket.name}: {ending(graded)}")

    def note(self, text: str) -> None:
        """Print a line at once.

        Parameters
        ----------
        text : str
        """
        self._said = time.monotonic()
        print(text, flush=True)  # noqa: T201 - this is what a display without a terminal does
