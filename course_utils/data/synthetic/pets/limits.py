"""What a drawing may be asked for: labels of two kinds, and a difficulty."""

import numpy as np
from numpy.typing import NDArray


def check_difficulty(difficulty: float) -> None:
    """Refuse a difficulty outside its range.

    Parameters
    ----------
    difficulty : float, 0 (big, calm, sharp) to 1 (small, cluttered, blurred)

    Raises
    ------
    ValueError
        If it is outside, or not a number.
    """
    if not 0 <= difficulty <= 1:
        raise ValueError(
            f"difficulty must be a number from 0 (big, calm, sharp) to 1 (small, cluttered, blurred), not {difficulty!r}. Try 0.5."
        )


def check_labels(labels: NDArray[np.int64], names: tuple[str, str]) -> None:
    """Refuse labels that name none of the two kinds.

    Parameters
    ----------
    labels : int array, (N,)
    names : of labels 0 and 1

    Raises
    ------
    ValueError
        If there is not one whole number per picture, or one is neither 0 nor 1.
    """
    labels = np.asarray(labels)
    kinds = f"0 ({names[0]}) or 1 ({names[1]})"
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels must be whole numbers in one dimension, {kinds} for each picture, not {labels.dtype} of shape {labels.shape}. "
            "Try np.array([0, 1])."
        )
    strange = np.flatnonzero((labels != 0) & (labels != 1))
    if len(strange):
        raise ValueError(f"every label must be {kinds}, but labels[{strange[0]}] is {labels[strange[0]]}.")
