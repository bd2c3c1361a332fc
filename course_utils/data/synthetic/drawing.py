"""Draw balanced splits, and keep the standard ones on disk."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.data.dataset import Images, Labels, Split
from course_utils.data.keeping import Arrays, kept
from course_utils.data.places import cache_folder
from course_utils.data.registry import Variant
from course_utils.data.synthetic.garments import garments
from course_utils.data.synthetic.objects import objects
from course_utils.data.synthetic.petals import petals
from course_utils.data.synthetic.pets import pets
from course_utils.data.synthetic.rocks import deal, rocks, stone

BATCH = 500


@dataclass(frozen=True)
class Generator:
    """One way to draw.

    Parameters
    ----------
    draw : callable (labels, rng) -> images, uint8 (N, H, W, C)
    classes : int
    version : int, which changes with the pictures
    deal : callable (labels, rng) -> groups, or None
        Where several pictures show one thing: deals the things out, and `draw` is called with (labels, groups, rng).
    """

    draw: Callable[..., Images]
    classes: int
    version: int
    deal: Callable[[Labels, np.random.Generator], Labels] | None = None


GENERATORS = {
    "fashion": Generator(garments.draw_garments, len(garments.KINDS), garments.VERSION),
    "objects": Generator(objects.draw_objects, len(objects.KINDS), objects.VERSION),
    "flowers": Generator(petals.draw_petals, len(petals.KINDS), petals.VERSION),
    "daisy_dandelion": Generator(petals.draw_petals, 2, petals.VERSION),
    "cats_dogs": Generator(pets.draw_pets, len(pets.KINDS), pets.VERSION),
    "moon_rocks": Generator(rocks.draw_rocks, len(stone.NAMES), rocks.VERSION, deal.deal_stones),
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
    generator, rng = GENERATORS[name], np.random.Generator(np.random.PCG64(seed))
    labels = rng.permutation(np.arange(count, dtype=np.int64) % generator.classes)
    if generator.deal is not None:
        groups = generator.deal(labels, rng)
        return Split(generator.draw(labels, groups, rng), labels, groups)
    batches = range(0, count, BATCH)
    bar = tqdm(batches, desc=f"drawing {name}", unit="batch", leave=False, disable=not progress)
    return Split(np.concatenate([generator.draw(labels[start : start + BATCH], rng) for start in bar]), labels)


def drawn_splits(name: str, variant: Variant, *, progress: bool = True) -> tuple[Split, Split]:
    """Return the standard drawn splits, from the cache if they were drawn before.

    Parameters
    ----------
    name : str, a data set with a synthetic source
    variant : Variant, which says how many
    progress : show a bar

    Returns
    -------
    train, test : Split; no group is in both
    """
    train = _kept(name, "train", variant.train, TRAIN_SEED, progress=progress)
    test = _kept(name, "test", variant.test, TEST_SEED, progress=progress)
    if train.groups is None or test.groups is None:
        return train, test
    return train, Split(test.images, test.labels, test.groups + train.groups.max() + 1)


def _kept(name: str, part: str, count: int, seed: int, *, progress: bool) -> Split:
    def drawn() -> Arrays:
        split = draw(name, count, seed, progress=progress)
        arrays: Arrays = {"images": split.images, "labels": split.labels}
        return arrays if split.groups is None else {**arrays, "groups": split.groups}

    arrays = kept(cache_folder() / "synthetic" / f"{name}-v{GENERATORS[name].version}-{part}-{seed}-{count}.npz", drawn)
    return Split(arrays["images"], arrays["labels"], arrays.get("groups"))  # type: ignore[arg-type]  # drawn here, or read as it was kept
