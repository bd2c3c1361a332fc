"""What a network costs: numbers to store, multiplications to do, activations to remember."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

_BYTES = 4  # of a 32-bit float


@dataclass(frozen=True)
class LayerCost:
    """The cost of one layer.

    Parameters
    ----------
    name : str, as in the network's summary
    output_shape : tuple of int, of one image, without the batch
    parameters : int
    multiply_adds : int, per image
    """

    name: str
    output_shape: tuple[int, ...]
    parameters: int
    multiply_adds: int


@dataclass(frozen=True)
class Cost:
    """The cost of a network.

    Parameters
    ----------
    layers : tuple of LayerCost, in the network's order
    """

    layers: tuple[LayerCost, ...]

    @property
    def parameters(self) -> int:
        """Numbers to store, those that are not trained included."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def multiply_adds(self) -> int:
        """Products of a weight and an activation (or of two activations, in attention), each added to a sum, for one image."""
        return sum(layer.multiply_adds for layer in self.layers)

    @property
    def activation_bytes(self) -> int:
        """Memory in bytes of all layers' outputs for one image in 32-bit floats: what training remembers for the way back."""
        return _BYTES * sum(prod(layer.output_shape) for layer in self.layers)


def cost(model: "keras.Model") -> Cost:
    """Count what one image costs in a network.

    Counted are the multiply-adds of convolutions (full, depthwise, separable), dense layers and attention. Activations, pooling,
    normalisation and biases, which do a few operations per activation and not hundreds, are left out, as the papers do.

    Parameters
    ----------
    model : keras.Model, built, with one input of a fixed shape; networks inside it are counted layer by layer

    Returns
    -------
    Cost

    Raises
    ------
    ValueError
        If the network is not built, or a kind of layer with weights is not known here; the message names it.

    Examples
    --------
    >>> from course_utils import models
    >>> models.cost(models.dense((2, 2, 1), 3)).multiply_adds  # 4 x 128 + 128 x 128 + 128 x 3
    17280
    """
    if not model.built:
        raise ValueError("the network is not built: give it the shape of one input, as in keras.Input((32, 32, 3)).")
    return Cost(tuple(_layers(model)))


def _layers(model: "keras.Model") -> list[LayerCost]:
    found: list[LayerCost] = []
    for layer in model.layers:
        if hasattr(layer, "layers"):
            found += _layers(layer)
        elif type(layer).__name__ != "InputLayer":
            shape = tuple(int(side) for side in layer.output.shape[1:])
            found.append(LayerCost(layer.name, shape, layer.count_params(), _multiply_adds(layer, shape)))
    return found


def _multiply_adds(layer: Any, shape: tuple[int, ...]) -> int:  # noqa: ANN401 - Keras is untyped
    for kind in type(layer).__mro__:  # a subclass counts as what it is a kind of
        if kind.__name__ in _RULES:
            return _RULES[kind.__name__](layer, shape)
    if layer.count_params() and type(layer).__name__ not in _CHEAP:
        raise ValueError(f"{layer.name} is a {type(layer).__name__}, whose multiply-adds are not known here; count that layer by hand.")
    return 0


def _convolution(layer: Any, shape: tuple[int, ...]) -> int:  # noqa: ANN401 - as above
    """One kernel's numbers at each place of each output channel."""
    return int(prod(shape) * prod(layer.kernel.shape[:-1]))


def _depthwise(layer: Any, shape: tuple[int, ...]) -> int:  # noqa: ANN401 - as above
    """One window of one channel at each place of each output channel."""
    return int(prod(shape) * prod(layer.kernel.shape[:2]))


def _separable(layer: Any, shape: tuple[int, ...]) -> int:  # noqa: ANN401 - as above
    """Windows of one channel each, then one 1 x 1 convolution."""
    return int(prod(shape[:-1]) * (prod(layer.depthwise_kernel.shape) + prod(layer.pointwise_kernel.shape)))


def _dense(layer: Any, shape: tuple[int, ...]) -> int:  # noqa: ANN401 - as above
    """Every input to every unit, at each place where the layer is applied."""
    return prod(shape) * int(layer.kernel.shape[0])


def _attention(layer: Any, shape: tuple[int, ...]) -> int:  # noqa: ANN401 - as above
    """Three projections in, one out, and two products of all tokens with all tokens."""
    tokens = shape[0]
    kernels = sum(prod(weight.shape) for weight in layer.weights if "kernel" in weight.path)
    inside = layer.num_heads * layer.key_dim
    return int(tokens * kernels + 2 * tokens * tokens * inside)


_RULES: dict[str, Callable[[Any, tuple[int, ...]], int]] = {
    "Conv2D": _convolution,
    "DepthwiseConv2D": _depthwise,
    "SeparableConv2D": _separable,
    "Dense": _dense,
    "MultiHeadAttention": _attention,
}
_CHEAP = {"BatchNormalization", "LayerNormalization", "GroupNormalization", "PReLU", "AddPosition", "Normalization"}
