"""Which answers call which is read from the sources, so that no lesson forgets to say it."""

from pathlib import Path

import pytest

from autograder.source import lesson_names, lint, read_source, source_path
from autograder.source.exercises import read_checks
from autograder.source.rules.needs import calls

SOURCE = "solutions/01_doubling/01_doubling.py"
CHECKS = "solutions/01_doubling/checks.py"
ROOT = Path(__file__).parents[2]
LESSONS = lesson_names(ROOT)


def _found(course):
    return [(fault.rule, fault.message, fault.path) for fault in lint(course) if fault.rule.startswith("needs")]


def _uses_double(edit, text):
    edit(SOURCE, "import math", f"import math\n{text}")


@pytest.mark.parametrize(
    "text",
    ["half = double(1)", "def half():\n    return double(1)", "half = [double(n) for n in range(3)]", "half = DOUBLE(1)"],
)
def test_an_answer_that_calls_an_earlier_one_needs_it(course, edit, text):
    edit(SOURCE, '# %% check="double"\n', '# %%\nDOUBLE = lambda n: double(n)\n\n# %% check="double"\n')
    _uses_double(edit, text)
    [(rule, message, path)] = _found(course)
    assert (rule, path) == ("needs-missing", course / CHECKS)
    assert 'exercise pair calls double: write needs=["double"]' in message
    edit(CHECKS, '"pair",\n', '"pair",\n    needs=["double"],\n')
    assert _found(course) == []


def test_a_check_that_evaluates_an_earlier_answer_needs_it(course, edit):
    edit(CHECKS, 'student.eval("high")', 'student.eval("double(high) / 2")')
    assert [rule for rule, _, _ in _found(course)] == ["needs-missing"]


def test_a_name_of_an_expressions_own_is_no_need(course, edit):
    edit(CHECKS, 'student.eval("high")', 'student.eval("(lambda double: double)(high)")')
    assert _found(course) == []


def test_a_need_that_nothing_calls_is_seen(course, edit):
    edit(CHECKS, '"pair",\n', '"pair",\n    needs=["double"],\n')
    [(rule, message, _)] = _found(course)
    assert rule == "needs-unused"
    assert "leave needs out" in message


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_names_what_its_reference_answers_call(lesson):
    source = read_source(source_path(ROOT, lesson))
    exercises = read_checks(source.folder, hidden=True).exercises
    found = calls(source, [name for name, exercise in exercises.items() if not exercise.manual])
    assert {name: set(exercises[name].needs) for name in found} == {name: set(called) for name, called in found.items()}


def test_needs_reach_through_the_lessons_own_cells():
    """In lesson 01, xor is made of gates that a given cell makes of and_gate and perceptron."""
    source = read_source(source_path(ROOT, "01_perceptron"))
    found = calls(source, read_checks(source.folder).exercises)
    assert (found["xor"], found["perceptron"], found["pair_sums"]) == (["perceptron", "gates"], ["step"], [])
