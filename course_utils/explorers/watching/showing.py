"""Where a watched training is seen: under the cell in a notebook, in lines of text in a terminal and where no page is looking."""

import sys
from contextlib import suppress
from typing import Any, Protocol


class Showing(Protocol):
    """A place where a training is seen."""

    def step(self) -> None:
        """Show a finished epoch."""

    def close(self) -> None:
        """Show the end."""


def show(watcher: Any) -> Showing:  # noqa: ANN401 - a watcher that Keras calls; naming it would import Keras
    """Show a training where it can be seen.

    Parameters
    ----------
    watcher : KerasWatcher

    Returns
    -------
    Showing
    """
    # Where IPython has not been loaded there is no notebook.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return Cell(watcher, shell) if getattr(shell, "kernel", None) is not None else Line(watcher)


class Cell:
    """The output of the cell that trains.

    Its picture is stored twice: at the start, and at the end over the first one, so that the saved notebook shows the final curves.
    A cell that ends while the training has not said so has failed; that is heard here, since Keras tells its callbacks nothing then.
    Where no page is known to look (papermill, nbconvert), lines of text tell whoever reads the log.
    """

    def __init__(self, watcher: Any, shell: Any) -> None:  # noqa: ANN401 - as above; IPython is untyped
        from IPython.display import display  # noqa: PLC0415 - only a notebook gets here, and a notebook has it

        self._watcher, self._shell = watcher, shell
        self._line = None if _has_page(shell.kernel) else Line(watcher)
        self._handle = display(watcher, display_id=True)  # type: ignore[no-untyped-call]
        # ipykernel 7.4 sends what a widget says to the thread that last wrote to it, which trains and does not listen: leave it to the
        # subshell that JupyterLab chose. Older kernels have no such detour.
        watcher.comm._reply_subshell_for = lambda _data, chosen: chosen  # noqa: SLF001 - the only way round it
        shell.events.register("post_run_cell", self._over)

    def _over(self, _result: object) -> None:
        self._watcher.break_off()
        with suppress(ValueError):  # closed before
            self._shell.events.unregister("post_run_cell", self._over)

    def step(self) -> None:
        """Leave it to the traits, and to the line if there is one."""
        if self._line is not None:
            self._line.step()

    def close(self) -> None:
        """Store the final picture."""
        if self._line is not None:
            self._line.close()
        self._handle.update(self._watcher)


class Line:
    """A line on standard output: rewritten in a terminal, one per epoch in a file. Nothing goes to standard error."""

    def __init__(self, watcher: Any) -> None:  # noqa: ANN401 - as above
        self._watcher = watcher
        self._width = 0

    def step(self) -> None:
        """Write the numbers of the epoch."""
        said = self._watcher.told(self._words)
        if sys.stdout.isatty():
            sys.stdout.write("\r" + said.ljust(self._width))
            self._width = len(said)
        else:
            sys.stdout.write(f"{said}\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Write how it ended."""
        ended = self._watcher.describe()
        sys.stdout.write(f"\n{ended}\n" if sys.stdout.isatty() else f"{ended}\n")
        sys.stdout.flush()

    def _words(self, key: str, **fields: object) -> str:
        return str(self._watcher.texts[key].format(**fields))


def _has_page(kernel: Any) -> bool:  # noqa: ANN401 - ipykernel's, untyped here
    """Tell whether a page asked for this cell: JupyterLab and Notebook name the cell they run, programs that run notebooks do not."""
    return "cellId" in kernel.get_parent().get("metadata", {})
