"""Part of the training images held back, so that choices are made without the test set."""

import numpy as np

from course_utils.data.dataset import Split


def hold_back(split: Split, count: int, *, seed: int = 0) -> tuple[Split, Split]:
    """Part a split at random into images to train on and `count` images to validate on.

    Parameters
    ----------
    split : Split
    count : int, 1 to len(split) - 1
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
    order = np.random.default_rng(seed).permutation(len(split))
    kept, held = order[count:], order[:count]
    return Split(split.images[kept], split.labels[kept]), Split(split.images[held], split.labels[held])
