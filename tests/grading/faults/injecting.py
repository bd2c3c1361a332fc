"""Faults at named steps of a real run. Only the tests' driver loads this module: the product has no such hook.

Steps of the writer: reading, planned, handed, returned, those of gradebook.STEPS, written, worked (everything is written).
Steps of a worker: intake, up (the fork server is), start, forked (a kernel is), cell (one runs), examine, second, second cell, close,
result (it is ready to be sent).
"""

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Literal

from autograder.grading.gradebook import STEPS
from autograder.grading.results import Graded, Job

FOLDER = "PETALS_TEST_FAULTS"  # with plan.json, what has struck, and names of the folders that fork servers worked in
BEFORE, AFTER = ("reading", "planned", "handed", "returned"), ("written", "worked")
OF_WRITER = (*BEFORE, *STEPS, *AFTER)
OF_WORKER = ("intake", "up", "start", "forked", "cell", "examine", "second", "second cell", "close", "result")
OF_SERVER = ("up", "forked", "cell", "examine", "second", "second cell", "close")


@dataclass(frozen=True)
class Fault:
    """What strikes at a step, once.

    Attributes
    ----------
    victim : str
        "process": the one that reached the step. "all": it and everything started with it. "server": the fork server in the
        sandbox. "connection": those to the database `where`. "disk": the folder `where` is filled up.
    step : str
    student : str
        At whose submission; anyone's if empty.
    where : str
    """

    victim: Literal["process", "all", "server", "connection", "disk"]
    step: str
    student: str = ""
    where: str = ""


def plan(folder: Path, faults: Iterable[Fault]) -> None:
    """Lay a plan for the next run."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("struck-*"):
        path.unlink()
    (folder / "plan.json").write_text(json.dumps([asdict(fault) for fault in faults]), encoding="utf-8")


def missed(folder: Path) -> list[Fault]:
    """Say what has not struck: a test in which it did not has shown nothing."""
    faults = _planned(folder)
    return [fault for number, fault in enumerate(faults) if not (folder / f"struck-{number}").exists()]


def _planned(folder: Path) -> list[Fault]:
    return [Fault(**fault) for fault in json.loads((folder / "plan.json").read_text(encoding="utf-8"))]


class _Now:
    """What this process is at."""

    student = ""
    second = ""
    server: Any = None


def reach(step: str, student: str = "") -> None:
    """Let whatever is planned for this step strike."""
    folder = Path(os.environ[FOLDER])
    for number, fault in enumerate(_planned(folder)):
        if fault.step == step and fault.student in ("", student or _Now.student):
            with suppress(FileExistsError):
                (folder / f"struck-{number}").touch(exist_ok=False)
                _strike(fault)


def _strike(fault: Fault) -> None:
    if fault.victim == "process":
        os.kill(os.getpid(), signal.SIGKILL)
    elif fault.victim == "all":
        os.killpg(os.getpgrp(), signal.SIGKILL)
    elif fault.victim == "server":
        os.kill(_Now.server._pid, signal.SIGKILL)
    elif fault.victim == "connection":
        from tests.grading.gradebook import postgres

        postgres.cut_off(fault.where)
    else:
        fill(Path(fault.where))


def fill(folder: Path) -> None:
    """Write until nothing more goes in."""
    with (folder / "ballast").open("ab", buffering=0) as file, suppress(OSError):
        for size in (1 << 16, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)


def _patched(
    owner: Any, name: str, *, before: Callable[..., object] = lambda *_: None, after: Callable[..., object] = lambda *_: None
) -> None:
    original = getattr(owner, name)

    @wraps(original)
    def instead(*arguments: Any, **options: Any) -> Any:
        before(*arguments)
        result = original(*arguments, **options)
        after(*arguments)
        return result

    setattr(owner, name, instead)


def prepare_writer() -> None:
    """Watch this process's steps; workers watch theirs."""
    from autograder.grading.gradebook.book import Gradebook
    from autograder.grading.running import run
    from autograder.grading.running.crew import Crew

    read = run.read_hand_ins

    def reading(*arguments: Any) -> Iterator[Any]:
        for found in read(*arguments):
            reach("reading", getattr(found, "student", ""))
            yield found

    def at_step(book: Gradebook, *_: object) -> None:
        book.at_step = reach

    def returned(_book: object, _report: object, ticket: Any, _graded: object) -> None:
        _Now.student = ticket.student
        reach("returned")

    run.read_hand_ins = reading
    run._examiner = lambda: examine
    _patched(run, "make_plan", after=lambda *_: reach("planned"))
    _patched(Crew, "_begin", after=lambda _crew, ticket: reach("handed", ticket.student))
    _patched(Crew, "work", after=lambda *_: reach("worked"))
    _patched(Gradebook, "__init__", after=at_step)
    _patched(run, "_commit", before=returned, after=lambda *_: reach("written"))


def examine(job: Job) -> Graded:
    """Grade as the product does, in a worker whose steps are watched."""
    from autograder.grading.examiner.engine import grade

    if _Now.server is None:
        _prepare_worker()
    _Now.student, _Now.second = job.submission.student, ""
    graded = grade(job, listen=_stage)
    reach("result")
    return graded


def _stage(name: str) -> None:
    if name == "second":
        _Now.second = "second "
    reach(name)


def _prepare_worker() -> None:
    from autograder.grading.examiner.asking import SandboxedStudent
    from autograder.grading.examiner.running import _Wait
    from autograder.kernels.servers import ForkServer

    def up(server: ForkServer, *_: object) -> None:
        _Now.server = server
        with Path(os.environ[FOLDER], "folders").open("a", encoding="utf-8") as file:
            file.write(f"{server._folder.path.name}\n")
        reach("up")

    _Now.server = False
    _patched(ForkServer, "__init__", after=up)
    _patched(ForkServer, "start", after=lambda *_: reach("forked"))
    _patched(_Wait, "hear", after=lambda *_: reach(f"{_Now.second}cell"))
    _patched(SandboxedStudent, "eval", before=lambda *_: reach("examine"))
