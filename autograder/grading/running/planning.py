"""What a run has to do: which hand-ins there are, which of them are graded already, which cannot be."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.grading.bundles import LessonBundle
from autograder.grading.lessons import read_bundle, read_limits
from autograder.grading.results import Graded, Submission
from autograder.grading.running.shelf import Shelf, Ticket
from autograder.kernels.limits import Limits

if TYPE_CHECKING:
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.gradebook.rows import Planned
    from autograder.grading.intake import Refused

AT_ONCE = 32  # submissions in memory while planning


@dataclass(frozen=True)
class Lesson:
    """A lesson to grade.

    Attributes
    ----------
    bundle : LessonBundle
    limits : Limits
    """

    bundle: LessonBundle
    limits: Limits


@dataclass
class Plan:
    """What a run has to do.

    Attributes
    ----------
    tickets : list of Ticket
        To be graded, in the order they were read.
    done : dict of lesson to int
        How many hand-ins were graded before.
    refused : list of Refused
        What lay among the hand-ins and is none.
    unreadable : list of Graded
        Hand-ins that are certainly someone's and could not even be read: quarantined, and in the gradebook already.
    through : bool
        False if the reading was interrupted.
    """

    tickets: list[Ticket] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    refused: list["Refused"] = field(default_factory=list)
    unreadable: list[Graded] = field(default_factory=list)
    through: bool = True


def read_lessons(root: Path, names: Iterable[str], change: Callable[[Limits], Limits] = lambda limits: limits) -> dict[str, Lesson]:
    """Read the lessons of a run.

    Parameters
    ----------
    root : Path
        The course.
    names : iterable of str
    change : callable
        What the instructor wants other for this run.

    Returns
    -------
    dict of str to Lesson

    Raises
    ------
    autograder.grading.lessons.LessonError, autograder.source.SourceError, autograder.source.ChecksError
        If one cannot be graded.
    """
    return {name: Lesson(read_bundle(root, name), change(read_limits(root, name))) for name in names}


def read_hand_ins(place: Path, lessons: Iterable[str], students: Iterable[str]) -> "Iterator[Submission | Refused]":
    """Read hand-ins from a folder, or from an archive.

    Parameters
    ----------
    place : Path
    lessons, students : iterable of str
        What to look for; no students means all.

    Yields
    ------
    Submission or Refused
    """
    from autograder.grading.intake.archives import read_archive  # noqa: PLC0415 - nbformat, a second
    from autograder.grading.intake.trees import read_tree  # noqa: PLC0415

    yield from read_tree(place, lessons, students) if place.is_dir() else read_archive(place, lessons, students)


def make_plan(
    book: "Gradebook",
    hand_ins: "Iterable[Submission | Refused]",
    lessons: Mapping[str, Lesson],
    shelf: Shelf,
    *,
    regrade: bool = False,
    interrupted: Callable[[], bool] = lambda: False,
) -> Plan:
    """Read all hand-ins and compare them with the journal.

    Parameters
    ----------
    book : Gradebook
    hand_ins : iterable of Submission or Refused
        Read as far as needed, a few at a time.
    lessons : mapping of str to Lesson
    shelf : Shelf
        Takes what waits.
    regrade : bool
        Nothing counts as done.
    interrupted : callable
        Asked now and then; true ends the reading.

    Returns
    -------
    Plan
    """
    plan = Plan(done=dict.fromkeys(lessons, 0))
    asked_again = {name: _left_to_staff(book, name) for name in lessons}
    claimed: list[Refused] = []
    readable: set[tuple[str, str]] = set()
    stream = iter(hand_ins)
    while (some := list(islice(stream, AT_ONCE))) and plan.through:
        plan.through = not interrupted()
        read = [found for found in some if isinstance(found, Submission)]
        readable |= {(found.student, found.lesson) for found in read}
        others = [found for found in some if not isinstance(found, Submission)]
        claimed += [found for found in others if found.student and found.lesson in lessons]
        plan.refused += [found for found in others if not (found.student and found.lesson in lessons)]
        for name, lesson in lessons.items():
            _add(plan, _plan(book, [found for found in read if found.lesson == name], lesson, asked_again[name], regrade=regrade), shelf)
    if plan.through:
        plan.refused += claimed
        _quarantine(book, plan, [one for one in claimed if (one.student, one.lesson) not in readable], lessons, regrade=regrade)
    return plan


def _plan(book: "Gradebook", read: list[Submission], lesson: Lesson, again: set[str], *, regrade: bool) -> "list[Planned]":
    """Ask the journal; what the grader itself failed at before is tried again."""
    first = [found for found in read if regrade or found.student in again]
    rest = [found for found in read if not (regrade or found.student in again)]
    planned = book.plan(first, lesson.bundle, regrade=True) if first else []
    planned += book.plan(rest, lesson.bundle) if rest else []
    order = {found.student: position for position, found in enumerate(read)}
    return sorted(planned, key=lambda one: order[one.submission.student])


def _add(plan: Plan, planned: "list[Planned]", shelf: Shelf) -> None:
    for one in planned:
        if one.done:
            plan.done[one.submission.lesson] += 1
        else:
            plan.tickets.append(shelf.put(one))


def _left_to_staff(book: "Gradebook", lesson: str) -> set[str]:
    return {student for (student, _), outcome in book.outcomes(lesson).items() if outcome == "needs_staff"}


def _quarantine(book: "Gradebook", plan: Plan, claimed: "list[Refused]", lessons: Mapping[str, Lesson], *, regrade: bool) -> None:
    """Enter hand-ins that could not even be read, of students who have none that could."""
    for whose, refused in {(one.student, one.lesson): one for one in claimed}.items():
        (planned,) = book.plan([refused.stand_in()], lessons[refused.lesson].bundle, regrade=regrade)
        if planned.done:
            plan.done[refused.lesson] += 1
            continue
        graded = Graded(*whose, outcome="quarantined", attempt=planned.attempt, reason=refused.reason)
        book.commit(graded, replace(planned, submission=replace(planned.submission, notebook=b"")))
        plan.unreadable.append(graded)
