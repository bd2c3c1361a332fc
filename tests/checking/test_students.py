"""What a student's expression gives, and why it may give nothing."""

import numpy as np
import pytest

from course_utils.checking import LocalStudent, Malformed, NotAttempted, Opaque, StudentRaised
from course_utils.checking.outcomes import LeftoverStub

STUB = "def step(z):\n    '''Say 1 or 0.'''\n    raise NotImplementedError  # YOUR CODE HERE\n"


def _fault(kind, student, expression, **inputs):
    with pytest.raises(kind) as caught:
        student.eval(expression, **inputs)
    return caught.value


def test_inputs_hide_the_students_names_without_touching_them(cell):
    names = cell("x = 1\ndef double(v):\n    v[0] = 99\n    return [2 * i for i in v]")
    given = np.array([1, 2])
    assert LocalStudent(names).eval("double(x)", x=given) == [198, 4]
    assert given.tolist() == [1, 2]
    assert names["x"] == 1


def test_comprehensions_in_an_expression_see_the_inputs(cell):
    assert LocalStudent(cell("def f(a, b): return a + b")).eval("[f(a, b) for a in xs]", xs=[1, 2], b=10) == [11, 12]


def test_results_are_copies_and_objects_are_opaque(cell):
    student = LocalStudent(cell("kept = [1]\nclass Net: pass\nnet = Net()"))
    student.eval("kept").append(2)
    assert student.eval("kept") == [1]
    assert student.eval("net") == Opaque("__main__.Net")


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [
        ("", "step", "missing"),
        ("step = ...", "step", "placeholder"),
        (STUB, "step", "stub"),
        ("threshold = ...\ndef step(z): return z > threshold", "threshold", "placeholder"),
        (STUB + "def both(z): return step(z)\nstep = (lambda old: lambda z: old(z))(step)", "step", "stub"),
        ("def step(z): return [...]", "step(1)", "placeholder"),
    ],
)
def test_what_is_not_written_yet_is_told_from_what_is_wrong(cell, code, name, reason):
    fault = _fault(NotAttempted, LocalStudent(cell(code)), "step(1)")
    assert (fault.name, fault.reason) == (name, reason)


def test_a_deleted_name_is_missing(cell):
    names = cell("def step(z): return 1")
    del names["step"]
    assert _fault(NotAttempted, LocalStudent(names), "step(1)").reason == "missing"


@pytest.mark.parametrize("body", ["pass", "z > 0", "return None"])
def test_a_function_that_gives_none_is_attempted(cell, body):
    assert LocalStudent(cell(f"def step(z):\n    {body}")).eval("step(1)") is None


@pytest.mark.parametrize(
    "body",
    ["answer = z > 0\n    raise NotImplementedError  # YOUR CODE HERE", "raise NotImplementedError  # YOUR CODE HERE\n    return z > 0"],
)
def test_code_beside_the_stub_line_is_noticed(cell, body):
    fault = _fault(LeftoverStub, LocalStudent(cell(f"def step(z):\n    '''Say.'''\n    {body}")), "step(1)")
    assert fault.function == "step"
    assert fault.frames[-1].source.startswith("raise NotImplementedError")


def test_code_above_the_stub_line_is_noticed_without_the_source():
    names = {}
    exec("def step(z):\n    answer = z > 0\n    raise NotImplementedError", names)
    _fault(LeftoverStub, LocalStudent(names), "step(1)")


def test_an_error_of_the_students_own_is_no_stub(cell):
    fault = _fault(StudentRaised, LocalStudent(cell("def step(z):\n    raise NotImplementedError('no negative z')")), "step(1)")
    assert (fault.type_name, fault.message) == ("NotImplementedError", "no negative z")


def test_an_error_names_the_students_own_line(cell):
    code = "import json\ndef inner(z):\n    return json.loads(z)\ndef step(z):\n    return inner('{')\n"
    fault = _fault(StudentRaised, LocalStudent(cell(code)), "step(1)")
    assert fault.type_name == "JSONDecodeError"
    assert fault.line == 3
    assert [(frame.function, frame.line, frame.source) for frame in fault.frames] == [
        ("step", 5, "return inner('{')"),
        ("inner", 3, "return json.loads(z)"),
    ]


@pytest.mark.parametrize(
    ("code", "type_name"),
    [
        ("import sys\ndef step(z): sys.exit(3)", "SystemExit"),
        ("def step(z): return step(z)", "RecursionError"),
        ("class Odd(BaseException):\n    def __str__(self): raise ValueError\ndef step(z): raise Odd", "Odd"),
        ("def step(z): return undefined", "NameError"),
    ],
)
def test_every_kind_of_error_is_reported(cell, code, type_name):
    assert _fault(StudentRaised, LocalStudent(cell(code)), "step(1)").type_name == type_name


def test_an_interrupt_reaches_the_student(cell):
    with pytest.raises(KeyboardInterrupt):
        LocalStudent(cell("def step(z): raise KeyboardInterrupt")).eval("step(1)")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("def step(z):\n    a = []\n    a.append(a)\n    return a", "too_deep"),
        ("def step(z): return list(range(10**6))", "too_many"),
        ("def step(z): return 'a' * 10**8", "too_large"),
        (
            "class M(type):\n    @property\n    def __mro__(cls): raise ValueError\nclass C(metaclass=M): pass\ndef step(z): return C()",
            "broken",
        ),
    ],
)
def test_a_value_that_cannot_be_carried_is_malformed(cell, code, kind):
    assert _fault(Malformed, LocalStudent(cell(code)), "step(1)").kind == kind
