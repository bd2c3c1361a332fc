"""Questions to a network and their answers: computed once, remembered, the same for the network and its untrained copy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_utils.explorers.saliency.attributions import Integrated, grad_cam, integrated_gradients, sensitivity, stretched
from course_utils.explorers.saliency.classifier import Classifier, Floats
from course_utils.explorers.saliency.occlusion import Table, affordable, drop_map, hidden, occlusion_table
from course_utils.explorers.saliency.views import Gallery

MOST_KEPT = 32
METHODS = ("grad_cam", "occlusion", "integrated_gradients", "gradient")
FILLS = ("grey", "mean", "black")


@dataclass(frozen=True)
class Question:
    """What is asked about an image.

    Parameters
    ----------
    image, target : int
        Its number, and the class.
    method : str
        One of METHODS.
    layer : str
        Of Grad-CAM.
    occluder : tuple of three ints: row, column, size
    fill, baseline : str
        One of FILLS: of the occluder, and of integrated gradients.
    steps : int
        Of integrated gradients.
    """

    image: int
    target: int
    method: str
    layer: str
    occluder: tuple[int, int, int]
    fill: str
    baseline: str
    steps: int


class Answers:
    """What a network, and an untrained copy of it, say to questions.

    Parameters
    ----------
    network : Classifier
    gallery : Gallery
    """

    def __init__(self, network: Classifier, gallery: Gallery) -> None:
        self.network, self.gallery = network, gallery
        self._copy: Classifier | None = None
        self._most = 0
        self._memory: dict[tuple[object, ...], Any] = {}

    @property
    def copy(self) -> Classifier:
        """The network with fresh random weights."""
        self._copy = self._copy or self.network.untrained()
        return self._copy

    def forget(self) -> None:
        """Compute everything anew: the weights have changed."""
        self._memory.clear()

    def _once(self, key: tuple[object, ...], work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever was computed
        """Compute a thing, or remember it."""
        if key not in self._memory:
            while len(self._memory) >= MOST_KEPT:
                del self._memory[next(iter(self._memory))]
            self._memory[key] = work()
        return self._memory[key]

    def probabilities(self, image: int, network: Classifier) -> Floats:
        """Ask what a network says of the whole image.

        Parameters
        ----------
        image : int
        network : Classifier

        Returns
        -------
        float array, (K,)
            A number that is not finite becomes 0.
        """
        made: Floats = self._once(
            ("whole", image, id(network)), lambda: np.nan_to_num(network.probabilities(self.gallery.images[image][np.newaxis])[0])
        )
        return made

    def covered(self, question: Question) -> Floats:
        """Ask what the network says of the image with the square over it, exactly.

        Parameters
        ----------
        question : Question

        Returns
        -------
        float array, (K,)
        """
        fill = self.gallery.fill(question.image, question.fill)
        image = hidden(self.gallery.images[question.image], *question.occluder, fill)
        made: Floats = self._once(
            ("covered", question.image, question.occluder, question.fill),
            lambda: np.nan_to_num(self.network.probabilities(image[np.newaxis])[0]),
        )
        return made

    def table(self, question: Question, network: Classifier) -> Table:
        """Ask about the image with the square at every place of a grid.

        Parameters
        ----------
        question : Question
        network : Classifier

        Returns
        -------
        Table
        """
        image, size = self.gallery.images[question.image], question.occluder[2]
        fill = self.gallery.fill(question.image, question.fill)
        self._most = self._most or affordable(self.network, image)
        made: Table = self._once(
            ("table", question.image, size, question.fill, id(network)), lambda: occlusion_table(network, image, size, fill, self._most)
        )
        return made

    def integrated(self, question: Question, network: Classifier) -> Integrated:
        """Share the score out among the pixels.

        Parameters
        ----------
        question : Question
        network : Classifier

        Returns
        -------
        Integrated
        """
        image = self.gallery.images[question.image]
        start = np.broadcast_to(self.gallery.fill(question.image, question.baseline), image.shape)
        made: Integrated = self._once(
            ("integrated", question.image, question.target, question.baseline, question.steps, id(network)),
            lambda: integrated_gradients(network, image, start, question.target, question.steps),
        )
        return made

    def heatmap(self, question: Question, network: Classifier) -> Floats:
        """Ask where in the image the class is seen.

        Parameters
        ----------
        question : Question
        network : Classifier

        Returns
        -------
        float array, (H, W)
        """
        image, target = self.gallery.images[question.image], question.target
        height, width = image.shape[:2]
        if question.method == "occlusion":
            whole = float(self.probabilities(question.image, network)[target])
            return drop_map(self.table(question, network), whole, target, (height, width))
        if question.method == "integrated_gradients":
            return np.asarray(self.integrated(question, network).values.sum(axis=-1))
        key = (question.method, question.image, target, id(network))
        if question.method == "gradient":
            return np.asarray(self._once(key, lambda: sensitivity(network, image, target)))
        layer = network.layers[question.layer]
        return np.asarray(self._once((*key, question.layer), lambda: stretched(grad_cam(network, image, target, layer), height, width)))

    def facts(self, question: Question) -> dict[str, Any]:
        """Give the numbers that belong to a method.

        Parameters
        ----------
        question : Question

        Returns
        -------
        dict
            `empty`: whether the map is zero everywhere; for Grad-CAM the map's `rows` and `columns`; for occlusion the `places` asked;
            for integrated gradients the `total` and the scores it must explain.
        """
        facts: dict[str, Any] = {"empty": not np.any(np.nan_to_num(self.heatmap(question, self.network)))}
        if question.method == "grad_cam":
            rows, columns, _ = self.network.layers[question.layer].shape
            return {**facts, "rows": rows, "columns": columns}
        if question.method == "occlusion":
            table = self.table(question, self.network)
            return {**facts, "places": len(table.rows) * len(table.columns)}
        if question.method == "integrated_gradients":
            made = self.integrated(question, self.network)
            numbers = {"total": made.total, "score": made.score, "baseline_score": made.baseline_score}
            return facts | {name: float(np.nan_to_num(value)) for name, value in numbers.items()}
        return facts
