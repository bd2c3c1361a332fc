"""The 8 x 8 handwritten digits that come with scikit-learn."""

import numpy as np

from course_utils.data.dataset import Split

SPLIT_SEED = 1998  # any number; changing it changes every number the lessons quote on digits


def read_digits(test: int) -> tuple[Split, Split]:
    """Return scikit-learn's digits, shuffled once and for all, split with even classes.

    Parameters
    ----------
    test : int, images in the test split, even over the classes

    Returns
    -------
    train, test : Split of (N, 8, 8, 1) images with values 0 to 16
    """
    from sklearn.datasets import load_digits  # noqa: PLC0415 - takes a second to import

    values, labels = load_digits(return_X_y=True)
    everything = Split(values.reshape(-1, 8, 8, 1).astype(np.uint8), labels.astype(np.int64))
    rng = np.random.default_rng(SPLIT_SEED)
    order = rng.permutation(len(everything))
    ranks = np.empty(len(order), np.int64)  # how many of the same class come earlier in the order
    for label in np.unique(everything.labels):
        rows = order[everything.labels[order] == label]
        ranks[rows] = np.arange(len(rows))
    in_test = ranks < test // len(np.unique(everything.labels))
    parts = [order[~in_test[order]], order[in_test[order]]]
    train_part, test_part = (Split(everything.images[rows], everything.labels[rows]) for rows in parts)
    return train_part, test_part
