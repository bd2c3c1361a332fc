"""A Keras network as the feature map explorer sees it: its stages in order, and what each makes of one image."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.receptive import Places, reaches

Floats = NDArray[np.float32]
_MAPS_AXES = 4  # (N, H, W, C)


@dataclass(frozen=True)
class Stage:
    """One step of the network.

    Parameters
    ----------
    name : str
        Unique in the network.
    kind : str
        The layer's class.
    layer : keras.Layer
    tensor : keras tensor
        The layer's symbolic output.
    parents : tuple of str
        The stages its input comes from.
    """

    name: str
    kind: str
    layer: Any
    tensor: Any
    parents: tuple[str, ...]

    @property
    def shape(self) -> tuple[int | None, ...]:
        """The output's shape, without the batch."""
        return tuple(self.tensor.shape[1:])

    @property
    def has_maps(self) -> bool:
        """Whether the output is feature maps of a known size."""
        return len(self.tensor.shape) == _MAPS_AXES and None not in self.shape and self.kind != "InputLayer"


class Network:
    """A built Sequential or functional model with one input of images.

    Parameters
    ----------
    model : keras.Model

    Raises
    ------
    ValueError
        If the model is of another kind, is not built, or has no layer with feature maps.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - Keras comes without types
        self.model = model
        self.stages = {stage.name: stage for stage in stages_of(model)}
        if not any(stage.has_maps for stage in self.stages.values()):
            raise ValueError(f"{model.name!r} has no feature maps: none of its layers gives (H, W, C). Try a model with Conv2D layers.")
        self._views: dict[str, Any] = {}

    @property
    def input_shape(self) -> tuple[int | None, ...]:
        """Shape of one image: (H, W, C)."""
        return tuple(self.model.inputs[0].shape[1:])

    def maps(self, name: str, image: Floats) -> Floats:
        """Compute one stage's feature maps of one image, with the weights as they are now.

        Parameters
        ----------
        name : str
        image : float array, (H, W, C)

        Returns
        -------
        float array, (H, W, C)
        """
        return self._run(name, self.stages[name].tensor, image)

    def predict(self, image: Floats) -> Floats | None:
        """Compute what the network says of one image.

        Parameters
        ----------
        image : float array, (H, W, C)

        Returns
        -------
        float array, (K,), or None
            None where the network does not give one row of numbers per image.
        """
        if len(self.model.outputs) != 1 or len(self.model.outputs[0].shape) != 2:  # noqa: PLR2004 - (N, K)
            return None
        return self._run("", self.model.outputs[0], image)

    def _run(self, name: str, tensor: Any, image: Floats) -> Floats:  # noqa: ANN401 - Keras comes without types
        """Compute one tensor of the network; the path to it is built once and keeps the network's own layers."""
        if name not in self._views:
            self._views[name] = import_module("keras").Model(self.model.inputs[0], tensor)
        values: Floats = np.asarray(self._views[name](image[np.newaxis], training=False), dtype=np.float32)
        first: Floats = values[0]
        return first

    def field(self, name: str, row: int, column: int) -> "Field":
        """Find the pixels that one unit of a stage looks at.

        Parameters
        ----------
        name : str
        row, column : int

        Returns
        -------
        Field
        """
        rows, columns = frozenset({row}), frozenset({column})
        stage = self.stages[name]
        while stage.kind != "InputLayer":
            if len(stage.parents) != 1:
                return Field(problem="field_branch", stage=stage)
            parent = self.stages[stage.parents[0]]
            sides = parent.shape[:2]
            looked = None if None in sides else reaches(stage.layer, sides)  # type: ignore[arg-type]
            if looked is None:
                return Field(problem="field_unknown", stage=stage)
            rows, columns, stage = looked[0].back(rows), looked[1].back(columns), parent
        return Field(rows=rows, columns=columns)


@dataclass(frozen=True)
class Field:
    """A receptive field, or why there is none.

    Parameters
    ----------
    rows, columns : frozenset of int, or None
        The pixels looked at: every one of the rows in every one of the columns.
    problem : str
        The key of the text that says why it is not known; empty when it is.
    stage : Stage, or None
        The stage at which the walk stopped.
    """

    rows: Places | None = None
    columns: Places | None = None
    problem: str = ""
    stage: Stage | None = None


def stages_of(model: Any) -> Iterator[Stage]:  # noqa: ANN401 - Keras comes without types
    """List a model's stages, inputs first.

    Parameters
    ----------
    model : keras.Model

    Yields
    ------
    Stage

    Raises
    ------
    ValueError
        If the model cannot be looked into.
    """
    if not hasattr(model, "layers"):
        raise ValueError(f"model is {type(model).__name__}: give a Keras model, Sequential or functional.")
    if not getattr(model, "built", False) or not getattr(model, "inputs", None) or not getattr(model, "outputs", None):
        raise ValueError(
            f"{model.name!r} does not know the shape of its images yet, or is a model class of your own: "
            "begin a Sequential model with keras.Input(shape=(28, 28, 1)), or train it first."
        )
    if len(model.inputs) != 1 or len(model.inputs[0].shape) != _MAPS_AXES:
        shapes = ", ".join(str(tuple(one.shape)) for one in model.inputs)
        raise ValueError(f"{model.name!r} takes {shapes}: this explorer needs one input of images, (None, H, W, C).")
    yield from _walk(model.outputs)


def _walk(outputs: list[Any]) -> Iterator[Stage]:
    """Follow Keras's own record of which layer made which tensor, from the outputs back, and list it from the inputs on."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    waiting = list(outputs)
    while waiting:
        tensor = waiting[-1]
        layer, node, _ = tensor._keras_history  # noqa: SLF001 - Keras offers no public way from a tensor to its node
        before = [] if type(layer).__name__ == "InputLayer" else layer._inbound_nodes[node].input_tensors  # noqa: SLF001
        missing = [one for one in before if id(one) not in names]
        if id(tensor) not in names and missing:
            waiting += missing
            continue
        waiting.pop()
        if id(tensor) in names:
            continue
        name = layer.name if layer.name not in taken else f"{layer.name}:{node}"
        names[id(tensor)] = name
        taken.add(name)
        yield Stage(name, type(layer).__name__, layer, tensor, tuple(names[id(one)] for one in before))
