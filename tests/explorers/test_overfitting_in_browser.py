"""The overfitting explorer in the browser: the same data, fits and trainings as in Python, and points to drag."""

import ast

import numpy as np
import pytest

from course_utils.explorers import explore_overfitting
from course_utils.explorers.overfitting import network, polynomial
from course_utils.explorers.overfitting.explorer import HERE
from course_utils.explorers.overfitting.samples import dealt, drawn, moved, other_validations
from course_utils.explorers.overfitting.verdicts import PRESETS, verdict

pytestmark = pytest.mark.browser
CHANCE = np.random.default_rng(12)


def drawing(seed: int, points: int, validation_points: int, noise: float, own=(), moves=()) -> dict:
    return {
        "own": list(own),
        "seed": seed,
        "points": points,
        "validationPoints": validation_points,
        "noise": noise,
        "moves": list(moves),
    }


@pytest.mark.parametrize("seed", [0, 1, 12345])
def test_points_are_the_same_in_both_languages(javascript, seed):
    moves = [[1, 0.25, -2.0], [150, 0.0, 0.0]]
    ours = moved(drawn(seed, 17, 33, 0.35), moves)
    theirs = javascript(HERE / "samples.js", "sampleOf", drawing(seed, 17, 33, 0.35, moves=moves))
    np.testing.assert_allclose(theirs["train"], ours.train, atol=1e-9)
    np.testing.assert_allclose(theirs["validation"], ours.validation, atol=1e-9)
    others = javascript(HERE / "samples.js", "otherValidations", drawing(seed, 17, 7, 0.35))
    np.testing.assert_allclose(others, other_validations(seed, 7, 0.35), atol=1e-9)
    assert javascript(HERE / "samples.js", "baselineOf", theirs["train"]) == pytest.approx(ours.baseline)


def test_own_points_are_dealt_the_same_in_both_languages(javascript):
    own = CHANCE.uniform(-1, 1, (30, 2)).tolist()
    ours, theirs = dealt(own, 6, 18, 12), javascript(HERE / "samples.js", "sampleOf", drawing(6, 18, 12, 0.0, own))
    np.testing.assert_allclose(theirs["train"], ours.train)
    np.testing.assert_allclose(theirs["validation"], ours.validation)


@pytest.mark.parametrize("points", [6, 18, 120])
@pytest.mark.parametrize("penalty", [0.0, 0.001, 0.3])
def test_polynomials_of_every_degree_are_the_same_in_both_languages(javascript, points, penalty):
    sample = drawn(4, points, 40, 0.3)
    theirs = javascript(HERE / "polynomial.js", "capacityCurve", sample.train.tolist(), sample.validation.tolist(), penalty)
    train, validation = polynomial.capacity_curve(sample.train, sample.validation, penalty)
    np.testing.assert_allclose(theirs["train"], train, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(theirs["validation"], validation, rtol=1e-5, atol=1e-7)
    for degree, coefficients in enumerate(theirs["fits"], start=1):
        np.testing.assert_allclose(coefficients, polynomial.fit(sample.train, degree, penalty), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("width", "penalty"), [(1, 0.0), (7, 0.01), (64, 0.0)])
def test_the_network_begins_and_trains_the_same_in_both_languages(javascript, width, penalty):
    sample = drawn(4, 15, 20, 0.3)
    np.testing.assert_allclose(javascript(HERE / "network.js", "firstWeights", width, 4), network.first_weights(width, 4), atol=1e-9)
    given = {"width": width, "seed": 4, "epochs": 30, "regularisation": penalty}
    ours = network.train(sample.train, sample.validation, **given)
    data = {"train": sample.train.tolist(), "validation": sample.validation.tolist(), "earlyStopping": False}
    theirs = javascript(HERE / "network.js", "trained", {**data, **given})
    np.testing.assert_allclose(theirs["weights"], ours.weights, atol=1e-5)
    np.testing.assert_allclose(theirs["train"], ours.train_losses, atol=1e-5)
    np.testing.assert_allclose(theirs["validation"], ours.validation_losses, atol=1e-5)
    assert (theirs["best"], theirs["epoch"]) == (ours.best_epoch, ours.epoch)


def test_early_stopping_stops_at_the_same_epoch_in_both_languages(javascript):
    sample = drawn(1, 18, 60, 0.4)
    ours = network.train(sample.train, sample.validation, width=64, seed=1, epochs=500, early_stopping=True)
    given = {"width": 64, "seed": 1, "epochs": 500, "regularisation": 0.0, "earlyStopping": True}
    theirs = javascript(HERE / "network.js", "trained", {"train": sample.train.tolist(), "validation": sample.validation.tolist(), **given})
    assert (theirs["best"], theirs["epoch"], len(theirs["train"])) == (ours.best_epoch, ours.epoch, len(ours.train_losses))
    np.testing.assert_allclose(theirs["weights"], ours.weights, atol=1e-5)


def test_verdicts_are_the_same_in_both_languages(javascript):
    for train, validation, fewest in [(0.9, 1.0, 9), (0.9, 1.0, 10), (0.2, 0.5, 10), (0.2, 0.25, 10)]:
        assert javascript(HERE / "samples.js", "verdictOf", train, validation, 1.0, fewest) == verdict(train, validation, 1.0, fewest)


def settled(seen) -> None:
    """Wait until the network has trained and the page has said all."""
    seen.settle()
    seen.page.wait_for_function("!document.querySelector('#face[aria-busy]')")
    seen.settle()


def tiles(seen) -> list[float]:
    return [float(text.replace("−", "-")) for text in seen.page.locator(".tiles b").all_inner_texts()]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_page_shows_the_losses_that_python_reads(stage, preset):
    explorer = explore_overfitting(preset=preset, language="en")
    seen = stage(explorer)
    settled(seen)
    assert tiles(seen) == pytest.approx([explorer.train_loss, explorer.validation_loss, explorer.gap], abs=0.002)
    said = {
        "underfitting": "↓ Underfitting",
        "good": "✓ A good fit",
        "overfitting": "↯ Overfitting",
        "too_little_data": "? Too little data",
    }
    assert seen.page.locator(".verdict").inner_text().startswith(said[preset])


def test_a_preset_sets_the_traits(stage):
    explorer = explore_overfitting(preset="overfitting", regularisation=0.1, language="en")
    seen = stage(explorer)
    seen.page.get_by_role("radio", name="a good fit").click()
    settled(seen)
    assert (explorer.capacity, explorer.points, explorer.noise, explorer.regularisation) == (12, 80, 0.2, 0.0)
    seen.page.get_by_role("radio", name="polynomial").click()
    settled(seen)
    assert (explorer.model, explorer.capacity, explorer.verdict) == ("polynomial", 7, "good")
    assert seen.refused == []


def test_dragging_a_point_moves_it_and_a_high_degree_follows(stage):
    explorer = explore_overfitting("polynomial", capacity=15, points=16, language="en")
    seen = stage(explorer)
    before = seen.page.locator(".plane .curve").get_attribute("d")
    was = explorer.sample.train[3].tolist()
    seen.drag(".training circle[data-place='3']", 10, -80)
    place, _x, y = explorer.moves[0]
    assert place == 3
    assert y > was[1] + 0.2
    assert seen.page.locator(".plane .curve").get_attribute("d") != before
    seen.page.get_by_role("button", name="Put the points back").click()
    seen.settle()
    assert explorer.moves == []


def test_a_finger_moves_a_point(stage):
    explorer = explore_overfitting("polynomial", language="en")
    seen = stage(explorer, touch=True)
    box = seen.page.locator(".training circle[data-place='5']").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = seen.page.context.new_cdp_session(seen.page)
    for kind, shift in (("touchStart", 0), *(("touchMove", shift) for shift in range(5, 61, 5))):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y + shift}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.settle()
    assert explorer.moves[0][0] == 5


def test_the_keyboard_alone_is_enough(stage):
    explorer = explore_overfitting("polynomial", language="en")
    seen = stage(explorer)
    keyboard = seen.page.keyboard
    seen.page.locator(".knob").focus()
    keyboard.press("ArrowRight")
    keyboard.press("ArrowUp")
    keyboard.press("Shift+ArrowUp")
    seen.settle()
    place = int(np.argsort(explorer.sample.train[:, 0])[1])
    assert explorer.moves[0][0] == place
    was = drawn(explorer.seed, explorer.points, 4, explorer.noise).train[place, 1]
    assert explorer.moves[0][2] == pytest.approx(was + 0.3, abs=0.01)
    seen.page.get_by_role("slider", name="degree", exact=True).focus()
    keyboard.press("ArrowLeft")
    seen.settle()
    assert explorer.capacity == 13
    seen.page.get_by_role("checkbox", name="L2 penalty").focus()
    keyboard.press("Space")
    seen.settle()
    assert explorer.regularisation == 0.001
    seen.page.get_by_role("button", name="Draw new data").focus()
    keyboard.press("Enter")
    seen.settle()
    assert (explorer.seed, explorer.moves) == (2, [])


def test_keys_that_come_within_one_frame_all_count(stage):
    explorer = explore_overfitting("polynomial", language="en")
    seen = stage(explorer)
    settled(seen)
    seen.page.locator(".knob").evaluate(
        "(knob) => { for (let time = 0; time < 4; time += 1) knob.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' })); }"
    )
    seen.settle()
    was = drawn(explorer.seed, explorer.points, 4, explorer.noise).train[0, 1]
    assert explorer.moves[0][2] == pytest.approx(was + 0.2, abs=0.01)


def test_the_degree_is_chosen_on_the_curve_and_an_epoch_looked_back_to(stage):
    explorer = explore_overfitting("polynomial", language="en")
    seen = stage(explorer)
    box = seen.page.locator(".curves .well").bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] * (3 - 0.7) / 14.6, box["y"] + box["height"] / 2)
    seen.settle()
    assert explorer.capacity == 3
    seen.page.get_by_role("radio", name="network").click()
    settled(seen)
    seen.page.mouse.click(box["x"] + box["width"] * 0.5 / 1.02, box["y"] + box["height"] / 2)
    settled(seen)
    assert explorer.epoch == pytest.approx(250, abs=3)
    assert tiles(seen)[0] == pytest.approx(explorer.train_losses[explorer.epoch], abs=0.002)


def test_early_stopping_shows_the_restored_weights(stage):
    explorer = explore_overfitting(early_stopping=True, language="en")
    seen = stage(explorer)
    settled(seen)
    assert f"the weights of epoch {explorer.best_epoch} are back" in seen.page.locator(".losses .note").last.inner_text()
    assert tiles(seen)[1] == pytest.approx(explorer.validation_loss, abs=0.002)


def test_few_validation_points_are_held_against_other_draws(stage):
    seen = stage(explore_overfitting(preset="too_little_data", language="en"))
    settled(seen)
    assert seen.page.locator(".curves .other").count() == 8
    seen = stage(explore_overfitting(preset="good", language="en"))
    settled(seen)
    assert seen.page.locator(".curves .other").count() == 0


def test_playing_trains_again_before_ones_eyes(stage):
    explorer = explore_overfitting(epochs=20, language="en")
    seen = stage(explorer)
    settled(seen)
    seen.page.get_by_role("button", name="Play").click()
    seen.page.wait_for_function("stage.state.epoch > 0 && stage.state.epoch < 20")
    seen.page.wait_for_function("stage.state.epoch === 20")
    seen.settle()
    assert explorer.epoch == 20


def test_python_sets_a_trait_and_the_page_follows(stage):
    explorer = explore_overfitting(language="en")
    seen = stage(explorer)
    explorer.model, explorer.capacity, explorer.language = "polynomial", 3, "ko"
    seen.push()
    settled(seen)
    assert seen.page.locator("[aria-checked=true]").first.inner_text() == "다항식"
    assert tiles(seen)[0] == pytest.approx(explorer.train_loss, abs=0.002)


def test_own_points_keep_their_units(stage):
    x = np.linspace(100, 200, 40)
    explorer = explore_overfitting("polynomial", data=(x, np.sqrt(x)), capacity=4, language="en")
    seen = stage(explorer)
    settled(seen)
    assert "160" in seen.page.locator(".plane .grid text").all_text_contents()
    assert seen.page.get_by_role("slider", name="training points", exact=True).get_attribute("max") == "36"
    assert not seen.page.get_by_role("slider", name="noise", exact=True).is_visible()
    assert tiles(seen)[0] == pytest.approx(explorer.train_loss, abs=0.002)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_and_every_control_has_a_name(stage, theme, width):
    explorer = explore_overfitting(language="en")
    seen = stage(explorer, theme=theme, width=width)
    for language, model in (("en", "network"), ("ko", "polynomial")):
        explorer.language, explorer.model = language, model
        seen.push()
        settled(seen)
        assert seen.unnamed() == []
        assert seen.spill() <= 0
        seen.picture(f"overfitting_{theme}_{language}_{width}")


def test_a_notebook_runs_it_and_reads_it_back(open_notebook):
    make = "from course_utils import explore_overfitting\nexplorer = explore_overfitting('polynomial', language='en')\nexplorer"
    read = "(explorer.moves, explorer.capacity, explorer.verdict)"
    notebook = open_notebook("overfitting", [make, read])
    notebook.run(0)
    notebook.page.wait_for_selector(".petals-overfitting .verdict:has-text('Overfitting')")
    circle = notebook.page.locator(".petals-overfitting .training circle[data-place='4']")
    circle.scroll_into_view_if_needed()
    box = circle.bounding_box()
    notebook.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    notebook.page.mouse.down()
    notebook.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 50, steps=5)
    notebook.page.mouse.up()
    notebook.page.keyboard.press("ArrowUp")
    notebook.page.get_by_role("spinbutton", name="degree, as a number").fill("1")
    seen = [None, notebook.run(1)]
    while seen[-1] != seen[-2]:
        seen.append(notebook.run(1))
    moves, capacity, said = ast.literal_eval(seen[-1].strip())
    assert [place for place, _x, _y in moves] == [4]
    assert (capacity, said) == (1, "underfitting")
