"""The sandboxes that a process keeps for itself, from one submission to the next."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.util import Finalize

from autograder.kernels import sandboxes

KEPT_FOR = 600.0  # seconds without a submission; formgrader's process may live for weeks, and a sandbox holds 600 MB


class Keeper:
    """Lends sandboxes, one borrower each, and opens one only where none is left.

    Parameters
    ----------
    kept_for : float, seconds
        When all have been given back for so long, they are closed.
    """

    def __init__(self, kept_for: float = KEPT_FOR) -> None:
        self._kept_for, self._lock = kept_for, threading.Lock()
        self._idle: dict[tuple[bool, bool], list[sandboxes.Sandbox]] = {}
        self._opened, self._lent = ExitStack(), 0
        self._timer: threading.Timer | None = None

    @contextmanager
    def borrowed(self, *, trusted: bool = False, cold: bool = False) -> Iterator[sandboxes.Sandbox]:
        """Take a sandbox that nobody in this process uses; it is kept for whoever comes next.

        Parameters
        ----------
        trusted, cold : bool
            As for `sandboxes.open_sandbox`.

        Yields
        ------
        Sandbox

        Raises
        ------
        SandboxError
            Where there is none, and `trusted` was not said.
        """
        with self._lock:
            self._stop_timer()
            idle = self._idle.setdefault((trusted, cold), [])
            sandbox = idle.pop() if idle else self._opened.enter_context(sandboxes.open_sandbox(trusted=trusted, cold=cold))
            self._lent += 1
        try:
            yield sandbox
        finally:
            with self._lock:
                idle.append(sandbox)
                self._lent -= 1
                self._stop_timer()  # of another that was given back while this one was still lent
                self._timer = threading.Timer(self._kept_for, self._close_unused)
                self._timer.daemon = True
                self._timer.start()

    def close(self) -> None:
        """Close all of them; the next one asked for is opened afresh."""
        with self._lock:
            self._close()

    def _close_unused(self) -> None:
        with self._lock:
            if not self._lent:
                self._close()

    def _close(self) -> None:
        self._stop_timer()
        self._idle.clear()
        self._opened.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


_keeper = Keeper()
borrowed = _keeper.borrowed
Finalize(None, _keeper.close, exitpriority=10)  # also runs in worker processes, where atexit does not
