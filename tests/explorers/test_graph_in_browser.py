"""The graph explorer in a browser: its twin of the mathematics, its steps, its inputs, and what Python reads afterwards."""

import ast
import math
from pathlib import Path

import numpy as np
import pytest

import course_utils.explorers.graph
from course_utils.explorers import explore_graph
from course_utils.explorers.graph.autograd import numerical, run
from course_utils.explorers.graph.exchange import structure_of
from course_utils.explorers.graph.parsing import inputs_of, parse

pytestmark = pytest.mark.browser
HERE = Path(course_utils.explorers.graph.__file__).parent
APPLES = "(apple * 2 + orange * 3) * 1.1"
# Every operation, and inputs at which some of them do not exist.
ALL = [
    "sigmoid(a*b + c) - tanh(a) / (b*b + 1)",
    "exp(a) * sin(b) + cos(c) * sqrt(a*a + 0.1)",
    "max(a, b) * relu(c) - square(a - c)",
    "log(a) + b / c",
    "(a*a + 0.2) ** b + a ** 3 + b ** -2 - -c",
    "a ** b + sqrt(c)",
    "exp(exp(a * 9)) + b * c",
    "a ** 0.5 * b * c",
]


@pytest.fixture
def apples(stage):
    def raised(**options):
        explorer = explore_graph(APPLES, apple=100, orange=150, language="en")
        return explorer, stage(explorer, **options)

    return raised


def title(seen) -> str:
    return seen.page.locator(".saying .heading").inner_text()


def said(seen) -> str:
    return seen.page.locator(".said").inner_text()


@pytest.mark.parametrize("expression", ALL)
def test_the_browser_computes_what_python_computes(javascript, expression):
    nodes = parse(expression)
    rng = np.random.default_rng(7)
    draws = [*rng.normal(0, 1, (12, 3)), np.zeros(3), -np.ones(3)]
    for draw in draws:
        values = dict(zip(inputs_of(nodes), map(float, draw), strict=True))
        worked = run(nodes, values)
        got = javascript(HERE / "tape.js", "run", structure_of(nodes)["nodes"], values)
        outputs = [math.nan if value is None else value for value in got["outputs"]]
        assert outputs == pytest.approx(worked.outputs, rel=1e-5, abs=1e-12, nan_ok=True)
        assert (got["gradients"] or []) == pytest.approx(worked.gradients, rel=1e-5, abs=1e-12)
        problem = worked.problem and {"node": worked.problem.node, "kind": worked.problem.kind}
        assert got["problem"] == problem
        if worked.problem is None:
            measured = javascript(HERE / "tape.js", "numerical", structure_of(nodes)["nodes"], values, "a")
            assert (math.nan if measured is None else measured) == pytest.approx(
                numerical(nodes, values, "a"), rel=1e-5, abs=1e-6, nan_ok=True
            )


def test_stepping_brings_values_forward_and_gradients_back(apples):
    explorer, seen = apples()
    on = seen.page.get_by_label("one step on")
    assert seen.page.locator(".edge.has-value").count() == 5
    assert seen.page.locator(".result text.value").text_content() == ""
    on.click()
    assert (title(seen), said(seen)) == ("Forward pass 1 of 4: ×", "100 × 2 = 200")
    for _ in range(3):
        on.click()
    assert seen.page.locator(".result text.value").text_content() == "715"
    assert seen.page.locator(".edge.has-gradient").count() == 0
    on.click()
    assert title(seen) == "The way back begins"
    on.click()
    assert title(seen) == "Backward pass 1 of 4: ×"
    assert "to the number 1.1: 1 × the other input 650 = 650" in said(seen)
    on.click()
    assert "to × (450): 1.1 × 1 = 1.1" in said(seen)
    for _ in range(2):
        on.click()
    seen.settle()
    assert explorer.step == explorer.last == 9
    assert sorted(seen.page.locator(".edge text.gradient").all_text_contents()) == sorted(
        map(str, [2.2, 110, 3.3, 165, 1.1, 1.1, 1.1, 650, 1])
    )
    assert on.is_disabled()


def test_play_runs_to_the_end(apples):
    explorer, seen = apples()
    explorer.step = 7
    seen.push()
    seen.page.get_by_role("button", name="Play").click()
    seen.page.wait_for_function("document.querySelector('.saying .heading').textContent.startsWith('Backward pass 4 of 4')")
    seen.settle()
    assert explorer.step == 9


def test_a_circle_leads_to_its_step_and_clicked_again_to_its_other_one(apples):
    explorer, seen = apples()
    plus = seen.page.locator(".node.op").nth(2)
    plus.click()
    assert (title(seen), said(seen)) == ("Forward pass 3 of 4: +", "200 + 450 = 650")
    plus.click()
    assert title(seen) == "Backward pass 2 of 4: +"
    seen.page.locator(".node.op").nth(0).focus()
    seen.page.keyboard.press("Enter")
    assert title(seen) == "Backward pass 4 of 4: ×"
    seen.settle()
    assert explorer.step == 9


def test_an_input_says_what_its_gradient_means(apples):
    _, seen = apples()
    seen.page.locator(".node.input").nth(0).click()
    assert title(seen) == "apple"
    assert "Gradient 2.2: raise apple by 10 and the result changes by about 22." in said(seen)


def test_inputs_can_be_dragged_in_the_graph_typed_and_moved_with_keys(apples):
    explorer, seen = apples()
    seen.drag(".node.input >> nth=0", 40, 0)
    assert explorer.values["apple"] == 110
    seen.page.locator(".node.input").nth(1).focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Shift+ArrowLeft")
    seen.settle()
    assert explorer.values["orange"] == 150 + 2 - 20
    seen.page.locator("input[type=number]").nth(1).fill("10")
    seen.settle()
    assert explorer.value == pytest.approx((220 + 30) * 1.1)
    explorer.values = {"apple": 1, "orange": 2}
    seen.push()
    seen.settle()
    assert seen.page.locator(".node.input text.value").all_text_contents() == ["1", "2"]


def test_a_finger_drags_an_input(apples):
    explorer, seen = apples(touch=True)
    box = seen.page.locator(".node.input").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = seen.page.context.new_cdp_session(seen.page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        *(("touchMove", [{"x": x + d, "y": y}]) for d in (10, 20, 30)),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    seen.page.wait_for_function("document.querySelector('.node.input text.value').textContent === '107.5'")
    seen.settle()
    assert explorer.values["apple"] == 107.5


def test_predicted_gradients_are_hidden_until_they_are_clicked(apples):
    explorer, seen = apples()
    explorer.step = 6
    seen.push()
    seen.page.get_by_label("Predict first").check()
    seen.settle()
    assert seen.page.locator(".edge.is-hidden text.gradient").all_text_contents() == ["?", "?"]
    assert "650" not in said(seen)
    assert seen.page.locator("tbody td").first.inner_text() == "?"
    seen.page.locator(".is-hidden .ask").nth(1).click()
    seen.settle()
    assert seen.page.locator(".edge.is-hidden text.gradient").all_text_contents() == ["?"]
    assert "= 650" in said(seen)
    seen.page.locator(".is-hidden .ask").focus()
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert seen.page.locator(".edge.is-hidden").count() == 0
    assert explorer.predict is True
    assert seen.unnamed() == []


def test_every_gradient_is_checked_by_nudging_its_input(apples):
    _, seen = apples()
    cells = seen.page.locator("tbody td").all_inner_texts()
    assert cells[:2] == ["2.2", "2.2"]
    assert cells[3:5] == ["3.3", "3.3"]
    assert cells[2].startswith("✓")


def test_an_input_used_twice_is_said_to_add_up(stage):
    explorer = explore_graph("x*x + x", x=3, language="en")
    explorer.step = explorer.last
    seen = stage(explorer)
    assert "x is used 3 times, so its gradients add up: 1 + 3 + 3 = 7." in said(seen)


def test_a_corner_is_told_from_a_mistake(stage):
    seen = stage(explore_graph("relu(x)", x=0, language="en"))
    assert seen.page.get_by_text("At a corner of max or ReLU").is_visible()
    assert seen.page.locator("tbody .is-wrong").count() == 1


def test_what_does_not_exist_is_explained_at_its_node(stage):
    explorer = explore_graph("a / b + a", a=1, b=2, language="en")
    seen = stage(explorer)
    seen.page.locator("input[type=number]").nth(1).fill("0")
    seen.settle()
    assert "1 ÷ 0" in explorer.problem
    seen.page.locator(".node.is-stuck").click()
    assert title(seen) == "Here the computation stops"
    assert "1 ÷ 0 does not exist" in said(seen)
    seen.page.locator("input[type=number]").nth(1).fill("4")
    seen.settle()
    assert seen.page.locator(".is-stuck").count() == 0
    assert explorer.gradients == {"a": 1.25, "b": -0.0625}


def test_an_own_expression_is_drawn_or_its_fault_is_said(apples):
    explorer, seen = apples()
    box = seen.page.locator(".typed input")
    box.fill("apple % 2")
    box.press("Enter")
    seen.settle()
    assert "apple % 2 cannot be drawn" in seen.page.locator(".alarm").inner_text()
    box.fill("s = apple / pear; s * s")
    box.press("Enter")
    seen.settle()
    assert explorer.values == {"apple": 100, "pear": 1}
    assert seen.page.locator(".alarm").inner_text() == ""
    assert seen.page.locator(".given").all_text_contents() == ["s"]
    assert seen.page.locator(".node.op").count() == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, theme, language, width):
    explorer = explore_graph("s = w1*x1 + w2*x2 + b; y = sigmoid(s); (y - t)**2", w1=1, x1=0.5, w2=-2, x2=1, b=0.3, t=1, language=language)
    explorer.step = explorer.last - 4
    seen = stage(explorer, theme=theme, width=width)
    assert seen.spill() <= 0
    assert seen.unnamed() == []
    seen.picture(f"graph_{theme}_{language}_{width}")


def test_in_jupyterlab_mouse_and_keyboard_reach_python(open_notebook):
    make = f"from course_utils import explore_graph\nexplorer = explore_graph({APPLES!r}, apple=100, orange=150, language='en')\nexplorer"
    notebook = open_notebook("graph", [make, "(explorer.values, explorer.step, round(explorer.value, 6))"])
    notebook.run(0)
    chip = notebook.page.locator(".petals-graph .node.input")
    chip.first.wait_for()
    box = chip.first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(x, y)
    notebook.page.mouse.down()
    notebook.page.mouse.move(x + 40, y, steps=8)
    notebook.page.mouse.up()
    chip.nth(1).focus()
    notebook.page.keyboard.press("ArrowDown")
    notebook.page.locator(".petals-graph .node.op").nth(3).click()
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    assert ast.literal_eval(seen[-1].strip()) == ({"apple": 110, "orange": 148}, 4, 730.4)
