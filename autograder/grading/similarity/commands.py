"""`petals similarity`: the command."""

from pathlib import Path

import click


@click.command()
@click.argument("lesson")
@click.option(
    "--from",
    "place",
    type=click.Path(exists=True, path_type=Path),
    help="Folder or archive of hand-ins. Default: submitted/ of the course.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Share of the rarer code that a pair must have in common to be listed.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Where to write. Default: _build/similarity/LESSON.html of the course.")
def similarity(lesson: str, place: Path | None, threshold: float, output: Path | None) -> None:
    """Compare the hand-ins of a lesson and write a page for staff: who wrote the same.

    Only text is compared; nothing a student wrote is run. What the page lists is a reason to look, never a verdict.
    """
    from autograder.grading.lessons import LessonError  # noqa: PLC0415 - other commands load this module to show their help
    from autograder.grading.similarity.making import compare_lesson  # noqa: PLC0415
    from autograder.source import ChecksError, CourseError, SourceError, find_course  # noqa: PLC0415

    try:
        made = compare_lesson(find_course(), lesson, place, threshold, output, lambda words: click.echo(words, err=True))
    except (CourseError, SourceError, ChecksError, LessonError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"students: {made.students}, groups with the same code: {made.same}, pairs alike: {made.pairs}; {made.page}")
