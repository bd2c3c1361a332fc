"""`petals run`: the command."""

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.headless.judge import LessonReport
    from autograder.headless.run import RunReport

LANGUAGES = ("en", "ko")
INTERRUPTED = 130  # what a shell returns for a program that Ctrl-C ended


def _seeds(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        return tuple(int(seed) for seed in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a list of whole numbers such as 0,1,2") from None


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--profile", type=click.Choice(["quick", "full"]), default="quick", show_default=True, help="How much is trained.")
@click.option(
    "--source",
    type=click.Choice(["real", "synthetic", "auto"]),
    default="auto",
    show_default=True,
    help="Which data; auto takes the real set where it is at hand.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Which notebook of each lesson.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Notebooks at the same time. Default: one for every four cores, since one training already uses several.",
)
@click.option("--seeds", default="0", show_default=True, callback=_seeds, help="Run once per seed and judge the medians, as 0,1,2.")
@click.option("--limit", type=click.FloatRange(min=1), help="Seconds a notebook may take. Default: 900 (quick), 3600 (full).")
@click.option("--fresh", is_flag=True, help="Run again what has not changed since it passed.")
@click.option("--write-measured", is_flag=True, help="Write medians and spreads into targets.toml.")
def run(  # noqa: PLR0913 - one parameter per option
    lessons: tuple[str, ...],
    profile: str,
    source: str,
    language: str,
    jobs: int | None,
    seeds: tuple[int, ...],
    limit: float | None,
    *,
    fresh: bool,
    write_measured: bool,
) -> None:
    """Run lessons' solutions without a browser and hold what they record to targets.toml.

    Writes report.html, junit.xml and the executed notebooks under _build/. Fails if a notebook stops, a check of a solution
    has less than full marks, or a number falls short of its target. Ctrl-C keeps what is done; the next run goes on from there.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - other commands load this module to show their help

    from autograder.headless.progress import choose_display  # noqa: PLC0415
    from autograder.headless.run import run_lessons, write_measurements  # noqa: PLC0415
    from autograder.source import CourseError, find_course  # noqa: PLC0415

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # CI services end a job politely first: keep what is done
    try:
        root = find_course()
        (root / "_build").mkdir(exist_ok=True)
        with FileLock(root / "_build" / "run.lock", timeout=0):
            report = run_lessons(
                root,
                lessons,
                profile=profile,
                source=source,
                language=language,
                seeds=seeds,
                limit=limit,
                jobs=jobs,
                fresh=fresh,
                display=choose_display(),
            )
            _write(root, report)
            written = write_measurements(root, report) if write_measured else []
    except Timeout:
        raise click.ClickException("another `petals run` is at work in this course; wait for it to end") from None
    except CourseError as error:
        raise click.ClickException(str(error)) from error
    for path in written:
        click.echo(f"measured numbers written to {path.relative_to(root)}")
    if not report.passed:
        raise SystemExit(INTERRUPTED if report.interrupted else 1)


def _write(root: Path, report: "RunReport") -> None:
    """Write the report's two forms and print its third."""
    from autograder.headless.junit import write_junit  # noqa: PLC0415
    from autograder.headless.report import write_report  # noqa: PLC0415

    write_junit(report, root / "_build" / "junit.xml")
    page = write_report(report, root)
    for line in summary(report):
        click.echo(line)
    click.echo(f"report: {page.relative_to(root)}")


def summary(report: "RunReport") -> list[str]:
    """Sum a run up for the terminal.

    Parameters
    ----------
    report : RunReport

    Returns
    -------
    list of str
        A line per lesson, then every problem, by name and amount.
    """
    width = max((len(lesson.name) for lesson in report.lessons), default=0)
    lines = [f"{lesson.state:11} {lesson.name:{width}}  {_facts(lesson)}" for lesson in report.lessons]
    return [*lines, *(f"  {problem}" for problem in report.problems)]


def _facts(lesson: "LessonReport") -> str:
    good = sum(not verdict.problem for verdict in lesson.verdicts)
    facts = [f"{good}/{len(lesson.verdicts)} metrics", f"{lesson.seconds:.1f} s"]
    facts += [f"{' and '.join(lesson.sources)} data"] if lesson.sources else []
    facts += ["unchanged since it passed"] if lesson.executions and all(execution.reused for execution in lesson.executions) else []
    return ", ".join(facts)
