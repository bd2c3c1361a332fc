"""What the explorer accepts; every refusal says what was given, what is needed and an example."""

from collections.abc import Iterable, Mapping

from course_utils.explorers.descent.optimizers import RULES
from course_utils.explorers.descent.surfaces import Scene
from course_utils.explorers.frame.settings import finite, number_in

# name: smallest, largest, an example
RANGES: dict[str, tuple[float, float, float]] = {
    "condition": (1.0, 100.0, 20.0),
    "learning_rate": (1e-4, 10.0, 0.1),
    "momentum": (0.0, 0.99, 0.9),
    "weight_decay": (0.0, 1.0, 0.004),
}
STEPS = (1, 500, 100)


def as_number(name: str, value: object) -> float:
    """Check one of the numbers of RANGES.

    Parameters
    ----------
    name : str
    value : object

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is not a number in its range.
    """
    return number_in(name, value, *RANGES[name])


def as_start(value: object, scene: Scene) -> list[float]:
    """Check a place to start from.

    Parameters
    ----------
    value : object
    scene : Scene
        The map it must lie on.

    Returns
    -------
    list of two floats

    Raises
    ------
    ValueError
        If it is not two numbers on the map.
    """
    numbers = [finite(one) for one in value] if isinstance(value, Iterable) and not isinstance(value, str) else []
    (left, right), (low, high) = scene.xlim, scene.ylim
    known = [one for one in numbers if one is not None]
    if len(numbers) != 2 or len(known) != 2 or not (left <= known[0] <= right and low <= known[1] <= high):  # noqa: PLR2004 - a plane
        raise ValueError(
            f"start={value!r} is no place on the map: give [x, y] with {left:g} <= x <= {right:g} and {low:g} <= y <= {high:g}, "
            f"for example start=[{scene.start[0]:g}, {scene.start[1]:g}]."
        )
    return known


def as_optimizers(value: object) -> list[str]:
    """Check the optimizers that run.

    Parameters
    ----------
    value : object

    Returns
    -------
    list of str
        Each once, at least one.

    Raises
    ------
    ValueError
        If one is not known, or there is none.
    """
    names = [value] if isinstance(value, str) else list(value) if isinstance(value, Iterable) else []
    if not names or any(name not in RULES for name in names):
        raise ValueError(
            f"optimizers={value!r} do not fit: give at least one of {', '.join(map(repr, RULES))}, for example ['sgd', 'adam']."
        )
    return list(dict.fromkeys(names))


def as_rates(value: object) -> dict[str, float]:
    """Check learning rates of single optimizers.

    Parameters
    ----------
    value : object

    Returns
    -------
    dict from str to float

    Raises
    ------
    ValueError
        If one is not a learning rate of a known optimizer.
    """
    if not isinstance(value, Mapping) or any(name not in RULES for name in value):
        raise ValueError(f"learning_rates={value!r} do not fit: give a dict such as {{'sgd': 0.02, 'adam': 0.1}}.")
    return {str(name): as_number("learning_rate", rate) for name, rate in value.items()}
