"""Runs lessons' solutions without a browser and holds what they record to their targets."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from autograder.headless.crew import Crew
from autograder.headless.execute import Task
from autograder.headless.judge import LessonReport
from autograder.headless.measured import describe_machine, write_measured
from autograder.headless.planning import Plan, plan
from autograder.headless.progress import Display, Silent
from autograder.headless.results import Execution, Settings
from autograder.headless.reuse import keep, last_numbers
from autograder.workers import cores, local_workers

LIMITS = {"quick": 900.0, "full": 3600.0}  # seconds for a notebook; the slowest lesson's on two cores, several times over


@dataclass(frozen=True)
class RunReport:
    """What a run found out.

    Attributes
    ----------
    settings : Settings
    lessons : tuple of LessonReport
        In the course's order.
    when : str
        Local date and time of the start, ISO 8601.
    seconds : float
    machine : str
        What it ran on, in a few words.
    interrupted : bool
    """

    settings: Settings
    lessons: tuple[LessonReport, ...]
    when: str
    seconds: float
    machine: str
    interrupted: bool = False

    @property
    def passed(self) -> bool:
        """Whether every lesson was run and passed."""
        return not self.interrupted and all(lesson.passed for lesson in self.lessons)

    @property
    def problems(self) -> tuple[str, ...]:
        """Every reason not to pass, one line each, with the lesson's name."""
        return tuple(f"{lesson.name}: {problem}" for lesson in self.lessons for problem in lesson.problems)


def run_lessons(  # noqa: PLR0913 - all by keyword, each one option of `petals run`
    root: Path,
    names: Iterable[str] = (),
    *,
    profile: str = "quick",
    source: str = "auto",
    language: str = "en",
    seeds: Sequence[int] = (0,),
    limit: float | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    display: Display | None = None,
    workers: Callable[[int], Executor] = local_workers,
) -> RunReport:
    """Execute solution notebooks in separate processes and judge what they record.

    Parameters
    ----------
    root : Path
        The course.
    names : iterable of str
        Lessons, as `autograder.source.lesson_names` takes them; none means all.
    profile : str, "quick" or "full"
    source : str, "real", "synthetic" or "auto"
    language : str, "en" or "ko"
    seeds : sequence of int
        Each notebook is executed once per seed, and the median is judged.
    limit : float, seconds, optional
        Longest a notebook may take; 15 minutes for "quick", an hour for "full" by default.
    jobs : int, optional
        Notebooks at the same time; `sensible_jobs()` by default.
    fresh : bool
        Execute everything again, also what has not changed since it passed.
    display : Display, optional
        Shows the progress; nothing by default.
    workers : callable
        Makes an Executor of so many processes that share this file system.

    Returns
    -------
    RunReport
        Whatever happened in the notebooks. A KeyboardInterrupt ends the run early, and what is done is in the report.

    Raises
    ------
    autograder.source.CourseError
        If a named lesson does not exist.
    """
    from autograder.source import lesson_names  # noqa: PLC0415 - jupytext, half a second

    when, started = datetime.now().astimezone().isoformat(timespec="seconds"), time.monotonic()
    settings = Settings(profile, source, language, tuple(dict.fromkeys(seeds)), limit or LIMITS[profile])
    jobs = jobs or sensible_jobs()
    threads = max(1, cores() // jobs) if jobs > 1 else None
    plans = [plan(root, name, settings, threads=threads, fresh=fresh) for name in lesson_names(root, names)]
    results, through = _execute(plans, jobs, display or Silent(), workers)
    lessons = tuple(planned.report(results[planned.lesson], settings) for planned in plans)
    return RunReport(settings, lessons, when, time.monotonic() - started, describe_machine(), interrupted=not through)


def sensible_jobs() -> int:
    """Choose how many notebooks run at the same time.

    Returns
    -------
    int
        One for every four cores, at least one. TensorFlow keeps several cores busy by itself: on two cores a second
        training would slow the first one down, and the time ratios that lessons record would mean nothing.
    """
    return max(1, cores() // 4)


def write_measurements(root: Path, report: RunReport) -> list[Path]:
    """Write what was measured into the lessons' targets.toml.

    Parameters
    ----------
    root : Path
        The course.
    report : RunReport

    Returns
    -------
    list of Path
        The files written. A lesson that did not run to its end is left out; one whose numbers fall short is not.
    """
    written = []
    for lesson in report.lessons:
        path = root / "solutions" / lesson.name / "targets.toml"
        complete = lesson.executions and all(execution.sound for execution in lesson.executions)
        if complete and path.exists() and write_measured(path, lesson.verdicts, when=report.when[:10], on=report.machine):
            written.append(path)
    return written


def _execute(
    plans: Sequence[Plan], jobs: int, display: Display, workers: Callable[[int], Executor]
) -> tuple[dict[str, list[Execution]], bool]:
    """Execute what is open and put it beside what was kept, in the order of the seeds."""
    keys = {task: key for planned in plans for task, key in planned.open}
    before = {task: last_numbers(task) for task in keys}
    found: dict[Task, Execution] = {}

    def done(task: Task, execution: Execution) -> None:
        found[task] = replace(execution, previous=before[task])
        keep(task, keys[task], found[task])

    def begin(task: Task) -> None:  # from here on, whatever happens, an old result does not belong to the notebook beside it
        keep(task, "", Execution(task.lesson, task.seed, "interrupted", previous=before[task]))

    with display:
        through = Crew(jobs, workers, display, begin, done).work(keys)
    results = {
        planned.lesson: [
            planned.kept.get(task.seed) or found.get(task) or Execution(task.lesson, task.seed, "interrupted") for task in planned.tasks
        ]
        for planned in plans
    }
    return results, through
