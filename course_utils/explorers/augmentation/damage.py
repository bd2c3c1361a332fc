"""What an augmentation destroys, measured on what it made, and put into words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_utils.explorers.augmentation.steps import Images, Step
from course_utils.explorers.augmentation.versions import Passage, Span

Note = dict[str, Any]
STRONG = 0.10  # share of values cut off that is worth a word although the value range is right
_TRACE, _FAR, _NARROW = 0.02, 0.5, 0.25  # shares of the images' range
_HALF_OF_A_HALF_TURN = 0.25  # of a turn: from here an image can lie on its side


def clipped_share(before: Images, after: Images, value_range: tuple[float, float]) -> float:
    """Measure how many values a layer cut off at one end of the range it takes images to have.

    Parameters
    ----------
    before, after : array, (N, H, W, C)
    value_range : tuple of two floats

    Returns
    -------
    float, 0..1
        Of all values, those that are now exactly at one end and were not there before.
    """
    if before.shape != after.shape:
        return 0.0
    cut = np.zeros(after.shape, dtype=bool)
    for end in value_range:
        cut |= (after == end) & (before != end)
    return float(cut.mean())


def flat_share(before: Images, after: Images) -> float:
    """Measure how many images became one flat colour.

    Parameters
    ----------
    before, after : array, (N, H, W, C)

    Returns
    -------
    float, 0..1
    """
    sides = (1, 2, 3)
    return float(((np.ptp(after, axis=sides) == 0) & (np.ptp(before, axis=sides) > 0)).mean())


def suggested_range(span: Span) -> tuple[float, float]:
    """Name the value range that images have.

    Parameters
    ----------
    span : Span

    Returns
    -------
    tuple of two floats
        (0, 1), (-1, 1) or (0, 255) where they fit; else the ends, rounded outwards.
    """
    for low, high in ((0.0, 1.0), (-1.0, 1.0), (0.0, 255.0)):
        if low <= span.low and span.high <= high:
            return low, high
    return float(np.floor(span.low * 10) / 10), float(np.ceil(span.high * 10) / 10)


def fits_range(span: Span, value_range: tuple[float, float]) -> bool:
    """Tell whether a layer's value range is that of the images.

    Parameters
    ----------
    span : Span
    value_range : tuple of two floats

    Returns
    -------
    bool
        False where the images leave it, or fill less than a quarter of it.
    """
    low, high = value_range
    room = 0.02 * (high - low)
    return low - room <= span.low and span.high <= high + room and span.high - span.low >= _NARROW * (high - low)


def step_notes(passage: Passage, span: Span, clipped: float | None, strength: float | None) -> list[Note]:
    """Say what one step does that one should know.

    Parameters
    ----------
    passage : Passage
        Of the versions shown.
    span : Span
        Of the images as they reach the step.
    clipped : float or None
        As `clipped_share` measured it; None for a step without a value range.
    strength : float or None

    Returns
    -------
    list of dict with key, name (of the step), fields; and alarm where damage is done
    """
    step, after = passage.step, passage.after
    if not step.random or strength == 0:
        return []
    low, high = _ends(after)
    fields: dict[str, Any] = {"kind": step.kind, "from": span.low, "to": span.high, "least": low, "greatest": high}
    notes = []
    if step.value_range is not None and clipped is not None:
        fields |= {"low": step.value_range[0], "high": step.value_range[1], "percent": 100 * clipped}
        if not fits_range(span, step.value_range) and (clipped > _TRACE or _left(low, high, span, _TRACE)):
            wanted = suggested_range(span)
            notes.append(_note("damage_range", step, {**fields, "wanted_low": wanted[0], "wanted_high": wanted[1]}, alarm=True))
        elif fits_range(span, step.value_range) and clipped > STRONG:
            notes.append(_note("damage_strong", step, fields, alarm=True))
    elif (_left(low, high, span, _FAR) and not _left(*_ends(passage.before), span, _FAR)) or _shrunk(passage):
        notes.append(_note("damage_values", step, fields, alarm=True))
    flat = flat_share(passage.before, after)
    if flat > 0:
        notes.append(_note("damage_flat", step, {**fields, "count": round(flat * len(after)), "total": len(after)}, alarm=True))
    return notes + questions(step, strength)


def _ends(images: Images) -> tuple[float, float]:
    """Tell the least and the greatest value."""
    finite = np.nan_to_num(images)
    return float(finite.min()), float(finite.max())


def _left(low: float, high: float, span: Span, share: float) -> bool:
    """Tell whether values left the images' range, by a share of it."""
    room = share * (span.high - span.low)
    return low < span.low - room or high > span.high + room


def _shrunk(passage: Passage) -> bool:
    """Tell whether little is left of the values' own range."""
    before, after = (np.nan_to_num(part) for part in (passage.before, passage.after))
    return float(np.ptp(after)) < _NARROW * float(np.ptp(before))


def questions(step: Step, strength: float | None) -> list[Note]:
    """Ask what only a human can answer: is the label still right.

    Parameters
    ----------
    step : Step
    strength : float or None

    Returns
    -------
    list of dict
    """
    asked = []
    if "vertical" in step.detail:
        asked.append(_note("ask_flip", step, {"kind": step.kind}))
    if step.strength is not None and step.strength.unit == "turn" and strength is not None and strength >= _HALF_OF_A_HALF_TURN:
        asked.append(_note("ask_turn", step, {"kind": step.kind, "degrees": 360 * strength}))
    if step.whole_batches:
        asked.append(_note("hint_batch", step, {"kind": step.kind}))
    return asked


def _note(key: str, step: Step, fields: Mapping[str, Any], *, alarm: bool = False) -> Note:
    """Put a note together; the page writes it out."""
    return {"key": key, "name": step.name, "fields": dict(fields), "alarm": alarm}


def model_note(steps: Sequence[Step], shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> Note | None:
    """Say why the network cannot be asked about the versions.

    Parameters
    ----------
    steps : sequence of Step
    shape : tuple of int
        Of one version.
    wanted : tuple of int or None
        What the network takes.

    Returns
    -------
    dict or None
        None where it can be asked.
    """
    if len(shape) == len(wanted) and all(side is None or side == have for side, have in zip(wanted, shape, strict=True)):
        return None
    words = [" × ".join("?" if side is None else str(side) for side in sides) for sides in (shape, wanted)]
    return _note("model_shape", steps[-1], {"have": words[0], "wanted": words[1]}, alarm=True)
