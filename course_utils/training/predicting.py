"""What a trained network answers, and how often it is right."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split

if TYPE_CHECKING:
    import keras

_PIXELS_AT_ONCE = 2_000_000  # 500 images of 160 x 160 pixels, 12.8 million, took MobileNetV2 7 GB


def probabilities(model: "keras.Model", images: NDArray[Any], *, mirror: bool = False) -> NDArray[np.float32]:
    """Ask a network for its probabilities.

    Parameters
    ----------
    model : keras.Model, images (N, H, W, C) -> probabilities (N, classes)
    images : array (N, H, W, C)
    mirror : bool
        Average the answers to each image and to its mirror image: two opinions for twice the time.

    Returns
    -------
    float32 array (N, classes), rows adding up to 1
    """
    together = at_once(images)
    answers: NDArray[np.float32] = model.predict(images, batch_size=together, verbose=0)
    return (answers + model.predict(images[:, :, ::-1], batch_size=together, verbose=0)) / 2 if mirror else answers


def at_once(images: NDArray[Any]) -> int:
    """Say how many images may go through a network together: fewer of larger ones, so that its maps fit into memory.

    Parameters
    ----------
    images : array (N, H, W, C)

    Returns
    -------
    int, 1 to 500
    """
    return int(np.clip(_PIXELS_AT_ONCE // (images.shape[1] * images.shape[2]), 1, 500))


def accuracy(model: "keras.Model", split: Split, *, mirror: bool = False) -> float:
    """Measure the share of images that a network gets right.

    Parameters
    ----------
    model : keras.Model
    split : Split
    mirror : bool, as for `probabilities`

    Returns
    -------
    float, 0 to 1
    """
    return float((probabilities(model, split.images, mirror=mirror).argmax(axis=1) == split.labels).mean())
