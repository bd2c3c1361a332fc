"""Why a student's expression gave no value."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from course_utils.checking.plain import Excess

Reason: TypeAlias = Literal["missing", "placeholder", "stub", "untouched"]


class StudentFault(Exception):  # noqa: N818 - a fault is what it is; the subclasses are named by the contract
    """An expression gave no value; the subclasses say why."""


class NotAttempted(StudentFault):
    """The student has not written this yet.

    Attributes
    ----------
    name : str
        What is still to be written.
    reason : "missing", "placeholder", "stub" or "untouched"
        No such name; its value is still ``...``; the released stub raised NotImplementedError; or, for checks to raise
        themselves, something to move (an explorer) is still as the lesson left it.
    """

    def __init__(self, name: str, reason: Reason = "missing") -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


@dataclass(frozen=True)
class Frame:
    """One line of the student's own code that an error passed through.

    Attributes
    ----------
    function : str
    line : int
        Counted within its cell, from 1.
    source : str
        Empty when it is not known.
    """

    function: str
    line: int
    source: str = ""


class StudentRaised(StudentFault):
    """The student's code raised an error.

    Attributes
    ----------
    type_name, message : str
    line : int or None
        Of the student's innermost own frame.
    frames : tuple of Frame
        Outermost first; the student's own only.
    """

    def __init__(self, type_name: str, message: str, line: int | None = None, frames: tuple[Frame, ...] = ()) -> None:
        super().__init__(f"{type_name}: {message}")
        self.type_name, self.message, self.line, self.frames = type_name, message, line, frames


class LeftoverStub(StudentRaised):
    """Code stands beside the stub's ``raise NotImplementedError``, which still ends the function.

    Attributes
    ----------
    function, source : str
        The source is empty when it is not known.
    """

    def __init__(self, function: str, source: str = "", line: int | None = None, frames: tuple[Frame, ...] = ()) -> None:
        super().__init__("NotImplementedError", "", line, frames)
        self.function, self.source = function, source


class KernelDied(StudentRaised):
    """The process that held the student's work is gone."""

    def __init__(self) -> None:
        super().__init__("KernelDied", "the kernel stopped while the check was running")


class Malformed(StudentFault):
    """The value cannot be carried as plain data, or is not what was asked.

    Attributes
    ----------
    kind : "broken", "too_large", "too_deep" or "too_many"
    """

    def __init__(self, kind: Excess, detail: str = "") -> None:
        super().__init__(detail or kind)
        self.kind: Excess = kind


class TimedOut(StudentFault):
    """The expression took too long.

    Attributes
    ----------
    seconds : float
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no value within {seconds:g} seconds")
        self.seconds = seconds


class TimeUsedUp(TimedOut):
    """The time that everything together may take is over."""
