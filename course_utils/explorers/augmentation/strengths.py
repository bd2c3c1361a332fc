"""How far a Keras layer may change an image, as one number, whatever the layer calls it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Config = Mapping[str, Any]
Sides = tuple[int, int]

# Keras's argument names, what they count in, the slider's end and Keras's own bound.
_KNOWN: dict[str, tuple[tuple[str, ...], str, float, float]] = {
    "GaussianNoise": (("stddev",), "noise", 1.0, float("inf")),
    "RandomBrightness": (("factor",), "brightness", 1.0, 1.0),
    "RandomContrast": (("factor",), "contrast", 1.0, 1.0),
    "RandomElasticTransform": (("factor",), "share", 1.0, 1.0),
    "RandomErasing": (("factor",), "share", 1.0, 1.0),
    "RandomGaussianBlur": (("factor",), "share", 1.0, 1.0),
    "RandomHue": (("factor",), "percent", 1.0, 1.0),
    "RandomInvert": (("factor",), "share", 1.0, 1.0),
    "RandomPerspective": (("factor",), "share", 1.0, 1.0),
    "RandomRotation": (("factor",), "turn", 0.5, 1.0),
    "RandomSharpness": (("factor",), "percent", 1.0, 1.0),
    "RandomShear": (("x_factor", "y_factor"), "percent", 1.0, 1.0),
    "RandomTranslation": (("height_factor", "width_factor"), "shift", 0.5, 1.0),
    "RandomZoom": (("height_factor", "width_factor"), "zoom", 0.9, 0.99),
}


@dataclass(frozen=True)
class Strength:
    """What a slider sets.

    Parameters
    ----------
    keys : tuple of str
        The arguments that it stands for.
    unit : str
        What the number counts in; the page writes it out.
    value : float, at least 0
        As the student built the layer.
    most : float
        The slider's end.
    limit : float
        What the layer allows.
    step : float
        One press of an arrow key.
    """

    keys: tuple[str, ...]
    unit: str
    value: float
    most: float
    limit: float
    step: float = 0.01


def size_of(factor: Any) -> float:  # noqa: ANN401 - Keras takes a number, a pair or None
    """Tell how far a factor reaches.

    Parameters
    ----------
    factor : float, pair of floats, or None

    Returns
    -------
    float, at least 0
    """
    if factor is None:
        return 0.0
    return max(map(abs, factor)) if isinstance(factor, Sequence) else abs(float(factor))


def strength_of(kind: str, config: Config, sides: Sides) -> Strength | None:
    """Find the number that says how far a layer may change an image.

    Parameters
    ----------
    kind : str
        The layer's class.
    config : mapping
        As its `get_config` gives it.
    sides : tuple of two ints
        Height and width of the images.

    Returns
    -------
    Strength or None
        None where no one number says it (a flip flips or does not).
    """
    if kind == "RandomCrop":
        cut = max(1 - config["height"] / sides[0], 1 - config["width"] / sides[1])
        return Strength(("height", "width"), "crop", round(cut, 4), 0.8, 0.95) if cut >= 0 else None
    if kind not in _KNOWN:
        return None
    names, unit, most, limit = _KNOWN[kind]
    value = max(size_of(config.get(name)) for name in names)
    return Strength(names, unit, value, max(most, value), limit)


def with_strength(config: Config, strength: Strength, wanted: float, sides: Sides) -> dict[str, Any]:
    """Write another strength into a layer's configuration; what was lopsided stays so.

    Parameters
    ----------
    config : mapping
    strength : Strength
        Of that configuration.
    wanted : float, at least 0
    sides : tuple of two ints
        Height and width of the images.

    Returns
    -------
    dict
        For `from_config`.
    """
    if strength.unit == "crop":
        return {
            **config,
            **{key: _cropped(config[key], side, strength.value, wanted) for key, side in zip(strength.keys, sides, strict=True)},
        }
    return {**config, **{key: _scaled(config.get(key), strength.value, wanted) for key in strength.keys}}


def _scaled(factor: Any, before: float, wanted: float) -> Any:  # noqa: ANN401 - as Keras takes it
    """Scale a factor by what the strength was scaled by; None, "as the other one", stays."""
    if factor is None:
        return None
    if not before:
        return wanted
    return tuple(wanted * one / before for one in factor) if isinstance(factor, Sequence) else wanted * factor / before


def _cropped(size: int, side: int, before: float, wanted: float) -> int:
    """Cut off more or less of one side."""
    off = (side - size) * wanted / before if before else side * wanted
    return max(1, side - round(off))
