"""What grading reads of a lesson."""

import json
import os
import shutil
from pathlib import Path

import pytest

from autograder.grading.lessons import LessonError, lesson_names, read_bundle, read_limits
from autograder.kernels.limits import Limits
from autograder.source import CourseError

COURSE = Path(__file__).parents[3]
LESSON = "00_welcome"


@pytest.fixture
def course(tmp_path):
    for folder in ("solutions", "lessons/en", "lessons/ko"):
        shutil.copytree(COURSE / folder / LESSON, tmp_path / folder / LESSON)
    return tmp_path


def limits_from(course, text):
    (course / "solutions" / LESSON / "targets.toml").write_text(text, encoding="utf-8")
    return read_limits(course, LESSON)


def change_notebook(course, change):
    path = course / "lessons" / "ko" / LESSON / f"{LESSON}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook["cells"])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    os.utime(path, ns=(1, 1))  # whatever the clock's resolution is


def test_a_bundle_holds_what_students_got_and_the_reference_answers(course):
    bundle = read_bundle(course, LESSON)
    for language in ("en", "ko"):
        assert bundle.released[language] == (course / "lessons" / language / LESSON / f"{LESSON}.ipynb").read_bytes()
    assert bundle.hidden == (course / "solutions" / LESSON / "hidden.py").read_bytes()
    stubs = json.loads(bundle.stubs)
    assert set(bundle.answers) == set(stubs)
    assert all(bundle.answers[name] != stubs[name] for name in stubs)


def test_every_lesson_of_the_course_can_be_graded_but_the_gallery():
    names = lesson_names(COURSE)
    assert "gallery" not in names
    assert LESSON in names
    assert [read_bundle(COURSE, name).name for name in names] == names


def test_a_language_that_is_not_released_is_built_as_release_would(course):
    before = read_bundle(course, LESSON)
    shutil.rmtree(course / "lessons" / "ko")
    assert read_bundle(course, LESSON).version == before.version


def test_an_unchanged_lesson_is_read_once_and_a_changed_one_again(course):
    first = read_bundle(course, LESSON)
    assert read_bundle(course, LESSON) is first
    with (course / "solutions" / LESSON / "hidden.py").open("a", encoding="utf-8") as file:
        file.write("# mended\n")
    assert read_bundle(course, LESSON).version != first.version


def test_a_release_with_other_points_is_refused(course):
    def more_points(cells):
        graded = next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade"))
        graded["metadata"]["nbgrader"]["points"] += 1

    change_notebook(course, more_points)
    with pytest.raises(LessonError, match=r"lessons/ko/.* differs from the source in check-.*petals release 00_welcome"):
        read_bundle(course, LESSON)


def test_a_release_without_one_of_the_graded_cells_is_refused(course):
    change_notebook(course, lambda cells: cells.remove(next(cell for cell in cells if "nbgrader" in cell["metadata"])))
    with pytest.raises(LessonError, match="differs from the source in answer-"):
        read_bundle(course, LESSON)


def test_a_release_that_is_no_notebook_is_refused(course):
    change_notebook(course, lambda cells: cells.append("?"))
    with pytest.raises(LessonError, match="cannot be read"):
        read_bundle(course, LESSON)


def test_an_unknown_lesson_is_named_with_what_there_is(course):
    with pytest.raises(CourseError, match=LESSON):
        read_bundle(course, "00_welcom")


def test_limits_are_the_usual_ones_unless_the_lesson_says_otherwise(course):
    assert limits_from(course, "[x]\nequals = 1\n") == Limits()
    assert limits_from(course, "[grading]\ncell_s = 600\nmemory_bytes = 4_000_000_000\n") == Limits(cell_s=600, memory_bytes=4_000_000_000)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[grading]\nseconds = 5", ["targets.toml", "'seconds'", "cell_s"]),
        ("[grading]\ncell_s = 0", ["cell_s = 0", "above 0"]),
        ("[grading]\ncell_s = 1e9", ["cell_s", "at most 3600"]),
        ("[grading]\ncell_s = nan", ["cell_s", "above 0"]),
        ("[grading]\nprocesses = 1.5", ["processes = 1.5", "whole number"]),
        ("[grading]\ncell_s = true", ["cell_s = True", "number"]),
        ("grading = 5", ["not a table"]),
        ("[grading", ["not valid TOML"]),
    ],
)
def test_a_limit_that_means_nothing_is_refused_with_the_file_and_the_key(course, text, words):
    with pytest.raises(LessonError) as error:
        limits_from(course, text)
    for word in words:
        assert word in str(error.value)
