"""What the kernel explorer takes from a student, and how it refuses the rest."""

from typing import Any

import numpy as np
from traitlets import TraitError, TraitType

from course_utils.explorers.kernel.presets import SIZES

MOST_STEP = 16  # of stride, padding and dilation
LARGEST = 1e6
SQUARE = "give a square of finite numbers with a side of 1, 3, 5 or 7, for example [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]."


def checked_kernel(given: Any) -> list[list[float]]:  # noqa: ANN401 - whatever NumPy makes an array of
    """Take a kernel as a student has it.

    Parameters
    ----------
    given : array or lists, (K, K), K odd, at most 7

    Returns
    -------
    list of lists of float

    Raises
    ------
    ValueError
        If it is no such square.
    """
    try:
        kernel = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"kernel={given!r} is no square of numbers: {SQUARE}") from error
    if kernel.ndim != 2 or kernel.shape[0] != kernel.shape[1] or len(kernel) not in SIZES:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"kernel has the shape {kernel.shape}: {SQUARE} An odd side has a middle, so the result stays in place.")
    if not (np.abs(kernel) <= LARGEST).all():
        raise ValueError(f"kernel holds a number that is not finite, or beyond a million: {SQUARE}")
    rows: list[list[float]] = kernel.tolist()
    return rows


def checked_padding(given: Any) -> int | str:  # noqa: ANN401 - judged here
    """Take a padding: pixels, "valid" or "same".

    Parameters
    ----------
    given : int, or str

    Returns
    -------
    int, pixels of zeros on each side, or "same"

    Raises
    ------
    ValueError
        If it is neither.
    """
    if given in {"same", "valid"}:
        return "same" if given == "same" else 0
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not 0 <= given <= MOST_STEP:
        raise ValueError(f"padding={given!r} does not fit: give 0 to {MOST_STEP} pixels on each side, 'valid' (0) or 'same'.")
    return int(given)


def checked_step(given: Any) -> int:  # noqa: ANN401 - judged here
    """Take a stride or a dilation.

    Parameters
    ----------
    given : int

    Returns
    -------
    int, pixels

    Raises
    ------
    ValueError
        If it is no whole number from 1 to 16.
    """
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not 1 <= given <= MOST_STEP:
        raise ValueError(f"a stride or dilation of {given!r} does not fit: give 1 to {MOST_STEP} pixels.")
    return int(given)


class Checked(TraitType[Any, Any]):
    """A trait that is what a function of the boundary makes of it.

    Parameters
    ----------
    check : function
        Gives the value as it is kept, or raises ValueError.
    default : object
    """

    def __init__(self, check: Any, default: Any) -> None:  # noqa: ANN401 - any check of any value
        super().__init__(default_value=default)
        self.check = check

    def validate(self, _owner: object, value: Any) -> Any:  # noqa: ANN401 - traitlets' signature
        """Check a value, in traitlets' way.

        Parameters
        ----------
        value : object

        Returns
        -------
        object

        Raises
        ------
        TraitError
            If the check refuses it.
        """
        try:
            return self.check(value)
        except ValueError as error:
            raise TraitError(str(error)) from error
