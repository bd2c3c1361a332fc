"""The confusion explorer without a browser: its measures against scikit-learn, its state, what it sends and what it refuses."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.metrics import brier_score_loss, confusion_matrix, log_loss, precision_recall_fscore_support
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_confusion
from course_utils.explorers.confusion import explorer as module
from course_utils.explorers.confusion.measures import (
    best_temperature,
    calibrate,
    confusion,
    decide,
    per_class,
    specificity,
    tempered,
    totals,
)
from course_utils.explorers.confusion.pictures import MOST_BYTES, choose
from course_utils.plots import fonts
from course_utils.plots.answers import as_answers


def drawn(count: int, classes: int, seed: int = 0, sharpness: float = 1.0):
    """Labels, and the probabilities of a network that knows something of them."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, count)
    logits = rng.normal(0, 1, (count, classes))
    logits[np.arange(count), labels] += 1.5
    powers = np.exp(sharpness * logits)
    return labels, powers / powers.sum(axis=1, keepdims=True)


LABELS, ROWS = drawn(400, 4)
TWO_LABELS, TWO_ROWS = drawn(300, 2, seed=5)
IMAGES = np.random.default_rng(1).integers(0, 256, (400, 12, 10), dtype=np.uint8)


@pytest.fixture
def explorer():
    return explore_confusion(LABELS, ROWS, IMAGES, ["ant", "bee", "cat", "dog"], language="en")


@pytest.mark.parametrize("threshold", [0.0, 0.4, 0.6, 0.8])
def test_measures_of_many_classes_are_scikit_learns_on_the_answered_images(threshold):
    answers = as_answers(LABELS, ROWS)
    decisions = decide(answers, threshold)
    answered = ROWS.max(axis=1) >= threshold
    assert (decisions == -1).tolist() == (~answered).tolist()
    counts = confusion(LABELS, decisions, 4)
    true, guessed = LABELS[answered], ROWS.argmax(axis=1)[answered]
    np.testing.assert_array_equal(counts[:, :4], confusion_matrix(true, guessed, labels=range(4)))
    np.testing.assert_array_equal(counts[:, 4], np.bincount(LABELS[~answered], minlength=4))
    each = per_class(counts)
    wanted = precision_recall_fscore_support(true, guessed, labels=range(4), zero_division=0)
    for got, want in zip((each.precision, each.recall, each.f1, each.support), wanted, strict=True):
        np.testing.assert_allclose(got, want)
    found = totals(counts)
    assert [found.precision, found.recall, found.f1] == pytest.approx(
        precision_recall_fscore_support(true, guessed, average="macro", zero_division=0)[:3]
    )
    assert (found.accuracy, found.coverage) == pytest.approx(((true == guessed).mean(), answered.mean()))


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_measures_of_two_classes_are_scikit_learns_of_class_one(threshold):
    answers = as_answers(TWO_LABELS, TWO_ROWS[:, 1])
    guessed = (TWO_ROWS[:, 1] >= threshold).astype(int)
    counts = confusion(TWO_LABELS, decide(answers, threshold), 2)
    found = totals(counts)
    wanted = precision_recall_fscore_support(TWO_LABELS, guessed, average="binary", zero_division=0)
    assert [found.precision, found.recall, found.f1] == pytest.approx(list(wanted[:3]))
    assert found.coverage == 1
    assert specificity(counts) == pytest.approx((guessed[TWO_LABELS == 0] == 0).mean())


def test_nothing_answered_measures_zero_and_divides_by_nothing():
    found = totals(confusion(LABELS, np.full(400, -1), 4))
    assert (found.accuracy, found.precision, found.recall, found.f1, found.coverage) == (0, 0, 0, 0, 0)


def test_brier_and_loss_are_scikit_learns():
    two = calibrate(as_answers(TWO_LABELS, TWO_ROWS), 1.0, 10)
    assert two.brier == pytest.approx(brier_score_loss(TWO_LABELS, TWO_ROWS[:, 1]))
    assert two.loss == pytest.approx(log_loss(TWO_LABELS, TWO_ROWS))
    many = calibrate(as_answers(LABELS, ROWS), 1.0, 10)
    assert many.brier == pytest.approx(np.square(ROWS - np.eye(4)[LABELS]).sum(axis=1).mean())
    assert many.loss == pytest.approx(log_loss(LABELS, ROWS))


def test_a_temperature_divides_the_logits():
    rng = np.random.default_rng(3)
    logits = rng.normal(0, 2, (50, 5))

    def softmax(values):
        return np.exp(values) / np.exp(values).sum(axis=1, keepdims=True)

    np.testing.assert_allclose(tempered(softmax(logits), 2.5), softmax(logits / 2.5), atol=1e-9)
    np.testing.assert_allclose(tempered(ROWS, 1.0), ROWS, atol=1e-9)


@pytest.mark.parametrize("sharpness", [0.4, 1.0, 3.0])
def test_the_best_temperature_has_the_lowest_loss_and_undoes_a_sharpening(sharpness):
    labels, rows = drawn(1500, 4, seed=2, sharpness=sharpness)
    answers = as_answers(labels, rows)
    best = best_temperature(answers)
    search = minimize_scalar(lambda power: calibrate(answers, float(np.exp(power)), 10).loss, bounds=(-2.3, 2.3), method="bounded")
    assert best == pytest.approx(np.exp(search.x), rel=0.01)
    assert best_temperature(as_answers(*drawn(1500, 4, seed=2))) * sharpness == pytest.approx(best, rel=0.01)


def test_a_temperature_that_no_number_would_suffice_for_stays_in_bounds():
    assert best_temperature(as_answers([0, 1], [[0.9, 0.1], [0.2, 0.8]])) == pytest.approx(0.1, abs=0.001)
    assert best_temperature(as_answers([1, 0], [[0.9, 0.1], [0.2, 0.8]])) == pytest.approx(10, abs=0.01)


def test_results_follow_the_threshold_and_the_temperature(explorer):
    guessed = ROWS.argmax(axis=1)
    assert explorer.accuracy == pytest.approx((guessed == LABELS).mean())
    assert explorer.coverage == 1
    explorer.threshold = 0.7
    sure = ROWS.max(axis=1).astype(np.float32) >= 0.7
    assert explorer.coverage == pytest.approx(sure.mean())
    assert explorer.accuracy == pytest.approx((guessed == LABELS)[sure].mean())
    before = explorer.calibration_error
    explorer.temperature = 4.0
    assert explorer.calibration_error != before
    assert explorer.coverage == pytest.approx(sure.mean())  # the temperature belongs to the calibration view alone
    explorer.bins = 5
    assert explorer.calibration_error == pytest.approx(calibrate(as_answers(LABELS, ROWS.astype(np.float32)), 4.0, 5).bins.error, abs=1e-6)


@pytest.mark.parametrize("scores", [TWO_ROWS, TWO_ROWS[:, 1], TWO_ROWS[:, 1:]])
def test_two_classes_begin_at_one_half_however_they_are_given(scores):
    explorer = explore_confusion(TWO_LABELS, scores, language="en")
    assert (explorer.view, explorer.threshold) == ("threshold", 0.5)
    assert explorer.accuracy == pytest.approx((TWO_ROWS.argmax(axis=1) == TWO_LABELS).mean())


def test_a_check_reads_the_state_as_plain_data(explorer):
    explorer.cell, explorer.order = [0, -1], "least_sure"
    student = LocalStudent({"explorer": explorer})
    assert student.eval("(explorer.cell, explorer.order, explorer.view, explorer.numbers)") == ([0, -1], "least_sure", "classes", "counts")
    assert student.eval("explorer.f1") == pytest.approx(explorer.f1)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("cell", [0], r"cell=\[0\] is not there: give \[true class, predicted class\], each 0 to 3, or -1 for no answer"),
        ("cell", [4, 0], "each 0 to 3"),
        ("cell", [0, -2], "each 0 to 3"),
        ("threshold", 1.2, "threshold=1.2 does not fit: choose 0 to 1"),
        ("threshold", float("nan"), "threshold=nan does not fit"),
        ("temperature", 0.0, "temperature=0.0 does not fit: choose 0.1 to 10"),
        ("bins", 4, "bins=4 does not fit: choose 5 to 20"),
        ("image", 400, "image=400 did not come along"),
        ("view", "pictures", "classes"),
        ("order", "sure", "most_sure"),
    ],
)
def test_wrong_state_is_refused_and_changes_nothing(explorer, name, value, message):
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=message):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_two_classes_have_no_column_without_an_answer():
    explorer = explore_confusion(TWO_LABELS, TWO_ROWS, language="en")
    with pytest.raises(TraitError, match=r"each 0 to 1; or \[\] for none"):
        explorer.cell = [0, -1]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"probabilities": ROWS * 20 - 8}, r"look like logits: give keras.ops.softmax\(logits\)"),
        ({"labels": LABELS[:-1]}, "399 labels but probabilities for 400 images"),
        ({"images": IMAGES[:10]}, "10 images but 400 labels: give one image for each label"),
        ({"images": IMAGES.astype(str)}, "images are no array of numbers"),
        ({"images": np.zeros((400, 4, 4, 5))}, r"images have the shape \(400, 4, 4, 5\)"),
        ({"class_names": ["ant", "bee"]}, "2 class_names but probabilities for 4 classes: give one name for each class"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_try(wrong, message):
    with pytest.raises(ValueError, match=message):
        explore_confusion(**({"labels": LABELS, "probabilities": ROWS} | wrong), language="en")


def test_more_than_a_page_can_show_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_IMAGES", 300)
    with pytest.raises(ValueError, match=r"400 images of 4 classes are more than a page can show: give at most 300 .*labels\[:300\]"):
        explore_confusion(LABELS, ROWS, language="en")


def test_every_cell_sends_its_surest_and_its_least_sure_images():
    answers = as_answers(LABELS, ROWS)
    chosen = choose(answers, 60)
    assert len(chosen) == len(set(chosen)) == 60
    guesses = ROWS.argmax(axis=1)
    for true, guess in {*zip(LABELS.tolist(), guesses.tolist(), strict=True)}:
        cell = np.flatnonzero((true == LABELS) & (guesses == guess))
        sent = np.intersect1d(cell, chosen)
        assert len(sent) >= min(2, len(cell))
        assert cell[ROWS[cell].max(axis=1).argmax()] in sent
        assert len(sent) < 2 or cell[ROWS[cell].max(axis=1).argmin()] in sent


def test_with_too_little_room_mistakes_go_first():
    answers = as_answers(LABELS, ROWS)
    assert (ROWS.argmax(axis=1)[choose(answers, 5)] != LABELS[choose(answers, 5)]).all()
    assert len(choose(answers, 10_000)) == np.minimum(confusion(LABELS, decide(answers, 0.0), 4), 48).sum()


def test_two_classes_send_images_evenly_over_the_threshold():
    chosen = choose(as_answers(TWO_LABELS, TWO_ROWS), 80)
    for label in (0, 1):
        scores = np.sort(TWO_ROWS[chosen, 1][TWO_LABELS[chosen] == label])
        every = np.sort(TWO_ROWS[label == TWO_LABELS, 1])
        assert [scores[0], scores[-1]] == [every[0], every[-1]]
        ranks = np.searchsorted(every, scores)
        assert np.diff(ranks).max() - np.diff(ranks).min() <= 1


@pytest.mark.parametrize(
    ("shape", "kept"), [((400, 12, 10), (12, 10, 1)), ((400, 90, 60, 3), (64, 43, 3)), ((400, 130, 130, 1), (64, 64, 1))]
)
def test_pictures_stay_within_two_megabytes_and_are_made_smaller(shape, kept):
    images = np.zeros(shape, np.uint8)
    images[:, : shape[1] // 2] = 200
    album = explore_confusion(LABELS, ROWS, images, language="en").album
    assert (album["height"], album["width"], album["channels"]) == kept
    assert len(album["pixels"]) <= MOST_BYTES
    count = len(album["numbers"]) // 4
    pixels = np.frombuffer(album["pixels"], np.uint8).reshape(count, *kept)
    assert (pixels[:, 0] == 200).all()
    assert (pixels[:, -1] == 0).all()
    assert album["original"] == list(shape[1:3])


def test_many_large_pictures_are_made_still_smaller_so_that_every_cell_has_some():
    labels, rows = drawn(3000, 10)
    images = np.zeros((3000, 80, 80, 3), np.uint8)
    album = explore_confusion(labels, rows, images, language="en").album
    assert album["height"] == 32
    numbers = np.frombuffer(album["numbers"], "<i4")
    cells = {*zip(labels.tolist(), rows.argmax(axis=1).tolist(), strict=True)}
    assert {*zip(labels[numbers].tolist(), rows.argmax(axis=1)[numbers].tolist(), strict=True)} == cells


def test_each_picture_knows_the_five_classes_thought_of_most():
    labels, rows = drawn(50, 8)
    album = explore_confusion(labels, rows, language="en").album
    numbers, best = np.frombuffer(album["numbers"], "<i4"), np.frombuffer(album["best"], np.uint8).reshape(-1, 5)
    np.testing.assert_array_equal(best, np.argsort(-rows[numbers], axis=1, kind="stable")[:, :5])
    np.testing.assert_allclose(
        np.frombuffer(album["chances"], "<f4").reshape(-1, 5), np.take_along_axis(rows[numbers], best.astype(int), 1), rtol=1e-6
    )


def test_many_probabilities_are_sampled_evenly_and_all_images_are_still_counted(monkeypatch):
    monkeypatch.setattr(module, "MOST_NUMBERS", 400)
    explorer = explore_confusion(LABELS, ROWS, language="en")
    assert (explorer.answers["sampled"], explorer.answers["count"]) == (100, 400)
    kept = np.linspace(0, 399, 100).round().astype(int)
    np.testing.assert_array_equal(np.frombuffer(explorer.answers["sampled_labels"], np.uint8), LABELS[kept])
    assert explorer.accuracy == pytest.approx((ROWS.argmax(axis=1) == LABELS).mean())


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("state", [{}, {"threshold": 0.9}, {"threshold": 1.0}])
def test_the_still_picture_can_be_drawn_in_both_languages(language, state):
    for labels, rows in ((LABELS, ROWS), (TWO_LABELS, TWO_ROWS), (np.zeros(5, int), TWO_ROWS[:5])):
        explorer = explore_confusion(labels, rows, class_names=["고양이", "개", "새", "소"][: rows.shape[1]], language=language)
        for name, value in state.items():
            setattr(explorer, name, value)
        assert explorer.picture().startswith(b"\x89PNG")


def test_the_still_picture_is_in_english_where_no_font_draws_korean(monkeypatch):
    monkeypatch.setattr(fonts, "listed_family", lambda: None)
    monkeypatch.setattr(fonts, "add_new_files", lambda: None)
    fonts.korean_font.cache_clear()
    try:
        assert explore_confusion(LABELS, ROWS, class_names=["고양이", "개", "새", "소"], language="ko").picture().startswith(b"\x89PNG")
    finally:
        fonts.korean_font.cache_clear()


def test_one_line_says_what_is_seen(explorer):
    explorer.threshold = 0.5
    assert explorer.describe() == (
        f"Confusion of 4 classes, 400 images: accuracy {explorer.accuracy:.3f}, coverage {explorer.coverage:.3f} at threshold 0.50; "
        f"calibration error {explorer.calibration_error:.3f}"
    )
