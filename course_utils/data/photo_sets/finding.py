"""Where the class folders of a data set lie, and which file belongs to which class and part."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from course_utils.data.dataset import DataError
from course_utils.data.registry import Entry, Photos

Part = Literal["train", "test"]
_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class Listed:
    """One file, the label its folder gives it, and its part; None where nobody parted the set."""

    path: str
    label: int
    part: Part | None


def find_class_folders(folder: Path, entry: Entry) -> Path | None:
    """Find a set of photographs in a folder, or in a subfolder named like it.

    Parameters
    ----------
    folder : Path
    entry : Entry with photos

    Returns
    -------
    Path of the folder that holds the class folders, or the parts that hold them; None if there is none

    Raises
    ------
    DataError
        If a subfolder named like the set holds some of the classes but not all.
    """
    photos = _photos(entry)
    for place in (folder, *(folder / name for name in entry.real.folder_names)):
        found = {label for _, label in _class_folders(place, photos)}
        if len(found) == len(photos.folders):
            return place
        if found and place != folder:
            missing = ", ".join(" or ".join(names) for label, names in enumerate(photos.folders) if label not in found)
            raise DataError(f"{place} has no folder {missing}; it needs one folder per class")
    return None


def listed(root: Path, entry: Entry) -> list[Listed]:
    """List the files of a set of photographs.

    Parameters
    ----------
    root : Path, as `find_class_folders` gives it
    entry : Entry with photos

    Returns
    -------
    list of Listed, paths relative to `root` with forward slashes, in a fixed order

    Raises
    ------
    DataError
        If there is no file in it.
    """
    photos = _photos(entry)
    files = [
        Listed(path.relative_to(root).as_posix(), label, _part_of(path.relative_to(root), photos))
        for folder, label in sorted(_class_folders(root, photos))
        for path in sorted(folder.iterdir())
        if path.is_file()
    ]
    if not files:
        raise DataError(f"the class folders in {root} hold no files")
    return _numbered(files, photos.numbered) if photos.numbered and all(file.part is None for file in files) else files


def _photos(entry: Entry) -> Photos:
    if entry.photos is None:
        raise ValueError(f"{entry.name!r} is no set of photographs in folders")
    return entry.photos


def _class_folders(place: Path, photos: Photos) -> Iterator[tuple[Path, int]]:
    """Go through the class folders in a place, or in its parts."""
    inside = {folder.name.lower(): folder for folder in place.iterdir() if folder.is_dir()} if place.is_dir() else {}
    parts = [inside[name] for name in (*photos.train, *photos.test) if name in inside]
    for label, names in enumerate(photos.folders):
        for folder in (inside.get(name) for name in names):
            if folder is not None:
                yield folder, label
    for part in parts:
        for folder in part.iterdir():
            for label, names in enumerate(photos.folders):
                if folder.is_dir() and folder.name.lower() in names:
                    yield folder, label


def _part_of(path: Path, photos: Photos) -> Part | None:
    first = path.parts[0].lower()
    return "train" if first in photos.train else "test" if first in photos.test else None


def _numbered(files: list[Listed], ranges: Mapping[str, tuple[int, int]]) -> list[Listed]:
    """Part files by the number in their names, as the registry says; all of them, unparted, if the numbers are others."""
    parts = {file: part_by_number(file.path, ranges) for file in files}
    chosen = [Listed(file.path, file.label, part) for file, part in parts.items() if part is not None]
    return chosen if {file.part for file in chosen} == set(ranges) else files


def part_by_number(path: str, ranges: Mapping[str, tuple[int, int]]) -> Part | None:
    """Tell a photograph's part by the last number in its name.

    Parameters
    ----------
    path : str
    ranges : mapping of part to the first number in it and the first past it

    Returns
    -------
    "train" or "test"; None if the name has no number, or the number is in no range
    """
    number = _NUMBER.search(PurePosixPath(path).stem)
    part = next((part for part, (first, past) in ranges.items() if number and first <= int(number[1]) < past), None)
    return None if part is None else "train" if part == "train" else "test"
