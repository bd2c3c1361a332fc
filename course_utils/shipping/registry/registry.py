"""A folder of versions: each is written once and never changed, and a journal says which one is in use."""

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from course_utils.shipping.cards.card import Card, read_card
from course_utils.shipping.cards.page import card_page
from course_utils.shipping.formats.kinds import KINDS, ShippingError

_JOURNAL = "journal.jsonl"
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


@dataclass(frozen=True)
class Version:
    """A version in a registry.

    Parameters
    ----------
    number : int, from 1
    folder : Path
    card : Card
    """

    number: int
    folder: Path
    card: Card

    def file(self, form: str) -> Path:
        """Find its file of one format.

        Parameters
        ----------
        form : str

        Returns
        -------
        Path

        Raises
        ------
        ShippingError
            If the version was shipped without it.
        """
        if form not in self.card.files:
            raise ShippingError(f"version {self.number} has no file of format {form!r}, only {', '.join(self.card.files)}.")
        return self.folder / str(self.card.files[form]["file"])


class Registry:
    """Versions of a network in a folder.

    Parameters
    ----------
    folder : Path or str, made if it is not there
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder).absolute()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self.folder / ".lock")

    def add(self, card: Card, files: Mapping[str, Path]) -> Version:
        """Copy a network's files into a new version; nothing is seen of it before it is whole.

        Parameters
        ----------
        card : Card
        files : mapping of format to Path, at least one

        Returns
        -------
        Version, not yet in use: `promote` it

        Raises
        ------
        ShippingError
            If there is no file, or one is not there.
        """
        if not files or (missing := [str(path) for path in files.values() if not path.is_file()]):
            raise ShippingError(f"a version needs files of a network; not there: {', '.join(missing) if files else 'none was given'}.")
        with self._lock:
            number = max([0, *self._numbers()]) + 1
            work = Path(tempfile.mkdtemp(prefix=".draft-", dir=self.folder))
            try:
                entries = {form: _copied(path, work / f"{card.name}{KINDS[form].file}") for form, path in files.items()}
                whole = replace(card, files=entries)
                for name, words in _pages(whole).items():
                    _written(work / name, words.encode())
                for path in work.iterdir():
                    path.chmod(_READ_ONLY)
                work.chmod(0o755)
                work.rename(self._folder_of(number))
            except BaseException:
                shutil.rmtree(work, ignore_errors=True)
                raise
            _synced(self.folder)
        return self.version(number)

    def versions(self) -> list[Version]:
        """Read all versions.

        Returns
        -------
        list of Version, oldest first

        Raises
        ------
        ShippingError
            If a card is damaged.
        """
        return [self.version(number) for number in self._numbers()]

    def version(self, number: int) -> Version:
        """Read one version.

        Parameters
        ----------
        number : int

        Returns
        -------
        Version

        Raises
        ------
        ShippingError
            If there is none of this number, or its card is damaged.
        """
        folder = self._folder_of(number)
        try:
            card = read_card((folder / "card.json").read_text(encoding="utf-8"))
        except FileNotFoundError as problem:
            there = ", ".join(map(str, self._numbers())) or "none"
            raise ShippingError(f"{self.folder} has no version {number}; there: {there}.") from problem
        except ValueError as problem:
            raise ShippingError(f"{folder / 'card.json'} is damaged ({problem}). Add the network again, as a new version.") from problem
        return Version(number, folder, card)

    def verify(self, number: int) -> None:
        """Compare a version's files with the sizes and hashes on its card.

        Parameters
        ----------
        number : int

        Raises
        ------
        ShippingError
            If one is missing or differs.
        """
        version = self.version(number)
        for form, entry in version.card.files.items():
            path = version.file(form)
            found = sha256(path.read_bytes()).hexdigest() if path.is_file() else "nothing"
            if found != entry["sha256"]:
                raise ShippingError(
                    f"{path} is not what version {number} was: SHA-256 {entry['sha256']} expected, {found} found. "
                    "Roll back to another version, or add this network again."
                )

    def promote(self, number: int, *, reason: str = "") -> Version:
        """Put a version in use, once its files are found to be whole.

        Parameters
        ----------
        number : int
        reason : str, for the journal

        Returns
        -------
        Version

        Raises
        ------
        ShippingError
            If there is no such version, or its files are damaged.
        """
        self.verify(number)
        with self._lock:
            self._note({"event": "promote", "version": number, "reason": reason})
        return self.version(number)

    def roll_back(self, *, reason: str = "") -> Version:
        """Put the version back in use that was in use before the present one.

        Parameters
        ----------
        reason : str, for the journal

        Returns
        -------
        Version

        Raises
        ------
        ShippingError
            If there was none.
        """
        with self._lock:
            used = self._used()
            if len(used) < 2:  # noqa: PLR2004 - the present one and the one before
                raise ShippingError(f"{self.folder} has no version to roll back to: in use so far: {used or 'none'}.")
            self.verify(used[-2])
            self._note({"event": "roll back", "version": used[-2], "reason": reason})
        return self.version(used[-2])

    def current(self) -> Version | None:
        """Read the version in use.

        Returns
        -------
        Version, or None before the first is promoted
        """
        used = self._used()
        return self.version(used[-1]) if used else None

    def journal(self) -> list[dict[str, Any]]:
        """Read what was put in use, when and why.

        Returns
        -------
        list of dict with event, version, reason and at, oldest first
        """
        path = self.folder / _JOURNAL
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        return [json.loads(line) for line in lines if line.endswith("}")]  # the last may be cut off, where the power was

    def _used(self) -> list[int]:
        """Follow the journal: the versions that lie under the present one, as on a stack."""
        used: list[int] = []
        for entry in self.journal():
            if entry["event"] == "roll back":
                used.pop()
            else:
                used.append(int(entry["version"]))
        return used

    def _note(self, entry: dict[str, Any]) -> None:
        line = json.dumps({**entry, "at": datetime.now(UTC).isoformat(timespec="seconds")}, ensure_ascii=False)
        path = self.folder / _JOURNAL
        cut = path.is_file() and path.stat().st_size and not path.read_bytes().endswith(b"\n")
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" * bool(cut) + line + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _numbers(self) -> list[int]:
        return sorted(int(path.name) for path in self.folder.iterdir() if path.is_dir() and path.name.isdigit())

    def _folder_of(self, number: int) -> Path:
        return self.folder / f"{number:04d}"


def _pages(card: Card) -> dict[str, str]:
    return {"card.json": card.as_json(), "card.md": card_page(card, "en"), "card.ko.md": card_page(card, "ko")}


def _copied(source: Path, target: Path) -> dict[str, Any]:
    content = source.read_bytes()
    _written(target, content)
    return {"file": target.name, "bytes": len(content), "sha256": sha256(content).hexdigest()}


def _written(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _synced(folder: Path) -> None:
    """Make the new name itself last, where the system lets a folder be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
