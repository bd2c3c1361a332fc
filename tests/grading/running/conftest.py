import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.grading.fixtures.making import LIGHT, hand_in, light_course, untouched
from tests.grading.running.stand_ins import GATE

REPOSITORY = Path(__file__).parents[3]
LIMIT = 240  # seconds for anything: far above what it takes, even where the killed workers of a cluster start again on a busy machine


def until(true, what):
    deadline = time.monotonic() + LIMIT
    while not (found := true()):
        assert time.monotonic() < deadline, what
        time.sleep(0.02)
    return found


@dataclass
class Class:
    """A course with hand-ins, and a gate at which students named waits… wait."""

    course: Path
    gate: Path
    processes: list = field(default_factory=list)

    def hand_in(self, *students):
        for number, student in enumerate(students):
            hand_in(self.course, student, LIGHT, untouched(self.course) + b" " * (number % 3))

    def wait_for(self, student):
        """The process in which a student waits at the gate."""
        path = self.gate / f"{student}.waits"
        return int(until(lambda: path.exists() and path.read_text(), f"{student} never waited"))

    def open(self):
        (self.gate / "open").touch()

    def log(self):
        path = self.gate / "log"
        return [line.split() for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def start(self, *arguments):
        """Start the command with the stand-in examiner."""
        line = [sys.executable, "-m", "tests.grading.running.driver", LIGHT, *arguments]
        environment = {**os.environ, "COURSE_ROOT": str(self.course), GATE: str(self.gate), "PYTHONPATH": str(REPOSITORY)}
        environment["PETALS_SECRET"] = "the same in every test"
        process = subprocess.Popen(
            line, cwd=self.course, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        self.processes.append(process)
        return process

    def grade(self, *arguments):
        """Run the command to its end: exit code and what it printed."""
        process = self.start(*arguments)
        printed, _ = process.communicate(timeout=LIMIT)
        return process.returncode, printed

    def book(self):
        """What the gradebook says, without when and where."""
        from autograder.grading.gradebook import Gradebook

        with Gradebook("", course=self.course) as book:
            rows = [(row.student, row.attempt, row.run, row.fingerprint, row.outcome, row.score, row.notebook) for row in book.journal()]
            return book.standings(), sorted(rows)


@pytest.fixture(scope="session")
def light_template(tmp_path_factory):
    return light_course(tmp_path_factory.mktemp("light"))


@pytest.fixture
def make_class(light_template, tmp_path, monkeypatch):
    made = []
    monkeypatch.setenv("PETALS_SECRET", "the same in every test")

    def make(*students):
        course, gate = tmp_path / f"course{len(made)}", tmp_path / f"gate{len(made)}"
        shutil.copytree(light_template, course)
        gate.mkdir()
        made.append(Class(course, gate))
        made[-1].hand_in(*students)
        return made[-1]

    yield make
    for school in made:
        school.open()
        for process in school.processes:
            if process.poll() is None:
                with contextlib.suppress(psutil.NoSuchProcess):
                    for child in psutil.Process(process.pid).children(recursive=True):
                        child.send_signal(signal.SIGKILL)
                process.kill()
                process.wait()
