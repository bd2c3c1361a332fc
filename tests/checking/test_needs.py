"""What a lesson says about its exercises before anybody works on them: which call which, and whether a fresh kernel may do."""

import pytest

from course_utils.checking import ChecksError, exercise, fresh_start, load_checks

CHAIN = """
exercise("third", needs=("step",))
exercise("fourth", needs=["third"])

@check("third")
def third_case(student, expect): pass

@check("fourth")
def fourth_case(student, expect): pass
"""


def _with(folder, more):
    with (folder / "checks.py").open("a", encoding="utf-8") as file:
        file.write("\n" + more)
    return load_checks(folder, hidden=True)


def test_needs_follow_the_chain_in_the_order_of_the_lesson(lesson_folder):
    checks = _with(lesson_folder, CHAIN)
    assert checks.exercises["fourth"].needs == ("third",)
    assert checks.needs("fourth") == ("step", "third")
    assert checks.needs("step") == ()


def test_an_exercise_of_another_lesson_has_no_needs_here(lesson_folder):
    with pytest.raises(KeyError, match="stpe"):
        load_checks(lesson_folder, hidden=True).needs("stpe")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('exercise("late", needs=("stpe",))', "'stpe', which is not declared above it; declared are step, width"),
        ('exercise("late", needs=("later",))\nexercise("later")', "'later', which is not declared above it"),
        ('exercise("late", needs=("late",))', "needs itself"),
        ('exercise("late", needs=("open_question",))', "graded by hand"),
        ('exercise("late", needs=("step", "step"))', "twice"),
        ('exercise("late", needs=("step"))', r"one word.*write needs=\['step'\]"),
    ],
)
def test_needs_that_cannot_be_lent_are_refused(lesson_folder, more, words):
    with pytest.raises(ChecksError, match=words):
        _with(lesson_folder, more)


def test_a_fresh_kernel_is_allowed_only_where_the_lesson_says_so(lesson_folder):
    assert load_checks(lesson_folder, hidden=True).fresh_start is False
    assert _with(lesson_folder, "from course_utils.checking import fresh_start\nfresh_start()").fresh_start is True
    with pytest.raises(ChecksError, match="said twice"):
        _with(lesson_folder, "fresh_start()")


@pytest.mark.parametrize("declare", [fresh_start, lambda: exercise("step")])
def test_both_are_read_by_load_checks_only(declare):
    with pytest.raises(RuntimeError, match="read by load_checks"):
        declare()
