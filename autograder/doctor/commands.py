"""`petals doctor`: the command."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from autograder.doctor.findings import Examination

GLYPHS = {"active": "✓", "missing": "✗", "unused": "-"}
COLOURS = {"active": "green", "missing": "red", "unused": "dim"}


@click.command()
@click.option("--db", "database", default="", metavar="URL", help="The gradebook to look for. Default: the course's, as nbgrader has it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def doctor(database: str, *, as_json: bool) -> None:
    """Say what protects this machine from submissions, and what else grading finds or lacks here.

    Fails if grading would refuse to run submissions.
    """
    from autograder.doctor.findings import examine  # noqa: PLC0415 - other commands load this module to show their help

    found = examine(database or _own_database())
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        show(found)
    if found.refuses:
        raise SystemExit(1)


def _own_database() -> str:
    from autograder.grading.gradebook.nbgrader_settings import Settings  # noqa: PLC0415 - nbgrader: seconds
    from autograder.source import CourseError, find_course  # noqa: PLC0415

    try:
        return Settings(find_course(), None).db_url
    except CourseError:  # outside a course, the machine can be looked at all the same
        return "sqlite:///gradebook.db"


def show(found: "Examination") -> None:
    """Print a table in a terminal, plain lines elsewhere.

    Parameters
    ----------
    found : Examination
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    ending = f"Grading would refuse: {found.refuses}" if found.refuses else "Grading can run here."
    if not console.is_terminal:
        for each in found.findings:
            click.echo(f"{each.state:8} {each.area}: {each.name}: {each.what}")
        click.echo(ending)
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("", "", "", ""):
        table.add_column(heading, overflow="fold")
    area = ""
    for each in found.findings:
        colour = COLOURS[each.state]
        first = each.area if each.area != area else ""
        table.add_row(f"[{colour}]{GLYPHS[each.state]}[/]", f"[bold]{escape(first)}[/]", escape(each.name), escape(each.what))
        area = each.area
    console.print(table)
    console.print(f"\n[{'red' if found.refuses else 'green'}]{escape(ending)}[/]")
