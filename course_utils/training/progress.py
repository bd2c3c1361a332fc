"""The line that says how far training is. Imports Keras: load it only when training starts."""

import time
from typing import Any

import keras
from tqdm.auto import tqdm


class Progress(keras.callbacks.Callback):  # type: ignore[misc]  # Keras is untyped
    """A bar over the epochs, and the numbers of each finished one (kept when training is interrupted)."""

    def __init__(self, epochs: int, *, hidden: bool) -> None:
        super().__init__()
        self.history: dict[str, list[float]] = {}
        self._started = 0.0
        self._bar = tqdm(total=epochs, unit="epoch", disable=hidden)

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - Keras's signature
        """Note the time."""
        self._started = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - Keras's signature
        """Keep the numbers and move the bar."""
        numbers = {name: float(value) for name, value in (logs or {}).items()}
        numbers["learning_rate"] = float(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate))
        numbers["seconds"] = time.perf_counter() - self._started
        for name, value in numbers.items():
            self.history.setdefault(name, []).append(value)
        self._bar.set_postfix_str(f"train {numbers['accuracy']:.3f}, validation {numbers['val_accuracy']:.3f}")
        self._bar.update()

    def close(self) -> None:
        """Finish the bar."""
        self._bar.close()


def progress(epochs: int, *, hidden: bool = False) -> Progress:
    """Start a progress line.

    Parameters
    ----------
    epochs : int, how many there will be
    hidden : bool
        Keep the numbers only; something else shows them.

    Returns
    -------
    Progress
    """
    return Progress(epochs, hidden=hidden)
