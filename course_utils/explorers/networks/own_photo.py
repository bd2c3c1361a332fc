"""A student's own photo, made like the images that a network was trained on."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from course_utils.explorers.frame.photos import Photo, unpacked

Shape = tuple[int, int, int]


def photo_like(sent: dict[str, Any], shape: Shape, low: float, high: float, kind: np.dtype[Any]) -> NDArray[Any]:
    """Make what the browser sent like one of the images.

    Parameters
    ----------
    sent : dict
        As photo.js gives it: height, width, channels, pixels, was.
    shape : tuple (H, W, C)
        Of the images; C is 1 or 3.
    low, high : float
        What black and white are among the images.
    kind : numpy dtype
        Of the images.

    Returns
    -------
    array, (H, W, C)

    Raises
    ------
    ValueError
        If it is no photo.
    """
    return like(unpacked({"kind": "uint8", "span": [0, 255], "credit": "", **sent}), shape, low, high, kind)


def like(photo: Photo, shape: Shape, low: float, high: float, kind: np.dtype[Any]) -> NDArray[Any]:
    """Cut a photo to the images' form, make it their size, colour and range.

    Parameters
    ----------
    photo : Photo
    shape : tuple (H, W, C)
    low, high : float
    kind : numpy dtype

    Returns
    -------
    array, (H, W, C)
        The middle of the photo; grey is the luminance of ITU-R BT.601, as Pillow counts it.
    """
    height, width, channels = shape
    black, white = photo.span
    bytes_ = np.clip((photo.pixels.astype(np.float64) - black) * (255 / (white - black)), 0, 255).round().astype(np.uint8)
    picture = Image.fromarray(bytes_[:, :, 0] if bytes_.shape[2] == 1 else bytes_).convert("L" if channels == 1 else "RGB")
    zoom = min(picture.width / width, picture.height / height)
    left, top = (picture.width - zoom * width) / 2, (picture.height - zoom * height) / 2
    # BOX averages where the photo is larger; where it is smaller, straight lines look better than squares.
    way = Image.Resampling.BOX if zoom > 1 else Image.Resampling.BILINEAR
    small = picture.resize((width, height), way, box=(left, top, left + zoom * width, top + zoom * height))
    values = low + np.asarray(small, dtype=np.float64).reshape(shape) * ((high - low) / 255)
    return (values.round() if kind.kind in "iu" else values).astype(kind)
