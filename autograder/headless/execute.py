"""Executes one notebook with papermill; runs in a worker process. A failing notebook is a value, never an exception."""

import json
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.headless.collect import cell_name, cell_times, check_scores, plain, records, stopped_in
from autograder.headless.files import write_whole
from autograder.headless.kernel import running_kernel
from autograder.headless.results import Execution, Failure, Outcome, Settings
from autograder.workers import Stop

START_LIMIT = 120  # seconds for a kernel to answer: importing IPython on a busy machine
OUTPUT_LIMIT = 60  # seconds for outputs to arrive after a cell's end; nbclient's 4 are short under load
LOG_LINES = 20  # of what a dead kernel printed


@dataclass(frozen=True)
class Task:
    """A notebook to execute.

    Attributes
    ----------
    lesson : str
    seed : int
    settings : Settings
    root : Path
        The course.
    folder : Path
        Holds `built.ipynb` and receives everything the execution makes.
    threads : int or None
        Threads a kernel may compute with; None leaves it to the libraries.
    """

    lesson: str
    seed: int
    settings: Settings
    root: Path
    folder: Path
    threads: int | None = None

    @property
    def built(self) -> Path:
        """The notebook as built from its source."""
        return self.folder / "built.ipynb"

    @property
    def executed(self) -> Path:
        """The executed notebook, also when it was executed in part."""
        return self.folder / f"{self.lesson}.ipynb"

    @property
    def progress(self) -> Path:
        """The file the lesson keeps its progress in: not the one of whoever runs it."""
        return self.folder / "progress.json"


@dataclass(frozen=True)
class Position:
    """How far a notebook is.

    Attributes
    ----------
    cell, cells : int
        Number of the code cell being executed, and how many there are.
    kernel : int
        The kernel's process id.
    """

    cell: int
    cells: int
    kernel: int


def execute(task: Task) -> Execution:
    """Execute a notebook and collect what it shows.

    Parameters
    ----------
    task : Task

    Returns
    -------
    Execution
        Whatever happened. The executed notebook is in `task.executed`, as far as it came.
    """
    when, started = datetime.now().astimezone().isoformat(timespec="seconds"), time.monotonic()
    for leftover in (task.executed, task.progress):
        leftover.unlink(missing_ok=True)
    try:
        outcome, failure, peak_bytes = _run(task)
    except Stop:
        outcome, failure, peak_bytes = "interrupted", None, 0
    notebook = _read(task.executed)
    if failure and not failure.cell:
        failure = Failure(failure.message, stopped_in(notebook), failure.traceback)
    recorded = records(notebook)
    return Execution(
        lesson=task.lesson,
        seed=task.seed,
        outcome=outcome,
        metrics=recorded.metrics,
        conflicts=recorded.conflicts,
        checks=check_scores(notebook),
        cells=cell_times(notebook),
        failure=failure,
        seconds=round(time.monotonic() - started, 3),
        peak_bytes=peak_bytes,
        when=when,
        notebook=task.executed.relative_to(task.root).as_posix() if task.executed.exists() else "",
        source=recorded.source,
    )


def position(task: Task) -> Position | None:
    """Look how far a running notebook is.

    Parameters
    ----------
    task : Task

    Returns
    -------
    Position, or None before its first cell
    """
    with suppress(OSError, ValueError, TypeError):
        return Position(**json.loads((task.folder / "position.json").read_text(encoding="utf-8")))
    return None


def _run(task: Task) -> tuple[Outcome, Failure | None, int]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415 - slow to import, and only workers need it
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    log, memory = task.folder / "kernel.log", None
    outcome: Outcome = "completed"
    failure: Failure | None = None
    try:
        with running_kernel(task.root / "solutions" / task.lesson, _environment(task), log) as (kernel, memory):
            _papermill(task, kernel, memory.pid)
    except PapermillExecutionError as error:
        cell = cell_name(_read(task.executed)["cells"][error.cell_index + 2])  # papermill adds two cells of its own above it
        failure = Failure(f"{error.ename}: {error.evalue}", cell, plain("\n".join(error.traceback)))
        outcome = "raised"
    except CellTimeoutError as error:
        outcome, failure = "timed_out", Failure(f"ran past the limit of {task.settings.limit:g} s for a notebook", "", str(error))
    except DeadKernelError:
        outcome, failure = "kernel_died", Failure("the kernel died: it crashed, or the system ended it for want of memory", "", _tail(log))
    except Exception as error:  # noqa: BLE001 - whatever keeps one notebook from running must not keep the others
        outcome, failure = "not_run", Failure(f"could not be run: {type(error).__name__}: {error}", "", _tail(log))
    return outcome, failure, memory.peak_bytes if memory else 0


def _papermill(task: Task, kernel: Any, pid: int) -> None:  # noqa: ANN401 - jupyter_client is without types
    import papermill  # noqa: PLC0415 - as above

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what goes wrong comes back as a value
    deadline = time.monotonic() + task.settings.limit
    papermill.execute_notebook(
        task.built,
        task.executed,
        parameters={
            "LANGUAGE": task.settings.language,
            "PROFILE": task.settings.profile,
            "SOURCE": task.settings.source,
            "SEED": task.seed,
        },
        kernel_name="python3",
        language="python",
        progress_bar=False,
        start_timeout=START_LIMIT,
        km=kernel,
        iopub_timeout=OUTPUT_LIMIT,
        timeout_func=lambda _cell: max(0.1, deadline - time.monotonic()),
        on_cell_start=_marker(task, pid),
    )


def _marker(task: Task, pid: int) -> Callable[..., None]:
    """Make the function that notes each cell's start where the parent can see it."""
    kinds = [cell["cell_type"] for cell in _read(task.built)["cells"]]
    cells = kinds.count("code") + 1  # and the parameters papermill adds
    begun = 0

    def mark(cell: dict[str, Any], cell_index: int) -> None:  # noqa: ARG001 - nbclient names its arguments
        nonlocal begun
        if cell["cell_type"] == "code":
            begun += 1
            with suppress(OSError):  # on Windows, when the parent is just reading it: the next cell will do
                write_whole(task.folder / "position.json", json.dumps(asdict(Position(begun, cells, pid))))

    return mark


def _environment(task: Task) -> dict[str, str]:
    environment = {
        "COURSE_ROOT": str(task.root),
        "COURSE_PROGRESS": str(task.progress),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    if task.threads:
        environment |= dict.fromkeys(("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"), str(task.threads))
    return environment


def _read(path: Path) -> dict[str, Any]:
    """Read a notebook; one that was never written, or only in part, is an empty one."""
    with suppress(OSError, ValueError):
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return notebook
    return {"cells": []}


def _tail(log: Path) -> str:
    with suppress(OSError):
        return plain("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]))
    return ""
