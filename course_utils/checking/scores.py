"""The outcome of examining an exercise: one structure everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from course_utils.checking.agreement import Agreement
from course_utils.checking.language import Text
from course_utils.checking.outcomes import Frame

Status: TypeAlias = Literal["passed", "partial", "failed", "not_attempted", "raised", "needs_staff"]

_NOTHING = Text("", "")


@dataclass(frozen=True)
class Case:
    """The outcome of one check.

    Attributes
    ----------
    name : str
    status : Status
        Never "partial".
    weight : float
    message : Text
        Empty after a pass.
    hint : Text or None
    expected, got : str
        Short renderings, empty where there is nothing to compare.
    title : Text or None
    hidden : bool
    frames : tuple of Frame
        The student's own lines that an error passed through.
    table : tuple of Agreement
        Array by array, where several were compared.
    seconds : float
        Not compared: two runs are equal if their outcomes are.
    """

    name: str
    status: Status
    weight: float = 1
    message: Text = _NOTHING
    hint: Text | None = None
    expected: str = ""
    got: str = ""
    title: Text | None = None
    hidden: bool = False
    frames: tuple[Frame, ...] = ()
    table: tuple[Agreement, ...] = ()
    seconds: float = field(default=0, compare=False)


@dataclass(frozen=True)
class Score:
    """The outcome of one exercise.

    Attributes
    ----------
    exercise : str
    status : Status
    score : float, 0..1
        Weighted share of the cases that pass.
    points : float
        What the exercise is worth.
    earned : float
        ``points * score``, to two decimals.
    cases : tuple of Case
    seconds : float
        Not compared.
    """

    exercise: str
    status: Status
    score: float
    points: float
    earned: float
    cases: tuple[Case, ...]
    seconds: float = field(default=0, compare=False)


def total(exercise: str, points: float, cases: Iterable[Case]) -> Score:
    """Sum up the cases of an exercise.

    Parameters
    ----------
    exercise : str
    points : float
    cases : iterable of Case

    Returns
    -------
    Score
    """
    listed = tuple(cases)
    weights = sum(case.weight for case in listed)
    passed = sum(case.weight for case in listed if case.status == "passed")
    score = passed / weights if weights else 0.0
    return Score(exercise, _status(listed), score, points, round(points * score, 2), listed, sum(case.seconds for case in listed))


def _status(cases: tuple[Case, ...]) -> Status:
    found = {case.status for case in cases}
    if "needs_staff" in found or not cases:
        return "needs_staff"
    if found == {"passed"}:
        return "passed"
    if "passed" in found:
        return "partial"
    if found == {"not_attempted"}:
        return "not_attempted"
    return "failed" if "failed" in found else "raised"
