"""Shows a run while it runs: bars in a terminal, plain lines elsewhere."""

import sys
import time
from typing import TYPE_CHECKING, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.headless.execute import Position, Task
from autograder.headless.results import Execution

if TYPE_CHECKING:
    from rich.progress import TaskID

REMIND_EVERY = 60.0  # seconds between two lines about a notebook that is still running, so that a log shows life


class Display(Protocol):
    """What a run tells about itself while it runs; used in a `with` statement."""

    def __enter__(self) -> Self:
        """Begin to show."""
        ...

    def __exit__(self, *error: object) -> None:
        """Leave the screen tidy."""

    def started(self, task: Task) -> None:
        """Show that a notebook begins."""

    def reached(self, task: Task, where: Position) -> None:
        """Show how far a notebook is."""

    def finished(self, task: Task, execution: Execution) -> None:
        """Show how a notebook ended."""

    def note(self, text: str) -> None:
        """Show a line of text."""


class Silent:
    """Shows nothing."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """End."""

    def started(self, task: Task) -> None:
        """Pass over."""

    def reached(self, task: Task, where: Position) -> None:
        """Pass over."""

    def finished(self, task: Task, execution: Execution) -> None:
        """Pass over."""

    def note(self, text: str) -> None:
        """Pass over."""


class Lines(Silent):
    """One line per event, for logs and pipes."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._reminded: dict[str, float] = {}

    def started(self, task: Task) -> None:
        """Print that a notebook begins.

        Parameters
        ----------
        task : Task
        """
        self._since[_name(task)] = self._reminded[_name(task)] = time.monotonic()
        self.note(f"{_name(task)}: started")

    def reached(self, task: Task, where: Position) -> None:
        """Print how far a notebook is, once a minute.

        Parameters
        ----------
        task : Task
        where : Position
        """
        now = time.monotonic()
        if now - self._reminded[_name(task)] >= REMIND_EVERY:
            self._reminded[_name(task)] = now
            self.note(f"{_name(task)}: cell {where.cell} of {where.cells}, {now - self._since[_name(task)]:.0f} s")

    def finished(self, task: Task, execution: Execution) -> None:
        """Print how a notebook ended.

        Parameters
        ----------
        task : Task
        execution : Execution
        """
        self.note(f"{_name(task)}: {ending(execution)}")

    def note(self, text: str) -> None:
        """Print a line at once.

        Parameters
        ----------
        text : str
        """
        print(text, flush=True)  # noqa: T201 - this is what a display without a terminal does


class Bars(Silent):
    """A bar per notebook, for a terminal."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[state]}", markup=False),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console)
        self._rows: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Give the terminal back."""
        self._progress.stop()

    def started(self, task: Task) -> None:
        """Add a bar.

        Parameters
        ----------
        task : Task
        """
        self._rows[_name(task)] = self._progress.add_task(_name(task), total=None, state="starting a kernel")

    def reached(self, task: Task, where: Position) -> None:
        """Move a bar.

        Parameters
        ----------
        task : Task
        where : Position
        """
        state = f"cell {where.cell} of {where.cells}"
        self._progress.update(self._rows[_name(task)], completed=where.cell - 1, total=where.cells, state=state)

    def finished(self, task: Task, execution: Execution) -> None:
        """Fill a bar, or leave it where its notebook stopped.

        Parameters
        ----------
        task : Task
        execution : Execution
        """
        row = self._rows[_name(task)]
        self._progress.update(row, state=ending(execution))
        self._progress.stop_task(row)
        if execution.outcome == "completed":
            self._progress.update(row, completed=1, total=1)

    def note(self, text: str) -> None:
        """Print a line above the bars.

        Parameters
        ----------
        text : str
        """
        self._progress.console.print(text, markup=False, highlight=False)


def choose_display() -> Display:
    """Choose bars for a terminal and lines for anything else.

    Returns
    -------
    Display
    """
    console = Console(stderr=False)
    return Bars(console) if console.is_terminal and sys.stdout.isatty() else Lines()


def ending(execution: Execution) -> str:
    """Say in a few words how a notebook ended.

    Parameters
    ----------
    execution : Execution

    Returns
    -------
    str, as "ran in 12.3 s"
    """
    if execution.outcome == "completed":
        missing = sum(not score.full for score in execution.checks)
        return f"ran in {execution.seconds:.1f} s" + (f", {missing} below full marks" if missing else "")
    cell = f" in cell {execution.failure.cell}" if execution.failure and execution.failure.cell else ""
    reason = f": {execution.failure.message}" if execution.failure else ""
    words = "interrupted" if execution.outcome == "interrupted" else "stopped"
    return f"{words}{cell} after {execution.seconds:.1f} s{reason}"


def _name(task: Task) -> str:
    return task.lesson if len(task.settings.seeds) == 1 else f"{task.lesson} seed {task.seed}"
