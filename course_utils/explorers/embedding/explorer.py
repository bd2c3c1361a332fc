"""The embedding explorer: images as points, by PCA or t-SNE of their features; and which neighbours the picture keeps."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from traitlets import Bool, CFloat, Dict, Enum, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.embedding.features import MOST_POINTS, Source, sample
from course_utils.explorers.embedding.given import Given, check
from course_utils.explorers.embedding.layouts import Layouts
from course_utils.explorers.embedding.projections import TSNE_INPUTS
from course_utils.explorers.embedding.sheet import thumbnails
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.networks.pixels import BIG_SIDE, picture_of
from course_utils.plots.embeddings import plot_embedding
from course_utils.plots.tiles import brightness

HERE = Path(__file__).parent
METHODS = ("pca", "tsne")
LEAST_PERPLEXITY, MOST_PERPLEXITY = 2.0, 100.0


class EmbeddingExplorer(Explorer):
    """Images as points in the plane.

    Attributes
    ----------
    method : str, "pca" or "tsne"
    layer : str
        Whose features are embedded; empty for features that were given.
    components : list of two ints
        The principal components drawn across and up, from 0.
    perplexity : float, 2..100, below a third of the points
        Of t-SNE.
    chosen : int
        The chosen image, as a place in the images given; -1 for none.
    hidden : list of int
        Classes whose points are not drawn.
    pictures : bool
        Whether thumbnails are drawn where there is room.
    mistakes : bool
        Whether wrong predictions stand out.
    kept : float, 0..1
        The share of the points' 8 nearest in feature space that are among their 8 nearest in the picture, the mean over all. Follows.
    """

    room = "embedding"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    method = Enum(METHODS, default_value="pca").tag(sync=True)
    layer = Unicode().tag(sync=True)
    components = List(Int(), default_value=[0, 1]).tag(sync=True)
    perplexity = CFloat(30.0).tag(sync=True)
    chosen = Int(-1).tag(sync=True)
    hidden = List(Int()).tag(sync=True)
    pictures = Bool(default_value=False).tag(sync=True)
    mistakes = Bool(default_value=False).tag(sync=True)
    kept = Float(0.0).tag(sync=True)
    # What the browser paints: worked out here, sent as bytes.
    items = Dict().tag(sync=True)
    sheet = Dict().tag(sync=True)
    near = Dict().tag(sync=True)
    plane = Dict().tag(sync=True)
    photo = Dict().tag(sync=True)
    answered = Int(0).tag(sync=True)

    def __init__(self, given: Given, *, class_names: Sequence[str] | None, seed: int, language: str | None) -> None:
        coloured = given.labels if given.labels is not None else given.predictions
        self.indices = sample(len(given.images), coloured, MOST_POINTS, seed)
        kept = given.at(self.indices)
        self._source = kept.features if isinstance(kept.features, Source) else None
        self._features = None if isinstance(kept.features, Source) else kept.features
        self._total, self._images, self._labels, self._predictions = len(given.images), kept.images, kept.labels, kept.predictions
        _, self._low, self._high = brightness(kept.images.reshape(len(kept.images), kept.images.shape[1], -1))  # as grey: kept as it is
        if self._source is not None and self._predictions is None:
            self._predictions = self._source.predictions(self._images)
        self._seed, self._settling = seed, True
        self._layouts: dict[str, Layouts] = {}
        self.class_names = class_names
        super().__init__(language=language)

    def prepare(self) -> None:
        """Lay the points out by their first two principal components."""
        classes = self._classes
        names = [str(name) for name in (self.class_names or ())]
        self.items = {
            "numbers": self.indices.tolist(),
            "total": self._total,
            "labels": [] if self._labels is None else self._labels.tolist(),
            "predictions": [] if self._predictions is None else self._predictions.tolist(),
            "classes": [] if classes is None else np.unique(classes).tolist(),
            "names": names,
            "layers": [] if self._source is None else self._source.describe(),
            "most_perplexity": min(MOST_PERPLEXITY, (len(self.indices) - 1) // 3),
        }
        self.sheet = thumbnails(self._images, self._low, self._high)
        if self._source is not None:
            self.layer = self._source.first_choice
        self.perplexity = min(30.0, max(LEAST_PERPLEXITY, (len(self.indices) - 1) // 3))
        self._settling = False
        self._arrange(None)

    @property
    def _classes(self) -> NDArray[np.int64] | None:
        """What the points are coloured by: labels, or else predictions."""
        return self._labels if self._labels is not None else self._predictions

    @validate("layer")
    def _known(self, proposal: dict[str, Any]) -> str:
        value = str(proposal["value"])
        known = [""] if self._source is None else list(self._source.stages)
        if value not in known:
            raise TraitError(f"layer={value!r} cannot be embedded: choose one of {', '.join(known) or 'none: features were given'}.")
        return value

    @validate("components")
    def _two(self, proposal: dict[str, Any]) -> list[int]:
        value = list(proposal["value"])
        count = len(self._now.components.shares) if not self._settling else 2
        if len(value) != 2 or value[0] == value[1] or not all(0 <= one < count for one in value):  # noqa: PLR2004 - across and up
            raise TraitError(f"components={value} do not fit: give two different ones, each 0 to {count - 1}, for example [0, 1].")
        return value

    @validate("perplexity")
    def _attends(self, proposal: dict[str, Any]) -> float:
        value, most = float(proposal["value"]), min(MOST_PERPLEXITY, max(LEAST_PERPLEXITY, (len(self.indices) - 1) // 3))
        if not LEAST_PERPLEXITY <= value <= most:
            raise TraitError(f"perplexity={value:g} does not fit {len(self.indices)} points: choose {LEAST_PERPLEXITY:g} to {most:g}.")
        return value

    @validate("chosen")
    def _shown(self, proposal: dict[str, Any]) -> int:
        value = int(proposal["value"])
        if value != -1 and value not in self.indices:
            sampled = f"; only a sample of {len(self.indices)} is shown (`indices`)" if self._total > len(self.indices) else ""
            raise TraitError(f"chosen={value} is no point here: choose an image from 0 to {self._total - 1}, or -1 for none{sampled}.")
        return value

    @observe("chosen")
    def _enlarge(self, _change: object) -> None:
        if self.chosen < 0:
            self.photo = {}
        else:
            self.photo = {"number": self.chosen, **picture_of(self._images[self._place(self.chosen)], self._low, self._high, BIG_SIDE)}

    @observe("method", "layer", "components", "perplexity")
    def _arrange(self, _change: object) -> None:
        """Lay the points out anew and count the neighbours that are kept."""
        if self._settling:
            return
        now = self._now
        if max(self.components) >= len(now.components.shares):  # the layer chosen now has fewer
            self._settling, self.components, self._settling = True, [0, 1], False
        points = self.points
        held = now.held(points)
        self.kept = float(held.mean() / now.near.shape[1])
        self.near = {
            "count": now.near.shape[1],
            "values": now.near.astype("<u2").tobytes(),
            "features": now.width,
            "averaged": self._averaged,
        }
        self.plane = {
            "points": points.astype("<f4").tobytes(),
            "held": held.astype(np.uint8).tobytes(),
            "method": self.method,
            "shares": [float(share) for share in now.components.shares],
            "seconds": now.seconds(self.perplexity) if self.method == "tsne" else 0.0,
            "reduced": bool(self.method == "tsne" and now.width > TSNE_INPUTS),
        }
        self.answered += 1

    @property
    def _averaged(self) -> bool:
        """Whether the features are feature maps, averaged over their places."""
        stage = None if self._source is None else self._source.stages[self.layer]
        return stage is not None and len(stage.shape) == 3 and stage.kind != "InputLayer"  # noqa: PLR2004 - (H, W, C)

    @property
    def _now(self) -> Layouts:
        """The layouts of the features that are looked at."""
        if self.layer not in self._layouts:
            features = self._features if self._source is None else self._source.features(self.layer, self._images)
            self._layouts[self.layer] = Layouts(np.asarray(features), self._seed)
        return self._layouts[self.layer]

    @property
    def points(self) -> NDArray[np.float64]:
        """Where the images lie now, (N, 2), in the order of `indices`."""
        if self.method == "tsne":
            return self._now.tsne(self.perplexity)
        return self._now.components.points[:, self.components]

    @property
    def neighbours(self) -> list[int]:
        """The 8 images nearest to the chosen one in feature space, the nearest first; empty where none is chosen."""
        if self.chosen < 0:
            return []
        return [int(self.indices[place]) for place in self._now.near[self._place(self.chosen)]]

    def _place(self, number: int) -> int:
        """Find an image among those that are shown."""
        return int(np.searchsorted(self.indices, number))

    def refresh(self) -> None:
        """Compute the features again, for example after the model was trained further."""
        self._layouts.clear()
        if self._source is not None:
            self._predictions = self._source.predictions(self._images)
            self.items = {**self.items, "predictions": [] if self._predictions is None else self._predictions.tolist()}
        self._arrange(None)

    def describe(self) -> str:
        """Say how many points there are, how they were laid out, and what was kept.

        Returns
        -------
        str
        """
        said: str = self.texts["said"]
        return said.format(
            method=self.texts[self.method], points=f"{len(self.indices):,}", features=f"{self._now.width:,}", kept=f"{self.kept:.0%}"
        )

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the points, and lines from the chosen one to its neighbours.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        figure.set_size_inches(7.2, 5.2)
        axes = figure.add_subplot()
        points, classes = self.points, self._classes
        shown = np.ones(len(points), bool) if classes is None else ~np.isin(classes, self.hidden)
        shown = shown if shown.any() else ~shown
        names = self.class_names
        plot_embedding(points[shown], None if classes is None else classes[shown], class_names=names, ax=axes, language=words.language)
        if self.chosen >= 0:
            place = self._place(self.chosen)
            for other in self._now.near[place]:
                axes.plot(*points[[place, other]].T, color="#1b1f24", linewidth=1)
        share = self._now.components.shares
        across, up = self.components
        if self.method == "pca":
            axes.set(xlabel=words("axis", number=across + 1, share=f"{share[across]:.1%}"))
            axes.set(ylabel=words("axis", number=up + 1, share=f"{share[up]:.1%}"))
        axes.set_title(f"{words(self.method)}: {words('kept_short', share=f'{self.kept:.0%}')}")


def explore_embedding(
    features: Any,  # noqa: ANN401 - an array, or a Keras model, which comes without types
    images: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    layer: str | None = None,
    predictions: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    seed: int = 0,
    language: str | None = None,
) -> EmbeddingExplorer:
    """Lay images out in the plane so that those with similar features lie together, and see what that picture hides.

    PCA is exact (singular value decomposition); t-SNE (van der Maaten & Hinton 2008) is computed by scikit-learn on request. In both,
    every point knows its true neighbours in feature space: distances in a t-SNE picture mislead (Wattenberg et al. 2016, Distill).

    Parameters
    ----------
    features : float array, (N, D), or keras.Model
        A model's layer makes the features: feature maps are averaged over their places.
    images : array, (N, H, W, C), (N, H, W, 3) or (N, H, W)
        As the model takes them, if there is one. Of more than 2,000 a random sample is shown, each class in proportion.
    labels : int array, (N,), or None
    layer : str, or None for the one before the model's last dense layer
    predictions : int array (N,), probabilities (N, K), or None
        A model gives its own.
    class_names : sequence of str, or None
    seed : int
        Of the sample and of t-SNE.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    EmbeddingExplorer
        Its traits `method`, `layer`, `components`, `perplexity`, `chosen`, `hidden`, `pictures` and `mistakes` can be read and set;
        `points`, `indices`, `neighbours` and `kept` follow.

    Raises
    ------
    ValueError
        If the features, images, labels and predictions do not fit each other.
    """
    return EmbeddingExplorer(check(features, images, labels, predictions, layer), class_names=class_names, seed=seed, language=language)
