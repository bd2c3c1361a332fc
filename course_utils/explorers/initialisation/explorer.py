"""The initialisation explorer: histograms of each layer's activations, for any first weights."""

from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from traitlets import Bool, CFloat, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.activations.deep import Net, Signal, push, std_of
from course_utils.explorers.activations.functions import FUNCTIONS
from course_utils.explorers.activations.given import MOST_DEPTH, MOST_SEED, MOST_STD, MOST_WIDTH
from course_utils.explorers.activations.still import powered
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.settings import number_in, whole_in
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.initialisation.still import draw_initialisation
from course_utils.explorers.initialisation.verdict import Verdict, extremes, judge

HERE = Path(__file__).parent
ACTIVATIONS = ("tanh", "sigmoid", "relu", "linear")
RULES = ("small", "large", "xavier", "he")
OWN = "own"
BATCH = 100
_LEAST_STD = 1e-4


def checked(trait: str, value: object) -> object:
    """Check any setting of the explorer.

    Parameters
    ----------
    trait : str
    value : object

    Returns
    -------
    object
        The value, as plain data.

    Raises
    ------
    ValueError
        If it does not fit.
    """
    choices = {"activation": ACTIVATIONS, "initialisation": (*RULES, OWN)}
    counts = {"layers": (2, MOST_DEPTH), "units": (2, MOST_WIDTH), "seed": (0, MOST_SEED)}
    if trait == "std":
        return number_in(trait, value, _LEAST_STD, MOST_STD)
    if trait in counts:
        return whole_in(trait, value, *counts[trait])
    if value not in choices[trait]:
        raise ValueError(f"{trait}={value!r} is not known: choose {', '.join(map(repr, choices[trait]))}.")
    return value


class InitialisationExplorer(Explorer):
    """A net with random weights, before any training.

    Attributes
    ----------
    activation : str, "tanh", "sigmoid", "relu" or "linear"
    initialisation : str
        "small" (std 0.01), "large" (std 1), "xavier" (std sqrt(1 / units)), "he" (std sqrt(2 / units)), or "own".
    std : float, 0.0001..10
        Of the weights. Follows from the initialisation; setting it makes that "own".
    layers : int, 2..20
    units : int, 2..200, of each layer
    batch_normalisation : bool
        Whether each unit's sums are brought to mean 0 and variance 1 over the batch, before the activation.
    seed : int, at least 0
    stds : list of layers + 1 floats
        The standard deviation of the inputs and of each layer's activations. Follows from the others, as do all below.
    gradients : list of layers + 1 floats
        The mean size of the gradient at each of these; about 0.8 at the last layer.
    verdict : str
        "healthy", "collapsed", "exploded", "saturated", "dead", "vanishing", "exploding", "fading" or "growing".
    verdicts : list of str
        Of each layer.
    """

    room = "initialisation"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    activation = Unicode("tanh").tag(sync=True)
    initialisation = Unicode("small").tag(sync=True)
    std = CFloat(0.01).tag(sync=True)
    layers = Int(5).tag(sync=True)
    units = Int(100).tag(sync=True)
    batch_normalisation = Bool(default_value=False).tag(sync=True)
    seed = Int(1).tag(sync=True)
    batch = Int(BATCH, read_only=True).tag(sync=True)

    stds = List(Float())
    gradients = List(Float())
    verdict = Unicode()
    verdicts = List(Unicode())

    @validate("activation", "initialisation", "std", "layers", "units", "seed")
    def _fits(self, proposal: dict[str, Any]) -> object:
        try:
            return checked(proposal["trait"].name, proposal["value"])
        except ValueError as error:
            raise TraitError(str(error)) from error

    @observe("initialisation", "units")
    def _follow_rule(self, _change: object = None) -> None:
        if self.initialisation != OWN:
            self.std = std_of(self.initialisation, self.units)

    @observe("std")
    def _leave_rule(self, _change: object = None) -> None:
        if self.initialisation != OWN and self.std != std_of(self.initialisation, self.units):
            self.initialisation = OWN

    def run(self) -> Signal:
        """Push the signal through the net.

        Returns
        -------
        Signal
        """
        net = Net(self.layers, self.units, BATCH, self.std, self.seed, batch_normalisation=self.batch_normalisation)
        return push(FUNCTIONS[self.activation], net)

    @observe("activation", "std", "layers", "units", "batch_normalisation", "seed")
    def _push(self, _change: object = None) -> None:
        signal = self.run()
        found = judge(self.activation, signal)
        self.stds, self.gradients, self.verdict, self.verdicts = signal.stds, signal.gradients, found.key, found.layers

    def prepare(self) -> None:
        """Push the signal of the settings it starts with."""
        self._follow_rule()
        self._push()

    def say(self, signal: Signal, found: Verdict, texts: Any) -> str:  # noqa: ANN401 - a function of a key and any fields
        """Say what happened to the signal.

        Parameters
        ----------
        signal : Signal
        found : Verdict
        texts : callable
            From a key and its fields to a text.

        Returns
        -------
        str
        """
        text: str = texts(
            f"said_{found.key}",
            layer=found.layer,
            ratio=powered(signal.gradient_ratio),
            std=powered(signal.stds[-1]),
            dead=round(100 * signal.dead[found.layer - 1]),
            ends=round(100 * extremes(self.activation, signal.activations[found.layer])),
        )
        return text

    def settings(self, texts: Any) -> str:  # noqa: ANN401 - a function of a key
        """Say how the net is made.

        Parameters
        ----------
        texts : callable
            From a key to a text.

        Returns
        -------
        str
        """
        parts = [texts(self.activation), f"{texts('std')} {self.std:.3g}", f"{texts('layers')} {self.layers}"]
        return ", ".join([*parts, *([texts("batch_normalisation")] if self.batch_normalisation else [])])

    def describe(self) -> str:
        """Say how the net is made and what happens in it.

        Returns
        -------
        str
        """
        signal = self.run()

        def texts(key: str, **fields: object) -> str:
            return str(self.texts[key]).format(**fields)

        return f"{texts('title')} ({self.settings(texts)}): {self.say(signal, judge(self.activation, signal), texts)}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the histograms, and the two ways of the signal.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        signal = self.run()
        found = judge(self.activation, signal)
        draw_initialisation(figure, self.activation, signal, found, words)
        figure.suptitle(f"{self.settings(words)}\n{self.say(signal, found, words)}", fontsize=11)


def explore_initialisation(
    activation: str = "tanh",
    *,
    initialisation: str = "small",
    std: float | None = None,
    layers: int = 5,
    units: int = 100,
    batch_normalisation: bool = False,
    seed: int = 1,
    language: str | None = None,
) -> InitialisationExplorer:
    """See what the first weights make of a signal, layer by layer, before any training.

    Parameters
    ----------
    activation : str, "tanh", "sigmoid", "relu" or "linear"
    initialisation : str
        "small" (std 0.01), "large" (std 1), "xavier" (std sqrt(1 / units)), "he" (std sqrt(2 / units)), or "own".
    std : float, 0.0001..10, or None
        Your own standard deviation of the weights, in place of a rule.
    layers : int, 2..20
    units : int, 2..200, of each layer
    batch_normalisation : bool
    seed : int, at least 0
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    InitialisationExplorer
        Its traits can be read and set; `stds`, `gradients`, `verdict` and `verdicts` follow.

    Raises
    ------
    ValueError
        If a setting does not fit.

    Examples
    --------
    >>> explore_initialisation("tanh", initialisation="small").verdict
    'collapsed'
    """
    settings = {"activation": activation, "initialisation": initialisation, "layers": layers, "units": units, "seed": seed}
    if std is not None:
        settings |= {"initialisation": OWN, "std": std}
    fitting = {trait: checked(trait, value) for trait, value in settings.items()}
    return InitialisationExplorer(batch_normalisation=bool(batch_normalisation), language=language, **fitting)
