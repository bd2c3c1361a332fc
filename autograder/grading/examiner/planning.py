"""What a sitting does, step by step: the student's cells in their order, each check at its place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from autograder.grading.intake.prepared import PreparedCell
from course_utils.checking import LessonChecks, Score


@dataclass(frozen=True)
class Run:
    """Run a cell.

    Attributes
    ----------
    cell : PreparedCell
    reference : bool
        Run the reference answer in its place.
    """

    cell: PreparedCell
    reference: bool = False


@dataclass(frozen=True)
class Examine:
    """Examine an exercise.

    Attributes
    ----------
    cell : PreparedCell
        Its check cell.
    lend : bool
        Run the reference answer afterwards, if it does not pass.
    """

    cell: PreparedCell
    lend: bool = False


Step: TypeAlias = Run | Examine


@dataclass(frozen=True)
class Second:
    """What a second sitting is for.

    Attributes
    ----------
    wanted : frozenset of str
        Exercises to examine again.
    lent : frozenset of str
        Exercises whose reference answers may stand in.
    without : str
        Id of the cell that ended the first kernel, to be left out; or empty.
    """

    wanted: frozenset[str]
    lent: frozenset[str]
    without: str = ""


def first_steps(cells: Collection[PreparedCell], checks: LessonChecks) -> Iterator[Step]:
    """Run every cell, examine every exercise.

    Parameters
    ----------
    cells : collection of PreparedCell
    checks : LessonChecks

    Yields
    ------
    Run or Examine
    """
    for cell in cells:
        if cell.role == "check":
            if cell.exercise in checks.exercises:
                yield Examine(cell)
        elif cell.kind == "code" and cell.source.strip():
            yield Run(cell)


def plan_second(
    cells: Collection[PreparedCell], checks: LessonChecks, scores: Mapping[str, Score], killer: str, killed_in: str
) -> Second | None:
    """Decide whether a second sitting is worth having.

    Parameters
    ----------
    cells : collection of PreparedCell
    checks : LessonChecks
    scores : mapping of str to Score
        Of the exercises that the first sitting examined.
    killer : str
        Id of the cell in which the first kernel ended, or empty.
    killed_in : str
        The exercise at whose examination it ended, or empty.

    Returns
    -------
    Second or None
    """
    examined = [cell.exercise for cell in cells if cell.role == "check" and cell.exercise in checks.exercises]
    failed = {name for name in examined if name not in scores or scores[name].status != "passed"}
    touched = failed - untouched(cells, checks)
    again = {name for name in touched if failed.intersection(checks.needs(name))}
    anew = checks.fresh_start and bool(killer or killed_in)
    if anew:
        again |= {name for name in touched if name not in scores}
    again.discard(killed_in)
    own = next((cell.exercise for cell in cells if cell.id == killer and cell.role == "answer"), "")
    if anew:
        again.discard(own)
    lent = {needed for name in again for needed in checks.needs(name)} & failed
    return Second(frozenset(again), frozenset(lent), killer if anew else "") if again else None


def second_steps(cells: Collection[PreparedCell], second: Second) -> Iterator[Step]:
    """Run the cells again up to the last exercise that is wanted; lend what did not pass.

    Parameters
    ----------
    cells : collection of PreparedCell
    second : Second

    Yields
    ------
    Run or Examine
    """
    replaced = second.lent - second.wanted
    left = set(second.wanted)
    answers = {cell.exercise: cell for cell in cells if cell.role == "answer"}
    extra = False
    for cell in cells:
        if not left:
            return
        if cell.role == "check":
            if cell.exercise in second.wanted:
                left.discard(cell.exercise)
                yield Examine(cell, lend=cell.exercise in second.lent)
            elif cell.exercise in replaced and extra and cell.exercise in answers:
                yield Run(answers[cell.exercise], reference=True)  # what the student added may have defined it once more
            extra = False
        elif cell.role == "answer" and cell.exercise in replaced:
            yield Run(cell, reference=True)
        elif cell.kind == "code" and cell.source.strip() and cell.id != second.without:
            extra = extra or cell.role == "extra"
            yield Run(cell)


def untouched(cells: Collection[PreparedCell], checks: LessonChecks) -> set[str]:
    """Name the exercises whose answer cells are as released.

    Parameters
    ----------
    cells : collection of PreparedCell
    checks : LessonChecks

    Returns
    -------
    set of str
    """
    return {
        cell.exercise for cell in cells if cell.role == "answer" and cell.source.strip() == checks.stubs.get(cell.exercise, "\0").strip()
    }
