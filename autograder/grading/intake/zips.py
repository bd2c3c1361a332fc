"""The entries of a zip, and one of them at a time; nothing is unpacked to disk."""

import stat
import struct
import zipfile
from collections import Counter
from dataclasses import replace
from typing import BinaryIO

from autograder.grading.intake import refusals
from autograder.grading.intake.layout import Entry
from autograder.grading.intake.limits import IntakeLimits
from autograder.grading.intake.names import path_parts
from autograder.grading.intake.prepared import Quarantined
from course_utils.checking import Text

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
ENCRYPTED, UTF8 = 0x1, 0x800
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
WIDE_END, BEFORE_END = b"PK\x06\x06", 56 + 20  # the record of a zip64, and how far before the end it begins
DIRECTORY_BYTES_FOR_EACH = 1_200  # a header and a long name


def open_zip(file: BinaryIO, size: int, limits: IntakeLimits) -> zipfile.ZipFile:
    """Open a zip whose table of contents is no larger than is read.

    Parameters
    ----------
    file : binary file
    size : int, bytes
    limits : IntakeLimits

    Returns
    -------
    ZipFile

    Raises
    ------
    Quarantined
        If it has too many entries.
    Exception
        Whatever zipfile raises of a damaged one.
    """
    if _directory_bytes(file, size) > limits.entries * DIRECTORY_BYTES_FOR_EACH:
        raise Quarantined(refusals.TOO_MANY_ENTRIES.fill(most=limits.entries))
    file.seek(0)
    archive = zipfile.ZipFile(file)
    if len(archive.filelist) > limits.entries:
        raise Quarantined(refusals.TOO_MANY_ENTRIES.fill(most=limits.entries))
    return archive


def _directory_bytes(file: BinaryIO, size: int) -> int:
    """Say how large the table of contents is said to be: zipfile reads it in one piece."""
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT - BEFORE_END))
    tail = file.read()
    found = tail.rfind(END, 0, len(tail) - END_SIZE + len(END))
    if found < 0:
        return 0  # zipfile refuses it
    (length,) = struct.unpack_from("<I", tail, found + 12)
    wide = found - BEFORE_END
    if wide >= 0 and tail[wide : wide + len(WIDE_END)] == WIDE_END:
        (length,) = struct.unpack_from("<Q", tail, wide + 40)
    return int(length)


def zip_entries(archive: zipfile.ZipFile, limits: IntakeLimits) -> list[Entry]:
    """List a zip's entries.

    Parameters
    ----------
    archive : ZipFile
    limits : IntakeLimits

    Returns
    -------
    list of Entry
        Their index is that of `filelist`. Of several with one name each is there, with none preferred.
    """
    entries = [_entry(index, info, limits) for index, info in enumerate(archive.filelist)]
    counts = Counter(entry.parts for entry in entries if not entry.folder)
    return [
        replace(entry, flaw=refusals.SAME_NAME) if counts[entry.parts] > 1 and not entry.folder and entry.flaw is None else entry
        for entry in entries
    ]


def read_member(archive: zipfile.ZipFile, index: int, most: int) -> bytes:
    """Read one entry.

    Parameters
    ----------
    archive : ZipFile
    index : int
    most : int, bytes
        One byte more is read at most, whatever size is declared.

    Returns
    -------
    bytes

    Raises
    ------
    Exception
        Whatever zipfile raises of a damaged one.
    """
    with archive.open(archive.filelist[index]) as member:
        return member.read(most + 1)


def _entry(index: int, info: zipfile.ZipInfo, limits: IntakeLimits) -> Entry:
    parts = path_parts(_name(info), limits.name_characters)
    if isinstance(parts, Text):
        return Entry(index, (_name(info)[: limits.name_characters],), flaw=parts)
    return Entry(index, parts, info.file_size, info.is_dir(), _flaw(info))


def _flaw(info: zipfile.ZipInfo) -> Text | None:
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return refusals.LINK
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return refusals.NO_FILE
    if info.flag_bits & ENCRYPTED:
        return refusals.ENCRYPTED
    return None if info.compress_type in METHODS else refusals.METHOD


def _name(info: zipfile.ZipInfo) -> str:
    """Read a name as it was meant: Korean Windows writes its own code page and does not say so."""
    name = info.orig_filename
    if info.flag_bits & UTF8 or name.isascii():
        return name
    raw = name.encode("cp437", "replace")
    for encoding in ("utf-8", "cp949"):
        try:
            meant = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or all(character.isascii() or "가" <= character <= "힣" for character in meant):
            return meant
    return name
