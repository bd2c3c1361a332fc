"""The augmentation explorer in a browser: sliders, switches, seeds, versions, and what Python reads afterwards."""

import ast
from pathlib import Path

import numpy as np
import pytest

from course_utils.explorers import augmentation, explore_augmentation
from course_utils.training import shift_and_mirror

pytestmark = pytest.mark.browser
HERE = Path(augmentation.__file__).parent
RNG = np.random.default_rng(0)
ROOT = ".petals-augmentation"


def darken(images, rng, *, most=0.2):
    return images * (1 - rng.uniform(0, most, (len(images), 1, 1, 1)))


def bright(images):
    share = np.asarray(images, np.float64).mean(axis=(1, 2, 3)) / 255
    return np.stack([1 - share, share], axis=1)


@pytest.fixture(scope="module")
def images():
    """Discs on dark ground, 16 x 16, bright enough for "bright" by a little."""
    rows, columns = np.mgrid[:16, :16]
    return np.stack([130.0 + 120 * (np.hypot(rows - 8, columns - shift) < 7) for shift in range(5, 11)])[..., np.newaxis]


def made(images, **options):
    settings = {"model": bright, "class_names": ["dark", "bright"], "language": "en"} | options
    return explore_augmentation(images, [darken, shift_and_mirror], **settings)


def test_a_slider_makes_a_step_stronger_and_the_verdicts_follow(stage, images):
    explorer = made(images)
    assert explorer.still_right == 1
    seen = stage(explorer)
    box = seen.page.get_by_role("spinbutton", name="darken: strength, as a number")
    box.fill("0.8")
    seen.settle()
    assert explorer.strengths == {"darken": 0.8, "shift_and_mirror": 1.0}
    assert explorer.still_right < 1
    wrong = seen.page.locator(".versions .is-mistake")
    right = 12 - wrong.count()
    assert 0 < right < 12
    assert seen.page.locator(".versions button", has_text="✗ dark").count() == wrong.count()
    assert seen.page.locator(".score").inner_text().startswith(f"{right} of these 12 are still taken for bright; of 64 versions, ")
    seen.page.get_by_role("slider", name="darken: strength").focus()
    seen.page.keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.strengths["darken"] == pytest.approx(0.81)
    seen.page.get_by_role("button", name="As built").click()
    seen.settle()
    assert (explorer.strengths, explorer.still_right) == ({"darken": 0.2, "shift_and_mirror": 1.0}, 1)


def test_a_finger_on_a_slider_is_heard(stage, images):
    explorer = made(images)
    seen = stage(explorer, touch=True, width=400)
    slider = seen.page.get_by_role("slider", name="darken: strength")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    seen.page.touchscreen.tap(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    seen.settle()
    assert explorer.strengths["darken"] == pytest.approx(0.75, abs=0.06)


def test_a_typed_strength_beyond_what_the_layer_takes_stays_within_it(stage, images):
    import keras

    explorer = explore_augmentation(images, keras.layers.RandomRotation(0.1), language="en")
    seen = stage(explorer)
    seen.page.get_by_role("spinbutton", name="RandomRotation: strength, as a number").fill("7")
    seen.settle()
    assert explorer.strengths == {"random_rotation": 1.0}
    assert seen.refused == []
    assert "up to ±360°" in seen.page.locator(".card").nth(1).inner_text()
    assert "turns by up to 360°" in seen.page.locator(".notes").inner_text()


def test_a_step_switched_off_is_shown_off_and_left_out(stage, images):
    explorer = made(images)
    seen = stage(explorer)
    seen.page.get_by_role("checkbox", name="darken").uncheck()
    seen.settle()
    assert explorer.active == ["shift_and_mirror"]
    assert seen.page.locator(".card.is-off").count() == 1
    assert seen.page.get_by_role("slider", name="darken: strength").is_disabled()
    seen.page.get_by_role("checkbox", name="shift_and_mirror").press("Space")
    seen.settle()
    assert explorer.active == []
    assert "All steps are off" in seen.page.locator(ROOT).inner_text()


def test_draw_again_and_a_typed_seed_lead_back(stage, images):
    explorer = made(images)
    first = explorer.versions["pixels"]
    seen = stage(explorer)
    seen.page.get_by_role("button", name="Draw again").click()
    seen.settle()
    assert explorer.seed == 1
    assert explorer.versions["pixels"] != first
    seen.page.get_by_role("spinbutton", name="seed").fill("0")
    seen.settle()
    assert explorer.versions["pixels"] == first


def test_a_click_or_an_arrow_key_shows_a_versions_way(stage, images):
    explorer = made(images)
    seen = stage(explorer)
    seen.page.locator(".versions button").nth(3).click()
    seen.settle()
    assert explorer.version == 3
    assert "The way of version 4 into training" in seen.page.locator(ROOT).inner_text()
    seen.page.keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.version == 4
    last = seen.page.locator(".card canvas").last
    chosen = seen.page.locator(".versions [aria-checked=true] canvas")
    pixels = "canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data)"
    assert last.evaluate(pixels) == chosen.evaluate(pixels)
    seen.page.locator(".strip button").nth(2).click()
    seen.settle()
    assert explorer.image == 2


def test_python_changes_everything_and_the_page_follows(stage, images):
    explorer = made(images)
    seen = stage(explorer)
    explorer.strengths = {"darken": 0.9}
    explorer.count, explorer.version, explorer.image = 5, 2, 1
    seen.push()
    assert seen.page.locator(".versions button").count() == 5
    assert seen.page.get_by_role("spinbutton", name="darken: strength, as a number").input_value() == "0.9"
    assert seen.page.locator(".strip [aria-checked=true]").get_attribute("aria-label") == "image 1"
    explorer.language = "ko"
    seen.push()
    assert seen.page.get_by_role("button", name="다시 뽑기").count() == 1


def test_a_photo_of_ones_own_is_made_like_the_images_and_looked_at(stage, images, tmp_path):
    from PIL import Image

    Image.new("RGB", (640, 320), (255, 0, 0)).save(tmp_path / "red.png")
    explorer = made(images)
    seen = stage(explorer)
    seen.page.locator("input[type=file]").set_input_files(tmp_path / "red.png")
    seen.page.get_by_text("Your picture: its middle, made 16 × 16").wait_for()
    seen.settle()
    assert (explorer.image, explorer._chain.images.shape) == (6, (7, 16, 16, 1))
    np.testing.assert_allclose(explorer._chain.images[6], 0.299 * 250, atol=1)
    assert seen.page.locator(".strip [aria-checked=true]").get_attribute("aria-label") == "your picture"
    seen.page.locator(".strip button").first.click()
    seen.settle()
    assert explorer.image == 0
    assert seen.refused == []


def test_damage_is_marked_on_its_card_and_said_in_words_that_can_be_typed(stage):
    import keras

    explorer = explore_augmentation(RNG.normal(size=(2, 16, 16, 1)).clip(-2, 2), keras.layers.RandomContrast(0.2), language="en")
    seen = stage(explorer)
    assert seen.page.locator(".card.has-alarm").count() == 1
    percent = f"{100 * explorer.notes[0]['fields']['percent'] / 100:.1f}"
    said = seen.page.locator(".notes").inner_text()
    assert f"RandomContrast cut off {percent} % of the values at 0 or 255" in said
    assert "Try value_range=(-2.0, 2.0)" in said or "Try value_range=(-2, 2)" in said
    assert f"⚠ {percent} % cut off" in seen.page.locator(".card.has-alarm").inner_text()


def test_strengths_are_written_in_degrees_pixels_and_percent(javascript):
    def said(unit, value, **more):
        return javascript(HERE / "readings.js", "reading", {"strength": {"unit": unit, "option": "most"}, "extent": 255, **more}, value, 28)

    assert said("turn", 0.1)[1]["degrees"] == "36"
    assert (said("shift", 0.1)[1]["percent"], said("shift", 0.1)[1]["pixels"]) == ("10", "2.8")
    assert said("contrast", 0.2)[1]["times"] == "1.2"
    assert said("brightness", 0.2)[1]["amount"] == "51"
    assert said("option", 3)[0] == "reading_option"
    assert javascript(HERE / "readings.js", "written", {"percent": 51.93, "from": -2, "wanted_low": -2}) == {
        "percent": "51.9",
        "from": "−2",
        "wanted_low": "-2",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, images, theme, language):
    import keras

    layers = [
        keras.layers.RandomFlip("horizontal_and_vertical"),
        keras.layers.RandomTranslation(0.1, 0.1),
        keras.layers.RandomBrightness(0.3),
    ]
    explorer = explore_augmentation(images / 255, [*layers, shift_and_mirror], model=lambda given: bright(given * 255), language=language)
    for width in (400, 1400):
        seen = stage(explorer, theme=theme, width=width)
        seen.picture(f"augmentation_{theme}_{language}_{width}")
        assert seen.unnamed() == []
        assert seen.spill() <= 0


MAKE = """
import numpy as np
from course_utils import explore_augmentation
from course_utils.training import shift_and_mirror
images = np.random.default_rng(0).integers(0, 256, (5, 20, 20), dtype=np.uint8)
explorer = explore_augmentation(images, [shift_and_mirror], language="en")
explorer
"""


def test_it_answers_to_mouse_keyboard_and_a_photo_in_a_notebook(open_notebook, tmp_path):
    from PIL import Image

    Image.new("RGB", (90, 60), (255, 255, 255)).save(tmp_path / "white.png")
    read = (
        "(explorer.strengths['shift_and_mirror'], explorer.seed, explorer.version, explorer.image, explorer._chain.images[-1].min().item())"
    )
    notebook = open_notebook("augmentation", [MAKE, read])
    notebook.run(0)
    page = notebook.page
    page.wait_for_selector(f"{ROOT} .versions canvas")
    page.locator(f"{ROOT} .versions button").nth(6).click()
    page.get_by_role("button", name="Draw again").click()
    slider = page.get_by_role("slider", name="shift_and_mirror: strength")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{ROOT}:not(.is-busy)")
    page.get_by_text("The way of version 7 into training").wait_for()
    page.locator(f"{ROOT} input[type=file]").set_input_files(tmp_path / "white.png")
    page.get_by_text("Your picture: its middle, made 20 × 20").wait_for()
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    assert ast.literal_eval(seen[-1].strip()) == (4.0, 1, 6, 5, 255)
