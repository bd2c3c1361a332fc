"""Photographs in class folders as two splits: inspected, brought to one size, parted, and kept in the cache by content."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import DataError, Split
from course_utils.data.keeping import Arrays, kept
from course_utils.data.photo_sets.finding import Listed, listed
from course_utils.data.places import cache_folder
from course_utils.data.registry import Entry

VERSION = 1  # raise it whenever the same files would give other arrays
SEED = 2019  # deals the test part; another one would be another test set


def read_class_folders(root: Path, entry: Entry, side: int, *, progress: bool = True) -> tuple[Split, Split]:
    """Read a set of photographs.

    Files that cannot be used, further copies of a picture and pictures in two classes are left out; `petals data inspect` lists them.

    Parameters
    ----------
    root : Path, as `find_class_folders` gives it
    entry : Entry with photos
    side : int, pixels, of the squares that the photographs are stretched to
    progress : show bars

    Returns
    -------
    train, test : Split, with groups: pictures of one scene, and of one sitting where the registry knows how to tell
        They have no group in common, unless somebody else parted the set.

    Raises
    ------
    DataError
        If a class has no usable file, or too few to be parted.
    """
    from course_utils.data.folders import decoded, inspect_table  # noqa: PLC0415 - loads Pillow, which drawn data may do without

    files = {file.path: file for file in listed(root, entry)}
    names = entry.class_names["en"]
    inspection = inspect_table([(file.path, names[file.label]) for file in files.values()], root, progress=progress)
    chosen = [files[finding.path] for finding in inspection.kept]
    _check(root, entry, chosen)
    content = blake2b(repr((VERSION, side, [(one.path, one.sha256) for one in inspection.kept])).encode(), digest_size=12).hexdigest()

    def make() -> Arrays:
        return {"images": decoded(root, [file.path for file in chosen], side, progress=progress)}

    images = kept(cache_folder() / "photographs" / f"{entry.name}-{side}-{content}.npz", make)["images"]
    return _parted(np.asarray(images, np.uint8), chosen, inspection.groups, entry)


def _check(root: Path, entry: Entry, chosen: Sequence[Listed]) -> None:
    counts = np.bincount([file.label for file in chosen], minlength=len(entry.class_names["en"]))
    few = [f"{name} {count}" for name, count in zip(entry.class_names["en"], counts, strict=True) if count < FEWEST]
    if few:
        raise DataError(
            f"{root} has too few usable photographs of {', '.join(few)}; each class needs {FEWEST}. "
            f"`petals data inspect {root}` says what is wrong with the others"
        )


FEWEST = 8  # photographs of a class, so that every part has some


def _parted(images: NDArray[np.uint8], chosen: Sequence[Listed], scenes: NDArray[np.int64], entry: Entry) -> tuple[Split, Split]:
    from course_utils.data.folders import joined, split_groups  # noqa: PLC0415 - as above

    labels = np.array([file.label for file in chosen], np.int64)
    sitting = entry.photos.sitting if entry.photos else None
    groups = scenes if sitting is None else joined(scenes, sittings([file.path for file in chosen], *sitting))
    everything = Split(images, labels, groups)
    if all(file.part is not None for file in chosen):
        test = np.array([file.part == "test" for file in chosen])
        return everything.at(~test), everything.at(test)
    share = entry.photos.test_share if entry.photos else 0.0
    parts = split_groups(labels, groups, {"train": 1 - share, "test": share}, seed=SEED)
    return everything.at(parts["train"]), everything.at(parts["test"])


def sittings(paths: Sequence[str], pattern: str, frames: int) -> NDArray[np.int64]:
    """Give photographs that were taken in one sitting the same number, by film and frame.

    Parameters
    ----------
    paths : sequence of str
    pattern : str, a regular expression whose two groups are the film and the number of the frame
    frames : int, how many frames may lie between two photographs of one sitting

    Returns
    -------
    int64 array (N,), from 0; a photograph whose name has no such number is a sitting of its own
    """
    found = [re.search(pattern, PurePosixPath(path).name, re.IGNORECASE) for path in paths]
    keys = [(match[1].lower(), int(match[2])) if match else ("", -1) for match in found]
    numbers = np.full(len(paths), -1, np.int64)
    number = -1
    film, last = "", 0
    for place in sorted(range(len(paths)), key=lambda place: (keys[place], paths[place])):
        if found[place] is None or keys[place][0] != film or keys[place][1] - last > frames + 1:
            number += 1
        film, last = keys[place]
        numbers[place] = number
    return numbers
