"""A report tells someone who was not there what happened, from the student's own lines only."""

import platform

import numpy as np

from course_utils.checking import LocalStudent, examine
from course_utils.checking.reporting import report_text
from course_utils.checking.session import begin


def test_a_report_names_lesson_exercise_versions_and_the_students_own_lines(lesson_folder, cell, monkeypatch):
    monkeypatch.chdir(lesson_folder)
    lesson = begin("01_small", language="ko", profile="quick", source="synthetic", seed=7)
    names = cell("import json\ndef step(z):\n    return json.loads('{')\n")
    report = report_text(lesson, examine(lesson.checks, "step", LocalStudent(names)))
    for words in (
        "01_small (ko, quick, synthetic, seed 7)",
        "Exercise: step, raised, 0 of 2 points",
        platform.python_version(),
        np.__version__,
        "keras",
    ):
        assert words in report
    assert "step, line 3: return json.loads('{')" in report
    assert "json/decoder" not in report
    assert "raw_decode" not in report
    assert str(lesson_folder) not in report
