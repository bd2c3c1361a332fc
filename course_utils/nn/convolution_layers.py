"""The layers of a convolutional network, with their way back.

All of them look through windows. Whatever the place (i, j) within the window read, going forward, gets its share of the gradient,
going back: one loop over the places, and each step of it handles every window at once.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, sections 9.1, 9.3 and 9.5.
"""

from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.nn.arrays import Floats, ShapeError, check_same_shape, floats
from course_utils.nn.convolution import cross_correlate
from course_utils.nn.layers import Layer
from course_utils.nn.pooling import average_pool, global_average_pool, max_pool, pool_padding, pool_windows

_BATCH_AXES = 4  # (N, H, W, C)
Place = tuple[slice, slice, slice]


class Convolution(Layer):
    """Slide kernels over images: y = cross_correlate(x, kernels) + biases, Keras's Conv2D without its activation.

    Parameters
    ----------
    kernels : array of numbers, (K, K, C_in, C_out)
        The two sides may differ.
    biases : array of numbers, (C_out,)
    stride : int, pixels, at least 1
    padding : int, pixels of zeros on each side, at least 0

    Raises
    ------
    ShapeError
        If kernels and biases do not fit each other; in `forward`, if x is not (N, H, W, C_in) or a kernel exceeds the padded image.
    ValueError
        In `forward`, if stride or padding is out of its range.

    Notes
    -----
    Each place of the kernel works like an affine layer on the pixels it reads: dL/dW = x^T g, dL/dx = g W^T, summed over the places.

    Examples
    --------
    >>> layer = Convolution(np.ones((2, 2, 1, 1)), [0])
    >>> layer.forward(np.ones((1, 3, 3, 1)))[0, :, :, 0]
    array([[4., 4.],
           [4., 4.]])
    >>> layer.backward(np.ones((1, 2, 2, 1)))[0, :, :, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """

    def __init__(self, kernels: ArrayLike, biases: ArrayLike, stride: int = 1, padding: int = 0) -> None:
        kernels, biases = floats("kernels", kernels).copy(), floats("biases", biases).copy()
        if kernels.ndim != _BATCH_AXES:
            raise ShapeError(f"kernels have the shape {kernels.shape} but need (K, K, C_in, C_out). Try kernels[:, :, None, None].")
        check_same_shape("biases", biases, kernels.shape[3:], f"One for each of the {kernels.shape[3]} kernels in {kernels.shape}.")
        super().__init__(kernels=kernels, biases=biases)
        self.stride, self.padding = stride, padding

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        sums = cross_correlate(x, self.parameters["kernels"], stride=self.stride, padding=self.padding)
        self._padded = np.pad(x, ((0, 0), (self.padding, self.padding), (self.padding, self.padding), (0, 0)))
        return sums + self.parameters["biases"]

    def _backward(self, gradient: Floats) -> Floats:
        kernels = self.parameters["kernels"]
        for_kernels, for_padded = np.zeros(kernels.shape, gradient.dtype), np.zeros(self._padded.shape, gradient.dtype)
        for i, j in np.ndindex(kernels.shape[:2]):
            read = _read_at(i, j, self.stride, gradient)
            for_kernels[i, j] = np.tensordot(self._padded[read], gradient, axes=((0, 1, 2), (0, 1, 2)))
            for_padded[read] += gradient @ kernels[i, j].T
        self.gradients = {"kernels": for_kernels, "biases": gradient.sum(axis=(0, 1, 2))}
        _, height, width, _ = self._padded.shape
        return for_padded[:, self.padding : height - self.padding, self.padding : width - self.padding]


class _Pooling(Layer):
    """What max and average pooling share: each place of the window gets its share of the gradient."""

    _x_shape: tuple[int, ...]

    def __init__(self, pool_size: int, stride: int | None = None, padding: int | str = 0) -> None:
        super().__init__()
        self.pool_size, self.stride, self.padding = pool_size, pool_size if stride is None else stride, padding

    def _windows(self, x: Floats, filler: float) -> NDArray[Any]:
        return pool_windows(x, self.pool_size, stride=self.stride, padding=self.padding, filler=filler)

    def _backward(self, gradient: Floats) -> Floats:
        count, height, width, channels = self._x_shape
        pads = [pool_padding(side, self.pool_size, stride=self.stride, padding=self.padding) for side in (height, width)]
        (top, bottom), (left, right) = pads
        for_padded = np.zeros((count, top + height + bottom, left + width + right, channels), gradient.dtype)
        for place, (i, j) in enumerate(np.ndindex(self.pool_size, self.pool_size)):
            for_padded[_read_at(i, j, self.stride, gradient)] += self._share(gradient, place)
        return for_padded[:, top : top + height, left : left + width]

    def _share(self, gradient: Floats, place: int) -> Floats:
        raise NotImplementedError


class MaxPooling(_Pooling):
    """Keep the largest number of each window; the gradient goes back to the place it came from, in a tie to the first.

    Parameters
    ----------
    pool_size : int, at least 1
    stride : int, pixels, at least 1, or None for pool_size
    padding : int, pixels on each side, 0 to pool_size - 1; or "valid" (none) or "same"

    Raises
    ------
    ShapeError
        In `forward`, if x is not (N, H, W, C), or a window exceeds the padded image.
    ValueError
        In `forward`, if a number is out of its range.

    Examples
    --------
    >>> layer = MaxPooling(2)
    >>> layer.forward([[[[1], [2]], [[4], [3]]]]).ravel()
    array([4.])
    >>> layer.backward([[[[5]]]])[0, :, :, 0]
    array([[0., 0.],
           [5., 0.]])
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        pooled = max_pool(x, self.pool_size, stride=self.stride, padding=self.padding)
        self._x_shape = x.shape
        self._winners = self._windows(x, -np.inf).reshape(*pooled.shape, -1).argmax(axis=-1)
        return pooled

    def _share(self, gradient: Floats, place: int) -> Floats:
        return np.asarray(gradient * (self._winners == place))


class AveragePooling(_Pooling):
    """Take the mean of each window; the gradient goes back to its pixels in equal shares.

    Parameters
    ----------
    pool_size : int, at least 1
    stride : int, pixels, at least 1, or None for pool_size
    padding : int, pixels on each side, 0 to pool_size - 1; or "valid" (none) or "same"
        Not counted in the mean, as in Keras.

    Raises
    ------
    ShapeError
        In `forward`, if x is not (N, H, W, C), or a window exceeds the padded image.
    ValueError
        In `forward`, if a number is out of its range.

    Examples
    --------
    >>> layer = AveragePooling(2)
    >>> layer.forward([[[[1], [2]], [[4], [3]]]]).ravel()
    array([2.5])
    >>> layer.backward([[[[4]]]])[0, :, :, 0]
    array([[1., 1.],
           [1., 1.]])
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        pooled = average_pool(x, self.pool_size, stride=self.stride, padding=self.padding)
        self._x_shape = x.shape
        self._pixels = self._windows(np.ones_like(x), 0).sum(axis=(4, 5))
        return pooled

    def _share(self, gradient: Floats, place: int) -> Floats:  # noqa: ARG002 - every place gets the same
        return np.asarray(gradient / self._pixels)


class GlobalAveragePooling(Layer):
    """Take the mean of each whole channel; the gradient goes back to its pixels in equal shares.

    Raises
    ------
    ShapeError
        In `forward`, if x is not (N, H, W, C).

    Notes
    -----
    Lin, Chen & Yan (2013), arXiv:1312.4400.

    Examples
    --------
    >>> GlobalAveragePooling().forward(np.ones((5, 4, 4, 3))).shape
    (5, 3)
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        self._x_shape = x.shape
        return global_average_pool(x)

    def _backward(self, gradient: Floats) -> Floats:
        _, height, width, _ = self._x_shape
        share = gradient[:, np.newaxis, np.newaxis, :] / (height * width)
        return np.broadcast_to(share, self._x_shape).copy()


class Flatten(Layer):
    """Lay the numbers of each image into one row; the gradient is laid back.

    Raises
    ------
    ShapeError
        In `forward`, if x is a single number.

    Examples
    --------
    >>> Flatten().forward(np.ones((2, 8, 8, 10))).shape
    (2, 640)
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        if not x.ndim:
            raise ShapeError("inputs are a single number but need (N, ...): one image per row.")
        self._x_shape = x.shape
        return x.reshape(len(x), prod(x.shape[1:])).copy()

    def _backward(self, gradient: Floats) -> Floats:
        return gradient.reshape(self._x_shape).copy()


def _read_at(i: int, j: int, stride: int, gradient: Floats) -> Place:
    """Find the pixels that the place (i, j) of the window reads, over all windows: as many as the gradient has rows and columns."""
    _, rows, columns, _ = gradient.shape
    return slice(None), slice(i, i + stride * rows, stride), slice(j, j + stride * columns, stride)
