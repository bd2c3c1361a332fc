"""The overfitting explorer: points, a model of some capacity, and the two losses that tell how it does."""

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from traitlets import Bool, CFloat, Dict, Int, List, Unicode, observe, validate

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.settings import or_trait_error, whole_in
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.overfitting.given import (
    CAPACITY,
    REAL,
    WHOLE,
    as_capacity,
    as_model,
    as_moves,
    as_own,
    as_real,
    dealt_counts,
    limits_of,
)
from course_utils.explorers.overfitting.outcome import Outcome, outcome_of
from course_utils.explorers.overfitting.samples import Sample, dealt, drawn, moved
from course_utils.explorers.overfitting.still import KINDS, VERDICTS, draw_fit_and_curves
from course_utils.explorers.overfitting.verdicts import PRESETS

HERE = Path(__file__).parent


class OverfittingExplorer(Explorer):
    """A model of one number, fitted to points.

    What follows from the settings (`train_loss`, `gap`, …) is worked out when it is read.

    Attributes
    ----------
    model : str, "network" or "polynomial"
        A new model brings its own capacity.
    capacity : int
        Hidden units of the network, 1..64; degree of the polynomial, 1..15.
    points, validation_points : int, 4..200
    noise : float, 0..1
        Standard deviation of the errors in y.
    regularisation : float, 0..10
        Lambda, the factor of the L2 penalty.
    early_stopping : bool
        Of the network: stop after 50 epochs without a better validation loss, and keep the best epoch's weights.
    seed : int
        Of the points and the first weights; a new one takes back what was moved.
    epochs : int, 10..1000
        Of the network.
    epoch : int, 0..epochs
        The epoch that is shown.
    moves : list of [point, x, y]
        Training points that were moved.
    log_scale : bool
        Whether losses are drawn on a logarithmic scale.
    """

    room = "overfitting"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    model = Unicode("network").tag(sync=True)
    capacity = Int(16).tag(sync=True)
    points = Int(20).tag(sync=True)
    validation_points = Int(40).tag(sync=True)
    noise = CFloat(0.3).tag(sync=True)
    regularisation = CFloat(0.0).tag(sync=True)
    early_stopping = Bool(default_value=False).tag(sync=True)
    seed = Int(1).tag(sync=True)
    epochs = Int(500).tag(sync=True)
    epoch = Int(500).tag(sync=True)
    moves = List(List()).tag(sync=True)
    log_scale = Bool(default_value=False).tag(sync=True)
    own = List(List(CFloat())).tag(sync=True)
    bounds = List(default_value=[-1.0, 1.0, -1.0, 1.0]).tag(sync=True)
    left_out = Int(0).tag(sync=True)
    ranges = Dict({"capacity": CAPACITY, **WHOLE, **REAL}, read_only=True).tag(sync=True)
    presets = Dict(PRESETS, read_only=True).tag(sync=True)

    _ready = False

    @validate("model")
    def _a_model(self, proposal: dict[str, Any]) -> str:
        return or_trait_error(as_model, proposal["value"])

    @validate("capacity")
    def _a_capacity(self, proposal: dict[str, Any]) -> int:
        return or_trait_error(as_capacity, proposal["value"], self.model)

    @validate("points", "validation_points", "epochs", "seed")
    def _a_count(self, proposal: dict[str, Any]) -> int:
        name = proposal["trait"].name
        return or_trait_error(whole_in, name, proposal["value"], *limits_of(name, len(self.own)))

    @validate("noise", "regularisation")
    def _a_number(self, proposal: dict[str, Any]) -> float:
        return or_trait_error(as_real, proposal["trait"].name, proposal["value"])

    @validate("moves")
    def _some_moves(self, proposal: dict[str, Any]) -> list[list[float]]:
        return or_trait_error(as_moves, proposal["value"])

    @validate("epoch")
    def _an_epoch(self, proposal: dict[str, Any]) -> int:
        return int(min(max(0, proposal["value"]), self.epochs))

    @observe("model")
    def _new_model(self, _change: object) -> None:
        if self._ready:
            self.capacity = CAPACITY[self.model][2]

    @observe("seed")
    def _new_points(self, _change: object) -> None:
        if self._ready:
            self.moves = []

    @observe("epochs")
    def _all_epochs(self, _change: object) -> None:
        if self._ready:
            self.epoch = self.epochs

    def prepare(self) -> None:
        """Note that settings from now on are changes."""
        self._ready = True

    @property
    def sample(self) -> Sample:
        """The points as they are now."""
        chosen = (self.seed, self.points, self.validation_points)
        return moved(dealt(self.own, *chosen) if self.own else drawn(*chosen, self.noise), self.moves)

    @property
    def outcome(self) -> Outcome:
        """All that follows from the settings; worked out once for each."""
        names = ("model", "capacity", "points", "validation_points", "noise", "regularisation", "early_stopping", "seed", "epochs", "moves")
        state = repr([getattr(self, name) for name in names])
        if getattr(self, "_state", None) != state:
            self._outcome = outcome_of(
                self.sample,
                self.model,
                self.capacity,
                seed=self.seed,
                epochs=self.epochs,
                regularisation=self.regularisation,
                early_stopping=self.early_stopping,
            )
            self._state = state
        return self._outcome

    @property
    def train_loss(self) -> float:
        """Mean squared error on the training points."""
        return self.outcome.train_loss

    @property
    def validation_loss(self) -> float:
        """Mean squared error on the validation points."""
        return self.outcome.validation_loss

    @property
    def gap(self) -> float:
        """The generalisation gap: validation loss minus training loss."""
        return self.validation_loss - self.train_loss

    @property
    def train_losses(self) -> list[float]:
        """Training loss of every epoch, from 0 on; of the polynomial, of every degree, from 1 on."""
        return self.outcome.train_losses

    @property
    def validation_losses(self) -> list[float]:
        """Validation loss of every epoch, from 0 on; of the polynomial, of every degree, from 1 on."""
        return self.outcome.validation_losses

    @property
    def best_epoch(self) -> int | None:
        """The network's epoch with the lowest validation loss; None for the polynomial."""
        return int(np.argmin(self.validation_losses)) if self.model == "network" else None

    @property
    def best_capacity(self) -> int | None:
        """The polynomial's degree with the lowest validation loss; None for the network."""
        return int(np.argmin(self.validation_losses)) + 1 if self.model == "polynomial" else None

    @property
    def verdict(self) -> str:
        """What the losses say: "underfitting", "good", "overfitting" or "too_little_data"."""
        return self.outcome.verdict

    def describe(self) -> str:
        """Say the model, both losses and what they say.

        Returns
        -------
        str
        """
        words, found = self.texts, self.outcome
        kind = words[KINDS[self.model]].format(capacity=self.capacity)
        numbers = words["numbers"].format(train=f"{found.train_loss:.3g}", validation=f"{found.validation_loss:.3g}", gap=f"{self.gap:.3g}")
        return f"{kind}: {numbers}; {words[VERDICTS[found.verdict]]}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the points with the fitted curve, and the losses.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        draw_fit_and_curves(self, figure, words)


def explore_overfitting(  # noqa: PLR0913 - each is a number that a lesson sets
    model: str = "network",
    *,
    preset: str | None = None,
    capacity: int | None = None,
    points: int | None = None,
    validation_points: int | None = None,
    noise: float | None = None,
    regularisation: float = 0.0,
    early_stopping: bool = False,
    seed: int = 1,
    epochs: int = 500,
    data: tuple[ArrayLike, ArrayLike] | None = None,
    language: str | None = None,
) -> OverfittingExplorer:
    """Fit a model that retrains while you change it: too small, too large, starved of data, or just right.

    Parameters
    ----------
    model : str, "network" or "polynomial"
        One hidden layer trained by Adam, or least squares.
    preset : str, "underfitting", "good", "overfitting" or "too_little_data", or None for "overfitting"
        What the numbers left at None are.
    capacity : int or None
        Hidden units, 1..64, or degree, 1..15.
    points, validation_points : int, 4..200, or None
    noise : float, 0..1, or None
        Standard deviation of the errors in y.
    regularisation : float, 0..10
        Lambda, the factor of the L2 penalty.
    early_stopping : bool
        Of the network.
    seed : int, at least 0
        Of the points and the first weights.
    epochs : int, 10..1000
        Of the network.
    data : tuple of two float arrays, (N,), or None
        Your own x and y, at least 8 of each, dealt into training and validation by the seed. Both axes are scaled to -1 … 1 before the
        model sees them, and losses are in those units. Of more than 400 points, 400 are taken evenly.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    OverfittingExplorer
        Its traits can be read and set; `train_loss`, `validation_loss`, `gap`, `best_epoch` and `verdict` follow from them.

    Raises
    ------
    ValueError
        If a number does not fit, a name is not known, or the data are not two rows of numbers.

    Examples
    --------
    >>> explore_overfitting("polynomial", capacity=1, points=40, noise=0.2, language="en").verdict
    'underfitting'
    """
    if preset is not None and preset not in PRESETS:
        raise ValueError(f"preset={preset!r} is not known: choose {', '.join(map(repr, PRESETS))}.")
    chosen = PRESETS[preset or "overfitting"]
    kind = as_model(model)
    pairs, bounds, there = as_own(data) if data is not None else (np.empty((0, 2)), [-1.0, 1.0, -1.0, 1.0], 0)
    train, validation = (points, validation_points) if data is None else dealt_counts(len(pairs), points, validation_points)
    counts = {
        "points": chosen["points"] if train is None else train,
        "validation_points": chosen["validation_points"] if validation is None else validation,
        "epochs": epochs,
        "seed": seed,
    }
    checked = {name: whole_in(name, value, *limits_of(name, len(pairs))) for name, value in counts.items()}
    return OverfittingExplorer(
        model=kind,
        capacity=as_capacity(chosen[kind] if capacity is None else capacity, kind),
        noise=as_real("noise", chosen["noise"] if noise is None else noise),
        regularisation=as_real("regularisation", regularisation),
        early_stopping=bool(early_stopping),
        epoch=checked["epochs"],
        own=pairs.tolist(),
        bounds=bounds,
        left_out=max(0, there - len(pairs)),
        language=language,
        **checked,
    )
