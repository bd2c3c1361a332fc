"""What a run has to do: build each lesson's notebook, and find out which executions of earlier runs still hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.headless.execute import Task
from autograder.headless.files import write_whole
from autograder.headless.judge import LessonReport, judge
from autograder.headless.results import Execution, Settings
from autograder.headless.reuse import fingerprint, recall
from autograder.headless.targets import Targets, TargetsError, read_targets


@dataclass(frozen=True)
class Plan:
    """One lesson's part of a run.

    Attributes
    ----------
    lesson : str
    tasks : tuple of Task
        One per seed; empty if the lesson cannot be built.
    keys : tuple of str
        The tasks' fingerprints.
    kept : mapping of int to Execution
        By seed, what need not be executed again.
    targets : Targets
    fault : str
        Why there is nothing to execute; else empty.
    """

    lesson: str
    tasks: tuple[Task, ...] = ()
    keys: tuple[str, ...] = ()
    kept: dict[int, Execution] = field(default_factory=dict)
    targets: Targets = field(default_factory=Targets)
    fault: str = ""

    @property
    def open(self) -> tuple[tuple[Task, str], ...]:
        """The tasks to execute, with their keys."""
        return tuple((task, key) for task, key in zip(self.tasks, self.keys, strict=True) if task.seed not in self.kept)

    def report(self, executions: Iterable[Execution], settings: Settings) -> LessonReport:
        """Judge the lesson.

        Parameters
        ----------
        executions : iterable of Execution
            One per seed.
        settings : Settings

        Returns
        -------
        LessonReport
        """
        if self.fault:
            return LessonReport(self.lesson, faults=(self.fault,))
        return judge(self.lesson, tuple(executions), self.targets, settings.profile, settings.source)


def plan(root: Path, lesson: str, settings: Settings, *, threads: int | None, fresh: bool) -> Plan:
    """Build a lesson and see what is left to do for it.

    Parameters
    ----------
    root : Path
        The course.
    lesson : str
    settings : Settings
    threads : int or None
        Threads each kernel may compute with.
    fresh : bool
        Execute everything again.

    Returns
    -------
    Plan
        With a fault if the lesson cannot be built: the other lessons go on.
    """
    from autograder.source import ChecksError, SourceError, build, read_source, source_path, to_text  # noqa: PLC0415 - nbformat, a second

    try:
        targets = read_targets(root / "solutions" / lesson / "targets.toml")
        built = to_text(build(read_source(source_path(root, lesson)), settings.language, solved=True))
    except (SourceError, ChecksError, TargetsError) as error:
        return Plan(lesson, fault=f"cannot be built: {error}")
    tasks = tuple(Task(lesson, seed, settings, root, _folder(root, lesson, settings, seed), threads) for seed in settings.seeds)
    for task in tasks:
        write_whole(task.built, built)
    keys = tuple(fingerprint(task, targets) for task in tasks)
    kept = {} if fresh else {task.seed: known for task, key in zip(tasks, keys, strict=True) if (known := recall(task, key))}
    planned = Plan(lesson, tasks, keys, kept, targets)
    # All there and yet not good enough: the lesson failed, and a lesson that failed is run again.
    failed = len(kept) == len(tasks) and not planned.report(kept.values(), settings).passed
    return Plan(lesson, tasks, keys, {}, targets) if failed else planned


def _folder(root: Path, lesson: str, settings: Settings, seed: int) -> Path:
    return root / "_build" / "run" / lesson / f"{settings.language}-{settings.profile}-{settings.source}-seed{seed}"
