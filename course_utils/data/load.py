"""`load` and `held_out`: choose the source, read or draw, say which it was."""

from pathlib import Path
from typing import Literal

import numpy as np

from course_utils.data.dataset import DataError, Dataset, Source, Split
from course_utils.data.download import DownloadError
from course_utils.data.fetch import cached, fetch, official_folder
from course_utils.data.jitter import jittered
from course_utils.data.layouts import find_copy, read_copy
from course_utils.data.places import course_data
from course_utils.data.registry import Entry, Variant, find

Wanted = Literal["auto", "real", "synthetic"]


def load(name: str, source: Wanted = "auto", *, progress: bool = True, allow_download: bool = False) -> Dataset:
    """Load a data set of the course.

    Parameters
    ----------
    name : "digits", "fashion" or "objects"
    source : "real", "synthetic", or "auto": real if it is already on this machine, else synthetic
    progress : show progress bars for downloads and drawing
    allow_download : let "auto" try to download the real data first; "real" always may

    Returns
    -------
    Dataset; `describe()` says which source was used

    Raises
    ------
    ValueError
        If there is no such data set or source.
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
    chosen = choose(entry, source, allow_download=allow_download)
    if chosen == "synthetic":
        from course_utils.data.synthetic import drawn_splits  # noqa: PLC0415 - real data needs no drawing

        return _dataset(entry, _synthetic(entry), "synthetic", drawn_splits(name, _synthetic(entry), progress=progress))
    try:
        return _dataset(entry, entry.real, "real", _read_real(entry, progress=progress, download=source == "real" or allow_download))
    except DownloadError:
        if source == "auto" and entry.synthetic is not None:
            return load(name, "synthetic", progress=progress)
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
    if not entry.real.files:
        return "scikit-learn"
    copy = _given(entry) or (official_folder(entry) if cached(entry) else None)
    return str(copy) if copy else None


def held_out(name: str, source: Wanted, count: int, rng: np.random.Generator) -> Split:
    """Draw examination images that no student has seen.

    Parameters
    ----------
    name, source : as for `load`
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
        from course_utils.data.synthetic import draw  # noqa: PLC0415 - real data needs no drawing

        return draw(name, count, seed=int(rng.integers(2**62)))
    test = load(name, source, progress=False).test
    return jittered(test.take(count, seed=int(rng.integers(2**62))), rng)


def _given(entry: Entry) -> Path | None:
    folder = course_data()
    return find_copy(folder, entry) if folder else None


def _read_real(entry: Entry, *, progress: bool, download: bool) -> tuple[Split, Split]:
    if not entry.real.files:
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
    if (len(train), len(test)) != (variant.train, variant.test):
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
