"""`petals feedback` and `petals report`: the commands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.grading.gradebook.commands import database, opened

if TYPE_CHECKING:
    from autograder.grading.gradebook import Gradebook, JournalRow
    from autograder.grading.reports.delivering import Delivery
    from autograder.grading.reports.outlines import Outline

INTERRUPTED = 130  # what a shell returns for a program that Ctrl-C ended
NAMED = 5
everything = click.option("--all", "every", is_flag=True, help="Every lesson that has something graded.")


def _names(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@everything
@click.option("--students", default="", callback=_names, metavar="A,B", help="Only these students.")
@database
def feedback(lessons: tuple[str, ...], students: tuple[str, ...], url: str, *, every: bool) -> None:
    """Write each student's feedback, where `nbgrader release_feedback` takes it from.

    One page per student and lesson, in the language of the notebook: points, what passed, what to look at first, what a person
    wrote in formgrader. Pages that would not change stay as they are; run it again after grading by hand.
    """
    from autograder.grading.reports.delivering import deliver, folders_of  # noqa: PLC0415 - seconds, and help needs none of it

    done: list[tuple[str, Delivery]] = []
    with _course(lessons, url, every=every) as (root, book, names):
        folders = folders_of(root)
        try:
            for name in names:
                for delivery in deliver(book, _outline(root, name), folders, students, lambda rows, name=name: _shown(rows, name)):  # type: ignore[misc]
                    done[:] = [pair for pair in done if pair[0] != name] + [(name, delivery)]
        except KeyboardInterrupt:
            _tell(done)
            click.echo("stopped; the same command goes on from here", err=True)
            raise SystemExit(INTERRUPTED) from None
    _tell(done)
    if any(delivery.failed or delivery.strangers for _, delivery in done):
        raise SystemExit(1)


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@everything
@database
def report(lessons: tuple[str, ...], url: str, *, every: bool) -> None:
    """Write a page per lesson on how the class did: for staff only, since it shows hidden cases.

    Points, exercises, what goes wrong most often and for whom; submissions that could not be graded and why; the slowest and the
    largest.
    """
    from autograder.grading.reports.delivering import folders_of, write_class_page  # noqa: PLC0415 - as above

    with _course(lessons, url, every=every) as (root, book, names):
        folders = folders_of(root)
        for name in names:
            path = root / "_build" / "grading" / f"{name}.html"
            count = write_class_page(book, _outline(root, name), folders, path)
            click.echo(f"{name}: {count} submissions, {path.relative_to(root)}")


@contextmanager
def _course(lessons: Sequence[str], url: str, *, every: bool) -> "Iterator[tuple[Path, Gradebook, list[str]]]":
    """Open course and gradebook, and find the lessons; what is wrong ends the command with its message."""
    if bool(lessons) == every:
        raise click.UsageError("name the lessons, or give --all")
    from autograder.grading.gradebook.records import RecordError  # noqa: PLC0415 - as above
    from autograder.grading.lessons import LessonError, lesson_names  # noqa: PLC0415
    from autograder.source import ChecksError, CourseError, SourceError, find_course  # noqa: PLC0415
    from autograder.source.course import lesson_names as known_lessons  # noqa: PLC0415

    try:
        root = find_course()
        wanted = known_lessons(root, lessons) if lessons else lesson_names(root)
        with opened(url) as book:
            graded = set(book.lessons())
            if missing := [name for name in wanted if lessons and name not in graded]:
                raise click.ClickException(f"nothing of {', '.join(missing)} is graded yet: run `petals grade {missing[0]}` first")
            yield root, book, [name for name in wanted if name in graded]
    except (CourseError, SourceError, ChecksError, LessonError, RecordError) as error:
        raise click.ClickException(str(error)) from error


def _outline(root: Path, name: str) -> "Outline":
    from autograder.grading.lessons import read_bundle  # noqa: PLC0415 - as above
    from autograder.grading.reports.outlines import outline_of  # noqa: PLC0415

    return outline_of(read_bundle(root, name))


def _shown(rows: "Sequence[JournalRow]", name: str) -> "Iterator[JournalRow]":
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import track  # noqa: PLC0415

    console = Console(stderr=True)
    yield from track(rows, description=name, console=console, transient=True, disable=not console.is_terminal)


def _tell(done: "Sequence[tuple[str, Delivery]]") -> None:
    from autograder.grading.gradebook.exporting import shown  # noqa: PLC0415 - as above

    for name, delivery in done:
        click.echo(f"{name}: {delivery.written} pages written, {delivery.unchanged} unchanged")
        for student, message in delivery.failed:
            click.echo(f"  {shown(student)}: {shown(message)}", err=True)
        if delivery.strangers:
            click.echo(f"  nothing graded of {', '.join(map(shown, delivery.strangers))}", err=True)
        if delivery.cannot_release:
            count = len(delivery.cannot_release)
            some = ", ".join(map(shown, delivery.cannot_release[:NAMED])) + (" …" if count > NAMED else "")
            click.echo(
                f"  {count} did not come through nbgrader's exchange ({some}): "
                "hand them their page another way; `nbgrader release_feedback` stops at the first of them",
                err=True,
            )
