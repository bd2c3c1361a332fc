"""`load` and `held_out`: choose the source, read or draw, say which it was."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from course_utils.data.dataset import DataError, Dataset, Source, Split
from course_utils.data.download import DownloadError
from course_utils.data.fetch import cached, fetch, official_folder
from course_utils.data.jitter import jittered
from course_utils.data.layouts import find_copy, read_copy
from course_utils.data.photo_sets import find_class_folders, read_class_folders, resized, unpacked
from course_utils.data.places import course_data
from course_utils.data.registry import Entry, Variant, find

Wanted = Literal["auto", "real", "synthetic"]
SMALLEST, LARGEST = 16, 512  # pixels


def load(name: str, source: Wanted = "auto", *, size: int | None = None, progress: bool = True, allow_download: bool = False) -> Dataset:
    """Load a data set of the course.

    Parameters
    ----------
    name : "digits", "fashion", "objects", "flowers", "daisy_dandelion", "cats_dogs" or "moon_rocks"
    source : "real", "synthetic", or "auto": real if it is already on this machine, else synthetic
    size : int, pixels, side of the square images, 16 to 512; None for the set's own. Only the last four come in other sizes
    progress : show progress bars for downloads, reading and drawing
    allow_download : let "auto" try to download the real data first; "real" always may

    Returns
    -------
    Dataset; `describe()` says which source was used

    Raises
    ------
    ValueError
        If there is no such data set or source, or it does not come in that size.
    DataError
        If the real data is damaged, or was asked for and cannot be had.
    FileNotFoundError
        If COURSE_DATA names no folder.

    Examples
    --------
    >>> load("digits").train.images.shape
    (1437, 8, 8, 1)
    """
    entry = find(name)
    side = _side(entry, size)
    chosen = choose(entry, source, allow_download=allow_download)
    if chosen == "synthetic":
        from course_utils.data.synthetic import drawn_splits  # noqa: PLC0415 - real data needs no drawing

        train, test = drawn_splits(name, _synthetic(entry), progress=progress)
        return _dataset(entry, _synthetic(entry), "synthetic", (resized(train, side), resized(test, side)))
    download = source == "real" or allow_download
    try:
        if entry.photos is not None:
            return _dataset(entry, entry.real, "real", _read_photos(entry, side, progress=progress, download=download))
        return _dataset(entry, entry.real, "real", _read_real(entry, progress=progress, download=download))
    except DownloadError:
        if source == "auto" and entry.synthetic is not None:
            return load(name, "synthetic", size=size, progress=progress)
        raise


def choose(entry: Entry, source: str, *, allow_download: bool = False) -> Source:
    """Decide between real and synthetic.

    Parameters
    ----------
    entry : Entry
    source : "auto", "real" or "synthetic"
    allow_download : whether "auto" may answer "real" for data that is not here yet

    Returns
    -------
    "real" or "synthetic"

    Raises
    ------
    ValueError
        If the source is unknown, or synthetic and the data set has no synthetic twin.
    """
    if source not in {"auto", "real", "synthetic"}:
        raise ValueError(f"source must be 'auto', 'real' or 'synthetic', not {source!r}")
    if source == "synthetic":
        _synthetic(entry)
        return "synthetic"
    if source == "real" or entry.synthetic is None or allow_download:
        return "real"
    return "real" if at_hand(entry) else "synthetic"


def at_hand(entry: Entry) -> str | None:
    """Say where the real data already lies on this machine.

    Parameters
    ----------
    entry : Entry

    Returns
    -------
    str, a path or "scikit-learn"; None if it would have to be downloaded

    Raises
    ------
    FileNotFoundError
        If COURSE_DATA names no folder.
    """
    if entry.real.ships:
        return "scikit-learn"
    copy = _given(entry) or (official_folder(entry) if cached(entry) else None)
    return str(copy) if copy else None


def held_out(name: str, source: Wanted, count: int, rng: np.random.Generator, *, size: int | None = None) -> Split:
    """Draw examination images that no student has seen.

    Parameters
    ----------
    name, source, size : as for `load`
    count : int, at least 1; for real data at most the size of its test split
    rng : numpy Generator; the same state gives the same images

    Returns
    -------
    Split: synthetic images from a new seed, or real test images slightly moved, relit and roughened

    Raises
    ------
    ValueError, DataError
        As for `load`, or if `count` is out of range.
    """
    entry = find(name)
    if choose(entry, source) == "synthetic":
        drawn = _drawn(name, count, int(rng.integers(2**62)), _side(entry, size))
        return drawn.at(np.arange(count))  # a copy: nobody's answer changes what the next one is asked
    test = load(name, source, size=size, progress=False).test
    return jittered(test.take(count, seed=int(rng.integers(2**62))), rng)


@lru_cache(maxsize=6)  # who presses Shift-Enter again need not wait for the same 200 flowers again: they take 2 s
def _drawn(name: str, count: int, seed: int, side: int) -> Split:
    from course_utils.data.synthetic import draw  # noqa: PLC0415 - real data needs no drawing

    return resized(draw(name, count, seed), side)


def _side(entry: Entry, size: int | None) -> int:
    own = entry.image_shape[0]
    if size is None or size == own:
        return own
    if entry.photos is None:
        raise ValueError(f"{entry.name!r} comes in one size, {own} x {own} pixels; leave size out, not {size!r}")
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"size must be {SMALLEST} to {LARGEST} pixels, not {size!r}")
    return size


def _given(entry: Entry) -> Path | None:
    folder = course_data()
    if folder is None:
        return None
    return (find_class_folders(folder, entry) if entry.photos else None) or find_copy(folder, entry)


def _read_photos(entry: Entry, side: int, *, progress: bool, download: bool) -> tuple[Split, Split]:
    """Read photographs from class folders, or from the official archive, unpacked."""
    given = _given(entry)
    if given is not None and given.suffix == ".npz":
        train, test = read_copy(given, entry)
        return resized(train, side), resized(test, side)
    if given is None and not entry.real.files:
        raise DownloadError(_unpublished(entry))
    folder = given or (fetch(entry, progress=progress) if download else official_folder(entry))
    archive = next((file for file in entry.real.files if (folder / file.name).is_file()), None)
    root = folder if archive is None else unpacked(folder / archive.name, archive, entry, progress=progress)
    return read_class_folders(root, entry, side, progress=progress)


def _unpublished(entry: Entry) -> str:
    names = " and ".join(" or ".join(names) for names in entry.photos.folders) if entry.photos else ""
    return (
        f"nobody publishes {entry.title['en']} as one archive: put the photographs into folders {names} in a folder "
        f'{entry.real.folder_names[0]}, and set COURSE_DATA to what holds it; until then source="synthetic" works.'
    )


def _read_real(entry: Entry, *, progress: bool, download: bool) -> tuple[Split, Split]:
    if entry.real.ships:
        from course_utils.data.digits import read_digits  # noqa: PLC0415 - scikit-learn takes a second to import

        return read_digits(entry.real.test)
    given = _given(entry)
    if given:
        return read_copy(given, entry)
    if cached(entry):
        try:
            return read_copy(official_folder(entry), entry)
        except DataError:
            if not download:
                raise
    return read_copy(fetch(entry, progress=progress), entry)


def _synthetic(entry: Entry) -> Variant:
    if entry.synthetic is None:
        raise ValueError(f"{entry.name!r} has no synthetic twin; use source='real' or 'auto'")
    return entry.synthetic


def _dataset(entry: Entry, variant: Variant, source: Source, splits: tuple[Split, Split]) -> Dataset:
    train, test = splits
    counted = source == "synthetic" or entry.photos is None  # of photographs in folders there may be any number
    if counted and (len(train), len(test)) != (variant.train, variant.test):
        raise DataError(f"{entry.name} must have {variant.train} and {variant.test} images, got {len(train)} and {len(test)}")
    return Dataset(
        name=entry.name,
        train=train,
        test=test,
        source=source,
        origin=variant.origin,
        licence=variant.licence,
        names=entry.class_names,
        title=entry.title,
        descriptions=variant.describe,
    )
