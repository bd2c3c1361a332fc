"""A first layer that needs no training: patches come out uncorrelated. Imports Keras: load it only when training starts."""

import keras
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from course_utils.data.dataset import Split

LOOKED_AT = 5000  # images; more change the third digit
SMOOTHING = 5e-4  # added to each variance, so that patches which hardly vary are not blown up


def whiten(model: keras.Model, train: Split) -> None:
    """Set the first convolution so that what comes out is uncorrelated and of equal size, and freeze its kernels.

    Its first kernels are the principal directions of the images' patches, each divided by its standard deviation; the next are the same
    with the opposite sign, so that what a ReLU cuts off on one side comes through on the other. Jordan 2024, arXiv:2404.00498, section 3.2.

    Parameters
    ----------
    model : keras.Model, images (N, H, W, C) of grey levels 0..255; its first Conv2D sees them as 0..1, has a bias, is not strided, and has
        2 K K C kernels
    train : Split, whose first 5,000 images are looked at

    Raises
    ------
    ValueError
        If the network has no such convolution.
    """
    layer = next((layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)), None)
    height, width, channels, kernels = layer.kernel.shape if layer is not None else (0, 0, 0, 0)
    if layer is None or not layer.use_bias or kernels != 2 * height * width * channels:
        raise ValueError(
            f"whiten=True needs a first convolution with a bias and {2 * height * width * channels or '2 K K C'} kernels, not {kernels}: "
            "build it as models.small_cnn does, or train with whiten=False."
        )
    patches = _patches(train.images[:LOOKED_AT], height, width)
    mean = patches.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(patches, rowvar=False))
    signs = np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(len(variances))])  # eigh leaves the sign open
    half = (directions * signs / np.sqrt(variances + SMOOTHING))[:, ::-1]
    both = np.concatenate([half, -half], axis=1)
    layer.set_weights([both.reshape(layer.kernel.shape), -mean @ both])
    layer.kernel.trainable = False


def _patches(images: NDArray[np.uint8], height: int, width: int) -> NDArray[np.float64]:
    """Cut all windows out of images, as rows of values 0..1 in the order of a kernel: rows, columns, channels."""
    windows = sliding_window_view(images, (height, width), axis=(1, 2))  # (N, H, W, C, K, K)
    return np.moveaxis(windows, 3, -1).reshape(-1, height * width * images.shape[-1]) / 255
