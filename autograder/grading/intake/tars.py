"""The entries of a tar, packed or not, read from the front to the end; nothing is unpacked to disk."""

import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from autograder.grading.intake import refusals
from autograder.grading.intake.layout import Entry
from autograder.grading.intake.limits import IntakeLimits
from autograder.grading.intake.names import path_parts
from autograder.grading.intake.prepared import Quarantined
from autograder.grading.intake.sorting import TIMESTAMP
from autograder.grading.intake.streams import CHUNK, ForwardStream
from autograder.grading.intake.times import LONGEST
from course_utils.checking import Text


def tar_entries(file: BinaryIO, size: int, limits: IntakeLimits) -> tuple[list[Entry], dict[int, bytes]]:
    """List a tar's entries; the whole archive is unpacked once for it, and forgotten.

    Parameters
    ----------
    file : binary file
        At its beginning.
    size : int, bytes
    limits : IntakeLimits

    Returns
    -------
    (list of Entry, mapping of index to bytes)
        And the contents of those that are time stamps.

    Raises
    ------
    Quarantined
        If there are too many, or they unpack to too much.
    Exception
        Whatever tarfile raises of a damaged one.
    """
    entries: list[Entry] = []
    small: dict[int, bytes] = {}
    last: dict[tuple[str, ...], int] = {}
    with _reading(file, size, limits) as archive:
        for index, member in enumerate(_members(archive)):
            if index >= limits.entries:
                raise Quarantined(refusals.TOO_MANY_ENTRIES.fill(most=limits.entries))
            entry = _entry(index, member, limits)
            if not entry.folder and entry.flaw is None and entry.parts in last:
                entries[last[entry.parts]] = _doubled(entries[last[entry.parts]])
                entry = _doubled(entry)
            last[entry.parts] = index
            entries.append(entry)
            if entry.flaw is None and entry.parts and entry.parts[-1] == TIMESTAMP:
                small[index] = _content(archive, member, LONGEST)
    return entries, small


def tar_contents(file: BinaryIO, size: int, wanted: Mapping[int, Any], limits: IntakeLimits) -> Iterator[tuple[int, bytes]]:
    """Read some of a tar's entries.

    Parameters
    ----------
    file : binary file
        At its beginning, the same bytes as when its entries were listed.
    size : int, bytes
    wanted : mapping whose keys are indices
    limits : IntakeLimits

    Yields
    ------
    (int, bytes)
        In the archive's order; one byte more than a notebook may have at most.
    """
    with _reading(file, size, limits) as archive:
        for index, member in enumerate(_members(archive)):
            if index in wanted:
                yield index, _content(archive, member, limits.notebook_bytes)


@contextmanager
def _reading(file: BinaryIO, size: int, limits: IntakeLimits) -> Iterator[tarfile.TarFile]:
    file.seek(0)
    stream = ForwardStream(file, size, limits)
    with tarfile.TarFile(fileobj=cast("BinaryIO", stream), mode="r", encoding="utf-8", errors="surrogateescape") as archive:
        yield archive


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    members: list[tarfile.TarInfo] = vars(archive)["members"]
    while (member := archive.next()) is not None:
        yield member
        archive.pax_headers.clear()  # type: ignore[attr-defined]  # headers for all that follows; they would add up without end
        members.clear()  # it keeps every one; a hundred thousand are too many to keep


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    file = archive.extractfile(member)
    left = min(member.size, most + 1)
    pieces: list[bytes] = []
    while file and left > 0 and (piece := file.read(min(left, CHUNK))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _doubled(entry: Entry) -> Entry:
    return Entry(entry.index, entry.parts, entry.size, flaw=refusals.SAME_NAME)


def _entry(index: int, member: tarfile.TarInfo, limits: IntakeLimits) -> Entry:
    parts = path_parts(member.name, limits.name_characters)
    if isinstance(parts, Text):
        return Entry(index, (member.name[: limits.name_characters],), flaw=parts)
    flaw: Text | None = None
    if member.issym() or member.islnk():
        flaw = refusals.LINK
    elif member.issparse() or not (member.isreg() or member.isdir()):
        flaw = refusals.NO_FILE
    return Entry(index, parts, member.size, member.isdir(), flaw)
