"""`targets.toml`: what a lesson must record, and within which bounds."""

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = ("real", "synthetic")
PROFILES = ("quick", "full")
BOUNDS = ("equals", "at_least", "at_most", "between")
MEASURED = ("median", "spread", "runs", "when", "on")
NOT_METRICS = ("grading",)  # tables for others to read: the limits of a graded submission
RELATIVE_TOLERANCE = 1e-9  # of `equals`: the same number written in decimal


class TargetsError(ValueError):
    """A targets.toml that cannot be read; the message names file and key."""


@dataclass(frozen=True)
class Target:
    """One entry: the bounds of one metric under one condition.

    Attributes
    ----------
    metric : str
    source : str or None
        "real" or "synthetic"; None applies to both.
    profile : str or None
        "quick" or "full"; None applies to both.
    low, high : float
        The bounds, both inclusive; infinite where there is none.
    equals : float or None
        The one value allowed.
    measured : mapping of str to object
        What was last measured: median, spread, runs, when, on.
    """

    metric: str
    source: str | None = None
    profile: str | None = None
    low: float = -math.inf
    high: float = math.inf
    equals: float | None = None
    measured: Mapping[str, object] = field(default_factory=dict)

    def shortfall(self, value: float) -> float:
        """Measure how far a value lies outside the bounds.

        Parameters
        ----------
        value : float, finite

        Returns
        -------
        float
            0 if it is inside; else the distance to the nearest bound, negative below and positive above it.
        """
        if self.equals is not None:
            same = math.isclose(value, self.equals, rel_tol=RELATIVE_TOLERANCE)
            return 0.0 if same else value - self.equals
        return min(0.0, value - self.low) + max(0.0, value - self.high)

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the entry's table."""
        return tuple(part for part in (self.metric, self.source, self.profile) if part)


@dataclass(frozen=True)
class Targets:
    """All entries of a lesson.

    Attributes
    ----------
    entries : tuple of Target
        In the file's order.
    """

    entries: tuple[Target, ...] = ()

    def applying(self, source: str | None, profile: str) -> dict[str, Target]:
        """Choose the most specific entry of each metric.

        Parameters
        ----------
        source : str or None, "real" or "synthetic"
            None if the notebook used no data; then only entries without a source apply.
        profile : str, "quick" or "full"

        Returns
        -------
        dict of str to Target
            A source counts for more than a profile, both for more than one.
        """
        fitting = [t for t in self.entries if t.source in {None, source} and t.profile in {None, profile}]
        fitting.sort(key=lambda target: (target.source is not None, target.profile is not None))
        chosen = {target.metric: target for target in fitting}
        return {target.metric: chosen[target.metric] for target in self.entries if target.metric in chosen}


def read_targets(path: Path) -> Targets:
    """Read a lesson's targets.

    Parameters
    ----------
    path : Path
        A `targets.toml`; a missing file is a lesson without targets.

    Returns
    -------
    Targets

    Raises
    ------
    TargetsError
        If it is no TOML, has a key that means nothing, or bounds that contradict each other.
    """
    if not path.exists():
        return Targets()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return Targets(
            tuple(target for metric, table in tables.items() if metric not in NOT_METRICS for target in _entries(table, (metric,)))
        )
    except tomllib.TOMLDecodeError as error:
        raise TargetsError(f"{path}: not valid TOML: {error}") from error
    except TargetsError as error:
        raise TargetsError(f"{path}: {error}") from error


def _entries(table: object, keys: tuple[str, ...]) -> Iterator[Target]:
    name = ".".join(keys)
    if not isinstance(table, dict):
        raise TargetsError(f"{name} = {table!r} is not a table; write [{name}] and below it equals, at_least, at_most or between")
    conditions = [key for key in table if key in (*SOURCES, *PROFILES)]
    for key in table:
        if key not in (*conditions, *BOUNDS, "measured"):
            raise TargetsError(f"[{name}] has the unknown key {key!r}; known are {', '.join((*BOUNDS, 'measured', *SOURCES, *PROFILES))}")
    for key in conditions:
        _check_order(keys[1:], key, name)
    # A table that only holds conditions is not an entry; an empty one is: recorded, held to nothing.
    if len(conditions) < len(table) or not table:
        yield _target(table, keys)
    for key in conditions:
        yield from _entries(table[key], (*keys, key))


def _check_order(above: tuple[str, ...], key: str, name: str) -> None:
    if (key in SOURCES and above) or (key in PROFILES and any(part in PROFILES for part in above)):
        raise TargetsError(
            f"[{name}.{key}]: a condition is a source ({', '.join(SOURCES)}), then a profile ({', '.join(PROFILES)}), each at most once"
        )


def _target(table: dict[str, object], keys: tuple[str, ...]) -> Target:
    name = ".".join(keys)
    numbers = {key: _number(table[key], f"[{name}] {key}") for key in ("equals", "at_least", "at_most") if key in table}
    low, high = numbers.get("at_least", -math.inf), numbers.get("at_most", math.inf)
    if "between" in table:
        a, b = _pair(table["between"], f"[{name}] between")
        low, high = max(low, a), min(high, b)
    if "equals" in numbers and len(set(BOUNDS) & set(table)) > 1:
        raise TargetsError(f"[{name}] equals leaves no room for another bound")
    if low > high:
        raise TargetsError(f"[{name}] no number is at least {low:g} and at most {high:g}")
    return Target(
        metric=keys[0],
        source=next((key for key in keys[1:] if key in SOURCES), None),
        profile=next((key for key in keys[1:] if key in PROFILES), None),
        low=low,
        high=high,
        equals=numbers.get("equals"),
        measured=_measured(table.get("measured", {}), name),
    )


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TargetsError(f"{where} = {value!r} is not a finite number")
    return value


def _pair(value: object, where: str) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004, a pair
        raise TargetsError(f"{where} = {value!r} is not a pair [low, high]")
    return _number(value[0], where), _number(value[1], where)


def _measured(value: object, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TargetsError(f"[{name}] measured = {value!r} is not a table {{ {', '.join(f'{key} = …' for key in MEASURED)} }}")
    for key in value:
        if key not in MEASURED:
            raise TargetsError(f"[{name}] measured has the unknown key {key!r}; known are {', '.join(MEASURED)}")
    return dict(value)
