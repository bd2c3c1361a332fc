"""What the augmentation explorer sends to the browser: plain numbers, short lists and bytes."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from course_utils.explorers.augmentation.judge import Verdicts
from course_utils.explorers.augmentation.steps import Images, Step
from course_utils.explorers.augmentation.versions import Span, Tally
from course_utils.explorers.networks.pixels import THUMBNAIL_SIDE, as_bytes, picture_of, thinned

View = dict[str, Any]
SHOWN_SIDE = 112  # of a version
STEP_SIDE = 96  # of a picture in the chain
WIDE_SIDE = 256  # of the image and the average


def step_view(step: Step, span: Span) -> View:
    """Send what a card of the chain says.

    Parameters
    ----------
    step : Step
    span : Span
        Of the images as they reach it.

    Returns
    -------
    dict
    """
    one = step.strength
    low, high = step.value_range or (span.low, span.high)
    return {
        "name": step.name,
        "kind": step.kind,
        "random": step.random,
        "detail": step.detail,
        "extent": high - low,
        "strength": None
        if one is None
        else {
            "unit": one.unit,
            "most": one.most,
            "limit": min(one.limit, 1e9),
            "step": one.step,
            "given": one.value,
            "option": one.keys[0],
        },
    }


def picture_view(image: Images, span: Span, side: int) -> View:
    """Send one picture.

    Parameters
    ----------
    image : array, (H, W, C)
    span : Span
    side : int, the most rows and columns

    Returns
    -------
    dict
    """
    return picture_of(image, span.black, span.white, side)


def strip_view(images: Images, total: int, span: Span, *, own: bool = False) -> View:
    """Send the images to choose from.

    Parameters
    ----------
    images : array, (N, H, W, C)
    total : int
        How many were given.
    span : Span
    own : bool
        Whether the last one is the student's own photo.

    Returns
    -------
    dict
    """
    return {"pictures": [picture_view(image, span, THUMBNAIL_SIDE) for image in images], "total": total, "own": own}


def versions_view(versions: Images, span: Span) -> View:
    """Send the versions.

    Parameters
    ----------
    versions : array, (N, H, W, C)
    span : Span

    Returns
    -------
    dict
    """
    step = thinned(versions[0], SHOWN_SIDE)[1]
    small = versions[:, ::step, ::step]
    return {
        "count": len(small),
        "height": small.shape[1],
        "width": small.shape[2],
        "channels": small.shape[3],
        "full_height": versions.shape[1],
        "full_width": versions.shape[2],
        "step": step,
        "pixels": as_bytes(small.astype(np.float32), span.black, span.white),
    }


def answers_view(found: Verdicts | None, wanted: int | None, class_names: Sequence[str] | None) -> list[View]:
    """Send what the network takes each version for.

    Parameters
    ----------
    found : Verdicts or None
    wanted : int or None
        The class it should be.
    class_names : sequence of str, or None

    Returns
    -------
    list of dict
        Empty without a network.
    """
    if found is None:
        return []
    names = class_names or ()
    sure = [None] * len(found.predictions) if found.probabilities is None else [float(value) for value in found.probabilities]
    return [
        {"number": int(one), "name": str(names[one]) if one < len(names) else "", "value": value, "right": bool(one == wanted)}
        for one, value in zip(found.predictions, sure, strict=True)
    ]


def average_view(tally: Tally, span: Span) -> View:
    """Send the average of all versions, and where they differ.

    Parameters
    ----------
    tally : Tally
    span : Span

    Returns
    -------
    dict
    """
    spread = tally.spread()[:, :, np.newaxis]
    most = float(spread.max())
    return {
        "draws": tally.count,
        "mean": picture_view(tally.mean(), span, WIDE_SIDE),
        "spread": picture_of(spread, 0.0, most, WIDE_SIDE),
        "most": most,
    }
