"""Which surfaces there are to choose from, and how a student's own becomes one of them."""

from typing import Any

import numpy as np

from course_utils.explorers.descent.given import RANGES
from course_utils.explorers.descent.surfaces import SCENES, Floats, Limits, Scene
from course_utils.plots.surfaces import Function, heights_on_map

OWN = "own"


def known_surface(value: object, own: bool) -> str:  # noqa: FBT001 - whether there is one to choose
    """Check the name of a surface.

    Parameters
    ----------
    value : object
    own : bool
        Whether a function was given.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If it is not known.
    """
    names = [*SCENES, *([OWN] if own else [])]
    if value not in names:
        hint = "" if own else "; for your own give function=lambda x, y: …, xlim=(…), ylim=(…)"
        raise ValueError(f"surface={value!r} is not known: choose {', '.join(map(repr, names))}{hint}.")
    return str(value)


def plain(scene: Scene) -> dict[str, Any]:
    """Write a scene as the browser reads it.

    Parameters
    ----------
    scene : Scene

    Returns
    -------
    dict
    """
    return {"xlim": list(scene.xlim), "ylim": list(scene.ylim), "start": list(scene.start), "learning_rate": scene.learning_rate}


def scene_of(given: dict[str, Any]) -> Scene:
    """Read what `plain` wrote.

    Parameters
    ----------
    given : dict

    Returns
    -------
    Scene
    """
    (left, right), (low, high), (x, y) = given["xlim"], given["ylim"], given["start"]
    return Scene((left, right), (low, high), (x, y), given["learning_rate"])


def sample_own(function: Function, xlim: Limits, ylim: Limits) -> tuple[Scene, dict[str, Any]]:
    """Ask a student's function all over its map.

    Parameters
    ----------
    function : callable
    xlim, ylim : tuple of two floats

    Returns
    -------
    tuple of Scene and dict
        The values as float32 bytes, so that the browser and Python walk on the same numbers.
    """
    across, up, heights = heights_on_map(function, xlim, ylim)
    if not heights.max() > heights.min():
        raise ValueError(f"the function gives {heights.min():.4g} everywhere on the map, so nothing leads down. Choose other limits.")
    (left, right), (low, high) = (float(across[0]), float(across[-1])), (float(up[0]), float(up[-1]))
    scene = Scene((left, right), (low, high), (left + 0.12 * (right - left), low + 0.8 * (high - low)), gentle_rate(across, up, heights))
    return scene, {"rows": len(up), "columns": len(across), "heights": heights.astype(np.float32).tobytes()}


def gentle_rate(across: Floats, up: Floats, heights: Floats) -> float:
    """Choose a learning rate to begin with: the steepest place steps a tenth of the map.

    Parameters
    ----------
    across, up : float array
    heights : float array, (rows, columns)

    Returns
    -------
    float, one digit
    """
    steepest = max(float(np.abs(part).max()) for part in np.gradient(heights, up, across))
    rate = 0.1 * min(float(np.ptp(across)), float(np.ptp(up))) / steepest
    low, high, _ = RANGES["learning_rate"]
    return float(f"{min(high, max(low, rate)):.0e}")
