"""The saliency explorer: a picture, a class, four ways to ask where the class was seen, and an untrained network to compare with."""

from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from traitlets import Bool, CFloat, Dict, Enum, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.networks.own_photo import photo_like
from course_utils.explorers.networks.pixels import image_batch
from course_utils.explorers.saliency.answers import FILLS, METHODS, Answers, Question
from course_utils.explorers.saliency.attributions import rank_correlation
from course_utils.explorers.saliency.classifier import Classifier
from course_utils.explorers.saliency.still import draw_answers, draw_maps
from course_utils.explorers.saliency.views import MOST_NAMES, Gallery, grid_view, map_view, palettes, photo_view, strip_view

HERE = Path(__file__).parent
MOST_IMAGES = 24
MOST_STEPS = 256
SIGNED = frozenset({"occlusion", "integrated_gradients"})
PIXELWISE = frozenset({"integrated_gradients", "gradient"})


class SaliencyExplorer(Explorer):
    """One image, one class, one method, and a map of where the network sees the class.

    Attributes
    ----------
    image : int
        Which of the images.
    target : int
        The class that is explained; the predicted one when an image is chosen.
    method : str, "grad_cam", "occlusion", "integrated_gradients" or "gradient"
    layer : str
        Whose feature maps Grad-CAM weighs.
    occluder : list of three ints, [row, column, size], pixels
        The upper left corner and the side of the square that hides a part.
    fill : str, "grey", "mean" or "black"
        What the square is filled with.
    baseline : str, "grey", "mean" or "black"
        Where integrated gradients begin.
    steps : int, 1..256
        Of integrated gradients.
    opacity : float, 0..1
        Of the heat map.
    compare : bool
        Whether the map of an untrained copy is shown beside it.
    upload : dict
        A photo of the student's own, as photo.js sends it; made like the images and offered after them.
    probabilities : list of floats
        What the network says of the whole image. Follows.
    drop : float
        How far the probability of the target falls when the square hides its part, computed exactly; negative where it rises. Follows.
    similarity : float or None
        Rank correlation of the two maps; None without comparison. Follows.
    """

    room = "saliency"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    image = Int(0).tag(sync=True)
    target = Int(0).tag(sync=True)
    method = Enum(METHODS, default_value="gradient").tag(sync=True)
    layer = Unicode().tag(sync=True)
    occluder = List(Int()).tag(sync=True)
    fill = Enum(FILLS, default_value="grey").tag(sync=True)
    baseline = Enum(FILLS, default_value="black").tag(sync=True)
    steps = Int(32).tag(sync=True)
    opacity = CFloat(0.75).tag(sync=True)
    compare = Bool(default_value=False).tag(sync=True)
    upload = Dict().tag(sync=True)
    probabilities = List(Float()).tag(sync=True)
    drop = Float(0.0).tag(sync=True)
    similarity = Float(None, allow_none=True).tag(sync=True)
    # What the browser paints and says: worked out here.
    palettes = Dict().tag(sync=True)
    network = Dict().tag(sync=True)
    strip = Dict().tag(sync=True)
    photo = Dict().tag(sync=True)
    heat = Dict().tag(sync=True)
    untrained_heat = Dict().tag(sync=True)
    facts = Dict().tag(sync=True)
    grid = Dict().tag(sync=True)
    covered = Dict().tag(sync=True)
    answered = Int(0).tag(sync=True)

    def __init__(
        self, network: Classifier, images: ArrayLike, *, labels: ArrayLike | None, class_names: Sequence[str] | None, language: str | None
    ) -> None:
        batch = image_batch(images, network.input_shape)
        self._network, self._total = network, len(batch)
        self._gallery = Gallery.of(batch[:MOST_IMAGES])
        self._answers = Answers(network, self._gallery)
        self._labels = _labels(labels, len(batch))[:MOST_IMAGES]
        self._settling = True
        self.class_names = class_names
        super().__init__(language=language)

    def prepare(self) -> None:
        """Ask about the first image, the predicted class, with Grad-CAM where the network has feature maps."""
        layers = self._network.layers.values()
        self.network = {
            "names": [str(name) for name in (self.class_names or ())][: min(self._network.classes, MOST_NAMES)],
            "classes": self._network.classes,
            "ending": self._network.ending,
            "takes_photos": self._gallery.images.shape[-1] in {1, 3},
            "methods": [name for name in METHODS if name != "grad_cam" or layers],
            "layers": [{"name": one.name, "kind": one.kind, "shape": list(one.shape)} for one in layers],
        }
        self.palettes = palettes()
        self.strip = strip_view(self._gallery, len(self._labels), self._total)
        self.layer = self._network.main_layer
        height, width = self._gallery.images.shape[1:3]
        size = max(1, round(min(height, width) / 4))
        self.occluder = [(height - size) // 2, (width - size) // 2, size]
        if layers:
            self.method = "grad_cam"
        self._settling = False
        self.refresh()

    @validate("image", "target", "steps")
    def _counted(self, proposal: dict[str, Any]) -> int:
        name, value = proposal["trait"].name, proposal["value"]
        low, count = (1, MOST_STEPS) if name == "steps" else (0, len(self._gallery.images) if name == "image" else self._network.classes)
        if not low <= value < low + count:
            raise TraitError(f"{name}={value} is not there: choose {low} to {low + count - 1}.")
        return int(value)

    @validate("method", "layer")
    def _known(self, proposal: dict[str, Any]) -> str:
        name, value = proposal["trait"].name, str(proposal["value"])
        if value == "grad_cam" and not self._network.layers:
            raise TraitError(f"{self._network.model.name!r} has no feature maps for Grad-CAM: choose {', '.join(METHODS[1:])}.")
        if name == "layer" and value not in (self._network.layers or {""}):
            raise TraitError(f"layer={value!r} has no feature maps here: choose one of {', '.join(self._network.layers) or 'none'}.")
        return value

    @validate("occluder")
    def _inside(self, proposal: dict[str, Any]) -> list[int]:
        value = list(proposal["value"])
        height, width = self._gallery.images.shape[1:3]
        row, column, size = value if len(value) == 3 else (-1, -1, 0)  # noqa: PLR2004 - row, column, size
        if not (1 <= size <= min(height, width) and 0 <= row <= height - size and 0 <= column <= width - size):
            raise TraitError(
                f"occluder={value} does not lie on the image of {height} x {width} pixels: give [row, column, size] of a square inside it, "
                f"for example [0, 0, {max(1, min(height, width) // 4)}]."
            )
        return value

    @validate("opacity")
    def _share(self, proposal: dict[str, Any]) -> float:
        if not (isfinite(proposal["value"]) and 0 <= proposal["value"] <= 1):
            raise TraitError(f"opacity={proposal['value']} is no share: choose 0 (the picture alone) to 1.")
        return float(proposal["value"])

    @validate("upload")
    def _a_photo(self, proposal: dict[str, Any]) -> dict[str, Any]:
        height, width, channels = self._gallery.images.shape[1:]
        sent = dict(proposal["value"])
        try:
            photo = photo_like(sent, (height, width, channels), self._gallery.low, self._gallery.high, np.dtype(np.float32))
        except ValueError as error:
            raise TraitError(str(error)) from error
        self._gallery = self._answers.gallery = self._gallery.with_own(photo, len(self._labels))
        return sent

    @observe("upload")
    def _show_photo(self, _change: object) -> None:
        self.strip = strip_view(self._gallery, len(self._labels), self._total)
        self._answers.forget()
        if self.image == len(self._labels):
            self._new_image(None)
        else:
            self.image = len(self._labels)

    @observe("image")
    def _new_image(self, _change: object) -> None:
        if not self._settling:
            self._settling = True
            self.probabilities = [float(value) for value in self._answers.probabilities(self.image, self._network)]
            self.target = int(np.argmax(self.probabilities))
            self._settling = False
            self._answer(None)

    @observe("target", "method", "layer", "occluder", "fill", "baseline", "steps", "compare")
    def _answer(self, _change: object) -> None:
        """Work out what the traits ask for, and send what the browser shows."""
        if self._settling:
            return
        asked, answers = self._question, self._answers
        label = int(self._labels[self.image]) if self.image < len(self._labels) else -1  # nobody knows what a photo of one's own shows
        self.photo = photo_view(self._gallery, self.image, np.asarray(self.probabilities, np.float32), self.target, label)
        look = {"signed": self.method in SIGNED, "clipped": self.method in PIXELWISE}
        self.heat = map_view(self.heatmap, **look)
        other = self.untrained_heatmap
        self.untrained_heat = {} if other is None else map_view(other, **look)
        self.similarity = None if other is None else rank_correlation(self.heatmap, other)
        self.facts = answers.facts(asked)
        classes = self.photo["classes"]
        self.grid = grid_view(answers.table(asked, self._network), classes, self.fill) if self.method == "occlusion" else {}
        left = answers.covered(asked)
        self.drop = self.probabilities[self.target] - float(left[self.target])
        self.covered = {"occluder": self.occluder, "fill": self.fill, "values": [float(left[place]) for place in classes]}
        self.answered += 1

    def refresh(self) -> None:
        """Ask again, for example after the model was trained further."""
        self._answers.forget()
        self._new_image(None)

    @property
    def _question(self) -> Question:
        row, column, size = self.occluder
        return Question(self.image, self.target, self.method, self.layer, (row, column, size), self.fill, self.baseline, self.steps)

    @property
    def heatmap(self) -> NDArray[np.float32]:
        """The map of the class, (H, W), in the units of its method."""
        return self._answers.heatmap(self._question, self._network)

    @property
    def untrained_heatmap(self) -> NDArray[np.float32] | None:
        """The same map of an untrained copy; None while `compare` is off."""
        return self._answers.heatmap(self._question, self._answers.copy) if self.compare else None

    def describe(self) -> str:
        """Say the image, the class, its probability and the method.

        Returns
        -------
        str
        """
        said: str = self.texts["said"]
        return said.format(
            number=self.image,
            name=self._name(self.target),
            share=f"{self.probabilities[self.target]:.1%}",
            method=self.texts[self.method],
            drop=f"{100 * self.drop:.1f}",
        )

    def _name(self, number: int) -> str:
        names = self.class_names or ()
        return str(names[number]) if number < len(names) else self.texts["class"].format(number=number)

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the image under its map, the untrained copy's where it is compared, and the probabilities.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        maps = [one for one in (self.heatmap, self.untrained_heatmap) if one is not None]
        figure.set_size_inches(4.1 * len(maps) + 3.4, 3.9)
        *places, bars = figure.subplots(1, len(maps) + 1, width_ratios=[1.25] * len(maps) + [1])
        draw_maps(places, self._gallery.images[self.image], maps, words)
        names = {place: words.name(self.class_names, place) for place in self.photo["classes"]}
        draw_answers(bars, names, self.probabilities, self.target, words)
        figure.suptitle(f"{words('why' if self.target == self.photo['predicted'] else 'why_not', name=names[self.target])}")
        places[0].set_title(words(self.method))


def _labels(labels: ArrayLike | None, count: int) -> NDArray[np.int64]:
    """Check the true classes against the images; -1 where they are not known."""
    if labels is None:
        return np.full(count, -1)
    classes = np.asarray(labels).astype(np.int64).ravel()
    if len(classes) != count:
        raise ValueError(f"{count} images but {len(classes)} labels: give one label for each image, or none.")
    return classes


def explore_saliency(
    model: Any,  # noqa: ANN401 - Keras comes without types
    images: ArrayLike,
    *,
    labels: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    language: str | None = None,
) -> SaliencyExplorer:
    """Ask a classifier where in an image it sees a class, in four ways, and whether the answer can be believed.

    Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391), occlusion by a square to drag (Zeiler & Fergus 2014, arXiv:1311.2901),
    integrated gradients (Sundararajan et al. 2017, arXiv:1703.01365) and the plain gradient (Simonyan et al. 2013, arXiv:1312.6034);
    each beside the same map of an untrained copy on request (Adebayo et al. 2018, arXiv:1810.03292).

    Parameters
    ----------
    model : keras.Model
        Sequential or functional, with one input of images and one row of class scores, or one sigmoid unit, per image.
    images : array, (N, H, W, C), (N, H, W) or one image
        As the model takes them: of its size, and in the units it was trained on. The first 24 are offered.
    labels : int array, (N,), or None
        The true classes, to tell mistakes.
    class_names : sequence of str, or None
        In the order of the model's outputs.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    SaliencyExplorer
        Its traits `image`, `target`, `method`, `layer`, `occluder`, `fill`, `baseline`, `steps`, `opacity` and `compare` can be read
        and set; `probabilities`, `heatmap`, `drop` and `similarity` follow.

    Raises
    ------
    ValueError
        If the model is no classifier of images, or the images do not fit it.
    """
    return SaliencyExplorer(Classifier(model), images, labels=labels, class_names=class_names, language=language)
