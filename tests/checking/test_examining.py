"""Scores: weighted shares, one status, the same from anywhere."""

import json

import numpy as np
import pytest

from course_utils.checking import ChecksError, LocalStudent, check, examine, load_checks, text

RIGHT = "def step(z): return 1 if z > 0 else 0"


def _score(folder, names, *, hidden=True, **options):
    return examine(load_checks(folder, hidden=hidden), "step", LocalStudent(names), **options)


def test_exercises_keep_their_order_and_checks_their_exercise(lesson_folder):
    checks = load_checks(lesson_folder, hidden=False)
    assert checks.name == "01_small"
    assert list(checks.exercises) == ["step", "width", "open_question"]
    assert [case.name for case in checks.checks["step"]] == ["says_one_above_the_threshold", "says_zero_below_the_threshold"]
    assert list(checks.quizzes) == ["why"]
    assert [case.hidden for case in load_checks(lesson_folder, hidden=True).checks["step"]] == [False, False, True]


def test_a_right_answer_scores_one(lesson_folder, cell):
    score = _score(lesson_folder, cell(RIGHT))
    assert (score.status, score.score, score.points, score.earned) == ("passed", 1, 2, 2)


def test_the_score_is_the_weighted_share_that_passes(lesson_folder, cell):
    score = _score(lesson_folder, cell("def step(z): return 0"))
    assert (score.status, score.score, score.earned) == ("partial", 3 / 6, 1)
    assert score.cases[0].message.en == "`step(0.5)` should be 1, but is 0."
    assert score.cases[0].hint == text(en="0.5 is above 0.", ko="0.5는 0보다 큽니다.")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("", "not_attempted"),
        ("def step(z):\n    raise NotImplementedError", "not_attempted"),
        ("def step(z): pass", "failed"),
        ("def step(z): return 1 / 0", "raised"),
        ("def step(z):\n    if z > 0: raise ValueError\n    return 7", "failed"),
        (RIGHT, "passed"),
    ],
)
def test_the_status_sums_up_the_cases(lesson_folder, cell, code, status):
    assert _score(lesson_folder, cell(code)).status == status


def test_hidden_checks_draw_the_same_cases_from_the_same_generator(lesson_folder, cell):
    names = cell("seen = []\ndef step(z):\n    seen.append(z)\n    return int(z > 0)")
    for seed in (1, 1, 2):
        _score(lesson_folder, names, rng=np.random.default_rng(seed))
    first, again, other = np.array(names["seen"]).reshape(3, -1).tolist()
    assert first == again != other


def test_a_faulty_check_asks_for_staff_and_the_others_go_on(lesson_folder, cell):
    with (lesson_folder / "checks.py").open("a", encoding="utf-8") as file:
        file.write('\n@check("step")\ndef stumbles(student, expect):\n    student.eval("step(1)").nothing\n')
    score = _score(lesson_folder, cell(RIGHT), hidden=False)
    assert score.status == "needs_staff"
    assert [case.status for case in score.cases] == ["passed", "passed", "needs_staff"]
    assert "AttributeError" in score.cases[-1].message.en


def test_an_exercise_graded_by_hand_needs_staff(lesson_folder, cell):
    score = examine(load_checks(lesson_folder, hidden=True), "open_question", LocalStudent(cell("")))
    assert (score.status, score.score, score.earned) == ("needs_staff", 0, 0)


def test_lines_given_with_the_stub_are_not_the_students_own(lesson_folder, cell):
    stub = "def step(z):\n    '''Say.'''\n    z = float(z)\n    raise NotImplementedError  # YOUR CODE HERE\n"
    assert _score(lesson_folder, cell(stub)).status == "raised"
    (lesson_folder / "stubs.json").write_text(json.dumps({"step": stub}), encoding="utf-8")
    assert _score(lesson_folder, cell(stub)).status == "not_attempted"
    assert _score(lesson_folder, cell(stub.replace("    raise", "    z = z > 0\n    raise"))).status == "raised"


def test_an_unknown_exercise_is_named_with_those_there_are(lesson_folder, cell):
    with pytest.raises(KeyError, match="step, width"):
        examine(load_checks(lesson_folder, hidden=True), "stpe", LocalStudent(cell("")))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('exercise("step")', "declared twice"),
        ('exercise("bare")', "bare without any check"),
        ('@check("nobody")\ndef f(student, expect): pass', "nobody"),
        ('@check("width")\ndef counts_the_places(student, expect): pass', "two cases"),
        ('exercise("free", points=-1)', "0 for a bonus"),
        ('text(en="only", ko=" ")', "both languages"),
        ('quiz("why", question=text(en="a", ko="b"), choices=[])', "declared twice"),
        ('quiz("new", question=text(en="a", ko="b"), choices=[])', "at least two choices"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_faulty_checks_file_is_named_with_its_fault(lesson_folder, more, words):
    with (lesson_folder / "checks.py").open("a", encoding="utf-8") as file:
        file.write("\n" + more)
    with pytest.raises(ChecksError, match=words):
        load_checks(lesson_folder, hidden=False)


def test_a_folder_without_checks_is_named(tmp_path):
    with pytest.raises(ChecksError, match=r"no checks\.py"):
        load_checks(tmp_path, hidden=False)


def test_writing_checks_in_a_notebook_points_to_the_runner():
    with pytest.raises(RuntimeError, match="from course_utils import check"):
        check("step")(len)
