import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.grading.fixtures.making import LIGHT


@dataclass(frozen=True)
class School:
    """A course in which an instructor works, from a shell or in formgrader."""

    root: Path

    def nbgrader(self, *arguments):
        """Run nbgrader as an instructor does."""
        environment = {**os.environ, "COURSE_PROGRESS": str(self.root / "progress.json")}
        environment.pop("COURSE_ROOT", None)
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )

    def marks(self, student, lesson=LIGHT):
        """The grades of a student by exercise, from nbgrader's tables."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            (notebook,) = book.find_submission(lesson, student).notebooks
            return {grade.name.split("-", 1)[1]: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}

    def comments(self, student, lesson=LIGHT):
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            (notebook,) = book.find_submission(lesson, student).notebooks
            return {comment.name.split("-", 1)[1]: comment.comment for comment in notebook.comments}

    def journal(self, student):
        from autograder.grading.gradebook import Gradebook

        with Gradebook(f"sqlite:///{self.root}/gradebook.db", course=self.root) as book:
            return book.journal(LIGHT, student)

    def autograded(self, student, lesson=LIGHT):
        return self.root / "autograded" / student / lesson


@pytest.fixture
def own_converter(monkeypatch):
    """nbgrader's modules as they were, once the test is over."""
    from nbgrader.apps import api, autogradeapp

    monkeypatch.setattr(api, "Autograde", api.Autograde)
    monkeypatch.setattr(autogradeapp, "Autograde", autogradeapp.Autograde)
