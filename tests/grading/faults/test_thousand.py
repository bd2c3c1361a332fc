"""The benchmark that kills while it grades a class: the whole of it, on a class small enough for a test."""

import re
import subprocess
import sys

import pytest

from tests.grading.faults.conftest import REPOSITORY
from tests.grading.fixtures.making import LIGHT, course_of
from tests.grading.fixtures.mixed_class import KINDS, mixed_class

LESSON = "01_perceptron"


def test_a_mixed_class_is_the_same_whenever_it_is_made_and_has_every_kind(tmp_path):
    course = course_of(tmp_path, REPOSITORY / "solutions" / LESSON)
    made = dict(mixed_class(course, LESSON, 300))
    assert made == dict(mixed_class(course, LESSON, 300))
    assert {name.split("-")[1] for name in made} == set(KINDS)
    assert len(set(made.values())) > 250
    languages = {language for notebook in made.values() for language in re.findall(rb'"language": "(en|ko)"', notebook)}
    assert languages == {b"en", b"ko"}


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("lesson", [LIGHT, LESSON])
def test_a_class_graded_under_kills_equals_the_undisturbed_one(tmp_path, lesson):
    line = [
        sys.executable,
        "benchmarks/thousand.py",
        "24",
        "--lesson",
        lesson,
        "--kills",
        "6",
        "--jobs",
        "2",
        "--folder",
        str(tmp_path / "b"),
    ]
    done = subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.search(r"kills: (\d+) worker, (\d+) server, (\d+) command", done.stdout)
    assert sum(map(int, counted.groups())) >= 4
    assert "differences: 0" in done.stdout
