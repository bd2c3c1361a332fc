"""Training: repeatable from a seed, keeps what its recipe says, survives an interrupt and a pause."""

import os
import signal
import time
from collections.abc import Mapping
from functools import partial
from importlib import import_module

import keras
import numpy as np
import pytest

from course_utils import models, training
from course_utils.data import Split
from course_utils.training import Recipe
from course_utils.training.predicting import at_once

MEASURES = {"loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"}
SHORT = Recipe(epochs=4, batch_size=64)


def stripes(count, seed, channels=1):
    """Two classes that a tiny network learns at once: upright and level stripes, with noise."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, count)
    images = rng.integers(0, 60, (count, 8, 8, channels), dtype=np.uint8)
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


def interrupting_at(batch, calls):
    """An augmentation that presses Ctrl-C at a batch."""

    def augment(images, rng):
        calls.append(len(images))
        if len(calls) == batch:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)  # the main thread must notice before training goes on
        return images

    return augment


def test_it_learns_and_reports_each_epoch(splits):
    network = tiny()
    history = training.fit(network, splits, Recipe(epochs=5, batch_size=16, learning_rate=1e-2))
    assert isinstance(history, Mapping)
    assert set(history) == MEASURES
    assert {len(values) for values in history.values()} == {5}
    assert all(type(value) is float for values in history.values() for value in values)
    assert (history.ending, history.epochs, history.batches) == ("finished", 5, 16)
    assert history.seconds == pytest.approx(sum(history["seconds"]))
    assert history.images_per_second == pytest.approx(5 * 256 / history.seconds)
    assert training.accuracy(network, splits[1]) > 0.9


def test_the_time_to_an_accuracy_is_that_of_the_first_epoch_to_reach_it():
    curves = {"loss": [1.0] * 3, "val_accuracy": [0.4, 0.7, 0.6], "seconds": [2.0, 3.0, 4.0]}
    history = training.History(curves, SHORT, "finished", 2, 4)
    assert [history.seconds_to(accuracy) for accuracy in (0.3, 0.5, 0.7, 0.8)] == [2.0, 5.0, 5.0, None]


def test_the_same_seed_gives_the_same_history_and_another_seed_another(splits):
    recipe = SHORT.but(epochs=2, augment=training.shift_and_mirror)
    runs = [training.fit(tiny(), splits, recipe, seed=seed) for seed in (3, 3, 4)]
    for name in MEASURES - {"seconds"}:
        np.testing.assert_allclose(runs[0][name], runs[1][name], rtol=1e-3)
    assert runs[0]["loss"] != pytest.approx(runs[2]["loss"], rel=1e-6)


@pytest.mark.parametrize("schedule", ["cosine", "triangle"])
def test_the_learning_rate_rises_then_falls(splits, schedule):
    rates = training.fit(tiny(), splits, Recipe(epochs=10, learning_rate=1e-2, schedule=schedule))["learning_rate"]
    top = int(np.argmax(rates))
    assert rates[top] == pytest.approx(1e-2, rel=0.1)
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] < 2e-4


def test_a_constant_rate_stays(splits):
    assert training.fit(tiny(), splits, SHORT.but(schedule="constant"))["learning_rate"] == pytest.approx([2e-3] * 4)


def test_a_plateau_halves_the_rate_after_three_epochs_without_a_lower_loss(splits):
    from course_utils.training.callbacks import halvings

    assert [halvings(losses) for losses in ([3, 2, 1], [1, 2, 2, 2], [1, 2, 2, 0.5, 1, 1, 1], [1] * 7)] == [0, 1, 1, 2]
    train, _ = splits
    unlearnable = Split(np.zeros_like(train.images[:64]), np.arange(64) % 2)
    history = training.fit(tiny(), (train, unlearnable), Recipe(epochs=8, schedule="plateau", learning_rate=1e-2))
    wanted = [1e-2 * 0.5 ** halvings(history["val_loss"][:epoch]) for epoch in range(1, 8)]
    assert history["learning_rate"][1:] == pytest.approx(wanted, rel=1e-5)
    assert wanted[-1] < 1e-2


@pytest.mark.parametrize(("optimizer", "weight_decay"), [("sgd", 0.05), ("adam", 0.0), ("adamw", 0.0), ("rmsprop", 0.05)])
def test_every_optimizer_learns(splits, optimizer, weight_decay):
    rate = 0.05 if optimizer == "sgd" else 5e-3
    network = tiny()
    training.fit(network, splits, Recipe(epochs=4, batch_size=16, optimizer=optimizer, learning_rate=rate, weight_decay=weight_decay))
    assert type(network.optimizer).__name__.lower() == optimizer
    assert training.accuracy(network, splits[1]) > 0.8


def test_weight_decay_shrinks_kernels_and_leaves_biases_and_scales_alone(splits):
    def after(decay):
        network = tiny()
        network.layers[2].gamma.assign(np.full(4, 3.0))
        training.fit(network, splits, Recipe(epochs=1, learning_rate=1e-6, schedule="constant", weight_decay=decay, keep="last"))
        return {variable.path.split("/")[-1]: np.asarray(variable) for variable in network.trainable_variables}

    without, decayed = after(0.0), after(1e5)
    assert np.abs(decayed["kernel"]).sum() < 0.9 * np.abs(without["kernel"]).sum()
    np.testing.assert_allclose(decayed["gamma"], without["gamma"], atol=1e-4)


def test_the_best_epoch_is_kept(splits):
    network = tiny()
    history = training.fit(network, splits, Recipe(epochs=6, batch_size=16, learning_rate=0.3))
    assert training.accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]))
    assert history.kept_epoch == 1 + int(np.argmax(history["val_accuracy"]))


def test_the_last_epoch_is_kept_if_the_recipe_says_so(splits):
    network = tiny()
    history = training.fit(network, splits, Recipe(epochs=6, batch_size=16, learning_rate=0.3, keep="last"))
    assert training.accuracy(network, splits[1]) == pytest.approx(history["val_accuracy"][-1])
    assert history.kept_epoch == 6


def test_patience_stops_early(splits):
    train, _ = splits
    unlearnable = Split(np.zeros_like(train.images[:64]), train.labels[:64])
    history = training.fit(tiny(), (train, unlearnable), Recipe(epochs=9, patience=1))
    assert history.epochs < 9
    assert history.ending == "stopped early"


def test_averaging_validates_and_keeps_the_average_and_trains_on_from_the_weights(splits):
    recipe = Recipe(epochs=3, batch_size=16, learning_rate=2e-2, keep="last", schedule="constant")
    plain, averaged = tiny(), tiny()
    losses = [training.fit(network, splits, recipe.but(averaging=decay))["loss"] for network, decay in ((plain, 0.0), (averaged, 0.9))]
    np.testing.assert_allclose(*losses, rtol=1e-3)  # the weights that are trained are the same
    assert not np.allclose(plain.get_weights()[0], averaged.get_weights()[0])


def test_an_interrupt_keeps_the_best_epoch_and_its_history(splits):
    network = tiny()
    history = training.fit(network, splits, Recipe(epochs=200, augment=interrupting_at(8, [])))  # four batches an epoch: in the second
    assert 1 <= history.epochs < 200
    assert history.ending == "interrupted"
    assert training.accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]))


def test_it_can_be_watched_and_an_interrupt_still_keeps_the_best_epoch(splits, capsys):
    from course_utils.explorers import watch_training

    network = tiny()
    recipe = Recipe(epochs=200, augment=interrupting_at(10, []), averaging=0.5)  # in the third epoch
    history = training.fit(network, splits, recipe, callbacks=[watch_training(monitor="val_accuracy")])
    assert set(history) == MEASURES
    assert training.accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]))
    printed = capsys.readouterr()
    assert "Interrupted in epoch" in printed.out
    assert "epoch/s" not in printed.err


RESUMED = {
    "cosine and dropout": SHORT.but(augment=training.shift_and_mirror),
    "averaging": SHORT.but(averaging=0.9, mirror="alternating", shift=1, optimizer="sgd", learning_rate=0.05, schedule="triangle"),
    "plateau": SHORT.but(schedule="plateau", learning_rate=0.3, patience=3),
}


@pytest.mark.parametrize("name", RESUMED)
def test_a_resumed_training_ends_as_if_it_had_not_stopped(splits, tmp_path, name):
    path, whole, paused = tmp_path / "made" / "run.npz", tiny(), tiny()
    wanted = training.fit(whole, splits, RESUMED[name], seed=5)

    class Pause(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):  # noqa: ARG002 - Keras's signature
            if epoch == 2:
                raise KeyboardInterrupt

    first = training.fit(paused, splits, RESUMED[name], seed=5, checkpoint=path, callbacks=[Pause()])
    assert (first.ending, first.epochs) == ("interrupted", 2)
    again = tiny(seed=99)  # other weights: all that counts comes from the file
    second = training.fit(again, splits, RESUMED[name], seed=5, checkpoint=path)
    assert second.kept_epoch == wanted.kept_epoch
    for measure in MEASURES - {"seconds"}:
        np.testing.assert_allclose(second[measure], wanted[measure], rtol=1e-3, err_msg=measure)
    for one, other in zip(again.get_weights(), whole.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-4)
    assert [entry.name for entry in path.parent.iterdir()] == ["run.npz"]


def test_a_training_that_has_ended_is_not_repeated(splits, tmp_path):
    path, calls = tmp_path / "run.npz", []

    def counting(images, rng):
        calls.append(1)
        return images

    recipe = SHORT.but(augment=counting)
    first = training.fit(tiny(), splits, recipe, checkpoint=path)
    done, network = len(calls), tiny(seed=99)
    second = training.fit(network, splits, recipe, checkpoint=path)
    assert len(calls) == done
    assert dict(second) == dict(first)
    assert training.accuracy(network, splits[1]) == pytest.approx(max(first["val_accuracy"]))


def test_a_checkpoint_of_another_training_is_refused_by_what_differs(splits, tmp_path):
    path = tmp_path / "run.npz"
    training.fit(tiny(), splits, SHORT.but(epochs=1), checkpoint=path)
    before = path.read_bytes()
    other = (stripes(256, 7), splits[1])
    cases = [(splits, SHORT.but(epochs=2), 0, "epochs 1 there, 2 here"), (splits, SHORT.but(epochs=1), 1, "seed 0 there, 1 here")]
    cases += [
        (other, SHORT.but(epochs=1), 0, "training images 256 images"),
        (splits, SHORT.but(epochs=1, augment=lambda a, _: a), 0, "augment"),
    ]
    for data, recipe, seed, words in cases:
        with pytest.raises(training.CheckpointError, match="belongs to another training") as raised:
            training.fit(tiny(), data, recipe, seed=seed, checkpoint=path)
        assert words in str(raised.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"words"])
def test_a_damaged_checkpoint_is_refused_and_left_where_it_is(splits, tmp_path, content):
    path = tmp_path / "run.npz"
    path.write_bytes(content)
    with pytest.raises(training.CheckpointError, match=r"is damaged.*Delete it"):
        training.fit(tiny(), splits, SHORT, checkpoint=path)
    assert path.read_bytes() == content


def test_a_checkpoint_that_cannot_be_written_costs_no_training_and_leaves_the_last_one_whole(splits, tmp_path, monkeypatch):
    path, calls, savez = tmp_path / "run.npz", [], np.savez

    def full_from_the_second_on(file, **arrays):
        calls.append(file)
        if len(calls) > 1:
            file.write(b"half")
            raise OSError(28, "No space left on device")
        savez(file, **arrays)

    monkeypatch.setattr(np, "savez", full_from_the_second_on)
    with pytest.warns(UserWarning, match=r"run.npz could not be written .*No space left.*Training goes on"):
        history = training.fit(tiny(), splits, SHORT, checkpoint=path)
    assert history.ending == "finished"
    assert [entry.name for entry in tmp_path.iterdir()] == ["run.npz"]
    monkeypatch.undo()
    resumed = training.fit(tiny(seed=99), splits, SHORT, checkpoint=path)
    np.testing.assert_allclose(resumed["loss"], history["loss"], rtol=1e-3)


def test_partial_augmentations_are_told_apart(splits):
    from course_utils.training.checkpoint import identity

    prints = [identity(SHORT.but(augment=partial(training.shift_and_mirror, most=most)), 0, splits, []) for most in (1, 1, 2)]
    assert prints[0] == prints[1] != prints[2]


def test_fast_precision_is_only_for_training(splits):
    network = tiny()
    history = training.fit(network, splits, SHORT.but(precision="fast", epochs=6, batch_size=16, learning_rate=1e-2))
    assert {layer.dtype_policy.name for layer in network.layers} == {"float32"}
    assert {str(weight.dtype) for weight in network.weights} == {"float32"}
    assert max(history["val_accuracy"]) > 0.9
    assert training.accuracy(network, splits[1]) == pytest.approx(max(history["val_accuracy"]), abs=0.05)


def test_networks_inside_networks_compute_in_the_same_precision():
    from course_utils.training.arithmetic import computing_in

    layers = keras.layers
    inner = keras.Sequential([keras.Input((8, 8, 1)), layers.Conv2D(4, 3), layers.Flatten()])
    network = keras.Sequential([keras.Input((8, 8, 1)), inner, layers.Dense(2, activation="softmax")])
    images = np.ones((2, 8, 8, 1), np.float32)
    exact = np.asarray(network(images))
    with computing_in("mixed_bfloat16", network):
        rough = np.asarray(network(images))
        assert [layer.compute_dtype for layer in (*inner.layers, network.layers[-1])] == ["bfloat16", "bfloat16", "float32"]
    assert (rough != exact).any()
    np.testing.assert_allclose(rough, exact, atol=0.02)
    np.testing.assert_array_equal(network(images), exact)


def test_an_error_gives_the_precision_back(splits, monkeypatch):
    monkeypatch.setattr(import_module("course_utils.training.fit"), "fast_policy", lambda: "mixed_bfloat16")
    network = tiny()
    with pytest.raises(ValueError, match="first convolution"):
        training.fit(network, splits, SHORT.but(precision="fast", whiten=True))
    assert {layer.dtype_policy.name for layer in network.layers} == {"float32"}


def test_a_batch_needs_enough_images(splits):
    with pytest.raises(ValueError, match="a batch of 257 needs as many training images, and there are 256"):
        training.fit(tiny(), splits, Recipe(batch_size=257))


def test_whitening_makes_what_the_first_layer_says_uncorrelated_and_freezes_its_kernels():
    rng = np.random.default_rng(0)
    smooth = rng.integers(0, 256, (300, 4, 4, 3)).repeat(3, axis=1).repeat(3, axis=2).astype(np.uint8)
    train = Split(smooth, rng.integers(0, 2, 300))
    keras.utils.set_random_seed(0)
    network = models.small_cnn((12, 12, 3), 2)
    training.fit(network, (train, train.take(60)), Recipe(epochs=1, batch_size=50, whiten=True, learning_rate=1e-3))
    first = network.layers[1]
    kernel, bias = np.asarray(first.kernel).reshape(12, 24), np.asarray(first.bias)
    patches = np.lib.stride_tricks.sliding_window_view(smooth, (2, 2), axis=(1, 2)).transpose(0, 1, 2, 4, 5, 3).reshape(-1, 12) / 255
    said = patches @ kernel[:, :12]
    covariance = np.cov(said, rowvar=False)
    strong = np.diag(covariance) > 0.5  # directions in which these images vary at all
    np.testing.assert_allclose(covariance[np.ix_(strong, strong)], np.eye(strong.sum()), atol=0.1)
    np.testing.assert_array_equal(kernel[:, 12:], -kernel[:, :12])
    np.testing.assert_allclose(bias, -patches.mean(axis=0) @ kernel, atol=0.3)  # the biases alone are trained
    assert [weight.trainable for weight in first.weights] == [False, True]


def test_mirrored_answers_are_the_mean_of_both_views(splits):
    network, images = tiny(), splits[1].images
    both = training.probabilities(network, images, mirror=True)
    turned = training.probabilities(network, images[:, :, ::-1])
    np.testing.assert_allclose(both, (training.probabilities(network, images) + turned) / 2, atol=1e-6)
    np.testing.assert_allclose(both, training.probabilities(network, images[:, :, ::-1], mirror=True), atol=1e-6)


@pytest.mark.parametrize(("side", "together"), [(8, 500), (63, 500), (96, 217), (160, 78), (512, 7), (4000, 1)])
def test_fewer_of_larger_images_go_through_a_network_together(side, together):
    assert at_once(np.broadcast_to(np.uint8(0), (9, side, side, 3))) == together
