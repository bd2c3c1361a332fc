"""Three questions to a gradient: Grad-CAM, integrated gradients, and the plain gradient; and how alike two answers are."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.saliency.classifier import Classifier, Floats, MapLayer, batch_size, listening


def grad_cam(network: Classifier, image: Floats, target: int, layer: MapLayer) -> Floats:
    """Weigh a layer's feature maps by how much each moves the score of a class.

    Parameters
    ----------
    network : Classifier
    image : float array, (H, W, C)
    target : int
        The class.
    layer : MapLayer

    Returns
    -------
    float array, (h, w), the size of the layer's maps, at least 0

    Notes
    -----
    ReLU(sum over k of a_k A_k), with a_k the mean over all places of d score / d A_k.
    Selvaraju et al. (2017), arXiv:1610.02391, equations 1 and 2; the score is the one before softmax, as there.
    """
    tf = import_module("tensorflow")
    with tf.GradientTape() as tape, listening(layer.layer) as heard:
        pixels = tf.convert_to_tensor(image[np.newaxis], tf.float32)
        tape.watch(pixels)
        score = network.scores(pixels)[0, target]
    maps = heard.outputs[-1]
    slopes = _slopes(tape.gradient(score, maps), maps)
    weights = slopes.mean(axis=(0, 1))
    seen: Floats = np.maximum(np.asarray(maps[0], dtype=np.float32) @ weights, 0)
    return seen


def _slopes(gradient: Any, like: Any) -> Floats:  # noqa: ANN401 - tensors of TensorFlow
    """Read the gradient of one image; a tensor that the score does not depend on has none, which is zero."""
    shape = tuple(like.shape[1:])
    return np.zeros(shape, np.float32) if gradient is None else np.asarray(gradient[0], dtype=np.float32)


def gradients(network: Classifier, images: Floats, target: int) -> tuple[Floats, Floats]:
    """Differentiate a class's score by every pixel.

    Parameters
    ----------
    network : Classifier
    images : float array, (N, H, W, C)
    target : int

    Returns
    -------
    tuple of two float arrays: the gradients (N, H, W, C) and the scores (N,)
    """
    tf = import_module("tensorflow")
    pixels = tf.convert_to_tensor(images, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        scores = network.scores(pixels)[:, target]
    slopes = tape.gradient(scores, pixels)
    found = np.zeros(images.shape, np.float32) if slopes is None else np.asarray(slopes, dtype=np.float32)
    return found, np.asarray(scores, dtype=np.float32)


def sensitivity(network: Classifier, image: Floats, target: int) -> Floats:
    """Tell how strongly a small change of each pixel moves the score.

    Parameters
    ----------
    network : Classifier
    image : float array, (H, W, C)
    target : int

    Returns
    -------
    float array, (H, W), at least 0
        The largest of the channels' slopes, without sign. Simonyan et al. (2013), arXiv:1312.6034, section 3.1.
    """
    slopes, _ = gradients(network, image[np.newaxis], target)
    largest: Floats = np.abs(slopes[0]).max(axis=-1)
    return largest


@dataclass(frozen=True)
class Integrated:
    """Integrated gradients and what they must add up to.

    Parameters
    ----------
    values : float array, (H, W, C)
        What each number of the image contributed.
    score, baseline_score : float
        Of the image, and of the baseline.
    """

    values: Floats
    score: float
    baseline_score: float

    @property
    def total(self) -> float:
        """The sum of all contributions."""
        return float(self.values.sum(dtype=np.float64))

    @property
    def difference(self) -> float:
        """What the sum would be with infinitely many steps."""
        return self.score - self.baseline_score


def integrated_gradients(network: Classifier, image: Floats, baseline: Floats, target: int, steps: int) -> Integrated:
    """Share out the change of the score, from a baseline to the image, among the pixels.

    Parameters
    ----------
    network : Classifier
    image, baseline : float array, (H, W, C)
    target : int
    steps : int, at least 1
        Points on the straight line between the two at which the gradient is taken.

    Returns
    -------
    Integrated

    Notes
    -----
    (x - x') times the mean gradient on the line from x' to x, by the midpoint rule.
    Sundararajan, Taly & Yan (2017), arXiv:1703.01365, equation 1; their completeness: the sum is f(x) - f(x').
    """
    shares = ((np.arange(steps) + 0.5) / steps).astype(np.float32)
    total = np.zeros(image.shape, np.float64)
    size = batch_size(image.nbytes)
    for start in range(0, steps, size):
        line = baseline + shares[start : start + size, np.newaxis, np.newaxis, np.newaxis] * (image - baseline)
        total += gradients(network, line, target)[0].sum(axis=0, dtype=np.float64)
    ends = np.asarray(network.scores(np.stack([baseline, image]).astype(np.float32)), dtype=np.float64)[:, target]
    return Integrated(((image - baseline) * (total / steps)).astype(np.float32), float(ends[1]), float(ends[0]))


def stretched(values: NDArray[Any], height: int, width: int) -> Floats:
    """Enlarge a map to the size of the image, bilinearly, with the centres of the squares in place.

    Parameters
    ----------
    values : float array, (h, w)
    height, width : int, pixels

    Returns
    -------
    float array, (height, width)
        As `tf.image.resize` gives it.
    """
    tall, wide = values.shape
    down, across = (np.arange(height) + 0.5) * tall / height - 0.5, (np.arange(width) + 0.5) * wide / width - 0.5
    rows = np.stack([np.interp(down, np.arange(tall), column) for column in values.T], axis=1)
    made: Floats = np.stack([np.interp(across, np.arange(wide), row) for row in rows]).astype(np.float32)
    return made


def rank_correlation(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Tell how alike two maps are: Spearman's correlation of their ranks.

    Parameters
    ----------
    first, second : float array of one shape

    Returns
    -------
    float, -1 to 1
        0 where one of them is the same everywhere. Adebayo et al. (2018), arXiv:1810.03292, compare maps so.
    """
    one, two = (_ranks(values.ravel()) for values in (first, second))
    one, two = one - one.mean(), two - two.mean()
    size = float(np.sqrt((one @ one) * (two @ two)))
    return float(one @ two) / size if size > 0 else 0.0


def _ranks(values: NDArray[Any]) -> NDArray[np.float64]:
    """Give each value its number by size; equal ones share the mean of their numbers."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: NDArray[np.float64] = (ends - (counts - 1) / 2)[places]
    return ranks
