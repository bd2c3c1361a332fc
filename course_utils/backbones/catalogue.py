"""The backbones by name: how Keras builds them, what their images must look like, where their ImageNet weights lie."""

from dataclasses import dataclass
from typing import Literal


class WeightsError(Exception):
    """Weights were asked for and cannot be had, or are damaged; the message says what to try."""


@dataclass(frozen=True)
class Known:
    """A network of keras.applications.

    Parameters
    ----------
    title : str, its name in print
    builder : str, name of the function in keras.applications
    scaling : what its ImageNet weights expect: "signs" (-1 to 1), "caffe" (blue, green, red less their means) or "none" (0 to 255)
    stages : tuple of str, layers that show what early, middle and late layers see
    last_block : str, name of the first layer of the last block
    files : tuple of str, names that its ImageNet weights without classifier have in Keras's cache or in COURSE_DATA/weights
    url : str, the folder they are downloaded from
    megabytes : int, size of the download
    source : str, where it was published
    """

    title: str
    builder: str
    scaling: Literal["signs", "caffe", "none"]
    stages: tuple[str, ...]
    last_block: str
    files: tuple[str, ...]
    url: str
    megabytes: int
    source: str


_KERAS = "https://storage.googleapis.com/tensorflow/keras-applications/"

BACKBONES = {
    "vgg16": Known(
        title="VGG16",
        builder="VGG16",
        scaling="caffe",
        stages=("block1_conv2", "block3_conv3", "block5_conv3"),
        last_block="block5_conv1",
        files=("vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",),
        url=f"{_KERAS}vgg16/",
        megabytes=59,
        source="Simonyan & Zisserman 2015, arXiv:1409.1556",
    ),
    "vgg19": Known(
        title="VGG19",
        builder="VGG19",
        scaling="caffe",
        stages=("block1_conv2", "block3_conv4", "block5_conv4"),
        last_block="block5_conv1",
        files=("vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5",),
        url=f"{_KERAS}vgg19/",
        megabytes=80,
        source="Simonyan & Zisserman 2015, arXiv:1409.1556",
    ),
    "resnet50": Known(
        title="ResNet50",
        builder="ResNet50",
        scaling="caffe",
        stages=("conv1_relu", "conv3_block4_out", "conv5_block3_out"),
        last_block="conv5_block1_1_conv",
        files=("resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5",),
        url=f"{_KERAS}resnet/",
        megabytes=95,
        source="He et al. 2016, arXiv:1512.03385",
    ),
    "mobilenet_v2": Known(
        title="MobileNetV2",
        builder="MobileNetV2",
        scaling="signs",
        stages=("block_1_expand_relu", "block_6_expand_relu", "out_relu"),
        last_block="block_13_expand",
        files=("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224_no_top.h5", "mobilenet_v2_1.0_224_no_top.weights.h5"),
        url=f"{_KERAS}mobilenet_v2/",
        megabytes=9,
        source="Sandler et al. 2018, arXiv:1801.04381",
    ),
    "efficientnet_b0": Known(
        title="EfficientNetB0",
        builder="EfficientNetB0",
        scaling="none",
        stages=("block2a_expand_activation", "block4a_expand_activation", "top_activation"),
        last_block="block6a_expand_conv",
        files=("efficientnetb0_notop.h5",),
        url=_KERAS,
        megabytes=16,
        source="Tan & Le 2019, arXiv:1905.11946",
    ),
}


def known(name: str) -> Known:
    """Look up a network of keras.applications.

    Parameters
    ----------
    name : str

    Returns
    -------
    Known

    Raises
    ------
    ValueError
        If the course does not know it.
    """
    if name not in BACKBONES:
        raise ValueError(f"there is no backbone {name!r}; the course knows {', '.join(BACKBONES)} and its own, 'course'")
    return BACKBONES[name]
