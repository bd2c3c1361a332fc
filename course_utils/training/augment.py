"""New views of the same images, drawn in NumPy: cheaper per batch than Keras's augmentation layers on a CPU."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Images = NDArray[Any]
Augment = Callable[[Images, np.random.Generator], Images]


def shift_and_mirror(images: Images, rng: np.random.Generator, *, most: int = 1) -> Images:
    """Shift each image by its own random number of pixels and mirror every other one left to right.

    Parameters
    ----------
    images : array (N, H, W, C), any dtype
    rng : numpy.random.Generator
    most : int, at least 0
        The largest shift, in pixels, along each side; what is uncovered is 0 (black), nothing comes in again on the far side.

    Returns
    -------
    array (N, H, W, C) of the same dtype; the input is left as it was

    Raises
    ------
    ValueError
        If `images` has not four axes or `most` is negative.
    """
    if images.ndim != 4 or most < 0:  # noqa: PLR2004 - N, H, W, C
        raise ValueError(f"images must be (N, H, W, C) and most at least 0, not {images.shape} and {most}")
    count, height, width, _ = images.shape
    mirrored = np.where(rng.integers(0, 2, (count, 1, 1, 1)) == 1, images[:, :, ::-1], images)
    padded = np.pad(mirrored, ((0, 0), (most, most), (most, most), (0, 0)))
    windows = sliding_window_view(padded, (height, width), axis=(1, 2))  # (N, shifts, shifts, C, H, W): views, no copies
    down, right = rng.integers(0, 2 * most + 1, (2, count))
    shifted: Images = np.moveaxis(windows[np.arange(count), down, right], 1, -1).copy()
    return shifted
