"""`petals grade`: the command."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.grading.gradebook.commands import database

if TYPE_CHECKING:
    from autograder.grading.running.run import Options, RunReport
    from autograder.kernels.limits import Limits

MIB = 1024**2
FULL = (errno.ENOSPC, errno.EDQUOT)


def _names(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _limit(name: str, unit: str, what: str) -> Callable[..., Callable[..., None]]:
    kind: click.ParamType[Any] = click.INT if unit == "MIB" else click.FLOAT
    return click.option(f"--limit-{name}", metavar=unit, type=kind, help=f"{what} Default: as the lesson says.")


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--all", "every", is_flag=True, help="Every lesson that has something to grade.")
@click.option("--students", default="", callback=_names, metavar="A,B", help="Only these students.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    help="Folder or archive (zip, tar) of hand-ins. Default: submitted/, as nbgrader collects.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Submissions at the same time. Default: one per core, but no more than the free memory holds at 1 GB each.",
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Grade on a Dask cluster: the address of its scheduler, as tcp://host:8786."
)
@database
@click.option("--regrade", is_flag=True, help="Grade again what is graded; manual scores and comments stay.")
@click.option(
    "--trust-submissions", "trusted", is_flag=True, help="Grade even where no sandbox can be opened: submissions can do whatever you can."
)
@_limit("call", "SECONDS", "Wall time of one call by a check.")
@_limit("cell", "SECONDS", "Wall time of one cell.")
@_limit("notebook", "SECONDS", "Wall time of a whole submission.")
@_limit("memory", "MIB", "Memory of a submission.")
def grade(  # noqa: PLR0913 - one parameter per option
    lessons: tuple[str, ...],
    *,
    students: tuple[str, ...],
    source: Path | None,
    jobs: int | None,
    scheduler: str,
    url: str,
    limit_call: float | None,
    limit_cell: float | None,
    limit_notebook: float | None,
    limit_memory: int | None,
    every: bool,
    regrade: bool,
    trusted: bool,
) -> None:
    """Grade what students handed in.

    Each submission runs shut in, is examined from outside and written to the gradebook by itself; one that cannot be graded never stops the
    others. What is graded already is passed over. Ctrl-C keeps what is done; the next run goes on from there.

    Exit code: 0 if all is graded, 1 if some is left to staff, 130 if interrupted.
    """
    from autograder.grading.running.run import Options  # noqa: PLC0415 - other commands load this module to show their help

    changes = {"call_s": limit_call, "cell_s": limit_cell, "notebook_s": limit_notebook}
    changes |= {"memory_bytes": limit_memory * MIB if limit_memory is not None else None}
    options = Options(students, source, jobs, scheduler, url, regrade=regrade, trusted=trusted, change=_changing(changes))
    if bool(lessons) == every:
        raise click.UsageError("name lessons, as in `petals grade 01_perceptron`, or give --all")
    _run(lessons, options)


def _changing(changes: dict[str, float | None]) -> "Callable[[Limits], Limits]":
    given = {name: value for name, value in changes.items() if value is not None}

    def change(limits: "Limits") -> "Limits":
        from autograder.grading.lessons import changed_limits  # noqa: PLC0415 - as above

        return changed_limits(limits, given, "--limit:")

    return change


def _run(lessons: tuple[str, ...], options: "Options") -> None:
    from autograder.grading.gradebook import GradebookError  # noqa: PLC0415
    from autograder.grading.lessons import LessonError, lesson_names  # noqa: PLC0415
    from autograder.grading.running.crew import CrewError  # noqa: PLC0415
    from autograder.grading.running.display import choose_display  # noqa: PLC0415
    from autograder.grading.running.interruption import Interruption  # noqa: PLC0415
    from autograder.grading.running.run import grade_class  # noqa: PLC0415
    from autograder.source import ChecksError, CourseError, SourceError, find_course  # noqa: PLC0415
    from autograder.source import lesson_names as named  # noqa: PLC0415
    from autograder.workers import ClusterError  # noqa: PLC0415 - as above

    try:
        with Interruption() as interrupted:
            root = find_course()
            names = named(root, lessons) if lessons else lesson_names(root)
            report = grade_class(root, names, options, display=choose_display(), interrupted=interrupted)
    except (ClusterError, CourseError, ChecksError, CrewError, GradebookError, LessonError, SourceError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise click.ClickException(f"{error}. Make room, then run the same command again: what is graded is in the gradebook.") from error
    except KeyboardInterrupt:
        _leave_at_once()
    _say(report)


def _say(report: "RunReport") -> None:
    from autograder.grading.running.summary import exit_code, summary  # noqa: PLC0415 - as above

    for line in summary(report):
        click.echo(line)
    if code := exit_code(report):
        raise SystemExit(code)


def _leave_at_once() -> None:
    """Go without waiting for the workers: they end when this process is gone, and what was not written is graded by the next run."""
    from autograder.grading.running.summary import INTERRUPTED  # noqa: PLC0415 - as above

    sys.stdout.flush()
    os._exit(INTERRUPTED)
