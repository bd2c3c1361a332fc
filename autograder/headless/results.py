"""What a run found out: frozen data that travels between processes and into files."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

Outcome = Literal["completed", "raised", "timed_out", "kernel_died", "not_run", "interrupted"]


@dataclass(frozen=True)
class Settings:
    """What is the same for every notebook of a run.

    Attributes
    ----------
    profile : str, "quick" or "full"
    source : str, "real", "synthetic" or "auto"
        The data source that was asked for.
    language : str, "en" or "ko"
    seeds : tuple of int
        Each notebook is executed once per seed.
    limit : float, seconds
        Longest a notebook may take.
    """

    profile: str = "quick"
    source: str = "auto"
    language: str = "en"
    seeds: tuple[int, ...] = (0,)
    limit: float = 900.0


@dataclass(frozen=True)
class CellTime:
    """How long a code cell took.

    Attributes
    ----------
    cell : str
        The cell's id.
    line : str
        Its first line that says something, to recognise it by.
    seconds : float
    """

    cell: str
    line: str
    seconds: float


@dataclass(frozen=True)
class CheckScore:
    """What a check cell of a solution earned.

    Attributes
    ----------
    exercise : str
    earned : float or None, points
        None if the cell showed no score.
    points : float
        Full marks.
    message : str
        The card's text, when marks are missing.
    """

    exercise: str
    earned: float | None
    points: float
    message: str = ""

    @property
    def full(self) -> bool:
        """Whether it earned full marks."""
        return self.earned is not None and self.earned >= self.points - 1e-9


@dataclass(frozen=True)
class Failure:
    """Why a notebook did not run to its end.

    Attributes
    ----------
    message : str
        One line.
    cell : str
        Id of the cell it stopped in, empty if none had begun.
    traceback : str
        Plain text, empty where there is none.
    """

    message: str
    cell: str = ""
    traceback: str = ""


@dataclass(frozen=True)
class Execution:
    """One notebook, executed once.

    Attributes
    ----------
    lesson : str
    seed : int
    outcome : str
        "completed" if every cell ran without raising, else what ended it.
    metrics : mapping of str to object
        What `record` was given, by name, in order; values are as JSON brought them.
    conflicts : tuple of str
        Names that were recorded twice with different values.
    checks : tuple of CheckScore
    cells : tuple of CellTime
    failure : Failure or None
    seconds : float
        Wall time of the whole notebook with its kernel.
    peak_bytes : int
        Most memory the kernel's process ever held; 0 if unknown.
    when : str
        Local date and time of its start, ISO 8601.
    notebook : str
        Path of the executed notebook, relative to the course; empty if there is none.
    source : str or None
        The data source the notebook says it used: "real", "synthetic", or None if it loads no data.
    previous : mapping of str to float
        The numbers of the last completed execution before this one.
    reused : bool
        Taken from an earlier run because nothing has changed since.
    """

    lesson: str
    seed: int
    outcome: Outcome
    metrics: Mapping[str, object] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    checks: tuple[CheckScore, ...] = ()
    cells: tuple[CellTime, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0
    peak_bytes: int = 0
    when: str = ""
    notebook: str = ""
    source: str | None = None
    previous: Mapping[str, float] = field(default_factory=dict)
    reused: bool = False

    @property
    def sound(self) -> bool:
        """Whether it ran to its end with full marks, whatever its numbers are."""
        return self.outcome == "completed" and not self.conflicts and all(score.full for score in self.checks)


def to_plain(execution: Execution) -> dict[str, object]:
    """Turn an execution into what JSON can hold.

    Parameters
    ----------
    execution : Execution

    Returns
    -------
    dict of plain values
    """
    return asdict(execution)


def from_plain(plain: Mapping[str, object]) -> Execution:
    """Read an execution back from `to_plain`'s form.

    Parameters
    ----------
    plain : mapping
        As `to_plain` made it, also after a journey through JSON.

    Returns
    -------
    Execution

    Raises
    ------
    TypeError, KeyError
        If it was made by another version of this class.
    """
    values = dict(plain)
    failure = values.pop("failure")
    return Execution(
        checks=tuple(CheckScore(**score) for score in values.pop("checks")),  # type: ignore[attr-defined]  # JSON carries no types
        cells=tuple(CellTime(**cell) for cell in values.pop("cells")),  # type: ignore[attr-defined]
        conflicts=tuple(values.pop("conflicts")),  # type: ignore[arg-type]
        failure=Failure(**failure) if failure else None,  # type: ignore[arg-type]
        **values,  # type: ignore[arg-type]
    )
