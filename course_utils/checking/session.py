"""The lesson that this kernel works on."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.checking.language import LANGUAGES
from course_utils.checking.loading import LessonChecks, load_checks


class NoLesson(Exception):  # noqa: N818 - reads as what it says
    """No lesson of this name, or none opened yet; the message says what to do."""


@dataclass(frozen=True)
class Lesson:
    """The current lesson and how it is run.

    Attributes
    ----------
    name : str
        ``NN_slug``.
    language : "en" or "ko"
    profile, source : str
    seed : int
    folder : Path
        Where its checks.py lies.
    checks : LessonChecks
    """

    name: str
    language: str
    profile: str
    source: str
    seed: int
    folder: Path
    checks: LessonChecks = field(repr=False)


class _Session:
    lesson: Lesson | None = None


_session = _Session()


def begin(name: str, *, language: str, profile: str, source: str, seed: int) -> Lesson:
    """Make a lesson the current one.

    Parameters
    ----------
    name : str
    language : "en" or "ko"
    profile, source : str
    seed : int

    Returns
    -------
    Lesson

    Raises
    ------
    NoLesson
        If there is no such lesson, or no such language.
    """
    if language not in LANGUAGES:
        raise NoLesson(f"language {language!r} is none of {', '.join(LANGUAGES)}. Set LANGUAGE in the first code cell to one of them.")
    folder = find_folder(name, language)
    _session.lesson = Lesson(name, language, profile, source, seed, folder, load_checks(folder, hidden=False))
    return _session.lesson


def current() -> Lesson:
    """Look up the current lesson.

    Returns
    -------
    Lesson

    Raises
    ------
    NoLesson
        Before `lesson(...)` was called.
    """
    if _session.lesson is None:
        raise NoLesson('No lesson is open in this kernel. Run the cell with `lesson("…")` near the top first.')
    return _session.lesson


def current_language() -> str:
    """Look up the language of the current lesson.

    Returns
    -------
    "en" or "ko"
        Before a lesson is opened: ``$COURSE_LANGUAGE``, or English.
    """
    if _session.lesson is not None:
        return _session.lesson.language
    named = os.environ.get("COURSE_LANGUAGE", "")
    return named if named in LANGUAGES else "en"


def course_root() -> Path | None:
    """Find the course: ``$COURSE_ROOT``, or the nearest folder at or above the working directory that holds lessons.

    Returns
    -------
    Path or None
    """
    here = Path(os.environ.get("COURSE_ROOT") or Path.cwd()).expanduser().absolute()
    for folder in (here, *here.parents):
        if (folder / "solutions").is_dir() or (folder / "lessons").is_dir():
            return folder
    return None


def find_folder(name: str, language: str) -> Path:
    """Find the folder with a lesson's checks.py: the working directory, then ``lessons``, then ``solutions``.

    Parameters
    ----------
    name : str
    language : "en" or "ko"

    Returns
    -------
    Path

    Raises
    ------
    NoLesson
        If none of them has one.
    """
    root = course_root()
    places = [Path.cwd()]
    if root is not None:
        places += [root / "lessons" / language / name, root / "solutions" / name]
    for place in places:
        if (place / "checks.py").is_file():
            return place
    looked = ", ".join(str(place) for place in places)
    raise NoLesson(
        f"no checks.py for lesson {name!r} in {looked}. Open the notebook in its lesson folder, or set COURSE_ROOT to the course."
    )
