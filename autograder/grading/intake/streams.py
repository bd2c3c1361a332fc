"""A packed stream read forwards only, with a count of what came out: what reads a tar that nobody vouches for."""

import bz2
import gzip
import lzma
from typing import BinaryIO, Protocol

from autograder.grading.intake import refusals
from autograder.grading.intake.limits import MIB, IntakeLimits
from autograder.grading.intake.prepared import Quarantined

CHUNK = MIB // 4
LARGEST_READ = MIB  # tarfile reads an extended header in one piece, as large as the header says


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class ForwardStream:
    """What `tarfile` needs of a file, with bounds.

    Parameters
    ----------
    file : binary file
        At its beginning.
    packed_bytes : int
        Its size.
    limits : IntakeLimits
    """

    def __init__(self, file: BinaryIO, packed_bytes: int, limits: IntakeLimits) -> None:
        self._unpacked = unpacking(file)
        self._packed_bytes = packed_bytes
        self._limits = limits
        self._position = 0

    def tell(self) -> int:
        """Say how many bytes came out so far."""
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes.

        Parameters
        ----------
        size : int, 0 to 1 MiB

        Returns
        -------
        bytes, fewer only at the end

        Raises
        ------
        Quarantined
            If more is asked for at once than any honest archive does, or the archive unpacks to too much.
        """
        if not 0 <= size <= LARGEST_READ:
            raise Quarantined(refusals.BROKEN_ARCHIVE)
        pieces: list[bytes] = []
        while size > 0:
            piece = self._unpacked.read(min(size, CHUNK))
            if not piece:
                break
            pieces.append(piece)
            size -= len(piece)
            self._count(len(piece))
        return b"".join(pieces)

    def seek(self, position: int) -> int:
        """Go forwards.

        Parameters
        ----------
        position : int, bytes from the beginning

        Returns
        -------
        int, where it arrived

        Raises
        ------
        Quarantined
            If the position lies behind.
        """
        if position < self._position:
            raise Quarantined(refusals.BROKEN_ARCHIVE)
        while self._position < position and self.read(min(CHUNK, position - self._position)):
            pass
        return self._position

    def _count(self, more: int) -> None:
        self._position += more
        if self._position > self._limits.unpacked_bytes:
            raise Quarantined(refusals.UNPACKS_LARGE.fill(most=self._limits.unpacked_bytes // MIB))
        if self._position > max(self._limits.ratio_from, self._limits.ratio * self._packed_bytes):
            raise Quarantined(refusals.BOMB.fill(ratio=self._limits.ratio))


def unpacking(file: BinaryIO) -> _Readable:
    """Choose what unpacks a stream, by its first bytes.

    Parameters
    ----------
    file : binary file
        At its beginning, and seekable.

    Returns
    -------
    binary file
    """
    magic = file.read(6)
    file.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if magic.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(file)
    if magic.startswith(b"BZh"):
        return bz2.BZ2File(file)
    return file
