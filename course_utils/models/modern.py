"""Networks of blocks, small enough for 32 x 32 images: Inception, ResNet, DenseNet, MobileNet, EfficientNet."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from course_utils.models.plain import Shape

if TYPE_CHECKING:
    import keras

_BLOCKS_OF_LAYERS = 6  # a ResNet of depth 6 n + 2 has n blocks of two layers at each of three resolutions, one layer before, one after


def inception(input_shape: Shape = (32, 32, 3), classes: int = 10) -> "keras.Model":
    """Build a small Inception network: a convolution, three Inception blocks with poolings between, global average pooling.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 8.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 72,970 parameters for 32 x 32 x 3 and ten classes.
    """
    from keras import layers  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    from course_utils.models.blocks import convolution, inception_block  # noqa: PLC0415 - likewise

    def middle(maps: Any) -> Any:  # noqa: ANN401 - Keras is untyped
        maps = convolution(maps, 32)
        for channels in (48, 96, 160):
            maps = inception_block(layers.MaxPooling2D(2)(maps), channels)
        return maps

    return _network("inception", input_shape, classes, middle)


def resnet(input_shape: Shape = (32, 32, 3), classes: int = 10, *, depth: int = 8, batch_norm: bool = True) -> "keras.Model":
    """Build a residual network for small images: 16, 32 and 64 channels at the full, half and quarter resolution.

    He et al. 2016, arXiv:1512.03385, section 4.2, with 1 x 1 convolutions where a shortcut changes its shape.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 4.
    classes
        Number of probabilities.
    depth
        Layers with weights on the longest way, 6 n + 2: 8, 14, 20 and so on.
    batch_norm
        Whether each convolution is followed by batch normalisation.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 78,714 parameters at depth 8, 274,042 at depth 20, for 32 x 32 x 3 and ten classes.

    Raises
    ------
    ValueError
        If the depth is not 6 n + 2.
    """
    return _residual("resnet", input_shape, classes, depth, batch_norm=batch_norm, shortcut=True)


def plain_net(input_shape: Shape = (32, 32, 3), classes: int = 10, *, depth: int = 8, batch_norm: bool = True) -> "keras.Model":
    """Build `resnet` without its shortcuts: the same layers, one after the other.

    Parameters
    ----------
    input_shape, classes, depth, batch_norm
        As for `resnet`.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 75,770 parameters at depth 8, 271,098 at depth 20, for 32 x 32 x 3 and ten classes.

    Raises
    ------
    ValueError
        If the depth is not 6 n + 2.
    """
    return _residual("plain_net", input_shape, classes, depth, batch_norm=batch_norm, shortcut=False)


def densenet(input_shape: Shape = (32, 32, 3), classes: int = 10, *, growth: int = 12) -> "keras.Model":
    """Build a small DenseNet: three dense blocks of three layers, a 1 x 1 convolution and a pooling between them.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 8.
    classes
        Number of probabilities.
    growth
        Channels that each layer adds.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 70,666 parameters for 32 x 32 x 3 and ten classes.
    """
    from keras import layers  # noqa: PLC0415 - as above

    from course_utils.models.blocks import convolution, dense_block  # noqa: PLC0415 - likewise

    def middle(maps: Any) -> Any:  # noqa: ANN401 - as above
        maps = convolution(maps, 2 * growth)
        for channels in (2 * growth, 4 * growth, 6 * growth):
            maps = layers.AveragePooling2D(2)(convolution(maps, channels, 1))
            maps = dense_block(maps, growth, 3)
        return maps

    return _network("densenet", input_shape, classes, middle)


def mobilenet(input_shape: Shape = (32, 32, 3), classes: int = 10) -> "keras.Model":
    """Build a small MobileNet: one full convolution, then depthwise-separable ones only.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 4.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 63,386 parameters for 32 x 32 x 3 and ten classes.
    """
    from course_utils.models.blocks import convolution, separable_block  # noqa: PLC0415 - as above

    def middle(maps: Any) -> Any:  # noqa: ANN401 - as above
        maps = convolution(maps, 24)
        for channels, strides in ((48, 2), (64, 1), (128, 2), (128, 1), (192, 1)):
            maps = separable_block(maps, channels, strides=strides)
        return maps

    return _network("mobilenet", input_shape, classes, middle)


def efficientnet(input_shape: Shape = (32, 32, 3), classes: int = 10, *, width: float = 1.0, depth: float = 1.0) -> "keras.Model":
    """Build a small EfficientNet: inverted residual blocks that weigh their channels, scaled in width and depth together.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 4.
    classes
        Number of probabilities.
    width, depth
        Factors on the channels and on the number of blocks at each resolution.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 67,426 parameters for 32 x 32 x 3 and ten classes.
    """
    from course_utils.models.blocks import convolution, inverted_block  # noqa: PLC0415 - as above

    def middle(maps: Any) -> Any:  # noqa: ANN401 - as above
        maps = convolution(maps, round(16 * width), strides=2, activation="silu")
        for channels, strides in ((24, 1), (40, 2)):
            for number in range(round(2 * depth)):
                maps = inverted_block(maps, round(channels * width), strides=strides if number == 0 else 1)
        return convolution(maps, round(160 * width), 1, activation="silu")

    return _network("efficientnet", input_shape, classes, middle)


def _residual(name: str, input_shape: Shape, classes: int, depth: int, *, batch_norm: bool, shortcut: bool) -> "keras.Model":
    from keras import layers  # noqa: PLC0415 - as above

    from course_utils.models.blocks import residual_block  # noqa: PLC0415 - likewise

    blocks, left_over = divmod(depth - 2, _BLOCKS_OF_LAYERS)
    if blocks < 1 or left_over:
        raise ValueError(f"depth must be 6 n + 2 (8, 14, 20, ...), not {depth}: three resolutions, n blocks of two layers each")

    def middle(maps: Any) -> Any:  # noqa: ANN401 - as above
        maps = layers.Conv2D(16, 3, padding="same", use_bias=not batch_norm)(maps)
        maps = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(maps) if batch_norm else maps)
        for channels in (16, 32, 64):
            for number in range(blocks):
                strides = 2 if channels > maps.shape[-1] and number == 0 else 1
                maps = residual_block(maps, channels, strides=strides, batch_norm=batch_norm, shortcut=shortcut)
        return maps

    return _network(name, input_shape, classes, middle)


def _network(name: str, input_shape: Shape, classes: int, middle: Callable[[Any], Any]) -> "keras.Model":
    """Put rescaling before and global average pooling and a softmax after what makes a network itself."""
    from keras import Input, Model, layers  # noqa: PLC0415 - as above

    images = Input(input_shape)
    features = layers.GlobalAveragePooling2D()(middle(layers.Rescaling(1 / 255)(images)))
    return Model(images, layers.Dense(classes, activation="softmax", dtype="float32")(features), name=name)
