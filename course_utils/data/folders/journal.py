"""What was found before: one line per file, so that an interrupted inspection goes on and a second one reads only what is new."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import IO

from course_utils.data.folders.decoding import Limits
from course_utils.data.folders.finding import HASH_BYTES, Finding
from course_utils.data.places import cache_folder

VERSION = 2  # raise it whenever the same file would be found to be something else

_PASSING = {"unreadable", "outside"}

Stamp = tuple[int, int]  # size in bytes, time of the last change in nanoseconds


class Journal:
    """The findings of one collection, kept in the cache as they come.

    Parameters
    ----------
    root : Path of the collection
    limits : Limits, what was refused
    """

    def __init__(self, root: Path, limits: Limits) -> None:
        # by the folder's name, not its place: in a grader's sandbox the same folder lies elsewhere, and stamps tell namesakes apart
        key = blake2b(repr((VERSION, root.resolve().name, limits)).encode(), digest_size=12).hexdigest()
        self._path = cache_folder() / "inspections" / f"{key}.jsonl"
        self._root = root
        self._out: IO[str] | None = None

    def known(self, rows: Iterable[tuple[str, str | None]]) -> dict[str, Finding]:
        """Look up what was found of files that have not changed since.

        Parameters
        ----------
        rows : iterable of (path, label)

        Returns
        -------
        dict from path to Finding
        """
        kept = self._read()
        if not kept:
            return {}
        looked_up = {path: kept.get((path, label, self._stamp(path))) for path, label in rows}
        return {path: finding for path, finding in looked_up.items() if finding is not None}

    def _read(self) -> dict[tuple[str, str | None, Stamp], Finding]:
        kept: dict[tuple[str, str | None, Stamp], Finding] = {}
        with suppress(OSError), self._path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):  # a torn line is as good as none
                    stamp, finding = _parsed(line)
                    kept[finding.path, finding.label, stamp] = finding
        return kept

    def add(self, finding: Finding) -> None:
        """Write a finding down, unless its reason may go away while size and time of the file stay: a right to read, a link, memory.

        Parameters
        ----------
        finding : Finding
        """
        if finding.problem in _PASSING:
            return
        with suppress(OSError):  # a cache that cannot be written only costs time at the next start
            if self._out is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._out = self._path.open("a", encoding="utf-8")
                self._out.write("\n")  # ends a line that an interrupt has torn
            self._out.write(json.dumps(asdict(finding) | {"stamp": self._stamp(finding.path)}) + "\n")

    def close(self) -> None:
        """Put everything on the disk."""
        if self._out is not None:
            with suppress(OSError):
                self._out.close()
            self._out = None

    def _stamp(self, path: str) -> Stamp:
        try:
            state = (self._root / path).stat()
        except (OSError, ValueError):
            return (-1, -1)
        return (state.st_size, state.st_mtime_ns)


def _parsed(line: str) -> tuple[Stamp, Finding]:
    fields = json.loads(line)
    size, changed = fields.pop("stamp")
    finding = Finding(**(fields | {"notes": tuple(fields["notes"])}))
    if finding.usable and len(bytes.fromhex(finding.looks)) != HASH_BYTES:
        raise ValueError(f"no looks of {HASH_BYTES} bytes: {finding.looks!r}")
    return (size, changed), finding
