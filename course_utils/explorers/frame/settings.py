"""Numbers that a student sets: read, held to their range, or refused with what is needed."""

from collections.abc import Callable
from math import isfinite
from typing import ParamSpec, TypeVar

from traitlets import TraitError

Given = ParamSpec("Given")
Checked = TypeVar("Checked")


def finite(value: object) -> float | None:
    """Read a finite number.

    Parameters
    ----------
    value : object

    Returns
    -------
    float or None
        None where there is none; text is no number, whatever it says.
    """
    try:
        number = float(value)  # type: ignore[arg-type]  # whatever it is, it may still be a number
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) and not isinstance(value, str | bytes) else None


def number_in(name: str, value: object, low: float, high: float, example: float | None = None) -> float:
    """Check a number between two ends.

    Parameters
    ----------
    name : str
        How the setting is called.
    value : object
    low, high : float
    example : float or None

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is no number, or lies outside.
    """
    number = finite(value)
    if number is None or not low <= number <= high:
        tail = "" if example is None else f", for example {name}={example:g}"
        raise ValueError(f"{name}={value!r} does not fit: give a number from {low:g} to {high:g}{tail}.")
    return number


def whole_in(name: str, value: object, low: int, high: int, example: int | None = None) -> int:
    """Check a whole number between two ends.

    Parameters
    ----------
    name : str
        How the setting is called.
    value : object
        A float that is whole will do, as the browser has no other numbers.
    low, high : int
    example : int or None

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If it is not whole, or lies outside.
    """
    number = finite(value)
    if number is None or number != int(number) or not low <= number <= high:
        tail = "" if example is None else f", for example {name}={example}"
        raise ValueError(f"{name}={value!r} does not fit: give a whole number from {low} to {high}{tail}.")
    return int(number)


def or_trait_error(check: Callable[Given, Checked], *given: Given.args, **named: Given.kwargs) -> Checked:
    """Check a value as a function's argument is checked, and refuse it as traits refuse.

    Parameters
    ----------
    check : callable
        Gives the value back, or raises ValueError.
    *given, **named
        What it takes.

    Returns
    -------
    whatever `check` gives

    Raises
    ------
    TraitError
        With the words of the ValueError.
    """
    try:
        return check(*given, **named)
    except ValueError as error:
        raise TraitError(str(error)) from error
