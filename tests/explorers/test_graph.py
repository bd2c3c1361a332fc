"""The graph explorer without a browser: what expressions become, what gradients are, what its traits say."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_graph
from course_utils.explorers.graph.autograd import OPS, numerical, run
from course_utils.explorers.graph.layout import LANE, arrange
from course_utils.explorers.graph.parsing import GraphError, inputs_of, parse

APPLES = "(apple * 2 + orange * 3) * 1.1"
NEURON = "s = w*x + b; y = sigmoid(s); loss = (y - t)**2"
NETWORK = "h1 = relu(a*x + b*y); h2 = relu(c*x + d*y); s = sigmoid(h1*u + h2*v); -log(s)"
EXPRESSIONS = {
    APPLES: lambda apple, orange: (apple * 2 + orange * 3) * 1.1,
    "sigmoid(w1*x1 + w2*x2 + b)": lambda w1, x1, w2, x2, b: 1 / (1 + np.exp(-(w1 * x1 + w2 * x2 + b))),
    NEURON: lambda w, x, b, t: (1 / (1 + np.exp(-(w * x + b))) - t) ** 2,
    "np.exp(x) / (1 + exp(x)) - tanh(x) * x": lambda x: np.exp(x) / (1 + np.exp(x)) - np.tanh(x) * x,
    "sin(x) * cos(x * x) + sqrt(square(x) + 1) ** (1/3)": lambda x: np.sin(x) * np.cos(x * x) + np.sqrt(x * x + 1) ** (1 / 3),
    "-log(square(x) + y ** 2 + 1) + +x - (-y)": lambda x, y: -np.log(x * x + y * y + 1) + x + y,
    "(x * x + 0.5) ** y": lambda x, y: (x * x + 0.5) ** y,
    "x ** -3 * (x ** 0) + x ** 2": lambda x: x**-3.0 + x**2,
}
NUMBERS = st.floats(-2, 2).filter(lambda number: abs(number) > 0.2)


def values_of(nodes, draw) -> dict[str, float]:
    return {name: draw(NUMBERS) for name in inputs_of(nodes)}


@pytest.mark.parametrize("expression", EXPRESSIONS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_values_are_numpys_and_gradients_are_the_numerical_ones(expression, data):
    nodes = parse(expression)
    values = values_of(nodes, data.draw)
    worked = run(nodes, values)
    assert worked.problem is None
    assert worked.outputs[-1] == pytest.approx(EXPRESSIONS[expression](**values), rel=1e-9, abs=1e-9)
    for place, node in enumerate(nodes):
        if node.op == "input":
            assert worked.gradients[place] == pytest.approx(numerical(nodes, values, node.name), rel=1e-4, abs=1e-4)


def test_apples_and_oranges_have_the_gradients_of_the_classic_example():
    explorer = explore_graph(APPLES, apple=100, orange=150, language="en")
    assert explorer.value == pytest.approx(715)
    assert explorer.gradients == pytest.approx({"apple": 2.2, "orange": 3.3})
    numbers = {node["value"]: node["gradient"] for node in explorer.nodes if node["op"] == "constant"}
    assert numbers == pytest.approx({2: 110, 3: 165, 1.1: 650})


def test_gradients_of_an_input_that_is_used_twice_add_up():
    assert explore_graph("x*x + x", x=3, language="en").gradients == {"x": 7}
    assert explore_graph("s = 2*x; s*s*s", x=1, language="en").gradients == {"x": 24}


@pytest.mark.parametrize(
    ("expression", "values", "gradients"),
    [
        ("max(a, b)", {"a": 2, "b": 1}, {"a": 1, "b": 0}),
        ("maximum(a, b)", {"a": 1, "b": 2}, {"a": 0, "b": 1}),
        ("max(a, b)", {"a": 1, "b": 1}, {"a": 1, "b": 0}),
        ("relu(x)", {"x": 0}, {"x": 0}),
        ("relu(x)", {"x": 0.5}, {"x": 1}),
        ("x ** 2", {"x": 0}, {"x": 0}),
        ("x ** 1", {"x": 0}, {"x": 1}),
        ("x ** 0", {"x": 0}, {"x": 0}),
        ("x ** 3", {"x": -2}, {"x": 12}),
    ],
)
def test_corners_and_zeros_have_a_gradient(expression, values, gradients):
    assert explore_graph(expression, **values, language="en").gradients == pytest.approx(gradients)


def test_large_numbers_do_not_break_the_sigmoid():
    explorer = explore_graph("sigmoid(x)", x=-1000, language="en")
    assert (explorer.value, explorer.gradients) == (0, {"x": 0})


@pytest.mark.parametrize(
    ("expression", "values", "said"),
    [
        ("1 + log(x)", {"x": -1}, "log(-1) does not exist: log needs more than 0."),
        ("a / b", {"a": 1, "b": 0}, "1 ÷ 0 does not exist"),
        ("sqrt(x)", {"x": 0}, "√ of 0: it needs more than 0"),
        ("x ** 0.5", {"x": -4}, "-4 to the power 0.5 is no real number"),
        ("x ** -1", {"x": 0}, "At 0 this power is infinite"),
        ("x ** y", {"x": -2, "y": 2}, "-2 to a power that varies has no slope"),
        ("exp(x)", {"x": 1000}, "too large to compute with"),
        ("x * x * x", {"x": 1e150}, "too large to compute with"),
    ],
)
def test_what_does_not_exist_is_explained_and_still_drawn(expression, values, said):
    explorer = explore_graph(expression, **values, language="en")
    assert said in explorer.problem
    assert explorer.gradients == {}
    assert said in explorer.describe()
    assert explorer.picture().startswith(b"\x89PNG")
    explorer.values = dict.fromkeys(values, 1.0)
    assert (explorer.problem, set(explorer.gradients)) == ("", set(values))


def test_a_gradient_too_large_to_compute_with_is_a_problem_too():
    explorer = explore_graph("1 / (x / 1e200)", x=1, language="en")
    assert explorer.value == pytest.approx(1e200)
    assert (explorer.gradients, "too large" in explorer.problem) == ({}, True)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("", r"empty: try x \* 2"),
        ("x", "nothing to compute"),
        ("y = x", "nothing to compute"),
        ("x + ", r"cannot be read as an expression: x \+"),
        ("(" * 500 + "x" + ")" * 500, "cannot be read"),
        ("x\0", "cannot be read"),
        ("x % 2", r"x % 2 cannot be drawn as a graph. There are \+ - \* / \*\*, exp\(x\)"),
        ("x if x else y", "x if x else y cannot be drawn"),
        ("x.real + 1", "x.real cannot be drawn"),
        ("__import__('os').system('true')", r"__import__\('os'\)"),
        ("softmax(x)", r"softmax\(x\) cannot be drawn"),
        ("'a' * x", "'a' cannot be drawn"),
        ("True * x", "True cannot be drawn"),
        ("1e999 * x", "cannot be drawn"),
        ("x ** (1/0)", "1 / 0 cannot be drawn"),
        ("log * x", r"log is a function here.*log\(x\)"),
        ("max(x)", r"max takes 2 number\(s\), not 1"),
        ("exp(x, base=2)", "cannot be drawn"),
        ("x * 2; x * 3", r"x \* 2 is worked out but has no name: write “s = x \* 2”"),
        ("s = x * 2; x * 3", "s is worked out but nothing uses it"),
        ("s = s * 2", "s is made out of itself"),
        ("s = x * 2; x = s * 2", "x already means something"),
        ("exp = x * 2", "exp already means something"),
        ("import os", "import os cannot be drawn"),
        ("+".join(["x"] * 80), "more than 60 nodes"),
        ("x +" * 2000 + "x", r"has \d+ signs; up to 2000"),
    ],
)
def test_what_is_not_supported_is_named_with_what_is(expression, said):
    with pytest.raises(GraphError, match=said):
        parse(expression)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"w": 1}, r"x has no value: give one, for example explore_graph\('w \* x', x=1.0\)"),
        ({"w": 1, "x": 2, "y": 3}, "y is not an input of the expression; its inputs are w, x"),
        ({"w": 1, "x": math.nan}, "x=nan does not fit: give one finite number"),
        ({"w": 1, "x": "a"}, "x='a' does not fit"),
        ({"w": 1, "x": [1, 2]}, r"x=\[1, 2\] does not fit"),
    ],
)
def test_values_that_do_not_fit_are_refused_with_what_is_needed(values, said):
    with pytest.raises(ValueError, match=said):
        explore_graph("w * x", **values, language="en")


def test_errors_speak_the_language_of_the_lesson():
    with pytest.raises(ValueError, match="x의 값이 없습니다"):
        explore_graph("w * x", w=1, language="ko")


def test_any_name_can_be_an_input_and_numpy_numbers_are_numbers():
    assert explore_graph("사과 * 2", 사과=np.float32(3), language="ko").gradients == {"사과": 2}
    assert explore_graph("expression * 2", expression=np.array(4), language="en").value == 8


def test_lines_and_semicolons_name_the_nodes_between():
    lines = explore_graph("s = w*x\n\n  y = sigmoid(s)  # a comment\ny * 2", w=1, x=0, language="en")
    assert [node["name"] for node in lines.nodes if node["name"]] == ["w", "x", "s", "y"]
    assert lines.value == 1


@pytest.mark.parametrize("expression", [*EXPRESSIONS, NETWORK, "x*x*x + x", "s = a*b; t = s*a; u = t*s; u*t*s*a"])
def test_every_node_stands_right_of_its_inputs_and_nothing_overlaps(expression):
    nodes = parse(expression)
    layout = arrange(nodes)
    assert layout == arrange(nodes)
    for edge in layout.edges:
        columns = [layout.places[edge.source][0], *(column for column, _ in edge.way), layout.places[edge.target][0]]
        assert all(later - earlier == 1 for earlier, later in pairwise(columns))
    stops = [(*place, 1.0) for place in layout.places] + [(*point, LANE) for edge in layout.edges for point in edge.way]
    for number, (column, row, room) in enumerate(stops):
        for other, place, space in stops[:number]:
            assert other != column or abs(row - place) >= (room + space) / 2 - 1e-9


def test_a_tree_is_drawn_in_the_order_of_its_expression_without_crossings():
    nodes = parse(APPLES)
    places = arrange(nodes).places
    leaves = [row for (column, row), node in zip(places, nodes, strict=True) if not node.inputs and column == 0]
    assert leaves == sorted(leaves)


def test_an_input_used_twice_gives_each_of_its_edges_a_lane():
    assert all(edge.way for edge in arrange(parse("x*x + x")).edges if edge.source == 0)


def test_the_result_follows_values_and_expression():
    explorer = explore_graph("w * x", w=2, x=3, language="en")
    explorer.step = 3
    explorer.values = {"w": 5, "x": 3}
    assert (explorer.value, explorer.gradients) == (15, {"w": 3, "x": 5})
    explorer.expression = "w * x + b"
    assert (explorer.values, explorer.value, explorer.step) == ({"w": 5, "x": 3, "b": 1}, 16, 0)


def test_what_is_typed_in_the_page_is_drawn_or_explained():
    explorer = explore_graph("w * x", w=2, x=3, language="ko")
    explorer.draft = "w * % x"
    assert "식으로 읽을 수 없습니다" in explorer.complaint
    assert explorer.expression == "w * x"
    explorer.draft = "exp(w)"
    assert (explorer.expression, explorer.complaint, explorer.values) == ("exp(w)", "", {"w": 2})


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("values", {"x": 1}, "w has no value"),
        ("step", 4, "has the steps 0 to 3"),
        ("step", -1, "steps 0 to 3"),
        ("expression", "x %", "read"),
    ],
)
def test_a_wrong_trait_is_refused_and_changes_nothing(name, wrong, said):
    explorer = explore_graph("w * x", w=2, x=3, language="en")
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=said):
        setattr(explorer, name, wrong)
    assert getattr(explorer, name) == before


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_graph("w * x", w=2, x=3, language="en")})
    assert student.eval("(explorer.value, explorer.gradients, explorer.values)") == (6, {"w": 3, "x": 2}, {"w": 2, "x": 3})
    assert student.eval("explorer.nodes[-1]") == {"name": "", "op": "multiply", "inputs": [0, 1], "value": 6, "gradient": 1}


def test_it_says_itself_in_one_line():
    explorer = explore_graph("s = w * x\ns + 1", w=2, x=3, language="en")
    assert explorer.describe() == "Computational graph: s = w * x; s + 1 = 7; gradient: w 3, x 2"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("predict", [False, True])
def test_it_can_be_drawn_without_a_browser(language, predict):
    explorer = explore_graph(NETWORK, a=1, b=1, c=1, d=1, x=1, y=1, u=1, v=1, language=language)
    explorer.predict = predict
    assert explorer.picture().startswith(b"\x89PNG")


def test_every_operation_has_a_rule_in_words():
    from course_utils.explorers.graph.texts import TEXTS

    assert {f"rule_{op}" for op in OPS} <= set(TEXTS)
