"""Parts of a collection that share no picture, each with the classes in the same shares."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

FOLDS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20)
_ROUNDING = 1e-6  # what binary fractions lose


def split_groups(
    labels: NDArray[np.int64], groups: NDArray[np.int64], shares: Mapping[str, float], *, seed: int = 0
) -> dict[str, NDArray[np.intp]]:
    """Deal files into parts: a group goes whole into one part, and every part has the classes in nearly the same shares.

    Parameters
    ----------
    labels : int64 array (N,)
    groups : int64 array (N,); files that show the same picture, or the same thing, share a number
    shares : dict from a part's name to its share
        Adding up to 1, and multiples of 1/2, 1/3, 1/4, 1/5, 1/6, 1/8, 1/10, 1/12, 1/16 or 1/20.
    seed : int, at least 0

    Returns
    -------
    dict from a part's name to the sorted row numbers in it

    Raises
    ------
    ValueError
        If the shares do not add up to 1 or have no common measure, or a class has fewer groups than folds.

    Examples
    --------
    >>> parts = split_groups(np.array([0, 0, 1, 1] * 4), np.arange(16), {"train": 0.75, "test": 0.25})
    >>> len(parts["train"]), len(parts["test"])
    (12, 4)
    """
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415 - takes a second to load

    folds = _folds(shares)
    classes, place = np.unique(labels, return_inverse=True)
    few = [int(classes[one]) for one in range(len(classes)) if len(np.unique(groups[place == one])) < folds]
    if few:
        raise ValueError(f"each class needs at least {folds} groups for these shares; class {few[0]} has fewer. Choose coarser shares")
    dealt = [test for _, test in StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(labels, labels, groups)]
    parts, begin = {}, 0
    for name, share in shares.items():
        end = begin + round(share * folds)
        parts[name] = np.sort(np.concatenate(dealt[begin:end]))
        begin = end
    return parts


def _folds(shares: Mapping[str, float]) -> int:
    """Find into how many equal folds the shares can be dealt."""

    def fits(share: float, count: int) -> bool:
        return share > 0 and abs(share * count - round(share * count)) < _ROUNDING and round(share * count) > 0

    folds = next((count for count in FOLDS if all(fits(share, count) for share in shares.values())), None)
    if folds is None or abs(sum(shares.values()) - 1) > _ROUNDING:
        raise ValueError(f"shares must be positive, add up to 1 and be multiples of 1/{FOLDS[-1]} or of a larger part; got {dict(shares)}")
    return folds
