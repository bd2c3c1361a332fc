"""The perceptron explorer in a real JupyterLab: mouse, touch, keyboard, numbers, and what Python reads afterwards."""

import ast

import pytest

pytestmark = pytest.mark.browser
MAKE = "from course_utils import explore_perceptron\nexplorer = explore_perceptron({arguments})\nexplorer"
READ = "(explorer.gate, [round(w, 3) for w in explorer.weights], round(explorer.bias, 3), explorer.correct)"


@pytest.fixture
def opened(open_notebook):
    def opened(name: str, arguments: str = "language='en'", **options):
        notebook = open_notebook(name, [MAKE.format(arguments=arguments), READ], **options)
        notebook.run(0)
        notebook.page.wait_for_selector(".petals-perceptron .score")
        return notebook

    return opened


def read(notebook) -> tuple[str, list[float], float, int]:
    """What Python holds, once the page has said all: JupyterLab sends a quick drag's changes one after the other's answer."""
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    return ast.literal_eval(seen[-1].strip())


def centre(notebook, selector: str) -> tuple[float, float]:
    box = notebook.page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(notebook, selector: str, dx: float, dy: float) -> None:
    x, y = centre(notebook, selector)
    mouse = notebook.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + dx / 2, y + dy / 2, steps=4)
    mouse.move(x + dx, y + dy, steps=4)
    mouse.up()


def test_dragging_the_line_changes_the_bias_and_only_the_bias(opened):
    notebook = opened("drag_line")
    drag(notebook, ".petals-perceptron .mover", 60, 60)
    _, weights, bias, _ = read(notebook)
    assert weights == [1, -1]
    assert bias < -0.1


def test_dragging_the_ring_turns_the_line_and_keeps_the_size_of_the_weights(opened):
    notebook = opened("drag_ring")
    x, y = centre(notebook, ".petals-perceptron .mover")
    ring_x, ring_y = centre(notebook, ".petals-perceptron .turner")
    drag(notebook, ".petals-perceptron .turner", (x - ring_x) + (ring_y - y), (y - ring_y) - (ring_x - x))
    _, weights, _, _ = read(notebook)
    assert sum(weight**2 for weight in weights) == pytest.approx(2, abs=0.01)
    assert weights == pytest.approx([-1, -1], abs=0.05) or weights == pytest.approx([1, 1], abs=0.05)


def test_typed_numbers_solve_the_gate_and_the_table_says_so(opened):
    notebook = opened("typed")
    numbers = notebook.page.locator(".petals-perceptron input[type=number]")
    for place, value in enumerate(["0.5", "0.5", "-0.7"]):
        numbers.nth(place).fill(value)
    assert notebook.page.locator(".petals-perceptron .score").inner_text() == "✓ 4 of 4 right"
    marks = notebook.page.locator(".petals-perceptron tbody td:last-child").all_inner_texts()
    assert marks == ["✓ right"] * 4
    assert read(notebook) == ("AND", [0.5, 0.5], -0.7, 4)


def test_the_keyboard_alone_is_enough(opened):
    notebook = opened("keyboard", "weights=[1, 1], bias=-1.0, language='en'")
    keyboard = notebook.page.keyboard
    notebook.page.locator(".petals-perceptron .mover").focus()
    for _ in range(5):
        keyboard.press("ArrowUp")
    assert read(notebook) == ("AND", [1, 1], -1.25, 4)
    notebook.page.locator(".petals-perceptron .turner").focus()
    keyboard.press("ArrowLeft")
    turned = read(notebook)[1]
    assert turned != [1, 1]
    assert sum(weight**2 for weight in turned) == pytest.approx(2, abs=0.01)
    slider = notebook.page.locator(".petals-perceptron input[type=range]").nth(2)
    slider.focus()
    before = read(notebook)[2]
    slider.focus()
    keyboard.press("ArrowRight")
    assert read(notebook)[2] > before
    notebook.page.locator(".petals-perceptron [role=radio][aria-checked=true]").focus()
    keyboard.press("ArrowRight")
    assert read(notebook)[0] == "OR"


def test_a_finger_moves_the_line(opened):
    notebook = opened("touch", touch=True)
    x, y = centre(notebook, ".petals-perceptron .mover")
    session = notebook.page.context.new_cdp_session(notebook.page)
    for kind, shift in (("touchStart", 0), *(("touchMove", shift) for shift in range(5, 61, 5))):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + shift, "y": y + shift}]})
        notebook.page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert read(notebook)[2] < -0.1


def test_python_moves_the_line_and_the_page_follows(open_notebook):
    moves = "explorer.gate = 'NAND'; explorer.weights = [-0.5, -0.5]; explorer.bias = 0.7"
    notebook = open_notebook("from_python", [MAKE.format(arguments="language='en'"), moves])
    notebook.run(0)
    notebook.page.wait_for_selector(".petals-perceptron .score")
    notebook.run(1)
    notebook.page.wait_for_function("document.querySelector('.petals-perceptron .score').innerText == '✓ 4 of 4 right'")
    assert notebook.page.locator(".petals-perceptron [aria-checked=true]").inner_text() == "NAND"


def test_every_control_has_a_name(opened):
    notebook = opened("names")
    controls = notebook.page.locator(".petals-perceptron :is(input, button, [tabindex])")
    names = [controls.nth(place).get_attribute("aria-label") or controls.nth(place).inner_text() for place in range(controls.count())]
    assert len(names) == 12
    assert all(names)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_narrow_and_wide_pages_in_both_languages(open_notebook, theme):
    notebook = open_notebook(f"look_{theme}", [MAKE.format(arguments="'XOR', language='en'"), "explorer.language = 'ko'"], theme=theme)
    notebook.run(0)
    notebook.page.wait_for_selector(".petals-perceptron .score")
    for language, score in (("en", "1 of 4 right"), ("ko", "4개 중 1개 맞음")):
        if language == "ko":
            notebook.run(1)
        notebook.page.get_by_text(score).wait_for()
        for width in (400, 1400):
            notebook.page.set_viewport_size({"width": width, "height": 2000})
            notebook.picture(f"perceptron_{theme}_{language}_{width}", 0)
            spill = "(() => {const el = document.querySelector('.petals-perceptron'); return el.scrollWidth - el.clientWidth})()"
            assert notebook.page.evaluate(spill) <= 0
