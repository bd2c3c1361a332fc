"""Reading a class's hand-ins from one zip or tar, without unpacking it to disk and without believing what it says of itself."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from autograder.grading.intake import refusals
from autograder.grading.intake.limits import LIMITS, MIB, IntakeLimits
from autograder.grading.intake.names import nfc, printable
from autograder.grading.intake.parsing import check_size
from autograder.grading.intake.prepared import Quarantined, Refused
from autograder.grading.intake.sorting import HandIn, sort
from autograder.grading.intake.streams import unpacking
from autograder.grading.intake.tars import tar_contents, tar_entries
from autograder.grading.intake.times import LONGEST, submitted_at
from autograder.grading.intake.zips import open_zip, read_member, zip_entries
from autograder.grading.results import Submission

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
TAR_MAGIC, TAR_MAGIC_AT = b"ustar", 257


def read_archive(
    source: Path | bytes, lessons: Iterable[str] | str, students: Iterable[str] = (), limits: IntakeLimits = LIMITS
) -> Iterator[Submission | Refused]:
    """Read hand-ins from an archive.

    Parameters
    ----------
    source : Path or bytes
        A zip, or a tar, packed by gzip, xz, bzip2 or not at all; archives inside it are not opened.
    lessons : iterable of str, or one
        Lessons to look for; with only one, a platform's download is taken to be of it.
    students : iterable of str
        Whose hand-ins to read; none means all. Of those named, a missing one is reported.
    limits : IntakeLimits

    Yields
    ------
    Submission or Refused
        First what was refused, then submissions, each read when it is asked for. An archive that breaks off, or unpacks to too much,
        ends with one Refused whose student is empty.
    """
    where = printable(source.name) if isinstance(source, Path) else ""
    try:
        with _opened(source) as file:
            yield from _read(file, nfc(lessons), nfc(students), limits)
    except Quarantined as trouble:
        yield Refused(where, trouble.reason)
    except FileNotFoundError:
        yield Refused(where, refusals.NO_ARCHIVE)
    except Exception:  # noqa: BLE001 - hostile bytes make the standard library's readers raise whatever they like
        yield Refused(where, refusals.BROKEN_ARCHIVE)


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    if not source.is_file():
        raise FileNotFoundError(source)
    with source.open("rb") as file:
        yield file


def _read(file: BinaryIO, lessons: tuple[str, ...], students: tuple[str, ...], limits: IntakeLimits) -> Iterator[Submission | Refused]:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > limits.archive_bytes:
        raise Quarantined(refusals.ARCHIVE_LARGE.fill(size=size // MIB, most=limits.archive_bytes // MIB))
    if file.read(4) in ZIP_MAGIC:
        with open_zip(file, size, limits) as archive:
            yield from _from_zip(archive, lessons, students, limits)
    elif _is_tar(file):
        yield from _from_tar(file, size, lessons, students, limits)
    else:
        raise Quarantined(refusals.NOT_AN_ARCHIVE)


def _is_tar(file: BinaryIO) -> bool:
    file.seek(0)
    try:
        return unpacking(file).read(TAR_MAGIC_AT + len(TAR_MAGIC))[TAR_MAGIC_AT:] == TAR_MAGIC
    except Exception:  # noqa: BLE001 - as above
        return False


def _from_zip(
    archive: zipfile.ZipFile, lessons: tuple[str, ...], students: tuple[str, ...], limits: IntakeLimits
) -> Iterator[Submission | Refused]:
    hand_ins, refused = sort(zip_entries(archive, limits), lessons, students, limits)
    yield from refused
    unpacked = 0
    for hand_in in hand_ins:
        try:
            data = read_member(archive, hand_in.notebook.index, limits.notebook_bytes)
            stamp = read_member(archive, hand_in.timestamp.index, LONGEST) if hand_in.timestamp else b""
        except Exception:  # noqa: BLE001 - one damaged member must not cost the class anything
            yield Refused(hand_in.where, refusals.DAMAGED, hand_in.student, hand_in.lesson)
            continue
        unpacked += len(data)
        if unpacked > limits.unpacked_bytes:
            raise Quarantined(refusals.UNPACKS_LARGE.fill(most=limits.unpacked_bytes // MIB))
        yield _submission(hand_in, data, stamp, limits)


def _from_tar(
    file: BinaryIO, size: int, lessons: tuple[str, ...], students: tuple[str, ...], limits: IntakeLimits
) -> Iterator[Submission | Refused]:
    entries, small = tar_entries(file, size, limits)
    hand_ins, refused = sort(entries, lessons, students, limits)
    yield from refused
    wanted = {hand_in.notebook.index: hand_in for hand_in in hand_ins}
    for index, data in tar_contents(file, size, wanted, limits):
        hand_in = wanted[index]
        yield _submission(hand_in, data, small.get(hand_in.timestamp.index, b"") if hand_in.timestamp else b"", limits)


def _submission(hand_in: HandIn, data: bytes, stamp: bytes, limits: IntakeLimits) -> Submission | Refused:
    try:
        check_size(len(data), limits)
    except Quarantined as trouble:
        return Refused(hand_in.where, trouble.reason, hand_in.student, hand_in.lesson)
    when = submitted_at(stamp.decode("utf-8", "replace") or hand_in.stamp)
    return Submission(hand_in.student, hand_in.lesson, data, when, hand_in.strays, hand_in.file)
