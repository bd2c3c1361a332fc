"""The training watcher without a browser: what it keeps, how it stops, what it leaves behind."""

import json
import math
import os
import signal
import subprocess
import sys
import threading
from itertools import pairwise

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient

from course_utils.checking import LocalStudent
from course_utils.explorers import watch_training
from course_utils.explorers.watching.explorer import PAUSE, TrainingWatcher
from course_utils.explorers.watching.record import MOST_EPOCHS, MOST_POINTS, Trail, curves, spoken, time_left


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


@pytest.fixture
def network(keras):
    """A network that learns in milliseconds which of two numbers is the larger."""
    keras.utils.set_random_seed(1)
    network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(2, activation="softmax")])
    network.compile(keras.optimizers.Adam(0.05), "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return network


@pytest.fixture(scope="module")
def pairs():
    inputs = np.random.default_rng(0).normal(size=(48, 2)).astype(np.float32)
    return inputs, (inputs[:, 0] > inputs[:, 1]).astype(np.int32)


def at_batch(keras, number: int, act):
    """Call `act` at the end of a batch, counted over all epochs from 1."""

    class Acting(keras.callbacks.Callback):
        seen = 0

        def on_train_batch_end(self, _batch, logs=None):  # noqa: ARG002 - Keras's signature
            self.seen += 1
            if self.seen == number:
                act()

    return Acting()


def trained(network, pairs, watcher, *others, epochs=3, **options):
    return network.fit(*pairs, epochs=epochs, batch_size=16, validation_split=0.25, verbose=0, callbacks=[*others, watcher], **options)


def worse(keras, name: str, values):
    """Replace a measure by numbers of our choice, as the watcher sees them."""

    class Worse(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs[name] = values[epoch]

    return Worse()


# ---- the record


def test_the_history_is_keras_own_and_the_learning_rate(network, pairs):
    watcher = watch_training(language="en")
    history = trained(network, pairs, watcher).history
    assert {name: row for name, row in watcher.history.items() if name != "learning_rate"} == history
    assert watcher.history["learning_rate"] == pytest.approx([0.05] * 3)
    assert (watcher.epochs, watcher.state, watcher.stop, watcher.holds, len(watcher.seconds)) == (3, "finished", False, 3, 3)
    assert watcher.best_epoch == 1 + int(np.argmin(history["val_loss"]))


def test_it_works_without_validation_and_without_metrics(keras, pairs):
    network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    network.compile("sgd", "mse")
    watcher = watch_training(language="en")
    network.fit(*pairs, epochs=2, verbose=0, callbacks=[watcher])
    assert [measure["name"] for measure in watcher.curves["measures"]] == ["loss"]
    assert watcher.best_epoch == 1 + int(np.argmin(watcher.history["loss"]))
    assert watcher.picture().startswith(b"\x89PNG")


def test_an_epoch_that_was_not_validated_leaves_a_gap_and_the_lists_as_long(network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, epochs=4, validation_freq=2)
    assert [math.isnan(value) for value in watcher.history["val_loss"]] == [True, False, True, False]
    assert {len(row) for row in watcher.history.values()} == {4}
    assert watcher.best_epoch in {2, 4}
    assert json.dumps(watcher.curves, allow_nan=False)


def test_a_second_fit_starts_anew(network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, epochs=3)
    trained(network, pairs, watcher, epochs=2)
    assert len(watcher.history["loss"]) == 2
    assert watcher.curves["x"] == [1, 2]


def test_a_second_fit_that_goes_on_where_the_first_ended_goes_on(network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, epochs=3)
    first = watcher.history["loss"]
    trained(network, pairs, watcher, epochs=5, initial_epoch=3)
    assert watcher.history["loss"][:3] == first
    assert watcher.curves["x"] == [1, 2, 3, 4, 5]


def test_a_training_that_begins_later_is_drawn_there(network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, epochs=6, initial_epoch=4)
    assert watcher.curves["x"] == [5, 6]
    assert watcher.best_epoch in {5, 6}
    assert watcher.holds == 6


def test_a_learning_rate_that_changes_is_shown(keras, network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1)))
    assert watcher.history["learning_rate"] == pytest.approx([0.1, 0.05, 0.1 / 3])
    assert watcher.live["rate"] == pytest.approx(0.1 / 3)


def test_a_measure_that_is_not_there_is_refused_with_those_that_are(network, pairs):
    watcher = watch_training(monitor="val_f1", language="en")
    with pytest.raises(ValueError, match="monitor='val_f1' is not measured: this training has accuracy, loss, val_accuracy, val_loss"):
        trained(network, pairs, watcher)
    assert watcher.state == "interrupted"


# ---- stopping


def test_stopping_ends_after_the_batch_and_gives_the_best_weights_back(keras, network, pairs):
    watcher = watch_training(language="en")
    kept = {}
    keep = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, _logs: kept.update({epoch + 1: network.get_weights()}))
    lower = worse(keras, "val_loss", [0.5, 0.2, 0.3, 0.4, 0.6])
    stop = at_batch(keras, 11, lambda: setattr(watcher, "stop", True))  # three batches an epoch: in the fourth
    history = trained(network, pairs, watcher, keep, lower, stop, epochs=9).history
    assert len(history["loss"]) == len(watcher.history["loss"]) == 4
    assert (watcher.state, watcher.best_epoch, watcher.holds) == ("stopped", 2, 2)
    for now, best in zip(network.get_weights(), kept[2], strict=True):
        np.testing.assert_array_equal(now, best)
    assert "Stopped in epoch 4" in watcher.describe()
    assert "The model now has the weights of epoch 2." in watcher.describe()


def test_the_page_asks_for_a_stop_from_another_thread(keras, network, pairs):
    watcher = watch_training(language="en")
    ask = lambda: threading.Thread(target=watcher._handle_custom_msg, args=({"kind": "stop"}, [])).start()  # noqa: E731
    trained(network, pairs, watcher, at_batch(keras, 2, ask), epochs=200)
    assert watcher.state == "stopped"
    assert len(watcher.history["loss"]) < 200


def test_a_stop_that_arrives_after_the_training_does_nothing(network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher)
    watcher._handle_custom_msg({"kind": "stop"}, [])
    assert (watcher.state, watcher.stop) == ("finished", False)
    trained(network, pairs, watcher)
    assert (watcher.state, len(watcher.history["loss"])) == ("finished", 3)


def test_an_interrupt_ends_the_training_as_the_stop_button_does(keras, network, pairs):
    watcher = watch_training(language="en")
    before = signal.getsignal(signal.SIGINT)
    interrupt = at_batch(keras, 5, lambda: os.kill(os.getpid(), signal.SIGINT))
    trained(network, pairs, watcher, worse(keras, "val_loss", [0.2, 0.4]), interrupt, epochs=9)
    assert (watcher.state, watcher.holds, len(watcher.history["loss"])) == ("interrupted", 1, 2)
    assert signal.getsignal(signal.SIGINT) == before


def test_a_second_interrupt_is_python_s_own(keras, network, pairs):
    watcher = watch_training(language="en")
    before = signal.getsignal(signal.SIGINT)

    def twice():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        trained(network, pairs, watcher, at_batch(keras, 5, twice), epochs=9)
    assert signal.getsignal(signal.SIGINT) == before
    watcher.break_off()
    assert watcher.state == "interrupted"
    assert "broke off" in watcher.describe()


def test_an_interrupt_after_a_training_that_failed_is_not_swallowed(keras, network, pairs):
    watcher = watch_training(language="en")
    before = signal.getsignal(signal.SIGINT)

    def fail():
        raise RuntimeError("no more images")

    with pytest.raises(RuntimeError, match="no more images"):
        trained(network, pairs, watcher, at_batch(keras, 2, fail))
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) == before


def test_a_training_outside_the_main_thread_leaves_signals_alone(network, pairs):
    watcher = watch_training(language="en")
    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=trained, args=(network, pairs, watcher))
    thread.start()
    thread.join()
    assert (watcher.state, signal.getsignal(signal.SIGINT)) == ("finished", before)


def test_a_training_that_runs_to_its_end_keeps_its_weights_until_the_best_are_asked_for(keras, network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, worse(keras, "val_loss", [0.2, 0.4, 0.6]))
    assert (watcher.holds, watcher.best_epoch, watcher.can_go_back) == (3, 1, True)
    watcher._handle_custom_msg({"kind": "go back"}, [])
    assert (watcher.holds, watcher.can_go_back) == (1, False)


def test_it_says_whose_weights_the_model_has_even_when_another_callback_put_them_there(keras, network, pairs):
    watcher = watch_training(language="en")
    early = keras.callbacks.EarlyStopping("val_loss", patience=2, restore_best_weights=True)
    trained(network, pairs, watcher, worse(keras, "val_loss", [0.4, 0.2, 0.6, 0.8]), early, epochs=9)
    assert (watcher.state, len(watcher.history["loss"]), watcher.holds, watcher.can_go_back) == ("finished", 4, 2, False)


def test_an_accuracy_is_best_when_it_is_highest(keras, network, pairs):
    watcher = watch_training(monitor="val_accuracy", language="en")
    trained(network, pairs, watcher, worse(keras, "val_accuracy", [0.2, 0.6, 0.4]))
    assert watcher.best_epoch == 2


def test_a_loss_that_is_no_number_is_never_the_best(keras, network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher, worse(keras, "val_loss", [math.nan, 0.4, math.nan]))
    assert watcher.best_epoch == 2
    assert json.dumps([watcher.curves, watcher.trail, watcher.live], allow_nan=False)


# ---- bounded memory, few messages


def test_a_million_batches_leave_a_short_line_with_the_right_means():
    trail = Trail()
    trail.begin_epoch()
    total = 0.0
    for batch in range(1, 1_000_001):
        total += 2.0 if batch <= 500_000 else 1.0
        trail.add(batch / 1e6, batch, total / batch)
    assert len(trail.points) < MOST_POINTS
    for place, loss in trail.points:
        if abs(place - 0.5) > 0.02:
            assert loss == pytest.approx(2.0 if place < 0.5 else 1.0)


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=60))
def test_the_loss_of_a_batch_follows_from_keras_running_mean(losses):
    trail = Trail()
    trail.begin_epoch()
    for count in range(1, len(losses) + 1):
        trail.add(count, count, sum(losses[:count]) / count)
    assert [loss for _, loss in trail.points] == pytest.approx(losses)


def test_the_page_hears_at_most_ten_times_a_second_and_little_each_time():
    watcher = TrainingWatcher(language="en")
    now, sent = [0.0], []
    watcher.clock = lambda: now[0]
    watcher.observe(lambda change: sent.append((now[0], change["new"])), "live")
    watcher.begin(1)
    watcher.begin_epoch(0, anew=True)
    for batch in range(1, 20_001):
        now[0] += 0.001
        watcher.batch(0, batch, 20_000, 1.0)
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(sent)]
    assert 150 <= len(sent) <= 205
    assert min(gaps[2:]) >= PAUSE - 1e-9
    assert max(len(json.dumps(live)) for _, live in sent) < 250


def test_very_many_epochs_are_thinned_and_the_last_is_kept():
    drawn = curves({"loss": list(np.linspace(5, 1, 10_000)), "accuracy": [0.5] * 10_000}, 0)
    assert len(drawn["x"]) <= MOST_EPOCHS + 1
    assert (drawn["x"][0], drawn["x"][-1]) == (1, 10_000)
    assert drawn["every"] == 34
    assert len(json.dumps(drawn)) < 20_000


def test_the_first_epoch_counts_for_the_time_left_only_while_it_is_alone():
    assert time_left([], 0.5, 3) is None
    assert time_left([10.0], 0.5, 3) == 25
    assert time_left([10.0, 2.0, 2.0], 0.0, 3) == 6


def test_times_are_spoken_in_minutes_and_seconds():
    assert [spoken(seconds) for seconds in (0, 7.4, 90, 3725)] == ["0:00", "0:07", "1:30", "1:02:05"]


# ---- what is seen, and where


def test_a_check_reads_the_state_as_plain_data(network, pairs):
    watcher = watch_training(language="en")
    trained(network, pairs, watcher)
    student = LocalStudent({"watcher": watcher})
    assert student.eval("(watcher.state, watcher.epochs, sorted(watcher.history))")[:2] == ("finished", 3)
    assert student.eval("watcher.history['loss']") == watcher.history["loss"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_is_drawn_before_and_after(language, network, pairs):
    watcher = watch_training(language=language)
    waiting = watcher.picture()
    trained(network, pairs, watcher)
    assert watcher.picture().startswith(b"\x89PNG")
    assert watcher.picture() != waiting


SCRIPT = """
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from course_utils.explorers import watch_training
watcher = watch_training(language="en")
print("begins", flush=True)
import sys, numpy, keras
print("mark", file=sys.stderr, flush=True)
network = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
network.compile("sgd", "mse", run_eagerly=True)
network.fit(numpy.ones((8, 1)), numpy.ones(8), epochs=2, verbose=0, callbacks=[watcher])
"""


def test_outside_a_notebook_it_writes_a_line_per_epoch_to_standard_output():
    done = subprocess.run([sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True, timeout=120)
    lines = done.stdout.strip().splitlines()
    assert [line.split(":")[0] for line in lines] == ["begins", "Epoch 1 of 2", "Epoch 2 of 2", "Training"]
    assert "Finished: 2 epochs" in lines[-1]
    assert [line for line in done.stderr.split("mark", 1)[1].splitlines() if "watch" in line.lower() or "epoch" in line.lower()] == []


TRAIN = """import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from course_utils import watch_training
watcher = watch_training(language="en")
import numpy, keras
network = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
network.compile("sgd", "mse", run_eagerly=True)"""
FIT = "_ = network.fit(numpy.ones((8, 1)), numpy.ones(8), epochs=3, verbose=0, callbacks=[watcher])"
FAIL = FIT.replace("[watcher]", "[watcher, keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: 1 / (1 - epoch))]")


def test_a_headless_notebook_keeps_lines_and_the_final_picture_and_a_cell_that_fails_is_told_so(tmp_path):
    cells = [TRAIN, FIT, FAIL, "(watcher.state, watcher.broke_off)"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    done = NotebookClient(notebook, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output for output in done.cells[1].outputs if output["output_type"] == "display_data"]
    assert len(shown) == 1
    assert "Finished: 3 epochs" in shown[0]["data"]["text/plain"]
    assert {"image/png", "application/vnd.jupyter.widget-view+json"} <= set(shown[0]["data"])
    said = [output for output in done.cells[1].outputs if output["output_type"] == "stream"]
    assert {output["name"] for output in said} == {"stdout"}
    lines = "".join(output["text"] for output in said).strip().splitlines()
    assert [line.split(":")[0] for line in lines] == ["Epoch 1 of 3", "Epoch 2 of 3", "Epoch 3 of 3", "Training"]
    broken = next(output for output in done.cells[2].outputs if output["output_type"] == "display_data")
    assert "broke off in epoch 2" in broken["data"]["text/plain"]
    assert done.cells[3].outputs[0]["data"]["text/plain"] == "('interrupted', True)"
