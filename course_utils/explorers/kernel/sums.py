"""What the kernel explorer computes, in Python: the channels it looks at, the zeros around them, the sums. The browser does the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.frame.photos import Photo
from course_utils.nn.convolution import cross_correlate, output_side, same_padding

Floats = NDArray[np.float64]
Pads = tuple[tuple[int, int], tuple[int, int]]
CHANNELS = ("grey", "red", "green", "blue", "all")
VIEWS = ("signed", "clipped", "absolute")


@dataclass(frozen=True)
class Slide:
    """How a window moves over an image.

    Parameters
    ----------
    size : int, pixels, the kernel's side
    stride, dilation : int, pixels
    padding : int, pixels, or "same"
    """

    size: int
    stride: int
    padding: int | str
    dilation: int

    @property
    def reach(self) -> int:
        """Pixels from one end of the window to the other."""
        return self.dilation * (self.size - 1) + 1

    def pads(self, sides: tuple[int, int]) -> Pads:
        """Count the zeros put before and after the rows and the columns.

        Parameters
        ----------
        sides : tuple of two ints, (H, W)

        Returns
        -------
        tuple of two tuples of two ints
        """
        if isinstance(self.padding, int):
            return (self.padding, self.padding), (self.padding, self.padding)
        first, second = (same_padding(side, self.size, stride=self.stride, dilation=self.dilation) for side in sides)
        return first, second

    def places(self, sides: tuple[int, int]) -> tuple[int, int]:
        """Count the places where the window fits.

        Parameters
        ----------
        sides : tuple of two ints, (H, W)

        Returns
        -------
        tuple of two ints, (H_out, W_out)

        Raises
        ------
        ValueError
            If it does not fit at all.
        """
        padded = [side + sum(pads) for side, pads in zip(sides, self.pads(sides), strict=True)]
        rows, columns = (output_side(side, self.size, stride=self.stride, dilation=self.dilation) for side in padded)
        return rows, columns


def looked_at(photo: Photo, channel: str) -> Floats:
    """Take the channels that the kernel slides over.

    Parameters
    ----------
    photo : Photo
    channel : str, one of CHANNELS

    Returns
    -------
    float array, (H, W, C)
        C is 3 for "all" and 1 for the others.

    Notes
    -----
    Grey is how bright an eye finds a colour: ITU-R BT.601, 0.299 red + 0.587 green + 0.114 blue, rounded for whole numbers.
    """
    pixels = photo.pixels
    if pixels.shape[2] == 1 or channel == "all":
        return pixels.astype(np.float64)
    if channel != "grey":
        number = CHANNELS.index(channel) - 1
        return pixels[:, :, number : number + 1].astype(np.float64)
    red, green, blue = (pixels[:, :, number : number + 1].astype(np.float64) for number in range(3))
    if pixels.dtype == np.uint8:
        whole: Floats = np.floor((299 * red + 587 * green + 114 * blue + 500) / 1000)
        return whole
    grey: Floats = 0.299 * red + 0.587 * green + 0.114 * blue
    return grey


def sums_of(image: NDArray[Any], kernel: Floats, slide: Slide) -> Floats:
    """Slide one kernel over all channels of an image and add everything up.

    Parameters
    ----------
    image : float array, (H, W, C)
    kernel : float array, (K, K)
        The same on each channel.
    slide : Slide

    Returns
    -------
    float array, (H_out, W_out)
    """
    padded = np.pad(image, (*slide.pads((image.shape[0], image.shape[1])), (0, 0)))
    kernels = np.repeat(kernel[:, :, np.newaxis, np.newaxis], image.shape[2], axis=2)
    sums: Floats = cross_correlate(padded[np.newaxis], kernels, stride=slide.stride, dilation=slide.dilation)[0, :, :, 0].astype(np.float64)
    return sums


def fitting_view(sums: Floats, span: tuple[float, float]) -> str:
    """Choose how a result is seen best.

    Parameters
    ----------
    sums : float array, (H, W)
    span : tuple of two floats
        The image's black and white.

    Returns
    -------
    str, one of VIEWS
    """
    low, high = span
    room = 1e-6 * (high - low)
    if sums.min() < min(0.0, low) - room:
        return "signed"
    return "clipped" if sums.max() <= high + room else "absolute"
