"""Reading a folder of hand-ins, nbgrader's `submitted/` or an unpacked download, without following anything."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.grading.intake import refusals
from autograder.grading.intake.layout import Entry
from autograder.grading.intake.limits import LIMITS, IntakeLimits
from autograder.grading.intake.names import composed, nfc, printable, student_trouble
from autograder.grading.intake.parsing import check_size
from autograder.grading.intake.prepared import Quarantined, Refused
from autograder.grading.intake.sorting import TIMESTAMP, HandIn, is_litter, sort
from autograder.grading.intake.times import LONGEST, submitted_at
from autograder.grading.results import Submission

if TYPE_CHECKING:
    from course_utils.checking import Text

# Not through a link, and not waiting for a pipe's other end.
FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read_tree(
    folder: Path, lessons: Iterable[str] | str, students: Iterable[str] = (), limits: IntakeLimits = LIMITS
) -> Iterator[Submission | Refused]:
    """Read hand-ins from a folder.

    Parameters
    ----------
    folder : Path
        nbgrader's ``submitted`` with STUDENT/LESSON/LESSON.ipynb and timestamp.txt; or a class's files in another of the known layouts.
    lessons : iterable of str, or one
        Lessons to look for; other folders are passed over.
    students : iterable of str
        Whose hand-ins to read; none means all. Of those named, a missing one is reported.
    limits : IntakeLimits

    Yields
    ------
    Submission or Refused
        First what was refused, then submissions by student and lesson, each read when it is asked for.
    """
    wanted, listed = nfc(lessons), nfc(students)
    paths: list[tuple[str, ...]] = []
    try:
        with _opened(folder, ()) as top:
            entries = list(_walk(top, (), wanted, paths, limits))
    except _Crowded:
        yield Refused("", refusals.TOO_MANY_ENTRIES.fill(most=limits.entries))
        return
    except OSError:
        yield Refused(printable(str(folder)), refusals.NO_FOLDER)
        return
    hand_ins, refused = sort(entries, wanted, listed, limits)
    yield from (_timed(folder, one) for one in refused)
    for hand_in in hand_ins:
        found = _read(folder, hand_in, paths, limits)
        yield found if isinstance(found, Submission) else _timed(folder, found)


def read_notebook(path: Path, student: str, lesson: str, limits: IntakeLimits = LIMITS) -> Submission:
    """Read one notebook as one student's hand-in.

    Parameters
    ----------
    path : Path
        The file; a link is refused.
    student, lesson : str
    limits : IntakeLimits

    Returns
    -------
    Submission

    Raises
    ------
    Quarantined
        If there is no plain file of acceptable size, or the name cannot be a student's.
    """
    trouble = student_trouble(composed(student))
    if trouble:
        raise Quarantined(trouble)
    try:
        with _opened(path.parent, ()) as top:
            data = _bytes(top, path.name, limits.notebook_bytes)
    except OSError as error:
        raise Quarantined(refusals.UNREADABLE.fill(why=error.strerror or "?")) from None
    check_size(len(data), limits)
    return Submission(composed(student), lesson, data, file="" if path.name == f"{lesson}.ipynb" else printable(path.name))


class _Crowded(Exception):  # noqa: N818 - never leaves this module
    """More entries than are read."""


@contextmanager
def _opened(root: Path, names: tuple[str, ...]) -> Iterator[int]:
    """Open a folder below the root one name at a time; the root itself may be a link, it is the instructor's."""
    handle = os.open(root, FOLDER_FLAGS & ~os.O_NOFOLLOW)
    try:
        for name in names:
            inner = os.open(name, FOLDER_FLAGS, dir_fd=handle)
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def _walk(
    handle: int, above: tuple[str, ...], lessons: tuple[str, ...], paths: list[tuple[str, ...]], limits: IntakeLimits
) -> Iterator[Entry]:
    """Go down to STUDENT/LESSON and no deeper, and below a student into lessons only."""
    most = limits.folder_entries if above else limits.entries
    with os.scandir(handle) as scan:
        found = sorted(islice(scan, most + 1), key=lambda entry: entry.name)
    if len(found) > most and above:
        yield Entry(len(paths) - 1, tuple(map(composed, above)), flaw=refusals.TOO_MANY_ENTRIES.fill(most=most))
        return
    for entry in found:
        if is_litter(entry.name) and above:
            continue
        if len(paths) >= limits.entries:
            raise _Crowded
        path = (*above, entry.name)
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:  # removed since it was listed
            continue
        paths.append(path)
        made = _entry(len(paths) - 1, path, status)
        deeper = made.folder and (not above or (len(above) == 1 and made.parts[-1] in lessons))
        if not made.folder or deeper or len(above) > 1:
            yield made
        if deeper:
            try:
                inner = os.open(entry.name, FOLDER_FLAGS, dir_fd=handle)
            except OSError as error:
                yield Entry(made.index, made.parts, flaw=refusals.UNREADABLE.fill(why=error.strerror or "?"))
                continue
            try:
                yield from _walk(inner, path, lessons, paths, limits)
            finally:
                os.close(inner)


def _entry(index: int, path: tuple[str, ...], status: os.stat_result) -> Entry:
    parts = tuple(composed(part) for part in path)
    flaw: Text | None = None
    if stat.S_ISLNK(status.st_mode):
        flaw = refusals.LINK
    elif not stat.S_ISDIR(status.st_mode) and not stat.S_ISREG(status.st_mode):
        flaw = refusals.NO_FILE
    elif stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
        flaw = refusals.HARD_LINK
    return Entry(index, parts, status.st_size, stat.S_ISDIR(status.st_mode), flaw)


def _read(folder: Path, hand_in: HandIn, paths: list[tuple[str, ...]], limits: IntakeLimits) -> Submission | Refused:
    *above, name = paths[hand_in.notebook.index]
    stamp = hand_in.stamp
    try:
        with _opened(folder, tuple(above)) as home:
            data = _bytes(home, name, limits.notebook_bytes)
            if hand_in.timestamp:
                stamp = _bytes(home, paths[hand_in.timestamp.index][-1], LONGEST).decode("utf-8", "replace")
        check_size(len(data), limits)
    except OSError as error:
        return Refused(hand_in.where, refusals.UNREADABLE.fill(why=error.strerror or "?"), hand_in.student, hand_in.lesson)
    except Quarantined as trouble:
        return Refused(hand_in.where, trouble.reason, hand_in.student, hand_in.lesson)
    return Submission(hand_in.student, hand_in.lesson, data, submitted_at(stamp), hand_in.strays, hand_in.file)


def _timed(folder: Path, refused: Refused) -> Refused:
    """Add when it was handed in, where nbgrader wrote that beside it: late is late, readable or not."""
    if not refused.student:
        return refused
    with suppress(OSError, Quarantined), _opened(folder, (refused.student, refused.lesson)) as home:
        return replace(refused, submitted_at=submitted_at(_bytes(home, TIMESTAMP, LONGEST).decode("utf-8", "replace")))
    return refused


def _bytes(folder: int, name: str, most: int) -> bytes:
    """Read a plain file, one byte beyond what is accepted at most; what it is, is asked of the opened file, which cannot change."""
    handle = os.open(name, FILE_FLAGS, dir_fd=folder)
    with open(handle, "rb") as file:  # noqa: PTH123 - of a handle, not of a path
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Quarantined(refusals.NO_FILE)
        if status.st_nlink > 1:
            raise Quarantined(refusals.HARD_LINK)
        return file.read(most + 1)
