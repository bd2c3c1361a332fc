"""Shows a class being graded: a live table in a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from autograder.grading.results import Graded
from autograder.grading.running.shelf import Ticket

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

REMIND_EVERY = 60.0  # seconds without a finished submission until a log shows life


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


class Display(Protocol):
    """What a run tells about itself while it runs; used in a `with` statement."""

    def __enter__(self) -> Self:
        """Begin to show."""
        ...

    def __exit__(self, *error: object) -> None:
        """Leave the screen tidy."""

    def planned(self, counts: Mapping[str, Count]) -> None:
        """Show what there is to do, per lesson."""

    def started(self, ticket: Ticket, *, running: int) -> None:
        """Show that a submission is under way, and how many run now."""

    def finished(self, ticket: Ticket, graded: Graded, *, running: int) -> None:
        """Show how a submission ended."""

    def note(self, text: str) -> None:
        """Show a line of text."""


class Silent:
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


class Lines(Silent):
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


class LiveTable(Silent):
    """A table that changes in place, for a terminal.

    Parameters
    ----------
    console : rich.console.Console
    """

    def __init__(self, console: "Console") -> None:
        from rich.live import Live  # noqa: PLC0415 - only where there is a terminal

        super().__init__()
        self._live = Live(console=console, get_renderable=self.table, refresh_per_second=4)

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Give the terminal back."""
        self._live.stop()

    def note(self, text: str) -> None:
        """Print a line above the table.

        Parameters
        ----------
        text : str
        """
        self._live.console.print(text, markup=False, highlight=False)

    def table(self) -> "Table":
        """Draw how things stand.

        Returns
        -------
        rich.table.Table
        """
        from rich.table import Table  # noqa: PLC0415 - as above

        table = Table(caption=f"{self.running} running   {self.pace()}", caption_justify="left")
        table.add_column("lesson")
        for name in ("waiting", "graded", "quarantined", "needs staff", "before"):
            table.add_column(name, justify="right")
        for lesson, count in self.counts.items():
            numbers = (count.waiting, count.graded, count.quarantined, count.needs_staff, count.before)
            table.add_row(lesson, *(str(number) for number in numbers))
        return table


def choose_display() -> Display:
    """Choose a table for a terminal and lines for anything else.

    Returns
    -------
    Display
    """
    from rich.console import Console  # noqa: PLC0415 - as above

    console = Console(stderr=False)
    return LiveTable(console) if console.is_terminal and sys.stdout.isatty() else Lines()


def ending(graded: Graded) -> str:
    """Say in a few words how a submission ended.

    Parameters
    ----------
    graded : Graded

    Returns
    -------
    str, as "7.5 of 9 points in 2.3 s"
    """
    if graded.outcome != "graded":
        return f"{graded.outcome.replace('_', ' ')}: {graded.reason.en if graded.reason else 'no reason given'}"
    earned = sum(result.score.earned for result in graded.exercises)
    points = sum(result.score.points for result in graded.exercises)
    return f"{earned:g} of {points:g} points in {sum(graded.stages.values()):.1f} s"


def duration(seconds: float) -> str:
    """Write a time that is only roughly known.

    Parameters
    ----------
    seconds : float

    Returns
    -------
    str, as "40 s", "12 min" or "3.5 h"
    """
    minute, hour = 60, 3600
    if seconds < 2 * minute:
        return f"{seconds:.0f} s"
    return f"{seconds / minute:.0f} min" if seconds < 2 * hour else f"{seconds / hour:.1f} h"
