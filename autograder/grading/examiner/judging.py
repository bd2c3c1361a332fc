"""Results of whole submissions: those that were examined, and those that could not be."""

import json
from collections.abc import Iterator, Mapping

from autograder.grading.examiner import reasons
from autograder.grading.examiner.outputs import Output
from autograder.grading.examiner.sitting import Sat, Stop
from autograder.grading.intake.prepared import Prepared
from autograder.grading.intake.writing import compose_bytes
from autograder.grading.results import ExerciseResult, Graded, Job, Note
from autograder.kernels.limits import Limits
from course_utils.checking import LessonChecks, Score, Text
from course_utils.checking.scores import Status

LONGEST_ERROR = 200  # characters


def first_results(prepared: Prepared, checks: LessonChecks, sat: Sat, limits: Limits, *, out_of_time: bool) -> list[ExerciseResult]:
    """Write down the first sitting's results, with a reason for what was not examined.

    Parameters
    ----------
    prepared : Prepared
    checks : LessonChecks
    sat : Sat
    limits : Limits
    out_of_time : bool
        The sitting ended because its time was over.

    Returns
    -------
    list of ExerciseResult, in the lesson's order
    """
    results = []
    for cell in prepared.cells:
        known = checks.exercises.get(cell.exercise)
        if known is None or cell.role not in ("check", "manual"):
            continue
        if known.manual:
            results.append(ExerciseResult(cell.id, nothing(known.name, known.points, "needs_staff")))
        elif known.name in sat.scores:
            score = sat.scores[known.name]
            reason = sat.reasons.get(known.name) or (_cut_short(prepared, checks, sat, known.name) if score.status != "passed" else None)
            results.append(ExerciseResult(cell.id, score, peak_bytes=sat.peaks[known.name], reason=reason))
        else:
            reason = _not_reached(sat.stop, prepared) if sat.stop is not None else None
            if out_of_time:
                reason = reasons.NO_TIME.fill(seconds=limits.notebook_s)
            results.append(ExerciseResult(cell.id, nothing(known.name, known.points), reason=reason))
    return results


def _cut_short(prepared: Prepared, checks: LessonChecks, sat: Sat, exercise: str) -> Text | None:
    """Say that the answer's own cell did not run to its end: what the checks then miss is only the consequence."""
    answer = next(cell for cell in prepared.cells if cell.role == "answer" and cell.exercise == exercise)
    ran = sat.ran.get(answer.id)
    untouched = answer.source.strip() == checks.stubs.get(exercise, "").strip()
    if ran is None or ran.end not in ("error", "interrupted") or untouched:
        return None
    if ran.end == "interrupted":
        return reasons.ANSWER_INTERRUPTED.fill(seconds=round(ran.seconds))
    raised = next((output for output in ran.outputs if output["output_type"] == "error"), None)
    return reasons.ANSWER_RAISED.fill(error=_first_line(raised)) if raised is not None else None


def _first_line(raised: Output) -> str:
    words = f"{raised['ename']}: {raised['evalue']}".strip().splitlines()[0]
    return words if len(words) <= LONGEST_ERROR else words[: LONGEST_ERROR - 1] + "…"


def _not_reached(stop: Stop, prepared: Prepared) -> Text:
    if stop.cell.role in ("answer", "check"):
        where = (reasons.IN_ANSWER if stop.cell.role == "answer" else reasons.IN_CHECK).fill(exercise=stop.cell.exercise)
    else:
        where = reasons.IN_CELL.fill(number=1 + [cell.id for cell in prepared.cells].index(stop.cell.id))
    return reasons.BEFORE.fill(where=where, why=stop.text)


def quarantined(job: Job, reason: Text, stages: Mapping[str, float]) -> Graded:
    """Give zero for what cannot be run at all.

    Parameters
    ----------
    job : Job
    reason : Text
        For the student.
    stages : mapping of str to float

    Returns
    -------
    Graded
    """
    exercises = tuple(ExerciseResult(cell, nothing(name, points), reason=reason) for cell, name, points in _graded_cells(job))
    return Graded(job.submission.student, job.bundle.name, "quarantined", job.attempt, reason, exercises=exercises, stages=dict(stages))


def unfinished(job: Job, trouble: Text, stages: Mapping[str, float], prepared: Prepared | None = None) -> Graded:
    """Leave a submission to staff, because the grader itself failed.

    Parameters
    ----------
    job : Job
    trouble : Text
        For staff.
    stages : mapping of str to float
    prepared : Prepared, optional
        If it came that far.

    Returns
    -------
    Graded
    """
    return Graded(
        job.submission.student,
        job.bundle.name,
        "needs_staff",
        job.attempt,
        reasons.GRADER_FAILED,
        prepared.language if prepared is not None else "en",
        tuple(ExerciseResult(cell, nothing(name, points, "needs_staff")) for cell, name, points in _graded_cells(job)),
        (*(prepared.notes if prepared is not None else ()), Note("staff", trouble)),
        compose_bytes(prepared, job.bundle) if prepared is not None else b"",
        stages=dict(stages),
    )


def nothing(exercise: str, points: float, status: Status = "failed") -> Score:
    """Write a score that earns nothing.

    Parameters
    ----------
    exercise : str
    points : float
    status : "failed" or "needs_staff"

    Returns
    -------
    Score
    """
    return Score(exercise, status, 0.0, points, 0.0, ())


def _graded_cells(job: Job) -> Iterator[tuple[str, str, float]]:
    """Name the graded cells of a release without loading its checks: cell, exercise, points."""
    released = job.bundle.released
    notebook = json.loads(released[min(released)])
    for cell in notebook["cells"]:
        entry = cell["metadata"].get("nbgrader", {})
        if entry.get("grade"):
            name = str(entry["grade_id"])
            yield name, name.partition("-")[2], float(entry["points"])
