"""Ctrl-C, heard at a time that suits: a first one asks, a second one ends."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)  # CI services and schedulers end a job politely first


class Interruption:
    """Notes the first Ctrl-C (or SIGTERM) and raises KeyboardInterrupt at the second; a context manager.

    Attributes
    ----------
    asked : bool
        Whether the work is to end.
    """

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        """Listen, where that is possible: only a process's main thread hears signals."""
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._hear) for number in SIGNALS}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Listen no more."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def __call__(self) -> bool:
        """Say whether the work is to end."""
        return self.asked

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
