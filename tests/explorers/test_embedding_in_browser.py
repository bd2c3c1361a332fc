"""The embedding explorer in the browser: pointing, choosing, zooming with mouse, finger and keys, and what Python reads afterwards."""

import ast
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits

import course_utils.explorers.embedding as room
from course_utils.explorers import explore_embedding
from course_utils.explorers.embedding.projections import nearest

pytestmark = pytest.mark.browser
PLANE = Path(room.__file__).parent / "plane.js"
ROOT = ".petals-embedding"
RNG = np.random.default_rng(7)
DIGITS = load_digits()
# Nine groups on a lattice, far apart: where a point lies is known.
CENTRES = np.array([[x, y] for y in (1, 0, -1) for x in (-1.3, 0, 1.3)])
LABELS = np.repeat(np.arange(9), 12)
FEATURES = CENTRES[LABELS] + RNG.normal(scale=0.02, size=(108, 2))
FEATURES[::12] = CENTRES
FEATURES -= FEATURES.mean(axis=0)
IMAGES = DIGITS.images[:108]


def made(**options):
    return explore_embedding(FEATURES, IMAGES, LABELS, **({"language": "en"} | options))


def spot(seen, row: int) -> tuple[float, float]:
    """Where a point is on the page, from the explorer's own points and what the page does with them."""
    box = seen.page.locator(f"{ROOT} .well canvas").bounding_box()
    points = seen.explorer.points
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    reach = np.ptp(points, axis=0) / 2
    half = max(reach[0] / (box["width"] / box["height"]), reach[1])
    scale = box["height"] / 2 * 0.92 / half
    x, y = (points[row] - middle) * scale
    return box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 - y


def canvas(seen):
    return seen.page.locator(f"{ROOT} .well canvas")


def test_the_page_finds_the_same_neighbours_as_python(javascript):
    points = RNG.normal(size=(60, 2)).astype(np.float32)
    wanted = nearest(points)
    for row in (0, 17, 59):
        assert javascript(PLANE, "nearestPlaces", points.ravel().tolist(), row, 8) == wanted[row].tolist()


def test_points_are_fitted_with_their_shape_kept(javascript):
    points = RNG.normal(size=(50, 2)) * (5, 1) + 100
    got = np.reshape(javascript(PLANE, "fitted", points.ravel().tolist(), 1.25), (-1, 2))
    half = max(np.ptp(points[:, 0]) / 1.25, np.ptp(points[:, 1])) / 2
    np.testing.assert_allclose(got, (points - (points.min(axis=0) + points.max(axis=0)) / 2) / half, atol=1e-5)
    assert np.abs(got[:, 0]).max() == pytest.approx(1.25, abs=1e-5)


def test_the_place_under_the_pointer_stays_when_zooming(javascript):
    size, view = {"width": 500, "height": 400}, {"x": 0.1, "y": -0.2, "zoom": 1.5}
    closer = javascript(PLANE, "zoomed", view, size, 3, 120, 300)
    scale = 400 / 2 * 0.92 * 1.5
    place = [0.1 + (120 - 250) / scale, -0.2 + (200 - 300) / scale]
    assert closer["zoom"] == 4.5
    assert javascript(PLANE, "seenAt", closer, size, *place) == pytest.approx([120, 300])


def test_an_arrow_leads_to_the_nearest_point_that_way(javascript):
    points, shown = [0, 0, 1, 0.1, 0.5, 3, 3, 0, -1, 0], [True] * 5
    assert javascript(PLANE, "towards", points, shown, 0, [1, 0]) == 1
    assert javascript(PLANE, "towards", points, [True, False, True, True, True], 0, [1, 0]) == 3
    assert javascript(PLANE, "towards", points, shown, 0, [0, 1]) == 2
    assert javascript(PLANE, "towards", points, shown, 0, [0, -1]) == -1


def test_pictures_find_room_without_lying_over_each_other(javascript):
    places = (RNG.random((300, 2)) * 200 - 50).tolist()
    kept = javascript(PLANE, "withRoom", places, list(range(300)), 20, 12)
    assert kept[0] == 0
    taken = np.array(places)[kept]
    gaps = np.abs(taken[:, None] - taken)
    assert ((gaps[..., 0] >= 20) | (gaps[..., 1] >= 12) | np.eye(len(kept), dtype=bool)).all()
    for one in set(range(300)) - set(kept):  # whatever was left out had no room
        assert (np.abs(taken - places[one]) < (20, 12)).all(axis=1).any()


def test_pointing_shows_an_image_and_a_click_keeps_it(stage):
    explorer = made(class_names=[f"group {label}" for label in range(9)])
    seen = stage(explorer)
    x, y = spot(seen, 24)
    seen.page.mouse.move(x, y)
    seen.settle()
    side = seen.page.locator(f"{ROOT} .side")
    assert explorer.chosen == -1
    text = side.inner_text()
    assert "group 2" in text
    seen.page.mouse.click(x, y)
    seen.page.mouse.move(2, 2)
    seen.settle()
    assert explorer.chosen // 12 == 2
    held = int(np.frombuffer(explorer.plane["held"], np.uint8)[explorer.chosen])
    assert f"Image {explorer.chosen}" in side.inner_text()
    assert f"{held} of the 8 are among its 8 nearest in the picture, too." in side.inner_text()
    names = [button.get_attribute("aria-label") for button in side.locator(".near button").all()]
    assert [int(name.split(":")[0].split()[1]) for name in names] == explorer.neighbours
    side.locator(".near button").nth(3).click()
    seen.settle()
    assert explorer.chosen == int(names[3].split(":")[0].split()[1])


def test_the_keyboard_alone_is_enough(stage):
    explorer = made()
    seen = stage(explorer)
    keyboard = seen.page.keyboard
    canvas(seen).focus()
    keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.chosen // 12 == 4
    explorer.chosen = 48
    seen.push()
    for _ in range(20):
        keyboard.press("ArrowUp")
        seen.settle()
        if explorer.chosen // 12 == 1:
            break
    assert explorer.chosen // 12 == 1
    before = seen.page.evaluate("document.querySelector('.petals-embedding .well canvas').toDataURL()")
    keyboard.press("+")
    keyboard.press("+")
    seen.settle()
    assert seen.page.evaluate("document.querySelector('.petals-embedding .well canvas').toDataURL()") != before
    keyboard.press("0")
    seen.settle()
    assert seen.page.evaluate("document.querySelector('.petals-embedding .well canvas').toDataURL()") == before
    keyboard.press("Escape")
    seen.settle()
    assert explorer.chosen == -1
    seen.page.get_by_role("button", name="class 4").focus()
    keyboard.press("Space")
    seen.settle()
    assert explorer.hidden == [4]
    assert seen.page.get_by_role("button", name="class 4").get_attribute("aria-pressed") == "false"
    canvas(seen).focus()
    keyboard.press("ArrowRight")
    seen.settle()
    assert explorer.chosen // 12 != 4
    seen.page.get_by_role("button", name="Show all").click()
    seen.settle()
    assert explorer.hidden == []


def test_dragging_moves_the_plot_and_chooses_nothing(stage):
    explorer = made()
    seen = stage(explorer)
    x, y = spot(seen, 48)
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 60, y + 40, steps=4)
    seen.page.mouse.up()
    seen.settle()
    assert explorer.chosen == -1
    seen.page.mouse.click(x + 60, y + 40)
    seen.settle()
    assert explorer.chosen // 12 == 4


def test_the_wheel_belongs_to_the_page_until_the_plot_is_clicked(stage):
    explorer = made()
    seen = stage(explorer, width=500)
    seen.page.set_viewport_size({"width": 500, "height": 500})
    canvas(seen).scroll_into_view_if_needed()
    seen.page.evaluate("scrollTo(0, 0)")
    x, y = spot(seen, 0)
    seen.page.mouse.move(x, y)
    seen.page.mouse.wheel(0, 120)
    seen.page.wait_for_function("scrollY > 0")
    canvas(seen).focus()
    seen.page.evaluate("scrollTo(0, 60)")
    seen.page.wait_for_function("scrollY === 60")
    x, y = spot(seen, 36)
    seen.page.mouse.move(x, y)
    seen.page.mouse.wheel(0, -600)
    seen.settle()
    seen.page.mouse.click(x, y)
    seen.settle()
    assert seen.page.evaluate("scrollY") == 60
    assert explorer.chosen // 12 == 3  # zoomed about the pointer: the group is still there


def test_a_finger_chooses_and_two_fingers_zoom(stage):
    explorer = made()
    seen = stage(explorer, touch=True, width=400)
    canvas(seen).scroll_into_view_if_needed()
    seen.page.touchscreen.tap(*spot(seen, 24))
    seen.settle()
    assert explorer.chosen // 12 == 2
    x, y = spot(seen, 48)
    session = seen.page.context.new_cdp_session(seen.page)
    before = seen.page.evaluate("document.querySelector('.petals-embedding .well canvas').toDataURL()")
    for kind, gap in (("touchStart", 20), ("touchMove", 50), ("touchMove", 100)):
        fingers = [{"x": x + side * gap, "y": y, "id": number} for number, side in enumerate((-1, 1))]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.settle()
    assert explorer.chosen // 12 == 2
    assert seen.page.evaluate("document.querySelector('.petals-embedding .well canvas').toDataURL()") != before


def test_method_components_and_perplexity_answer_to_the_page(stage, monkeypatch):
    from course_utils.explorers.embedding import layouts

    monkeypatch.setattr(layouts, "tsne", lambda features, perplexity, _seed: (features[:, :2] ** 3 * perplexity, 2.5))
    explorer = explore_embedding(DIGITS.data[:60], DIGITS.images[:60], DIGITS.target[:60], language="en")
    seen = stage(explorer)
    seen.page.get_by_label("Across").select_option("4")
    seen.settle()
    seen.page.get_by_label("Up").select_option("4")
    seen.settle()
    assert explorer.components == [1, 4]
    waits = "(node) => { node.click(); return getComputedStyle(document.querySelector('.petals-embedding .wait')).visibility }"
    assert seen.page.get_by_role("radio", name="t-SNE").evaluate(waits) == "visible"
    seen.settle()
    seen.page.wait_for_selector(f"{ROOT}:not(.is-busy)")
    assert explorer.method == "tsne"
    assert "Took 2.5" in seen.page.locator(f"{ROOT} .plot").inner_text()
    assert seen.page.get_by_role("button", name="Compute t-SNE").is_disabled()
    seen.page.get_by_role("spinbutton", name="Perplexity").fill("9")
    seen.settle()
    assert explorer.perplexity != 9
    seen.page.get_by_role("button", name="Compute t-SNE").click()
    seen.settle()
    assert explorer.perplexity == 9
    share = f"{100 * explorer.kept:.0f}"
    assert f"Neighbourhood kept: {share}" in seen.page.locator(f"{ROOT} .score").inner_text()
    assert seen.refused == []


def test_python_moves_the_explorer_and_the_page_follows(stage):
    explorer = made(predictions=np.where(LABELS == 2, 3, LABELS))
    seen = stage(explorer)
    explorer.chosen, explorer.mistakes, explorer.hidden = 25, True, [0, 8]
    seen.push()
    seen.settle()
    side = seen.page.locator(f"{ROOT} .side").inner_text()
    assert "Image 25" in side
    assert "✗ predicted: class 3" in side
    assert seen.page.get_by_role("checkbox", name="Mark the mistakes (12 of 108)").is_checked()
    assert seen.page.locator(f"{ROOT} [aria-pressed=false]").count() == 2


def test_images_without_labels_need_no_legend(stage):
    explorer = explore_embedding(FEATURES, IMAGES, language="en")
    seen = stage(explorer)
    assert seen.page.locator(f"{ROOT} .classes button").count() == 0
    assert seen.page.locator(f"{ROOT} .toggles label:visible").count() == 1
    explorer.chosen = 3
    seen.push()
    seen.settle()
    assert "Image 3" in seen.page.locator(f"{ROOT} .side").inner_text()
    assert seen.unnamed() == []


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, theme, language):
    names = [f"digit {label}" if language == "en" else f"숫자 {label}" for label in range(10)]
    labels = DIGITS.target[:700]
    explorer = explore_embedding(
        DIGITS.data[:700],
        DIGITS.images[:700],
        labels,
        predictions=np.where(RNG.random(700) < 0.05, 0, labels),
        class_names=names,
        language=language,
    )
    for width in (1400, 400):
        seen = stage(explorer, theme=theme, width=width)
        for state in ({"chosen": -1, "pictures": True}, {"chosen": 17, "pictures": False}):
            for name, value in state.items():
                setattr(explorer, name, value)
            seen.push()
            seen.settle()
            assert seen.spill() <= 0
            assert seen.unnamed() == []
            seen.picture(f"embedding_{'chosen' if explorer.chosen >= 0 else 'pictures'}_{theme}_{language}_{width}")


MAKE = """from sklearn.datasets import load_digits
from course_utils import explore_embedding
digits = load_digits()
explorer = explore_embedding(digits.data[:200], digits.images[:200], digits.target[:200], language="en")
explorer"""
READ = "(explorer.chosen, explorer.hidden, explorer.pictures, explorer.components, explorer.neighbours[:1])"


def test_in_jupyterlab_a_point_is_chosen_by_mouse_and_keys_and_python_reads_it(open_notebook):
    notebook = open_notebook("embedding", [MAKE, READ])
    notebook.run(0)
    page = notebook.page
    page.wait_for_selector(f"{ROOT} .well canvas")
    page.get_by_role("checkbox", name="Pictures where there is room").check()
    page.locator(f"{ROOT} .axes select").nth(1).select_option("2")
    page.locator(f"{ROOT} .classes button").nth(3).click()
    page.locator(f"{ROOT} .well canvas").focus()
    page.keyboard.press("ArrowRight")
    page.locator(f"{ROOT} .near button").first.wait_for()
    page.keyboard.press("ArrowLeft")
    page.locator(f"{ROOT} .near button").first.click()
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    chosen, hidden, pictures, components, neighbours = ast.literal_eval(seen[-1].strip())
    assert chosen >= 0
    assert DIGITS.target[chosen] != 3 or hidden == [3]
    assert (hidden, pictures, components) == ([3], True, [0, 2])
    assert len(neighbours) == 1
