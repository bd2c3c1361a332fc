"""Grades one submission: intake, a sandboxed sitting, a second one where the lesson allows it, the executed notebook."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from autograder.grading.examiner import reasons
from autograder.grading.examiner.checks import lesson_checks
from autograder.grading.examiner.judging import first_results, quarantined, unfinished
from autograder.grading.examiner.notebook import executed
from autograder.grading.examiner.planning import Second, first_steps, plan_second, second_steps
from autograder.grading.examiner.second import better
from autograder.grading.examiner.sitting import Sat, Sitting
from autograder.grading.intake import Prepared, Quarantined, normalise
from autograder.grading.results import ExerciseResult, Graded, Job
from course_utils.checking import LessonChecks, Text
from course_utils.checking.language import same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from autograder.grading.examiner.planning import Step
    from autograder.kernels.sandboxes import Sandbox, SandboxKernel

Listener: TypeAlias = Callable[[str], None]
RESERVED = 0.25  # share of the notebook's time that a lesson with second sittings keeps for one


@dataclass
class _Course:
    """One submission on its way: what is known so far."""

    job: Job
    listen: Listener
    stages: dict[str, float] = field(default_factory=dict)
    kernel: str = ""
    peak_bytes: int = 0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage, and tell who listens that it begins."""
        self.listen(name)
        began = monotonic()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + monotonic() - began


def _silent(_: str) -> None:
    """Tell nobody."""


def grade(job: Job, *, sandbox: "Sandbox | None" = None, listen: Listener = _silent) -> Graded:
    """Grade one submission.

    Parameters
    ----------
    job : Job
    sandbox : Sandbox, optional
        Where to run it; without it, this process's own, which is opened once and kept.
    listen : callable
        Told the name of each stage as it begins: "intake", "start", "execute", "second", "close".

    Returns
    -------
    Graded
        Whatever the student's code does. "needs_staff" if the grader itself failed: a faulty check, or a sandbox that broke twice.

    Raises
    ------
    autograder.kernels.sandboxes.SandboxError
        If no submission could be graded here: this machine has no sandbox and the job is not trusted, or it lacks what lessons import.
    """
    course = _Course(job, listen)
    try:
        with course.stage("intake"):
            checks = lesson_checks(job.bundle)
            prepared = normalise(job.submission, job.bundle)
    except Quarantined as refusal:
        return quarantined(job, refusal.reason, course.stages)
    except Exception as error:  # noqa: BLE001 - the grader's own fault: it must not stop the class
        return unfinished(job, reasons.FAILURE.fill(error=_said(error)), course.stages)
    from autograder.kernels.keeping import borrowed  # noqa: PLC0415 - loads jupyter_client
    from autograder.kernels.sandboxes import Unfit  # noqa: PLC0415 - likewise

    with ExitStack() as stack:
        place = sandbox or (None if job.cold else stack.enter_context(borrowed(trusted=job.trusted)))
        try:
            return _graded(course, prepared, checks, place)
        except Unfit:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            return unfinished(job, reasons.FAILURE.fill(error=_said(error)), course.stages, prepared)


def _graded(course: _Course, prepared: Prepared, checks: LessonChecks, place: "Sandbox | None") -> Graded:
    from autograder.kernels.sandboxes import SandboxError, Unfit, open_sandbox  # noqa: PLC0415 - loads jupyter_client

    given: list[AbstractContextManager[Sandbox]] = [nullcontext(place)] if place is not None else []
    trouble = Text("", "")
    for opened in (*given, open_sandbox(trusted=course.job.trusted, cold=True)):  # whatever breaks one, a kernel of its own comes next
        try:
            with opened as sandbox:
                return _in_sandbox(course, prepared, checks, sandbox)
        except Unfit:
            raise
        except SandboxError as error:
            trouble = _said(error)
    return unfinished(course.job, reasons.BROKEN_TWICE.fill(error=trouble), course.stages, prepared)


def _in_sandbox(course: _Course, prepared: Prepared, checks: LessonChecks, sandbox: "Sandbox") -> Graded:
    job, course.kernel = course.job, sandbox.kind
    again = checks.fresh_start or any(exercise.needs for exercise in checks.exercises.values())
    began = monotonic()
    until = began + job.limits.notebook_s * (1 - RESERVED * again)
    sat = _sit(course, prepared, checks, sandbox, first_steps(prepared.cells, checks), until)
    results = first_results(prepared, checks, sat, job.limits, out_of_time=sat.stop is None and monotonic() >= until)
    notes = [*prepared.notes, *sat.notes]
    stop = sat.stop.cell if sat.stop is not None else None
    killed_in = stop.exercise if stop is not None and stop.role == "check" else ""
    plan = plan_second(prepared.cells, checks, sat.scores, stop.id if stop is not None and not killed_in else "", killed_in)
    if again and plan is not None:
        results = _once_more(course, prepared, checks, sandbox, plan, results, began + job.limits.notebook_s)
    by_cell = {result.cell: result for result in results}
    failed = any(result.score.status == "needs_staff" and not checks.exercises[result.score.exercise].manual for result in results)
    return Graded(
        student=job.submission.student,
        lesson=job.bundle.name,
        outcome="needs_staff" if failed else "graded",
        attempt=job.attempt,
        reason=reasons.GRADER_FAILED if failed else None,
        language=prepared.language,
        exercises=tuple(results),
        notes=tuple(notes),
        notebook=executed(prepared, job.bundle, sat, by_cell),
        kernel=course.kernel,
        stages=course.stages,
        peak_bytes=course.peak_bytes,
    )


def _once_more(
    course: _Course, prepared: Prepared, checks: LessonChecks, sandbox: "Sandbox", plan: Second, results: list[ExerciseResult], until: float
) -> list[ExerciseResult]:
    """Hold the second sitting. A sandbox that breaks in it is the caller's trouble: a second sitting that was lost would cost points."""
    course.listen("second")
    began, kept_stages = monotonic(), dict(course.stages)
    try:
        sat = _sit(course, prepared, checks, sandbox, second_steps(prepared.cells, plan), until)
    finally:
        course.stages.clear()
        course.stages.update(kept_stages, second=monotonic() - began)
    return [better(result, sat, plan) for result in results]


def _sit(course: _Course, prepared: Prepared, checks: LessonChecks, sandbox: "Sandbox", steps: "Iterable[Step]", until: float) -> Sat:
    """Hold one sitting in a fresh kernel."""
    job = course.job
    with ExitStack() as stack:
        with course.stage("start"):
            kernel: SandboxKernel = stack.enter_context(sandbox.kernel(_files(job), {}, job.limits))
        course.listen("execute")
        sat = Sitting(kernel, checks, job.bundle.answers, job.seed, job.limits, until, prepared.language).sit(steps)
        course.stages |= {"execute": sat.execute_s, "examine": sat.examine_s}
        course.peak_bytes = max(course.peak_bytes, kernel.peak_bytes)
        with course.stage("close"):
            stack.close()
    return sat


def _files(job: Job) -> dict[str, bytes]:
    """Give a student's own folder what it has at home: the checks that were released with the lesson."""
    files = {"checks.py": job.bundle.checks, "stubs.json": job.bundle.stubs}
    return {f"lessons/{language}/{job.bundle.name}/{name}": content for language in job.bundle.released for name, content in files.items()}


def _said(error: Exception) -> Text:
    return same(f"{type(error).__name__}: {error}"[:500])
