"""Holds what was recorded to the targets."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeGuard

from autograder.headless.results import Execution
from autograder.headless.targets import Target, Targets

WHOLE = 1e15  # up to here a whole number is written with all its digits


@dataclass(frozen=True)
class Verdict:
    """One metric over all seeds.

    Attributes
    ----------
    metric : str
    values : tuple of float
        One per seed, as far as they are finite numbers.
    target : Target or None
        The entry that applies.
    problem : str
        Why it fails; empty if it passes.
    previous : float or None
        Median of the last run before this one.
    """

    metric: str
    values: tuple[float, ...]
    target: Target | None
    problem: str = ""
    previous: float | None = None

    @property
    def value(self) -> float | None:
        """The median over the seeds."""
        return median(self.values) if self.values else None


@dataclass(frozen=True)
class LessonReport:
    """What a run has to say about one lesson.

    Attributes
    ----------
    name : str
    executions : tuple of Execution
        One per seed.
    verdicts : tuple of Verdict
    faults : tuple of str
        What is wrong apart from the verdicts: a notebook that stopped, missing marks, a broken targets file.
    """

    name: str
    executions: tuple[Execution, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped before this lesson was through."""
        return any(execution.outcome == "interrupted" for execution in self.executions)

    @property
    def problems(self) -> tuple[str, ...]:
        """Every reason not to pass, one line each."""
        return (*self.faults, *(verdict.problem for verdict in self.verdicts if verdict.problem))

    @property
    def passed(self) -> bool:
        """Whether it ran to the end, with full marks and every metric within its target."""
        return not self.interrupted and not self.problems

    @property
    def state(self) -> str:
        """One word: passed, failed or interrupted."""
        return "interrupted" if self.interrupted else "passed" if self.passed else "failed"

    @property
    def sources(self) -> tuple[str, ...]:
        """The data sources that were really used."""
        return tuple(sorted({execution.source for execution in self.executions if execution.source}))

    @property
    def seconds(self) -> float:
        """Wall time of all executions together."""
        return sum(execution.seconds for execution in self.executions)

    @property
    def peak_bytes(self) -> int:
        """Most memory a kernel held; 0 if unknown."""
        return max((execution.peak_bytes for execution in self.executions), default=0)

    @property
    def points(self) -> tuple[float, float]:
        """Points earned and full marks, of the seed that earned least."""
        each = [(sum(s.earned or 0 for s in e.checks), sum(s.points for s in e.checks)) for e in self.executions]
        return min(each, default=(0, 0))


def judge(name: str, executions: Sequence[Execution], targets: Targets, profile: str, wanted_source: str) -> LessonReport:
    """Judge a lesson's executions together.

    Parameters
    ----------
    name : str
        The lesson.
    executions : sequence of Execution
        One per seed.
    targets : Targets
    profile : str, "quick" or "full"
    wanted_source : str, "real", "synthetic" or "auto"
        What was asked for; what was used is in the executions.

    Returns
    -------
    LessonReport
    """
    if any(execution.outcome == "interrupted" for execution in executions):
        return LessonReport(name, tuple(executions))
    faults = _faults(executions)
    used = {execution.source for execution in executions if execution.outcome == "completed"}
    if len(used) > 1:
        faults.append(f"the seeds used different data sources: {', '.join(sorted(map(str, used)))}")
    source = next(iter(sorted(used, key=str)), None)
    if source and wanted_source not in {"auto", source}:
        faults.append(f"{wanted_source} data was asked for but the notebook used {source} data")
    verdicts = _verdicts(executions, targets.applying(source, profile))
    if source is None and any(target.source for target in targets.entries) and any(verdict.target is None for verdict in verdicts):
        faults.append('targets depend on the data source but the notebook recorded none: record("source", …) after loading')
    return LessonReport(name, tuple(executions), verdicts, tuple(faults))


def show_number(value: float) -> str:
    """Write a number as short as six digits allow.

    Parameters
    ----------
    value : float

    Returns
    -------
    str
    """
    return str(int(value)) if float(value).is_integer() and abs(value) < WHOLE else f"{value:.6g}"


def show_target(target: Target | None) -> str:
    """Put a target's bounds into words.

    Parameters
    ----------
    target : Target or None

    Returns
    -------
    str
    """
    if target is None:
        return "none"
    if target.equals is not None:
        return f"exactly {show_number(target.equals)}"
    if math.isfinite(target.low) and math.isfinite(target.high):
        return f"between {show_number(target.low)} and {show_number(target.high)}"
    if math.isfinite(target.low):
        return f"at least {show_number(target.low)}"
    return f"at most {show_number(target.high)}" if math.isfinite(target.high) else "recorded"


def _faults(executions: Sequence[Execution]) -> list[str]:
    """List what went wrong in the executions; what several seeds share is said once."""
    seeds: dict[str, list[str]] = {}
    for execution in executions:
        for fault in _execution_faults(execution):
            seeds.setdefault(fault, []).append(str(execution.seed))
    if len(executions) == 1:
        return list(seeds)
    return [f"{fault} (seed{'s' if len(having) > 1 else ''} {', '.join(having)})" for fault, having in seeds.items()]


def _execution_faults(execution: Execution) -> list[str]:
    faults = [f"{metric}: recorded twice with different values" for metric in execution.conflicts]
    if execution.outcome != "completed":
        failure = execution.failure
        cell = f" in cell {failure.cell}" if failure and failure.cell else ""
        return [f"stopped{cell}: {failure.message if failure else execution.outcome}", *faults]
    for score in execution.checks:
        if not score.full:
            earned = "no score shown" if score.earned is None else f"{score.earned:g} of {score.points:g} points"
            faults.append(f'check("{score.exercise}"): {earned}{": " if score.message else ""}{score.message}')
    return faults


def _verdicts(executions: Sequence[Execution], applying: dict[str, Target]) -> tuple[Verdict, ...]:
    recorded = [metric for execution in executions for metric in execution.metrics]
    complete = all(execution.outcome == "completed" for execution in executions)
    # Of a notebook that stopped halfway nobody expects the rest of its numbers: the stop itself is the fault.
    names = dict.fromkeys([*recorded, *(applying if complete else ())])
    return tuple(_verdict(metric, executions, applying.get(metric)) for metric in names)


def _verdict(metric: str, executions: Sequence[Execution], target: Target | None) -> Verdict:
    through = [execution for execution in executions if execution.outcome == "completed" or metric in execution.metrics]
    raw = [(execution.seed, execution.metrics.get(metric)) for execution in through if metric in execution.metrics]
    values = tuple(value for _, value in raw if _is_number(value))
    before = [execution.previous[metric] for execution in executions if metric in execution.previous]
    previous = median(before) if before else None
    return Verdict(metric, values, target, _problem(metric, raw, len(through), target), previous)


def _problem(metric: str, raw: list[tuple[int, object]], expected: int, target: Target | None) -> str:
    strange = [(seed, value) for seed, value in raw if not _is_number(value)]
    if strange:
        seed, value = strange[0]
        return f"{metric}: recorded {value!r}, which is not a finite number (seed {seed})"
    if len(raw) < expected:
        return f"{metric}: has a target but was not recorded{'' if not raw else ' for every seed'}"
    if target is None:
        return f"{metric}: recorded but has no target that applies; add [{metric}] to targets.toml"
    value = median(value for _, value in raw if _is_number(value))
    short = target.shortfall(value)
    if not short:
        return ""
    side = "below" if short < 0 else "above"
    return f"{metric}: {show_number(value)} is {show_number(float(f'{abs(short):.3g}'))} {side} the target ({show_target(target)})"


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
