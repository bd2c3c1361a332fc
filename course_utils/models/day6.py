"""The networks of the notes' sixth day, which lesson 10 takes apart: one that overfits and one that was meant to cure it."""

from typing import TYPE_CHECKING, Literal

from course_utils.models.plain import Shape

if TYPE_CHECKING:
    import keras

Place = Literal["none", "before", "after"]


def day6_cnn(
    input_shape: Shape = (32, 32, 3),
    classes: int = 10,
    *,
    width: float = 1.0,
    dropout: float = 0.0,
    batch_norm: Place = "none",
    l1: float = 0.0,
    l2: float = 0.0,
) -> "keras.Sequential":
    """Build the network of lesson 10: three convolutions, two poolings, one hidden dense layer; each remedy can be switched on alone.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 18.
    classes
        Number of probabilities.
    width
        Factor on the 32, 64 and 64 kernels and on the 64 hidden units; 0.5 halves them.
    dropout
        Share of the features that is set to zero while training, after each pooling and after the hidden layer; 0 to below 1.
    batch_norm
        Where batch normalisation stands: before or after the activation of each convolution, or nowhere.
    l1, l2
        Weights of the penalties on the sum of all kernels' absolute values and of their squares.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 122,570 parameters for 32 x 32 x 3 and ten classes (896 + 18,496 + 36,928 + 65,600 + 650).
    """
    import keras  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import
    from keras import layers  # noqa: PLC0415 - likewise

    penalty = keras.regularizers.L1L2(l1, l2) if l1 or l2 else None
    network = keras.Sequential([keras.Input(input_shape), layers.Rescaling(1 / 255)], name="day6_cnn")
    for channels, pools in ((32, True), (64, True), (64, False)):
        network.add(layers.Conv2D(round(channels * width), 3, kernel_regularizer=penalty))
        parts = [layers.ReLU()] if batch_norm == "none" else [layers.BatchNormalization(momentum=0.9), layers.ReLU()]
        for part in parts[::-1] if batch_norm == "after" else parts:
            network.add(part)
        if pools:
            network.add(layers.MaxPooling2D(2))
            if dropout:
                network.add(layers.Dropout(dropout))
    network.add(layers.Flatten())
    network.add(layers.Dense(round(64 * width), activation="relu", kernel_regularizer=penalty))
    if dropout:
        network.add(layers.Dropout(dropout))
    network.add(layers.Dense(classes, activation="softmax", dtype="float32"))
    return network


def day6_improved(input_shape: Shape = (32, 32, 3), classes: int = 10, *, dropout: float = 0.5) -> "keras.Sequential":
    """Build what the notes put in its place: wider, with batch normalisation after each activation and dropout.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 14.
    classes
        Number of probabilities.
    dropout
        Share of the features that is set to zero while training, 0 to below 1.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 1,276,618 parameters for 32 x 32 x 3 and ten classes: ten times those of `day6_cnn`.
    """
    import keras  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import
    from keras import layers  # noqa: PLC0415 - likewise

    network = keras.Sequential([keras.Input(input_shape), layers.Rescaling(1 / 255)], name="day6_improved")
    for channels, pools in ((32, False), (64, True), (128, True)):
        network.add(layers.Conv2D(channels, 3, activation="relu"))
        network.add(layers.BatchNormalization(momentum=0.9))
        if pools:
            network.add(layers.MaxPooling2D(2))
            network.add(layers.Dropout(dropout))
    network.add(layers.Flatten())
    network.add(layers.Dense(256, activation="relu"))
    network.add(layers.Dropout(dropout))
    network.add(layers.Dense(classes, activation="softmax", dtype="float32"))
    return network
