"""What hears of a class being graded: a live table in a terminal, plain lines elsewhere."""

import sys
from collections.abc import Mapping
from typing import Protocol, Self

from autograder.grading.results import Graded
from autograder.grading.running.counting import Count
from autograder.grading.running.lines import Lines
from autograder.grading.running.live_table import LiveTable
from autograder.grading.running.shelf import Ticket


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


def choose_display() -> Display:
    """Choose a table for a terminal and lines for anything else.

    Returns
    -------
    Display
    """
    from rich.console import Console  # noqa: PLC0415 - only the command needs it

    console = Console(stderr=False)
    return LiveTable(console) if console.is_terminal and sys.stdout.isatty() else Lines()
