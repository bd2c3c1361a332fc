"""Where the course lies on disk, and which lessons it has."""

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("en", "ko")
LESSON_NAME = re.compile(r"\d\d_[a-z0-9_]+|gallery")


class CourseError(Exception):
    """The course, or a lesson of it, cannot be found; the message says what was looked for and what there is."""


def find_course(start: Path | None = None) -> Path:
    """Find the course: the nearest folder upwards that holds `solutions/` or `lessons/`.

    Parameters
    ----------
    start : Path, optional
        Where to begin; by default `$COURSE_ROOT`, else the working directory.

    Returns
    -------
    Path, absolute

    Raises
    ------
    CourseError
        If no folder up to the file system's root is a course.
    """
    first = (start or Path(os.environ.get("COURSE_ROOT") or ".")).resolve()
    for folder in (first, *first.parents):
        if (folder / "solutions").is_dir() or (folder / "lessons").is_dir():
            return folder
    raise CourseError(f"no course at {first} or above: a course has a folder solutions/ or lessons/. Change into it, or set COURSE_ROOT.")


def lesson_names(root: Path, selected: Iterable[str] = ()) -> list[str]:
    """Name the lessons that have a source, in order.

    Parameters
    ----------
    root : Path
        The course.
    selected : iterable of str
        Full names ("01_perceptron"), numbers ("01") or slugs ("perceptron"); none means all.

    Returns
    -------
    list of str, alphabetical (the lessons' order), each once

    Raises
    ------
    CourseError
        If a selected lesson does not exist; the message offers near matches.
    """
    known = sorted(folder.name for folder in (root / "solutions").glob("*") if _is_lesson(folder))
    wanted = tuple(selected)
    return sorted({_find(name, known) for name in wanted}) if wanted else known


def _is_lesson(folder: Path) -> bool:
    return bool(LESSON_NAME.fullmatch(folder.name)) and source_path(folder.parent.parent, folder.name).is_file()


def _find(name: str, known: list[str]) -> str:
    wanted = Path(name).name.removesuffix(".py").removesuffix(".ipynb")
    found = [lesson for lesson in known if wanted in {lesson, *lesson.split("_", 1)}]
    if found:
        return found[0]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.4)
    raise CourseError(f"no lesson {name!r}. {'Did you mean' if near else 'There are'}: {', '.join(near or known) or 'none yet'}?")


def source_path(root: Path, name: str) -> Path:
    """Say where a lesson's source lies.

    Parameters
    ----------
    root : Path
        The course.
    name : str
        A lesson, "01_perceptron".

    Returns
    -------
    Path
    """
    return root / "solutions" / name / f"{name}.py"


def released_folder(root: Path, name: str, language: str) -> Path:
    """Say where a lesson's released files lie.

    Parameters
    ----------
    root : Path
        The course.
    name : str
        A lesson, "01_perceptron".
    language : str, "en" or "ko"
        The notebook's language.

    Returns
    -------
    Path
    """
    return root / "lessons" / language / name
