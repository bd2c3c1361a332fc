"""Convolution as a CNN means it: sizes, padding, and the sums themselves.

Formulas: Dumoulin & Visin (2016), A guide to convolution arithmetic for deep learning, arXiv:1603.07285.
"""

from operator import index

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from course_utils.nn.arrays import Floats, ShapeError, floats

__all__ = ["ShapeError", "cross_correlate", "output_side", "same_padding"]

_BATCH_AXES = 4  # (N, H, W, C)


def output_side(side: int, kernel_size: int, *, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Count the places where a kernel fits along one side of an image.

    Parameters
    ----------
    side : int, pixels, at least 1
    kernel_size : int, at least 1
    stride : int, pixels, at least 1
    padding : int, pixels of zeros on each of the two ends, at least 0
    dilation : int, pixels from one number of the kernel to the next, at least 1

    Returns
    -------
    int, at least 1
        floor((side + 2 padding - reach) / stride) + 1, where the reach is dilation (kernel_size - 1) + 1 pixels.

    Raises
    ------
    ValueError
        If the kernel is longer than the padded side, or a number is out of its range.

    Examples
    --------
    >>> output_side(28, 5)
    24
    >>> output_side(7, 3, stride=2, padding=1)
    4
    """
    _check(side=(side, 1), kernel_size=(kernel_size, 1), stride=(stride, 1), padding=(padding, 0), dilation=(dilation, 1))
    reach = dilation * (kernel_size - 1) + 1
    room = side + 2 * padding - reach
    if room < 0:
        raise ValueError(
            f"a kernel of size {kernel_size} with dilation {dilation} reaches over {reach} pixels, "
            f"but a side of {side} with padding {padding} has {side + 2 * padding}: "
            f"give padding of at least {(reach - side + 1) // 2}, or a smaller kernel or dilation."
        )
    return room // stride + 1


def same_padding(side: int, kernel_size: int, *, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Find the zeros that padding="same" puts around one side, as Keras and TensorFlow do.

    Parameters
    ----------
    side : int, pixels, at least 1
    kernel_size : int, at least 1
    stride : int, pixels, at least 1
    dilation : int, pixels from one number of the kernel to the next, at least 1

    Returns
    -------
    tuple of two ints: pixels before (left, above) and after (right, below)
        So many that ceil(side / stride) places fit; the odd one comes after.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    TensorFlow's guide to tf.nn, section "Notes on padding".

    Examples
    --------
    >>> same_padding(28, 3)
    (1, 1)
    >>> same_padding(28, 3, stride=2)
    (0, 1)
    """
    _check(side=(side, 1), kernel_size=(kernel_size, 1), stride=(stride, 1), dilation=(dilation, 1))
    wanted = -(-side // stride)
    total = max(0, (wanted - 1) * stride + dilation * (kernel_size - 1) + 1 - side)
    return total // 2, total - total // 2


def cross_correlate(images: ArrayLike, kernels: ArrayLike, *, stride: int = 1, padding: int = 0, dilation: int = 1) -> Floats:
    """Slide every kernel over every image and sum the products, as a CNN's "convolution" does.

    Parameters
    ----------
    images : float array, (N, H, W, C_in)
        Not changed. Whole numbers are taken as float64.
    kernels : float array, (K, K, C_in, C_out)
        Not changed. The two sides may differ.
    stride : int, pixels, at least 1
    padding : int, pixels of zeros on each side, at least 0
    dilation : int, pixels from one number of the kernel to the next, at least 1

    Returns
    -------
    float array, (N, H_out, W_out, C_out), with H_out = floor((H + 2 padding - dilation (K - 1) - 1) / stride) + 1
        float32 where images and kernels both are, else float64.

    Raises
    ------
    ShapeError
        If the two disagree on C_in, have not four axes each, or a kernel exceeds the padded image.
    ValueError
        If stride, padding or dilation is out of its range, or an array does not hold numbers.

    Notes
    -----
    The kernel is not flipped. Dumoulin & Visin (2016), arXiv:1603.07285, section 2.

    Examples
    --------
    >>> cross_correlate(np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1))).shape
    (1, 2, 2, 1)
    """
    _check(stride=(stride, 1), padding=(padding, 0), dilation=(dilation, 1))
    images, kernels = floats("images", images), floats("kernels", kernels)
    _check_shapes(images.shape, kernels.shape)
    for side, size in zip(images.shape[1:3], kernels.shape[:2], strict=True):
        try:
            output_side(side, size, stride=stride, padding=padding, dilation=dilation)
        except ValueError as error:
            raise ShapeError(f"{error} images {images.shape}, kernels {kernels.shape}") from error
    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    reach = [dilation * (size - 1) + 1 for size in kernels.shape[:2]]
    windows = sliding_window_view(padded, reach, axis=(1, 2))[:, ::stride, ::stride, :, ::dilation, ::dilation]
    sums: Floats = np.einsum("nhwcij,ijco->nhwo", windows, kernels, optimize=True)
    return sums


def _check(**numbers: tuple[int, int]) -> None:
    """Refuse what is no whole number, or below its least."""
    for name, (value, least) in numbers.items():
        try:
            fits = not isinstance(value, bool) and index(value) >= least
        except TypeError:
            fits = False
        if not fits:
            raise ValueError(f"{name}={value!r} does not fit: give a whole number of at least {least}.")


def _check_shapes(images: tuple[int, ...], kernels: tuple[int, ...]) -> None:
    both = f"images {images}, kernels {kernels}"
    if len(images) != _BATCH_AXES:
        raise ShapeError(f"images have {len(images)} axes but need 4, (N, H, W, C_in): {both}. Try images[None, :, :, None].")
    if len(kernels) != _BATCH_AXES:
        raise ShapeError(f"kernels have {len(kernels)} axes but need 4, (K, K, C_in, C_out): {both}. Try kernels[:, :, None, None].")
    given, needed = images[3], kernels[2]
    if given != needed:
        raise ShapeError(
            f"kernels expect {needed} input channels but images have {given}: {both}. Build the kernels with in_channels = {given}."
        )
