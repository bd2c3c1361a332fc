"""The initialisation explorer in the browser: its verdicts against Python's, then mouse, touch, keyboard and Python's own hand."""

import ast
from pathlib import Path

import numpy as np
import pytest

import course_utils.explorers.initialisation
from course_utils.explorers import explore_initialisation
from course_utils.explorers.activations.deep import Net, push, std_of
from course_utils.explorers.activations.functions import FUNCTIONS
from course_utils.explorers.initialisation.verdict import judge

pytestmark = pytest.mark.browser
HERE = Path(course_utils.explorers.initialisation.__file__).parent
SETTLED = "!document.querySelector('.is-old') && document.querySelectorAll('.square .word:not(:empty)').length === 20"


def cell(seen, row: str, column: str):
    return seen.page.locator(f".square [data-row={row}][data-column={column}]")


@pytest.mark.parametrize("normalised", [False, True])
@pytest.mark.parametrize("name", ["tanh", "sigmoid", "relu", "linear"])
def test_verdicts_are_those_of_python(javascript, name, normalised):
    for std in (0.01, 0.1, 0.25, 1.0):
        settings = {"name": name, "alpha": 0, "depth": 6, "width": 40, "batch": 30, "weightStd": std, "seed": 5}
        found = javascript(HERE / "verdict.js", "judged", {**settings, "batchNormalisation": normalised})
        twin = judge(name, push(FUNCTIONS[name], Net(6, 40, 30, std, 5, batch_normalisation=normalised)))
        assert (found["key"], found["layer"], found["layers"]) == (twin.key, twin.layer, twin.layers)
        assert found["reference"] == pytest.approx(twin.reference, rel=1e-9)


def test_shares_are_counted_as_numpy_counts_them(javascript):
    numbers = [*np.random.default_rng(2).normal(size=500).round(3).tolist(), 0.0, 0.0, -7.0, 9.0]
    found = javascript(HERE / "verdict.js", "spread", numbers, [-2, 2.1], 41)
    counts, _ = np.histogram(np.clip(numbers, -2, 2.1), bins=41, range=(-2, 2.1))
    assert sum(found["shares"]) == pytest.approx(1)
    # A number that lies on an edge may fall to either side.
    assert np.abs(np.cumsum(found["shares"]) - np.cumsum(counts) / len(numbers)).max() < 0.005
    assert (found["below"], found["above"]) == (np.mean(np.array(numbers) < -2), np.mean(np.array(numbers) > 2.1))
    assert found["zero"] == np.mean(np.array(numbers) == 0)


def test_one_click_heals_the_row_and_another_collapses_it(stage):
    explorer = explore_initialisation(language="en")
    seen = stage(explorer)
    words = ".panels .word"
    assert seen.page.locator(words).all_inner_texts() == ["", "~ fading", *["✗ collapsed"] * 4]
    cell(seen, "relu", "he").click()
    seen.settle()
    assert (explorer.activation, explorer.initialisation, explorer.verdict) == ("relu", "he", "healthy")
    assert seen.page.locator(words).all_inner_texts() == ["", *["✓ healthy"] * 5]
    assert seen.page.locator(".verdict").inner_text().startswith("✓ Healthy")
    cell(seen, "relu", "large").click()
    seen.settle()
    assert explorer.verdict == "exploded"
    assert seen.page.locator(words).last.inner_text() == "✗ exploded"


def test_every_square_shows_what_python_finds_for_its_choice(stage):
    explorer = explore_initialisation(std=0.3, units=50, language="en")
    seen = stage(explorer)
    seen.page.wait_for_function(SETTLED)
    found = {
        (one.get_attribute("data-row"), one.get_attribute("data-column")): one.inner_text()
        for one in seen.page.locator(".square button").all()
    }
    assert len(found) == 20
    for (row, column), word in found.items():
        std = 0.3 if column == "own" else std_of(column, 50)
        assert word.split(" ", 1)[1] == judge(row, push(FUNCTIONS[row], Net(5, 50, explorer.batch, std, explorer.seed))).key, (row, column)


def test_moving_the_std_makes_it_ones_own_and_redraws_the_row(stage):
    explorer = explore_initialisation(initialisation="xavier", language="en")
    seen = stage(explorer)
    before = seen.page.locator(".panels path").last.get_attribute("d")
    seen.drag("input[type=range] >> nth=0", 90, 0)
    assert explorer.initialisation == "own"
    assert explorer.std > 0.5
    assert explorer.verdict == "saturated"
    assert seen.page.locator(".panels path").last.get_attribute("d") != before
    assert cell(seen, "tanh", "own").get_attribute("aria-checked") == "true"


def test_own_starts_from_the_std_that_was_chosen_before(stage):
    explorer = explore_initialisation(initialisation="he", language="en")
    seen = stage(explorer)
    cell(seen, "sigmoid", "own").click()
    seen.settle()
    assert (explorer.activation, explorer.initialisation) == ("sigmoid", "own")
    assert explorer.std == pytest.approx(0.02**0.5)


def test_batch_normalisation_heals_every_square(stage):
    explorer = explore_initialisation(language="en")
    seen = stage(explorer)
    seen.page.get_by_label("batch normalisation").check()
    seen.settle()
    assert explorer.batch_normalisation
    seen.page.wait_for_function(SETTLED)
    assert set(seen.page.locator(".square .word").all_inner_texts()) == {"✓ healthy"}


def test_the_keyboard_alone_is_enough(stage):
    explorer = explore_initialisation(language="en")
    seen = stage(explorer)
    keyboard = seen.page.keyboard
    cell(seen, "tanh", "small").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        keyboard.press(key)
    seen.settle()
    assert (explorer.activation, explorer.initialisation) == ("relu", "he")
    assert seen.page.evaluate("document.activeElement.dataset.column") == "he"
    assert seen.page.locator(".square [tabindex='0']").count() == 1
    keyboard.press("Tab")
    keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.initialisation == "own"
    seen.page.get_by_label("batch normalisation").focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Enter")
    seen.settle()
    assert (explorer.batch_normalisation, explorer.seed) == (True, 2)


def test_typed_numbers_choose_and_those_beyond_the_ends_are_brought_back(stage):
    explorer = explore_initialisation("relu", language="en")
    seen = stage(explorer)
    for name, value in (("std of weights", "0.25"), ("layers", "7"), ("units per layer", "30")):
        seen.page.get_by_label(f"{name}, as a number", exact=True).fill(value)
        seen.settle()
    assert (explorer.std, explorer.layers, explorer.units) == (0.25, 7, 30)
    assert seen.page.locator(".panels figure").count() == 8
    for name, value in (("std of weights", "500"), ("layers", "100"), ("units per layer", "1")):
        seen.page.get_by_label(f"{name}, as a number", exact=True).fill(value)
        seen.settle()
    assert (explorer.std, explorer.layers, explorer.units) == (10, 20, 2)
    assert seen.refused == []


def test_a_finger_chooses_a_square(stage):
    explorer = explore_initialisation(language="en")
    seen = stage(explorer, width=400, touch=True)
    cell(seen, "linear", "xavier").tap()
    seen.settle()
    assert (explorer.activation, explorer.verdict) == ("linear", "healthy")


def test_python_sets_everything_and_the_page_follows(stage):
    explorer = explore_initialisation(language="en")
    seen = stage(explorer)
    explorer.activation, explorer.std, explorer.layers, explorer.language = "sigmoid", 1.0, 3, "ko"
    seen.push()
    seen.settle()
    assert seen.page.locator(".verdict").inner_text().startswith("✗ 포화: 1층 활성값의")
    assert seen.page.locator(".panels figure").count() == 4
    assert cell(seen, "sigmoid", "own").get_attribute("aria-checked") == "true"


def test_the_page_says_what_python_says(stage):
    explorer = explore_initialisation("sigmoid", initialisation="xavier", language="en")
    seen = stage(explorer)
    said = seen.page.locator(".verdict").inner_text().replace("\u00a0", " ").lstrip("✗ ")
    assert explorer.describe().endswith(said)


def test_leaving_stops_what_still_waits(stage):
    seen = stage(explore_initialisation(language="en"))
    seen.page.wait_for_function(SETTLED)
    # In one go: a round trip to the test may take longer than the pause after which the squares are computed.
    seen.page.get_by_label("layers, as a number", exact=True).evaluate(
        """async (field) => {
          field.value = "6";
          for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
          for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
          stage.leave();
        }"""
    )
    left = seen.page.locator(".is-old").count()
    assert left > 0
    seen.page.wait_for_timeout(600)
    assert seen.page.locator(".is-old").count() == left


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_narrow_and_wide_pages_with_every_control_named(stage, theme, language):
    seen = stage(explore_initialisation("relu", std=0.3, layers=5, language=language), theme=theme)
    seen.page.wait_for_function(SETTLED)
    assert seen.unnamed() == []
    for width in (400, 1400):
        seen.page.set_viewport_size({"width": width, "height": 1000})
        assert seen.spill() <= 0
        seen.picture(f"initialisation_{theme}_{language}_{width}")


def test_in_jupyterlab_one_click_heals_the_net(open_notebook):
    make = "from course_utils import explore_initialisation\nexplorer = explore_initialisation(language='en')\nexplorer"
    read = "(explorer.activation, explorer.initialisation, explorer.layers, explorer.verdict, max(explorer.stds) < 2)"
    notebook = open_notebook("initialisation", [make, read])
    notebook.run(0)
    notebook.page.wait_for_selector(".petals-initialisation .panels figure")
    notebook.page.locator(".petals-initialisation [data-row=relu][data-column=xavier]").click()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.locator(".petals-initialisation input[type=number]").nth(1).fill("4")
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    assert ast.literal_eval(seen[-1].strip()) == ("relu", "he", 4, "healthy", True)
