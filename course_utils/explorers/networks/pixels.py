"""Numbers as bytes for the browser: small enough to send, scaled once, and honest about what was left out."""

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST_CHANNELS = 64
MAP_SIDE = 64  # of a channel in the sheet
BIG_SIDE = 256  # of the enlarged map and the picture
THUMBNAIL_SIDE = 48
MOST_INPUTS = 16


@dataclass(frozen=True)
class Kernel:
    """What one channel multiplies its input by.

    Parameters
    ----------
    slices : float array, (S, K, K)
        One per input channel, at most 16.
    total : int
        Input channels there are.
    bias : float or None
    first_input : int
        The number of the first slice's input channel.
    """

    slices: NDArray[np.float64]
    total: int
    bias: float | None
    first_input: int = 0


def thinned(picture: NDArray[Any], side: int) -> tuple[NDArray[Any], int]:
    """Leave out rows and columns evenly until a picture is small enough.

    Parameters
    ----------
    picture : array, (H, W, ...)
    side : int, the most rows and columns

    Returns
    -------
    tuple of array and int: the picture, and that every how-manieth row and column was kept
    """
    step = max(1, -(-max(picture.shape[:2]) // side))
    return picture[::step, ::step], step


def as_bytes(values: NDArray[Any], low: float, high: float) -> bytes:
    """Scale numbers to 0..255.

    Parameters
    ----------
    values : float array, any shape
    low, high : float
        What becomes 0 and what becomes 255.

    Returns
    -------
    bytes, row by row
        A number that is not finite becomes 0.
    """
    scaled = (np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) * (255.0 / (high - low if high > low else 1.0))
    return bytes(np.clip(scaled.round(), 0, 255).astype(np.uint8).tobytes())


def picture_of(picture: NDArray[Any], low: float, high: float, side: int) -> dict[str, Any]:
    """Pack an image for the browser.

    Parameters
    ----------
    picture : array, (H, W, C)
        C is 1 or 3; of other numbers of channels the first is shown.
    low, high : float
    side : int, the most rows and columns

    Returns
    -------
    dict with height, width, channels, pixels (uint8), step
    """
    kept = picture if picture.shape[2] == 3 else picture[:, :, :1]  # noqa: PLR2004 - colour
    small, step = thinned(kept, side)
    return {
        "height": small.shape[0],
        "width": small.shape[1],
        "channels": small.shape[2],
        "pixels": as_bytes(small.astype(np.float64), low, high),
        "step": step,
    }


def ladder(name: str) -> bytes:
    """Write matplotlib's colours out, so that the browser paints as the plots do.

    Parameters
    ----------
    name : str

    Returns
    -------
    bytes, 256 times red, green, blue
    """
    colours = mpl.colormaps[name](np.arange(256), bytes=True)[:, :3]
    return np.ascontiguousarray(colours, dtype=np.uint8).tobytes()


def kernel_of(layer: Any, channel: int) -> Kernel | None:  # noqa: ANN401 - Keras comes without types
    """Take one output channel's kernel out of a layer.

    Parameters
    ----------
    layer : keras.Layer
    channel : int

    Returns
    -------
    Kernel or None
        None for a layer without one kernel per output channel.
    """
    kind = type(layer).__name__
    if kind == "Conv2D":
        kernels = np.asarray(layer.kernel, dtype=np.float64)
        inputs = kernels.shape[2]
        # Grouped convolutions read one block of the input channels.
        first = channel // (kernels.shape[3] // layer.groups) * inputs
        slices = kernels[:, :, :MOST_INPUTS, channel]
    elif kind == "DepthwiseConv2D":
        kernels = np.asarray(layer.kernel, dtype=np.float64)
        first, inputs = channel // kernels.shape[3], 1
        slices = kernels[:, :, first : first + 1, channel % kernels.shape[3]]
    else:
        return None
    bias = float(np.asarray(layer.bias)[channel]) if layer.use_bias else None
    return Kernel(np.moveaxis(slices, 2, 0), inputs, bias, first)


def image_batch(images: ArrayLike, shape: tuple[int | None, ...]) -> NDArray[Any]:
    """Check images against what a model takes.

    Parameters
    ----------
    images : array, (N, H, W, C), (N, H, W), or one image (H, W, C)
    shape : tuple (H, W, C)
        None stands for any size.

    Returns
    -------
    array, (N, H, W, C)

    Raises
    ------
    ValueError
        If they do not fit; says how they could.
    """
    try:
        batch: NDArray[Any] = np.asarray(images)
    except ValueError:  # numpy's way of saying that the images differ in size
        batch = np.asarray(None)
    if batch.dtype.kind not in "fiub":
        raise ValueError("images are not one array of numbers: give images of one size, for example np.stack([first, second]).")
    if batch.ndim == 3 and fits(batch.shape, shape):  # noqa: PLR2004 - one image
        batch = batch[np.newaxis]
    elif batch.ndim == 3 and shape[2] == 1:  # noqa: PLR2004 - grey images without their channel
        batch = batch[..., np.newaxis]
    elif batch.ndim == 2 and shape[2] == 1:  # noqa: PLR2004 - one grey image
        batch = batch[np.newaxis, :, :, np.newaxis]
    if batch.ndim != 4 or not fits(batch.shape[1:], shape) or not len(batch):  # noqa: PLR2004
        wanted = tuple("any" if side is None else side for side in shape)
        raise ValueError(
            f"images have the shape {np.shape(images)} but the model takes (N, {', '.join(map(str, wanted))}). "
            "Resize them (keras.ops.image.resize) or turn them grey (images.mean(axis=-1, keepdims=True)) as you did for training."
        )
    return batch


def fits(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    """Tell whether a shape is the wanted one.

    Parameters
    ----------
    shape : tuple of int
    wanted : tuple of int or None
        None stands for any size.

    Returns
    -------
    bool
    """
    return len(shape) == len(wanted) and all(want is None or have == want for have, want in zip(shape, wanted, strict=True))


def labels_of(labels: ArrayLike, count: int) -> list[int]:
    """Check labels.

    Parameters
    ----------
    labels : int array, (N,) or (N, 1)
    count : int
        How many images there are.

    Returns
    -------
    list of int

    Raises
    ------
    ValueError
        If there is not one whole number per image.
    """
    found = np.asarray(labels).ravel()
    if found.dtype.kind not in "iu" or len(found) != count:
        raise ValueError(
            f"labels are {found.dtype} numbers of shape {np.shape(labels)} for {count} images: give one whole number per image."
        )
    return [int(one) for one in found]
