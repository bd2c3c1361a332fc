"""What the feature map explorer sends to the browser: plain numbers, short lists and bytes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.network import Floats, Network, Stage
from course_utils.explorers.networks.pixels import (
    BIG_SIDE,
    MAP_SIDE,
    MOST_CHANNELS,
    THUMBNAIL_SIDE,
    as_bytes,
    kernel_of,
    ladder,
    picture_of,
    thinned,
)

MOST_ANSWERS = 5
Shown = tuple[NDArray[Any], float, float]
View = dict[str, Any]


def palettes() -> View:
    """Send the colours of maps and of kernels.

    Returns
    -------
    dict from name to bytes
    """
    return {"maps": ladder("viridis"), "kernels": ladder("RdBu_r")}


def _picture(shown: Shown, number: int, side: int) -> View:
    """Pack one of the images."""
    batch, low, high = shown
    return picture_of(batch[number] if batch.ndim == 4 else batch[number][..., np.newaxis], low, high, side)  # noqa: PLR2004 - colour


def strip_view(shown: Shown, total: int) -> View:
    """Send the images to choose from.

    Parameters
    ----------
    shown : tuple of the images and their range of brightness
    total : int
        How many were given.

    Returns
    -------
    dict
    """
    return {"pictures": [_picture(shown, number, THUMBNAIL_SIDE) for number in range(len(shown[0]))], "total": total}


def photo_view(network: Network, image: Floats, shown: Shown, number: int, class_names: Sequence[str] | None) -> View:
    """Send the chosen image and what the network says of it.

    Parameters
    ----------
    network : Network
    image : float array, (H, W, C)
    shown : tuple of the images and their range of brightness
    number : int
    class_names : sequence of str, or None

    Returns
    -------
    dict
        Up to five answers, the surest first; `sure` says whether they are probabilities.
    """
    row = network.predict(image)
    values: NDArray[Any] = np.empty(0) if row is None else row
    if len(values) == 1 and 0 <= values[0] <= 1:
        values = np.array([1 - values[0], values[0]])
    names = class_names or ()
    return {
        **_picture(shown, number, BIG_SIDE),
        "image_height": image.shape[0],
        "image_width": image.shape[1],
        "sure": bool(len(values) > 1 and values.min() >= 0 and abs(float(values.sum()) - 1) < 0.01),  # noqa: PLR2004 - bfloat16 rounds
        "answers": [
            {"number": int(place), "name": str(names[place]) if place < len(names) else "", "value": float(values[place])}
            for place in np.argsort(-values, kind="stable")[:MOST_ANSWERS]
        ],
    }


def sheet_view(maps: Floats, page: int) -> View:
    """Send up to 64 channels, each thinned to at most 64 places a side, all on one scale.

    Parameters
    ----------
    maps : float array, (H, W, C)
    page : int
        Which 64.

    Returns
    -------
    dict
    """
    first = page * MOST_CHANNELS
    part, step = thinned(maps[:, :, first : first + MOST_CHANNELS], MAP_SIDE)
    low, high = min(0.0, _finite(maps.min())), _finite(maps.max())
    return {
        "first": first,
        "count": part.shape[2],
        "total": maps.shape[2],
        "height": part.shape[0],
        "width": part.shape[1],
        "step": step,
        "low": low,
        "high": high,
        "pixels": as_bytes(np.moveaxis(part, 2, 0), low, high),
    }


def zoom_view(maps: Floats, stage: Stage, channel: int) -> View:
    """Send one channel, on its own scale, and the kernel that made it.

    Parameters
    ----------
    maps : float array, (H, W, C)
    stage : Stage
    channel : int

    Returns
    -------
    dict
    """
    low, high = _finite(maps[:, :, channel].min()), _finite(maps[:, :, channel].max())
    kernel = kernel_of(stage.layer, channel)
    return {
        **picture_of(maps[:, :, channel : channel + 1], low, high, BIG_SIDE),
        "low": low,
        "high": high,
        "channel": channel,
        "rows": maps.shape[0],
        "columns": maps.shape[1],
        "kind": stage.kind,
        "kernel": None
        if kernel is None
        else {"slices": kernel.slices.round(4).tolist(), "total": kernel.total, "bias": kernel.bias, "first": kernel.first_input},
    }


def spot_view(maps: Floats, network: Network, layer: str, channel: int, unit: Sequence[int]) -> View:
    """Send one unit's value and the pixels it looks at.

    Parameters
    ----------
    maps : float array, (H, W, C)
    network : Network
    layer : str
    channel : int
    unit : [row, column], or empty

    Returns
    -------
    dict
        Empty when no unit is chosen; with `problem`, the key of a text, when the pixels are not known.
    """
    if not unit:
        return {}
    row, column = unit
    found = network.field(layer, row, column)
    spot = {"row": row, "column": column, "value": _finite(maps[row, column, channel]), "problem": found.problem}
    if found.stage is not None:
        return {**spot, "layer": found.stage.name, "kind": found.stage.kind}
    if not found.rows or not found.columns:
        return {**spot, "problem": "field_none"}
    top, bottom, left, right = min(found.rows), max(found.rows), min(found.columns), max(found.columns)
    height, width = len(found.rows), len(found.columns)
    return {
        **spot,
        "top": top,
        "bottom": bottom,
        "left": left,
        "right": right,
        "height": height,
        "width": width,
        "gaps": (height, width) != (bottom - top + 1, right - left + 1),
    }


def _finite(value: Any) -> float:  # noqa: ANN401 - a numpy number of any kind
    """Make a number that JSON can hold: a network that has come apart gives none."""
    return float(np.nan_to_num(value, nan=0.0, posinf=3e38, neginf=-3e38))
