"""Every lesson's reference answers earn all points when graded, and its checks need no TensorFlow outside the sandbox."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.grading.lessons import lesson_names, read_bundle, read_limits
from autograder.grading.results import Job, Submission
from tests.grading.fixtures.making import solved

ROOT = Path(__file__).parents[3]
LESSONS = lesson_names(ROOT)
LOAD = """
import sys
from pathlib import Path
from autograder.grading.examiner.checks import lesson_checks
from autograder.grading.lessons import read_bundle
lesson_checks(read_bundle(Path(sys.argv[1]), sys.argv[2]))
print(sorted({"tensorflow", "keras", "torch"} & set(sys.modules)))
"""


@pytest.mark.parametrize("lesson", LESSONS)
def test_checks_are_loaded_without_tensorflow(lesson):
    found = subprocess.run([sys.executable, "-c", LOAD, str(ROOT), lesson], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_reference_answers_earn_all_points(course, lesson):
    from autograder.grading.examiner.engine import grade

    job = Job(Submission("solver", lesson, solved(ROOT, lesson=lesson)), read_bundle(ROOT, lesson), 1, "a1" * 32, read_limits(ROOT, lesson))
    graded = grade(job, sandbox=course.sandbox)
    assert graded.outcome == "graded"
    wrong = [result for result in graded.exercises if not result.cell.startswith("manual-") and result.score.status != "passed"]
    assert not wrong
