"""The pooling explorer on a page: its mathematics against Python's, and every way to move it."""

import ast

import numpy as np
import pytest

from course_utils.explorers import explore_pooling
from course_utils.explorers.pooling.explorer import HERE
from course_utils.explorers.pooling.pictures import KINDS, pooled, share_unchanged, shifted

pytestmark = pytest.mark.browser
ROOT = ".petals-pooling"
SLICE = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
RESULT, IMAGE = f"{ROOT} .over[role=application]", f"{ROOT} .over[role=img]"


def test_the_page_pools_shifts_and_compares_as_python_does(javascript):
    chance = np.random.default_rng(5)
    module = HERE / "pooling.js"
    for number in range(30):
        height, width, channels = (int(side) for side in (*chance.integers(4, 12, 2), chance.choice([1, 3])))
        values = chance.normal(size=(height, width, channels)).round(1)
        kind, size, stride = KINDS[number % len(KINDS)], int(chance.integers(1, 5)), int(chance.integers(1, 5))
        options = {"size": size, "stride": stride, "padding": str(chance.choice(["valid", "same"]))}
        shape, shift = [height, width, channels], [int(part) for part in chance.integers(0, 5, 2)]
        moved = shifted(values, *shift)
        flat = javascript(module, "shifted", values.ravel().tolist(), shape, shift)
        assert flat == moved.ravel().tolist()
        before, after = (pooled(one, kind, size, stride, options["padding"]) for one in (values, moved))
        found = [javascript(module, "pool", one.ravel().tolist(), shape, kind, options) for one in (values, moved)]
        assert found[1]["shape"] == list(after.shape)
        np.testing.assert_allclose(found[1]["values"], after.ravel(), atol=1e-5)
        share = javascript(module, "compared", found[0]["values"], found[1]["values"], 1)["share"]
        assert share == pytest.approx(share_unchanged(before, after, 1.0), abs=1e-5)
        row, column = (int(chance.integers(0, side)) for side in after.shape[:2])
        window = javascript(module, "windowOf", moved.ravel().tolist(), shape, kind, options, [row, column], 0)
        numbers = [value for line in window["numbers"] for value in line if value is not None]
        wanted = {"max": max, "min": min, "average": np.mean}[kind.removeprefix("global_")](numbers)
        assert after[row, column, 0] == pytest.approx(wanted)
        if window["winner"] is None:
            assert kind.endswith("average")
        else:
            assert moved[(*window["winner"], 0)] == after[row, column, 0]


def at(seen, selector: str, row: int, column: int, rows: int, columns: int) -> tuple[float, float]:
    """The middle of one place of a picture, on the page."""
    box = seen.page.locator(selector).bounding_box()
    return box["x"] + (column + 0.5) * box["width"] / columns, box["y"] + (row + 0.5) * box["height"] / rows


def test_pointing_at_a_number_shows_its_window_and_the_winner(stage):
    explorer = explore_pooling(SLICE, language="en")
    seen = stage(explorer)
    assert seen.page.locator(f"{ROOT} .over text").all_text_contents()[-4:] == ["6", "8", "3", "4"]
    seen.page.mouse.move(*at(seen, RESULT, 0, 1, 2, 2))
    seen.settle()
    assert explorer.position == [0, 1]
    assert seen.page.locator(f"{ROOT} .equation").inner_text() == "max(2, 4, 7, 8) = 8"
    frame, winner = (seen.page.locator(f"{IMAGE} .{name}").bounding_box() for name in ("window", "winner"))
    assert frame["x"] + frame["width"] / 2 < winner["x"] + winner["width"] / 2
    assert frame["y"] + frame["height"] / 2 < winner["y"] + winner["height"] / 2
    seen.page.mouse.move(*at(seen, IMAGE, 3, 0, 4, 4))
    seen.settle()
    assert explorer.position == [1, 0]
    seen.page.get_by_role("radio", name="Average", exact=True).click()
    seen.settle()
    assert seen.page.locator(f"{ROOT} .equation").inner_text() == "(3 + 2 + 1 + 2) / 4 = 2"
    assert not seen.page.locator(f"{IMAGE} .winner").is_visible()


def test_the_keyboard_alone_is_enough(stage):
    explorer = explore_pooling(SLICE, language="en")
    seen = stage(explorer)
    keys = seen.page.keyboard
    seen.page.locator(RESULT).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight"):
        keys.press(key)
    seen.settle()
    assert explorer.position == [1, 1]
    seen.page.get_by_role("slider", name="stride s").focus()
    keys.press("ArrowLeft")
    seen.page.get_by_role("slider", name="shift right").focus()
    keys.press("ArrowRight")
    seen.page.locator(f"{ROOT} [role=radio][aria-checked=true]").first.focus()
    keys.press("ArrowRight")
    seen.settle()
    assert (explorer.stride, explorer.shift, explorer.pool) == (1, [0, 1], "average")


def test_the_page_follows_python_and_says_the_shares_that_python_finds(stage):
    explorer = explore_pooling(pool_size=4, language="en")
    seen = stage(explorer)
    assert "everything is the same" in seen.page.locator(ROOT).inner_text()
    explorer.shift, explorer.pool_size = [0, 1], 3
    seen.push()
    seen.settle()
    shares = [round(share * 100) for share in explorer.unchanged]
    assert seen.page.locator(f"{ROOT} .bars b").all_inner_texts() == [f"{share} %" for share in shares]
    assert (
        f"{shares[0]} % of the image's values are unchanged, and {shares[1]} % of the pooled ones." in seen.page.locator(ROOT).inner_text()
    )
    explorer.pool_size, explorer.stride, explorer.shift = 2, 2, [0, 2]
    seen.push()
    seen.settle()
    assert "A shift by whole strides (2)" in seen.page.locator(ROOT).inner_text()


def test_the_curve_shows_the_shares_of_every_shift(stage):
    explorer = explore_pooling(np.random.default_rng(1).integers(0, 9, (20, 20)), pool_size=3, language="en")
    seen = stage(explorer)
    dots = seen.page.locator(f"{ROOT} .curve circle")
    dots.first.wait_for(state="attached")
    found = [float(dots.nth(place).get_attribute("cy")) for place in range(10)]
    wanted = []
    for right in range(5):
        explorer.shift = [0, right]
        wanted.append(explorer.unchanged)
    top, scale = found[0], (found[1] - found[0]) / (1 - wanted[1][0])
    before, after = zip(*wanted, strict=True)
    assert found == pytest.approx([top + scale * (1 - share) for share in (*before, *after)], abs=0.01)


def test_rows_that_are_left_over_are_striped_and_counted(stage):
    explorer = explore_pooling(np.arange(35).reshape(5, 7), language="en")
    seen = stage(explorer)
    assert (
        "Never read (striped): 1 of 5 rows and 1 of 7 columns. The window does not fit"
        in seen.page.locator(f"{ROOT} .remarks").inner_text()
    )
    assert seen.page.locator(f"{IMAGE} .lost").get_attribute("d").count("Z") == 2
    explorer.stride = 3
    seen.push()
    seen.settle()
    assert "The stride jumps over them" in seen.page.locator(f"{ROOT} .remarks").inner_text()
    explorer.stride = 2
    seen.push()
    seen.page.get_by_role("radio", name="same").click()
    seen.settle()
    assert explorer.output_shape == [3, 4, 1]
    assert seen.page.locator(f"{IMAGE} .lost").get_attribute("d") == ""
    assert "⌈7 / 2⌉ = 4" in seen.page.locator(f"{ROOT} .formula").inner_text()


def test_a_photo_that_is_too_large_says_that_it_was_averaged(stage):
    seen = stage(explore_pooling(np.zeros((300, 500, 3)), pool="global_max", language="en"))
    text = seen.page.locator(ROOT).inner_text()
    assert "The image had 300 × 500 × 3 numbers; squares of 2 × 2 pixels were averaged to fit." in text
    assert "one number for each channel" in text
    assert seen.page.get_by_role("slider", name="pool size k").is_disabled()


def test_a_size_that_does_not_fit_is_brought_back(stage):
    explorer = explore_pooling(SLICE, language="en")
    seen = stage(explorer)
    seen.page.get_by_role("spinbutton", name="pool size k").fill("7")
    seen.settle()
    assert (explorer.pool_size, seen.refused) == (4, [])


def test_a_finger_chooses_a_window(stage):
    explorer = explore_pooling(SLICE, language="en")
    seen = stage(explorer, width=400, touch=True)
    seen.page.touchscreen.tap(*at(seen, RESULT, 1, 0, 2, 2))
    seen.settle()
    assert explorer.position == [1, 0]


LOOKS = {"light": ({"pool_size": 4}, [0, 1]), "dark": ({"image": SLICE}, [0, 0])}


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [400, 1000, 1400])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, theme, language, width):
    options, shift = LOOKS[theme]
    explorer = explore_pooling(**options, language=language)
    explorer.shift = shift
    seen = stage(explorer, theme=theme, width=width)
    seen.page.locator(f"{ROOT} .curve circle").first.wait_for(state="attached")
    assert seen.unnamed() == []
    assert seen.spill() <= 0
    seen.picture(f"pooling_{theme}_{language}_{width}")


def test_in_jupyterlab_mouse_and_keys_reach_python(open_notebook):
    make = f"from course_utils import explore_pooling\nexplorer = explore_pooling({SLICE}, language='en')\nexplorer"
    notebook = open_notebook("pooling", [make, "(explorer.position, explorer.pool, explorer.shift, explorer.result.tolist())"])
    notebook.run(0)
    page = notebook.page
    page.wait_for_selector(f"{ROOT} .equation")
    page.get_by_role("radio", name="Min", exact=True).click()
    page.locator(RESULT).click(position={"x": 5, "y": 5})
    page.keyboard.press("ArrowDown")
    page.get_by_role("slider", name="shift right").focus()
    page.keyboard.press("ArrowRight")
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    assert ast.literal_eval(seen[-1].strip()) == ([1, 0], "min", [0, 1], [[1.0, 1.0], [1.0, 1.0]])
