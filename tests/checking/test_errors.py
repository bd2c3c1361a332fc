"""A common error comes with advice, recognised from what NumPy and Python really say."""

import numpy as np
import pytest

from course_utils.checking import LocalStudent, StudentRaised, examine, load_checks
from course_utils.checking.errors import advice
from course_utils.checking.wording import said_about


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("0 if x > 0 else 1", "np.where"),
        ("max(x, 0 * x)", "np.maximum"),
        ("float(x)", "np.exp"),
        ("__import__('math').exp(x)", "np.exp"),
        ("x[None] @ x[None]", "inner sides"),
        ("np.dot(x[None], x[None])", "inner sides"),
        ("x + np.ones(2)", "keepdims=True"),
        ("x.__iadd__(np.ones((2, 3)))", "keepdims=True"),
        ("np.arange(3).__imul__(0.5)", "astype(float)"),
        ("x[3]", "one step too far"),
        ("[1, 2][2]", "one step too far"),
        ("None + 1", "with `return`"),
        ("(lambda a: a[0])(None)", "with `return`"),
        ("None.shape", "with `return`"),
        ("[1, 2] - 1", "np.array"),
        ("[1, 2] * 0.5", "np.array"),
        ("(lambda a: a)()", "arguments"),
        ("(lambda a: a)(1, 2)", "arguments"),
        ("(lambda a: a)(b=1)", "arguments"),
    ],
)
def test_a_common_error_comes_with_advice(code, words):
    with pytest.raises(StudentRaised) as caught:
        LocalStudent({"np": np}).eval(code, x=np.ones(3))
    found = advice(caught.value)
    assert found is not None, caught.value.message
    assert words in found.en
    assert found.ko != found.en


def test_other_errors_get_none():
    assert advice(StudentRaised("ValueError", "the house is on fire")) is None
    assert advice(StudentRaised("KeyError", "")) is None


def test_the_numbers_that_keras_gives_its_layers_are_not_told():
    message = "Layer sequential_92 got max_pooling2d_3 of layer_2, shape (10368, 128) of (12800, 128)."
    said = said_about(StudentRaised("ValueError", message), "f(x_1)")
    assert said.en == "`f(x_1)` raises ValueError: Layer sequential got max_pooling2d of layer_2, shape (10368, 128) of (12800, 128)."


def test_where_an_object_lay_in_memory_is_not_told():
    fault = StudentRaised("UnidentifiedImageError", "cannot identify image file <_io.BytesIO object at 0x7fbef5373e10>", ())
    assert "cannot identify image file <_io.BytesIO object>" in said_about(fault, "receive(content)").en
    assert "0x10" in said_about(StudentRaised("ValueError", "mask 0x10 at 0x20", ()), "f()").en


def test_names_that_a_student_gave_keep_their_numbers():
    said = said_about(StudentRaised("NameError", "name 'dense_1' is not defined"), "f(x)")
    assert said.en == "`f(x)` raises NameError: name 'dense_1' is not defined."


def test_the_card_carries_the_advice(lesson_folder, cell):
    score = examine(load_checks(lesson_folder, hidden=False), "step", LocalStudent(cell("def step(z): return [1] - z")))
    assert "np.array" in score.cases[0].hint.en
