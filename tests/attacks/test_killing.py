"""Submissions that end, stop or hold up what grades them: what they had earned stays, a reason is given, the class goes on."""

import shutil

import pytest

from autograder.source import release
from tests.attacks.staging import (
    FULL,
    NEIGHBOURS,
    TWIN,
    GradedClass,
    assert_nothing_else_happened,
    assert_nothing_gained,
    case_names,
    grade_class,
    read_case,
    twin,
)
from tests.grading.fixtures.making import LIGHT, solved

pytestmark = pytest.mark.sandbox

LIMITS = {"call_s": 5, "cell_s": 6, "notebook_s": 60, "processes": 60, "memory_bytes": 512 * 1024**2}
PATIENCE = 2  # times the limit of a notebook: the limit itself, and as much again for a busy machine
# What shows that the attack ran (printed, as the executed notebook has it), and what the student is told.
ATTACKS = {
    "kill_aborts": ("it aborts now", "the kernel crashed (SIGABRT)"),
    "kill_at_exit": ("five stay behind", ""),
    "kill_closes_everything": ("it closes everything now", "it took more than 6 seconds and could not be interrupted"),
    "kill_everyone": ("signals could be sent to [1]", ""),  # process 1 of the submission's own, which hears none of them
    "kill_exits": ("it exits now", "your code ended the kernel (exit status 0)"),
    "kill_first_thread": ("the first thread ends now", "it took more than 6 seconds and could not be interrupted"),
    "kill_full_queue": ("nobody gets in now", "it took more than 6 seconds and could not be interrupted"),
    "kill_leaves_without_parents": ("one is always on the run", ""),
    "kill_loop": ("it loops now", "it took more than 6 seconds and could not be interrupted"),
    "kill_loop_when_asked": ("the loop is prepared", "could not be interrupted"),
    "kill_recursion": ("it recurses now", "the kernel crashed (SIGSEGV)"),
    "kill_segfault_when_asked": ("the crash is prepared", "stopped while this exercise was examined: the kernel crashed (SIGSEGV)."),
    "kill_sleeps": ("it slept and went on", "This cell was interrupted after 6 seconds."),
    "kill_sleeps_when_asked": ("it slept and went on", "5 seconds"),
    "kill_stops_itself": ("it stops now", "it took more than 6 seconds and could not be interrupted"),
}
ENDED = ("kill_aborts", "kill_exits", "kill_loop", "kill_recursion", "kill_stops_itself")  # their kernels, in a cell before `expose`


@pytest.fixture(scope="module")
def killers(template, tmp_path_factory) -> GradedClass:
    folder = tmp_path_factory.mktemp("killing")
    notebooks = {name: read_case(name).put_into(twin(template)) for name in ATTACKS}
    notebooks["rest_right"] = read_case("kill_exits").put_into(solved(template))
    return grade_class(template, folder, notebooks, limits=LIMITS, jobs=2)


def test_every_case_is_graded() -> None:
    assert case_names("kill_") == sorted(ATTACKS)


def test_the_rest_of_the_class_is_as_it_would_be(killers: GradedClass) -> None:
    assert killers.code == 0, killers.said
    assert_nothing_else_happened(killers, [*ATTACKS, "rest_right"])


@pytest.mark.parametrize("name", ATTACKS)
def test_it_keeps_what_it_had_earned_and_is_told_what_happened(killers: GradedClass, name: str) -> None:
    proof, told = ATTACKS[name]
    assert proof in killers.printed(name)
    assert killers.marks(name) == TWIN, killers.told(name)
    assert killers.graded(name).outcome == "graded"
    assert told in killers.told(name)
    assert_nothing_gained(killers, name)


@pytest.mark.parametrize("name", ENDED)
def test_what_comes_after_says_why_it_was_not_examined(killers: GradedClass, name: str) -> None:
    reasons = {one.score.exercise: one.reason.en for one in killers.graded(name).exercises if one.reason}
    assert sorted(reasons) == ["build_model", "darkest", "draw_light", "expose"]
    assert all(reason.startswith("Not examined, because the kernel had stopped before (in cell ") for reason in reasons.values())
    assert all(ATTACKS[name][1] in reason for reason in reasons.values())
    assert ATTACKS[name][1].split("(")[0] in killers.page(name)


@pytest.mark.parametrize("name", ATTACKS)
def test_nobody_is_waited_for_beyond_the_limits(killers: GradedClass, name: str) -> None:
    assert sum(killers.graded(name).stages.values()) < PATIENCE * LIMITS["notebook_s"]


def test_where_a_lesson_allows_no_fresh_start_what_follows_an_end_is_lost(killers: GradedClass) -> None:
    assert killers.marks("rest_right") == {**dict.fromkeys(FULL, 0.0), "mean_light": 2.0}


@pytest.fixture(scope="module")
def fresh(template, tmp_path_factory) -> GradedClass:
    """The same lesson, but it says that exercises may be examined in a fresh kernel."""
    allowing = tmp_path_factory.mktemp("allowing") / "course"
    shutil.copytree(template, allowing)
    checks = allowing / "solutions" / LIGHT / "checks.py"
    checks.write_text(f"from course_utils.checking import fresh_start\n{checks.read_text('utf-8')}\nfresh_start()\n", "utf-8")
    shutil.rmtree(allowing / "lessons")
    release(allowing)
    cases = ("kill_exits", "kill_loop", "kill_recursion", "kill_segfault_when_asked")
    notebooks = {name: read_case(name).put_into(solved(template)) for name in cases}
    return grade_class(allowing, tmp_path_factory.mktemp("fresh"), notebooks, limits=LIMITS, jobs=2)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kill_exits", "kill_loop", "kill_recursion"])
def test_where_a_lesson_allows_it_the_rest_is_examined_afresh(fresh: GradedClass, name: str) -> None:
    assert ATTACKS[name][0] in fresh.printed(name)
    assert fresh.marks(name) == FULL, fresh.told(name)
    assert "Examined in a fresh kernel, without what had stopped the first one." in fresh.told(name)


@pytest.mark.slow
def test_an_exercise_that_crashes_when_asked_is_not_asked_again(fresh: GradedClass) -> None:
    assert fresh.marks("kill_segfault_when_asked") == {**FULL, "expose": 0.0}
    assert "while this exercise was examined: the kernel crashed (SIGSEGV)" in fresh.told("kill_segfault_when_asked")
    assert {name: fresh.marks(name) for name in NEIGHBOURS} == NEIGHBOURS
    assert (fresh.outside, fresh.survivors) == ((), ())
