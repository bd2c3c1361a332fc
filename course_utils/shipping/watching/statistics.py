"""Four numbers that say what an image looks like, whatever it shows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

STATISTICS = ("brightness", "contrast", "saturation", "sharpness")
_GREY = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as Pillow turns colours into grey


def statistics(images: NDArray[np.uint8]) -> dict[str, NDArray[np.float64]]:
    """Measure images, all of one size: sharpness depends on it.

    Parameters
    ----------
    images : uint8 array (N, H, W, 3), H and W at least 3

    Returns
    -------
    dict of name to float64 array (N,)
        brightness: mean grey level, 0 to 1; contrast: standard deviation of the grey levels, 0 to 0.5; saturation: mean difference of
        the strongest and the weakest colour, 0 to 1; sharpness: natural logarithm of the variance of the Laplacian, about -14 to 3.

    Raises
    ------
    ValueError
        If the array has another shape.

    Notes
    -----
    Variance of the Laplacian: Pech-Pacheco et al. (2000), "Diatom autofocusing in brightfield microscopy".
    """
    if images.ndim != 4 or images.shape[3] != 3 or min(images.shape[1:3]) < 3:  # noqa: PLR2004 - N, H, W, colours; a neighbour on each side
        raise ValueError(f"images must be (N, H, W, 3) with at least 3 x 3 pixels, not {images.shape}")
    colours = images.astype(np.float32) / 255
    grey = colours @ _GREY
    laplacian = grey[:, :-2, 1:-1] + grey[:, 2:, 1:-1] + grey[:, 1:-1, :-2] + grey[:, 1:-1, 2:] - 4 * grey[:, 1:-1, 1:-1]
    measured: dict[str, NDArray[Any]] = {
        "brightness": grey.mean(axis=(1, 2)),
        "contrast": grey.std(axis=(1, 2)),
        "saturation": (colours.max(axis=3) - colours.min(axis=3)).mean(axis=(1, 2)),
        "sharpness": np.log(laplacian.var(axis=(1, 2)) + 1e-6),
    }
    return {name: values.astype(np.float64) for name, values in measured.items()}
