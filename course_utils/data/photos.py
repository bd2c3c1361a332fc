"""Photographs to try a kernel on: two that come with scikit-learn, so that nothing is downloaded."""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray

# Authors and licence: the links in scikit-learn's datasets/images/README.txt.
CREDITS = {
    "flower": "flower.jpg: vultilion (Flickr), CC BY 2.0, scikit-learn",
    "china": "china.jpg: danielbuechele (Flickr), CC BY 2.0, scikit-learn",
}


def load_photo(name: str = "flower", *, side: int | None = None) -> NDArray[np.uint8]:
    """Load a photograph in colour.

    Parameters
    ----------
    name : "flower" (a dahlia, 427 x 640) or "china" (a temple roof, 427 x 640)
    side : int, pixels, 1 to 427; or None for the whole photograph
        The square in its middle, averaged down to this side.

    Returns
    -------
    uint8 array, (H, W, 3), 0 black to 255 white; yours to change

    Raises
    ------
    ValueError
        If there is no such photograph, or it is smaller than `side`.

    Examples
    --------
    >>> load_photo("flower", side=96).shape
    (96, 96, 3)
    """
    _must_be_known(name)
    pixels: NDArray[np.uint8] = np.array(import_module("sklearn.datasets").load_sample_image(f"{name}.jpg"))  # costs a second: not above
    return pixels if side is None else _middle(pixels, side)


def photo_credit(name: str = "flower") -> str:
    """Say who made a photograph, and under which licence.

    Parameters
    ----------
    name : "flower" or "china"

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If there is no such photograph.
    """
    _must_be_known(name)
    return CREDITS[name]


def _must_be_known(name: str) -> None:
    if name not in CREDITS:
        raise ValueError(f"no photograph is named {name!r}: choose {' or '.join(map(repr, CREDITS))}.")


def _middle(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    shorter = min(pixels.shape[:2])
    if not isinstance(side, int | np.integer) or isinstance(side, bool) or not 1 <= side <= shorter:
        raise ValueError(f"side={side!r} does not fit: give 1 to {shorter} pixels, or leave it out for the whole photograph.")
    top, left = ((length - shorter) // 2 for length in pixels.shape[:2])
    from PIL import Image  # noqa: PLC0415 - only when a photograph is made smaller

    square = Image.fromarray(pixels[top : top + shorter, left : left + shorter])
    small: NDArray[np.uint8] = np.array(square.resize((side, side), Image.Resampling.BOX))
    return small
