"""Curves are read as an experienced eye reads them; tested on made ones of every kind."""

import re

import numpy as np
import pytest

from course_utils import training
from course_utils.training import Recipe, read_curves

EPOCHS = np.arange(1, 21)


def curves(loss, val_loss, accuracy=None, val_accuracy=None):
    loss, val_loss = np.asarray(loss, float), np.asarray(val_loss, float)
    accuracy = np.exp(-loss) if accuracy is None else np.asarray(accuracy, float)
    val_accuracy = np.exp(-val_loss) if val_accuracy is None else np.asarray(val_accuracy, float)
    return {"loss": loss, "val_loss": val_loss, "accuracy": accuracy, "val_accuracy": val_accuracy}


def noisy(values, seed=0, size=0.01):
    return values + np.random.default_rng(seed).normal(0, size, len(values))


FALLING = 2.3 * np.exp(-EPOCHS / 6)
MADE = {
    "good": curves(noisy(FALLING), noisy(FALLING + 0.1, 1)),
    "underfitting": curves(noisy(1.4 + 0.9 * np.exp(-EPOCHS / 3)), noisy(1.45 + 0.9 * np.exp(-EPOCHS / 3), 1)),
    "overfitting": curves(noisy(FALLING), noisy(np.where(EPOCHS < 7, FALLING + 0.1, 0.82 + 0.06 * (EPOCHS - 6)), 1)),
    "too_high_rate": curves(2.3 + 0.8 * np.sin(EPOCHS * 2.1), 2.3 + 0.8 * np.sin(EPOCHS * 2.1 + 1)),
    "leaking": curves(noisy(FALLING, size=0.001), noisy(0.9 * FALLING, 1, size=0.001), np.minimum(1, EPOCHS / 19)),
}


@pytest.mark.parametrize("kind", MADE)
def test_made_curves_are_told_apart(kind):
    assert read_curves(MADE[kind]).kind == kind


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("turn", [4, 8, 12])
def test_overfitting_is_dated_from_the_lowest_validation_loss(turn, seed):
    after = 0.3 + 2 * np.exp(-turn / 6)
    val_loss = np.where(turn >= EPOCHS, 0.3 + 2 * np.exp(-EPOCHS / 6), after + 0.05 * (EPOCHS - turn))
    reading = read_curves(curves(noisy(FALLING, seed), noisy(val_loss, seed + 50, 0.004)))
    assert reading.kind == "overfitting"
    assert abs(reading.epoch - turn) <= 1
    assert f"{reading.epoch}번째 에포크부터" in reading.text("ko")
    assert f"from epoch {reading.epoch} on" in reading.text("en")


def test_a_validation_loss_that_stands_still_while_training_goes_on_is_overfitting_too():
    assert read_curves(curves(FALLING, np.maximum(FALLING, 1.0))).kind == "overfitting"


def test_a_small_late_wobble_is_not_overfitting():
    val_loss = FALLING + 0.05
    val_loss[-1] *= 1.04
    assert read_curves(curves(FALLING, val_loss)).kind == "good"


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_loss_that_is_no_number_means_too_high_a_rate(value):
    loss = np.array([2.3, 2.5, value, value])
    reading = read_curves(curves(loss, loss, [0.1] * 4, [0.1] * 4))
    assert reading.kind == "too_high_rate"
    assert "lowest" in reading.text("en")


def test_a_leak_is_seen_through_one_bad_epoch():
    loss = np.array([0.60, 0.34, 0.21, 0.12, 0.09, 0.07, 0.03, 0.01])
    val_loss = np.array([0.53, 0.30, 0.18, 0.10, 0.11, 0.04, 0.02, 0.01])  # copies of trained images; epoch 5 went badly
    assert read_curves(curves(loss, val_loss), classes=2).kind == "leaking"


def test_an_honest_lead_in_the_first_epochs_is_no_leak():
    loss = np.array([0.90, 0.30, 0.20, 0.15, 0.13, 0.11])  # measured while training: behind at first
    val_loss = np.array([0.35, 0.26, 0.21, 0.18, 0.17, 0.16])
    assert read_curves(curves(loss, val_loss, np.linspace(0.7, 0.97, 6), np.linspace(0.88, 0.95, 6))).kind == "good"


def test_a_network_that_ends_worse_than_guessing_has_too_high_a_rate_even_without_jumps():
    loss = np.array([24.0, 14.0, 6.0, 3.0, 2.4, 1.7, 1.6, 1.5])
    assert read_curves(curves(loss, loss + 0.1, np.linspace(0.5, 0.77, 8), np.linspace(0.5, 0.75, 8)), classes=2).kind == "too_high_rate"


def test_too_low_a_rate_is_underfitting_and_the_text_says_to_train_longer():
    loss = 2.3 - 0.03 * EPOCHS
    reading = read_curves(curves(loss, loss + 0.01))
    assert reading.kind == "underfitting"
    assert "still falling" in reading.text("en")
    assert "come to rest" in read_curves(MADE["underfitting"]).text("en")


def test_more_classes_make_the_same_accuracy_a_greater_feat():
    made = curves(FALLING, FALLING + 0.05, np.linspace(0.3, 0.72, 20), np.linspace(0.3, 0.7, 20))
    assert [read_curves(made, classes=classes).kind for classes in (2, 10)] == ["underfitting", "good"]


def test_two_epochs_are_too_few():
    assert read_curves(curves([2, 1], [2, 1])).kind == "too_short"


@pytest.mark.parametrize("kind", [*MADE, "too_short"])
def test_it_is_said_in_both_languages_with_its_numbers(kind):
    reading = read_curves(MADE.get(kind) or curves([2, 1], [2, 1]))
    english, korean = reading.text("en"), reading.text("ko")
    assert "{" not in english + korean
    assert sorted(re.findall(r"\d\.\d\d|\d+ ?%", english)) == sorted(re.findall(r"\d\.\d\d|\d+ ?%", korean))
    assert re.search("[가-힣]", korean)


def test_what_fit_and_keras_return_can_be_read():
    made = {name: list(values) for name, values in MADE["good"].items()}
    history = training.History(made, Recipe(), "finished", 20, 10)
    keras_history = type("History", (), {"history": made})()
    assert read_curves(history).kind == read_curves(keras_history).kind == "good"


@pytest.mark.parametrize("wrong", [{}, {"loss": [1, 2, 3]}, None, [1, 2, 3]])
def test_what_is_missing_is_named(wrong):
    with pytest.raises(ValueError, match=r"missing: .*val_loss"):
        read_curves(wrong)
