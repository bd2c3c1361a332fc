"""Who is examined twice, and whose reference answers are lent for it."""

from autograder.grading.examiner.planning import Examine, Run, first_steps, plan_second, second_steps
from autograder.grading.intake.prepared import PreparedCell
from course_utils.checking import Exercise, LessonChecks, Score

CHAIN = {"a": (), "b": ("a",), "c": ("b",), "d": ()}
STUB = "raise NotImplementedError"


def lesson(*, fresh=False):
    exercises = {name: Exercise(name, needs=needs) for name, needs in CHAIN.items()}
    return LessonChecks("01_x", exercises, {}, stubs=dict.fromkeys(CHAIN, STUB), fresh_start=fresh)


def notebook(*, untouched=(), extra_after=""):
    cells = [PreparedCell("given", "code", "given", "", "import numpy")]
    for name in CHAIN:
        cells.append(PreparedCell(f"answer-{name}", "code", "answer", name, STUB if name in untouched else f"{name} = 1"))
        if name == extra_after:
            cells.append(PreparedCell("more", "code", "extra", "", f"{name} = 2"))
        cells.append(PreparedCell(f"check-{name}", "code", "check", name, f'check("{name}")'))
    return cells


def scores(**statuses):
    return {name: Score(name, status, 0, 1, 0, ()) for name, status in statuses.items()}


def plan(cells=None, *, fresh=False, killer="", killed_in="", **statuses):
    return plan_second(cells or notebook(), lesson(fresh=fresh), scores(**statuses), killer, killed_in)


def steps(second, cells=None):
    found = []
    for step in second_steps(cells or notebook(), second):
        kind = "examine" if isinstance(step, Examine) else "lend" if step.reference else "run"
        found.append(f"{kind} {step.cell.id}" + (" or lend" if isinstance(step, Examine) and step.lend else ""))
    return found


def test_the_first_sitting_runs_every_cell_and_examines_at_each_checks_place():
    first = list(first_steps(notebook(), lesson()))
    assert [type(step) for step in first] == [Run] + [Run, Examine] * 4


def test_check_cells_are_never_run():
    assert not [step for step in first_steps(notebook(), lesson()) if isinstance(step, Run) and step.cell.role == "check"]


def test_nobody_sits_twice_when_all_pass():
    assert plan(a="passed", b="passed", c="passed", d="passed") is None


def test_nobody_sits_twice_when_nothing_needed_failed():
    assert plan(a="passed", b="passed", c="passed", d="failed") is None
    assert plan(a="passed", b="passed", c="failed", d="passed") is None


def test_who_calls_a_wrong_answer_is_examined_with_the_reference_answer():
    second = plan(a="failed", b="raised", c="passed", d="failed")
    assert (second.wanted, second.lent, second.without) == ({"b"}, {"a"}, "")
    assert steps(second) == ["run given", "lend answer-a", "run answer-b", "examine check-b"]


def test_of_a_chain_each_is_examined_before_its_own_answer_is_replaced():
    second = plan(a="failed", b="failed", c="failed", d="passed")
    assert second.wanted == {"b", "c"}
    assert steps(second)[1:] == ["lend answer-a", "run answer-b", "examine check-b or lend", "run answer-c", "examine check-c"]


def test_an_untouched_answer_is_lent_for_others_and_not_examined_again():
    cells = notebook(untouched=("a", "b"))
    second = plan(cells, a="not_attempted", b="not_attempted", c="failed", d="passed")
    assert (second.wanted, second.lent) == ({"c"}, {"a", "b"})


def test_what_a_student_added_to_a_lent_answer_does_not_undo_the_loan():
    cells = notebook(extra_after="a")
    second = plan(cells, a="failed", b="failed", c="passed", d="passed")
    assert steps(second, cells)[1:4] == ["lend answer-a", "run more", "lend answer-a"]


def test_after_a_crash_the_rest_waits_unless_the_lesson_allows_a_fresh_start():
    assert plan(killer="answer-d", a="passed", b="passed", c="passed") is None
    second = plan(fresh=True, killer="answer-c", a="passed", b="passed")
    assert (second.wanted, second.without) == ({"d"}, "answer-c")
    assert "run answer-c" not in steps(second)


def test_after_a_crash_who_needs_the_killer_gets_the_reference_answer():
    second = plan(killer="answer-a")
    assert second.wanted == {"b", "c"}
    assert steps(second)[1] == "lend answer-a"


def test_an_examination_that_ended_the_kernel_is_not_repeated():
    second = plan(fresh=True, killed_in="b", a="passed", b="raised")
    assert second.wanted == {"c", "d"}
    assert "examine check-b" not in " ".join(steps(second))
