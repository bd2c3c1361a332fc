"""The watcher as a Keras callback: hooks, weights, and two ways to be stopped. Imports Keras: load it only to watch a training."""

import signal
import threading
import zlib
from contextlib import suppress
from types import FrameType
from typing import Any

import keras
import numpy as np

from course_utils.explorers.watching.explorer import TrainingWatcher
from course_utils.explorers.watching.showing import Showing, show

Logs = dict[str, Any] | None


class KerasWatcher(TrainingWatcher, keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """A training watcher that Keras can call.

    The Stop button reaches Python while the cell runs because JupyterLab sends what widgets say to a subshell: a second thread of the
    kernel (ipykernel 7, JupyterLab 4.4). The handler only sets a flag there; everything else happens in the thread that trains, so queued
    cells keep their order. Where there are no subshells the page says so and asks for the notebook's own stop button, which sends SIGINT.
    """

    shows_progress = True  # a recipe with a progress line of its own leaves it out

    def __init__(self, monitor: str | None = None, *, language: str | None = None) -> None:
        keras.callbacks.Callback.__init__(self)
        TrainingWatcher.__init__(self, language=language)
        self._wanted = monitor
        self._asked = self._interrupted = self._is_next = False
        self._epoch = 0
        self._best_weights: list[Any] | None = None
        self._prints: dict[int, int] = {}  # a fingerprint of the weights of each epoch
        self._trained: Any = None
        self._old_handler: Any = None
        self._showing: Showing | None = None
        self.on_msg(self._hear)

    def _hear(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        """Take in what the page says; while a cell runs, this is another thread."""
        if content.get("kind") == "stop" and self.state == "training":
            self._asked = True
            self.send({"kind": "heard"})
        if content.get("kind") == "go back":
            self.go_back()

    # ---- Keras's hooks

    def on_train_begin(self, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Show the curves under the cell and listen for a stop."""
        self._asked = self._interrupted = False
        self._is_next = True
        self.begin(self.params["epochs"])
        self._showing = show(self)
        if threading.current_thread() is threading.main_thread():  # elsewhere Python hears no signals
            self._old_handler = signal.signal(signal.SIGINT, self._interrupt)

    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Go on with the record, or start a new one."""
        anew = self._is_next and not (epoch == self.done > 0 and self._trained is self.model)
        if anew:
            self._best_weights, self._prints = None, {}
        self._is_next, self._epoch, self._trained = False, epoch, self.model
        self.begin_epoch(epoch, anew=anew)

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        """Take in the running loss, and stop if that was asked."""
        self.batch(self._epoch, batch + 1, self.params["steps"], float((logs or {}).get("loss", np.nan)))
        self._obey()

    def on_test_begin(self, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Say that the validation data is being measured."""
        if self.state == "training":
            self.check(self._epoch, self.params["steps"])

    def on_test_batch_end(self, batch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Hear a stop that is asked during validation."""
        if self.state == "training":
            self._obey()

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        """Keep the numbers, and the weights if they are the best."""
        numbers = {name: float(value) for name, value in (logs or {}).items()}
        with suppress(AttributeError, TypeError, ValueError):  # an optimiser of one's own may have no learning rate
            numbers.setdefault("learning_rate", float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate)))
        if not self.seconds:
            self.monitor = self._chosen(numbers)
        weights = self.model.get_weights()
        self._prints[epoch + 1] = fingerprint(weights)
        if self.end_epoch(epoch, numbers):
            self._best_weights = weights
        if self._showing is not None:
            self._showing.step()
        self._obey()

    def on_train_end(self, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Put the best weights back if the training was stopped, and say which weights the model has."""
        self._give_signals_back()
        if self.stop and self._best_weights is not None:
            self.model.set_weights(self._best_weights)
        self._finish("interrupted" if self._interrupted else "stopped" if self.stop else "finished")

    # ---- the end

    def _finish(self, state: str) -> None:
        holds = self._held()
        self.can_go_back = self._best_weights is not None and holds != self.best_epoch
        self.end(state, holds)
        if self._showing is not None:
            self._showing.close()

    def _held(self) -> int:
        """Find the epoch whose weights the model has, whoever put them there; the last of several that are the same."""
        now = fingerprint(self.model.get_weights())
        return max((epoch for epoch, kept in self._prints.items() if kept == now), default=0)

    def break_off(self) -> None:
        """Note that `fit` ended without saying so: an error, or a second interrupt."""
        if self.state == "training":
            self._give_signals_back()
            self.broke_off = True
            self._finish("interrupted")

    def go_back(self) -> None:
        """Give the model the weights of its best epoch, after a training that has run to its end."""
        if self.state != "training" and self._best_weights is not None:
            self.model.set_weights(self._best_weights)
            self.holds, self.can_go_back = self._held(), False

    # ---- stopping

    def _obey(self) -> None:
        if self._asked and not self.stop:
            self.stop = True
        if self.stop:
            self.model.stop_training = True

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        """Turn the first interrupt during `fit` into a stop; any other is left to whoever heard it before."""
        if self.state == "training" and not self._asked and self._is_within_fit(frame):
            self._asked = self._interrupted = True
            return
        old = self._old_handler
        self._give_signals_back()
        if callable(old):
            old(number, frame)

    def _is_within_fit(self, frame: FrameType | None) -> bool:
        while frame is not None:
            if frame.f_code.co_name == "fit" and frame.f_locals.get("self") is self.model:
                return True
            frame = frame.f_back
        return False

    def _give_signals_back(self) -> None:
        if self._old_handler is not None and signal.getsignal(signal.SIGINT) == self._interrupt:
            signal.signal(signal.SIGINT, self._old_handler)
        self._old_handler = None

    def _chosen(self, numbers: dict[str, float]) -> str:
        if self._wanted is None:
            return "val_loss" if "val_loss" in numbers else "loss"
        if self._wanted not in numbers:
            measured = ", ".join(name for name in numbers if name != "learning_rate")
            self.break_off()
            raise ValueError(f"monitor={self._wanted!r} is not measured: this training has {measured}. Choose one of them.")
        return self._wanted


def fingerprint(weights: list[Any]) -> int:
    """Make a number out of a model's weights that others hardly share.

    Parameters
    ----------
    weights : list of arrays

    Returns
    -------
    int
    """
    number = 0
    for array in weights:
        number = zlib.crc32(np.ascontiguousarray(array).tobytes(), number)
    return number
