import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
FIXTURE = REPOSITORY / "tests/source/fixtures/course/solutions/01_doubling"
LESSONS = [
    pytest.param(FIXTURE, id="tiny lesson"),
    pytest.param(REPOSITORY / "solutions/01_perceptron", id="01_perceptron", marks=pytest.mark.slow),
]


@dataclass(frozen=True)
class Class:
    """A copy of the course in which an instructor works from a shell."""

    root: Path
    lesson: str

    def nbgrader(self, *arguments, **variables):
        """Run nbgrader as an instructor does; its log, or a failed test."""
        environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "COURSE_PROGRESS": str(self.root / "progress.json"), **variables}
        environment.pop("COURSE_ROOT", None)
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def submit(self, student, notebook, *, checks=None):
        """Put a submission where `nbgrader collect` would."""
        folder = self.root / "submitted" / student / self.lesson
        folder.mkdir(parents=True)
        (folder / f"{self.lesson}.ipynb").write_text(notebook, encoding="utf-8")
        (folder / "checks.py").write_text(checks or "", encoding="utf-8")


@pytest.fixture(scope="module", params=LESSONS)
def school(request, tmp_path_factory):
    """A copy of the course with one lesson, released."""
    from autograder.source import release

    root = tmp_path_factory.mktemp("school")
    shutil.copytree(request.param, root / "solutions" / request.param.name, ignore=shutil.ignore_patterns("*.ipynb", "__pycache__"))
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    release(root)
    return Class(root, request.param.name)
