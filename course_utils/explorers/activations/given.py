"""What the settings of the activation explorer may be; each check gives the value back, or says what is needed."""

from collections.abc import Callable

from course_utils.explorers.activations.functions import REACH
from course_utils.explorers.frame.settings import number_in, whole_in

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
    return number_in(trait, value, 1e-4, MOST_STD)


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
    "x": lambda trait, value: number_in(trait, value, -REACH, REACH),
    "alpha": lambda trait, value: number_in(trait, value, 0.0, 1.0),
    "depth": lambda trait, value: whole_in(trait, value, 1, MOST_DEPTH),
    "width": lambda trait, value: whole_in(trait, value, 2, MOST_WIDTH),
    "weight_scale": checked_scale,
    "seed": lambda trait, value: whole_in(trait, value, 0, MOST_SEED),
}
