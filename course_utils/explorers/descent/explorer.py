"""The descent explorer: a surface, a start, and optimizers that race down from it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from traitlets import Bool, CFloat, Dict, Int, List, Unicode, observe, validate

from course_utils.explorers.descent.given import RANGES, STEPS, as_number, as_optimizers, as_rates, as_start
from course_utils.explorers.descent.optimizers import RULES, Settings, Walk, limit_of, walk
from course_utils.explorers.descent.outcomes import outcome, reached
from course_utils.explorers.descent.own import OWN, known_surface, plain, sample_own, scene_of
from course_utils.explorers.descent.still import BRIEF, draw_race
from course_utils.explorers.descent.surfaces import SCENES, Ground, Limits, Scene, ground_of, largest_curvature, sampled_ground
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.settings import or_trait_error, whole_in
from course_utils.explorers.frame.words import StillWords
from course_utils.plots.surfaces import Function

HERE = Path(__file__).parent


class DescentExplorer(Explorer):
    """A surface to walk down.

    Attributes
    ----------
    surface : str, "bowl", "valley", "rosenbrock", "saddle", "two_minima", "plateau", or "own" where a function was given
        A new surface brings its own start and learning rate.
    condition : float, 1..100
        How many times steeper the valley curves across than along.
    start : list of two floats, on the map
    learning_rate : float, 0.0001..10
    learning_rates : dict from str to float
        Learning rates of single optimizers; the others take `learning_rate`.
    momentum : float, 0..0.99
        Of momentum and Nesterov.
    weight_decay : float, 0..1
        Of AdamW.
    optimizers : list of str, out of "sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"
        Those that run; the results are the first one's.
    steps : int, 1..500
    step : int, 0..steps
        The step that is shown.
    log_scale : bool
        Whether losses are drawn on a logarithmic scale.
    path : list of [x, y]
        Where the first optimizer went, the start first. Follows from the others, as do the next two.
    losses : list of floats
    outcome : str, "converged", "slow", "zigzag", "diverged", "stuck" or "left"
    """

    room = "descent"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    surface = Unicode("valley").tag(sync=True)
    scenes = Dict().tag(sync=True)
    sheet = Dict().tag(sync=True)
    ranges = Dict({name: [low, high] for name, (low, high, _) in {**RANGES, "steps": STEPS}.items()}, read_only=True).tag(sync=True)
    condition = CFloat(20.0).tag(sync=True)
    start = List(default_value=[-2.6, 1.2]).tag(sync=True)
    learning_rate = CFloat(0.02).tag(sync=True)
    learning_rates = Dict().tag(sync=True)
    momentum = CFloat(0.9).tag(sync=True)
    weight_decay = CFloat(0.004).tag(sync=True)
    optimizers = List(default_value=["sgd", "momentum"]).tag(sync=True)
    steps = Int(100).tag(sync=True)
    step = Int(100).tag(sync=True)
    log_scale = Bool(default_value=True).tag(sync=True)
    path = List(List(CFloat()))
    losses = List(CFloat())
    outcome = Unicode()

    _ready = False

    @validate("condition", "learning_rate", "momentum", "weight_decay")
    def _a_number(self, proposal: dict[str, Any]) -> float:
        return or_trait_error(as_number, proposal["trait"].name, proposal["value"])

    @validate("steps")
    def _a_count(self, proposal: dict[str, Any]) -> int:
        return or_trait_error(whole_in, "steps", proposal["value"], *STEPS)

    @validate("step")
    def _a_step(self, proposal: dict[str, Any]) -> int:
        return int(min(max(0, proposal["value"]), self.steps))

    @validate("start")
    def _a_start(self, proposal: dict[str, Any]) -> list[float]:
        return or_trait_error(as_start, proposal["value"], self.scene)

    @validate("optimizers")
    def _known(self, proposal: dict[str, Any]) -> list[str]:
        return or_trait_error(as_optimizers, proposal["value"])

    @validate("learning_rates")
    def _rates(self, proposal: dict[str, Any]) -> dict[str, float]:
        return or_trait_error(as_rates, proposal["value"])

    @validate("surface")
    def _a_surface(self, proposal: dict[str, Any]) -> str:
        return or_trait_error(known_surface, proposal["value"], bool(self.sheet))

    @observe("surface")
    def _new_surface(self, _change: object) -> None:
        if self._ready:
            scene = self.scene
            self.start, self.learning_rate, self.learning_rates = list(scene.start), scene.learning_rate, {}

    @observe("steps")
    def _new_steps(self, _change: object) -> None:
        if self._ready:
            self.step = self.steps

    @observe("surface", "condition", "start", "learning_rate", "learning_rates", "momentum", "weight_decay", "optimizers", "steps")
    def _walk(self, _change: object = None) -> None:
        if self._ready:
            first = self.walks(self.optimizers[:1])[self.optimizers[0]]
            self.path, self.losses, self.outcome = first.path, first.losses, outcome(first, self.ground)

    def prepare(self) -> None:
        """Walk from the start it begins with."""
        self._ready = True
        self._walk()

    @property
    def scene(self) -> Scene:
        """Limits, start and learning rate that the surface began with."""
        return scene_of(self.scenes[self.surface])

    @property
    def ground(self) -> Ground:
        """The surface, to be asked for its height and gradient."""
        if self.surface != OWN:
            return ground_of(self.surface, self.condition)
        heights = np.frombuffer(self.sheet["heights"], np.float32).astype(np.float64)
        return sampled_ground(heights.reshape(self.sheet["rows"], self.sheet["columns"]), self.scene.xlim, self.scene.ylim)

    def rate_of(self, optimizer: str) -> float:
        """Give an optimizer's own learning rate, else the one for all.

        Parameters
        ----------
        optimizer : str

        Returns
        -------
        float
        """
        return float(self.learning_rates.get(optimizer, self.learning_rate))

    def walks(self, optimizers: Sequence[str]) -> dict[str, Walk]:
        """Let optimizers walk.

        Parameters
        ----------
        optimizers : sequence of str

        Returns
        -------
        dict from str to Walk
        """
        ground = self.ground
        given = {name: Settings(self.rate_of(name), self.momentum, self.weight_decay) for name in optimizers}
        return {name: walk(ground, self.start, RULES[name], given[name], self.steps) for name in optimizers}

    def describe(self) -> str:
        """Say the surface, the first optimizer's settings and what became of it.

        Returns
        -------
        str
        """
        name, arrived = self.optimizers[0], reached(self.losses, self.ground.lowest)
        words = self.texts
        said = words[BRIEF[self.outcome]].format(steps=len(self.losses) - 1, arrived=arrived)
        rate = words["learning_rate"] + f" {self.rate_of(name):g}"
        return f"{words['title']}: {words[f'surface_{self.surface}']}, {words[name]}, {rate}: {said}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the map with every path, and the losses.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        draw_race(self, figure, words)

    def limit(self, optimizer: str) -> float | None:
        """Give the learning rate from which on an optimizer diverges here.

        Parameters
        ----------
        optimizer : str

        Returns
        -------
        float, or None where there is no such number
        """
        curvature = largest_curvature(self.surface, self.condition)
        return None if curvature is None else limit_of(optimizer, curvature, self.momentum)


def explore_descent(  # noqa: PLR0913 - each is a number that a lesson sets
    surface: str | None = None,
    *,
    function: Function | None = None,
    xlim: Limits | None = None,
    ylim: Limits | None = None,
    start: Sequence[float] | None = None,
    learning_rate: float | None = None,
    momentum: float = 0.9,
    optimizers: str | Sequence[str] = ("sgd", "momentum"),
    steps: int = 100,
    condition: float = 20.0,
    learning_rates: Mapping[str, float] | None = None,
    weight_decay: float = 0.004,
    language: str | None = None,
) -> DescentExplorer:
    """Let optimizers walk down a surface, from a start that can be dragged.

    Parameters
    ----------
    surface : str or None
        "bowl", "valley", "rosenbrock", "saddle", "two_minima" or "plateau"; None for the function given, else the valley.
    function : callable or None
        A surface of your own, `function(x, y)` or `function(place)`; for arrays, or for one place at a time. It is asked once all over
        the map (201 x 201 places, or 101 x 101 where it knows no arrays), and read between those places bilinearly.
    xlim, ylim : tuple of two floats, or None
        The map of your function; None is (-2, 2).
    start : sequence of two floats, or None for the surface's own
    learning_rate : float, 0.0001..10, or None for the surface's own
    momentum : float, 0..0.99
    optimizers : str or sequence of str
        Out of "sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw".
    steps : int, 1..500
    condition : float, 1..100
        Of the valley: how many times steeper it curves across than along.
    learning_rates : dict from str to float, or None
        Where optimizers shall have their own learning rates.
    weight_decay : float, 0..1
        Of AdamW; Keras's default is 0.004.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    DescentExplorer
        Its traits can be read and set; `path`, `losses` and `outcome` tell what the first optimizer did.

    Raises
    ------
    ValueError
        If a number does not fit, a name is not known, or the function is not finite somewhere on the map.

    Examples
    --------
    >>> explore_descent("valley", learning_rate=0.11, optimizers="sgd", language="en").outcome
    'diverged'
    """
    scenes: dict[str, Scene] = dict(SCENES)
    sheet: dict[str, Any] = {}
    if function is not None:
        scenes[OWN], sheet = sample_own(function, xlim or (-2.0, 2.0), ylim or (-2.0, 2.0))
    elif xlim is not None or ylim is not None:
        raise ValueError("xlim and ylim are the map of your own function: give function=lambda x, y: … with them, or leave them out.")
    chosen = known_surface(surface or (OWN if function else "valley"), function is not None)
    scene = scenes[chosen]
    count = whole_in("steps", steps, *STEPS)
    return DescentExplorer(
        scenes={name: plain(one) for name, one in scenes.items()},
        sheet=sheet,
        surface=chosen,
        start=as_start(scene.start if start is None else start, scene),
        learning_rate=as_number("learning_rate", scene.learning_rate if learning_rate is None else learning_rate),
        momentum=as_number("momentum", momentum),
        optimizers=as_optimizers(optimizers),
        steps=count,
        step=count,
        condition=as_number("condition", condition),
        learning_rates=as_rates(learning_rates or {}),
        weight_decay=as_number("weight_decay", weight_decay),
        language=language,
    )
