"""Image files as arrays of one size."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from course_utils.data.folders.decoding import LIMITS, Limits, opened

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Fit = Literal["stretch", "crop", "pad"]
_WORKERS = 2


def square(picture: "Picture", side: int, fit: Fit = "stretch") -> NDArray[np.uint8]:
    """Bring a picture to a square.

    Parameters
    ----------
    picture : Pillow image in red, green and blue
    side : int, pixels
    fit : "stretch" the whole picture, "crop" its middle, or "pad" it with black to keep its shape and all of it

    Returns
    -------
    uint8 array (side, side, 3)

    Raises
    ------
    ValueError
        If `fit` is unknown.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - drawn data may do without

    if fit == "stretch":
        return np.asarray(picture.resize((side, side), Image.Resampling.BILINEAR, reducing_gap=3.0))
    if fit == "crop":
        return np.asarray(ImageOps.fit(picture, (side, side), Image.Resampling.BILINEAR))
    if fit == "pad":
        return np.asarray(ImageOps.pad(picture, (side, side), Image.Resampling.BILINEAR))
    raise ValueError(f"fit must be 'stretch', 'crop' or 'pad', not {fit!r}")


def decoded(
    root: Path, paths: Sequence[str], side: int, *, fit: Fit = "stretch", limits: Limits = LIMITS, progress: bool = True
) -> NDArray[np.uint8]:
    """Read image files into one array.

    Parameters
    ----------
    root : Path
    paths : sequence of str, relative to it, of files that an inspection kept
    side : int, pixels
    fit, limits : as for `square` and `opened`
    progress : show a bar

    Returns
    -------
    uint8 array (N, side, side, 3)

    Raises
    ------
    UnusableError, OSError
        If a file has changed since it was inspected.
    """
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    images = np.empty((len(paths), side, side, 3), np.uint8)

    def read(row: int) -> None:
        images[row] = square(opened((root / paths[row]).read_bytes(), limits).picture, side, fit)

    with ThreadPoolExecutor(_WORKERS) as pool:
        for _ in tqdm(
            pool.map(read, range(len(paths))), total=len(paths), desc="reading images", unit="image", leave=False, disable=not progress
        ):
            pass
    return images
