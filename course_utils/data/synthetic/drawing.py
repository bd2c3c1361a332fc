"""Draw balanced splits, and keep the standard ones on disk."""

import os
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split
from course_utils.data.places import cache_folder
from course_utils.data.registry import Variant
from course_utils.data.synthetic import garments

BATCH = 500


@dataclass(frozen=True)
class Generator:
    """One way to draw: labels and a numpy Generator in, uint8 images (N, H, W, C) out; the version changes with the pictures."""

    draw: Callable[[NDArray[np.int64], np.random.Generator], NDArray[np.uint8]]
    classes: int
    version: int


GENERATORS = {"fashion": Generator(garments.draw_garments, len(garments.KINDS), garments.VERSION)}
TRAIN_SEED, TEST_SEED = 20170828, 20170829


def draw(name: str, count: int, seed: int, *, progress: bool = False) -> Split:
    """Draw new images, the classes as even as possible.

    Parameters
    ----------
    name : str, a data set with a synthetic source
    count : int, at least 1
    seed : int, at least 0; the same seed and count give the same images
    progress : show a bar

    Returns
    -------
    Split of `count` images, shuffled

    Raises
    ------
    ValueError
        If `count` is below 1.
    """
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    if count < 1:
        raise ValueError(f"count must be at least 1, not {count}")
    rng = np.random.Generator(np.random.PCG64(seed))
    labels = rng.permutation(np.arange(count, dtype=np.int64) % GENERATORS[name].classes)
    batches = range(0, count, BATCH)
    bar = tqdm(batches, desc=f"drawing {name}", unit="batch", leave=False, disable=not progress)
    return Split(np.concatenate([GENERATORS[name].draw(labels[start : start + BATCH], rng) for start in bar]), labels)


def drawn_splits(name: str, variant: Variant, *, progress: bool = True) -> tuple[Split, Split]:
    """Return the standard drawn splits, from the cache if they were drawn before.

    Parameters
    ----------
    name : str, a data set with a synthetic source
    variant : Variant, which says how many
    progress : show a bar

    Returns
    -------
    train, test : Split
    """
    return (
        _kept(name, "train", variant.train, TRAIN_SEED, progress=progress),
        _kept(name, "test", variant.test, TEST_SEED, progress=progress),
    )


def _kept(name: str, part: str, count: int, seed: int, *, progress: bool) -> Split:
    path = cache_folder() / "synthetic" / f"{name}-v{GENERATORS[name].version}-{part}-{seed}-{count}.npz"
    split = _read(path)
    if split is None or len(split) != count:
        split = draw(name, count, seed, progress=progress)
        _write(path, split)
    return split


def _read(path: Path) -> Split | None:
    """Read kept drawings; None if there are none or they are damaged, since drawing them again mends that."""
    try:
        with (
            path.open("rb") as kept,
            np.load(kept, allow_pickle=False) as archive,
        ):  # opened here, since numpy forgets to close a broken one
            return Split(archive["images"], archive["labels"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def _write(path: Path, split: Split) -> None:
    """Keep drawings under a name of this process's own, then rename: readers see all or nothing."""
    own = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with own.open("wb") as out:
            np.savez(out, images=split.images, labels=split.labels)
        own.replace(path)
    except OSError:  # a cache that cannot be written only costs time at the next start
        with suppress(OSError):
            own.unlink()
