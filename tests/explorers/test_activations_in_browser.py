"""The activation explorer in the browser: its mathematics against Python's, then mouse, touch, keyboard and Python's own hand."""

import ast
from pathlib import Path

import numpy as np
import pytest

import course_utils.explorers.activations
from course_utils.explorers import explore_activations
from course_utils.explorers.activations.deep import Net, push
from course_utils.explorers.activations.functions import FUNCTIONS, leaky_relu
from course_utils.explorers.activations.own import HIGH, LOW, tabulate

pytestmark = pytest.mark.browser
HERE = Path(course_utils.explorers.activations.__file__).parent
PLACES = [*np.random.default_rng(4).uniform(-9, 9, 60).tolist(), 0.0, -800.0, 800.0]
KNOB = ".petals-knob[role=slider]"
VERDICT = ".verdict"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_and_slopes_are_those_of_python(javascript, name):
    found = javascript(HERE / "functions.js", "evaluate", name, {"alpha": 0.3}, PLACES)
    one = leaky_relu(0.3) if name == "leaky_relu" else FUNCTIONS[name]
    np.testing.assert_allclose(found["values"], one.value(np.array(PLACES)), atol=1e-9)
    np.testing.assert_allclose(found["slopes"], one.slope(np.array(PLACES)), atol=1e-9)
    assert found["steepest"] == pytest.approx(one.steepest())


def test_a_sampled_function_is_read_alike(javascript):
    table = tabulate(lambda x: np.sin(x) + 0.1 * x)
    packed = {"low": LOW, "high": HIGH, "values": table.values.tolist(), "slopes": table.slopes.tolist()}
    places = [*PLACES[:60], -30.0, 30.0]
    found = javascript(HERE / "functions.js", "evaluate", "own", {"table": packed}, places)
    np.testing.assert_allclose(found["values"], table.activation().value(np.array(places)), atol=1e-9)
    np.testing.assert_allclose(found["slopes"], table.activation().slope(np.array(places)), atol=1e-9)


@pytest.mark.parametrize("normalised", [False, True])
@pytest.mark.parametrize(
    ("name", "depth", "width", "batch", "std"),
    [
        ("sigmoid", 20, 100, 40, 0.14),
        ("tanh", 5, 37, 40, 1.0),
        ("relu", 12, 30, 15, 0.25),
        ("gelu", 3, 6, 8, 0.01),
        ("step", 4, 9, 10, 0.5),
    ],
)
def test_the_deep_signal_is_that_of_python(javascript, name, depth, width, batch, std, normalised):
    settings = {"name": name, "alpha": 0.1, "depth": depth, "width": width, "batch": batch, "weightStd": std, "seed": 11}
    found = javascript(HERE / "deep.js", "measure", {**settings, "batchNormalisation": normalised})
    twin = push(FUNCTIONS[name], Net(depth, width, batch, std, 11, batch_normalisation=normalised))
    for key in ("stds", "gradients", "blocked", "dead"):
        np.testing.assert_allclose(found[key], getattr(twin, key), rtol=1e-5, atol=1e-300, err_msg=key)


def test_one_click_apart_the_gradient_is_lost_or_kept(stage):
    explorer = explore_activations(language="en")
    seen = stage(explorer)
    assert "✗ sigmoid: the gradient shrinks by a factor of" in seen.page.locator(VERDICT).inner_text()
    assert explorer.gradient_ratio < 1e-6
    seen.page.get_by_role("radio", name="ReLU", exact=True).click()
    seen.settle()
    assert seen.page.locator(VERDICT).inner_text().startswith("✓ ReLU: the gradient keeps its size through 20 layers")
    assert 0.5 < explorer.gradient_ratio < 2


def test_dragging_the_point_moves_x_and_the_words_follow(stage):
    explorer = explore_activations("tanh", x=0.0, language="en")
    seen = stage(explorer)
    seen.drag(KNOB, 140, 30)
    assert explorer.x > 3
    assert explorer.slope == pytest.approx(1 - np.tanh(explorer.x) ** 2)
    assert "Saturated: the slope is" in seen.page.locator(".panel [role=status]").inner_text()
    seen.drag(".petals-knob >> nth=1", -140, 0)
    assert abs(explorer.x) < 1


def test_a_click_on_the_chart_sets_x(stage):
    explorer = explore_activations(language="en")
    seen = stage(explorer)
    box = seen.page.locator(".petals-chart").nth(1).bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.6)
    seen.settle()
    assert -6 < explorer.x < -2


def test_a_finger_drags_the_point(stage):
    explorer = explore_activations(x=0.0, language="en")
    seen = stage(explorer, width=400, touch=True)
    box = seen.page.locator(KNOB).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = seen.page.context.new_cdp_session(seen.page)
    for kind, shift in (("touchStart", 0), ("touchMove", 30), ("touchMove", 60)):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + shift, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.settle()
    assert explorer.x > 1


def test_the_keyboard_alone_is_enough(stage):
    explorer = explore_activations(x=1.0, language="en")
    seen = stage(explorer)
    keyboard = seen.page.keyboard
    seen.page.locator(KNOB).focus()
    keyboard.press("ArrowRight")
    keyboard.press("Shift+ArrowLeft")
    seen.settle()
    assert explorer.x == pytest.approx(0.1)
    seen.page.locator(".chips [aria-checked=true]").focus()
    keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.function == "tanh"
    seen.page.get_by_label("layers", exact=True).focus()
    keyboard.press("ArrowLeft")
    seen.settle()
    assert explorer.depth == 19
    seen.page.locator(".rules [aria-checked=true]").focus()
    keyboard.press("ArrowLeft")
    seen.settle()
    assert explorer.weight_scale == "xavier"


def test_typed_numbers_choose_depth_weights_and_x(stage):
    explorer = explore_activations("relu", language="en")
    seen = stage(explorer)
    for name, value in (("x, as a number", "-2.5"), ("layers, as a number", "7"), ("std of weights, as a number", "0.05")):
        seen.page.get_by_label(name, exact=True).fill(value)
        seen.settle()
    assert (explorer.x, explorer.depth, explorer.weight_scale) == (-2.5, 7, 0.05)
    assert seen.refused == []
    assert seen.page.locator(".rules [aria-checked=true]").count() == 0


def test_numbers_beyond_the_ends_are_brought_back_and_never_refused(stage):
    explorer = explore_activations("leaky_relu", language="en")
    seen = stage(explorer)
    labels = ("x", "layers", "units per layer", "std of weights", "slope below 0, α")
    for name in labels:
        seen.page.get_by_label(f"{name}, as a number", exact=True).fill("99999")
        seen.settle()
    assert (explorer.x, explorer.depth, explorer.width, explorer.weight_scale, explorer.alpha) == (8, 20, 200, 10, 1)
    assert seen.refused == []


def test_a_second_function_is_drawn_and_said_and_goes_when_it_becomes_the_first(stage):
    explorer = explore_activations(depth=5, language="en")
    seen = stage(explorer)
    seen.page.get_by_label("Compare with").select_option("relu")
    seen.settle()
    assert explorer.compare == "relu"
    assert seen.page.locator(f"{VERDICT} p").count() == 2
    assert seen.page.locator(".readings th[scope=col]").all_inner_texts() == ["sigmoid", "ReLU"]
    seen.page.get_by_role("radio", name="ReLU", exact=True).click()
    seen.settle()
    assert explorer.compare is None
    assert seen.page.locator(f"{VERDICT} p").count() == 1


def test_python_sets_everything_and_the_page_follows(stage):
    explorer = explore_activations(language="en")
    seen = stage(explorer)
    explorer.function, explorer.x, explorer.depth, explorer.weight_scale, explorer.language = "step", -1.0, 3, 0.5, "ko"
    seen.push()
    seen.settle()
    assert seen.page.locator(".chips [aria-checked=true]").inner_text() == "계단 함수"
    assert seen.page.locator(VERDICT).inner_text() == "✗ 계단 함수: 기울기가 하나도 남지 않아 1층까지 오지 못합니다."
    assert seen.page.locator(".panel [role=status]").inner_text() == "미분값이 0이라 되돌아온 기울기가 여기에서 멈춥니다."


def test_a_function_of_ones_own_is_the_first_button(stage):
    def bent(x):
        return np.where(x > 0, x, 0.3 * x)

    explorer = explore_activations(bent, compare="relu", x=-2.0, language="en")
    seen = stage(explorer)
    assert seen.page.locator(".chips [role=radio]").first.inner_text() == "bent"
    assert seen.page.locator(".readings td").all_inner_texts()[1:3] == ["−0.6", "0"]
    seen.page.get_by_role("radio", name="tanh", exact=True).click()
    seen.page.get_by_role("radio", name="bent", exact=True).click()
    seen.settle()
    assert explorer.function == "own"


@pytest.mark.parametrize("name", ["step", "tanh", "silu", "own"])
def test_what_the_page_says_of_the_gradient_is_what_python_says(stage, name):
    explorer = explore_activations(np.tanh if name == "own" else name, weight_scale="xavier", depth=9, width=30, language="en")
    seen = stage(explorer)
    said = seen.page.locator(VERDICT).inner_text().replace("\u00a0", " ").lstrip("✗✓ ")
    assert explorer.describe().endswith(said)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_narrow_and_wide_pages_with_every_control_named(stage, theme, language):
    seen = stage(explore_activations("leaky_relu", compare="sigmoid", language=language), theme=theme)
    assert seen.unnamed() == []
    for width in (400, 1400):
        seen.page.set_viewport_size({"width": width, "height": 1000})
        assert seen.spill() <= 0
        seen.picture(f"activations_{theme}_{language}_{width}")


def test_in_jupyterlab_a_students_function_is_walked_along(open_notebook):
    make = (
        "import numpy as np\nfrom course_utils import explore_activations\ndef mine(x):\n    return np.maximum(0, x)\n"
        "explorer = explore_activations(mine, language='en')\nexplorer"
    )
    notebook = open_notebook("activations", [make, "(explorer.function, explorer.x, explorer.slope, explorer.gradient_ratio > 1e-6)"])
    notebook.run(0)
    notebook.page.wait_for_selector(f".petals-activations {VERDICT}")
    notebook.page.locator(KNOB).focus()
    for _ in range(3):
        notebook.page.keyboard.press("Shift+ArrowLeft")
        notebook.page.wait_for_timeout(50)
    notebook.page.get_by_role("radio", name="sigmoid", exact=True).click()
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    function, x, slope, kept = ast.literal_eval(seen[-1].strip())
    assert (function, x, kept) == ("sigmoid", -1.0, False)
    assert slope == pytest.approx(0.1966, abs=1e-4)
