"""What a student reads of hidden cases: that they exist, how they went, and their hint."""

import json
from dataclasses import asdict, replace

from course_utils.checking import Case, LocalStudent, Score, Text, examine, for_student, load_checks
from course_utils.checking.agreement import Agreement
from course_utils.checking.outcomes import Frame

SECRET = "41.75"
VISIBLE = Case("doubles_three", "failed", message=Text("is 7", "7입니다"), expected="6", got="7", seconds=0.5)
HIDDEN = Case(
    f"multiplies_{SECRET}",
    "raised",
    weight=3,
    message=Text(f"`f({SECRET})` raises", f"`f({SECRET})` 오류"),
    hint=Text("Mind the sign.", "부호를 보세요."),
    expected=SECRET,
    got=SECRET,
    title=Text("random numbers", "무작위 수"),
    hidden=True,
    frames=(Frame("f", 1, f"raise ValueError({SECRET})"),),
    table=(Agreement(SECRET, "wrong", (2,), (2,), 0.5, (1,)),),
    seconds=float(SECRET),
)


def test_a_hidden_case_keeps_title_hint_status_and_weight_and_nothing_else():
    shared = for_student(Score("f", "failed", 0.0, 2, 0.0, (VISIBLE, HIDDEN)))
    case = shared.cases[1]
    assert (case.title, case.hint, case.status, case.weight, case.hidden) == (HIDDEN.title, HIDDEN.hint, "raised", 3, True)
    assert SECRET not in json.dumps(asdict(case))
    assert (case.message, case.frames, case.table, case.seconds) == (Text("", ""), (), (), 0)


def test_a_visible_case_and_the_points_stay():
    score = Score("f", "partial", 0.25, 2, 0.5, (VISIBLE, replace(HIDDEN, status="passed")))
    shared = for_student(score)
    assert shared.cases[0] is VISIBLE
    assert (shared.exercise, shared.status, shared.score, shared.points, shared.earned) == ("f", "partial", 0.25, 2, 0.5)


def test_a_hidden_case_without_a_title_is_not_named_after_its_function():
    [case] = for_student(Score("f", "failed", 0.0, 1, 0.0, (replace(HIDDEN, title=None),))).cases
    assert case.title is not None
    assert SECRET not in case.name + case.title.en + case.title.ko


def test_inputs_that_a_students_error_repeats_do_not_reach_the_student(lesson_folder, cell):
    names = cell("def step(z): raise ValueError(f'asked {z}')")
    score = examine(load_checks(lesson_folder, hidden=True), "step", LocalStudent(names))
    assert "asked" in score.cases[2].message.en
    shared = for_student(score)
    assert "asked 0.5" in shared.cases[0].message.en
    assert "asked" not in json.dumps(asdict(shared.cases[2]), default=str)
