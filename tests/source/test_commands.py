import subprocess
import sys

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.source import CourseError, find_course, lesson_names, lint

SOURCE = "solutions/01_doubling/01_doubling.py"


def petals(*arguments):
    return CliRunner().invoke(main, arguments)


def test_lint_is_silent_about_a_good_course(course):
    outcome = petals("lint")
    assert (outcome.exit_code, outcome.output) == (0, "No faults.\n")


def test_lint_fails_and_counts(course, edit):
    edit(SOURCE, "$2x$입니다", "$3x$입니다")
    outcome = petals("lint", "doubling")
    assert outcome.exit_code == 1
    assert "twin-math" in outcome.output
    assert "faults." in outcome.output


def test_release_names_what_it_writes(course):
    outcome = petals("release", "01", "--language", "ko")
    assert outcome.output.splitlines()[0] == "solutions/01_doubling/01_doubling.ipynb"
    assert "lessons/ko/01_doubling/stubs.json" in outcome.output
    assert "lessons/en" not in outcome.output


def test_an_unknown_lesson_is_refused_with_near_matches(course):
    outcome = petals("release", "01_dubling")
    assert outcome.exit_code == 1
    assert "no lesson '01_dubling'. Did you mean: 01_doubling?" in outcome.output


@pytest.mark.parametrize("name", ["01", "doubling", "01_doubling", "01_doubling.py", "solutions/01_doubling"])
def test_a_lesson_goes_by_number_slug_or_name(course, name):
    assert lesson_names(course, [name]) == ["01_doubling"]


def test_the_course_is_found_from_below_and_by_variable(course, monkeypatch, tmp_path):
    assert find_course(course / "solutions/01_doubling") == course
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="COURSE_ROOT"):
        find_course()
    monkeypatch.setenv("COURSE_ROOT", str(course))
    assert find_course() == course


def test_stamp_marks_twins_as_checked(course, edit):
    edit(SOURCE, "Write `double` so", "Now write `double` so")
    edit(SOURCE, "Why is doubling", "Why, then, is doubling")
    assert sum(fault.rule == "twin-stale" for fault in lint(course)) == 2
    line = next(fault.line for fault in lint(course) if fault.rule == "twin-stale")
    assert petals("stamp", "01", "--line", str(line + 2)).output.endswith("1 stamped.\n")
    assert sum(fault.rule == "twin-stale" for fault in lint(course)) == 1
    petals("stamp", "01")
    assert not any(fault.rule == "twin-stale" for fault in lint(course))


def test_stamp_adds_a_missing_fingerprint_and_changes_nothing_else(course, edit):
    before = (course / SOURCE).read_text(encoding="utf-8")
    edit(SOURCE, ' of="7b55299e"', "")
    petals("stamp", "01")
    assert (course / SOURCE).read_text(encoding="utf-8") == before


def test_help_imports_no_command_of_the_heavy_kind():
    code = "import sys; from autograder.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not any(f"'{heavy}'" in loaded for heavy in ("nbformat", "nbgrader", "jupytext", "papermill", "tensorflow"))


def test_a_command_that_cannot_be_loaded_says_so(monkeypatch):
    monkeypatch.setitem(__import__("autograder.cli", fromlist=["COMMANDS"]).COMMANDS, "broken", "no_such_module:command")
    assert petals("--help").exit_code == 0
    outcome = petals("broken", "--any", "thing")
    assert outcome.exit_code == 1
    assert "no_such_module" in outcome.output
