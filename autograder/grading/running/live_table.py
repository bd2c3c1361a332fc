"""Shows a class being graded in a table that changes in place, for a terminal."""

from typing import TYPE_CHECKING, Self

from autograder.grading.running.counting import Counting

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


class LiveTable(Counting):
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
