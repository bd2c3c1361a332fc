"""Whose a file is and of which lesson, decided by its path alone; what cannot be decided so is not guessed."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from autograder.grading.intake.names import composed
from course_utils.checking import Text

NOTEBOOK = ".ipynb"
LANGUAGES = {"en", "ko"}
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file_?(?P<file>.*)")
CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<id>\d+)_\d+_(?P<file>.+\.ipynb)", re.IGNORECASE)
EXCHANGE = re.compile(r"(?P<student>[^+]+)\+(?P<lesson>[^+]+)\+(?P<time>\d{4}-\d{2}-\d{2} [^+]+)(?:\+[^+]*)?")


@dataclass(frozen=True)
class Entry:
    """One file or empty folder where hand-ins are looked for.

    Attributes
    ----------
    index : int
        By which its source finds it again.
    parts : tuple of str
        Its path, NFC.
    size : int, bytes
        As declared; not to be relied on.
    folder : bool
    flaw : Text or None
        Why it may not be read.
    """

    index: int
    parts: tuple[str, ...]
    size: int = 0
    folder: bool = False
    flaw: Text | None = None


@dataclass(frozen=True)
class Claim:
    """That a file belongs to a student's hand-in of a lesson.

    Attributes
    ----------
    student, lesson : str
    home : tuple of str
        The hand-in's folder; two homes are two hand-ins.
    rest : tuple of str
        The path below it; of a flat download, the file's own name without what the platform put before.
    stamp : str
        When it was handed in, if the path says.
    aliases : tuple of str
        What else the platform's name may mean: the person's name alone, the number alone.
    """

    student: str
    lesson: str
    home: tuple[str, ...]
    rest: tuple[str, ...]
    stamp: str = ""
    aliases: tuple[str, ...] = ()


def claim(parts: tuple[str, ...], lessons: Collection[str], *, folder: bool = False) -> Claim | None:
    """Decide whose a path is.

    Parameters
    ----------
    parts : tuple of str
    lessons : collection of str
        Those that are looked for. With only one, a platform's download is of that one.
    folder : bool
        Whether the path is a folder's.

    Returns
    -------
    Claim or None
        None if the path does not say.
    """
    folders = parts if folder else parts[:-1]
    return (
        _moodle(parts, folders, lessons) or _exchange(parts, folders, lessons) or _plain(parts, folders, lessons) or _canvas(parts, lessons)
    )


def _moodle(parts: tuple[str, ...], folders: tuple[str, ...], lessons: Collection[str]) -> Claim | None:
    for depth, part in enumerate(parts):
        match = MOODLE.fullmatch(part)
        if not match:
            continue
        inside = depth < len(folders)
        rest = parts[depth + 1 :] if inside else (match["file"],)
        lesson = _lesson_of(rest[-1] if rest else "", (*parts[:depth], *rest[:-1]), lessons)
        if lesson is None:
            return None
        home = (*parts[: depth + 1],) if inside else (*parts[:depth], f"{match['name']}_{match['id']}_")
        return Claim(f"{match['name']}_{match['id']}", lesson, home, rest, aliases=(match["name"], match["id"]))
    return None


def _canvas(parts: tuple[str, ...], lessons: Collection[str]) -> Claim | None:
    match = CANVAS.fullmatch(parts[-1])
    lesson = _lesson_of(match["file"], parts[:-1], lessons) if match else None
    if not match or lesson is None:
        return None
    student = f"{match['name']}_{match['id']}"
    return Claim(student, lesson, (*parts[:-1], f"{student}_"), (match["file"],), aliases=(match["name"], match["id"]))


def _lesson_of(file: str, folders: tuple[str, ...], lessons: Collection[str]) -> str | None:
    """Tell the lesson by the file's name, by a folder's, or because there is only one."""
    named = [lesson for lesson in lessons if file == lesson + NOTEBOOK] or [lesson for lesson in lessons if lesson in folders]
    named = named or list(lessons)
    return named[0] if len(named) == 1 else None


def _exchange(parts: tuple[str, ...], folders: tuple[str, ...], lessons: Collection[str]) -> Claim | None:
    for depth, part in enumerate(folders):
        match = EXCHANGE.fullmatch(part)
        if match and match["lesson"] in lessons:
            return Claim(match["student"], match["lesson"], parts[: depth + 1], parts[depth + 1 :], stamp=match["time"])
    return None


def _plain(parts: tuple[str, ...], folders: tuple[str, ...], lessons: Collection[str]) -> Claim | None:
    for depth, part in enumerate(folders):
        if depth and part in lessons and folders[depth - 1] not in lessons:
            return Claim(folders[depth - 1], part, parts[: depth + 1], parts[depth + 1 :])
    last = parts[-1].removesuffix(NOTEBOOK)
    if len(parts) > 1 and len(folders) < len(parts) and parts[-1] == last + NOTEBOOK and last in lessons and parts[-2] not in lessons:
        return Claim(parts[-2], last, parts[:-1], parts[-1:])
    return None


def is_course_folder(found: Claim) -> bool:
    """Say whether a claim is of the released lessons (`lessons/en/…`), which are nobody's hand-in.

    Parameters
    ----------
    found : Claim

    Returns
    -------
    bool
    """
    return found.student in LANGUAGES | {"lessons", "source", "release", "solutions", "submitted"}


def known_student(found: Claim, students: Collection[str]) -> str:
    """Take the student's name from the class list where exactly one of a platform's names is on it.

    Parameters
    ----------
    found : Claim
    students : collection of str
        NFC; empty if there is no list.

    Returns
    -------
    str
        The claim's own, if the list does not decide.
    """
    meant = {composed(name) for name in (found.student, *found.aliases)} & set(students)
    return meant.pop() if len(meant) == 1 else found.student
