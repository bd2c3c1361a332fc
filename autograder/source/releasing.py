"""Writing what a lesson's source stands for: the solved notebook, and a released folder per language."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from autograder.source.cells import LessonSource, read_source
from autograder.source.course import LANGUAGES, lesson_names, released_folder, source_path
from autograder.source.notebooks import build, stubs_json, to_text
from autograder.source.sheets import FORMULAS_PAGE, SUMMARY_PAGE, formulas_page, has_sheet, summary_page

STUBS = "stubs.json"
COPIED = ("checks.py", "*.png", "*.svg", "*.jpg", "*.webp")


def generated_files(root: Path, source: LessonSource, languages: Iterable[str] = LANGUAGES) -> dict[Path, bytes]:
    """Build everything that is generated from a lesson, without writing it.

    Parameters
    ----------
    root : Path
        The course.
    source : LessonSource
        The lesson, read.
    languages : iterable of str
        Which releases to build.

    Returns
    -------
    dict of Path to bytes
        The solved notebook first, then the files of each release: notebook, stubs, checks.py and the pictures beside it, and the
        summary to print where the lesson has one.

    Raises
    ------
    SourceError, ChecksError
        If the lesson cannot be built.
    """
    notebook = f"{source.name}.ipynb"
    files = {source.folder / notebook: to_text(build(source, "en", solved=True)).encode()}
    copied = {path.name: path.read_bytes() for pattern in COPIED for path in sorted(source.folder.glob(pattern))}
    for language in languages:
        folder = released_folder(root, source.name, language)
        files[folder / notebook] = to_text(build(source, language, solved=False)).encode()
        files[folder / STUBS] = stubs_json(source).encode()
        files |= {folder / name: data for name, data in copied.items()}
        if has_sheet(source):
            files[folder / SUMMARY_PAGE] = summary_page(source, language).encode()
    return files


def shared_files(root: Path, languages: Iterable[str] = LANGUAGES) -> dict[Path, bytes]:
    """Build what is generated from all lessons together, without writing it: the formulas to print.

    Parameters
    ----------
    root : Path
        The course.
    languages : iterable of str
        Which releases to build.

    Returns
    -------
    dict of Path to bytes
        Empty where no lesson has formulas.

    Raises
    ------
    SourceError, TargetsError
        If a lesson cannot be read, or a formula not be set.
    """
    sources = [source for name in lesson_names(root) if has_sheet(source := read_source(source_path(root, name)), "formulas")]
    folder = root / "lessons"
    return {folder / language / FORMULAS_PAGE: formulas_page(sources, language).encode() for language in languages} if sources else {}


def release(root: Path, names: Iterable[str] = (), languages: Iterable[str] = LANGUAGES) -> list[Path]:
    """Write solved notebooks and released lessons; a file whose bytes would not change is left alone.

    Parameters
    ----------
    root : Path
        The course.
    names : iterable of str
        Lessons; none means all.
    languages : iterable of str
        Which releases to write.

    Returns
    -------
    list of Path
        Every generated file, written or found unchanged.

    Raises
    ------
    CourseError
        If a lesson does not exist.
    SourceError, ChecksError
        If a lesson cannot be built; nothing of that lesson is written. If another lesson's formulas cannot be read, the chosen lessons
        are written, and what all lessons share is not.
    """
    chosen = tuple(languages)
    written: list[Path] = []
    for name in lesson_names(root, names):
        files = generated_files(root, read_source(source_path(root, name)), chosen)
        for path, data in files.items():
            _write(path, data)
        written += files
    together = shared_files(root, chosen)
    for path, data in together.items():
        _write(path, data)
    return [*written, *together]


def _write(path: Path, data: bytes) -> None:
    """Replace a file at once, so that a reader sees the old text or the new, never half."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)  # noqa: PTH101 - a temporary file is private, a lesson is not
    os.replace(file.name, path)  # noqa: PTH105 - same
