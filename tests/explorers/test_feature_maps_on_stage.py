"""The feature map explorer on the bare stage: searching, filtering layers, photos, fields with gaps."""

import numpy as np
import pytest

from course_utils.explorers import explore_feature_maps

pytestmark = pytest.mark.browser
RNG = np.random.default_rng(0)
VALUES = RNG.permutation(40)


@pytest.fixture(scope="module")
def model():
    keras = pytest.importorskip("keras")
    layers = keras.layers
    net = keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            layers.Conv2D(2, 3, activation="relu", name="sum"),
            layers.Flatten(),
            layers.Dense(2, activation="softmax"),
        ]
    )
    net.get_layer("sum").set_weights([np.ones((3, 3, 1, 2), np.float32) * [1.0, -1.0], np.zeros(2)])
    return net


def made(model, **options):
    """Forty images, each with one bright pixel of its own brightness."""
    images = np.zeros((40, 12, 12, 1), np.float32)
    images[:, 5, 6, 0] = VALUES
    options = {"language": "en"} | options
    return explore_feature_maps(model, images, labels=VALUES % 2, class_names=["even", "odd"], **options)


def test_a_button_finds_the_images_and_a_click_looks_at_one(stage, model):
    explorer = made(model)
    seen = stage(explorer)
    assert "40 of your 40 images are tried" in seen.page.locator(".search").inner_text()
    seen.page.get_by_role("button", name="Find the images that excite it most").click()
    seen.settle()
    cards = seen.page.locator(".best button")
    assert cards.count() == 9
    assert cards.first.inner_text().split() == ["39", "odd"]
    assert "The strongest of the 40 images searched, of 40 given" in seen.page.locator(".search").inner_text()
    far = next(place for place in range(9) if explorer.best["items"][place]["number"] >= 24)
    cards.nth(far).click()
    seen.settle()
    number = explorer.best["items"][far]["number"]
    assert explorer.image == number
    assert seen.page.locator(".strip button").count() == 25
    assert seen.page.locator(".strip [aria-checked=true]").get_attribute("aria-label") == f"image {number}"
    seen.page.keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.image == explorer.best["items"][(far + 1) % 9]["number"]


def test_the_box_on_a_card_lies_where_the_bright_pixel_is(stage, model):
    explorer = made(model)
    explorer.search()
    seen = stage(explorer)
    box, whole = (seen.page.locator(f".best {part}").first.bounding_box() for part in (".box", ".whole"))
    assert (box["x"] - whole["x"]) / whole["width"] == pytest.approx(4 / 12, abs=0.02)
    assert (box["y"] - whole["y"]) / whole["height"] == pytest.approx(3 / 12, abs=0.02)
    assert box["width"] / whole["width"] == pytest.approx(3 / 12, abs=0.02)


def test_a_silent_channel_says_so_and_python_moves_the_page(stage, model):
    explorer = made(model)
    explorer.search()
    seen = stage(explorer)
    explorer.channel = 1
    seen.push()
    assert "it is silent" in seen.page.locator(".search").inner_text()
    assert seen.page.locator(".best button").count() == 0
    explorer.progress = 0.5
    seen.push()
    assert "Searching: 50 %" in seen.page.locator(".search").inner_text()


def test_a_chosen_unit_can_rank_by_its_own_value(stage, model):
    explorer = made(model)
    seen = stage(explorer, touch=True, width=400)
    assert not seen.page.get_by_role("radio", name="the chosen unit's own value").is_visible()
    box = seen.page.locator(".big canvas").bounding_box()
    seen.page.touchscreen.tap(box["x"] + box["width"] * 0.05, box["y"] + box["height"] * 0.05)
    seen.settle()
    assert explorer.unit == [0, 0]
    seen.page.get_by_role("radio", name="the chosen unit's own value").tap()
    seen.page.get_by_role("button", name="Find the images that excite it most").tap()
    seen.settle()
    assert (explorer.by, explorer.best["unit"], explorer.best["silent"]) == ("unit", [0, 0], True)


def test_many_layers_can_be_filtered_and_layers_of_inner_models_are_explained(stage):
    keras = pytest.importorskip("keras")
    layers = keras.layers
    blocks = [part for number in range(8) for part in (layers.Conv2D(2, 1, name=f"mix{number}"), layers.ReLU(name=f"bend{number}"))]
    inner = keras.Sequential([keras.Input((6, 6, 1)), *blocks], name="back")
    explorer = explore_feature_maps(keras.Sequential([keras.Input((6, 6, 1)), inner]), RNG.random((2, 6, 6, 1)), language="en")
    seen = stage(explorer)
    chips = seen.page.locator(".chips button")
    assert chips.count() == 16
    seen.page.get_by_role("textbox", name="Show only layers with").fill("CONV")
    assert chips.count() == 8
    assert "8 of 16 layers" in seen.page.locator(".filter").inner_text()
    chips.nth(2).click()
    seen.settle()
    assert explorer.layer == "back/mix2"
    assert "are the layers inside “back”" in seen.page.locator(".petals-maps").inner_text()
    seen.page.get_by_role("textbox").fill("nothing like it")
    assert chips.count() == 0
    assert seen.unnamed() == []


def test_a_photo_of_ones_own_is_looked_at(stage, model, tmp_path):
    from PIL import Image

    Image.new("RGB", (300, 200), (255, 255, 255)).save(tmp_path / "white.png")
    explorer = made(model)
    seen = stage(explorer)
    seen.page.locator("input[type=file]").set_input_files(tmp_path / "white.png")
    seen.page.get_by_text("Your picture: its middle, made 12 × 12 as the model takes it, without colour").wait_for()
    seen.settle()
    assert explorer.image == 40
    assert seen.page.locator(".strip [aria-checked=true]").get_attribute("aria-label") == "your picture"
    np.testing.assert_allclose(explorer._album.image(40), explorer._album.high, rtol=1e-3)


def test_pixels_seen_through_branches_are_marked_one_by_one(stage):
    keras = pytest.importorskip("keras")
    images = keras.Input((9, 9, 1))
    wide, near = (keras.layers.Conv2D(1, 3, padding="same", dilation_rate=rate)(images) for rate in (3, 1))
    explorer = explore_feature_maps(
        keras.Model(images, keras.layers.Add(name="end")([wide, near])), RNG.random((1, 9, 9, 1)), language="en"
    )
    explorer.layer, explorer.unit = "end", [4, 4]
    seen = stage(explorer)
    assert seen.page.locator(".photo .seen path").get_attribute("d").count("M") == 17
    assert "Through several branches this unit sees 17 pixels" in seen.page.locator(".detail").inner_text()
    explorer.unit = []
    seen.push()
    assert not seen.page.locator(".photo .seen").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_fits_narrow_and_wide_pages_with_what_was_found(stage, model, theme, language):
    explorer = made(model, language=language)
    explorer.unit = [3, 4]
    explorer.search()
    for width in (400, 1400):
        seen = stage(explorer, theme=theme, width=width)
        seen.picture(f"feature_maps_found_{theme}_{language}_{width}")
        assert seen.spill() <= 0
        assert seen.unnamed() == []
