"""What a student gives the embedding explorer, checked: features or a network, images, labels, predictions."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_utils.explorers.embedding.features import MOST_FEATURES, Floats, Source, source_of
from course_utils.explorers.networks.pixels import image_batch
from course_utils.plots.planes import classes_of
from course_utils.plots.tiles import as_images

FEWEST = 5


@dataclass(frozen=True)
class Given:
    """What belongs together, row by row.

    Parameters
    ----------
    features : float array (N, D), or Source
    images : array, (N, H, W, C)
    labels, predictions : int array (N,), or None
    """

    features: Floats | Source
    images: NDArray[Any]
    labels: NDArray[np.int64] | None
    predictions: NDArray[np.int64] | None

    def at(self, places: NDArray[np.int64]) -> "Given":
        """Take some of the rows.

        Parameters
        ----------
        places : int array, (M,)

        Returns
        -------
        Given
        """
        return Given(
            self.features if isinstance(self.features, Source) else self.features[places],
            self.images[places],
            None if self.labels is None else self.labels[places],
            None if self.predictions is None else self.predictions[places],
        )


def check(
    features: Any,  # noqa: ANN401 - an array, or a Keras model, which comes without types
    images: ArrayLike,
    labels: ArrayLike | None,
    predictions: ArrayLike | None,
    layer: str | None,
) -> Given:
    """Check what was given, as `explore_embedding` takes it.

    Parameters
    ----------
    features : float array, (N, D), or keras.Model
    images : array, (N, H, W, C), (N, H, W, 3) or (N, H, W)
    labels : int array, (N,), or None
    predictions : int array (N,), probabilities (N, K), or None
    layer : str or None

    Returns
    -------
    Given

    Raises
    ------
    ValueError
        If they do not fit each other; says how they could.
    """
    source = source_of(features, layer) if hasattr(features, "layers") else None
    if source is None and layer is not None:
        raise ValueError(f"layer={layer!r} needs a Keras model, but features are {type(features).__name__}: leave the layer out.")
    if source is not None:
        batch = image_batch(images, tuple(source.model.inputs[0].shape[1:]))
    else:
        seen = as_images(images)
        batch = seen[..., np.newaxis] if seen.ndim == 3 else seen  # noqa: PLR2004 - grey
    count = len(batch)
    if count < FEWEST:
        raise ValueError(f"{count} images are too few to have neighbours: give at least {FEWEST}.")
    table = source if source is not None else given_features(features, count)
    return Given(table, batch, _classes("labels", labels, count), _classes("predictions", predictions, count))


def given_features(features: ArrayLike, count: int) -> Floats:
    """Check an array of features.

    Parameters
    ----------
    features : float array, (N, D); more axes are laid in a row
    count : int
        Images there are.

    Returns
    -------
    float array, (N, D)

    Raises
    ------
    ValueError
        If it is no array of numbers, its length is not that of the images, or it is too wide.
    """
    try:
        values = np.asarray(features)
    except ValueError:  # numpy's way of saying that the rows differ in length
        values = np.asarray(None)
    if values.dtype.kind not in "fiub" or values.ndim < 2:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"features are {type(features).__name__} {values.shape}: give an array (N, D) of numbers, or a Keras model.")
    if len(values) != count:
        raise ValueError(f"{count} images but {len(values)} rows of features: give one row for each image, in the same order.")
    flat: Floats = values.reshape(count, -1)
    if flat.shape[1] > MOST_FEATURES:
        raise ValueError(
            f"features have {flat.shape[1]:,} columns, more than {MOST_FEATURES:,}: average feature maps over their places "
            "(features.mean(axis=(1, 2))), or take a later layer."
        )
    if not np.isfinite(flat).all():
        raise ValueError("features hold numbers that are not finite: np.isfinite(features).all(axis=1) finds their rows.")
    return flat


def _classes(name: str, given: ArrayLike | None, count: int) -> NDArray[np.int64] | None:
    """Read classes, or probabilities as classes, and check how many there are."""
    if given is None:
        return None
    found = classes_of(np.asarray(given, dtype=np.float64))
    if len(found) != count:
        raise ValueError(f"{count} images but {len(found)} {name}: give one for each image, in the same order, or none.")
    return found
