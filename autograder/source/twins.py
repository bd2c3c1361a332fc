"""Stamping: after someone has compared a Korean text with its English one, the twin names the English text again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.source.cells import Cell, LessonSource, fingerprint, read_source
from autograder.source.course import lesson_names, source_path

OF = re.compile(r'\s*\bof="[^"]*"')


@dataclass(frozen=True)
class Stamped:
    """A Korean twin whose fingerprint was rewritten.

    Attributes
    ----------
    path : Path
        The source.
    line : int, from 1
        The twin's header.
    of : str
        The fingerprint it now carries.
    """

    path: Path
    line: int
    of: str


def pairs(source: LessonSource) -> Iterator[tuple[Cell | None, Cell | None]]:
    """Pair each English text with the Korean one that follows it at once.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    (Cell or None, Cell or None)
        English and Korean; None where the partner is missing.
    """
    waiting: Cell | None = None
    for cell in source.cells:
        if cell.language == "ko":
            yield waiting, cell
            waiting = None
            continue
        if waiting:
            yield waiting, None
        waiting = cell if cell.language == "en" else None
    if waiting:
        yield waiting, None


def stamp(root: Path, names: Iterable[str] = (), *, line: int | None = None) -> list[Stamped]:
    """Mark Korean twins as checked against their English text.

    Parameters
    ----------
    root : Path
        The course.
    names : iterable of str
        Lessons; none means all.
    line : int, from 1, optional
        Stamp only the twin whose cell holds this line of the source.

    Returns
    -------
    list of Stamped
        The twins whose fingerprint changed.

    Raises
    ------
    CourseError
        If a lesson does not exist.
    SourceError
        If a source cannot be read.
    """
    stamped: list[Stamped] = []
    for name in lesson_names(root, names):
        stamped += _stamp_source(read_source(source_path(root, name)), line)
    return stamped


def _stamp_source(source: LessonSource, line: int | None) -> list[Stamped]:
    chosen = None if line is None else max((cell.line for cell in source.cells if cell.line <= line), default=0)
    stale = [
        Stamped(source.path, korean.line, fingerprint(english.text))
        for english, korean in pairs(source)
        if english and korean and korean.of != fingerprint(english.text) and chosen in (None, korean.line)
    ]
    lines = source.path.read_text(encoding="utf-8").split("\n")
    for twin in stale:
        header = lines[twin.line - 1].rstrip()
        lines[twin.line - 1] = f'{OF.sub("", header)} of="{twin.of}"'
    if stale:
        source.path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return stale
