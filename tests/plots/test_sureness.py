"""Reliability, ROC and precision-recall: against scikit-learn, and on their artists."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve

from course_utils import plots
from course_utils.plots.reliability import reliability
from course_utils.plots.thresholds import sweep

RNG = np.random.default_rng(4)
LABELS = RNG.integers(0, 2, 500)
SCORES = np.clip(np.where(LABELS == 1, 0.6, 0.4) + RNG.normal(0, 0.2, 500), 0, 1).round(2)  # rounded: many are equal


def legend(ax) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


@pytest.mark.parametrize("bins", [5, 10, 20])
def test_bins_are_scikit_learns(bins):
    right, confidence = calibration_curve(LABELS, SCORES, n_bins=bins)
    found = reliability(SCORES, LABELS == 1, bins)
    np.testing.assert_allclose(found.accuracy[found.counts > 0], right)
    np.testing.assert_allclose(found.confidence[found.counts > 0], confidence)


def test_the_calibration_error_weighs_gaps_by_images():
    found = reliability(np.array([0.1, 0.1, 0.1, 0.9]), np.array([False, False, False, False]), 5)
    assert found.error == pytest.approx((3 * 0.1 + 0.9) / 4)


def test_every_threshold_gives_scikit_learns_rates_and_areas():
    found = sweep(LABELS, SCORES)
    false, true, thresholds = roc_curve(LABELS, SCORES, drop_intermediate=False)
    np.testing.assert_allclose(found.fall_out, false)
    np.testing.assert_allclose(found.recall, true)
    np.testing.assert_allclose(found.thresholds, thresholds)
    assert found.area == pytest.approx(roc_auc_score(LABELS, SCORES))
    assert found.average_precision == pytest.approx(average_precision_score(LABELS, SCORES))


@pytest.mark.parametrize("threshold", [0.0, 0.31, 0.5, 0.515, 1.0])
def test_the_mark_lies_where_the_threshold_leads(threshold):
    called = threshold <= SCORES
    recall = np.sum(called & (LABELS == 1)) / np.sum(LABELS == 1)
    fall_out = np.sum(called & (LABELS == 0)) / np.sum(LABELS == 0)
    precision = np.mean(LABELS[called]) if called.any() else 1.0
    roc = plots.plot_roc(LABELS, SCORES, threshold=threshold, language="en")
    assert np.ravel(roc.lines[-1].get_data()) == pytest.approx([fall_out, recall])
    curve = plots.plot_precision_recall(LABELS, SCORES, threshold=threshold, language="en")
    assert np.ravel(curve.lines[-1].get_data()) == pytest.approx([recall, precision])
    assert f"threshold {threshold:.2f}" in legend(roc)


def test_a_reliability_diagram_has_a_bar_and_a_gap_for_every_bin_with_images():
    ax = plots.plot_reliability([1, 1, 0, 0], [0.9, 0.95, 0.85, 0.1], bins=5, language="en")
    bars, gaps = ax.containers
    assert [bar.get_height() for bar in bars] == pytest.approx([0, 2 / 3])
    assert [gap.get_height() for gap in gaps] == pytest.approx([0.1, 0.9 - 2 / 3])
    assert ax.get_title() == "expected calibration error 0.200 (4 images)"
    assert ax.get_xlabel() == "probability of class 1"


def test_with_more_classes_the_predicted_one_is_judged():
    ax = plots.plot_reliability([0, 1], [[0.6, 0.3, 0.1], [0.5, 0.3, 0.2]], bins=10, language="en")
    assert ax.get_xlabel() == "probability of the predicted class"
    assert [bar.get_height() for bar in ax.containers[0]] == [0, 1]  # 0.5 lies in the bin below 0.6's


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.plot_reliability(LABELS, SCORES, bins=4), "bins=4 is too coarse or too fine: choose 5 to 20"),
        (lambda: plots.plot_roc(LABELS, SCORES, threshold=1.5), "threshold=1.5 does not fit: give a probability between 0 and 1"),
        (lambda: plots.plot_roc([0, 1, 2], np.eye(3)), r"there are 3 classes, .* give \(labels == c\) and probabilities\[:, c\]"),
        (lambda: plots.plot_precision_recall([1, 1], [0.2, 0.9]), "no image of class 0 is among the 2 labels"),
        (lambda: plots.plot_precision_recall([1, 0], [2, -1]), "look like logits"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_leaves_no_figure(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
    assert plt.get_fignums() == []


def test_they_draw_on_the_axes_they_are_given():
    _, own = plt.subplots()
    for draw in (plots.plot_reliability, plots.plot_roc, plots.plot_precision_recall):
        assert draw(LABELS, SCORES, ax=own, language="en") is own
