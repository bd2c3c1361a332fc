"""Grades submissions of a class: reads them, hands them to workers, writes results as the gradebook's one writer."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.grading.results import Graded, Job
from autograder.grading.running.counting import Count, Counting
from autograder.grading.running.crew import Crew, CrewError
from autograder.grading.running.display import Display
from autograder.grading.running.fitness import introduce, sensible_jobs, unprotected
from autograder.grading.running.planning import Lesson, Plan, make_plan, read_hand_ins, read_lessons
from autograder.grading.running.shelf import Shelf, Ticket
from autograder.kernels.limits import Limits
from autograder.kernels.sandboxes import clear_up
from autograder.workers import Workers, dask_workers, local_workers

if TYPE_CHECKING:
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.intake import Refused


@dataclass(frozen=True)
class Options:
    """What an instructor asks for.

    Attributes
    ----------
    students : tuple of str
        Only theirs; none means all.
    source : Path or None
        Folder or archive of hand-ins; by default the course's ``submitted``, or what its nbgrader_config.py names.
    jobs : int or None
        Submissions at the same time; `sensible_jobs()` by default.
    scheduler : str
        A Dask cluster's address; empty for this machine.
    database : str
        The gradebook's URL; empty for the course's own.
    regrade : bool
        Also what is graded already.
    trusted : bool
        Run submissions without a sandbox where there is none.
    change : callable
        Changes each lesson's limits.
    """

    students: tuple[str, ...] = ()
    source: Path | None = None
    jobs: int | None = None
    scheduler: str = ""
    database: str = ""
    regrade: bool = False
    trusted: bool = False
    change: Callable[[Limits], Limits] = field(default=lambda limits: limits)


@dataclass
class RunReport:
    """What came of a run.

    Attributes
    ----------
    counts : mapping of lesson to Count
    apart : list of Graded
        Every quarantined submission, and every one that is left to staff.
    refused : list of Refused
        What lay among the hand-ins and is none.
    seconds : float
    interrupted : bool
    """

    counts: Mapping[str, Count]
    apart: list[Graded] = field(default_factory=list)
    refused: list["Refused"] = field(default_factory=list)
    seconds: float = 0.0
    interrupted: bool = False


def grade_class(
    root: Path,
    names: Iterable[str],
    options: Options,
    *,
    display: Display | None = None,
    interrupted: Callable[[], bool] = lambda: False,
    examine: Callable[[Job], Graded] | None = None,
) -> RunReport:
    """Grade everything that was handed in and is not graded yet.

    Parameters
    ----------
    root : Path
        The course.
    names : iterable of str
        Lessons, ``NN_slug``.
    options : Options
    display : Display, optional
        Shows the progress; nothing by default.
    interrupted : callable
        Asked several times a second; true ends the run in good order.
    examine : callable, optional
        Grades one submission, in a worker; the examiner's `grade` by default.

    Returns
    -------
    RunReport

    Raises
    ------
    autograder.grading.lessons.LessonError, autograder.source.SourceError, autograder.source.ChecksError
        If a lesson cannot be graded.
    autograder.grading.gradebook.GradebookError
        If the gradebook cannot be read or written.
    autograder.workers.cluster.ClusterError, CrewError
        If there is nobody who can work.
    """
    from autograder.grading.gradebook import Gradebook  # noqa: PLC0415 - SQLAlchemy and nbgrader, seconds

    started, display = time.monotonic(), display or Counting()
    clear_up()  # workers do, but there may be nothing for them to do
    lessons = read_lessons(root, names, options.change)
    with display, Shelf() as shelf, Gradebook(options.database, course=root, listen=display.note) as book:
        hand_ins = read_hand_ins(options.source or book.submitted, lessons, options.students)
        plan = make_plan(book, hand_ins, lessons, shelf, regrade=options.regrade, interrupted=interrupted)
        report = RunReport(_counts(plan), list(plan.unreadable), plan.refused)
        display.planned(report.counts)
        through = plan.through
        if through and plan.tickets:
            workers = _workers(options, len(plan.tickets))
            job = partial(_job, shelf, lessons, options.trusted)
            done = partial(_commit, book, report)
            through = Crew(workers, examine or _examiner(), job, done, display, interrupted).work(plan.tickets)
            workers.shutdown()
    report.interrupted, report.seconds = not through, time.monotonic() - started
    return report


def _counts(plan: Plan) -> dict[str, Count]:
    counts = {lesson: Count(before=done) for lesson, done in plan.done.items()}
    for ticket in plan.tickets:
        counts[ticket.lesson].waiting += 1
    for graded in plan.unreadable:
        counts[graded.lesson].quarantined += 1
    return counts


def _examiner() -> Callable[[Job], Graded]:
    from autograder.grading.examiner.engine import grade  # noqa: PLC0415 - numpy and more, where there is something to do

    return grade


def _job(shelf: Shelf, lessons: Mapping[str, Lesson], trusted: bool, ticket: Ticket, cold: bool) -> Job:  # noqa: FBT001 - part of it is filled in
    lesson, planned = lessons[ticket.lesson], ticket.planned
    return Job(shelf.take(ticket), lesson.bundle, planned.attempt, planned.seed, lesson.limits, trusted=trusted, cold=cold)


def _commit(book: "Gradebook", report: RunReport, ticket: Ticket, graded: Graded) -> None:
    book.commit(graded, ticket.planned)
    if graded.outcome != "graded":
        report.apart.append(graded)


def _workers(options: Options, tickets: int) -> Workers:
    """Find those who do the work, and refuse to let unknown code run where nothing shuts it in."""
    if options.scheduler:
        cluster = dask_workers(options.scheduler, introduce=introduce)
        open_to_all = {worker: why for worker, why in cluster.ask(unprotected).items() if why}
        if open_to_all and not options.trusted:
            cluster.stop()
            worker, why = next(iter(open_to_all.items()))
            raise CrewError(_refusal(f"{len(open_to_all)} workers, such as {worker}", why))
        return cluster
    if not options.trusted and (why := unprotected()):
        raise CrewError(_refusal("this machine", why))
    return local_workers(min(options.jobs or sensible_jobs(), tickets))


def _refusal(where: str, why: str) -> str:
    return (
        f"submissions would run unprotected on {where}: {why} `petals doctor` says more. "
        "If you know every author, --trust-submissions grades all the same."
    )
