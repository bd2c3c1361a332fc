"""A student's own activation function: tried, sampled, and differentiated by number."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.explorers.activations.functions import Activation, Floats
from course_utils.plots.functions import values_of

LOW, HIGH, PLACES = -16.0, 16.0, 2049  # steps of 1/64: every whole number is a place
_STEP = 1e-4
_JUMP = 5.0
NEEDED = "an activation function takes an array and gives as many finite numbers, for example function=lambda x: np.maximum(0, x)."


@dataclass(frozen=True)
class Table:
    """A function given by its values and slopes at equal distances.

    Parameters
    ----------
    values, slopes : float array, (PLACES,)
        From LOW to HIGH; straight lines between, and beyond the ends. Rounded to float32, as the browser receives them.
    """

    values: Floats
    slopes: Floats

    def activation(self) -> Activation:
        """Read the table as a function.

        Returns
        -------
        Activation
        """
        places = np.linspace(LOW, HIGH, PLACES)

        def value(x: Floats) -> Floats:
            beyond = np.minimum(x - LOW, 0) * self.slopes[0] + np.maximum(x - HIGH, 0) * self.slopes[-1]
            return np.asarray(np.interp(x, places, self.values) + beyond)

        return Activation(value, lambda x: np.asarray(np.interp(x, places, self.slopes)))

    def packed(self) -> bytes:
        """Write values and slopes for the browser.

        Returns
        -------
        bytes, float32
        """
        return np.concatenate([self.values, self.slopes]).astype(np.float32).tobytes()


def tabulate(function: Callable[..., object]) -> Table:
    """Sample a function and its central difference.

    Parameters
    ----------
    function : callable
        Takes a float array, or one number at a time.

    Returns
    -------
    Table
        The slope is 0 where the function jumps, as it has none there.

    Raises
    ------
    ValueError
        If the function fails, gives something else than one finite number for each, or looks at more than one number at a time.
    """
    places = np.linspace(LOW, HIGH, PLACES)
    values = tried(function, places)
    alone = np.concatenate([tried(function, places[place : place + 1]) for place in range(0, PLACES, 256)])
    if not np.allclose(alone, values[::256], rtol=1e-4, atol=1e-6):
        raise ValueError(f"{name_of(function)} gives another value for a number alone than among others; {NEEDED}")
    slopes, finer = ((tried(function, places + step) - tried(function, places - step)) / (2 * step) for step in (_STEP, _STEP / 10))
    # A difference over a tenth of the step that is many times as steep belongs to a jump.
    slopes = np.where(np.abs(finer) > _JUMP * np.maximum(np.abs(slopes), 1.0), 0.0, slopes)
    return Table(*(numbers.astype(np.float32).astype(np.float64) for numbers in (values, slopes)))


def tried(function: Callable[..., object], places: Floats) -> Floats:
    """Call a student's function on a copy, and say clearly what is wrong with it.

    Parameters
    ----------
    function : callable
    places : float array, (N,)

    Returns
    -------
    float array, (N,)

    Raises
    ------
    ValueError
        If it fails or gives no finite numbers.
    """
    try:
        values = values_of(lambda x: function(np.array(x)), places)
    except Exception as error:
        raise ValueError(f"{name_of(function)} stopped with {type(error).__name__}: {error}; {NEEDED}") from error
    if values.shape != places.shape:
        raise ValueError(f"{name_of(function)} gives an array {values.shape} for an array {places.shape}; {NEEDED}")
    if not np.isfinite(values).all():
        first = places[~np.isfinite(values)][0]
        raise ValueError(f"{name_of(function)} gives {values[~np.isfinite(values)][0]} at x = {first:g}; {NEEDED}")
    return values


def name_of(function: Callable[..., object]) -> str:
    """Name a function as the student does.

    Parameters
    ----------
    function : callable

    Returns
    -------
    str
        "your function" for one without a name.
    """
    name = getattr(function, "__name__", "")
    return name if name.isidentifier() else "your function"
