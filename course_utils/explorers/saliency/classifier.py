"""A Keras classifier as an explanation sees it: probabilities, scores before softmax, and the layers whose maps can be explained."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from random import getstate, seed, setstate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.network import stages_of

Floats = NDArray[np.float32]
# They make maps smaller, or leave them as they are: the layer before them shows the same in finer squares.
FOLLOWERS = frozenset({"AveragePooling2D", "Dropout", "GlobalAveragePooling2D", "GlobalMaxPooling2D", "MaxPooling2D", "SpatialDropout2D"})
BATCH_BYTES = 32 * 2**20  # of images that run through the network at once
BATCH = 64


@dataclass(frozen=True)
class MapLayer:
    """A layer with feature maps.

    Parameters
    ----------
    name : str
        Unique; inside a nested model "backbone/block5_conv4".
    kind : str
        Its class.
    layer : keras.Layer
    shape : tuple of three ints, (H, W, C)
    """

    name: str
    kind: str
    layer: Any
    shape: tuple[int, int, int]


@dataclass
class Heard:
    """What went into a layer and came out of it, call by call.

    Parameters
    ----------
    inputs, outputs : list of tensors
    """

    inputs: list[Any] = field(default_factory=list)
    outputs: list[Any] = field(default_factory=list)


@contextmanager
def listening(layer: Any) -> Iterator[Heard]:  # noqa: ANN401 - Keras comes without types
    """Listen to one layer while its network runs; works inside nested models, where a Keras model of the inner tensor does not.

    Parameters
    ----------
    layer : keras.Layer

    Yields
    ------
    Heard
    """
    heard, own = Heard(), layer.call

    def call(given: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the layer takes
        made = own(given, *arguments, **options)
        heard.inputs.append(given)
        heard.outputs.append(made)
        return made

    layer.call = call
    try:
        yield heard
    finally:
        del layer.call  # the instance's; the class's own is seen again


class Classifier:
    """A built Keras classifier of images.

    Parameters
    ----------
    model : keras.Model
        Sequential or functional; one row of K numbers per image, or one.

    Attributes
    ----------
    ending : str
        What the last layer does: "softmax", "sigmoid", "linear" (the model ends in logits) or "other".
    layers : dict from str to MapLayer
        From the first convolution on; empty for a network without feature maps.

    Raises
    ------
    ValueError
        If the model cannot be looked into, is no classifier, or does not run on TensorFlow.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - Keras comes without types
        self.model = model
        stages = list(stages_of(model))
        if len(model.outputs) != 1 or len(model.outputs[0].shape) != 2 or model.outputs[0].shape[1] is None:  # noqa: PLR2004 - (N, K)
            shapes = ", ".join(str(tuple(one.shape)) for one in model.outputs)
            raise ValueError(f"{model.name!r} gives {shapes}: an explanation needs one row of class scores per image, (None, K).")
        backend = import_module("keras").backend.backend()
        if backend != "tensorflow":
            raise ValueError(f"Keras runs on {backend!r}: saliency needs TensorFlow's gradients. Start with KERAS_BACKEND=tensorflow.")
        self._last = last_layer(model)
        self.ending = _ending(self._last)
        self.outputs: int = model.outputs[0].shape[1]
        found = {one.name: one for one in _mapped(stages)}
        first = next((place for place, one in enumerate(found.values()) if "Conv" in one.kind), 0)
        self.layers = dict(list(found.items())[first:])

    @property
    def input_shape(self) -> tuple[int | None, ...]:
        """Shape of one image: (H, W, C)."""
        return tuple(self.model.inputs[0].shape[1:])

    @property
    def classes(self) -> int:
        """Number of classes; one sigmoid unit decides between two."""
        return max(2, self.outputs)

    @property
    def main_layer(self) -> str:
        """The last layer with feature maps, before the pooling that may follow it; empty where there is none."""
        names = [one.name for one in self.layers.values() if one.kind not in FOLLOWERS and one.shape[0] * one.shape[1] > 1]
        return names[-1] if names else next(reversed(self.layers), "")

    def scores(self, images: Any) -> Any:  # noqa: ANN401 - tensors of TensorFlow
        """Compute every class's score: the logit, which softmax or sigmoid has not yet squeezed; differentiable.

        Parameters
        ----------
        images : float tensor, (N, H, W, C)

        Returns
        -------
        float32 tensor, (N, K)
            With one sigmoid unit of logit z: -z for class 0 and z for class 1.
        """
        ops = import_module("keras").ops
        with listening(self._last) as heard:
            made = self.model(images, training=False)
        if self.ending in {"softmax", "sigmoid"}:
            made = ops.cast(heard.inputs[-1], "float32")
            if hasattr(self._last, "kernel"):
                made = ops.matmul(made, self._last.kernel)
                made = made + self._last.bias if self._last.use_bias else made
        made = ops.cast(made, "float32")
        return ops.concatenate([-made, made], axis=1) if self.outputs == 1 else made

    def probabilities(self, images: NDArray[Any]) -> Floats:
        """Compute what the network says of images, batch by batch.

        Parameters
        ----------
        images : float array, (N, H, W, C)

        Returns
        -------
        float array, (N, K)
            Of a model whose outputs are no shares: their softmax (sigmoid for one unit).
        """
        size = batch_size(images[0].nbytes)
        rows = [
            np.asarray(self.model(images[start : start + size].astype(np.float32), training=False), dtype=np.float32)
            for start in range(0, len(images), size)
        ]
        made: Floats = np.concatenate(rows)
        squeezed = self.ending in {"softmax", "sigmoid"} or (self.ending == "other" and _are_shares(made))
        if self.outputs == 1:
            chance = made if squeezed else 1 / (1 + np.exp(-made.clip(-80, 80)))
            return np.hstack([1 - chance, chance])
        if squeezed:
            return made
        powers = np.exp(made - made.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def untrained(self) -> "Classifier":
        """Copy the network with fresh random weights, the same ones every time; the student's own random numbers are not used up.

        Returns
        -------
        Classifier
            Layers that were adapted to data rather than trained (Normalization) keep what they hold.
        """
        state = getstate()
        try:
            seed(0)
            copy = import_module("keras").models.clone_model(self.model)
        finally:
            setstate(state)
        for own, fresh in zip(_flat(self.model), _flat(copy), strict=True):
            if type(own).__name__ == "Normalization":
                fresh.set_weights(own.get_weights())
                fresh.finalize_state()
        return Classifier(copy)


def batch_size(image_bytes: int) -> int:
    """Tell how many images may run through a network at once.

    Parameters
    ----------
    image_bytes : int

    Returns
    -------
    int, at least 1
    """
    return max(1, min(BATCH, BATCH_BYTES // max(1, image_bytes)))


def last_layer(model: Any) -> Any:  # noqa: ANN401 - Keras comes without types
    """Find the layer that makes a model's output, inside nested models too.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    keras.Layer
    """
    layer = model
    while getattr(layer, "layers", None) and getattr(layer, "outputs", None):
        layer = layer.outputs[0]._keras_history.operation  # noqa: SLF001 - Keras offers no public way from a tensor to its layer
    return layer


def _ending(layer: Any) -> str:  # noqa: ANN401 - Keras comes without types
    """Name what the last layer does to the scores."""
    if type(layer).__name__ == "Softmax":
        return "softmax"
    name = getattr(getattr(layer, "activation", None), "__name__", "")
    return name if name in {"softmax", "sigmoid", "linear"} and type(layer).__name__ in {"Activation", "Dense"} else "other"


def _are_shares(made: Floats) -> bool:
    """Tell whether outputs of an unknown kind can be read as probabilities: from 0 to 1, and 1 together where there are several."""
    within = bool(made.min() >= 0 and made.max() <= 1)
    return within and (made.shape[1] == 1 or np.allclose(made.sum(axis=1), 1, atol=1e-3))


def _mapped(stages: list[Any], prefix: str = "") -> Iterator[MapLayer]:
    """List the layers with feature maps; a nested model's own stand in its place."""
    for stage in stages:
        inner: list[MapLayer] = []
        if getattr(stage.layer, "layers", None):
            try:
                inner = list(_mapped(list(stages_of(stage.layer)), f"{prefix}{stage.name}/"))
            except ValueError:  # a nested model that takes no images: a head of dense layers
                inner = []
        if inner:
            yield from inner
        elif stage.has_maps:
            yield MapLayer(f"{prefix}{stage.name}", stage.kind, stage.layer, stage.shape)


def _flat(model: Any) -> Iterator[Any]:  # noqa: ANN401 - Keras comes without types
    """List all layers, those of nested models too."""
    for layer in model.layers:
        yield layer
        if getattr(layer, "layers", None):
            yield from _flat(layer)
