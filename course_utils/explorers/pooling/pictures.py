"""What the pooling explorer looks at: one small picture, checked, and pooled after a shift."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.data.photos import load_photo
from course_utils.nn.pooling import average_pool, global_average_pool, global_max_pool, max_pool, min_pool
from course_utils.plots.tiles import bright_range

Floats = NDArray[np.float64]
MOST_SIDE = 256
LOCAL = {"max": max_pool, "average": average_pool, "min": min_pool}
GLOBAL = {"global_max": global_max_pool, "global_average": global_average_pool}
KINDS = (*LOCAL, *GLOBAL)
# The middle of the photo, averaged down to 84 x 84: small enough to see its pixels.
FLOWER_ROWS, FLOWER_COLUMNS, FLOWER_STEP = slice(0, 420), slice(110, 530), 5


@dataclass(frozen=True)
class Picture:
    """One image as the explorer holds it.

    Parameters
    ----------
    values : float32 array, (H, W, C)
        C is 1 or 3.
    low, high : float
        What is black and what is white.
    reduced : int
        By how much it was averaged down along each side; 1 for not at all.
    plain : bool
        A matrix was given, without channels.
    """

    values: NDArray[np.float32]
    low: float
    high: float
    reduced: int
    plain: bool


def picture_from(image: ArrayLike | None) -> Picture:
    """Check an image and make it small enough.

    Parameters
    ----------
    image : array, (H, W), (H, W, 1) or (H, W, 3), or None for scikit-learn's flower

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If it is no image of finite numbers; says what was given and what to try.
    """
    array = flower() if image is None else _array(image)
    plain = array.ndim == 2  # noqa: PLR2004 - no channels
    low, high = bright_range(array)
    whole = array.dtype.kind in "iub"
    values = array[..., np.newaxis] if plain else array
    small, step = _averaged(values.astype(np.float64))
    return Picture((small.round() if whole and step > 1 else small).astype(np.float32), low, high, step, plain)


def flower() -> NDArray[np.uint8]:
    """Cut the middle out of scikit-learn's photo of a flower.

    Returns
    -------
    uint8 array, (84, 84, 3)
    """
    photo = load_photo("flower")[FLOWER_ROWS, FLOWER_COLUMNS]
    return _blocks(photo.astype(np.float64), FLOWER_STEP).round().astype(np.uint8)


def _array(image: ArrayLike) -> NDArray[Any]:
    wanted = "one image, (H, W), (H, W, 1) or (H, W, 3)"
    try:
        array: NDArray[Any] = np.asarray(image)
    except ValueError as error:  # numpy's way of saying that the rows differ in length
        raise ValueError(f"image is not one array of numbers: give {wanted}, with rows of one length.") from error
    if array.dtype.kind not in "fiub":
        raise ValueError(f"image holds {array.dtype}, not numbers: give {wanted}.")
    if array.ndim not in {2, 3} or (array.ndim == 3 and array.shape[2] not in {1, 3}) or not array.size:  # noqa: PLR2004 - (H, W, C)
        raise ValueError(f"image has the shape {array.shape} but one image is needed, (H, W), (H, W, 1) or (H, W, 3). Try images[0].")
    if not np.isfinite(array).all():
        raise ValueError("image holds numbers that are not finite: give np.nan_to_num(image).")
    return array


def _averaged(values: Floats) -> tuple[Floats, int]:
    step = max(1, -(-max(values.shape[:2]) // MOST_SIDE))
    return (_blocks(values, step), step) if step > 1 else (values, 1)


def _blocks(values: Floats, step: int) -> Floats:
    """Average squares of step x step pixels; a rest at the end that fills no square is left out, unless a side has no more."""
    rows, columns = (max(1, side // step) for side in values.shape[:2])
    high, wide = (min(step, side) for side in values.shape[:2])
    kept = values[: rows * high, : columns * wide]
    blocks: Floats = kept.reshape(rows, high, columns, wide, values.shape[2]).mean(axis=(1, 3))
    return blocks


def shifted(values: NDArray[Any], rows: int, columns: int) -> NDArray[Any]:
    """Move an image down and to the right; what comes in at the edge repeats the edge.

    Parameters
    ----------
    values : array, (H, W, C)
    rows, columns : int, pixels, at least 0

    Returns
    -------
    array, (H, W, C)
    """
    height, width = values.shape[:2]
    down, right = (np.maximum(np.arange(side) - shift, 0) for side, shift in ((height, rows), (width, columns)))
    return values[down][:, right]


def pooled(values: NDArray[Any], kind: str, pool_size: int, stride: int, padding: str) -> Floats:
    """Pool one image.

    Parameters
    ----------
    values : array, (H, W, C)
    kind : str
        One of KINDS.
    pool_size, stride : int
    padding : str, "valid" or "same"

    Returns
    -------
    float64 array, (H_out, W_out, C); (1, 1, C) for a global pooling
    """
    batch = values[np.newaxis].astype(np.float64)
    if kind in GLOBAL:
        return np.asarray(GLOBAL[kind](batch)[0][np.newaxis, np.newaxis])
    return np.asarray(LOCAL[kind](batch, pool_size, stride=stride, padding=padding)[0])


def share_unchanged(before: NDArray[Any], after: NDArray[Any], span: float) -> float:
    """Tell which share of the values is still the same.

    Parameters
    ----------
    before, after : array, of one shape
    span : float
        From black to white; a millionth of it counts as the same.

    Returns
    -------
    float, 0..1
    """
    return float((np.abs(before.astype(np.float64) - after) <= span * 1e-6).mean())
