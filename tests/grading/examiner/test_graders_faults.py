"""What the grader does when it fails itself: once more in a kernel of its own, then staff; never a lost class."""

import json
import time
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from autograder.grading.bundles import LessonBundle
from autograder.grading.examiner import engine
from autograder.grading.examiner.engine import grade
from autograder.grading.examiner.judging import nothing
from autograder.grading.examiner.planning import Second
from autograder.grading.examiner.sitting import Sat
from autograder.grading.results import Job, Submission
from autograder.kernels import keeping, sandboxes
from autograder.kernels.sandboxes import SandboxError, Unfit

CHECKS = b"""
from course_utils.checking import check, exercise, text
exercise("f", points=2)
@check("f", title=text(en="one", ko="one"))
def is_one(student, expect):
    expect.equal(student.eval("f"), 1)
"""


def cell(name, role, source, **more):
    entry = {"cell_type": "code", "checksum": "", "grade": role == "check", "grade_id": name, "locked": role == "check"}
    entry |= {"schema_version": 3, "solution": role == "answer", "task": False, **more}
    return {"cell_type": "code", "execution_count": None, "id": name, "metadata": {"nbgrader": entry}, "outputs": [], "source": source}


@pytest.fixture
def job():
    cells = [cell("answer-f", "answer", "f = ..."), cell("check-f", "check", 'check("f")', points=2)]
    metadata = {"petals": {"language": "en", "lesson": "01_x"}}
    notebook = json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()
    bundle = LessonBundle("01_x", {"en": notebook}, CHECKS, b"", b"{}", {"f": "f = 1"})
    return Job(Submission("student", "01_x", notebook), bundle, 1, "00" * 32)


class Broken:
    """A sandbox whose kernels never come up."""

    kind = "warm"

    def __init__(self, error=None):
        self.asked, self._error = 0, error or SandboxError("its server is gone")

    def kernel(self, *_):
        self.asked += 1
        raise self._error


@pytest.fixture
def cold(monkeypatch):
    """What stands in for the sandbox of the second try."""
    found = SimpleNamespace(sandbox=Broken(), opened=[], closed=0)

    @contextmanager
    def open_sandbox(**how):
        found.opened.append(how)
        yield found.sandbox
        found.closed += 1

    monkeypatch.setattr(sandboxes, "open_sandbox", open_sandbox)
    return found


def test_a_sandbox_that_breaks_is_followed_by_a_kernel_of_its_own_and_then_by_staff(job, cold):
    warm = Broken()
    graded = grade(job, sandbox=warm)
    assert (warm.asked, cold.sandbox.asked, cold.opened) == (1, 1, [{"trusted": False, "cold": True}])
    assert graded.outcome == "needs_staff"
    assert "not your fault" in graded.reason.en
    assert [(result.cell, result.score.status, result.score.earned) for result in graded.exercises] == [("check-f", "needs_staff", 0)]
    assert "its server is gone" in next(note for note in graded.notes if note.kind == "staff").message.en
    assert json.loads(graded.notebook)["cells"][0]["source"] == "f = ..."


def test_a_job_whose_worker_was_lost_starts_cold(job, cold):
    grade(replace(job, cold=True))
    assert cold.opened == [{"trusted": False, "cold": True}]


def test_a_mistake_of_ours_is_for_staff_and_stops_nobody(job, cold):
    graded = grade(job, sandbox=Broken(ZeroDivisionError("ours")))
    assert graded.outcome == "needs_staff"
    assert "ZeroDivisionError: ours" in graded.notes[-1].message.en


def test_without_any_sandbox_nobody_is_graded(job, monkeypatch):
    def refuse(**_):
        raise SandboxError("Submissions cannot be shut in here")

    monkeypatch.setattr(sandboxes, "open_sandbox", refuse)
    monkeypatch.setattr(keeping, "borrowed", keeping.Keeper().borrowed)
    with pytest.raises(SandboxError, match="shut in"):
        grade(job)


def test_a_machine_that_would_wrong_everybody_alike_grades_nobody(job, cold):
    with pytest.raises(Unfit, match="seaborn"):
        grade(job, sandbox=Broken(Unfit("Lessons import seaborn")))
    assert cold.opened == []
    cold.sandbox = Broken(Unfit("Lessons import seaborn"))
    with pytest.raises(Unfit, match="seaborn"):
        grade(replace(job, cold=True))


def test_a_second_sitting_that_breaks_twice_is_for_staff(job, cold, monkeypatch):
    """What the first earned alone would be fewer points, for no fault of the student's."""
    sittings = []

    def sit(_course, _prepared, _checks, sandbox, _steps, _until):
        sittings.append(sandbox.kind)
        if len(sittings) % 2 == 0:
            raise SandboxError("its server is gone")
        return Sat(scores={"f": nothing("f", 2)}, peaks={"f": 0})

    monkeypatch.setattr(engine, "_sit", sit)
    monkeypatch.setattr(engine, "plan_second", lambda *_: Second(frozenset({"f"}), frozenset()))
    bundle = replace(job.bundle, checks=CHECKS + b"from course_utils.checking import fresh_start\nfresh_start()\n")
    cold.sandbox.kind = "cold"
    graded = grade(replace(job, bundle=bundle), sandbox=Broken())
    assert sittings == ["warm", "warm", "cold", "cold"]
    assert graded.outcome == "needs_staff"


def test_sandboxes_are_kept_until_they_are_closed_and_lent_to_one_at_a_time(cold):
    keeper = keeping.Keeper()
    for _ in range(2):
        with keeper.borrowed():
            pass
    assert len(cold.opened) == 1
    with keeper.borrowed(), keeper.borrowed():
        assert len(cold.opened) == 2
    keeper.close()
    with keeper.borrowed():
        assert len(cold.opened) == 3
    keeper.close()


def test_sandboxes_that_nobody_uses_any_more_are_closed_and_those_in_use_are_not(cold):
    keeper = keeping.Keeper(kept_for=0.01)
    with keeper.borrowed():
        with keeper.borrowed():
            pass
        time.sleep(0.1)
        assert cold.closed == 0
    deadline = time.monotonic() + 10
    while cold.closed < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert cold.closed == 2


def test_stages_are_told_as_they_begin(job, cold):
    told = []
    engine.grade(job, sandbox=Broken(), listen=told.append)
    assert told == ["intake", "start", "start"]
