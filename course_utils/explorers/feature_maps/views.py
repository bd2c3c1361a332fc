"""What the feature map explorer sends to the browser: plain numbers, short lists and bytes."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from course_utils.explorers.feature_maps.album import Album
from course_utils.explorers.networks.network import Field, Floats, Network, Stage
from course_utils.explorers.networks.pixels import (
    BIG_SIDE,
    MAP_SIDE,
    MOST_CHANNELS,
    as_bytes,
    kernel_of,
    ladder,
    picture_of,
    thinned,
)

MOST_ANSWERS = 5
View = dict[str, Any]


def palettes() -> View:
    """Send the colours of maps and of kernels.

    Returns
    -------
    dict from name to bytes
    """
    return {"maps": ladder("viridis"), "kernels": ladder("RdBu_r")}


def photo_view(network: Network, album: Album, number: int, class_names: Sequence[str] | None) -> View:
    """Send the chosen image and what the network says of it.

    Parameters
    ----------
    network : Network
    album : Album
    number : int
    class_names : sequence of str, or None

    Returns
    -------
    dict
        Up to five answers, the surest first; `sure` says whether they are probabilities.
    """
    image = album.image(number)
    values = class_values(network, image[np.newaxis])[0]
    names = class_names or ()
    return {
        **album.picture(number, BIG_SIDE),
        "own": number == len(album.given),
        "image_height": image.shape[0],
        "image_width": image.shape[1],
        "sure": bool(len(values) > 1 and values.min() >= 0 and abs(float(values.sum()) - 1) < 0.01),  # noqa: PLR2004 - bfloat16 rounds
        "answers": [
            {"number": int(place), "name": str(names[place]) if place < len(names) else "", "value": float(values[place])}
            for place in np.argsort(-values, kind="stable")[:MOST_ANSWERS]
        ],
    }


def class_values(network: Network, images: Floats) -> Floats:
    """Ask the network for one number per class and image.

    Parameters
    ----------
    network : Network
    images : float array, (N, H, W, C)

    Returns
    -------
    float array, (N, K)
        Two classes for a single probability; none where the network is no classifier.
    """
    rows = network.predict(images)
    if rows is None:
        return np.empty((len(images), 0), np.float32)
    return np.hstack([1 - rows, rows]) if rows.shape[1] == 1 and rows.min() >= 0 and rows.max() <= 1 else rows


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
    box = box_of(found)
    if box is None:
        return {**spot, "problem": "field_none"}
    top, bottom, left, right = box
    height, width, count = len(found.rows or ()), len(found.columns or ()), int(np.asarray(found.pixels).sum())
    gaps = count != (bottom - top + 1) * (right - left + 1)
    return {
        **spot,
        "top": top,
        "bottom": bottom,
        "left": left,
        "right": right,
        "height": height,
        "width": width,
        "gaps": gaps,
        "count": count,
        "even": count == height * width,
        **({"seen": _seen(found)} if gaps else {}),
    }


def box_of(found: Field) -> tuple[int, int, int, int] | None:
    """Draw a box around a receptive field.

    Parameters
    ----------
    found : Field

    Returns
    -------
    tuple of four ints: first and last row, first and last column; or None where no pixel is seen, or it is not known which
    """
    if not found.rows or not found.columns:
        return None
    return min(found.rows), max(found.rows), min(found.columns), max(found.columns)


def _seen(found: Field) -> View:
    """Send which pixels are seen, for fields with gaps."""
    pixels, step = thinned(np.asarray(found.pixels), BIG_SIDE)
    return {"height": pixels.shape[0], "width": pixels.shape[1], "step": step, "pixels": pixels.astype(np.uint8).tobytes()}


def _finite(value: Any) -> float:  # noqa: ANN401 - a numpy number of any kind
    """Make a number that JSON can hold: a network that has come apart gives none."""
    return float(np.nan_to_num(value, nan=0.0, posinf=3e38, neginf=-3e38))
