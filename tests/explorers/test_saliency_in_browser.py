"""The saliency explorer in the browser: dragging the square, choosing with mouse and keys, what Python reads afterwards."""

import ast
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import course_utils.explorers.saliency as room
from course_utils.explorers import explore_saliency
from course_utils.explorers.saliency.occlusion import Table
from course_utils.explorers.saliency.views import grid_view

keras = pytest.importorskip("keras")
L = keras.layers
pytestmark = pytest.mark.browser
OVERLAY = Path(room.__file__).parent / "overlay.js"
ROOT = ".petals-saliency"
RNG = np.random.default_rng(2)
# Blots of light on black: something to hide.
IMAGES = np.stack(
    [
        255 * np.exp(-((np.mgrid[:24, :24] - place[:, np.newaxis, np.newaxis]) ** 2).sum(axis=0) / 20)
        for place in RNG.integers(4, 20, (6, 2))
    ]
)[..., np.newaxis].astype(np.uint8)


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(5)
    convolutions = [L.Conv2D(6, 3, activation="relu", name="first"), L.MaxPooling2D(2, name="pool"), L.Conv2D(8, 3, name="second")]
    return keras.Sequential(
        [keras.Input((24, 24, 1)), L.Rescaling(1 / 80), *convolutions, L.ReLU(), L.Flatten(), L.Dense(4, activation="softmax")]
    )


@pytest.fixture
def explorer(model):
    return explore_saliency(
        model, IMAGES, labels=[0, 1, 2, 3, 0, 1], class_names=["daisy", "dandelion", "rose", "a sunflower with a long name"], language="en"
    )


def settled(seen) -> None:
    seen.settle()
    seen.page.wait_for_selector(f"{ROOT}:not(.is-busy)")
    seen.settle()


def radio(seen, name: str):
    return seen.page.get_by_role("radio", name=name, exact=True)


def test_the_page_reads_the_table_as_python_does(javascript):
    values = RNG.random((4, 3, 5)).astype(np.float32)
    table = Table(np.array([0, 3, 5, 9]), np.array([0, 2, 8]), 3, values)
    sent = grid_view(table, [4, 0], "grey")
    grid = {"rows": sent["rows"], "columns": sent["columns"], "values": np.frombuffer(sent["values"], "<f4").tolist()}
    for row, column in ((0, 0), (1, 1), (2, 3), (4, 5), (7, 6), (9, 8)):
        read = javascript(OVERLAY, "lookUp", grid, 2, row, column)
        np.testing.assert_allclose(read, table.nearest(row, column)[[4, 0]], atol=1e-5)


def test_a_heat_map_is_clear_at_zero_and_full_at_its_ends(javascript):
    ladder = [place for rung in range(256) for place in (rung, 255 - rung, 7)]
    plain = np.reshape(javascript(OVERLAY, "heatPixels", [0, 51, 255], ladder, False), (3, 4))  # noqa: FBT003 - a call of JavaScript
    assert plain[:, 3].tolist() == [0, round(255 * 0.2**0.75), 255]
    assert plain[1, :3].tolist() == [51, 204, 7]
    signed = np.reshape(javascript(OVERLAY, "heatPixels", [0, 127, 128, 255], ladder, True), (4, 4))  # noqa: FBT003 - likewise
    assert signed[:, 3].tolist() == [255, 0, 0, 255]


def test_dragging_the_square_moves_the_bars_at_once_and_is_answered_exactly(stage, explorer):
    seen = stage(explorer)
    radio(seen, "Occlusion").click()
    settled(seen)
    page = seen.page
    before = page.locator(f"{ROOT} .bars .value").all_inner_texts()
    box = page.locator(f"{ROOT} .glass").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    row, column = np.unravel_index(IMAGES[0, :, :, 0].argmax(), (24, 24))
    page.mouse.move(box["x"] + box["width"] * (column + 0.5) / 24, box["y"] + box["height"] * (row + 0.5) / 24, steps=5)
    assert "nearest of" in page.locator(f"{ROOT} .answers [role=status]").inner_text()
    assert page.locator(f"{ROOT} .bars .value").all_inner_texts() != before
    assert explorer.occluder == [9, 9, 6]
    page.mouse.up()
    settled(seen)
    top, left, size = explorer.occluder
    assert abs(top + size / 2 - row - 0.5) <= 1
    assert abs(left + size / 2 - column - 0.5) <= 1
    said = page.locator(f"{ROOT} .answers [role=status]").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert "computed exactly" in said
    assert f"→ {100 * (explorer.probabilities[explorer.target] - explorer.drop):.1f} %" in said


def test_the_keyboard_alone_is_enough(stage, explorer):
    seen = stage(explorer)
    keyboard = seen.page.keyboard
    radio(seen, "Grad-CAM").focus()
    keyboard.press("ArrowRight")
    settled(seen)
    assert explorer.method == "occlusion"
    seen.page.locator(f"{ROOT} .square").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "Shift+ArrowUp"):
        keyboard.press(key)
    seen.page.wait_for_timeout(300)
    settled(seen)
    assert explorer.occluder == [7, 8, 6]
    seen.page.locator(f"{ROOT} .controls input[type=range]").first.focus()
    keyboard.press("ArrowRight")
    seen.page.wait_for_timeout(300)
    settled(seen)
    assert explorer.occluder[2] == 7
    seen.page.locator(f"{ROOT} .bars [aria-checked=true]").focus()
    keyboard.press("ArrowDown")
    settled(seen)
    assert explorer.target != int(np.argmax(explorer.probabilities))
    assert seen.page.locator(f"{ROOT} .seen .heading").inner_text().startswith("Why not “")
    compare = seen.page.get_by_role("checkbox")
    compare.focus()
    keyboard.press("Space")
    settled(seen)
    assert explorer.compare
    assert seen.page.locator(f"{ROOT} figure:visible").count() == 2
    assert "Rank correlation of the two maps" in seen.page.locator(f"{ROOT} .seen").inner_text()


def test_a_finger_moves_the_square_and_the_page_stays_where_it_is(stage, explorer):
    explorer.method = "occlusion"
    seen = stage(explorer, touch=True, width=400)
    seen.page.locator(f"{ROOT} .glass").scroll_into_view_if_needed()
    box = seen.page.locator(f"{ROOT} .glass").bounding_box()
    scrolled = seen.page.evaluate("scrollY")
    session = seen.page.context.new_cdp_session(seen.page)
    for kind, share in (("touchStart", 0.5), ("touchMove", 0.4), ("touchMove", 0.2)):
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": box["x"] + box["width"] * share, "y": box["y"] + box["height"] * share}]},
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settled(seen)
    assert explorer.occluder == [2, 2, 6]
    assert seen.page.evaluate("scrollY") == scrolled


def test_layer_steps_baseline_and_image_answer_to_the_page(stage, explorer):
    seen = stage(explorer)
    seen.page.get_by_label("Layer").select_option("first")
    settled(seen)
    assert explorer.layer == "first"
    assert "22 × 22 squares" in seen.page.locator(f"{ROOT} .answers").inner_text()
    radio(seen, "Integrated gradients").click()
    radio(seen, "image 3").click()
    settled(seen)
    seen.page.get_by_role("spinbutton", name="Steps").fill("9")
    radio(seen, "mean colour").click()
    seen.page.wait_for_timeout(300)
    settled(seen)
    assert (explorer.image, explorer.steps, explorer.baseline, explorer.method) == (3, 9, "mean", "integrated_gradients")
    assert "All contributions add up to" in seen.page.locator(f"{ROOT} .answers").inner_text()
    seen.page.get_by_role("spinbutton", name="Opacity").fill("0.3")
    settled(seen)
    assert explorer.opacity == 0.3
    assert seen.page.locator(f"{ROOT} .heat").first.evaluate("node => node.style.opacity") == "0.3"
    assert seen.refused == []


def test_python_moves_the_explorer_and_the_page_follows(stage, explorer):
    seen = stage(explorer)
    explorer.image = 2
    explorer.method, explorer.target, explorer.occluder = "occlusion", 1, [0, 18, 6]
    seen.push()
    seen.settle()
    assert seen.page.locator(f"{ROOT} .bars [aria-checked=true] .name").inner_text() == "dandelion"
    square = seen.page.locator(f"{ROOT} .square").bounding_box()
    glass = seen.page.locator(f"{ROOT} .glass").bounding_box()
    assert square["x"] - glass["x"] == pytest.approx(glass["width"] * 18 / 24, abs=1)
    assert square["y"] == pytest.approx(glass["y"], abs=1)
    assert radio(seen, "image 2").get_attribute("aria-checked") == "true"


def test_a_photo_of_ones_own_is_explained(stage, explorer, tmp_path):
    seen = stage(explorer)
    Image.new("RGB", (48, 48), (200, 200, 200)).save(tmp_path / "mine.png")
    seen.page.locator(f"{ROOT} input[type=file]").set_input_files(tmp_path / "mine.png")
    seen.page.get_by_role("radio", name="your picture").wait_for()
    settled(seen)
    assert explorer.image == 6
    assert radio(seen, "your picture").get_attribute("aria-checked") == "true"
    assert seen.page.locator(f"{ROOT} .truth").inner_text() == ""
    assert seen.refused == []


def test_the_page_says_that_it_waits_until_the_answer_comes(stage, explorer):
    seen = stage(explorer)
    waits = "(node) => { node.click(); return getComputedStyle(document.querySelector('.petals-saliency .wait')).visibility }"
    assert radio(seen, "Gradient").evaluate(waits) == "visible"
    settled(seen)
    assert seen.page.get_by_text("Computing …").is_visible() is False
    assert radio(seen, "Gradient").evaluate(waits) == "hidden"  # nothing new was asked


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, model, theme, language):
    names = {"en": ["daisy", "dandelion", "rose", "a sunflower with a long name"], "ko": ["데이지", "민들레", "장미", "해바라기"]}
    explorer = explore_saliency(model, IMAGES, labels=[0] * 6, class_names=names[language], language=language)
    for width in (1400, 400):
        seen = stage(explorer, theme=theme, width=width)
        for method, compare in (("grad_cam", False), ("occlusion", True), ("integrated_gradients", False)):
            explorer.method, explorer.compare = method, compare
            seen.push()
            seen.settle()
            assert seen.spill() <= 0
            assert seen.unnamed() == []
            seen.picture(f"saliency_{method}_{theme}_{language}_{width}")


MAKE = """import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras, numpy as np
from course_utils import explore_saliency
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((12, 12, 1)), keras.layers.Conv2D(4, 3, name="maps"), keras.layers.Flatten(),
                          keras.layers.Dense(3, activation="softmax")])
explorer = explore_saliency(model, np.random.default_rng(0).random((5, 12, 12, 1)), language="en")
explorer"""
READ = "(explorer.image, explorer.method, explorer.occluder, explorer.compare, round(explorer.drop, 6))"


def test_in_jupyterlab_the_square_is_dragged_and_moved_by_keys_and_python_reads_it(open_notebook):
    notebook = open_notebook("saliency", [MAKE, READ])
    notebook.run(0)
    page = notebook.page
    page.wait_for_selector(f"{ROOT} .bars")
    page.get_by_role("radio", name="Occlusion", exact=True).click()
    page.wait_for_selector(f"{ROOT} .square:visible")
    box = page.locator(f"{ROOT} .glass").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 3, box["y"] + 3, steps=4)
    page.mouse.up()
    page.get_by_text("computed exactly").wait_for()
    page.locator(f"{ROOT} .square").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.get_by_text("Hidden: rows 1–3, columns 1–3.").wait_for()
    page.get_by_role("checkbox", name="Compare with an untrained copy").check()
    page.get_by_text("Rank correlation of the two maps").wait_for()
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    image, method, occluder, compare, drop = ast.literal_eval(seen[-1].strip())
    assert (image, method, occluder, compare) == (0, "occlusion", [1, 1, 3], True)
    assert drop != 0
