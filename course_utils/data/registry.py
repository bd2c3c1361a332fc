"""The registry, read into frozen records: `datasets/registry.toml` in the repository, a copy of it inside an installed wheel."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

PACKAGED = Path(__file__).with_name("registry.toml")  # put there by the wheel build, absent in a clone
IN_REPOSITORY = Path(__file__).parents[2] / "datasets" / "registry.toml"


@dataclass(frozen=True)
class RemoteFile:
    """One official file.

    Parameters
    ----------
    name : str, file name under each mirror and in the cache
    holds : "x_train", "y_train", "x_test" or "y_test" in the IDX format; "records": all four as in CIFAR-10's binary archive; or "photos":
        class folders in a tar or ZIP archive
    bytes : int, size
    sha256, md5 : str, hexadecimal; MD5 only where the authors published one
    """

    name: str
    holds: str
    bytes: int
    sha256: str
    md5: str = ""


@dataclass(frozen=True)
class Variant:
    """One source of a data set: how many images, from where, under which licence; files and mirrors where it is downloaded."""

    train: int
    test: int
    origin: str
    licence: str
    describe: Mapping[str, str]
    ships: bool = False  # whether it comes with a package of the course
    folder_names: tuple[str, ...] = ()
    mirrors: tuple[str, ...] = ()
    files: tuple[RemoteFile, ...] = ()

    @property
    def bytes(self) -> int:
        """Size of all official files."""
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True)
class Photos:
    """How a set of photographs lies in folders.

    Parameters
    ----------
    folders : for each class, the names its folder may have, in lower case
    train, test : names of the folders that hold the class folders of each part; empty where nobody parted the set
    test_share : float, the share dealt into the test part where nobody parted the set
    numbered : for each part, ranges (first, past the last) of the numbers in file names that belong to it; empty for all files
    sitting : a regular expression with two groups, film and frame, and the frames that may lie between two pictures of one thing; or None
    kept_as : str, name of the set whose official files these are, too; "" for its own
    """

    folders: tuple[tuple[str, ...], ...]
    train: tuple[str, ...] = ()
    test: tuple[str, ...] = ()
    test_share: float = 0.25
    numbered: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sitting: tuple[str, int] | None = None
    kept_as: str = ""


@dataclass(frozen=True)
class Entry:
    """A data set's line in the registry; `photos` where the real one is photographs in folders, of any size and number."""

    name: str
    image_shape: tuple[int, ...]
    title: Mapping[str, str]
    class_names: Mapping[str, tuple[str, ...]]
    real: Variant
    synthetic: Variant | None = None
    photos: Photos | None = None


def parse(text: str) -> dict[str, Entry]:
    """Read a registry.

    Parameters
    ----------
    text : str, TOML

    Returns
    -------
    dict of Entry by name, in the order of the file

    Raises
    ------
    tomllib.TOMLDecodeError, KeyError, TypeError
        If the registry is malformed: a mistake in the course, not of its user.
    """
    return {name: _entry(name, table) for name, table in tomllib.loads(text).items()}


@cache
def entries() -> Mapping[str, Entry]:
    """Return the course's registry, read once.

    Returns
    -------
    mapping of Entry by name
    """
    path = PACKAGED if PACKAGED.exists() else IN_REPOSITORY
    return parse(path.read_text(encoding="utf-8"))


def find(name: str) -> Entry:
    """Look up one data set.

    Parameters
    ----------
    name : str

    Returns
    -------
    Entry

    Raises
    ------
    ValueError
        If the course has no such data set.
    """
    known = entries()
    if name not in known:
        raise ValueError(f"there is no data set {name!r}; the course has {', '.join(known)}")
    return known[name]


def _entry(name: str, table: dict[str, Any]) -> Entry:
    names = {language: tuple(words) for language, words in table["class_names"].items()}
    synthetic = _variant(table["synthetic"]) if "synthetic" in table else None
    photos = _photos(table["photos"]) if "photos" in table else None
    return Entry(name, tuple(table["image_shape"]), table["title"], names, _variant(table["real"]), synthetic, photos)


def _variant(table: dict[str, Any]) -> Variant:
    files = tuple(RemoteFile(**file) for file in table.get("files", ()))
    lists = {key: tuple(table.get(key, ())) for key in ("folder_names", "mirrors")}
    return Variant(**(table | lists | {"files": files}))


def _photos(table: dict[str, Any]) -> Photos:
    lists = {key: tuple(table.get(key, ())) for key in ("train", "test")}
    ranges = {part: (first, past) for part, (first, past) in table.get("numbered", {}).items()}
    sitting = (table["sitting"]["pattern"], table["sitting"]["frames"]) if "sitting" in table else None
    return Photos(**(table | lists | {"folders": tuple(map(tuple, table["folders"])), "numbered": ranges, "sitting": sitting}))
