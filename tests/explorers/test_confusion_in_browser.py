"""The confusion explorer in the browser: cells, pictures, threshold, temperature, with mouse, finger, keyboard and from Python."""

import ast
from pathlib import Path

import numpy as np
import pytest

import course_utils.explorers
from course_utils.explorers import explore_confusion
from course_utils.explorers.confusion.measures import calibrate, confusion, decide, per_class, specificity, totals
from course_utils.plots.answers import Answers, as_answers
from course_utils.plots.thresholds import sweep
from tests.explorers.test_confusion import drawn

pytestmark = pytest.mark.browser
MEASURES = Path(course_utils.explorers.__file__).parent / "confusion" / "measures.js"
NAMES = ["ant", "bee", "cat", "dog"]
LABELS, ROWS = drawn(400, 4)
TWO_LABELS, TWO_ROWS = drawn(300, 2, seed=5)
IMAGES = np.random.default_rng(1).integers(0, 256, (400, 12, 10, 3), dtype=np.uint8)
GUESSES = ROWS.argmax(axis=1)


def many(**options):
    return explore_confusion(LABELS, ROWS, IMAGES, NAMES, **({"language": "en"} | options))


def two(**options):
    return explore_confusion(TWO_LABELS, TWO_ROWS[:, 1], IMAGES[:300], ["daisy", "dandelion"], **({"language": "en"} | options))


def cell(seen, true: int, column: int):
    return seen.page.locator(f"td[data-row='{true}'][data-column='{column}']")


def numbers(seen) -> list[list[int]]:
    rows = seen.page.locator(".matrix tbody tr").all()
    return [[int(text or 0) for text in row.locator("td").all_inner_texts()] for row in rows]


def plain(rows: np.ndarray) -> np.ndarray:
    """As the page has them: float32, and of two classes one column."""
    return rows.astype(np.float32).astype(np.float64)


@pytest.mark.parametrize(("classes", "seed"), [(2, 0), (3, 1), (10, 2)])
def test_the_page_measures_what_python_measures_at_every_threshold(javascript, classes, seed):
    labels, rows = drawn(200, classes, seed=seed)
    answers = Answers(labels, plain(rows))
    scores, guesses = answers.scores.tolist(), rows.argmax(axis=1).tolist()
    for threshold in (0.0, 0.33, 0.5, float(scores[7]), 0.9, 1.0):
        wanted = decide(answers, threshold)
        assert javascript(MEASURES, "decide", scores, guesses, classes, threshold) == wanted.tolist()
        counts = confusion(labels, wanted, classes)
        flat = javascript(MEASURES, "confusion", labels.tolist(), wanted.tolist(), classes)
        assert flat == counts.ravel().tolist()
        each, found = javascript(MEASURES, "perClass", flat, classes), javascript(MEASURES, "totals", flat, classes)
        for name in ("precision", "recall", "f1", "support", "predicted"):
            np.testing.assert_allclose(each[name], getattr(per_class(counts), name), atol=1e-9)
        for name in ("accuracy", "precision", "recall", "f1", "coverage"):
            assert found[name] == pytest.approx(getattr(totals(counts), name), abs=1e-9)
        if classes == 2:
            assert javascript(MEASURES, "specificity", flat) == pytest.approx(specificity(counts))


def test_the_page_sweeps_thresholds_as_python_does(javascript):
    scores = plain(TWO_ROWS[:, 1]).round(2).astype(np.float32).astype(np.float64)
    wanted = sweep(TWO_LABELS, scores)
    got = javascript(MEASURES, "sweep", TWO_LABELS.tolist(), scores.tolist())
    assert got["thresholds"][1:] == wanted.thresholds[1:].tolist()
    assert (got["hits"], got["alarms"]) == (wanted.hits.tolist(), wanted.alarms.tolist())
    areas = javascript(MEASURES, "areas", got)
    assert [areas["area"], areas["average"]] == pytest.approx([wanted.area, wanted.average_precision])
    found = javascript(MEASURES, "rates", got)
    np.testing.assert_allclose(found["precision"], wanted.precision)
    np.testing.assert_allclose(found["fallOut"], wanted.fall_out)
    for place in (1, 5, len(got["hits"]) - 1):
        threshold = javascript(MEASURES, "thresholdAt", got, place)
        assert javascript(MEASURES, "placeOf", got, threshold) == wanted.place(threshold) == place


@pytest.mark.parametrize(("classes", "seed"), [(2, 0), (3, 1), (10, 2)])
def test_the_page_calibrates_as_python_does(javascript, classes, seed):
    labels, rows = drawn(300, classes, seed=seed)
    exact = plain(rows)
    if classes == 2:
        exact = np.stack([1 - exact[:, 1], exact[:, 1]], axis=1)
    logs = javascript(MEASURES, "logsOf", (exact[:, 1] if classes == 2 else exact).ravel().tolist(), classes)
    for temperature, bins in ((1.0, 10), (0.3, 5), (2.7, 20), (10.0, 13)):
        wanted = calibrate(Answers(labels, exact), temperature, bins)
        got = javascript(MEASURES, "calibrate", labels.tolist(), logs, classes, temperature, bins)
        assert got["counts"] == wanted.bins.counts.tolist()
        np.testing.assert_allclose(got["confidence"], wanted.bins.confidence, atol=1e-7)
        np.testing.assert_allclose(got["accuracy"], wanted.bins.accuracy, atol=1e-7)
        numbers = [wanted.bins.error, wanted.brier, wanted.loss, wanted.sure, wanted.right]
        assert [got[name] for name in ("error", "brier", "loss", "sure", "right")] == pytest.approx(numbers, abs=1e-7)


def test_a_probability_on_an_edge_lies_in_the_bin_below(javascript):
    scores = [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]
    logs = javascript(MEASURES, "logsOf", scores, 2)
    wanted = calibrate(as_answers([1] * 6, scores), 1.0, 5).bins.counts.tolist()
    assert javascript(MEASURES, "calibrate", [1] * 6, logs, 2, 1.0, 5)["counts"] == wanted


def test_the_matrix_carries_the_counts_or_the_shares(stage):
    seen = stage(many())
    wanted = confusion(LABELS, GUESSES, 4)[:, :4]
    assert numbers(seen) == wanted.tolist()
    seen.page.get_by_role("radio", name="% of the true class").click()
    seen.settle()
    assert seen.explorer.numbers == "shares"
    assert numbers(seen) == np.floor(100 * wanted / wanted.sum(axis=1, keepdims=True) + 0.5).astype(int).tolist()


def test_clicking_a_cell_shows_its_images_the_surest_first(stage):
    seen = stage(many())
    cell(seen, 1, 2).click()
    seen.settle()
    assert seen.explorer.cell == [1, 2]
    members = np.flatnonzero((LABELS == 1) & (GUESSES == 2))
    surest = members[np.argsort(-ROWS[members, 2], kind="stable")]
    tiles = seen.page.locator(".tiles [role=radio]")
    assert [int(tiles.nth(place).get_attribute("data-value")) for place in range(tiles.count())] == surest.tolist()
    assert seen.page.locator(".pictures [role=status]").inner_text() == "bee → cat"
    assert f"{len(members)} images" in seen.page.locator(".pictures .note").inner_text()
    seen.page.get_by_role("radio", name="Least sure first").click()
    seen.settle()
    assert seen.explorer.order == "least_sure"
    assert int(tiles.nth(0).get_attribute("data-value")) == surest[-1]


def test_clicking_a_picture_shows_what_the_network_thought(stage):
    seen = stage(many())
    cell(seen, 0, 0).click()
    seen.settle()
    tile = seen.page.locator(".tiles [role=radio]").nth(2)
    tile.click()
    seen.settle()
    image = int(tile.get_attribute("data-value"))
    assert seen.explorer.image == image
    order = np.argsort(-ROWS[image])
    names = seen.page.locator(".bars .name").all_inner_texts()
    assert [name.removesuffix(" ✓") for name in names] == [NAMES[place] for place in order]
    assert [name for name in names if name.endswith("✓")] == [f"{NAMES[LABELS[image]]} ✓"]
    shares = [float(text.split()[0]) for text in seen.page.locator(".bars .value").all_inner_texts()]
    assert shares == pytest.approx(100 * ROWS[image][order], abs=0.06)


def test_a_picture_is_painted_as_it_was_given(stage):
    seen = stage(many())
    cell(seen, 0, 0).click()
    seen.settle()
    pixels = seen.page.evaluate(
        """() => { const canvas = document.querySelector(".detail canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return [canvas.height, canvas.width, Array.from(data)]; }"""
    )
    image = int(seen.page.locator(".tiles [aria-checked=true]").get_attribute("data-value"))
    assert pixels[:2] == [12, 10]
    np.testing.assert_array_equal(np.reshape(pixels[2], (12, 10, 4))[..., :3], IMAGES[image])


def test_without_pictures_the_answers_are_listed_all_the_same(stage):
    seen = stage(explore_confusion(LABELS, ROWS, class_names=NAMES, language="en"))
    cell(seen, 1, 1).click()
    seen.settle()
    assert seen.page.locator(".tiles canvas").count() == 0
    assert seen.page.locator(".tiles [role=radio]").first.inner_text().startswith("#")
    assert not seen.page.locator(".detail canvas").is_visible()
    assert seen.page.locator(".bars .name").count() == 4


def test_the_keyboard_walks_the_matrix_and_leaves_it(stage):
    seen = stage(many())
    keyboard = seen.page.keyboard
    assert seen.page.locator(".matrix td[tabindex]").count() == 1
    seen.page.locator(".matrix td[tabindex]").focus()
    for key, wanted in (
        ("ArrowRight", [0, 1]),
        ("ArrowDown", [1, 1]),
        ("End", [1, 3]),
        ("ArrowRight", [1, 3]),
        ("Home", [1, 0]),
        ("ArrowUp", [0, 0]),
    ):
        keyboard.press(key)
        seen.settle()
        assert seen.explorer.cell == wanted
    held = seen.page.locator(".matrix td:focus")
    assert held.get_attribute("aria-label").startswith("true ant, predicted ant:")
    assert held.get_attribute("aria-selected") == "true"
    keyboard.press("Escape")
    seen.settle()
    assert seen.explorer.cell == []


def test_many_classes_answer_only_when_sure_enough(stage):
    seen = stage(many())
    seen.page.locator(".petals-slider input[type=number]").first.fill("0.6")
    seen.settle()
    sure = ROWS.max(axis=1).astype(np.float32) >= 0.6
    assert seen.explorer.coverage == pytest.approx(sure.mean())
    wanted = confusion(LABELS, np.where(sure, GUESSES, -1), 4)
    assert numbers(seen) == wanted.tolist()
    assert f"Answers {sure.sum()} of 400" in seen.page.locator(".petals-columns [role=status]").first.inner_text()
    cell(seen, 2, 4).click()
    seen.settle()
    assert seen.explorer.cell == [2, -1]
    assert seen.page.locator(".pictures [role=status]").inner_text() == "cat → no answer"
    assert f"{wanted[2, 4]} images" in seen.page.locator(".pictures .note").inner_text()


def test_dragging_a_curves_point_moves_the_threshold_and_everything_with_it(stage):
    seen = stage(two())
    before = seen.explorer.recall
    seen.drag(".charts .petals-knob >> nth=0", 60, -60)
    threshold = seen.explorer.threshold
    assert seen.explorer.recall > before
    called = TWO_ROWS[:, 1].astype(np.float32) >= threshold
    assert numbers(seen) == confusion(TWO_LABELS, called.astype(int), 2)[:, :2].tolist()
    shown = seen.page.locator(".charts .numbers td:last-child").all_inner_texts()
    found = seen.explorer
    assert [float(value) for value in shown[:4]] == pytest.approx([found.accuracy, found.precision, found.recall, found.f1], abs=6e-4)
    assert float(shown[4]) == pytest.approx((~called)[TWO_LABELS == 0].mean(), abs=6e-4)
    assert seen.page.locator(".petals-knob").nth(0).get_attribute("aria-valuenow") == str(threshold)


def test_the_keyboard_and_a_click_move_the_point_too(stage):
    seen = stage(two())
    seen.page.locator(".charts .petals-knob").nth(1).focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Shift+ArrowDown")
    seen.settle()
    assert seen.explorer.threshold == pytest.approx(0.41)
    box = seen.page.locator(".petals-chart").nth(0).bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    seen.settle()
    assert seen.explorer.threshold > 0.8


def test_every_key_counts_however_quickly_they_come(stage):
    seen = stage(two())
    seen.page.evaluate(
        """() => {
          const knob = document.querySelectorAll(".charts .petals-knob")[1];
          const press = () => knob.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
          for (const _ of [1, 2, 3]) press();
        }"""
    )
    seen.settle()
    assert seen.explorer.threshold == pytest.approx(0.53)


def test_a_finger_drags_the_threshold(stage):
    seen = stage(two(), touch=True)
    node = seen.page.locator(".petals-knob").nth(0)
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = seen.page.context.new_cdp_session(seen.page)
    for kind, shift in (("touchStart", 0), ("touchMove", 30), ("touchMove", 70)):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + shift, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.settle()
    assert seen.explorer.threshold > 0.6


def test_the_temperature_is_found_with_one_button(stage):
    labels, rows = drawn(1500, 4, seed=2, sharpness=3.0)
    seen = stage(explore_confusion(labels, rows, language="en"))
    before = seen.explorer.calibration_error
    seen.page.get_by_role("radio", name="Calibration").click()
    seen.settle()
    assert "too sure" in seen.page.locator(".charts [role=status]").inner_text()
    seen.page.get_by_role("button", name="Best:").click()
    seen.settle()
    assert seen.explorer.temperature == seen.explorer.best_temperature
    assert seen.explorer.calibration_error < before / 3
    assert "well calibrated" in seen.page.locator(".charts [role=status]").inner_text()
    error = float(seen.page.locator(".charts .numbers td:last-child").first.inner_text())
    assert error == pytest.approx(seen.explorer.calibration_error, abs=6e-5)
    seen.page.get_by_role("button", name="Back to 1").click()
    seen.settle()
    assert seen.explorer.temperature == 1


def test_classes_are_sorted_and_a_confused_pair_leads_to_its_cell(stage):
    seen = stage(many())
    for _ in range(2):
        seen.page.get_by_role("button", name="recall").click()
    recall = per_class(confusion(LABELS, GUESSES, 4)).recall
    shown = [float(row.locator("td").nth(1).inner_text()) for row in seen.page.locator(".classes tbody tr").all()]
    assert shown == pytest.approx(sorted(recall, reverse=True), abs=6e-4)
    assert seen.page.locator(".classes th[aria-sort=descending]").inner_text().startswith("recall")
    wrong = confusion(LABELS, GUESSES, 4)[:, :4] * (1 - np.eye(4, dtype=int))
    seen.page.locator(".pairs button").first.click()
    seen.settle()
    assert wrong[*seen.explorer.cell] == wrong.max()


def test_python_moves_everything_and_the_page_follows(stage):
    explorer = many()
    seen = stage(explorer)
    explorer.threshold, explorer.cell, explorer.view, explorer.numbers, explorer.language = 0.5, [1, 1], "threshold", "shares", "ko"
    seen.push()
    seen.settle()
    assert seen.page.locator("td[aria-selected=true]").get_attribute("data-row") == "1"
    assert seen.page.get_by_role("radio", name="임계값").get_attribute("aria-checked") == "true"
    assert seen.page.locator(".matrix thead th.none").inner_text() == "답 없음"
    chosen = int(seen.page.locator(".tiles [role=radio]").nth(1).get_attribute("data-value"))
    explorer.image = chosen
    seen.push()
    seen.settle()
    assert seen.page.locator(".tiles [aria-checked=true]").get_attribute("data-value") == str(chosen)


def test_a_hundred_classes_scroll_within_the_matrix(stage):
    labels, rows = drawn(3000, 100)
    seen = stage(explore_confusion(labels, rows, language="en"))
    assert seen.page.locator(".matrix td").count() == 10_000
    seen.page.locator(".matrix td[tabindex]").focus()
    seen.page.keyboard.press("End")
    seen.settle()
    assert seen.explorer.cell == [0, 99]
    assert cell(seen, 0, 99).is_visible()
    assert seen.spill() <= 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("make", [many, two])
def test_it_fits_narrow_and_wide_pages_in_both_languages_and_names_its_controls(stage, theme, make):
    for language in ("en", "ko"):
        for width in (400, 1400):
            explorer = make(language=language)
            seen = stage(explorer, theme=theme, width=width)
            for view in ("classes", "threshold", "calibration"):
                explorer.view = view
                seen.push()
                seen.picture(f"confusion_{theme}_{language}_{width}_{make.__name__}_{view}")
                assert seen.spill() <= 0
                assert seen.unnamed() == []


def test_in_a_notebook_the_matrix_is_clicked_and_python_reads_the_cell(open_notebook):
    make = (
        "import numpy as np\nfrom course_utils import explore_confusion\nrng = np.random.default_rng(0)\n"
        "labels = rng.integers(0, 3, 90)\nrows = rng.dirichlet([1, 1, 1], 90) * 0.5 + 0.5 * np.eye(3)[labels]\n"
        "explorer = explore_confusion(labels, rows, rng.random((90, 8, 8)), ['a', 'b', 'c'], language='en')\nexplorer"
    )
    notebook = open_notebook("confusion", [make, "(explorer.cell, explorer.threshold, round(explorer.coverage, 3))"])
    notebook.run(0)
    notebook.page.wait_for_selector(".petals-confusion .matrix td")
    notebook.page.locator(".petals-confusion td[data-row='1'][data-column='1']").click()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.locator(".petals-confusion input[type=number]").first.fill("0.6")
    notebook.picture("confusion_notebook", 0)
    read = [None, notebook.run(1)]
    while read[-1] != read[-2]:
        read.append(notebook.run(1))
    chosen, threshold, coverage = ast.literal_eval(read[-1].strip())
    assert (chosen, threshold) == ([1, 2], 0.6)
    assert 0 < coverage < 1
