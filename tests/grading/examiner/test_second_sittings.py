"""A second, fresh kernel: for who depends on a wrong answer, and after a crash where the lesson allows it."""

import json

import pytest

from tests.grading.examiner.grading_one import by_name, earned, printed, statuses

pytestmark = pytest.mark.sandbox
WRONG = "def mean_light(images):\n    return images.mean()"


def allows_fresh_start(source):
    return source.replace("import check, exercise, text", "import check, exercise, fresh_start, text\n\nfresh_start()")


def test_who_calls_a_wrong_answer_is_examined_with_the_reference_answer(course):
    graded = course.grade(course.with_answers(mean_light=WRONG))
    result = by_name(graded)["expose"]
    assert (result.score.status, result.sitting, result.lent) == ("passed", 2, ("mean_light",))
    assert "`mean_light`" in result.reason.en
    assert "`mean_light`" in result.reason.ko
    assert by_name(graded)["mean_light"].score.status == "failed"
    assert earned(graded) == 8


def test_who_fails_with_the_reference_answer_too_keeps_the_first_result(course):
    graded = course.grade(course.with_answers(mean_light=WRONG, expose="def expose(images, target):\n    return images"))
    result = by_name(graded)["expose"]
    assert (result.score.status, result.sitting, result.lent, result.reason) == ("failed", 1, (), None)


def test_nothing_seen_beside_the_reference_answer_reaches_the_student(course):
    spy = """
import inspect
def expose(images, target):
    try:
        source = inspect.getsource(mean_light)
    except Exception:
        source = ""
    if "SOLUTION" in source or "axis=(1, 2)" in source:
        print("LEAK", source)
        if target == 0.5:
            return images * (target / mean_light(images))[:, np.newaxis, np.newaxis]
        raise ValueError("LEAK " + source)
    return images
"""
    graded = course.grade(course.with_answers(mean_light=WRONG, expose=spy))
    result = by_name(graded)["expose"]
    assert (result.score.status, result.sitting) == ("partial", 2)
    assert "LEAK" not in repr(result)
    assert "LEAK" not in json.dumps([cell.get("outputs") for cell in json.loads(graded.notebook)["cells"]])
    assert "reference answer of `mean_light`" in printed(graded, "check-expose")


def test_an_untouched_exercise_is_not_examined_again(course):
    graded = course.grade(course.untouched)
    assert {result.sitting for result in graded.exercises} == {1}


def test_who_needs_the_answer_that_stopped_the_kernel_is_examined_with_the_reference_answer(course):
    results = by_name(course.grade(course.with_answers(mean_light="import os\nos._exit(1)")))
    assert (results["expose"].score.status, results["expose"].lent) == ("passed", ("mean_light",))
    assert results["draw_light"].score.status == "failed"
    assert "stopped before" in results["draw_light"].reason.en


def test_after_a_crash_the_rest_is_examined_in_a_fresh_kernel_where_the_lesson_allows_it(course):
    graded = course.grade(course.with_answers(draw_light="import os\nos._exit(1)"), checks=allows_fresh_start)
    assert statuses(graded) == {
        "mean_light": "passed",
        "expose": "passed",
        "draw_light": "failed",
        "build_model": "passed",
        "darkest": "passed",
    }
    assert by_name(graded)["build_model"].sitting == 2
    assert "fresh kernel" in by_name(graded)["build_model"].reason.en


def test_a_kernel_that_stops_twice_leaves_the_first_results(course):
    crashing = course.with_cell("check-build_model", "import os\nos._exit(2)", course.with_answers(draw_light="import os\nos._exit(1)"))
    graded = course.grade(crashing, checks=allows_fresh_start)
    assert statuses(graded)["build_model"] == "passed"
    assert "stopped before" in by_name(graded)["darkest"].reason.en


def test_two_sittings_fit_into_the_time_for_the_notebook(course):
    slow = course.with_cell("check-mean_light", "import time\ntime.sleep(600)", course.with_answers(mean_light=WRONG))
    graded = course.grade(slow, notebook_s=6)
    assert graded.outcome == "graded"
    assert "time for the whole notebook" in by_name(graded)["expose"].reason.en
