"""What a drawing may be asked for: labels of its kinds, and a difficulty."""

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


def check_labels(labels: NDArray[np.int64], names: tuple[str, ...]) -> None:
    """Refuse labels that name none of the kinds.

    Parameters
    ----------
    labels : int array, (N,)
    names : of labels 0, 1 and so on

    Raises
    ------
    ValueError
        If there is not one whole number per picture, or one is out of range.
    """
    labels = np.asarray(labels)
    *some, last = [f"{number} ({name})" for number, name in enumerate(names)]
    kinds = f"{', '.join(some)} or {last}"
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels must be whole numbers in one dimension, {kinds} for each picture, not {labels.dtype} of shape {labels.shape}. "
            "Try np.array([0, 1])."
        )
    strange = np.flatnonzero((labels < 0) | (labels >= len(names)))
    if len(strange):
        raise ValueError(f"every label must be {kinds}, but labels[{strange[0]}] is {labels[strange[0]]}.")
