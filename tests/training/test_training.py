"""Training: repeatable from a seed, keeps the best epoch, survives an interrupt."""

import os
import signal
import time

import keras
import numpy as np
import pytest

from course_utils import training
from course_utils.data import Split


def stripes(count, seed):
    """Two classes that a tiny network learns at once: upright and level stripes, with noise."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, count)
    images = rng.integers(0, 60, (count, 8, 8, 1), dtype=np.uint8)
    images[labels == 0, :, ::2] += 150
    images[labels == 1, ::2] += 150
    return Split(images, labels)


@pytest.fixture(scope="module")
def splits():
    return stripes(256, 1), stripes(64, 2)


def tiny(seed=0):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    first = [keras.Input((8, 8, 1)), layers.Rescaling(1 / 255), layers.Conv2D(4, 3), layers.BatchNormalization(momentum=0.5)]
    return keras.Sequential([*first, layers.ReLU(), layers.Flatten(), layers.Dropout(0.1), layers.Dense(2, activation="softmax")])


def accuracy(network, split):
    return (network.predict(split.images, verbose=0).argmax(axis=1) == split.labels).mean()


def test_it_learns_and_reports_each_epoch(splits):
    network = tiny()
    history = training.fit(network, *splits, epochs=5, batch_size=16, learning_rate=1e-2)
    assert set(history) == {"loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"}
    assert {len(values) for values in history.values()} == {5}
    assert all(type(value) is float for values in history.values() for value in values)
    assert accuracy(network, splits[1]) > 0.9


def test_the_same_seed_gives_the_same_history_and_another_seed_another(splits):
    runs = [training.fit(tiny(), *splits, epochs=2, augment=training.shift_and_mirror, seed=seed) for seed in (3, 3, 4)]
    for name in set(runs[0]) - {"seconds"}:
        np.testing.assert_allclose(runs[0][name], runs[1][name], rtol=1e-3)
    assert runs[0]["loss"] != pytest.approx(runs[2]["loss"], rel=1e-6)


def test_the_learning_rate_rises_then_falls_to_zero(splits):
    rates = training.fit(tiny(), *splits, epochs=10, learning_rate=1e-2)["learning_rate"]
    top = int(np.argmax(rates))
    assert rates[top] == pytest.approx(1e-2, rel=0.1)
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] < 1e-4


def test_the_best_epoch_is_kept(splits):
    network = tiny()
    history = training.fit(network, *splits, epochs=6, batch_size=16, learning_rate=0.3)
    assert accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]))


def test_patience_stops_early(splits):
    train, _ = splits
    unlearnable = Split(np.zeros_like(train.images[:64]), train.labels[:64])
    assert len(training.fit(tiny(), train, unlearnable, epochs=9, patience=1)["loss"]) < 9


def test_an_interrupt_keeps_the_best_epoch_and_its_history(splits):
    calls = []

    def interrupting(images, rng):
        calls.append(len(images))
        if len(calls) == 8:  # four batches an epoch: in the second
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)  # the main thread must notice before training goes on
        return images

    network = tiny()
    history = training.fit(network, *splits, epochs=200, augment=interrupting)
    assert 1 <= len(history["val_accuracy"]) < 200
    assert accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]))


def test_it_can_be_watched_and_an_interrupt_still_keeps_the_best_epoch(splits, capsys):
    from course_utils.explorers import watch_training

    calls = []

    def interrupting(images, rng):
        calls.append(len(images))
        if len(calls) == 10:  # four batches an epoch: in the third
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)  # as above
        return images

    network = tiny()
    history = training.fit(network, *splits, epochs=200, augment=interrupting, callbacks=[watch_training(monitor="val_accuracy")])
    assert set(history) == {"loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"}
    assert accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]))
    printed = capsys.readouterr()
    assert "Interrupted in epoch" in printed.out
    assert "epoch/s" not in printed.err


@pytest.mark.parametrize("wrong", [{"epochs": 0}, {"epochs": 1, "batch_size": 257}, {"epochs": 1, "batch_size": 0}])
def test_impossible_recipes_are_refused(splits, wrong):
    with pytest.raises(ValueError, match="at least 1 epoch"):
        training.fit(tiny(), *splits, **wrong)
