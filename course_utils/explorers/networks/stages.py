"""The stages of a Keras network in order: which layer made what out of what, also inside models that are used as layers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAPS_AXES = 4  # (N, H, W, C)
Names = dict[int, str]  # of stages, by the identity of the tensor they made


@dataclass(frozen=True)
class Graph:
    """A model that is used as a layer of another one.

    Parameters
    ----------
    inputs : tuple of keras tensors
        Its own symbolic inputs.
    feeds : tuple of str
        The stages of the outer network that are put in there.
    """

    inputs: tuple[Any, ...]
    feeds: tuple[str, ...]


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
    graph : Graph or None
        The model inside which it lies; None for the network itself.
    """

    name: str
    kind: str
    layer: Any
    tensor: Any
    parents: tuple[str, ...]
    graph: Graph | None = None

    @property
    def shape(self) -> tuple[int | None, ...]:
        """The output's shape, without the batch."""
        return tuple(self.tensor.shape[1:])

    @property
    def has_maps(self) -> bool:
        """Whether the output is feature maps of a known size."""
        return len(self.tensor.shape) == MAPS_AXES and None not in self.shape and self.kind != "InputLayer"


def stages_of(model: Any) -> Iterator[Stage]:  # noqa: ANN401 - Keras comes without types
    """List a model's stages, inputs first; a model that is used as a layer is one stage.

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
    if len(model.inputs) != 1 or len(model.inputs[0].shape) != MAPS_AXES:
        shapes = ", ".join(str(tuple(one.shape)) for one in model.inputs)
        raise ValueError(f"{model.name!r} takes {shapes}: this explorer needs one input of images, (None, H, W, C).")
    first = next((layer for layer in model.layers if getattr(layer, "data_format", "") == "channels_first"), None)
    if first is not None:
        raise ValueError(
            f"{model.name!r} counts channels first ({first.name!r} has data_format='channels_first'): this explorer reads (N, H, W, C). "
            "Build it with data_format='channels_last' and give images.transpose(0, 2, 3, 1)."
        )
    yield from _Walk().through(model.outputs, {})


def opened_stages(model: Any) -> Iterator[Stage]:  # noqa: ANN401 - Keras comes without types
    """List a model's stages, and in the place of a model that is used as a layer those inside it, named "model/layer".

    Parameters
    ----------
    model : keras.Model
        One that `stages_of` accepts.

    Yields
    ------
    Stage
    """
    yield from _Walk(opens=True).through(model.outputs, {})


class _Walk:
    """Follow Keras's own record of which layer made which tensor, from the outputs back, and list it from the inputs on.

    Keras's public ways lose what this needs: `layer.output` knows the first use of a layer only (a shared layer has several), and
    `clone_model(call_function=...)` adds a node to each of the student's layers.
    """

    def __init__(self, *, opens: bool = False) -> None:
        self._opens = opens
        self._taken: set[str] = set()
        self._opened: dict[tuple[int, int], Names] = {}

    def through(self, outputs: list[Any], names: Names, prefix: str = "", graph: Graph | None = None) -> Iterator[Stage]:
        """List the stages that lead to some tensors; `names` says which stage made a tensor, and is filled."""
        waiting = list(outputs)
        while waiting:
            tensor = waiting[-1]
            layer, node, place = tensor._keras_history  # noqa: SLF001 - Keras offers no public way from a tensor to its node
            before = [] if type(layer).__name__ == "InputLayer" else layer._inbound_nodes[node].input_tensors  # noqa: SLF001
            missing = [one for one in before if id(one) not in names]
            if id(tensor) not in names and missing:
                waiting += missing
                continue
            waiting.pop()
            if id(tensor) in names:
                continue
            parents = tuple(names[id(one)] for one in before)
            if self._opens and before and is_graph(layer):
                yield from self._inside(layer, node, f"{prefix}{layer.name}/", parents)
                names[id(tensor)] = self._opened[id(layer), node][id(layer.outputs[place])]
            else:
                names[id(tensor)] = self._free(f"{prefix}{layer.name}", node)
                yield Stage(names[id(tensor)], type(layer).__name__, layer, tensor, parents, graph)

    def _inside(self, model: Any, node: int, prefix: str, feeds: tuple[str, ...]) -> Iterator[Stage]:  # noqa: ANN401 - Keras comes without types
        """List the stages inside one use of a model that is used as a layer."""
        if (id(model), node) not in self._opened:
            names = self._opened[id(model), node] = {id(one): name for one, name in zip(model.inputs, feeds, strict=True)}
            yield from self.through(list(model.outputs), names, prefix, Graph(tuple(model.inputs), feeds))

    def _free(self, name: str, node: int) -> str:
        """Find a name that no stage has yet: a layer used twice makes two stages."""
        choices = [name, f"{name}:{node}", *(f"{name}:{number}" for number in range(2, len(self._taken) + 3))]
        chosen = next(one for one in choices if one not in self._taken)
        self._taken.add(chosen)
        return chosen


def is_graph(layer: Any) -> bool:  # noqa: ANN401 - Keras comes without types
    """Tell whether a layer is a built Sequential or functional model.

    Parameters
    ----------
    layer : keras.Layer

    Returns
    -------
    bool
    """
    return bool(getattr(layer, "layers", None) and getattr(layer, "inputs", None) and getattr(layer, "outputs", None))
