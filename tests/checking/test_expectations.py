"""Unmet expectations teach: what was given, what was wanted, where the first difference is, in both languages."""

import numpy as np
import pytest

from course_utils.checking import LocalStudent, Opaque, text
from course_utils.checking.expectations import Expect, Unmet
from course_utils.checking.watched import Watched

expect = Expect()
HANGUL = "가힣"


def said(call):
    with pytest.raises(Unmet) as caught:
        call()
    message = caught.value.message
    assert any(HANGUL[0] <= letter <= HANGUL[1] for letter in message.ko)
    return message.en


def after(code, expression, **inputs):
    """An Expect that has seen a student's call, and the call's value."""
    names = {}
    exec(code, names)
    watched = Watched(LocalStudent(names))
    return Expect(watched), watched.eval(expression, **inputs)


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (1, 1.0), (True, 1), (np.float32(0.1), 0.1), ([1, 2], np.array([1.0, 2.0])), ((1, 2), [1, 2]), (np.array(3), 3),
        (float("nan"), float("nan")),
        ({"a": [1.0]}, {"a": np.ones(1)}), ([[1], [2, 3]], [[1], [2, 3.0]]), ("a", "a"), (None, None), ({1, 2}, {2, 1}), (10**30, 10**30),
    ],
)  # fmt: skip
def test_equal_values_pass_in_any_form(got, wanted):
    expect.close(got, wanted)
    if not isinstance(got, float | np.float32):
        expect.equal(got, wanted)


def test_a_wrong_number_is_named_with_the_call_that_gave_it():
    seen, value = after("def step(z): return 0", "step(z)", z=0.5)
    assert said(lambda: seen.equal(value, 1)) == "`step(0.5)` should be 1, but is 0."


def test_an_array_in_the_call_can_be_copied_into_a_cell():
    seen, value = after("def f(x): return x", "f(x)", x=np.array([1.0, 2.0]))
    assert said(lambda: seen.equal(value, [1, 3])).startswith(
        "`f(np.array([1.0, 2.0]))` has 1 of 2 values wrong. The first is at [1]: it should be 3, but is 2.0."
    )


def test_a_long_input_keeps_its_name():
    seen, value = after("def f(x): return 1", "f(x)", x=np.zeros((28, 28)))
    assert said(lambda: seen.equal(value, 2)).startswith("`f(x), x = array 28x28: 0.0, 0.0, 0.0, …` should be 2")


def test_a_value_derived_from_a_call_is_not_called_its_result():
    seen, value = after("def f(): return [1, 2]", "f()")
    assert said(lambda: seen.equal(value[0], 2)) == "The value computed from `f()` should be 2, but is 1."


def test_where_names_the_situation():
    assert said(lambda: expect.equal(1, 2, where="With stride 2")) == "With stride 2: your answer should be 2, but is 1."
    seen, value = after("def f(): return 1", "f()")
    assert (
        said(lambda: seen.equal(value, 2, where=text(en="At the edge", ko="가장자리에서"))) == "At the edge: `f()` should be 2, but is 1."
    )


@pytest.mark.parametrize(
    ("got", "wanted", "words"),
    [
        (None, 1, "`return`"),
        (Opaque("function"), 1, "parentheses"),
        (Opaque("generator"), [1], "Make it a list"),
        (Opaque("keras.Sequential"), 1, "object of type Sequential"),
        ("1", 1, "is a str, where numbers are needed"),
        ([[1, 2], [3]], [[1, 2], [3, 4]], "rows do not fit together"),
        (np.ones((3, 2)), np.ones((2, 3)), "looks transposed"),
        (np.ones((3, 3)), np.ones((3, 4)), "has shape (3, 3), but shape (3, 4) is needed: 1 column too few."),
        (np.ones((5, 3)), np.ones((3, 3)), "2 rows too many"),
        (np.ones((1, 3, 3)), np.ones((1, 3, 4)), "axis 2 is 1 too short"),
        (np.ones(3), 1, "has shape (3,), but a single number is needed"),
        ([-1.0, 2.0], [1.0, -2.0], "sign is reversed"),
        ([[1, 2], [3, 4]], [[1, 3], [2, 4]], "looks transposed"),
        ([3.0, 1.0, 2.0], [2.0, 1.0, 3.0], "order is reversed"),
        ([2, 3, 5], [1, 2, 4], "Every value is 1 too large"),
        ([1.0, 2.0, 3.0], [1.5, 2.5, 3.5], "Every value is 0.5 too small"),
        ([2.0, 4.0, 8.0], [1.0, 2.0, 4.0], "Every value is 2 times"),
        (np.array([1, 2]), [1.5, 2.25], "fractions are cut off"),
        ([1, 0, 0], [0, 1, 1], "Every 0 and 1 is swapped"),
        ([float("nan"), 1.0], [0.5, 1.0], "0/0"),
        ({"a": 1}, {"a": 1, "b": 2}, "lacks key 'b'"),
        ({"a": 1, "c": 1}, {"a": 1}, "has the extra key 'c'"),
        ({"a": 1}, {"a": 2}, "your answer['a'] should be 2"),
        ([1], {"a": 1}, "where a dict is needed"),
        ((1, [1, 2]), (1, [1, 3]), "your answer[1] has 1 of 2 values wrong"),
        (["a"], ["a", "b"], "has 1 elements, but 2 are needed"),
        (10**400, 3, "should be 3"),
        ("a", "b", "should be 'b', but is 'a'"),
        (None, "b", "`return`"),
    ],
)  # fmt: skip
def test_a_message_says_what_is_wrong(got, wanted, words):
    assert words.lower() in said(lambda: expect.close(got, wanted)).lower()


@pytest.mark.parametrize("values", [([1], [0]), ([0.3, 0.9], [0.1, 0.2]), (1, 0)])
def test_no_slip_is_claimed_that_does_not_fit_every_value(values):
    assert said(lambda: expect.close(*values)).count(".") <= 5
    assert "Every" not in said(lambda: expect.close(*values))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: expect.shape([[1, 2]], (None, 3)), "shape (1, 2), but shape (N, 3) is needed"),
        (lambda: expect.dtype([1, 2], "floating"), "holds int64 values, but floating is needed"),
        (lambda: expect.array([1.0, float("inf")]), "contains `inf`"),
        (lambda: expect.array(3, shape=(2,)), "is a single number, but shape (2,) is needed"),
        (lambda: expect.shape([1, 2], (2, 1)), "it has 1 axis instead of 2"),
        (lambda: expect.between([0.5, 1.5], 0, 1), "should be between 0 and 1 everywhere, but is 1.5 at [1]"),
        (lambda: expect.greater(1, 2), "should be greater than 2, but is 1"),
        (lambda: expect.less(3, 2), "should be less than 2, but is 3"),
        (lambda: expect.between(float("nan"), 0, 1), "but is nan"),
        (lambda: expect.increasing([1, 3, 2]), "goes from 3 to 2 at position 2"),
        (lambda: expect.increasing([1, 1]), "goes from 1 to 1"),
        (lambda: expect.contains([1, 2], 3), "should contain 3"),
        (lambda: expect.contains(None, 3), "should contain 3"),
        (lambda: expect.one_of(5, (1, 2)), "should be one of 1, 2, but is 5"),
        (lambda: expect.is_true(0, text(en="Not so.", ko="아닙니다.")), "Not so."),
        (lambda: expect.fail(text(en="Not so at all.", ko="전혀 아닙니다.")), "Not so at all."),
    ],
)
def test_the_other_expectations_say_what_is_wrong(call, words):
    assert words in said(call)


def test_the_other_expectations_pass_what_fits():
    expect.shape([[1, 2]], (None, 2))
    expect.dtype(np.float32(1), "floating")
    expect.dtype(np.float32(1), "float32")
    expect.between([0, 1], 0, 1)
    expect.increasing([1, 1, 2], strictly=False)
    expect.contains("word", "or")
    expect.contains(np.arange(3), 2)
    expect.contains([np.zeros(2)], [0, 0])
    expect.one_of(np.int64(1), [1, 2])
    expect.is_true(condition=True, message=text(en="a", ko="가"))


def test_raises_compares_kinds_by_name_and_counts_subclasses():
    names = {}
    exec("def f(x):\n    if x < 0: raise IndexError('negative')\n    return x", names)
    student = LocalStudent(names)
    expect.raises(student, "f(x)", IndexError, x=-1)
    expect.raises(student, "f(x)", LookupError, x=-1)
    expect.raises(student, "f(x)", x=-1)
    assert said(lambda: expect.raises(student, "f(x)", ValueError, x=-1)) == "`f(-1)` should raise ValueError, but raises IndexError."
    assert said(lambda: expect.raises(student, "f(x)", ValueError, x=1)) == "`f(1)` should raise ValueError, but gives 1."


def test_a_hint_about_wrong_values_is_not_given_when_there_is_no_value():
    with pytest.raises(Unmet) as caught:
        expect.equal(None, 1, hint=text(en="Too large?", ko="너무 큰가요?"))
    assert caught.value.hint is None


def test_expected_and_got_are_shown_compactly():
    with pytest.raises(Unmet) as caught:
        expect.close(np.zeros((28, 28)), np.ones((28, 28)))
    assert caught.value.expected == "array 28x28: 1.0, 1.0, 1.0, …"
    assert caught.value.got == "array 28x28: 0.0, 0.0, 0.0, …"


@pytest.mark.parametrize(
    "call", [lambda: expect.greater([], 0), lambda: expect.between(np.zeros((0, 3)), 0, 1), lambda: expect.less((), 1)]
)
def test_nothing_at_all_is_neither_large_nor_small(call):
    assert "is empty" in said(call)


@pytest.mark.parametrize("value", [["long" * 1_000_000] + [""] * 200_000, [[1.0, "long" * 1_000_000]] * 200_000])
def test_a_long_text_among_many_is_refused_before_each_gets_as_much_room(value):
    with pytest.raises(Unmet, match="numbers"):
        Expect().close(value, [1.0, 2.0])
