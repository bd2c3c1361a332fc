"""From a folder of hand-ins to the page, step by step, with progress."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.bundles import LessonBundle
from autograder.grading.intake import Refused, read_archive, read_tree
from autograder.grading.results import Submission
from autograder.grading.similarity.comparing import Work, compare
from autograder.grading.similarity.page import write_page
from autograder.grading.similarity.reading import given, read_works


@dataclass(frozen=True)
class Made:
    """What was compared and written.

    Attributes
    ----------
    students, same, pairs : int
        Students with code of their own; groups with the same code; pairs that are alike.
    page : Path
    """

    students: int
    same: int
    pairs: int
    page: Path


def compare_lesson(root: Path, lesson: str, place: Path | None, threshold: float, output: Path | None, tell: Callable[[str], None]) -> Made:
    """Compare the hand-ins of a lesson and write the page.

    Parameters
    ----------
    root : Path
        The course.
    lesson : str
        Its name, number or slug.
    place : Path, optional
        Folder or archive of hand-ins; without it the course's `submitted/`, or what its nbgrader_config.py names.
    threshold : float, 0..1
        Share of rarer code that pairs must have in common.
    output : Path, optional
        The page; `_build/similarity/LESSON.html` of the course without it.
    tell : callable
        Hears of hand-ins that cannot be read.

    Returns
    -------
    Made

    Raises
    ------
    autograder.source.CourseError, autograder.source.SourceError, autograder.source.ChecksError
        If there is no such lesson, or it cannot be read.
    autograder.grading.lessons.LessonError
        If there is nothing to grade in it.
    FileNotFoundError
        If there are no hand-ins where they are looked for.
    """
    from rich.console import Console  # noqa: PLC0415 - only the command needs it

    from autograder.grading.gradebook.nbgrader_settings import Settings  # noqa: PLC0415 - traitlets, and what the course's file loads
    from autograder.grading.lessons import read_bundle  # noqa: PLC0415 - jupytext, a second
    from autograder.source import lesson_names  # noqa: PLC0415

    (name,) = lesson_names(root, [lesson])
    bundle, where = read_bundle(root, name), place or Settings(root).submitted
    if not where.exists():
        raise FileNotFoundError(f"no hand-ins at {where}: collect them, or name a folder or an archive with --from.")
    read = read_tree if where.is_dir() else read_archive
    works = _latest(_counted(read(where, [name]), bundle, tell))
    known = given(bundle)
    with Console(stderr=True).status(f"comparing {len(works)} students"):
        comparison = compare(works, known, threshold)
    page = output or root / "_build" / "similarity" / f"{name}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    _write(page, write_page(comparison, name, known, threshold))
    return Made(len(works), len(comparison.same), len(comparison.pairs), page)


def _counted(found: Iterable[Submission | Refused], bundle: LessonBundle, tell: Callable[[str], None]) -> Iterator[Work]:
    from rich.console import Console  # noqa: PLC0415 - only the command needs it
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    with Progress(SpinnerColumn(), TextColumn("{task.completed} hand-ins read"), TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("")
        for work in read_works(found, bundle, tell):
            bar.advance(task)
            yield work


def _latest(works: Iterable[Work]) -> list[Work]:
    """Keep one hand-in of each student, the last that was read."""
    return list({work.student: work for work in works}.values())


def _write(path: Path, page: str) -> None:
    """Replace the page at once, so that nobody reads half of one; for the eyes of staff, so for its owner only."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_text(page, encoding="utf-8")
        half.chmod(0o600)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
