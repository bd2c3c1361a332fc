"""Writing what a lesson's source stands for: the solved notebook, and a released folder per language."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from autograder.source.cells import LessonSource, read_source
from autograder.source.course import LANGUAGES, lesson_names, released_folder, source_path
from autograder.source.notebooks import build, stubs_json, to_text

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
        The solved notebook first, then the files of each release: notebook, stubs, checks.py and the pictures beside it.

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
    return files


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
        If a lesson cannot be built; nothing of that lesson is written.
    """
    chosen = tuple(languages)
    written: list[Path] = []
    for name in lesson_names(root, names):
        files = generated_files(root, read_source(source_path(root, name)), chosen)
        for path, data in files.items():
            _write(path, data)
        written += files
    return written


def _write(path: Path, data: bytes) -> None:
    """Replace a file at once, so that a reader sees the old text or the new, never half."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)  # noqa: PTH101 - a temporary file is private, a lesson is not
    os.replace(file.name, path)  # noqa: PTH105 - same
