"""The plain stacks, in the order they came: LeNet-5 as it was, AlexNet and VGG small enough for 32 x 32 images."""

from typing import TYPE_CHECKING

from course_utils.models.plain import Shape

if TYPE_CHECKING:
    import keras


def lenet5(input_shape: Shape = (32, 32, 1), classes: int = 10) -> "keras.Sequential":
    """Build LeNet-5: two convolutions, two average poolings, three dense layers, tanh throughout.

    LeCun et al. 1998, Proceedings of the IEEE 86. Its second convolution sees all maps of the first, as everybody builds it today.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 16. The original was 32 x 32 x 1.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 61,706 parameters for 32 x 32 x 1 (156 + 2,416 + 48,120 + 10,164 + 850), 62,006 for 32 x 32 x 3 (ten classes).
    """
    from keras import Input, Sequential, layers  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    return Sequential(
        [
            Input(input_shape),
            layers.Rescaling(1 / 255),
            layers.Conv2D(6, 5, activation="tanh"),
            layers.AveragePooling2D(2),
            layers.Conv2D(16, 5, activation="tanh"),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(120, activation="tanh"),
            layers.Dense(84, activation="tanh"),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ],
        name="lenet5",
    )


def alexnet(input_shape: Shape = (32, 32, 3), classes: int = 10) -> "keras.Sequential":
    """Build AlexNet's sequence of layers, small: five convolutions, overlapping poolings, two wide dense layers with dropout.

    Krizhevsky, Sutskever & Hinton 2012, NeurIPS. The original, for 227 x 227 x 3 and 1,000 classes, had 60,965,224 parameters.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 15.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 302,218 parameters for 32 x 32 x 3 and ten classes.
    """
    from keras import Input, Sequential, layers  # noqa: PLC0415 - as above

    network = Sequential([Input(input_shape), layers.Rescaling(1 / 255)], name="alexnet")
    for channels, kernel_size, pools in ((24, 5, True), (48, 5, True), (64, 3, False), (64, 3, False), (48, 3, True)):
        network.add(layers.Conv2D(channels, kernel_size, padding="same", activation="relu"))
        if pools:
            network.add(layers.MaxPooling2D(3, strides=2))
    network.add(layers.Flatten())
    for _ in range(2):
        network.add(layers.Dense(256, activation="relu"))
        network.add(layers.Dropout(0.5))
    network.add(layers.Dense(classes, activation="softmax", dtype="float32"))
    return network


def vgg(input_shape: Shape = (32, 32, 3), classes: int = 10) -> "keras.Sequential":
    """Build VGG's pattern, small: nothing but 3 x 3 convolutions in pairs, twice as many channels after each pooling.

    Simonyan & Zisserman 2015, arXiv:1409.1556. The original VGG-16, for 224 x 224 x 3 and 1,000 classes, has 138,357,544 parameters.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels; both sides at least 8.
    classes
        Number of probabilities.

    Returns
    -------
    keras.Sequential, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 204,570 parameters for 32 x 32 x 3 and ten classes.
    """
    from keras import Input, Sequential, layers  # noqa: PLC0415 - as above

    network = Sequential([Input(input_shape), layers.Rescaling(1 / 255)], name="vgg")
    for channels in (16, 32, 64):
        for _ in range(2):
            network.add(layers.Conv2D(channels, 3, padding="same", activation="relu", kernel_initializer="he_normal"))
        network.add(layers.MaxPooling2D(2))
    network.add(layers.Flatten())
    network.add(layers.Dense(128, activation="relu", kernel_initializer="he_normal"))
    network.add(layers.Dense(classes, activation="softmax", dtype="float32"))
    return network
