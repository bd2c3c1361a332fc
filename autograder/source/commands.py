"""The commands `petals release`, `petals lint` and `petals stamp`."""

from pathlib import Path

import click

from autograder.source.cells import SourceError
from autograder.source.course import LANGUAGES, CourseError, find_course
from autograder.source.exercises import ChecksError
from autograder.source.numbers import TargetsError


@click.command("release")
@click.argument("lessons", nargs=-1)
@click.option("--language", type=click.Choice(LANGUAGES), help="Only this language; by default all.")
def release_command(lessons: tuple[str, ...], language: str | None) -> None:
    """Write solved notebooks and released lessons from their sources."""
    from autograder.source.releasing import release  # noqa: PLC0415 - seconds, and a help text needs none

    try:
        root = find_course()
        written = release(root, lessons, (language,) if language else LANGUAGES)
    except (CourseError, SourceError, ChecksError, TargetsError) as error:
        raise click.ClickException(str(error)) from error
    for path in written:
        click.echo(path.relative_to(root))


@click.command("lint")
@click.argument("lessons", nargs=-1)
def lint_command(lessons: tuple[str, ...]) -> None:
    """Report every fault of lessons and of what is released from them."""
    from autograder.source.linting import lint  # noqa: PLC0415 - seconds, and a help text needs none

    try:
        root = find_course()
        faults = lint(root, lessons)
    except CourseError as error:
        raise click.ClickException(str(error)) from error
    for fault in faults:
        click.echo(fault.describe(root))
    if faults:
        raise click.ClickException(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}.")
    click.echo("No faults.")


@click.command("stamp")
@click.argument("lessons", nargs=-1, required=True)
@click.option("--line", type=int, help="Only the twin that holds this line of the source.")
def stamp_command(lessons: tuple[str, ...], line: int | None) -> None:
    """Mark Korean texts as checked against the English ones they translate."""
    from autograder.source.twins import stamp  # noqa: PLC0415 - seconds, and a help text needs none

    try:
        root = find_course()
        stamped = stamp(root, lessons, line=line)
    except (CourseError, SourceError) as error:
        raise click.ClickException(str(error)) from error
    for twin in stamped:
        click.echo(f"{_shown(twin.path, root)}:{twin.line}: of={twin.of}")
    click.echo(f"{len(stamped)} stamped.")


def _shown(path: Path, root: Path) -> Path:
    return path.relative_to(root)
