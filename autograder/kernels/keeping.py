"""The sandboxes that this process keeps for itself, from the first submission to the last."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.util import Finalize

from autograder.kernels import sandboxes

_idle: dict[tuple[bool, bool], list[sandboxes.Sandbox]] = {}
_lock = threading.Lock()
_opened = ExitStack()
Finalize(None, lambda: close_kept(), exitpriority=10)  # noqa: PLW0108 - defined below; also runs in worker processes, where atexit does not


@contextmanager
def borrowed(*, trusted: bool = False, cold: bool = False) -> Iterator[sandboxes.Sandbox]:
    """Take a sandbox that nobody in this process uses, or open another; it is kept for whoever comes next.

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
    with _lock:
        idle = _idle.setdefault((trusted, cold), [])
        sandbox = idle.pop() if idle else _opened.enter_context(sandboxes.open_sandbox(trusted=trusted, cold=cold))
    try:
        yield sandbox
    finally:
        with _lock:
            idle.append(sandbox)


def close_kept() -> None:
    """Close all of them; the next one asked for is opened afresh."""
    with _lock:
        _idle.clear()
        _opened.close()
