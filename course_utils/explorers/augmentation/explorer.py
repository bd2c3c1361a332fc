"""The augmentation explorer: random versions of the student's own image, step by step, and whether a network still knows them."""

from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from traitlets import Dict, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.augmentation.chain import Chain, Settings
from course_utils.explorers.augmentation.given import batch_of, default_layers
from course_utils.explorers.augmentation.judge import predictor, taken_apart
from course_utils.explorers.augmentation.steps import Images, steps_of
from course_utils.explorers.augmentation.still import draw_still
from course_utils.explorers.augmentation.views import (
    WIDE_SIDE,
    answers_view,
    average_view,
    picture_view,
    step_view,
    strip_view,
    versions_view,
)
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.networks.layers import is_layer
from course_utils.explorers.networks.own_photo import photo_like
from course_utils.explorers.networks.pixels import labels_of, ladder, thinned
from course_utils.plots.style import RED, RIGHT_MARK, WRONG_MARK

HERE = Path(__file__).parent
MOST_IMAGES = 24
MOST_VERSIONS = 24
WORK_SIDE = 512  # without a network, larger images are thinned before they are drawn


class AugmentationExplorer(Explorer):
    """An image, the steps that change it, and many versions of it.

    Attributes
    ----------
    image : int
        Which of the images is looked at.
    active : list of str
        The random steps that are on; the order of the chain is kept.
    strengths : dict from step to number
        As Keras counts them: a share of a turn, of the side, …; setting some leaves the others.
    seed : int, at least 0
        The same seed draws the same versions.
    count : int, 1..24
        How many versions are shown.
    version : int
        The one whose way through the steps is shown.
    clipped : dict from step to share
        How many values a step with a `value_range` cut off at one of its ends. Follows from the others.
    upload : dict
        A photo of the student's own, as photo.js sends it; made like the images and offered after them.
    still_right : float or None
        The share of `average["draws"]` versions that the network still takes for what they are. Follows from the others.
    """

    room = "augmentation"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    image = Int(0).tag(sync=True)
    active: List[str] = List(Unicode()).tag(sync=True)
    strengths = Dict().tag(sync=True)
    seed = Int(0).tag(sync=True)
    count = Int(12).tag(sync=True)
    version = Int(0).tag(sync=True)
    upload = Dict().tag(sync=True)
    clipped = Dict().tag(sync=True)
    still_right = Float(None, allow_none=True).tag(sync=True)
    # What the browser paints: worked out here, sent as bytes.
    steps: List[Any] = List().tag(sync=True)
    strip = Dict().tag(sync=True)
    original = Dict().tag(sync=True)
    versions = Dict().tag(sync=True)
    path = Dict().tag(sync=True)
    average = Dict().tag(sync=True)
    notes: List[Any] = List().tag(sync=True)
    palette = Dict().tag(sync=True)

    def __init__(self, chain: Chain, *, total: int, thinning: int, class_names: Sequence[str] | None, **traits: Any) -> None:  # noqa: ANN401 - seed, count, language
        self._chain, self._total, self._thinning, self.class_names = chain, total, thinning, class_names
        self._ready = False
        super().__init__(**traits)

    def prepare(self) -> None:
        """Switch all steps on, as strong as they were built, and draw."""
        chain = self._chain
        self.steps = [step_view(step, span) for step, span in zip(chain.steps, chain.spans, strict=False)]
        self.strip = strip_view(chain.images, self._total, chain.spans[0])
        self.palette = {"spread": ladder("viridis")}
        self.active = [step.name for step in chain.steps if step.random]
        self.strengths = {step.name: step.strength.value for step in chain.steps if step.strength is not None}
        self._ready = True
        self.refresh()

    @validate("image", "version", "count", "seed")
    def _counted(self, proposal: dict[str, Any]) -> int:
        name, value = proposal["trait"].name, proposal["value"]
        least = 1 if name == "count" else 0
        most = {"image": len(self._chain.images) - 1, "version": self.count - 1, "count": MOST_VERSIONS, "seed": 2**31 - 1}[name]
        if not least <= value <= most:
            raise TraitError(f"{name}={value} is not there: choose {least} to {most}.")
        return int(value)

    @validate("active")
    def _known_steps(self, proposal: dict[str, Any]) -> list[str]:
        names = [step.name for step in self._chain.steps if step.random]
        unknown = [name for name in proposal["value"] if name not in names]
        if unknown:
            raise TraitError(f"active={proposal['value']} names {unknown[0]!r}: choose among {', '.join(names)}.")
        return [name for name in names if name in proposal["value"]]

    @validate("strengths")
    def _known_strengths(self, proposal: dict[str, Any]) -> dict[str, float]:
        known = {step.name: step.strength for step in self._chain.steps if step.strength is not None}
        given = dict(proposal["value"])
        for name, value in given.items():
            if name not in known:
                raise TraitError(f"strengths names {name!r}: choose among {', '.join(known) or 'none, no step has a strength'}.")
            if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or not 0 <= value <= known[name].limit:
                raise TraitError(f"strengths[{name!r}]={value!r} does not fit: give a number from 0 to {known[name].limit:g}.")
        return {name: float(given.get(name, self.strengths.get(name, one.value))) for name, one in known.items()}

    @validate("upload")
    def _a_photo(self, proposal: dict[str, Any]) -> dict[str, Any]:
        try:
            self._own = self._like_the_images(proposal["value"])
        except ValueError as error:
            raise TraitError(str(error)) from error
        return dict(proposal["value"])

    def _like_the_images(self, sent: dict[str, Any]) -> Images:
        """Make a photo like the images."""
        images, span = self._chain.images, self._chain.spans[0]
        height, width, channels = images.shape[1:]
        return photo_like(sent, (height, width, channels), span.black, span.white, images.dtype)

    @observe("upload")
    def _take_photo(self, _change: object) -> None:
        number = self._chain.add(self._own)
        self.strip = strip_view(self._chain.images, self._total, self._chain.spans[0], own=True)
        if self.image == number:
            self.refresh()
        else:
            self.image = number

    @observe("image", "active", "strengths", "seed", "count")
    def _changed(self, change: dict[str, Any]) -> None:
        if self._ready:
            if change["name"] == "count" and self.version >= self.count:
                self.version = 0
            self.refresh()

    @observe("version")
    def _another_path(self, _change: object) -> None:
        if self._ready:
            self._show_path()

    def refresh(self) -> None:
        """Draw again with the same seed, for example after the model was trained further."""
        chain, settings = self._chain, Settings(self.active, self.strengths, self.seed, self.count)
        self._shown = chain.look(self.image, settings)
        before = chain.original(self.image)
        wanted, names, last = self._shown.wanted, self.class_names, chain.spans[-1]
        with self.hold_sync():
            self.original = {
                **picture_view(chain.images[self.image], chain.spans[0], WIDE_SIDE),
                "answers": answers_view(before, wanted, names),
                "wanted": wanted,
                "own": self.image == chain.given,
                "full_height": chain.images.shape[1],
                "full_width": chain.images.shape[2],
                "thinning": self._thinning,
            }
            self.versions = {**versions_view(self._shown.versions, last), "answers": answers_view(self._shown.verdicts, wanted, names)}
            self.clipped = {name: round(share, 4) for name, share in self._shown.clipped.items()}
            self.notes = self._shown.notes
            self._show_path()
        everything = chain.average(self.image, settings, self._shown)  # after the versions are on the page: it takes longer
        with self.hold_sync():
            self.still_right = everything.still_right
            self._mean = everything.tally.mean()
            self.average = average_view(everything.tally, last)

    def _show_path(self) -> None:
        """Send the pictures of one version on its way."""
        self.path = {"version": self.version, "pictures": self._shown.paths[self.version]}

    def describe(self) -> str:
        """Say how many versions of which image are shown, what is on, and how many are still right.

        Returns
        -------
        str
        """
        names = ", ".join(self.active) or self.texts["nothing"]
        said = self.texts["described"].format(count=self.count, image=self.image, names=names)
        right = "" if self.still_right is None else " " + self.texts["described_right"].format(percent=round(100 * self.still_right))
        return f"{said}{right}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the image, its versions, and the average of all draws.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        ends = self._chain.spans[0], self._chain.spans[-1]
        answers = self.versions["answers"]
        captions = [_verdict(words, self.class_names, answer) for answer in answers] or [("", "")] * self.count
        draw_still(figure, words, self._chain.images[self.image], self._shown.versions, self._mean, ends, captions, self.average["draws"])


def _verdict(words: StillWords, class_names: Sequence[str] | None, answer: Mapping[str, Any]) -> tuple[str, str]:
    """Write what a version is taken for, and the colour of its frame."""
    mark = RIGHT_MARK if answer["right"] else WRONG_MARK
    sure = "" if answer["value"] is None else f" {answer['value']:.0%}"
    return f"{mark} {words.name(class_names, answer['number'])}{sure}", "" if answer["right"] else RED


def explore_augmentation(
    images: ArrayLike,
    layers: Any = None,  # noqa: ANN401 - a layer, a function, or many
    *,
    model: Any = None,  # noqa: ANN401 - Keras comes without types
    labels: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    count: int = 12,
    seed: int = 0,
    language: str | None = None,
) -> AugmentationExplorer:
    """Look at what augmentation makes of your own images, and whether a network still knows them.

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1), (N, H, W, 3), or one image
        As the layers take them, uint8 or float. The first 24 are offered.
    layers : Keras preprocessing layer, Sequential model of such layers, callable, or a sequence of these; None
        A callable takes images, or images and a `numpy.random.Generator`, and gives as many images; its first option that is a
        number gets a slider (`most` of `course_utils.training.shift_and_mirror`). None takes the layers at the front of a Sequential
        `model`, else a flip, a small rotation, a small translation and a small zoom. Your own layers are never changed: each draw is
        made by a copy with its own seed.
    model : keras.Model, or callable images -> (N, K); None
        Asked about every version, as after training.
    labels : int array, (N,), or None
        The right classes; None compares with the network's answer to the unchanged image.
    class_names : sequence of str, or None
        In the order of the model's outputs.
    count : int, 1..24
        Versions that are shown.
    seed : int, at least 0
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    AugmentationExplorer
        Its traits `image`, `active`, `strengths`, `seed`, `count` and `version` can be read and set; `clipped` and `still_right` follow.

    Raises
    ------
    ValueError
        If the images or the layers do not fit, or a layer fails on the images.

    Notes
    -----
    Keras's layers are given float32. A function that draws from `np.random` or `random` is repeatable; one with a source of chance of
    its own draws anew each time. Without a model, images with a side above 512 pixels are thinned before they are changed.
    """
    whole = batch_of(images)
    step = 1 if model is not None else thinned(whole[0], WORK_SIDE)[1]
    batch = whole[:MOST_IMAGES, ::step, ::step]
    batch = batch.astype(np.uint8) if batch.dtype.kind == "b" else batch
    predict = None if model is None else predictor(model)
    takes = tuple(model.inputs[0].shape[1:]) if model is not None and is_layer(model) and getattr(model, "inputs", None) else None
    if layers is None:
        front = None if model is None else taken_apart(model)
        layers, predict, takes = (default_layers(), predict, takes) if front is None else front
    right = None if labels is None else labels_of(labels, len(whole))[:MOST_IMAGES]
    if not 1 <= count <= MOST_VERSIONS or isinstance(count, bool) or seed < 0:
        raise ValueError(f"count={count}, seed={seed} do not fit: give a count from 1 to {MOST_VERSIONS} and a seed of at least 0.")
    chain = Chain(steps_of(layers, batch.shape[1:3]), batch, predict=predict, takes=takes, labels=right)
    return AugmentationExplorer(chain, total=len(whole), thinning=step, class_names=class_names, count=count, seed=seed, language=language)
