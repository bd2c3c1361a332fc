"""Pooling: one number for each window of a feature map, channel by channel.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 9.3; global average pooling: Lin, Chen & Yan (2013), arXiv:1312.4400.
"""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from course_utils.nn.arrays import Floats, ShapeError, floats
from course_utils.nn.convolution import output_side, same_padding

_BATCH_AXES = 4  # (N, H, W, C)
_SIDES = (1, 2)
_IN_WINDOW = (4, 5)


def max_pool(images: ArrayLike, pool_size: int, *, stride: int | None = None, padding: int | str = 0) -> NDArray[Any]:
    """Keep the largest number of each window.

    Parameters
    ----------
    images : array, (N, H, W, C)
        Not changed. Every channel is pooled by itself.
    pool_size : int, at least 1
        Rows and columns of a window.
    stride : int, pixels, at least 1, or None for pool_size
    padding : int, pixels on each side, 0 to pool_size - 1; or "valid" (none) or "same", as in Keras
        Padding never wins: it is smaller than every number.

    Returns
    -------
    array of the same type, (N, H_out, W_out, C), with H_out = floor((H + 2 padding - pool_size) / stride) + 1
        For "same" ceil(H / stride). Rows and columns that are left over at the end are not read.

    Raises
    ------
    ShapeError
        If images have not four axes, or a window exceeds the padded image.
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> max_pool(np.arange(16).reshape(1, 4, 4, 1), 2)[0, :, :, 0]
    array([[ 5,  7],
           [13, 15]])
    """
    batch = _batch(images)
    return np.asarray(pool_windows(batch, pool_size, stride=stride, padding=padding, filler=_lowest(batch.dtype)).max(axis=_IN_WINDOW))


def min_pool(images: ArrayLike, pool_size: int, *, stride: int | None = None, padding: int | str = 0) -> NDArray[Any]:
    """Keep the smallest number of each window.

    Parameters
    ----------
    images : array, (N, H, W, C)
        Not changed. Every channel is pooled by itself.
    pool_size : int, at least 1
        Rows and columns of a window.
    stride : int, pixels, at least 1, or None for pool_size
    padding : int, pixels on each side, 0 to pool_size - 1; or "valid" (none) or "same", as in Keras
        Padding never wins: it is larger than every number.

    Returns
    -------
    array of the same type, (N, H_out, W_out, C)
        Sides as those of `max_pool`.

    Raises
    ------
    ShapeError
        If images have not four axes, or a window exceeds the padded image.
    ValueError
        If a number is out of its range.

    Notes
    -----
    Keras has no such layer; -max_pool(-images) is the same.

    Examples
    --------
    >>> min_pool(np.arange(16).reshape(1, 4, 4, 1), 2)[0, :, :, 0]
    array([[ 0,  2],
           [ 8, 10]])
    """
    batch = _batch(images)
    return np.asarray(pool_windows(batch, pool_size, stride=stride, padding=padding, filler=_highest(batch.dtype)).min(axis=_IN_WINDOW))


def average_pool(images: ArrayLike, pool_size: int, *, stride: int | None = None, padding: int | str = 0) -> Floats:
    """Take the mean of each window.

    Parameters
    ----------
    images : array, (N, H, W, C)
        Not changed. Every channel is pooled by itself.
    pool_size : int, at least 1
        Rows and columns of a window.
    stride : int, pixels, at least 1, or None for pool_size
    padding : int, pixels on each side, 0 to pool_size - 1; or "valid" (none) or "same", as in Keras
        Padding is not counted: the mean is that of the window's pixels, as Keras has it.

    Returns
    -------
    float array, (N, H_out, W_out, C)
        Sides as those of `max_pool`; float32 where images are, else float64.

    Raises
    ------
    ShapeError
        If images have not four axes, or a window exceeds the padded image.
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> average_pool(np.arange(16).reshape(1, 4, 4, 1), 2)[0, :, :, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    batch = floats("images", _batch(images))
    sums = pool_windows(batch, pool_size, stride=stride, padding=padding, filler=0).sum(axis=_IN_WINDOW)
    counted = np.ones((1, *batch.shape[1:3], 1), dtype=batch.dtype)
    return np.asarray(sums / pool_windows(counted, pool_size, stride=stride, padding=padding, filler=0).sum(axis=_IN_WINDOW))


def global_average_pool(images: ArrayLike) -> Floats:
    """Take the mean of each whole channel.

    Parameters
    ----------
    images : array, (N, H, W, C)

    Returns
    -------
    float array, (N, C)

    Raises
    ------
    ShapeError
        If images have not four axes.

    Examples
    --------
    >>> global_average_pool(np.arange(4).reshape(1, 2, 2, 1))
    array([[1.5]])
    """
    return np.asarray(floats("images", _batch(images)).mean(axis=_SIDES))


def global_max_pool(images: ArrayLike) -> NDArray[Any]:
    """Keep the largest number of each whole channel.

    Parameters
    ----------
    images : array, (N, H, W, C)

    Returns
    -------
    array of the same type, (N, C)

    Raises
    ------
    ShapeError
        If images have not four axes.

    Examples
    --------
    >>> global_max_pool(np.arange(4).reshape(1, 2, 2, 1))
    array([[3]])
    """
    return np.asarray(_batch(images).max(axis=_SIDES))


def pool_padding(side: int, pool_size: int, *, stride: int, padding: int | str) -> tuple[int, int]:
    """Turn a padding into pixels before and after one side.

    Parameters
    ----------
    side : int, pixels, at least 1
    pool_size : int, at least 1
    stride : int, pixels, at least 1
    padding : int, 0 to pool_size - 1; or "valid" or "same"

    Returns
    -------
    tuple of two ints

    Raises
    ------
    ValueError
        If the padding is no such number or word.

    Examples
    --------
    >>> pool_padding(7, 2, stride=2, padding="same")
    (0, 1)
    """
    if padding == "same":
        return same_padding(side, pool_size, stride=stride)
    pixels = 0 if padding == "valid" else padding
    if not isinstance(pixels, int | np.integer) or isinstance(pixels, bool) or not 0 <= pixels < pool_size:
        raise ValueError(
            f"padding={padding!r} does not fit windows of {pool_size} x {pool_size}: "
            f"give 0 to {pool_size - 1} (or a window would hold nothing but padding), 'valid' or 'same'."
        )
    return int(pixels), int(pixels)


def pool_windows(batch: NDArray[Any], pool_size: int, *, stride: int | None, padding: int | str, filler: float) -> NDArray[Any]:
    """Cut out every window.

    Parameters
    ----------
    batch : array, (N, H, W, C)
    pool_size : int, at least 1
    stride : int, pixels, at least 1, or None for pool_size
    padding : int, 0 to pool_size - 1; or "valid" or "same"
    filler : number
        What padding holds.

    Returns
    -------
    array of the same type, (N, H_out, W_out, C, pool_size, pool_size)
        A view of the padded images: not to be written into.

    Raises
    ------
    ShapeError
        If a window exceeds the padded image.
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> pool_windows(np.zeros((1, 4, 4, 3)), 2, stride=1, padding=0, filler=0).shape
    (1, 3, 3, 3, 2, 2)
    """
    if not isinstance(pool_size, int | np.integer) or isinstance(pool_size, bool) or pool_size < 1:
        raise ValueError(f"pool_size={pool_size!r} does not fit: give a whole number of at least 1.")
    step = pool_size if stride is None else stride
    pads = []
    for side in batch.shape[1:3]:
        before, after = pool_padding(side, pool_size, stride=step, padding=padding)
        try:
            output_side(side + before + after, pool_size, stride=step)
        except ValueError as error:
            if pool_size > side + before + after:
                raise ShapeError(f"windows of {pool_size} x {pool_size} exceed images {batch.shape}: {error}") from error
            raise
        pads.append((before, after))
    padded = np.pad(batch, ((0, 0), *pads, (0, 0)), constant_values=filler)
    return sliding_window_view(padded, (pool_size, pool_size), axis=_SIDES)[:, ::step, ::step]


def _batch(images: ArrayLike) -> NDArray[Any]:
    array: NDArray[Any] = np.asarray(images)
    if array.dtype.kind not in "fiub":
        raise ValueError(f"images hold {array.dtype}, which cannot be compared here: give whole numbers or floats.")
    if array.ndim != _BATCH_AXES or not all(array.shape):
        raise ShapeError(f"images have the shape {array.shape} but need (N, H, W, C), none of them 0. Try images[None, :, :, None].")
    return array


def _lowest(dtype: np.dtype[Any]) -> float:
    return -np.inf if dtype.kind == "f" else 0 if dtype.kind == "b" else int(np.iinfo(dtype).min)


def _highest(dtype: np.dtype[Any]) -> float:
    return np.inf if dtype.kind == "f" else 1 if dtype.kind == "b" else int(np.iinfo(dtype).max)
