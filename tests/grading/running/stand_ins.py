"""Grading functions that need no kernel, for tests of whatever hands submissions out and takes results in.

What they do depends on the student's name, so that every test can put together the class it needs.
"""

import hashlib
import json
import os
import signal
import threading
import time
from pathlib import Path

from autograder.grading.results import ExerciseResult, Graded, Job
from course_utils.checking import Score, Text

GATE = "PETALS_TEST_GATE"  # a folder: who waits leaves a file STUDENT.waits there, and goes on when "open" is there
FOREVER = 300  # seconds


def examine(job: Job) -> Graded:
    """Give points by the student's name and the seed, as fast as can be; students named for trouble make it."""
    student = job.submission.student
    note(job, "begun")
    if student.startswith("poison") or (student.startswith("unlucky") and not job.cold):
        os.kill(os.getpid(), signal.SIGKILL)
    if student.startswith("waits"):
        wait_at_gate(job)
    if student.startswith("raises"):
        raise ZeroDivisionError("the secret of the hidden check")
    if student.startswith("quarantined"):
        reason = Text("This is no notebook.", "노트북이 아니에요.")
        return Graded(student, job.submission.lesson, "quarantined", job.attempt, reason=reason)
    return marked(job)


def marked(job: Job) -> Graded:
    """Give a share of each exercise's points that only seed and exercise decide."""
    results = []
    for cell in json.loads(job.bundle.released["en"])["cells"]:
        entry = cell["metadata"].get("nbgrader", {})
        if not entry.get("grade") or entry["solution"]:
            continue
        name = entry["grade_id"].removeprefix("check-")
        share = hashlib.sha256(f"{job.seed} {name}".encode()).digest()[0] % 5 / 4
        status = "passed" if share == 1 else "partial" if share else "failed"
        score = Score(name, status, share, entry["points"], round(share * entry["points"], 2), ())
        results.append(ExerciseResult(entry["grade_id"], score))
    graded = Graded(job.submission.student, job.submission.lesson, "graded", job.attempt, exercises=tuple(results))
    return Graded(**{**graded.__dict__, "notebook": job.bundle.released["en"], "kernel": "cold" if job.cold else "warm"})


def note(job: Job, what: str) -> None:
    if gate := os.environ.get(GATE):
        with (Path(gate) / "log").open("a", encoding="utf-8") as file:
            file.write(f"{what} {job.submission.student} {os.getpid()} {'cold' if job.cold else 'warm'} {time.monotonic()}\n")


def wait_at_gate(job: Job) -> None:
    gate = Path(os.environ[GATE])
    (gate / f"{job.submission.student}.waits").write_text(str(os.getpid()), encoding="utf-8")
    for _ in range(int(FOREVER / 0.02)):
        if (gate / "open").exists():
            return
        threading.Event().wait(0.02)
    raise TimeoutError("nobody opened the gate")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_the_second_time(been: Path) -> int:
    if been.exists():
        die()
    been.touch()
    return os.getpid()


def misfit() -> int:
    return os.getpid()


def pid_when_free(seconds: float = 0.05) -> int:
    time.sleep(seconds)
    return os.getpid()
