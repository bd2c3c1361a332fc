"""What is embedded: an array of features, or what one layer of a network makes of the images; and which of many images are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.network import Stage, stages_of

Floats = NDArray[np.float32]
MOST_POINTS = 2000
MOST_FEATURES = 16_384
_BATCH_BYTES = 32 * 2**20
# At prediction time they hand on what they get: the same picture twice.
_PASSING = frozenset({"ActivityRegularization", "AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise", "SpatialDropout2D"})


@dataclass(frozen=True)
class Source:
    """A network's layers that can be embedded.

    Parameters
    ----------
    model : keras.Model
    stages : dict from str to Stage
        From the pixels on.
    first_choice : str
        The layer before the last dense one.
    """

    model: Any
    stages: dict[str, Stage]
    first_choice: str

    def describe(self) -> list[dict[str, Any]]:
        """List the layers for the browser.

        Returns
        -------
        list of dict with name, kind, shape
        """
        return [
            {"name": name, "kind": "" if stage.kind == "InputLayer" else stage.kind, "shape": list(stage.shape)}
            for name, stage in self.stages.items()
        ]

    def features(self, layer: str, images: NDArray[Any]) -> Floats:
        """Compute one layer's features.

        Parameters
        ----------
        layer : str
        images : array, (N, H, W, C)

        Returns
        -------
        float array, (N, D)
            Feature maps are averaged over their places: one number per channel. Pixels stay apart.
        """
        stage = self.stages[layer]
        if stage.kind == "InputLayer":
            return images.reshape(len(images), -1).astype(np.float32)
        view = import_module("keras").Model(self.model.inputs[0], stage.tensor)
        return _in_batches(view, images, lambda values: values.mean(axis=(1, 2)) if values.ndim == 4 else values.reshape(len(values), -1))  # noqa: PLR2004 - (N, H, W, C)

    def predictions(self, images: NDArray[Any]) -> NDArray[np.int64] | None:
        """Tell which class the network takes each image for.

        Parameters
        ----------
        images : array, (N, H, W, C)

        Returns
        -------
        int array, (N,), or None where the network is no classifier
        """
        if len(self.model.outputs) != 1 or len(self.model.outputs[0].shape) != 2:  # noqa: PLR2004 - (N, K)
            return None
        rows = _in_batches(self.model, images, lambda values: values)
        if rows.shape[1] > 1:
            return np.asarray(rows.argmax(axis=1), dtype=np.int64)
        even = 0.5 if rows.min() >= 0 and rows.max() <= 1 else 0.0  # a probability, or a logit
        return np.asarray(rows[:, 0] > even, dtype=np.int64)


def source_of(model: Any, layer: str | None) -> Source:  # noqa: ANN401 - Keras comes without types
    """Look which layers of a model can be embedded.

    Parameters
    ----------
    model : keras.Model
    layer : str, or None for the one before the last dense layer

    Returns
    -------
    Source

    Raises
    ------
    ValueError
        If the model cannot be looked into, or has no such layer.
    """
    stages = list(stages_of(model))
    weighted = next((place for place, stage in enumerate(stages) if getattr(stage.layer, "weights", None)), len(stages))
    known = {stage.name: stage for stage in stages[:1] + stages[max(1, weighted) :] if stage.kind not in _PASSING and _small(stage)}
    dense = [stage for stage in stages if stage.kind == "Dense"] or stages[-1:]
    before = next((stage for stage in stages if dense[-1].parents and stage.name == dense[-1].parents[0]), stages[-1])
    while before.kind in _PASSING:
        before = next(stage for stage in stages if stage.name == before.parents[0])
    chosen = layer or (before.name if before.name in known else next(reversed(known), ""))
    if chosen not in known:
        raise ValueError(f"layer={layer!r} cannot be embedded: choose one of {', '.join(known)}.")
    return Source(model, known, chosen)


def _small(stage: Stage) -> bool:
    """Whether one image's features are of a known number, and not too many."""
    if None in stage.shape or not stage.shape:
        return False
    averaged = len(stage.shape) == 3 and stage.kind != "InputLayer"  # noqa: PLR2004 - (H, W, C)
    return (stage.shape[-1] if averaged else int(np.prod(stage.shape))) <= MOST_FEATURES  # type: ignore[operator, arg-type]


def _in_batches(view: Any, images: NDArray[Any], shape: Callable[[Floats], Floats]) -> Floats:  # noqa: ANN401 - Keras comes without types
    """Run images through a network, some at a time."""
    size = max(1, min(128, _BATCH_BYTES // max(1, images[0].size * 4)))
    parts = [
        shape(np.asarray(view(images[start : start + size].astype(np.float32), training=False), dtype=np.float32))
        for start in range(0, len(images), size)
    ]
    return np.concatenate(parts)


def sample(count: int, labels: NDArray[np.int64] | None, most: int, seed: int) -> NDArray[np.int64]:
    """Choose which of many images are shown: of every class its share, at random.

    Parameters
    ----------
    count : int
    labels : int array, (N,), or None
    most : int
    seed : int

    Returns
    -------
    int array, ascending; all, if there are not too many
    """
    if count <= most:
        return np.arange(count)
    chance = np.random.default_rng(seed)
    mixed = chance.permutation(count)
    if labels is None:
        return np.sort(mixed[:most])
    # Each image's place within its class, as a share: the first `most` by it hold every class in proportion.
    _, classes, sizes = np.unique(labels[mixed], return_inverse=True, return_counts=True)
    order = np.argsort(classes, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    place = np.empty(count)
    place[order] = (np.arange(count) - starts[classes[order]] + 0.5) / sizes[classes[order]]
    return np.sort(mixed[np.argsort(place, kind="stable")[:most]])
