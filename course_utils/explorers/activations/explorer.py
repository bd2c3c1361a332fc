"""The activation explorer: a function and its slope, and a signal pushed through up to 20 layers of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from traitlets import Any as AnyTrait
from traitlets import CFloat, Dict, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.activations.deep import Net, Signal, push, std_of
from course_utils.explorers.activations.functions import FUNCTIONS, Activation, leaky_relu
from course_utils.explorers.activations.given import OWN, checked
from course_utils.explorers.activations.own import HIGH, LOW, Table, name_of, tabulate
from course_utils.explorers.activations.still import draw_activations, sentence
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords

HERE = Path(__file__).parent
BATCH = 40
"""Signals at a time: enough for a steady mean, few enough for 20 layers in a frame's time."""


class ActivationsExplorer(Explorer):
    """An activation function to be walked along, and a deep net of it.

    Attributes
    ----------
    function : str
        "step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus", or "own" where one was given.
    compare : str or None
        A second function, drawn as a thin line.
    x : float, -8..8
        Where the point stands.
    alpha : float, 0..1
        The slope of the leaky ReLU below 0.
    depth : int, 1..20, layers
    width : int, 2..200, units of each layer
    weight_scale : str or float
        "small" (std 0.01), "xavier", "he", or the standard deviation itself, 0.0001..10.
    seed : int, at least 0
        Of the random inputs and weights.
    value, slope : float
        Of the function at x. Follow from the others, as do all below.
    stds : list of depth + 1 floats
        The standard deviation of the inputs and of each layer's activations.
    gradients : list of depth + 1 floats
        The mean size of the gradient at each of these; about 0.8 at the last layer.
    gradient_ratio : float
        The first of these over the last: what is left of the gradient.
    """

    room = "activations"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    function = Unicode("sigmoid").tag(sync=True)
    compare = Unicode(None, allow_none=True).tag(sync=True)
    own = Dict().tag(sync=True)
    x = CFloat(2.0).tag(sync=True)
    alpha = CFloat(0.1).tag(sync=True)
    depth = Int(20).tag(sync=True)
    width = Int(100).tag(sync=True)
    weight_scale = AnyTrait("he").tag(sync=True)
    seed = Int(1).tag(sync=True)
    batch = Int(BATCH, read_only=True).tag(sync=True)

    value = Float()
    slope = Float()
    stds = List(Float())
    gradients = List(Float())
    gradient_ratio = Float()

    def __init__(self, *, table: Table | None = None, own_name: str = "", language: str | None = None, **traits: Any) -> None:  # noqa: ANN401 - the traits above
        self._table = table
        own = {} if table is None else {"name": own_name, "low": LOW, "high": HIGH, "table": table.packed()}
        super().__init__(own=own, language=language, **traits)

    @validate("function", "compare", "x", "alpha", "depth", "width", "weight_scale", "seed")
    def _fits(self, proposal: dict[str, Any]) -> object:
        try:
            return checked(proposal["trait"].name, proposal["value"], has_own=self._table is not None)
        except ValueError as error:
            raise TraitError(str(error)) from error

    def activation(self, name: str) -> Activation:
        """Find a function by its name.

        Parameters
        ----------
        name : str

        Returns
        -------
        Activation
        """
        if name == "leaky_relu":
            return leaky_relu(self.alpha)
        return self._table.activation() if name == OWN and self._table is not None else FUNCTIONS[name]

    def run(self, name: str) -> Signal:
        """Push the signal through layers of a function.

        Parameters
        ----------
        name : str

        Returns
        -------
        Signal
        """
        scale = std_of(self.weight_scale, self.width) if isinstance(self.weight_scale, str) else self.weight_scale
        return push(self.activation(name), Net(self.depth, self.width, BATCH, scale, self.seed))

    @observe("function", "x", "alpha")
    def _read(self, _change: object = None) -> None:
        here, activation = np.array([self.x]), self.activation(self.function)
        self.value, self.slope = float(activation.value(here)[0]), float(activation.slope(here)[0])

    @observe("function", "alpha", "depth", "width", "weight_scale", "seed")
    def _push(self, _change: object = None) -> None:
        signal = self.run(self.function)
        self.stds, self.gradients, self.gradient_ratio = signal.stds, signal.gradients, signal.gradient_ratio

    def prepare(self) -> None:
        """Read the point and push the signal of the settings it starts with."""
        self._read()
        self._push()

    def name_of(self, key: str, texts: Callable[[str], str]) -> str:
        """Name a function for people.

        Parameters
        ----------
        key : str
        texts : callable
            From a key to its text.

        Returns
        -------
        str
        """
        return (self.own.get("name") or texts("own_name")) if key == OWN else texts(key)

    def describe(self) -> str:
        """Say the function, its value and slope at the point, and what is left of the gradient.

        Returns
        -------
        str
        """
        name = self.name_of(self.function, self.texts.__getitem__)
        left = sentence(name, self.run(self.function), lambda key, **fields: self.texts[key].format(**fields))
        return f"{self.texts['title']}: f({self.x:.4g}) = {self.value:.4g}, f′({self.x:.4g}) = {self.slope:.4g}; {left}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the function, its slope, and the gradient's way back.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        keys = [self.function, *([self.compare] if self.compare else [])]
        named = {self.name_of(key, words): (self.activation(key), self.run(key)) for key in keys}
        draw_activations(figure, named, self.x, words)


def explore_activations(
    function: str | Callable[..., object] = "sigmoid",
    *,
    compare: str | None = None,
    x: float = 2.0,
    depth: int = 20,
    width: int = 100,
    weight_scale: str | float = "he",
    seed: int = 1,
    language: str | None = None,
) -> ActivationsExplorer:
    """Walk along an activation function and its slope, and see what many layers of it leave of a gradient.

    Parameters
    ----------
    function : str or callable
        "step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus", or a function of your own that takes a float
        array (or one number at a time) and gives as many numbers. Its slope is then measured by a central difference.
    compare : str or None
        A second function, drawn as a thin line; "own" beside a function of your own is that function.
    x : float, -8..8
    depth : int, 1..20, layers
    width : int, 2..200, units of each layer
    weight_scale : str or float
        How the weights are drawn: "small" (std 0.01), "xavier" (std sqrt(1 / width)), "he" (std sqrt(2 / width)), or a std, 0.0001..10.
    seed : int, at least 0
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    ActivationsExplorer
        Its traits can be read and set; `value`, `slope`, `stds`, `gradients` and `gradient_ratio` follow.

    Raises
    ------
    ValueError
        If a setting does not fit, or your function fails, gives no finite numbers, or looks at more than one number at a time.

    Examples
    --------
    >>> explore_activations("relu", x=-1.0).slope
    0.0
    """
    table = tabulate(function) if callable(function) else None
    settings = {
        "function": OWN if callable(function) else function,
        "compare": compare,
        "x": x,
        "depth": depth,
        "width": width,
        "weight_scale": weight_scale,
        "seed": seed,
    }
    fitting = {trait: checked(trait, value, has_own=table is not None) for trait, value in settings.items()}
    own_name = name_of(function) if callable(function) else ""
    return ActivationsExplorer(table=table, own_name="" if own_name == "your function" else own_name, language=language, **fitting)
