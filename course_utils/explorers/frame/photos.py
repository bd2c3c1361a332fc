"""A photo for an explorer: checked, made small, packed for the browser, and taken back from it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from course_utils.data.photos import load_photo, photo_credit
from course_utils.plots.tiles import brightness

MOST_SIDE = 256
KINDS = ("uint8", "float32")
CHANNELS = (1, 3)
_AXES = 3  # (H, W, C)
TRY = "give (H, W), (H, W, 1) or (H, W, 3), for example images[0]."


@dataclass(frozen=True)
class Photo:
    """One image as an explorer keeps it.

    Parameters
    ----------
    pixels : array, uint8 or float32, (H, W, 1) or (H, W, 3)
    span : tuple of two floats
        The values that are shown black and white.
    was : tuple of two ints, (H, W), or None
        The size it had before it was averaged down; None if it was not.
    credit : str
        Who made it, where that must be said.
    """

    pixels: NDArray[Any]
    span: tuple[float, float]
    was: tuple[int, int] | None = None
    credit: str = ""

    def packed(self) -> dict[str, Any]:
        """Write it for the browser.

        Returns
        -------
        dict with height, width, channels, kind ("uint8" or "float32"), pixels (bytes, row by row), span, was, credit
        """
        height, width, channels = self.pixels.shape
        return {
            "height": height,
            "width": width,
            "channels": channels,
            "kind": str(self.pixels.dtype),
            "pixels": self.pixels.tobytes(),
            "span": list(self.span),
            "was": list(self.was or ()),
            "credit": self.credit,
        }


def photo_of(image: ArrayLike, *, most: int = MOST_SIDE) -> Photo:
    """Take an image as a student has it.

    Parameters
    ----------
    image : array or lists, (H, W), (H, W, 1) or (H, W, 3)
        Whole numbers 0..255 are kept as uint8, all others as float32, with their own values.
    most : int, pixels
        A longer side is brought to this by averaging.

    Returns
    -------
    Photo

    Raises
    ------
    ValueError
        If it is no image, is empty, or holds a number that is not finite.
    """
    array = _numbers(image)
    was: tuple[int, int] = array.shape[:2]
    whole = array.dtype.kind in "uib" and array.min() >= 0 and array.max() <= np.iinfo(np.uint8).max
    array = smaller(array.astype(np.uint8 if whole else np.float32), most)
    _, low, high = brightness(array.reshape(1, len(array), -1))
    return Photo(array, (low, high), None if array.shape[:2] == was else was)


def unpacked(photo: dict[str, Any]) -> Photo:
    """Read what `Photo.packed` or the browser wrote.

    Parameters
    ----------
    photo : dict

    Returns
    -------
    Photo

    Raises
    ------
    ValueError
        If its parts are missing or do not belong together.
    """
    try:
        shape = (int(photo["height"]), int(photo["width"]), int(photo["channels"]))
        low, high = map(float, photo["span"])
        pixels, was, kind, credit = bytes(photo["pixels"]), tuple(map(int, photo["was"])), str(photo["kind"]), str(photo["credit"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"a photo lacks a part, or one is of the wrong kind: {error!r}. Set explorer.image instead.") from error
    size = np.dtype(kind).itemsize if kind in KINDS else 0
    if min(shape) < 1 or max(shape[:2]) > MOST_SIDE or shape[2] not in CHANNELS or len(pixels) != np.prod(shape) * size or not low < high:
        raise ValueError(
            f"a photo of {shape} in {kind}, {len(pixels)} bytes, {low} to {high}, does not fit together. Set explorer.image instead."
        )
    return Photo(np.frombuffer(pixels, kind).reshape(shape), (low, high), (was[0], was[1]) if was else None, credit)


def flower() -> Photo:
    """Take the photograph of a dahlia that comes with scikit-learn.

    Returns
    -------
    Photo
        In colour, with its credit.
    """
    return replace(photo_of(load_photo("flower")), credit=photo_credit("flower"))


def smaller(pixels: NDArray[Any], most: int) -> NDArray[Any]:
    """Average an image down until no side is longer than it may be.

    Parameters
    ----------
    pixels : array, uint8 or float32, (H, W, C)
    most : int, pixels

    Returns
    -------
    array of the same type; the image itself if it is small enough
    """
    longest = max(pixels.shape[:2])
    if longest <= most:
        return pixels
    height, width = (max(1, round(side * most / longest)) for side in pixels.shape[:2])
    # As floats: Pillow rounds whole numbers twice, after the rows and after the columns.
    planes = [Image.fromarray(pixels[:, :, channel].astype(np.float32)) for channel in range(pixels.shape[2])]
    means = np.stack([np.asarray(plane.resize((width, height), Image.Resampling.BOX)) for plane in planes], axis=2)
    return means.round().astype(np.uint8) if pixels.dtype == np.uint8 else means


def _numbers(image: ArrayLike) -> NDArray[Any]:
    """Check that an image is one: numbers in (H, W, C)."""
    try:
        array = np.asarray(image)
    except ValueError as error:  # numpy's way of saying that the rows differ in length
        raise ValueError(f"image is no array: its rows differ in length; {TRY}") from error
    if array.dtype.kind not in "fiub":
        raise ValueError(f"image holds {array.dtype}, not numbers: {TRY}")
    if array.ndim == _AXES - 1:
        array = array[:, :, np.newaxis]
    if array.ndim != _AXES or array.shape[2] not in CHANNELS or not array.size:
        raise ValueError(f"image has the shape {np.shape(image)}: {TRY}")
    if not np.isfinite(array).all():
        raise ValueError("image holds numbers that are not finite: try np.nan_to_num(image).")
    return array
