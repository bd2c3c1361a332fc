"""Which pixels one unit of a feature map looks at: exact, walked back layer by layer from the kernels' sizes, strides and padding."""

from dataclasses import dataclass
from typing import Any

# Layers and operations whose every output place looks at the same place of the input only, when predicting.
PLACE_BY_PLACE = frozenset(
    {
        "Activation",
        "ActivityRegularization",
        "AlphaDropout",
        "BatchNormalization",
        "Clip",
        "Dense",
        "Dropout",
        "ELU",
        "GaussianDropout",
        "GaussianNoise",
        "Gelu",
        "HardSigmoid",
        "HardSilu",
        "Identity",
        "LeakyReLU",
        "Normalization",
        "PReLU",
        "RandomBrightness",
        "RandomColorJitter",
        "RandomContrast",
        "RandomFlip",
        "RandomGaussianBlur",
        "RandomRotation",
        "RandomSaturation",
        "RandomTranslation",
        "RandomZoom",
        "ReLU",
        "Relu",
        "Relu6",
        "Rescaling",
        "Sigmoid",
        "Silu",
        "Softmax",
        "SpatialDropout2D",
        "Tanh",
    }
)
CONVOLUTIONS = frozenset({"Conv2D", "DepthwiseConv2D", "SeparableConv2D"})
POOLINGS = frozenset({"MaxPooling2D", "AveragePooling2D"})


Places = frozenset[int]


@dataclass(frozen=True)
class Reach:
    """How one layer looks along one side.

    Parameters
    ----------
    taps : int, places read by one output
    dilation : int, steps from one of them to the next
    stride : int
    padding : int, places put before the first; negative where places are cut off
    side : int, places of the input
    repeat : int
        How many outputs read the same places (2 for an upsampling by 2).
    """

    taps: int
    dilation: int
    stride: int
    padding: int
    side: int
    repeat: int = 1

    def back(self, places: Places) -> Places:
        """Tell which input places a set of output places looks at.

        Parameters
        ----------
        places : frozenset of int

        Returns
        -------
        frozenset of int
            Only those inside the input: padding is not the image. Dumoulin & Visin (2016), arXiv:1603.07285.
        """
        starts = {place // self.repeat * self.stride - self.padding for place in places}
        seen = {start + tap * self.dilation for start in starts for tap in range(self.taps)}
        return frozenset(place for place in seen if 0 <= place < self.side)


def padding_before(padding: str, side: int, window: int, stride: int) -> int:
    """Tell how much Keras pads before the first place.

    Parameters
    ----------
    padding : str, "valid" or "same"
    side, window, stride : int

    Returns
    -------
    int
        For "same" the smaller half: TensorFlow puts the odd one after the last place.
    """
    if padding != "same":
        return 0
    outputs = -(-side // stride)
    return max(0, (outputs - 1) * stride + window - side) // 2


def reaches(layer: Any, sides: tuple[int, int]) -> tuple[Reach, Reach] | None:  # noqa: ANN401 - Keras comes without types
    """Describe how a layer looks along rows and columns.

    Parameters
    ----------
    layer : keras.Layer
    sides : tuple of two ints
        Rows and columns of its input.

    Returns
    -------
    tuple of two Reach, or None
        None for a layer this course knows nothing of.
    """
    kind = type(layer).__name__
    if kind in CONVOLUTIONS:
        return _windows(layer.kernel_size, layer.strides, layer.dilation_rate, layer.padding, sides)
    if kind in POOLINGS:
        return _windows(layer.pool_size, layer.strides, (1, 1), layer.padding, sides)
    shifts, repeats = (0, 0), (1, 1)
    if kind == "ZeroPadding2D":
        shifts = (layer.padding[0][0], layer.padding[1][0])
    elif kind == "Cropping2D":
        shifts = (-layer.cropping[0][0], -layer.cropping[1][0])
    elif kind == "UpSampling2D" and layer.interpolation == "nearest":
        repeats = layer.size
    elif kind not in PLACE_BY_PLACE:
        return None
    return Reach(1, 1, 1, shifts[0], sides[0], repeats[0]), Reach(1, 1, 1, shifts[1], sides[1], repeats[1])


def _windows(
    sizes: tuple[int, int], strides: tuple[int, int], dilations: tuple[int, int], padding: str, sides: tuple[int, int]
) -> tuple[Reach, Reach]:
    """Describe a window that moves along both sides."""
    found = []
    for size, stride, dilation, side in zip(sizes, strides, dilations, sides, strict=True):
        window = (size - 1) * dilation + 1
        found.append(Reach(size, dilation, stride, padding_before(padding, side, window, stride), side))
    return found[0], found[1]
