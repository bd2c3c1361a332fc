"""Part of the training images held back, so that choices are made without the test set."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split


def hold_back(split: Split, count: int, *, seed: int = 0) -> tuple[Split, Split]:
    """Part a split at random into images to train on and `count` images to validate on.

    Parameters
    ----------
    split : Split
    count : int, 1 to len(split) - 1
        Where the split knows groups, whole groups are held back, as many as fit: a few images fewer, perhaps.
    seed : int, at least 0; the same seed holds back the same images

    Returns
    -------
    (train, validation) : two Splits without a common image

    Raises
    ------
    ValueError
        If nothing would be left to train on, or nothing held back.
    """
    if not 1 <= count < len(split):
        raise ValueError(f"cannot hold back {count} of {len(split)} images; hold back 1 to {len(split) - 1}")
    rng = np.random.default_rng(seed)
    if split.groups is not None:
        return _whole_groups(split, split.groups, count, rng)
    order = rng.permutation(len(split))
    kept, held = order[count:], order[:count]
    return split.at(kept), split.at(held)


def _whole_groups(split: Split, groups: NDArray[np.int64], count: int, rng: np.random.Generator) -> tuple[Split, Split]:
    """Hold back groups in a random order, as long as they fit."""
    numbers, sizes = np.unique(groups, return_counts=True)
    order = rng.permutation(len(numbers))
    total, chosen = 0, []
    for place in order:
        if total + sizes[place] <= count:
            total += sizes[place]
            chosen.append(numbers[place])
    if not chosen or len(chosen) == len(numbers):
        raise ValueError(f"cannot hold back {count} of {len(split)} images in whole groups; the smallest has {sizes.min()}")
    held = np.isin(groups, chosen)
    return split.at(rng.permutation(np.flatnonzero(~held))), split.at(rng.permutation(np.flatnonzero(held)))
