"""The arithmetic explorer on a page: its mathematics against Python's, and every way to move it."""

import ast
import random

import pytest

from course_utils.explorers import explore_arithmetic
from course_utils.explorers.arithmetic.explorer import HERE
from course_utils.explorers.arithmetic.layers import PRESETS, layer, measured, traced

pytestmark = pytest.mark.browser
ROOT = ".petals-arithmetic"
OUTPUT, INPUT, KNOB = f"{ROOT} .hold[role=slider]", f"{ROOT} .hold[role=application]", f"{ROOT} .petals-knob"
NUMBER = f"{ROOT} .controls input[type=number]"


def drawn_settings(count: int) -> list[dict[str, object]]:
    chance = random.Random(7)
    return [
        {
            "input_side": chance.randint(1, 14),
            "kernel_size": chance.randint(1, 6),
            "padding": chance.choice([0, 1, 2, 5, "valid", "same", "full"]),
            "stride": chance.randint(1, 4),
            "dilation": chance.randint(1, 3),
            "transposed": chance.random() < 0.5,
            "output_padding": chance.randint(0, 2),
        }
        for _ in range(count)
    ]


def test_the_page_lays_windows_as_python_does(javascript):
    explorer = explore_arithmetic(language="en")
    for now in drawn_settings(60):
        for name, value in now.items():
            setattr(explorer, name, value)
        windows = explorer.windows()
        reads = [windows.reads(output) for output in range(windows.outputs)]
        found = javascript(HERE / "windows.js", "told", now)
        assert [set(places) for places in found["outputs"]] == reads
        assert found["pixels"] == [[out for out, places in enumerate(reads) if pixel in places] for pixel in range(windows.side)]
        assert found["unused"] == windows.unused()
        assert found["obstacle"] == explorer.problem


def test_the_page_measures_and_traces_stacks_as_python_does(javascript):
    chance = random.Random(3)
    stacks = [PRESETS[name] for name in PRESETS]
    for _ in range(25):
        layers = [
            layer(
                chance.choice(["conv", "pool"]),
                chance.randint(1, 5),
                stride=chance.randint(1, 3),
                padding=chance.choice([0, 2, "same", "full"]),
            )
            for _ in range(chance.randint(1, 4))
        ]
        stacks.append((chance.randint(5, 60), layers))
    for side, layers in stacks:
        wanted = measured(layers, side)
        assert javascript(HERE / "windows.js", "measured", layers, side) == wanted
        if len(wanted) == len(layers):
            unit = chance.randint(0, wanted[-1]["output_side"] - 1)
            assert javascript(HERE / "windows.js", "traced", layers, side, unit) == traced(layers, side, unit)


def at(seen, selector: str, row: int, column: int, cells: int) -> tuple[float, float]:
    """The middle of one cell of a grid, on the page."""
    box = seen.page.locator(selector).bounding_box()
    side = box["width"] / cells
    return box["x"] + (column + 0.5) * side, box["y"] + (row + 0.5) * side


def test_clicking_the_output_moves_the_window_and_clicking_a_pixel_shows_its_readers(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer)
    seen.page.mouse.click(*at(seen, OUTPUT, 2, 1, 4))
    seen.settle()
    assert (explorer.step, explorer.pixel) == (9, [])
    assert seen.page.locator(f"{ROOT} .numpy").inner_text() == "output[2, 1] = (padded[4:7, 2:5] * kernel).sum()"
    seen.page.mouse.click(*at(seen, INPUT, 2, 2, 9))
    seen.settle()
    assert explorer.pixel == [1, 1]
    assert "Pixel [1, 1] is read by 4 of 16 outputs" in seen.page.locator(ROOT).inner_text()
    seen.page.mouse.click(*at(seen, INPUT, 0, 0, 9))
    seen.settle()
    assert explorer.pixel == []


def test_dragging_over_the_output_scrubs(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer)
    seen.page.mouse.move(*at(seen, OUTPUT, 0, 0, 4))
    seen.page.mouse.down()
    seen.page.mouse.move(*at(seen, OUTPUT, 3, 3, 4), steps=5)
    seen.page.mouse.up()
    seen.settle()
    assert explorer.step == 15


def test_the_keyboard_alone_is_enough(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer)
    keys = seen.page.keyboard
    seen.page.locator(OUTPUT).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        keys.press(key)
    seen.settle()
    assert explorer.step == 5
    seen.page.locator(INPUT).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        keys.press(key)
    seen.settle()
    assert explorer.pixel == [1, 1]
    keys.press("Escape")
    seen.settle()
    assert explorer.pixel == []
    seen.page.locator(KNOB).focus()
    keys.press("ArrowRight")
    seen.settle()
    assert (explorer.unit, explorer.unit_reads) == (5, [5, 6, 7, 8, 9, 10, 11])
    keys.press("Home")
    seen.settle()
    assert explorer.unit == 0
    seen.page.locator(f"{ROOT} .controls [role=radio][aria-checked=true]").first.focus()
    keys.press("ArrowRight")
    seen.settle()
    assert explorer.transposed
    assert explorer.output_side == 13


def test_numbers_are_typed_and_the_formula_carries_them(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer)
    for place, value in enumerate(["28", "5", "0", "1"]):
        seen.page.locator(NUMBER).nth(place).fill(value)
    seen.settle()
    assert (explorer.input_side, explorer.kernel_size, explorer.padding, explorer.stride, explorer.output_side) == (28, 5, 0, 1, 24)
    formula = seen.page.locator(f"{ROOT} .formula")
    assert formula.get_attribute("aria-label").endswith("floor((28 + 2·0 − 1·(5 − 1) − 1) / 1) + 1 = floor(23 / 1) + 1 = 24")
    seen.page.locator(NUMBER).first.fill("99")
    seen.settle()
    assert (explorer.input_side, seen.refused) == (32, [])


def test_the_formula_is_kept_back_until_it_is_asked_for(stage):
    explorer = explore_arithmetic(28, 5, padding=0, stride=1, language="en")
    explorer.formula = False
    seen = stage(explorer)
    formula = seen.page.locator(f"{ROOT} .formula")
    assert not formula.is_visible()
    explorer.formula = True
    seen.push()
    seen.settle()
    assert formula.is_visible()


def test_what_is_impossible_says_why_and_the_page_lives_on(stage):
    explorer = explore_arithmetic(5, 3, padding=0, stride=2, language="en")
    seen = stage(explorer)
    explorer.dilation = 4
    seen.push()
    assert (
        "the window takes 9 places, d(k − 1) + 1, but the padded input has only 5"
        in seen.page.locator(f"{ROOT} .controls .alarm").inner_text()
    )
    seen.page.get_by_role("radio", name="same").click()
    seen.settle()
    assert (explorer.padding, explorer.problem, explorer.output_side) == ("same", "", 3)
    text = seen.page.locator(f"{ROOT} .remarks").inner_text()
    assert "⌈n / s⌉ = 3" in text
    assert "Keras refuses" in text


def test_pixels_that_are_never_read_are_marked_and_counted(stage):
    explorer = explore_arithmetic(8, 3, padding=0, stride=2, language="en")
    seen = stage(explorer)
    assert "15 pixels are never read (marked ×): rows and columns 7." in seen.page.locator(f"{ROOT} .remarks").inner_text()
    assert seen.page.locator(f"{ROOT} .crosses").get_attribute("d").count("M") == 2 * 15
    explorer.input_side = 7
    seen.push()
    assert seen.page.locator(f"{ROOT} .crosses").get_attribute("d") == ""


def test_playing_walks_to_the_end_and_stops(stage):
    explorer = explore_arithmetic(3, 2, padding=0, stride=1, language="en")
    seen = stage(explorer)
    play = seen.page.get_by_role("button", name="Play", exact=True)
    play.click()
    seen.page.wait_for_function("stage.state.step === 3")
    play.wait_for()
    seen.settle()
    assert explorer.step == 3
    seen.page.get_by_role("button", name="one step back").click()
    seen.settle()
    assert explorer.step == 2
    seen.page.get_by_role("slider", name="Output place").fill("1")
    seen.settle()
    assert explorer.step == 1


def test_the_stack_is_built_by_hand(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer)
    page = seen.page
    page.get_by_role("radio", name="LeNet").click()
    seen.settle()
    assert (explorer.stack_side, explorer.receptive_field, len(explorer.layers)) == (32, 32, 5)
    page.get_by_role("button", name="Remove layer 5").click()
    page.get_by_role("button", name="Add a layer").click()
    page.get_by_label("kernel, layer 5").fill("2")
    page.get_by_label("padding, layer 5").select_option("same")
    page.get_by_label("layer, layer 1", exact=True).select_option("pool")
    seen.settle()
    assert explorer.layers[4] == layer("conv", 2, padding="same")
    assert explorer.layers[0] == layer("pool", 5, stride=1)
    assert page.locator(f"{ROOT} tbody .output_side").all_inner_texts() == [str(row["output_side"]) for row in explorer.stack]
    page.get_by_label("kernel, layer 3").fill("11")
    page.get_by_label("kernel, layer 4").fill("9")
    seen.settle()
    assert len(explorer.stack) == 3
    assert "Layer 4 does not fit" in page.locator(ROOT).inner_text()
    assert seen.refused == []


def test_dragging_the_unit_moves_its_cone(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer)
    before = seen.page.locator(f"{ROOT} .cone").get_attribute("points")
    seen.drag(KNOB, 400, 0)
    assert explorer.unit == 9
    assert explorer.unit_reads == [9, 10, 11, 12, 13, 14, 15]
    assert seen.page.locator(f"{ROOT} .cone").get_attribute("points") != before


def test_a_finger_scrubs_the_output_and_the_unit(stage):
    explorer = explore_arithmetic(language="en")
    seen = stage(explorer, width=400, touch=True)
    session = seen.page.context.new_cdp_session(seen.page)
    for selector, cells in ((OUTPUT, 4), (KNOB, 1)):
        seen.page.locator(selector).scroll_into_view_if_needed()
        x, y = at(seen, selector, 0, 0, cells)
        for kind, shift in (("touchStart", 0), *(("touchMove", shift) for shift in range(10, 61, 10))):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + shift, "y": y}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.settle()
    assert explorer.step in {2, 3}
    assert explorer.unit > 5


LOOKS = {
    "light": ({"input_side": 8, "padding": 0}, "vgg", 20),
    "dark": ({"input_side": 5, "padding": 1, "transposed": True}, "gaps", 9),
}


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [400, 1000, 1400])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, theme, language, width):
    options, preset, unit = LOOKS[theme]
    explorer = explore_arithmetic(**options, language=language)
    explorer.step = 5
    explorer.stack_side, explorer.layers = PRESETS[preset]
    explorer.unit = unit
    seen = stage(explorer, theme=theme, width=width)
    assert seen.unnamed() == []
    assert seen.spill() <= 0
    seen.picture(f"arithmetic_{theme}_{language}_{width}")


def test_in_jupyterlab_mouse_and_keys_reach_python(open_notebook):
    make = "from course_utils import explore_arithmetic\nexplorer = explore_arithmetic(language='en')\nexplorer"
    notebook = open_notebook("arithmetic", [make, "(explorer.input_side, explorer.output_side, explorer.step, explorer.receptive_field)"])
    notebook.run(0)
    page = notebook.page
    page.wait_for_selector(f"{ROOT} .numpy")
    page.locator(NUMBER).first.fill("9")
    page.locator(OUTPUT).click()
    page.keyboard.press("ArrowRight")
    page.get_by_role("radio", name="LeNet").click()
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    assert ast.literal_eval(seen[-1].strip()) == (9, 5, 13, 32)
