"""Number stones, so that several pictures show one."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.limits import check_labels
from course_utils.data.synthetic.rocks.stone import NAMES


def deal_stones(labels: NDArray[np.int64], rng: np.random.Generator, *, views: tuple[int, int] = (1, 6)) -> NDArray[np.int64]:
    """Assign stones to pictures: each stone to several pictures of one label, in no order.

    Parameters
    ----------
    labels : int64 array, (N,), 0 basalt, 1 highland
    rng : numpy Generator
    views : tuple of two ints, at least 1, how many pictures a stone has: the fewest and the most.
        The last stone of a label takes what is left, which may be fewer.

    Returns
    -------
    int64 array, (N,), from 0 on

    Raises
    ------
    ValueError
        If a label is neither 0 nor 1, or `views` is no range of whole numbers from 1 on.
    """
    check_labels(labels, NAMES)
    fewest, most = views
    if not 1 <= fewest <= most:
        raise ValueError(
            f"views must be the fewest and the most pictures of a stone, from 1 on and in that order, not {views}. Try (1, 6)."
        )
    labels = np.asarray(labels)
    stones = np.empty(len(labels), np.int64)
    number = 0
    for label in (0, 1):
        waiting = rng.permutation(np.flatnonzero(labels == label))
        while len(waiting):
            count = int(rng.integers(fewest, most + 1))
            stones[waiting[:count]], waiting = number, waiting[count:]
            number += 1
    return stones
