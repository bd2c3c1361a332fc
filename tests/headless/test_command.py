"""`petals run` as a process: what it prints, returns, and leaves behind when it is interrupted."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import psutil
import pytest

PATIENCE = 60  # seconds; only how long a broken test takes to say so
# The course's own code stands still for these tests, also while somebody is writing it.
SCRIPT = "from autograder.headless import commands, reuse; reuse._software = lambda: 'steady'; commands.run()"
COMMAND = [sys.executable, "-c", SCRIPT]
INTERRUPTED = 130

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals; run it on Linux or macOS")


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "COURSE_ROOT": str(root), "TERM": "dumb"}
    return subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=os.name == "posix",
    )


def petals_run(root: Path, *arguments: str) -> tuple[int, str]:
    process = start(root, *arguments)
    printed, _ = process.communicate(timeout=2 * PATIENCE)
    return process.returncode, printed


def folder(root: Path, lesson: str) -> Path:
    return root / "_build/run" / lesson / "en-quick-auto-seed0"


def until_asleep(root: Path, lesson: str) -> psutil.Process:
    """Wait until the lesson's last cell sleeps in a process of its own; give that process's kernel."""
    for _ in range(10 * PATIENCE):
        position = folder(root, lesson) / "position.json"
        if position.exists() and (kernel := psutil.Process(json.loads(position.read_text())["kernel"])).children():
            return kernel
        time.sleep(0.1)
    raise AssertionError(f"{lesson} did not reach its last cell")


def gone(*processes: psutil.Process) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=PATIENCE)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_a_run_that_passes_returns_zero_and_writes_both_reports(course):
    course.add("10_passes")
    code, printed = petals_run(course.root)
    assert code == 0, printed
    assert "10_passes: ran in" in printed
    assert "passed      10_passes  1/1 metrics" in printed
    assert "\x1b" not in printed
    assert ET.parse(course.root / "_build/junit.xml").getroot().get("failures") == "0"
    assert "✓ passed" in (course.root / "_build/report.html").read_text(encoding="utf-8")


def test_a_run_that_fails_returns_one_and_names_every_number_and_by_how_much(course):
    course.add("11_falls_short", "12_raises")
    code, printed = petals_run(course.root)
    assert code == 1
    assert "11_falls_short: accuracy: 0.8 is 0.1 below the target (at least 0.9)" in printed
    assert "12_raises: stopped in cell code-004: ZeroDivisionError" in printed


def test_an_unknown_lesson_and_seeds_that_are_no_numbers_are_explained(course):
    course.add("10_passes")
    assert "no lesson 'nowhere'" in petals_run(course.root, "nowhere")[1]
    assert "'0,x' is not a list of whole numbers such as 0,1,2" in petals_run(course.root, "--seeds", "0,x")[1]


@posix_only
@pytest.mark.parametrize("whole_group", [True, False], ids=["as a terminal does", "the command alone"])
def test_an_interrupted_run_keeps_what_is_done_and_goes_on_from_there(course, whole_group):
    course.add("10_passes", "19_takes_long")
    process = start(course.root)
    kernel = until_asleep(course.root, "19_takes_long")
    started = kernel.children()
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == INTERRUPTED, printed
    assert "Traceback" not in printed
    assert gone(kernel, *started)
    assert "interrupted 19_takes_long" in printed
    assert ET.parse(course.root / "_build/junit.xml").getroot().get("skipped") == "1"
    assert "… interrupted" in (course.root / "_build/report.html").read_text(encoding="utf-8")
    half = json.loads((folder(course.root, "19_takes_long") / "19_takes_long.ipynb").read_text())
    assert any(cell.get("outputs") for cell in half["cells"])
    course.write("19_takes_long", "\n# %%\nrecord('accuracy', 0.95)\n")
    code, printed = petals_run(course.root)
    assert code == 0, printed
    assert "10_passes: started" not in printed
    assert "19_takes_long: started" in printed
    assert "unchanged since it passed" in printed


@posix_only
@pytest.mark.parametrize("victim", ["worker", "command"])
def test_no_kernel_outlives_a_killed_worker_or_a_killed_command(course, victim):
    course.add("19_takes_long")
    process = start(course.root)
    kernel = until_asleep(course.root, "19_takes_long")
    worker = kernel.parent()
    (worker if victim == "worker" else process).kill()
    printed, _ = process.communicate(timeout=PATIENCE)
    assert gone(kernel, worker)
    if victim == "worker":
        assert "could not be run: its worker process died" in printed


@posix_only
def test_two_runs_at_once_in_one_course_are_refused(course):
    course.add("19_takes_long")
    process = start(course.root)
    until_asleep(course.root, "19_takes_long")
    code, printed = petals_run(course.root)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert (code, "another `petals run` is at work" in printed) == (1, True)
    assert process.returncode == INTERRUPTED
