"""The small network that beats the reference network in less time: the ideas of the CIFAR-10 speed records in a plain stack of layers."""

from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.models.plain import Shape

if TYPE_CHECKING:
    import keras


def small_cnn(
    input_shape: Shape = (32, 32, 3), classes: int = 10, *, widths: tuple[int, ...] = (32, 96, 96), identity: bool = True
) -> "keras.Sequential":
    """Build a network of small convolutions in pairs that hand their input on before they learn to change it.

    A first convolution over 2 x 2 patches, meant to be whitened and frozen (`Recipe(whiten=True)`); then, for each width, two 3 x 3
    convolutions with batch normalisation, pooling between the first convolution and its normalisation; the maximum over what is left; one
    dense layer, its logits divided by 9 so that large learning rates do no harm. After Jordan (2024), arXiv:2404.00498, narrower.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 2 ** len(widths) + 1.
    classes
        Number of probabilities.
    widths
        Channels of each pair of convolutions.
    identity
        Begin with kernels that copy their input channels (Zagoruyko & Komodakis 2017, arXiv:1706.00388); False draws all kernels at random.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 295,224 parameters for 32 x 32 x 3 and ten classes, 1,344 of them batch normalisation's (896 of these running means
        and variances).
    """
    import keras  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import
    from keras import layers  # noqa: PLC0415 - likewise

    kernels: Any = _copying if identity else "he_uniform"
    network = keras.Sequential([keras.Input(input_shape), layers.Rescaling(1 / 255)], name="small_cnn")
    network.add(layers.Conv2D(2 * 2 * 2 * input_shape[-1], 2, activation="relu"))
    for channels in widths:
        for place in ("first", "second"):
            network.add(layers.Conv2D(channels, 3, padding="same", use_bias=False, kernel_initializer=kernels))
            if place == "first":
                network.add(layers.MaxPooling2D(2))
            network.add(layers.BatchNormalization(momentum=0.6, scale=False))
            network.add(layers.ReLU())
    network.add(layers.GlobalMaxPooling2D())
    network.add(layers.Dense(classes, use_bias=False, dtype="float32"))
    network.add(layers.Rescaling(1 / 9, dtype="float32"))
    network.add(layers.Softmax(dtype="float32"))
    return network


def _copying(shape: tuple[int, int, int, int], dtype: str | None = None) -> object:
    """Draw kernels (K, K, C_in, C_out), the first of which copy one input channel each to the same place."""
    import keras  # noqa: PLC0415 - as above

    kernels = np.array(keras.initializers.get("he_uniform")(shape))
    copies = range(min(shape[2:]))
    kernels[:, :, :, : len(copies)] = 0
    kernels[shape[0] // 2, shape[1] // 2, copies, copies] = 1
    return keras.ops.convert_to_tensor(kernels, dtype=dtype)
