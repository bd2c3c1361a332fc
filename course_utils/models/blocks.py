"""The building blocks of modern CNNs, as functions of a feature map. Imports Keras: load it only when a network is built."""

from typing import Any

from keras import layers

Tensor = Any  # Keras is untyped


def convolution(maps: Tensor, channels: int, kernel_size: int = 3, *, strides: int = 1, activation: str = "relu") -> Tensor:
    """Convolve, normalise, activate: what the modern blocks are made of.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    channels : int
    kernel_size, strides : int, pixels
    activation : str, a Keras activation; "linear" for none

    Returns
    -------
    tensor (N, H / strides, W / strides, channels)
    """
    maps = layers.Conv2D(channels, kernel_size, strides=strides, padding="same", use_bias=False, kernel_initializer="he_normal")(maps)
    maps = layers.BatchNormalization(momentum=0.9)(maps)
    return maps if activation == "linear" else layers.Activation(activation)(maps)


def inception_block(maps: Tensor, channels: int) -> Tensor:
    """Look through windows of several sizes at once; 1 x 1 convolutions keep the large ones cheap.

    Szegedy et al. 2015, arXiv:1409.4842.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    channels : int, a multiple of 4: what comes out of each of the four branches is a quarter of it

    Returns
    -------
    tensor (N, H, W, channels)
    """
    quarter = channels // 4
    return layers.Concatenate()(
        [
            convolution(maps, quarter, 1),
            convolution(convolution(maps, quarter, 1), quarter, 3),
            convolution(convolution(maps, quarter // 2, 1), quarter, 5),
            convolution(layers.MaxPooling2D(3, strides=1, padding="same")(maps), quarter, 1),
        ]
    )


def residual_block(maps: Tensor, channels: int, *, strides: int = 1, batch_norm: bool = True, shortcut: bool = True) -> Tensor:
    """Learn what to add to the input instead of what to put in its place.

    He et al. 2016, arXiv:1512.03385.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    channels : int
    strides : int, pixels, of the first convolution
    batch_norm : bool
        Whether each convolution is followed by batch normalisation.
    shortcut : bool
        Whether the input is added; where its shape does not fit, a 1 x 1 convolution makes it fit. Without it, two plain layers remain.

    Returns
    -------
    tensor (N, H / strides, W / strides, channels)
    """

    def plain(maps: Tensor, kernel_size: int, strides: int) -> Tensor:
        maps = layers.Conv2D(channels, kernel_size, strides=strides, padding="same", use_bias=not batch_norm)(maps)
        return layers.BatchNormalization(momentum=0.9)(maps) if batch_norm else maps

    inside = plain(layers.ReLU()(plain(maps, 3, strides)), 3, 1)
    if shortcut:
        kept = maps if strides == 1 and maps.shape[-1] == channels else plain(maps, 1, strides)
        inside = layers.Add()([inside, kept])
    return layers.ReLU()(inside)


def dense_block(maps: Tensor, growth: int, count: int) -> Tensor:
    """Hand every layer the outputs of all layers before it.

    Huang et al. 2017, arXiv:1608.06993.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    growth : int, channels that each layer adds
    count : int, layers

    Returns
    -------
    tensor (N, H, W, C + growth count)
    """
    for _ in range(count):
        maps = layers.Concatenate()([maps, convolution(maps, growth)])
    return maps


def separable_block(maps: Tensor, channels: int, *, strides: int = 1) -> Tensor:
    """Look at each channel on its own, then mix the channels: a convolution in two cheap steps.

    Howard et al. 2017, arXiv:1704.04861.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    channels : int
    strides : int, pixels

    Returns
    -------
    tensor (N, H / strides, W / strides, channels)
    """
    maps = layers.DepthwiseConv2D(3, strides=strides, padding="same", use_bias=False)(maps)
    maps = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(maps))
    return convolution(maps, channels, 1)


def squeeze_excite(maps: Tensor, ratio: int = 4) -> Tensor:
    """Weigh the channels by what the whole image says.

    Hu, Shen & Sun 2018, arXiv:1709.01507.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    ratio : int, how many times fewer units decide

    Returns
    -------
    tensor (N, H, W, C)
    """
    channels = maps.shape[-1]
    weights = layers.GlobalAveragePooling2D(keepdims=True)(maps)
    weights = layers.Dense(max(1, channels // ratio), activation="relu")(weights)
    return layers.Multiply()([maps, layers.Dense(channels, activation="sigmoid")(weights)])


def inverted_block(maps: Tensor, channels: int, *, strides: int = 1, expansion: int = 4) -> Tensor:
    """Widen, look at each channel on its own, weigh the channels, narrow again, and add the input where it fits.

    The block of MobileNetV2 and EfficientNet: Sandler et al. 2018, arXiv:1801.04381; Tan & Le 2019, arXiv:1905.11946.

    Parameters
    ----------
    maps : tensor (N, H, W, C)
    channels : int
    strides : int, pixels
    expansion : int, how many times wider it is inside

    Returns
    -------
    tensor (N, H / strides, W / strides, channels)
    """
    inside = convolution(maps, expansion * maps.shape[-1], 1, activation="silu")
    inside = layers.DepthwiseConv2D(3, strides=strides, padding="same", use_bias=False)(inside)
    inside = layers.Activation("silu")(layers.BatchNormalization(momentum=0.9)(inside))
    inside = convolution(squeeze_excite(inside), channels, 1, activation="linear")
    return layers.Add()([maps, inside]) if inside.shape == maps.shape else inside
