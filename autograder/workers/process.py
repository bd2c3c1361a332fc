"""The inside of a local worker process: when it is told to stop, and when its parent is gone."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any

from autograder.workers.calls import Stop

PATIENCE = 20.0  # seconds between asking a worker to stop and ending it: time to save a notebook and end its kernel
ORPHAN_PATIENCE = 5.0  # the same where the parent is gone: nobody waits for what the worker would hand back


class _State:
    """What a worker process is at, for its signal handler."""

    busy = False  # in a call
    told = False  # to stop, by whoever made the pool


def begin(heard: Connection) -> None:
    """Prepare a new worker process.

    Parameters
    ----------
    heard : Connection
        Readable, or closed at its other end, when the worker is to stop.
    """
    # Ctrl-C in a terminal reaches every process of the group; only the parent decides what it means.
    signal.signal(signal.SIGINT, _pass_over)
    signal.signal(signal.SIGTERM, _end_call)
    threading.Thread(target=_watch, args=(heard,), daemon=True).start()


def run_call(function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever it gives
    """Run one call, so that it can be stopped.

    Parameters
    ----------
    function : callable
    arguments : tuple
    options : dict

    Returns
    -------
    What the function returns

    Raises
    ------
    Stop
        If the worker was told to stop, before or meanwhile.
    """
    _State.busy = True
    try:
        if _State.told:  # the pool hands a process its next call while it is at one
            raise Stop
        return function(*arguments, **options)
    finally:
        _State.busy = False


def _pass_over(_signal: int, _frame: FrameType | None) -> None:
    pass


def _end_call(_signal: int, _frame: FrameType | None) -> None:
    """End the call; between two of them, let the pool say when to go: a process that leaves by itself breaks it."""
    if _State.busy:
        raise Stop
    if not _State.told:
        raise SystemExit(1)


def _watch(heard: Connection) -> None:
    """End this worker when it is told to, and when its parent is gone without having said so."""
    heard.poll(None)  # until there is something to read, or the only other end is closed
    parent = multiprocessing.parent_process()
    if parent:
        parent.join(0.5)  # a killed process's pipes may close a moment before it is seen to be dead
    _State.told = parent is None or parent.is_alive()
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(PATIENCE if _State.told else ORPHAN_PATIENCE)
    os._exit(1)
