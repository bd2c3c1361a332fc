"""Gradients are judged array by array, the first wrong one is named; an overflow is traced to the input that did it."""

import numpy as np
import pytest

from course_utils.checking import LocalStudent, StudentRaised, examine, load_checks
from course_utils.checking.agreement import agreement_html, agreement_text, compare, first_wrong
from course_utils.checking.declared import Exercise
from course_utils.checking.expectations import Expect, Unmet
from course_utils.checking.result_card import Around, result_card
from course_utils.checking.watched import Watched

WANTED = {"biases": np.array([1.0, -2.0]), "weights": np.arange(6.0).reshape(2, 3), "inputs": np.ones((4, 2))}


def verdicts(got):
    return {row.name: row.verdict for row in compare(got, WANTED)}


def unmet(got, wanted=WANTED, **more):
    with pytest.raises(Unmet) as caught:
        Expect().gradients(got, wanted, **more)
    return caught.value


def student(code):
    names = {}
    exec(code, names)
    return Watched(LocalStudent(names))


def overflow(code, expression, **inputs):
    watched = student(code)
    with np.errstate(all="ignore"), pytest.raises(Unmet) as caught:
        Expect(watched).no_overflow(watched, expression, **inputs)
    return caught.value.message


def test_rounding_is_exact_a_numerical_gradient_is_close_an_error_is_wrong():
    noisy = {"biases": WANTED["biases"].astype(np.float32), "weights": WANTED["weights"] + 1e-4, "inputs": WANTED["inputs"] + 0.01}
    assert verdicts(noisy) == {"biases": "exact", "weights": "close", "inputs": "wrong"}


def test_lists_count_as_arrays_and_what_is_missing_or_odd_is_wrong():
    assert verdicts({"biases": [1, -2], "weights": "junk"}) == {"biases": "exact", "weights": "wrong", "inputs": "wrong"}
    assert compare({"inputs": np.full((4, 2), np.nan)}, WANTED)[2].verdict == "wrong"


def test_two_tables_of_the_same_numbers_are_equal_even_with_nan():
    odd = {**WANTED, "inputs": np.full((4, 2), np.nan)}
    assert compare(odd, WANTED) == compare({**odd, "inputs": odd["inputs"] + 1}, WANTED)


def test_an_array_of_zeros_is_measured_against_the_others():
    wanted = {"weights": np.array([1.0]), "biases": np.zeros(2)}
    assert [row.verdict for row in compare({"weights": [1.0], "biases": [1e-12, 0]}, wanted)] == ["exact", "exact"]
    assert compare({"weights": [1.0], "biases": [1e-2, 0]}, wanted)[1].verdict == "wrong"


def test_the_largest_difference_is_given_with_its_place():
    [_, row, _] = compare(WANTED | {"weights": WANTED["weights"] + [[0, 0, 0], [0, -3, 1]]}, WANTED)
    assert (row.verdict, row.difference, row.where) == ("wrong", 3.0, (1, 1))


def test_the_first_wrong_array_is_the_one_talked_about():
    trouble = unmet({"biases": WANTED["biases"], "weights": -WANTED["weights"], "inputs": np.zeros(3)})
    assert trouble.message.en.startswith("`weights` has 5 of 6 values wrong")
    assert "The sign is reversed." in trouble.message.en
    assert "부호가 반대" in trouble.message.ko
    assert [row.verdict for row in trouble.table] == ["exact", "wrong", "wrong"]
    assert first_wrong(trouble.table).name == "weights"


def test_a_wrong_shape_is_said_as_given_and_needed():
    trouble = unmet(WANTED | {"weights": WANTED["weights"].T})
    assert trouble.message.en == "`weights` has shape (3, 2), but shape (2, 3) is needed: it looks transposed."
    assert "(3, 2), needed (2, 3)" in agreement_text(trouble.table, "en")
    assert "(3, 2), 필요한 모양 (2, 3)" in agreement_text(trouble.table, "ko")


@pytest.mark.parametrize(("wrong", "words"), [(np.nan, "nan"), (np.inf, "inf")])
@pytest.mark.filterwarnings("error")
def test_what_is_not_finite_is_talked_about_like_any_wrong_number(wrong, words):
    assert words in unmet({**WANTED, "biases": np.array([1.0, wrong])}).message.en
    assert words in unmet({**WANTED, "biases": np.full(2, wrong)}).message.en


def test_a_place_stands_before_the_name():
    assert unmet([1.0], {"weights": np.zeros(2)}, where="with stride 2").message.en.startswith("With stride 2: `weights`")


def test_a_missing_array_and_a_missing_return_are_said_so():
    assert "gives None" in unmet({"biases": WANTED["biases"]}).message.en
    assert "gives None" in unmet(None).message.en
    assert "should be 3 arrays, biases, weights, inputs" in unmet([1, 2]).message.en


@pytest.mark.parametrize("form", [dict, lambda found: list(found.values()), lambda found: tuple(found.values())])
def test_gradients_may_come_named_or_in_order(form):
    found = Expect().gradients(form(WANTED), WANTED)
    assert set(found) == set(WANTED)
    assert set(Expect().gradients(np.ones(3), {"inputs": np.ones(3)})) == {"inputs"}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_escapes_names_and_reads_without_colour(language):
    rows = compare({"<b>": [1.0, 5.0]}, {"<b>": [1.0, 2.0]})
    written = agreement_html(rows, language)
    assert "<b>" not in written
    assert "&lt;b&gt;" in written
    assert "✗" in written


CHECKS = """
import numpy as np
from course_utils.checking import check, exercise, text

exercise("backward", points=0, hints=[text(en="a", ko="가"), text(en="b", ko="나")], idea=text(en="c", ko="다"))

@check("backward")
def agrees(student, expect):
    expect.gradients(student.eval("backward(g)", g=np.ones(2)), {"weights": np.ones(2), "inputs": np.zeros(2)})
"""


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("largest difference", "wrong", "bonus")), ("ko", ("가장 큰 차이", "불일치", "더 해 보기"))]
)
def test_the_card_of_a_check_shows_the_table(tmp_path, language, words):
    (tmp_path / "checks.py").write_text(CHECKS, encoding="utf-8")
    checks = load_checks(tmp_path, hidden=False)
    score = examine(checks, "backward", LocalStudent({"backward": lambda g: {"weights": g, "inputs": g}}))
    card = result_card(score, Around(language, checks.exercises["backward"]))
    assert all(word in card.html for word in words)
    assert all(word in card.plain for word in words[1:])
    assert score.earned == 0
    assert score.status == "failed"


def test_a_bonus_counts_for_no_progress():
    assert not Exercise("im2col", points=0).counts
    assert not Exercise("words", manual=True).counts
    assert Exercise("sigmoid", points=1).counts


def test_an_overflow_is_traced_to_the_input_and_the_line():
    code = "import numpy as np\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))"
    message = overflow(code, "sigmoid(x)", x=np.array([0.0, 3.0, -1000.0]))
    assert message.en.startswith("`sigmoid(x)` overflows for x = -1000.0")
    assert "x = -1000.0에서 넘칩니다" in message.ko


def test_an_overflow_of_pythons_own_floats_counts_too():
    assert "overflows for x = -1000" in overflow("import math\ndef f(x): return 1 / (1 + math.exp(-x))", "f(x)", x=-1000.0).en


def test_a_row_that_overflows_is_named_as_a_row():
    code = "import numpy as np\ndef softmax(z):\n    e = np.exp(z)\n    return e / e.sum(axis=-1, keepdims=True)"
    message = overflow(code, "softmax(logits)", logits=np.array([[1.0, 2.0], [1000.0, 0.0]]))
    assert "logits = [1000.0, 0.0]" in message.en


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import numpy as np\ndef f(x): return np.log(x)", "logarithm of zero"),
        ("import numpy as np\ndef f(x): return x * np.inf", "undefined"),
        ("def f(x): return x + float('inf')", "`nan` or `inf`"),
        ("def f(x): return [1 / v for v in x.tolist()]", "divides by zero"),
    ],
)
def test_other_numerical_trouble_has_its_own_words(code, words):
    assert words in overflow(code, "f(x)", x=np.array([1.0, 0.0])).en


def test_what_does_not_overflow_passes_and_gives_the_value():
    watched = student("import numpy as np\ndef f(x): return np.exp(-np.abs(x))")
    found = Expect(watched).no_overflow(watched, "f(x)", x=np.array([-1e4, 1e4]))
    assert found.tolist() == [0.0, 0.0]
    assert watched.call.startswith("f(")


def test_another_error_stays_the_students_own():
    watched = student("def f(x): return x.nothing")
    with pytest.raises(StudentRaised):
        Expect(watched).no_overflow(watched, "f(x)", x=np.ones(2))
