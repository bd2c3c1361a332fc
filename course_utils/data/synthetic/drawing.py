"""Draw balanced splits, and keep the standard ones on disk."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split
from course_utils.data.keeping import Arrays, kept
from course_utils.data.places import cache_folder
from course_utils.data.registry import Variant
from course_utils.data.synthetic.garments import garments
from course_utils.data.synthetic.objects import objects

BATCH = 500


@dataclass(frozen=True)
class Generator:
    """One way to draw: labels and a numpy Generator in, uint8 images (N, H, W, C) out; the version changes with the pictures."""

    draw: Callable[[NDArray[np.int64], np.random.Generator], NDArray[np.uint8]]
    classes: int
    version: int


GENERATORS = {
    "fashion": Generator(garments.draw_garments, len(garments.KINDS), garments.VERSION),
    "objects": Generator(objects.draw_objects, len(objects.KINDS), objects.VERSION),
}
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
    def drawn() -> Arrays:
        split = draw(name, count, seed, progress=progress)
        return {"images": split.images, "labels": split.labels}

    arrays = kept(cache_folder() / "synthetic" / f"{name}-v{GENERATORS[name].version}-{part}-{seed}-{count}.npz", drawn)
    return Split(arrays["images"], arrays["labels"])  # type: ignore[arg-type]  # what was drawn here, or read as it was kept
