"""The real command with the real examiner, on the light lesson: every part of the engine at once."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from tests.grading.fixtures.answers import WRONG
from tests.grading.fixtures.making import LIGHT, hand_in, solved, untouched, with_answers
from tests.grading.running.conftest import REPOSITORY, until

pytestmark = [pytest.mark.sandbox, pytest.mark.skipif(sys.platform != "linux", reason="sandboxes need Linux")]
WAIT = 300  # seconds for a run: far above what it takes


def hand_in_all(course):
    given = solved(course)
    hand_in(course, "broken", LIGHT, given[: len(given) // 2])
    hand_in(course, "exits", LIGHT, with_answers(given, {"mean_light": "import os\nos._exit(7)"}))
    hand_in(course, "korean", LIGHT, solved(course, "ko"))
    hand_in(course, "partly", LIGHT, with_answers(given, {"expose": WRONG["expose"]}))
    hand_in(course, "right", LIGHT, given)
    hand_in(course, "untouched", LIGHT, untouched(course))


def start(course, *arguments):
    program = [sys.executable, "-c", "from autograder.cli import main; main(prog_name='petals')", "grade", LIGHT, *arguments]
    environment = {**os.environ, "COURSE_ROOT": str(course), "PYTHONPATH": str(REPOSITORY), "PETALS_SECRET": "the same in every test"}
    return subprocess.Popen(program, cwd=course, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(process):
    printed, _ = process.communicate(timeout=WAIT)
    return process.returncode, printed


def scores(school):
    return {row[0]: (row[4], row[5]) for row in school.book()[1]}


def test_a_class_is_graded_alike_by_one_worker_two_workers_and_a_cluster(make_class):
    distributed = pytest.importorskip("distributed", reason="install the extra `cluster`")
    books = []
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0, env={"PYTHONPATH": str(REPOSITORY)}
    ) as cluster:
        for arguments in (("--jobs", "1"), ("--jobs", "2"), ("--scheduler", cluster.scheduler_address)):
            school = make_class()
            hand_in_all(school.course)
            code, printed = finish(start(school.course, *arguments))
            assert code == 0, printed
            books.append(scores(school))
    assert books[0] == books[1] == books[2]
    outcomes = {student: outcome for student, (outcome, _) in books[0].items()}
    assert outcomes == {**dict.fromkeys(("exits", "korean", "partly", "right", "untouched"), "graded"), "broken": "quarantined"}
    full = books[0]["right"][1]
    assert books[0]["korean"][1] == full > books[0]["partly"][1] > books[0]["untouched"][1] == books[0]["broken"][1] == 0


def test_after_a_kill_of_everything_the_next_run_goes_on_and_no_sandbox_is_left(make_class):
    school = make_class()
    hand_in_all(school.course)
    process = start(school.course, "--jobs", "1")
    until(lambda: len(scores(school)) >= 2, "nobody was ever graded")
    below = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in below), f"left behind: {below}")
    before = scores(school)
    code, printed = finish(start(school.course, "--jobs", "1"))
    assert code == 0, printed
    assert len(scores(school)) == 6
    assert before.items() <= scores(school).items()
    assert len(school.book()[1]) == 6
