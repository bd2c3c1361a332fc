"""A stack of layers: how large each output is, how far its units stand apart on the image, and how much of it they see."""

from collections.abc import Mapping, Sequence
from typing import Any

from course_utils.explorers.arithmetic.windows import PADDING_WORDS, Windows, convolution

KINDS = ("conv", "pool")
LIMITS = {"kernel_size": (1, 11), "stride": (1, 5), "dilation": (1, 5)}
MOST_PADDING = 10
MOST_LAYERS = 12

Layer = dict[str, Any]


def layer(kind: str, kernel_size: int, *, stride: int | None = None, padding: int | str = "valid", dilation: int = 1) -> Layer:
    """Write one layer down.

    Parameters
    ----------
    kind : str, "conv" or "pool"
    kernel_size : int
    stride : int, or None for 1 (a pooling: its own size)
    padding : int, or "valid", "same" or "full"
    dilation : int

    Returns
    -------
    dict
    """
    step = (kernel_size if kind == "pool" else 1) if stride is None else stride
    return {"kind": kind, "kernel_size": kernel_size, "stride": step, "padding": padding, "dilation": dilation}


_BLOCK = [layer("conv", 3, padding="same"), layer("conv", 3, padding="same"), layer("pool", 2)]
# LeCun et al. (1998); Simonyan & Zisserman (2015); He et al. (2016); Yu & Koltun (2016).
PRESETS: dict[str, tuple[int, list[Layer]]] = {
    "three": (16, [layer("conv", 3)] * 3),
    "seven": (16, [layer("conv", 7)]),
    "lenet": (32, [layer("conv", 5), layer("pool", 2), layer("conv", 5), layer("pool", 2), layer("conv", 5)]),
    "vgg": (224, _BLOCK * 2),
    "stem": (224, [layer("conv", 7, stride=2, padding=3), layer("pool", 3, stride=2, padding=1)]),
    "dilated": (32, [layer("conv", 3, dilation=gap) for gap in (1, 2, 4)]),
    "gaps": (32, [layer("conv", 3, dilation=2)] * 3),
}


def checked(layers: object) -> list[Layer]:
    """Check a stack and fill in what was left out.

    Parameters
    ----------
    layers : sequence of mappings
        With `kind`, `kernel_size`, `stride`, `padding` and `dilation`, as far as they differ from a 3 x 3 convolution.

    Returns
    -------
    list of dict

    Raises
    ------
    ValueError
        If it is no such list; says which layer and what it needs.
    """
    example = 'for example [{"kind": "conv", "kernel_size": 3}, {"kind": "pool", "kernel_size": 2}]'
    if isinstance(layers, str | Mapping) or not isinstance(layers, Sequence) or not all(isinstance(one, Mapping) for one in layers):
        raise ValueError(f"layers={layers!r} is no list of layers: give one dictionary for each, {example}.")
    if not 1 <= len(layers) <= MOST_LAYERS:
        raise ValueError(f"{len(layers)} layers were given but the stack holds 1 to {MOST_LAYERS}: {example}.")
    return [_checked(dict(one), number) for number, one in enumerate(layers, start=1)]


def _checked(given: Layer, number: int) -> Layer:
    known = ("kind", "kernel_size", "stride", "padding", "dilation")
    if strange := [str(key) for key in given if key not in known]:
        raise ValueError(f"layer {number} has {', '.join(strange)}, which is not known: it takes {', '.join(known)}.")
    kind, size = given.get("kind", "conv"), given.get("kernel_size", 2 if given.get("kind") == "pool" else 3)
    if kind not in KINDS:
        raise ValueError(f"layer {number} has kind={kind!r}: choose {' or '.join(map(repr, KINDS))}.")
    whole = layer(kind, size, stride=given.get("stride"), padding=given.get("padding", "valid"), dilation=given.get("dilation", 1))
    for name, (low, high) in LIMITS.items():
        if not is_whole(whole[name]) or not low <= whole[name] <= high:
            raise ValueError(f"layer {number} has {name}={whole[name]!r}: give a whole number from {low} to {high}.")
    if kind == "pool" and whole["dilation"] != 1:
        raise ValueError(f"layer {number} has dilation={whole['dilation']}: a pooling has none, so give 1 or leave it out.")
    return {**whole, "padding": checked_padding(whole["padding"], f"layer {number} has ")}


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number (True and False are not).

    Parameters
    ----------
    value : object

    Returns
    -------
    bool
    """
    return isinstance(value, int) and not isinstance(value, bool)


def checked_padding(padding: object, who: str = "") -> int | str:
    """Check a padding.

    Parameters
    ----------
    padding : object
    who : str
        What an error message begins with.

    Returns
    -------
    int or str

    Raises
    ------
    ValueError
        If it is neither a number of zeros nor a known word.
    """
    if isinstance(padding, str) and padding in PADDING_WORDS:
        return padding
    if isinstance(padding, int) and is_whole(padding) and 0 <= padding <= MOST_PADDING:
        return padding
    words = ", ".join(map(repr, PADDING_WORDS))
    raise ValueError(f"{who}padding={padding!r}: give a whole number of zeros from 0 to {MOST_PADDING}, or one of {words}.")


def windows_of(layer: Mapping[str, Any], side: int) -> Windows:
    """Describe one layer of a stack along one side.

    Parameters
    ----------
    layer : mapping
    side : int, pixels of its input

    Returns
    -------
    Windows
    """
    return convolution(side, layer["kernel_size"], padding=layer["padding"], stride=layer["stride"], dilation=layer["dilation"])


def measured(layers: Sequence[Mapping[str, Any]], side: int) -> list[dict[str, Any]]:
    """Work out what each layer of a stack makes.

    Parameters
    ----------
    layers : sequence of mappings
    side : int, pixels of the image

    Returns
    -------
    list of dict with output_side, jump, receptive_field (pixels) and centre (float, where the first unit looks, in pixels)
        It ends before the first layer whose window does not fit.

    Notes
    -----
    jump is the product of the strides; receptive_field = 1 + the sum of (window - 1) times the jump before the layer.
    Araujo, Norris & Sim (2019), "Computing receptive fields of convolutional neural networks", Distill.
    """
    found: list[dict[str, Any]] = []
    jump, field, centre = 1, 1, 0.0
    for one in layers:
        windows = windows_of(one, side)
        if not windows.outputs:
            break
        field += (windows.window - 1) * jump
        centre += ((windows.window - 1) / 2 - windows.before) * jump
        jump *= windows.stride
        side = windows.outputs
        found.append({"output_side": side, "jump": jump, "receptive_field": field, "centre": centre})
    return found


def traced(layers: Sequence[Mapping[str, Any]], side: int, unit: int) -> list[list[int]]:
    """Walk from one unit of the last layer back to the image.

    Parameters
    ----------
    layers : sequence of mappings, all of which fit
    side : int, pixels of the image
    unit : int

    Returns
    -------
    list of lists of int
        The places read in the image, then in each layer's output; the last is the unit.
    """
    sides = [side, *(row["output_side"] for row in measured(layers, side))]
    places = [frozenset({unit})]
    for one, before in reversed(list(zip(layers, sides, strict=False))):
        windows = windows_of(one, before)
        places.append(frozenset[int]().union(*(windows.reads(place) for place in places[-1])))
    return [sorted(found) for found in reversed(places)]
