"""Kernels that everyone should have met, at every size the explorer offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SIZES = (1, 3, 5, 7)
_SMALLEST = 3  # below it, only the identity is left


@dataclass(frozen=True)
class Preset:
    """A kernel with a name.

    Parameters
    ----------
    make : function from int, the size, to float array, (K, K)
    title, about : str
        Keys of the texts that name it and say what it does.
    normalise : bool
        Whether it is meant to be divided by its sum.
    view : str
        How its result is seen best.
    """

    make: Callable[[int], Floats]
    title: str
    about: str
    normalise: bool = False
    view: str = "clipped"


def effective(kernel: Any, *, normalise: bool) -> Floats:  # noqa: ANN401 - whatever NumPy makes an array of
    """Give the numbers that are multiplied: the kernel, or its share of the sum.

    Parameters
    ----------
    kernel : float array, (K, K)
    normalise : bool
        Divide by the sum, unless the sum is 0.

    Returns
    -------
    float array, (K, K)
    """
    numbers = np.asarray(kernel, dtype=np.float64)
    total = numbers.sum()
    return numbers / total if normalise and abs(total) > 1e-9 * np.abs(numbers).sum() else numbers


def name_of(kernel: Floats) -> str:
    """Recognise a kernel.

    Parameters
    ----------
    kernel : float array, (K, K)
        As it is multiplied.

    Returns
    -------
    str
        The preset's name; "own" if it is none.
    """
    for name, preset in presets_of(len(kernel)).items():
        if np.allclose(effective(preset.make(len(kernel)), normalise=preset.normalise), kernel, rtol=0, atol=1e-9):
            return name
    return "own"


def presets_of(size: int) -> dict[str, Preset]:
    """List the presets that exist at a size.

    Parameters
    ----------
    size : int

    Returns
    -------
    dict from str to Preset
    """
    return PRESETS if size >= _SMALLEST else {"identity": PRESETS["identity"]}


def table() -> dict[str, dict[str, Any]]:
    """Write all presets for the browser.

    Returns
    -------
    dict from str to dict with title, about, normalise, view, and kernels (dict from the size to a list of lists)
    """
    return {
        name: {
            "title": preset.title,
            "about": preset.about,
            "normalise": preset.normalise,
            "view": preset.view,
            "kernels": {str(size): preset.make(size).tolist() for size in SIZES if name in presets_of(size)},
        }
        for name, preset in PRESETS.items()
    }


def binomial(size: int) -> Floats:
    """Give a row of Pascal's triangle, the whole-number bell.

    Parameters
    ----------
    size : int, at least 1

    Returns
    -------
    float array, (size,)
    """
    row = np.ones(1)
    for _ in range(size - 1):
        row = np.convolve(row, [1.0, 1.0])
    return row


def identity(size: int) -> Floats:
    """Put 1 in the middle, 0 elsewhere.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    kernel = np.zeros((size, size))
    kernel[size // 2, size // 2] = 1
    return kernel


def gaussian(size: int) -> Floats:
    """Weigh by the binomial bell along both sides.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    return np.outer(binomial(size), binomial(size))


def sharpen(size: int) -> Floats:
    """Take twice the pixel minus its blur (unsharp masking); at size 3 the four-neighbour form that is usually shown.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    if size == _SMALLEST:
        return identity(size) - laplacian(size)
    blur = gaussian(size)
    kernel: Floats = 2 * blur.sum() * identity(size) - blur
    return kernel


def emboss(size: int) -> Floats:
    """Add to a pixel what changes from its upper left to its lower right.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    steps = np.arange(size) - size // 2
    slope: Floats = np.add.outer(steps, steps).astype(np.float64)
    return identity(size) + slope


def outline(size: int) -> Floats:
    """Compare a pixel with all its neighbours.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    kernel: Floats = np.full((size, size), -1.0)
    kernel[size // 2, size // 2] += size * size
    return kernel


def sobel_x(size: int) -> Floats:
    """Subtract left from right, smoothed along the columns.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)

    Notes
    -----
    I. Sobel (1968), an isotropic 3 x 3 gradient operator; larger sizes as OpenCV's getDerivKernels builds them.
    """
    return np.outer(binomial(size), np.convolve(binomial(size - 2), [-1.0, 0.0, 1.0]))


def sobel_y(size: int) -> Floats:
    """Subtract above from below, smoothed along the rows.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    return np.ascontiguousarray(sobel_x(size).T)


def laplacian(size: int) -> Floats:
    """Subtract a pixel from the mean of its four neighbours (times 4); larger sizes blur first.

    Parameters
    ----------
    size : int

    Returns
    -------
    float array, (size, size)
    """
    bell, bend = binomial(size - 2), np.convolve(binomial(size - 2), [1.0, -2.0, 1.0])
    middle = np.pad(bell, 1)
    return np.outer(middle, bend) + np.outer(bend, middle)


PRESETS: dict[str, Preset] = {
    "identity": Preset(identity, "preset_identity", "about_identity"),
    "box": Preset(lambda size: np.ones((size, size)), "preset_box", "about_box", normalise=True),
    "gaussian": Preset(gaussian, "preset_gaussian", "about_gaussian", normalise=True),
    "sharpen": Preset(sharpen, "preset_sharpen", "about_sharpen", normalise=True),
    "emboss": Preset(emboss, "preset_emboss", "about_emboss"),
    "outline": Preset(outline, "preset_outline", "about_outline", view="signed"),
    "sobel_x": Preset(sobel_x, "preset_sobel_x", "about_sobel_x", view="signed"),
    "sobel_y": Preset(sobel_y, "preset_sobel_y", "about_sobel_y", view="signed"),
    "laplacian": Preset(laplacian, "preset_laplacian", "about_laplacian", view="signed"),
}
