"""Which files a collection has, and what they are said to show: by folder, or by a table."""

import csv
import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from course_utils.data.dataset import DataError

_PARTS = {"train", "training", "valid", "validation", "val", "test", "testing"}
_HIDDEN = (".", "__macosx")  # folders that systems and archives leave behind

Labelled = tuple[str, str | None]  # path relative to the collection, with forward slashes; label


def listed(root: Path) -> list[Labelled]:
    """List a collection with one folder per class; every file counts, whatever its name.

    Parameters
    ----------
    root : Path of a folder

    Returns
    -------
    list of (path, label); the label is the folder directly under `root`, or under its parts (`train`, `test`), where these are all it has;
        None for files that lie beside the class folders

    Raises
    ------
    DataError
        If there is no such folder, or no file in it.
    """
    if not root.is_dir():
        raise DataError(f"{root} is no folder; name one that holds a folder of images per class")
    paths = sorted(path.relative_to(root) for path in _below(root))
    if not paths:
        raise DataError(f"{root} holds no files; name a folder that holds a folder of images per class")
    tops = {path.parts[0].lower() for path in paths if len(path.parts) > 1}
    level = 1 if {top for top in tops if not top.startswith(_HIDDEN)} <= _PARTS else 0
    return [(path.as_posix(), composed(path.parts[level]) if len(path.parts) > level + 1 else None) for path in paths]


def _below(root: Path) -> Iterator[Path]:
    """Find everything that is no folder, and the folders that cannot be entered: links and what may not be read."""
    closed: list[Path] = []
    for folder, inner, names in os.walk(root, onerror=lambda problem: closed.append(Path(problem.filename))):
        yield from (Path(folder, name) for name in names)
        yield from (Path(folder, name) for name in inner if Path(folder, name).is_symlink())
    yield from closed


def composed(label: str) -> str:
    """Write a label in one way: macOS takes Korean syllables apart, and a class would be two that look the same.

    Parameters
    ----------
    label : str

    Returns
    -------
    str, in Unicode's form NFC
    """
    return unicodedata.normalize("NFC", label)


def listed_in_table(table: Path) -> list[Labelled]:
    """Read a table of paths and labels.

    Parameters
    ----------
    table : Path of a CSV file with columns `path` and `label`

    Returns
    -------
    list of (path, label); an empty label becomes None

    Raises
    ------
    DataError
        If it cannot be read, lacks a column, or a line has no path; names the line.
    """
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = {"path", "label"} - set(reader.fieldnames or ())
            if missing:
                raise DataError(
                    f"{table} has no column {' or '.join(sorted(missing))}; its first line must name the columns path and label"
                )
            rows = [(reader.line_num, row["path"] or "", row["label"] or "") for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{table} cannot be read as a table ({problem}); save it as CSV in UTF-8") from problem
    empty = next((line for line, path, _ in rows if not path.strip()), None)
    if empty is not None:
        raise DataError(f"line {empty} of {table} names no path")
    if not rows:
        raise DataError(f"{table} has no lines below its first; each names a path and a label")
    return [(path.strip(), composed(label.strip()) or None) for _, path, label in rows]


def tidy(rows: Iterable[Labelled]) -> list[Labelled]:
    """Write paths with forward slashes and check that no file is listed twice under two labels or one.

    Parameters
    ----------
    rows : iterable of (path, label)

    Returns
    -------
    list of (path, label), in the given order

    Raises
    ------
    DataError
        If a path is listed twice.
    """
    seen: dict[str, str | None] = {}
    for given, label in rows:
        path = PurePosixPath(given.replace("\\", "/")).as_posix()
        if path in seen:
            raise DataError(f"{path} is listed twice, as {seen[path]!r} and as {label!r}; list each file once")
        seen[path] = label
    return list(seen.items())
