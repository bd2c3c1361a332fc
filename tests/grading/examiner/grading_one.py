"""One light course, one sandbox, and hand-ins made on the spot: what the tests of whole submissions share."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from autograder.grading.examiner.engine import grade
from autograder.grading.lessons import read_bundle, read_limits
from autograder.grading.results import ExerciseResult, Graded, Job, Submission
from tests.grading.fixtures.making import LIGHT, solved, untouched, with_answers

SEED = "5e" * 32


class Course:
    """A course whose light lesson is graded here.

    Parameters
    ----------
    root : Path
    sandbox : Sandbox
    """

    def __init__(self, root: Path, sandbox: object) -> None:
        self.root, self.sandbox, self.lesson = root, sandbox, LIGHT
        self.bundle = read_bundle(root, self.lesson)
        self.limits = read_limits(root, self.lesson)
        self.solved = solved(root)
        self.untouched = untouched(root)

    def grade(self, notebook: bytes, *, checks: Callable[[str], str] | None = None, **limits: float) -> Graded:
        """Grade a hand-in; `checks` rewrites the lesson's checks.py first."""
        bundle = self.bundle if checks is None else replace(self.bundle, checks=checks(self.bundle.checks.decode()).encode())
        job = Job(Submission("student", self.lesson, notebook), bundle, 1, SEED, replace(self.limits, **limits))
        return grade(job, sandbox=self.sandbox)

    def with_answers(self, **answers: str) -> bytes:
        """Make a solved hand-in with some other answers."""
        return with_answers(self.solved, answers)

    def with_cell(self, after: str, source: str, notebook: bytes | None = None) -> bytes:
        """Add a code cell of the student's after another cell."""
        loaded = json.loads(notebook or self.solved)
        place = next(number for number, cell in enumerate(loaded["cells"]) if cell["id"] == after)
        cell = {"cell_type": "code", "id": "mine", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        loaded["cells"].insert(place + 1, cell)
        return json.dumps(loaded).encode()


def by_name(graded: Graded) -> Mapping[str, ExerciseResult]:
    return {result.score.exercise: result for result in graded.exercises}


def statuses(graded: Graded) -> dict[str, str]:
    """How every exercise went, the handwritten one left out."""
    return {name: result.score.status for name, result in by_name(graded).items() if name != "own_words"}


def earned(graded: Graded) -> float:
    return sum(result.score.earned for result in graded.exercises)


def cells(graded: Graded) -> dict[str, dict]:
    return {cell["id"]: cell for cell in json.loads(graded.notebook)["cells"]}


def printed(graded: Graded, cell: str) -> str:
    """All that an executed notebook shows below a cell."""
    return json.dumps(cells(graded)[cell]["outputs"], ensure_ascii=False)
