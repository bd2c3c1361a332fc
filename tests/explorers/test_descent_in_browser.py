"""The descent explorer in the browser: the same walks as in Python, and a start to drag."""

import ast
import math

import numpy as np
import pytest

from course_utils.explorers import explore_descent
from course_utils.explorers.descent.explorer import HERE
from course_utils.explorers.descent.optimizers import RULES, Settings, limit_of, walk
from course_utils.explorers.descent.outcomes import outcome, reached
from course_utils.explorers.descent.surfaces import SCENES, ground_of, sampled_ground
from course_utils.plots.surfaces import levels_of

pytestmark = pytest.mark.browser
CHANCE = np.random.default_rng(11)
BOX = {"xlim": [-2, 3], "ylim": [-1, 2]}


def own_sheet() -> dict:
    x, y = np.meshgrid(np.linspace(*BOX["xlim"], 41), np.linspace(*BOX["ylim"], 31))
    return {"rows": 31, "columns": 41, "heights": np.float32(np.sin(2 * x) + x**2 + (y - 0.4) ** 2).astype(float).ravel().tolist()}


def grounds():
    sheet = own_sheet()
    heights = np.reshape(sheet["heights"], (31, 41))
    return [
        *((name, {"condition": 13.0}, ground_of(name, 13.0), SCENES[name].xlim, SCENES[name].ylim) for name in SCENES),
        ("own", {"sheet": sheet, **BOX}, sampled_ground(heights, (-2, 3), (-1, 2)), (-2, 3), (-1, 2)),
    ]


@pytest.mark.parametrize(("name", "given", "ground", "xlim", "ylim"), grounds(), ids=[*SCENES, "own"])
def test_surfaces_are_the_same_in_both_languages(javascript, name, given, ground, xlim, ylim):
    places = CHANCE.uniform([xlim[0], ylim[0]], [xlim[1], ylim[1]], (40, 2)).tolist()
    wanted = [[ground.value(x, y), *ground.slope(x, y)] for x, y in places]
    np.testing.assert_allclose(javascript(HERE / "surfaces.js", "probe", name, given, places), wanted, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("optimizer", RULES)
def test_walks_and_what_became_of_them_are_the_same_in_both_languages(javascript, optimizer):
    for name, given, ground, xlim, ylim in grounds():
        start = CHANCE.uniform([xlim[0], ylim[0]], [xlim[1], ylim[1]]).tolist()
        # few steps at the largest rate: there a walk is chaotic, and the last digit of an exponential would decide
        for rate, steps in ((0.001, 40), (0.03, 40), (0.3, 40), (3.0, 8)):
            ours = walk(ground, start, RULES[optimizer], Settings(rate, 0.8, 0.05), steps)
            settings = {"rate": rate, "momentum": 0.8, "decay": 0.05}
            theirs = javascript(HERE / "optimizers.js", "retrace", name, given, start, optimizer, settings, steps)
            assert theirs["ended"] == ours.ended
            np.testing.assert_allclose(theirs["path"], ours.path, rtol=1e-5, atol=1e-5)
            np.testing.assert_allclose(theirs["losses"], ours.losses, rtol=1e-5, atol=1e-5)
            assert (theirs["outcome"], theirs["reached"]) == (outcome(ours, ground), reached(ours.losses, ground.lowest))


def test_limits_are_the_same_in_both_languages(javascript):
    for optimizer in RULES:
        assert javascript(HERE / "optimizers.js", "limitOf", optimizer, 7.0, 0.6) == pytest.approx(limit_of(optimizer, 7.0, 0.6))


def test_levels_are_those_of_the_still_picture(javascript):
    heights = CHANCE.uniform(-3, 9, 500) ** 3
    np.testing.assert_allclose(javascript(HERE / "contours.js", "levelsOf", heights.tolist()), levels_of(heights), rtol=1e-9)


def test_outlines_enclose_all_that_is_lower(javascript):
    x, y = np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-2, 2, 81))
    for heights, level, wanted in ((x**2 + y**2, 1.0, math.pi), (x, 0.5, 10.0), (-(x**2) - y**2, -1.0, 16 - math.pi), (x * 0, 1.0, 16.0)):
        rings = javascript(HERE / "contours.js", "outlines", heights.ravel().tolist(), 81, 81, level)
        area = 0.0
        for ring in rings:
            across, up = np.array(ring).T / 20
            area += 0.5 * np.sum(across * np.roll(up, -1) - np.roll(across, -1) * up)
        assert area == pytest.approx(wanted, rel=0.01)


def test_an_outline_parts_at_a_saddle_and_still_closes(javascript):
    heights = CHANCE.uniform(0, 1, (30, 40))
    rings = javascript(HERE / "contours.js", "outlines", heights.ravel().tolist(), 30, 40, 0.5)
    assert all(len(ring) >= 3 for ring in rings)


def first_row(seen) -> list[str]:
    return seen.page.locator("tbody tr").first.locator("td").all_inner_texts()


def test_dragging_the_start_moves_the_path(stage):
    explorer = explore_descent("bowl", language="en")
    seen = stage(explorer)
    before = seen.page.locator(".map .way").get_attribute("d")
    seen.drag(".start", 120, 60)
    assert explorer.start[0] > -1.6
    assert explorer.start[1] < 1.2
    assert seen.refused == []
    assert seen.page.locator(".map .way").get_attribute("d") != before


def test_a_tap_on_the_map_moves_the_start_there(stage):
    explorer = explore_descent("bowl", language="en")
    seen = stage(explorer, touch=True)
    box = seen.page.locator(".map .well").bounding_box()
    seen.page.touchscreen.tap(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.5)
    seen.settle()
    assert explorer.start == pytest.approx([1.5, 0.0], abs=0.05)


def test_a_start_dragged_off_the_map_stays_on_its_edge(stage):
    explorer = explore_descent("bowl", language="en")
    seen = stage(explorer)
    seen.drag(".start", -400, -400)
    assert explorer.start == [-3.0, 2.4]
    assert seen.refused == []


def test_the_keyboard_alone_is_enough(stage):
    explorer = explore_descent("bowl", optimizers="sgd", language="en")
    seen = stage(explorer)
    keyboard = seen.page.keyboard
    seen.page.locator(".start").focus()
    keyboard.press("ArrowRight")
    keyboard.press("Shift+ArrowDown")
    seen.settle()
    assert explorer.start == pytest.approx([-2.28, 1.12])
    seen.page.get_by_role("slider", name="learning rate", exact=True).focus()
    keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.learning_rate > 0.1
    seen.page.get_by_role("checkbox", name="Adam", exact=True).focus()
    keyboard.press("Space")
    seen.settle()
    assert explorer.optimizers == ["sgd", "adam"]
    seen.page.get_by_role("slider", name="step", exact=True).focus()
    keyboard.press("Home")
    seen.settle()
    assert explorer.step == 0
    seen.page.locator("[role=radio][aria-checked=true]").focus()
    keyboard.press("ArrowRight")
    seen.settle()
    assert (explorer.surface, explorer.start, explorer.learning_rate) == ("valley", [-2.6, 1.2], 0.02)


def test_the_page_says_what_python_says(stage):
    explorer = explore_descent("bowl", optimizers="sgd", learning_rate=0.5, language="en")
    seen = stage(explorer)
    assert first_row(seen) == ["0.5", "0", "4", "✓ arrived"] or first_row(seen)[2:] == ["4", "✓ arrived"]
    assert explorer.outcome == "converged"
    seen.page.get_by_role("spinbutton", name="learning rate, as a number").fill("2.2")
    seen.settle()
    assert first_row(seen) == ["2.2", "–", "–", "✗ diverged"]
    assert seen.page.get_by_role("status").inner_text().startswith("✗ SGD: diverged. The loss grew from 4.16 to")
    assert explorer.outcome == "diverged"


def test_python_sets_a_trait_and_the_page_follows(stage):
    explorer = explore_descent("bowl", language="en")
    seen = stage(explorer)
    explorer.surface, explorer.optimizers, explorer.language = "saddle", ["rmsprop"], "ko"
    seen.push()
    seen.settle()
    assert seen.page.locator("[aria-checked=true]").inner_text() == "안장"
    assert seen.page.locator("tr.runs").inner_text().startswith("RMSprop")


def test_numbers_beyond_their_range_are_brought_back_into_it(stage):
    explorer = explore_descent("bowl", language="en")
    seen = stage(explorer)
    seen.page.get_by_role("spinbutton", name="learning rate, as a number").fill("5000")
    seen.settle()
    assert (explorer.learning_rate, seen.refused) == (10.0, [])


def test_each_optimizer_can_have_its_own_or_its_best_learning_rate(stage):
    explorer = explore_descent("valley", optimizers=["sgd", "adam"], language="en")
    seen = stage(explorer)
    seen.page.get_by_role("checkbox", name="each its own learning rate").check()
    seen.page.get_by_role("spinbutton", name="learning rate of Adam", exact=True).fill("0.3")
    seen.settle()
    assert explorer.learning_rates == {"sgd": 0.02, "adam": 0.3}
    seen.page.get_by_role("button", name="Give each its best learning rate").click()
    seen.settle()
    before = reached(walk(explorer.ground, explorer.start, RULES["sgd"], Settings(0.02), 100).losses, 0.0)
    assert reached(explorer.losses, 0.0) < before
    seen.page.get_by_role("checkbox", name="each its own learning rate").uncheck()
    seen.settle()
    assert explorer.learning_rates == {}


def test_the_learning_rate_is_chosen_on_the_sweep(stage):
    explorer = explore_descent("valley", language="en")
    seen = stage(explorer)
    box = seen.page.locator(".rates .well").bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)
    seen.settle()
    assert explorer.learning_rate == pytest.approx(0.1, rel=0.05)


def test_the_last_optimizer_cannot_be_taken_away(stage):
    seen = stage(explore_descent(optimizers="adam", language="en"))
    assert seen.page.get_by_role("checkbox", name="Adam", exact=True).is_disabled()


def test_playing_walks_on_step_by_step(stage):
    explorer = explore_descent(steps=20, language="en")
    seen = stage(explorer)
    seen.page.get_by_role("button", name="Play").click()
    seen.page.wait_for_function("stage.state.step === 20 && document.querySelector('.petals-player').innerText.includes('Play')")
    seen.settle()
    assert explorer.step == 20


def test_a_function_of_ones_own_is_on_the_map(stage):
    explorer = explore_descent(function=lambda x, y: x**4 + y**2, xlim=(-1.5, 1.5), ylim=(-1, 1), language="en")
    seen = stage(explorer)
    assert seen.page.locator("[aria-checked=true]").inner_text() == "your function"
    assert seen.page.locator(".band").count() == 11
    assert float(first_row(seen)[1]) == pytest.approx(explorer.losses[-1], rel=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_and_every_control_has_a_name(stage, theme, width):
    explorer = explore_descent(optimizers=list(RULES), learning_rate=0.01, language="en")
    seen = stage(explorer, theme=theme, width=width)
    for language in ("en", "ko"):
        explorer.language = language
        seen.push()
        seen.settle()
        assert seen.unnamed() == []
        assert seen.spill() <= 0
        seen.picture(f"descent_{theme}_{language}_{width}")


def test_a_notebook_runs_it_and_reads_it_back(open_notebook):
    make = "from course_utils import explore_descent\nexplorer = explore_descent('bowl', optimizers='sgd', language='en')\nexplorer"
    read = "(explorer.start, round(explorer.learning_rate, 4), explorer.outcome)"
    notebook = open_notebook("descent", [make, read])
    notebook.run(0)
    notebook.page.wait_for_selector(".petals-descent .verdict:has-text('arrived')")
    box = notebook.page.locator(".petals-descent .start").bounding_box()
    notebook.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    notebook.page.mouse.down()
    notebook.page.mouse.move(box["x"] + 80, box["y"] + 60, steps=5)
    notebook.page.mouse.up()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.get_by_role("spinbutton", name="learning rate, as a number").fill("2.5")
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    start, rate, became = ast.literal_eval(seen[-1].strip())
    assert start[0] > -2.2
    assert start[1] < 1.5
    assert (rate, became) == (2.5, "diverged")
