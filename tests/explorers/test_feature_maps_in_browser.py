"""The feature map explorer in a real JupyterLab: click a layer, a channel, a unit; the keyboard; what Python reads afterwards."""

import ast

import pytest

pytestmark = pytest.mark.browser
TRAIN = """
import keras
from course_utils import explore_feature_maps
from course_utils.data import load
fashion = load("fashion", "synthetic")
keras.utils.set_random_seed(1)
L = keras.layers
model = keras.Sequential([keras.Input((28, 28, 1)), L.Rescaling(1 / 255), L.Conv2D(16, 3, activation="relu"), L.MaxPooling2D(2),
                          L.Conv2D(80, 3, activation="relu"), L.Flatten(), L.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(fashion.train.images[:3000], fashion.train.labels[:3000], epochs=2, verbose=0);
"""
MAKE = """
explorer = explore_feature_maps(model, fashion.test.images[:30], class_names=fashion.class_names("LANGUAGE"), language="LANGUAGE")
explorer
"""
READ = "(explorer.image, explorer.layer, explorer.channel, explorer.unit, explorer.page)"
ROOT = ".petals-maps"


@pytest.fixture
def opened(open_notebook):
    def opened(name: str, *more: str, language: str = "en", **options):
        notebook = open_notebook(name, [TRAIN, MAKE.replace("LANGUAGE", language), READ, *more], **options)
        notebook.run(0)
        notebook.run(1)
        notebook.page.wait_for_selector(f"{ROOT} .sheet canvas")
        return notebook

    return opened


def settled(notebook) -> None:
    notebook.page.wait_for_selector(f"{ROOT}:not(.is-busy)")


def read(notebook) -> tuple[int, str, int, list[int], int]:
    """What Python holds, once the page has said all."""
    seen = [None, notebook.run(2)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(2))
    return ast.literal_eval(seen[-1].strip())


def test_layer_channel_unit_and_image_answer_to_clicks_and_keys(opened):
    notebook = opened("clicks")
    page = notebook.page
    page.locator(f"{ROOT} .chips button", has_text="max_pooling2d").click()
    page.locator(f"{ROOT} .sheet button").nth(5).click()
    page.get_by_text("Feature map of channel 5").wait_for()
    assert "has no kernels of its own" in page.locator(ROOT).inner_text()
    settled(notebook)
    unit_map = page.locator(f"{ROOT} .big canvas")
    box = unit_map.bounding_box()
    unit_map.click(position={"x": box["width"] * 4.5 / 13, "y": box["height"] * 6.5 / 13})
    page.get_by_text("This unit sees 4 × 4 pixels: rows 12–15, columns 8–11.").wait_for()
    assert read(notebook) == (0, "max_pooling2d", 5, [6, 4], 0)
    unit_map.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_text("rows 14–17, columns 8–11.").wait_for()
    field = page.locator(f"{ROOT} .photo .box").bounding_box()
    photo = page.locator(f"{ROOT} .photo canvas").bounding_box()
    assert (field["y"] - photo["y"]) / photo["height"] == pytest.approx(14 / 28, abs=0.02)
    assert field["width"] / photo["width"] == pytest.approx(4 / 28, abs=0.03)
    page.locator(f"{ROOT} .strip button").nth(3).click()
    settled(notebook)
    page.locator(f"{ROOT} .strip button").nth(3).focus()
    page.keyboard.press("ArrowRight")
    settled(notebook)
    assert read(notebook) == (4, "max_pooling2d", 5, [7, 4], 0)


def test_pages_of_channels_and_changes_from_python(opened):
    notebook = opened("pages", "explorer.layer = 'conv2d'; explorer.channel = 9")
    page = notebook.page
    page.locator(f"{ROOT} .chips button", has_text="conv2d_1").click()
    page.get_by_text("Channels 0–63 of 80").wait_for()
    page.get_by_role("button", name="next channels").click()
    page.get_by_text("Channels 64–79 of 80").wait_for()
    assert page.locator(f"{ROOT} .sheet button").count() == 16
    assert read(notebook) == (0, "conv2d_1", 0, [], 1)
    notebook.run(3)
    page.get_by_text("Feature map of channel 9").wait_for()
    assert page.locator(f"{ROOT} .chips [aria-checked=true]").inner_text().startswith("conv2d\n")


def test_every_control_has_a_name(opened):
    controls = opened("names").page.locator(f"{ROOT} :is(button, [tabindex])")
    names = [controls.nth(place).get_attribute("aria-label") or controls.nth(place).inner_text() for place in range(controls.count())]
    assert len(names) > 40
    assert all(names)


@pytest.mark.parametrize(
    ("language", "theme"),
    [("en", "light"), ("ko", "dark"), *(pytest.param(*pair, marks=pytest.mark.slow) for pair in [("en", "dark"), ("ko", "light")])],
)
def test_it_fits_narrow_and_wide_pages_in_both_languages(opened, theme, language):
    notebook = opened(f"look_maps_{theme}_{language}", "explorer.channel = 3; explorer.unit = [11, 14]", language=language, theme=theme)
    notebook.run(3)
    notebook.page.wait_for_selector(f"{ROOT} .box:not([hidden])")
    for width in (400, 1400):
        notebook.page.set_viewport_size({"width": width, "height": 2000})
        notebook.picture(f"feature_maps_{theme}_{language}_{width}", 1)
        spill = f"(() => {{const el = document.querySelector('{ROOT}'); return el.scrollWidth - el.clientWidth}})()"
        assert notebook.page.evaluate(spill) <= 0
