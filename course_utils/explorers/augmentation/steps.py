"""The steps of an augmentation: Keras layers and plain functions, brought to one form and made repeatable."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from inspect import Parameter, signature
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.augmentation.strengths import Config, Sides, Strength, strength_of, with_strength
from course_utils.explorers.networks.layers import is_layer

Images = NDArray[Any]
_AXES = 4  # (N, H, W, C)
# One call gives every image of a batch the same cut; in a batch of versions of one image that would be one version.
_ALIKE_IN_A_BATCH = frozenset({"RandomCrop"})


@dataclass(frozen=True)
class Step:
    """One step on an image's way into training.

    Parameters
    ----------
    name : str
        Unique among the steps.
    kind : str
        The layer's class, or the function's name.
    random : bool
        Whether it draws anew each time; what does not (Rescaling) is always on.
    apply : callable (images, seed, strength or None) -> images
    strength : Strength or None
    value_range : tuple of two floats, or None
        What the layer takes for black and white.
    detail : str
        Which way it flips.
    whole_batches : bool
        Whether Keras treats all images of one batch alike.
    """

    name: str
    kind: str
    random: bool
    apply: Callable[[Images, int, float | None], Images]
    strength: Strength | None = None
    value_range: tuple[float, float] | None = None
    detail: str = ""
    whole_batches: bool = False


def steps_of(layers: Any, sides: Sides) -> list[Step]:  # noqa: ANN401 - a layer, a function, or many
    """Bring layers and functions to one form.

    Parameters
    ----------
    layers : a Keras layer, a Sequential model of them, a callable (images) or (images, rng) -> images, or a sequence of these
    sides : tuple of two ints
        Height and width of the images.

    Returns
    -------
    list of Step
        A Sequential model's layers one by one.

    Raises
    ------
    ValueError
        If there is none, or one of them is neither a layer nor a function.
    """
    taken: dict[str, int] = {}
    steps = [_step(one, sides, taken) for one in flat(layers)]
    if not steps:
        raise ValueError("layers is empty: give at least one, for example layers=[keras.layers.RandomRotation(0.1)].")
    return steps


def flat(layers: Any) -> Iterator[Any]:  # noqa: ANN401 - a layer, a function, or many
    """List layers and functions one by one.

    Parameters
    ----------
    layers : a layer, a Sequential model, a callable, or a sequence of these

    Yields
    ------
    layer or callable
    """
    if is_layer(layers) and type(layers).__name__ == "Sequential":
        yield from flat(layers.layers)
    elif isinstance(layers, Iterable) and not is_layer(layers) and not isinstance(layers, str):
        for one in layers:
            yield from flat(one)
    elif type(layers).__name__ != "InputLayer":
        yield layers


def _step(one: Any, sides: Sides, taken: dict[str, int]) -> Step:  # noqa: ANN401 - a layer or a callable
    """Bring one layer or function to the form of a step."""
    if not is_layer(one) and not callable(one):
        raise ValueError(f"layers holds {one!r}: give Keras preprocessing layers or functions images -> images.")
    if type(one).__name__ in {"MixUp", "CutMix"}:
        raise ValueError(f"{type(one).__name__} mixes several images and their labels; this explorer looks at one image at a time.")
    kind = type(one).__name__ if is_layer(one) else _name_of(one)
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind).lower()
    given = one.name if is_layer(one) and not re.fullmatch(rf"{plain}(_\d+)?", one.name) else plain
    taken[given] = taken.get(given, 0) + 1
    name = given if taken[given] == 1 else f"{given}_{taken[given]}"
    return _layer_step(one, name, kind, sides) if is_layer(one) else _function_step(one, name, kind)


def _name_of(function: Any) -> str:  # noqa: ANN401 - a callable of any kind
    """Name a function, also one with some arguments set (functools.partial)."""
    name = str(getattr(function, "__name__", None) or getattr(getattr(function, "func", None), "__name__", "function"))
    return "function" if name == "<lambda>" else name


def _layer_step(layer: Any, name: str, kind: str, sides: Sides) -> Step:  # noqa: ANN401 - Keras comes without types
    """Make a step of a Keras layer; one that draws is built anew for each draw, and the student's own is never touched."""
    config: Config = layer.get_config()
    strength = strength_of(kind, config, sides)
    draws = "seed" in config or kind.startswith("Random")
    span = config.get("value_range")

    def act(images: Images, seed: int, wanted: float | None) -> Images:
        changed = dict(config) if strength is None or wanted is None else with_strength(config, strength, wanted, sides)
        fresh = type(layer).from_config({**changed, "seed": seed}) if draws else layer
        # As float32: RandomContrast fails on whole numbers.
        return np.asarray(fresh(images.astype(np.float32), training=True))

    def one_by_one(images: Images, seed: int, wanted: float | None) -> Images:
        return np.concatenate([act(images[place : place + 1], seed + place, wanted) for place in range(len(images))])

    return Step(
        name,
        kind,
        random=draws,
        apply=one_by_one if kind in _ALIKE_IN_A_BATCH else act,
        strength=strength,
        value_range=(float(span[0]), float(span[1])) if span is not None and draws else None,
        detail=str(config.get("mode", "")),
        whole_batches=kind in _ALIKE_IN_A_BATCH,
    )


def _function_step(function: Callable[..., Any], name: str, kind: str) -> Step:
    """Make a step of a function, with a slider for its first option that is a number."""
    known = _parameters(function)
    places = [
        one for one in known if one.kind in {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD} and one.default is Parameter.empty
    ]
    wants_chance = len(places) > 1 or any(one.name == "rng" for one in known)
    options = [one for one in known if isinstance(one.default, int | float) and not isinstance(one.default, bool) and one.name != "seed"]
    strength = _option(options[0]) if options else None

    def act(images: Images, seed: int, wanted: float | None) -> Images:
        chosen = {} if strength is None or wanted is None else {strength.keys[0]: type(options[0].default)(wanted)}
        call = partial(function, **chosen)
        if len(places) > 1:
            return np.asarray(call(images, np.random.default_rng(seed)))
        if wants_chance:
            return np.asarray(call(images, rng=np.random.default_rng(seed)))
        return np.asarray(_with_common_chance(call, images, seed))

    return Step(name, kind, random=True, apply=act, strength=strength)


def _parameters(function: Callable[..., Any]) -> list[Parameter]:
    """List what a function takes; nothing for one that does not tell (some built-in ones)."""
    try:
        return list(signature(function).parameters.values())
    except (TypeError, ValueError):
        return []


def _option(option: Parameter) -> Strength:
    """Make a slider of a function's option."""
    whole, value = isinstance(option.default, int), float(option.default)
    most = max(4 * abs(value), 4.0 if whole else 1.0)
    return Strength((option.name,), "option", value, most, float("inf"), 1.0 if whole else round(most / 100, 6))


def _with_common_chance(call: Callable[[Images], Any], images: Images, seed: int) -> Any:  # noqa: ANN401 - what the student's function gives
    """Call a function that draws from NumPy's or Python's common generator, and leave both as they were."""
    numpy_state, python_state = np.random.get_state(), random.getstate()  # noqa: NPY002 - the one such functions draw from
    try:
        np.random.seed(seed)  # noqa: NPY002 - likewise
        random.seed(seed)
        return call(images)
    finally:
        np.random.set_state(numpy_state)  # noqa: NPY002 - likewise
        random.setstate(python_state)


def checked(step: Step, before: Images, after: Images) -> Images:
    """Check what a step gave.

    Parameters
    ----------
    step : Step
    before, after : array, (N, H, W, C)

    Returns
    -------
    array, (N, H, W, C)

    Raises
    ------
    ValueError
        If it is not a batch of as many images with as many channels.
    """
    if after.ndim != _AXES or len(after) != len(before) or after.shape[3] not in {1, 3} or after.dtype.kind not in "fiub":
        raise ValueError(
            f"{step.name!r} made {after.dtype} numbers of shape {after.shape} out of images {before.shape}: "
            "it must give as many images, (N, H, W, C) with 1 or 3 channels."
        )
    return after
