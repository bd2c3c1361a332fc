"""Lint: every fault of a lesson's source, of its checks, and of what is committed from it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.source.cells import LessonSource, SourceError, read_source
from autograder.source.course import lesson_names, source_path
from autograder.source.exercises import ChecksError
from autograder.source.faults import Fault
from autograder.source.numbers import TargetsError
from autograder.source.releasing import generated_files, shared_files
from autograder.source.rules.answers import answers_are_solved, answers_are_used, ids_are_unique
from autograder.source.rules.committed import committed_files_are_fresh, lessons_have_sources, only_generated_files, only_shared_files
from autograder.source.rules.exercises import exercises_teach
from autograder.source.rules.glossary import words_are_the_glossarys
from autograder.source.rules.leaks import secrets_stay
from autograder.source.rules.needs import needs_are_named
from autograder.source.rules.prose import numbers_are_measured, texts_agree, twins_agree
from autograder.source.rules.sheets import sheets_are_whole

RULES = (
    twins_agree,
    texts_agree,
    numbers_are_measured,
    answers_are_solved,
    answers_are_used,
    ids_are_unique,
    exercises_teach,
    needs_are_named,
    words_are_the_glossarys,
    sheets_are_whole,
)


def lint(root: Path, names: Iterable[str] = ()) -> list[Fault]:
    """Find the faults of lessons.

    Parameters
    ----------
    root : Path
        The course.
    names : iterable of str
        Lessons; none means all, and what they share, and released lessons without a source too.

    Returns
    -------
    list of Fault
        By file and line, each once.

    Raises
    ------
    CourseError
        If a lesson does not exist.
    """
    wanted = tuple(names)
    faults = {fault for name in lesson_names(root, wanted) for fault in _lesson_faults(root, source_path(root, name))}
    if not wanted:
        faults |= {*lessons_have_sources(root), *_shared_faults(root)}
    return sorted(faults)


def _lesson_faults(root: Path, path: Path) -> Iterator[Fault]:
    try:
        source = read_source(path)
    except SourceError as error:
        yield Fault(error.path, error.line, "source", error.message)
        return
    for rule in RULES:
        yield from rule(source)
    yield from _released_faults(root, source)


def _released_faults(root: Path, source: LessonSource) -> Iterator[Fault]:
    """Compare with a fresh build; a source that cannot be built is a fault that the other rules mostly name already."""
    try:
        fresh = generated_files(root, source)
    except SourceError as error:
        yield Fault(error.path, error.line, "not-buildable", error.message)
        return
    except (ChecksError, TargetsError):
        return
    yield from committed_files_are_fresh(fresh, source.name)
    yield from only_generated_files(root, fresh, source.name)
    yield from secrets_stay(root, source, fresh)


def _shared_faults(root: Path) -> Iterator[Fault]:
    """Compare what all lessons share; a lesson that keeps it from being built has a fault of its own."""
    try:
        fresh = shared_files(root)
    except (SourceError, TargetsError):
        return
    yield from committed_files_are_fresh(fresh)
    yield from only_shared_files(root, fresh)
