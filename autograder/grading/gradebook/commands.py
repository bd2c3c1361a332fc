"""`petals status` and `petals export`: the commands."""

import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from autograder.grading.gradebook.book import Gradebook
    from autograder.grading.gradebook.summaries import LessonStatus

database = click.option(
    "--db",
    "url",
    default="",
    metavar="URL",
    help="The gradebook: sqlite:////folder/gradebook.db or postgresql://user@host/name. Default: the course's, as nbgrader has it.",
)


@contextmanager
def opened(url: str) -> "Iterator[Gradebook]":
    """Open the gradebook of the course one stands in; a failure ends the command with its message.

    Parameters
    ----------
    url : str
        Empty: the course's own.

    Yields
    ------
    Gradebook
    """
    from autograder.grading.gradebook import Gradebook, GradebookError  # noqa: PLC0415 - SQLAlchemy and nbgrader: seconds
    from autograder.source import CourseError, find_course  # noqa: PLC0415

    try:
        with Gradebook(url, course=find_course()) as book:
            yield book
    except (GradebookError, CourseError) as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--students", is_flag=True, help="A line for every student, with why a submission was not graded.")
@click.option("--json", "as_json", is_flag=True, help="Everything, students too, as JSON.")
@database
def status(lessons: tuple[str, ...], url: str, *, students: bool, as_json: bool) -> None:
    """Say how grading stands, lesson by lesson.

    What was handed in, graded, quarantined (unreadable, zero with a reason), left to staff (the grader itself failed) or to be
    graded by hand; how many were late; the mean after late penalties.
    """
    with opened(url) as book:
        rows = book.status(lessons)
    if as_json:
        click.echo(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # noqa: PLC0415

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    console.print(_overview(rows))
    for row in rows if students else []:
        console.print(_class_list(row))


def _as_json(row: "LessonStatus") -> dict[str, Any]:
    return {
        "lesson": row.lesson,
        "max_score": row.max_score,
        **row.counts,
        "mean": row.mean,
        "students": [asdict(one) for one in row.students],
    }


def _table(title: str | None, *columns: str) -> "Table":
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place == 0 else "right", overflow="fold")
    return table


def _overview(rows: "list[LessonStatus]") -> "Table":
    heads = ("submitted", "graded", "waiting", "quarantined", "needs staff", "by hand", "late", "mean")
    table = _table(None, "lesson", *heads)
    for row in rows:
        mean = "" if row.mean is None else f"{row.mean:.2f} of {row.max_score:g}"
        table.add_row(_shown(row.lesson), *(str(count or "·") for count in row.counts.values()), mean)
    return table


def _class_list(row: "LessonStatus") -> "Table":
    table = _table(row.lesson, "student", "state", "attempts", "score", "late penalty", "to do")
    for one in row.students:
        to_do = one.reason or ("grade by hand" if one.needs_manual_grade else "run `petals grade`" if one.outcome == "waiting" else "")
        score = "" if one.outcome == "waiting" else f"{one.score:g} of {one.max_score:g}"
        penalty = f"{one.penalty:g}" if one.penalty else "late" if one.late else ""
        table.add_row(_shown(one.student), one.outcome.replace("_", " "), str(one.attempts or ""), score, penalty, _shown(to_do))
    return table


def _shown(words: str) -> str:
    from rich.markup import escape  # noqa: PLC0415

    from autograder.grading.gradebook.exporting import shown  # noqa: PLC0415

    return escape(shown(words))


@click.command()
@click.argument("lessons", nargs=-1, metavar="[LESSON]...")
@click.option("--to", "layout", type=click.Choice(["csv", "canvas", "moodle"]), required=True, help="For a spreadsheet, Canvas or Moodle.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE", help="Written whole or not at all.")
@database
def export(lessons: tuple[str, ...], layout: str, out: Path, url: str) -> None:
    """Write everybody's scores, one row per student, after late penalties; of all lessons or of those named.

    Nothing in the file runs as a formula. It is read back and compared with the gradebook before it is called done.

    \b
    csv     score, points, late penalty and state per lesson, and the totals
    canvas  Gradebook > Import; students are found by login, or by Canvas's number where nbgrader knows it (lms_user_id)
    moodle  Grades > Import > CSV file; map username (or email, idnumber), and each lesson with its feedback
    """  # noqa: D301 - click wants the backspace itself
    from autograder.grading.gradebook.exporting import export as write  # noqa: PLC0415

    with opened(url) as book:
        told = write(lambda: book.marks(lessons), layout, out)
        people = len(book.roster())
    for words in told:
        click.echo(words, err=True)
    click.echo(f"{out}: {people} students, read back and compared")
