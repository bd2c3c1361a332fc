"""What the settings of the activation explorer may be; each check gives the value back, or says what is needed."""

from collections.abc import Callable
from math import isfinite
from operator import index

from course_utils.explorers.activations.functions import REACH

NAMES = ("step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus")
OWN = "own"
RULES = ("small", "xavier", "he")
MOST_DEPTH, MOST_WIDTH, MOST_STD, MOST_SEED = 20, 200, 10.0, 2**31


def checked_name(trait: str, value: object, *, has_own: bool) -> str:
    """Check the name of an activation function.

    Parameters
    ----------
    trait : str
        How the setting is called.
    value : object
    has_own : bool
        Whether the student gave a function.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If there is no such function.
    """
    if value == OWN and not has_own:
        raise ValueError(f"{trait}='own' needs a function of yours: explore_activations(function=my_function).")
    if value not in {*NAMES, OWN}:
        raise ValueError(f"{trait}={value!r} is not known: choose {', '.join(map(repr, NAMES))}, or give a function of your own.")
    return str(value)


def checked_number(trait: str, value: object, low: float, high: float) -> float:
    """Check a number between two ends.

    Parameters
    ----------
    trait : str
    value : object
    low, high : float

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is no number, or lies outside.
    """
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number says so itself
    except (TypeError, ValueError):
        number = float("nan")
    if not isfinite(number) or not low <= number <= high or isinstance(value, str):
        raise ValueError(f"{trait}={value!r} does not fit: give a number from {low:g} to {high:g}.")
    return number


def checked_count(trait: str, value: object, low: int, high: int) -> int:
    """Check a whole number between two ends.

    Parameters
    ----------
    trait : str
    value : object
    low, high : int

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If it is not whole, or lies outside.
    """
    try:
        number = index(value)  # type: ignore[arg-type]  # what is not whole says so itself
    except TypeError:
        number = low - 1
    if not low <= number <= high:
        raise ValueError(f"{trait}={value!r} does not fit: give a whole number from {low} to {high}.")
    return number


def checked_scale(trait: str, value: object) -> str | float:
    """Check how large the weights are drawn.

    Parameters
    ----------
    trait : str
    value : object

    Returns
    -------
    str or float

    Raises
    ------
    ValueError
        If it is neither the name of a rule nor a standard deviation.
    """
    if isinstance(value, str):
        if value not in RULES:
            raise ValueError(f"{trait}={value!r} is not known: choose {', '.join(map(repr, RULES))}, or give a number such as 0.05.")
        return value
    return checked_number(trait, value, 1e-4, MOST_STD)


def checked(trait: str, value: object, *, has_own: bool = False) -> object:
    """Check any setting of the explorer.

    Parameters
    ----------
    trait : str
    value : object
    has_own : bool
        Whether the student gave a function.

    Returns
    -------
    object
        The value, as plain data.

    Raises
    ------
    ValueError
        If it does not fit.
    """
    if trait == "function" or (trait == "compare" and value is not None):
        return checked_name(trait, value, has_own=has_own)
    return CHECKS[trait](trait, value)


CHECKS: dict[str, Callable[[str, object], object]] = {
    "compare": lambda _trait, nothing: nothing,
    "x": lambda trait, value: checked_number(trait, value, -REACH, REACH),
    "alpha": lambda trait, value: checked_number(trait, value, 0.0, 1.0),
    "depth": lambda trait, value: checked_count(trait, value, 1, MOST_DEPTH),
    "width": lambda trait, value: checked_count(trait, value, 2, MOST_WIDTH),
    "weight_scale": checked_scale,
    "seed": lambda trait, value: checked_count(trait, value, 0, MOST_SEED),
}
