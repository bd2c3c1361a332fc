"""What happened to a signal, in a word: for each layer and for the whole net. verdict.js finds the same in the browser."""

from dataclasses import dataclass

import numpy as np

from course_utils.explorers.activations.deep import Signal
from course_utils.explorers.activations.functions import FUNCTIONS, Floats

NEAR, FAR = 2.0, 10.0
"""Within a factor of NEAR a layer is healthy; beyond a factor of FAR the signal is lost."""
_MOST = 0.5
_END = 0.95
_GRAVE = ("collapsed", "exploded", "saturated", "dead")
_SLIGHT = ("fading", "growing")


@dataclass(frozen=True)
class Verdict:
    """What happened.

    Parameters
    ----------
    key : str
        "collapsed", "exploded", "saturated", "dead", "vanishing", "exploding", "fading", "growing" or "healthy".
    layer : int
        The first layer where it shows, counted from 1; the last one for what concerns the whole net.
    layers : list of str
        The same word for each layer; the two of the gradient are left out.
    reference : float
        The std that the function makes of the inputs without any weights: what the layers are measured against.
    """

    key: str
    layer: int
    layers: list[str]
    reference: float


def extremes(activation: str, numbers: Floats) -> float:
    """Tell how many activations sit at the ends of a function that has two.

    Parameters
    ----------
    activation : str
    numbers : float array

    Returns
    -------
    float, 0..1
        The share within a fortieth of the way to either end; 0 for a function without ends.
    """
    if activation == "sigmoid":
        numbers = 2 * numbers - 1
    elif activation != "tanh":
        return 0.0
    return float(np.mean(np.abs(numbers) > _END))


def judge_layer(activation: str, numbers: Floats, dead: float, reference: float) -> str:
    """Name what happened in one layer.

    Parameters
    ----------
    activation : str
    numbers : float array
        Its activations.
    dead : float, 0..1
        The share of its units that block the gradient for every input.
    reference : float

    Returns
    -------
    str
    """
    spread = float(numbers.std()) / reference
    found = [
        ("collapsed", spread < 1 / FAR),
        ("exploded", spread > FAR),
        ("saturated", extremes(activation, numbers) > _MOST),
        ("dead", activation == "relu" and dead > _MOST),
        ("fading", spread < 1 / NEAR),
        ("growing", spread > NEAR),
    ]
    return next((key for key, is_so in found if is_so), "healthy")


def judge(activation: str, signal: Signal) -> Verdict:
    """Name what happened to the signal.

    Parameters
    ----------
    activation : str
    signal : Signal

    Returns
    -------
    Verdict
        Of the worst layer; what concerns the activations comes before the gradient, and a slow fading after it.
    """
    reference = float(FUNCTIONS[activation].value(signal.activations[0]).std())
    layers = [judge_layer(activation, *one, reference) for one in zip(signal.activations[1:], signal.dead, strict=True)]
    ratio = signal.gradient_ratio
    gradient = "vanishing" if ratio < 1 / FAR else "exploding" if ratio > FAR else None
    key = next((key for key in (*_GRAVE, gradient, *_SLIGHT) if key and (key in layers or key == gradient)), "healthy")
    return Verdict(key, layers.index(key) + 1 if key in layers and key != "healthy" else len(layers), layers, reference)
