"""What `fit` does between epochs: show, keep the best, average, write down. Imports Keras: load it only when training starts."""

import time
from collections.abc import Callable
from typing import Any

import keras
from tqdm.auto import tqdm

Logs = dict[str, Any] | None


class Progress(keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """A bar over the epochs, and the numbers of each finished one (kept when training is interrupted)."""

    def __init__(self, epochs: int, curves: dict[str, list[float]], *, hidden: bool) -> None:
        super().__init__()
        self.curves = curves
        self._started = 0.0
        self._bar = tqdm(total=epochs, initial=len(curves.get("loss", ())), unit="epoch", disable=hidden)

    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Note the time."""
        self._started = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Keep the numbers and move the bar."""
        numbers = {name: float(value) for name, value in (logs or {}).items()}
        numbers["learning_rate"] = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
        numbers["seconds"] = time.perf_counter() - self._started
        for name, value in numbers.items():
            self.curves.setdefault(name, []).append(value)
        self._bar.set_postfix_str(f"train {numbers['accuracy']:.3f}, validation {numbers['val_accuracy']:.3f}")
        self._bar.update()

    def close(self) -> None:
        """Finish the bar."""
        self._bar.close()


class Keeper(keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """The weights that the network is to have in the end: those of its best epoch or of its last one."""

    def __init__(self, keep: str, patience: int | None) -> None:
        super().__init__()
        self.epoch = 0
        self.weights: list[Any] | None = None
        self._keep, self._patience = keep, patience
        self._accuracies: list[float] = []

    def resume(self, accuracies: list[float], epoch: int, weights: list[Any]) -> None:
        """Go on after a checkpoint."""
        self._accuracies, self.epoch, self.weights = list(accuracies), epoch, weights

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        """Keep the weights if they are wanted, and stop when patience is out."""
        accuracy = float((logs or {})["val_accuracy"])
        if self._keep == "last" or accuracy > max(self._accuracies, default=-1.0):
            self.epoch, self.weights = epoch + 1, self.model.get_weights()
        self._accuracies.append(accuracy)
        if self.is_out_of_patience():
            self.model.stop_training = True

    def is_out_of_patience(self) -> bool:
        """Tell whether the best epoch is as long ago as the recipe waits."""
        since = self._accuracies[::-1].index(max(self._accuracies)) if self._accuracies else 0
        return self._patience is not None and since >= self._patience

    def on_train_end(self, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Give the network what was kept."""
        self.give(self.model)

    def give(self, model: keras.Model) -> None:
        """Give a network what was kept, if an epoch was finished."""
        if self.weights is not None:
            model.set_weights(self.weights)


class Plateau(keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """Halves the learning rate where the validation loss stands still.

    Unlike Keras's ReduceLROnPlateau it follows from the curves alone, so that a resumed training goes on as if it had not stopped.
    """

    def __init__(self, top: float, curves: dict[str, list[float]]) -> None:
        super().__init__()
        self._top, self._curves = top, curves

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Set the rate of the next epoch."""
        self.model.optimizer.learning_rate = self._top * 0.5 ** halvings(self._curves["val_loss"])


def halvings(losses: list[float], patience: int = 3) -> int:
    """Count how often a plateau halves the learning rate.

    Parameters
    ----------
    losses : list of floats, the validation loss of each epoch
    patience : int, epochs

    Returns
    -------
    int
    """
    lowest, waiting, count = float("inf"), 0, 0
    for loss in losses:
        lowest, waiting = (loss, 0) if loss < lowest else (lowest, waiting + 1)
        if waiting >= patience:
            count, waiting = count + 1, 0
    return count


class Averages(keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """Puts the running average in the weights' place while an epoch is validated and kept; stands last in the list of callbacks."""

    def __init__(self) -> None:
        super().__init__()
        self._running: list[Any] | None = None

    def on_test_begin(self, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Exchange the weights for their average."""
        self._running = [keras.ops.convert_to_numpy(variable) for variable in self.model.trainable_variables]
        self.model.optimizer.finalize_variable_values(self.model.trainable_variables)

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Go on from where training was."""
        for variable, value in zip(self.model.trainable_variables, self._running or (), strict=True):
            variable.assign(value)


class Writer(keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """Calls a function after each epoch, when everything else is done."""

    def __init__(self, write: Callable[[], None]) -> None:
        super().__init__()
        self._write = write

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002 - Keras's signature
        """Write."""
        self._write()
