"""The networks that lessons 08 and 09 begin with: linear, dense, and two plain CNNs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

Shape = tuple[int, int, int]

_PIXEL = 1 / 255  # grey levels 0..255 become 0..1 inside the network, so that nobody can forget it outside


def linear(input_shape: Shape = (28, 28, 1), classes: int = 10) -> "keras.Sequential":
    """Build one dense layer on the pixels: the baseline every network has to beat.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; H W C x classes + classes parameters: 7,850 for 28 x 28 x 1 and ten classes.
    """
    from keras import Input, Sequential, layers  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    return Sequential(
        [
            Input(input_shape),
            layers.Rescaling(_PIXEL),
            layers.Flatten(),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ],
        name="linear",
    )


def dense(input_shape: Shape = (28, 28, 1), classes: int = 10) -> "keras.Sequential":
    """Build two hidden dense layers of 128 units: a network that does not know which pixels are neighbours.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 118,282 parameters for 28 x 28 x 1, 411,146 for 32 x 32 x 3 (ten classes).
    """
    from keras import Input, Sequential, layers  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    return Sequential(
        [
            Input(input_shape),
            layers.Rescaling(_PIXEL),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ],
        name="dense",
    )


def reference_cnn(input_shape: Shape = (28, 28, 1), classes: int = 10) -> "keras.Sequential":
    """Build the reference network of lessons 08 and 09: two convolutions, one pooling, three dense layers.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 6.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 1,207,498 parameters for 28 x 28 x 1 (320 + 18,496 + 1,179,776 + 8,256 + 650),
        1,634,058 for 32 x 32 x 3 (ten classes).
    """
    from keras import Input, Sequential, layers  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    return Sequential(
        [
            Input(input_shape),
            layers.Rescaling(_PIXEL),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ],
        name="reference_cnn",
    )


def improved_cnn(input_shape: Shape = (28, 28, 1), classes: int = 10, *, dropout: float = 0.3) -> "keras.Sequential":
    """Build the improved network of lesson 08: five convolutions with batch normalisation, then dropout and one dense layer.

    Where a layer pools, it pools before it normalises: the same result would cost four times the work the other way round.
    Batch normalisation: Ioffe & Szegedy 2015, arXiv:1502.03167; dropout: Srivastava et al. 2014, JMLR 15.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 8.
    classes
        Number of probabilities.
    dropout
        Share of the last features set to zero while training, 0 to below 1.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 289,962 parameters for 28 x 28 x 1 and ten classes, 832 of them the running means and variances.
    """
    import keras  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import
    from keras import layers  # noqa: PLC0415 - likewise

    network = keras.Sequential([keras.Input(input_shape), layers.Rescaling(_PIXEL)], name="improved_cnn")
    for channels, pools in ((32, True), (64, False), (64, True), (128, False), (128, False)):
        network.add(layers.Conv2D(channels, 3, padding="same", use_bias=False))  # batch norm has its own offset
        if pools:
            network.add(layers.MaxPooling2D(2))
        network.add(layers.BatchNormalization(momentum=0.9))
        network.add(layers.ReLU())
    network.add(layers.MaxPooling2D(2))
    network.add(layers.Flatten())
    network.add(layers.Dropout(dropout))
    network.add(layers.Dense(classes, activation="softmax", dtype="float32"))
    return network
