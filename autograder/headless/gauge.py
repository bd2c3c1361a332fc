"""Where a number lies between its bounds, as places on a line."""

import math
from dataclasses import dataclass

from autograder.headless.judge import Verdict

PADDING = 0.25  # of the distance between the outermost marks, on each side
NARROW = 0.02  # of the value: the least a line shows on each side of it


@dataclass(frozen=True)
class Gauge:
    """A line from 0 to 100 with what is marked on it.

    Attributes
    ----------
    zone_from, zone_to : float, 0 to 100
        The part that passes.
    value : float, 0 to 100
        Where the median lies.
    spread_from, spread_to : float, 0 to 100
        Where the seeds' lowest and highest values lie.
    measured : float or None, 0 to 100
        Where the number that was last written down lies.
    """

    zone_from: float
    zone_to: float
    value: float
    spread_from: float
    spread_to: float
    measured: float | None


def gauge(verdict: Verdict) -> Gauge | None:
    """Lay a metric out on a line.

    Parameters
    ----------
    verdict : Verdict

    Returns
    -------
    Gauge, or None where there is no number or no bound
    """
    target, value = verdict.target, verdict.value
    if target is None or value is None:
        return None
    low, high = (target.equals, target.equals) if target.equals is not None else (target.low, target.high)
    if math.isinf(low) and math.isinf(high):
        return None
    last = target.measured.get("median")
    measured = float(last) if isinstance(last, int | float) else None
    marks = [mark for mark in (low, high, *verdict.values, measured) if mark is not None and math.isfinite(mark)]
    margin = max((max(marks) - min(marks)) * PADDING, abs(value) * NARROW, 1e-9)
    begin, end = min(marks) - margin, max(marks) + margin

    def place(number: float) -> float:
        return round(100 * (min(max(number, begin), end) - begin) / (end - begin), 2)

    return Gauge(
        zone_from=place(low),
        zone_to=place(high),
        value=place(value),
        spread_from=place(min(verdict.values)),
        spread_to=place(max(verdict.values)),
        measured=None if measured is None else place(measured),
    )
