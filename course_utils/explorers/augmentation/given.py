"""What a student gives the augmentation explorer, checked once."""

from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.tiles import as_images


def default_layers() -> list[Any]:
    """Build what a course on images starts with.

    Returns
    -------
    list of keras.layers.Layer
    """
    layers = import_module("keras").layers
    return [layers.RandomFlip("horizontal"), layers.RandomRotation(0.05), layers.RandomTranslation(0.1, 0.1), layers.RandomZoom(0.1)]


def batch_of(images: ArrayLike) -> NDArray[Any]:
    """Check images and give each (H, W, C).

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1), (N, H, W, 3), or one image

    Returns
    -------
    array, (N, H, W, C)

    Raises
    ------
    ValueError
        If they are not images, or of several sizes.
    """
    try:
        found: NDArray[Any] = as_images(images)
    except ValueError as error:  # a shape it does not know, or NumPy's way of saying that the images differ in size
        raise ValueError(f"images do not fit: {error} Images of several sizes: resize them first.") from error
    if found.dtype.kind not in "fiub" or not found.size:
        raise ValueError(f"images hold {found.dtype} in the shape {found.shape}: give numbers, at least one image.")
    return found if found.ndim == 4 else found[..., np.newaxis]  # noqa: PLR2004 - colour
