"""A Keras network as the feature map explorer sees it: its stages in order, what each makes of images, and which pixels a unit sees."""

from importlib import import_module
from itertools import accumulate
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.fields import Field, field_of
from course_utils.explorers.networks.stages import Stage, opened_stages, stages_of

__all__ = ["Field", "Floats", "Network", "Stage", "stages_of"]

Floats = NDArray[np.float32]


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
        list(stages_of(model))  # refuses what cannot be looked into
        self.stages = {stage.name: stage for stage in opened_stages(model)}
        if not any(stage.has_maps for stage in self.stages.values()):
            raise ValueError(f"{model.name!r} has no feature maps: none of its layers gives (H, W, C). Try a model with Conv2D layers.")
        self._views: dict[str, Any] = {}
        sizes = [prod(side or 1 for side in stage.shape) for stage in self.stages.values()]
        self._costs = dict(zip(self.stages, accumulate(sizes), strict=True))

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
        first: Floats = self.batch_maps(name, image[np.newaxis])[0]
        return first

    def batch_maps(self, name: str, images: Floats) -> Floats:
        """Compute one stage's feature maps of several images, with the weights as they are now.

        Parameters
        ----------
        name : str
        images : float array, (N, H, W, C)

        Returns
        -------
        float array, (N, H, W, C)
        """
        return np.asarray(self._value(self.stages[name], images), dtype=np.float32)

    def cost(self, name: str) -> int:
        """Count the numbers that all layers up to a stage make of one image; Keras keeps them until the stage is reached.

        Parameters
        ----------
        name : str

        Returns
        -------
        int
        """
        return self._costs[name]

    def predict(self, images: Floats) -> Floats | None:
        """Compute what the network says of images.

        Parameters
        ----------
        images : float array, (N, H, W, C)

        Returns
        -------
        float array, (N, K), or None
            None where the network does not give one row of numbers per image.
        """
        if len(self.model.outputs) != 1 or len(self.model.outputs[0].shape) != 2:  # noqa: PLR2004 - (N, K)
            return None
        return np.asarray(self.model(images, training=False), dtype=np.float32)

    def _value(self, stage: Stage, images: Any) -> Any:  # noqa: ANN401 - tensors of any backend
        """Compute one stage; the path to it is built once and keeps the network's own layers."""
        graph = stage.graph
        inputs = [self.model.inputs[0]] if graph is None else list(graph.inputs)
        given = [images] if graph is None else [self._value(self.stages[feed], images) for feed in graph.feeds]
        if stage.kind == "InputLayer":
            return images
        if stage.name not in self._views:
            self._views[stage.name] = import_module("keras").Model(inputs if len(inputs) > 1 else inputs[0], stage.tensor)
        return self._views[stage.name](given if len(given) > 1 else given[0], training=False)

    def field(self, name: str, row: int, column: int) -> Field:
        """Find the pixels that one unit of a stage looks at.

        Parameters
        ----------
        name : str
        row, column : int

        Returns
        -------
        Field
        """
        return field_of(self.stages, name, row, column)
