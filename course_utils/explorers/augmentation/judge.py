"""What a network takes each version for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.augmentation.steps import flat
from course_utils.explorers.networks.layers import is_layer

Images = NDArray[Any]
Predict = Callable[[Images], Any]
Shape = tuple[int | None, ...]
_MOST = 1 << 20  # numbers of images given to the network at once


@dataclass(frozen=True)
class Verdicts:
    """What a network takes images for.

    Parameters
    ----------
    predictions : int array, (N,)
    probabilities : float array, (N,), of the predicted classes, or None where the outputs are not probabilities
    """

    predictions: NDArray[np.intp]
    probabilities: NDArray[np.float64] | None


def verdicts(predict: Predict, images: Images) -> Verdicts:
    """Ask a network.

    Parameters
    ----------
    predict : callable images -> (N, K) or (N, 1)
    images : array, (N, H, W, C)

    Returns
    -------
    Verdicts

    Raises
    ------
    ValueError
        If it does not give one row of numbers per image.
    """
    most = max(1, _MOST // images[0].size)
    parts = [np.asarray(predict(images[place : place + most]), dtype=np.float64) for place in range(0, len(images), most)]
    rows = np.concatenate(parts)
    if rows.ndim != 2 or len(rows) != len(images):  # noqa: PLR2004 - (N, K)
        raise ValueError(f"model gives {rows.shape} for images {images.shape}: it must give one row of class numbers per image, (N, K).")
    if rows.shape[1] == 1:
        rows = np.hstack([1 - rows, rows])
    predictions = rows.argmax(axis=1)
    sure = bool(rows.min() >= 0 and np.abs(rows.sum(axis=1) - 1).max() < 0.01)  # noqa: PLR2004 - bfloat16 rounds
    return Verdicts(predictions, rows.max(axis=1) if sure else None)


def predictor(model: Any) -> Predict:  # noqa: ANN401 - Keras comes without types
    """Let a model predict, as after training.

    Parameters
    ----------
    model : keras.Model, or any callable images -> (N, K)

    Returns
    -------
    callable

    Raises
    ------
    ValueError
        If it is neither.
    """
    if is_layer(model):
        return lambda images: model(images.astype(np.float32), training=False)
    if not callable(model):
        raise ValueError(  # noqa: TRY004 - what a student gives is refused in one way
            f"model is {type(model).__name__}: give a Keras model, or a function images -> probabilities (N, K)."
        )
    return model  # type: ignore[no-any-return]


def taken_apart(model: Any) -> tuple[list[Any], Predict, Shape] | None:  # noqa: ANN401 - Keras comes without types
    """Take the augmentation off the front of a Sequential model.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    tuple of the layers up to the last random one, what predicts from there, and the shape (H, W, C) it takes
        None where no random layer comes first.
    """
    if type(model).__name__ != "Sequential" or not model.built:
        return None
    layers = list(flat(model))
    drawing = [place for place, layer in enumerate(layers) if _draws(layer)]
    shaping = next((place for place, layer in enumerate(layers) if layer.weights and not _prepares(layer)), len(layers))
    front = [place for place in drawing if place < shaping]
    if not front:
        return None
    rest = layers[front[-1] + 1 :]

    def predict(images: Images) -> Any:  # noqa: ANN401 - Keras comes without types
        values = images.astype(np.float32)
        for layer in rest:
            values = layer(values)  # outside of training, so as for prediction
        return values

    return layers[: front[-1] + 1], predict, tuple(layers[front[-1]].output.shape[1:])


def _draws(layer: Any) -> bool:  # noqa: ANN401 - Keras comes without types
    """Tell whether a layer is one of Keras's random image layers."""
    return type(layer).__name__.startswith("Random") or type(layer).__name__ == "GaussianNoise"


def _prepares(layer: Any) -> bool:  # noqa: ANN401 - Keras comes without types
    """Tell whether a layer's numbers were measured or count draws, not learned."""
    return type(layer).__name__ == "Normalization" or _draws(layer)
