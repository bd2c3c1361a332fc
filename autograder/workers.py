"""Processes that do the work of a run: on this machine, or on a Dask cluster.

Always processes, never threads: papermill and nbgrader change the process's working directory.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from autograder.cluster import ClusterWorkers

PATIENCE = 20.0  # seconds between asking a worker to stop and ending it: time to save a notebook and end its kernel
ORPHAN_PATIENCE = 5.0  # the same where the parent is gone: nobody waits for what the worker would hand back


class Stop(KeyboardInterrupt):
    """Raised in a worker's main thread when its work is to end now.

    A KeyboardInterrupt, because that is what event loops let through at once.
    """


class WorkerLost(Exception):  # noqa: N818 - a name beside Stop
    """A call's worker process or machine is gone, so nobody knows what became of the call; others are not concerned."""


class Workers(Protocol):
    """What a run needs of whoever does its work: a little more than an Executor."""

    def capacity(self) -> int:
        """Say how many calls can run at the same time, now; workers may come and go."""
        ...

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> "Future[Any]":  # noqa: ANN401 - as Executor has it
        """Run a call; its future raises WorkerLost if the worker goes away, Stop if it was told to stop."""
        ...

    def stop(self) -> None:
        """Drop what waits and give up what runs; returns at once."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Let the workers go."""


@dataclass
class _Asked:
    future: "Future[Any]"
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: dict[str, Any]


class LocalWorkers(Executor):
    """A process pool whose running calls can be asked to stop, and in which a process that dies takes only its own call with it.

    Each process is a pool of its own, because the standard library's pool gives up all its calls when one process dies.

    Parameters
    ----------
    jobs : int, processes, at least 1
        Calls that run at the same time.
    """

    def __init__(self, jobs: int) -> None:
        # A fresh interpreter each: a forked one would inherit the threads' locks of whoever displays the progress.
        self._context = multiprocessing.get_context("spawn")
        # A pipe nobody reads: what lies in it says stop. An Event would block for good once a process that waits for it is killed.
        self._heard, self._say = self._context.Pipe(duplex=False)
        self._stopped = False
        self._lock = threading.RLock()
        self._jobs, self._closed, self._leaving = jobs, False, False
        self._idle = [self._new() for _ in range(jobs)]
        self._waiting: deque[_Asked] = deque()
        self._running: set[Future[Any]] = set()

    def capacity(self) -> int:
        """Say how many calls can run at the same time.

        Returns
        -------
        int
        """
        return self._jobs

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> "Future[Any]":  # noqa: ANN401 - as Executor has it
        """Run a call as soon as a process is idle.

        Parameters
        ----------
        function : callable
            Importable in another process.
        *arguments, **options : Any
            Can be pickled.

        Returns
        -------
        Future
            Raises WorkerLost if the process died, and Stop if it was told to stop.
        """
        call = _Asked(Future(), function, arguments, options)
        with self._lock:
            if self._closed:
                raise RuntimeError("these workers were let go: make new ones")
            self._waiting.append(call)
            self._hand_out()
        return call.future

    def stop(self) -> None:
        """Drop what waits and raise Stop in what runs; returns at once.

        A call that ignores it is ended with its process after PATIENCE seconds.
        """
        with self._lock:
            if not self._stopped:
                self._stopped = True
                self._say.send_bytes(b"stop")
        self.shutdown(wait=False, cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Let the processes end after what they have to do.

        Parameters
        ----------
        wait : bool
            Return when they have ended.
        cancel_futures : bool
            Drop what waits.
        """
        with self._lock:
            self._closed, self._leaving = True, not wait
            dropped = list(self._waiting) if cancel_futures else []
            for call in dropped:
                self._waiting.remove(call)
            open_futures = [*self._running, *(call.future for call in self._waiting)]
            pools = self._idle if wait else list(self._idle)  # while one waits, those that work come back to the list
        for call in dropped:
            call.future.cancel()
            call.future.set_running_or_notify_cancel()  # what wakes `wait` and `as_completed`
        if wait:
            wait_for(open_futures)
        for pool in pools:
            pool.shutdown(wait=wait)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin, initargs=(self._heard,))

    def _hand_out(self) -> None:
        while self._idle and self._waiting:
            call = self._waiting.popleft()
            if not call.future.set_running_or_notify_cancel():
                continue
            pool = self._idle.pop()
            try:
                inner = pool.submit(_call, call.function, call.arguments, call.options)
            except BrokenProcessPool:  # it died while it had nothing to do
                pool = self._new()
                inner = pool.submit(_call, call.function, call.arguments, call.options)
            self._running.add(call.future)
            inner.add_done_callback(lambda inner, pool=pool, call=call: self._finished(pool, call, inner))  # type: ignore[misc]  # defaults bind now

    def _finished(self, pool: ProcessPoolExecutor, call: _Asked, inner: "Future[Any]") -> None:
        error = inner.exception()
        died = isinstance(error, BrokenProcessPool)
        with self._lock:
            self._running.discard(call.future)
            self._idle.append(self._new() if died else pool)
            self._hand_out()
            if self._leaving and not died and not self._waiting:
                pool.shutdown(wait=False)
        if isinstance(error, BrokenProcessPool | Stop):
            call.future.set_exception(Stop() if self._stopped else WorkerLost("its worker process died"))
        elif error is not None:
            call.future.set_exception(error)
        else:
            call.future.set_result(inner.result())


def local_workers(jobs: int) -> LocalWorkers:
    """Make a pool of local worker processes.

    Parameters
    ----------
    jobs : int, processes, at least 1
        Calls that run at the same time.

    Returns
    -------
    LocalWorkers, a concurrent.futures.Executor
        Use it in a `with` statement. Its workers end with it, with this process, and when it is told to `stop()`.
    """
    return LocalWorkers(jobs)


def dask_workers(address: str, *, introduce: Callable[[], object] | None = None) -> "ClusterWorkers":
    """Take the workers of a Dask cluster.

    Parameters
    ----------
    address : str
        Its scheduler, as ``tcp://host:8786``.
    introduce : callable, optional
        Run here and on every worker; a worker that gives another value must not work.

    Returns
    -------
    ClusterWorkers
        `Workers`, and a context manager.

    Raises
    ------
    autograder.cluster.ClusterError
        If there is no such cluster, it has no workers, or they do not fit.
    """
    from autograder.cluster import ClusterWorkers  # noqa: PLC0415 - distributed is an extra, and slow

    return ClusterWorkers(address, introduce)


class _State:
    """What a worker process is at, for its signal handler."""

    busy = False  # in a call
    told = False  # to stop, by whoever made the pool


def _begin(heard: Connection) -> None:
    # Ctrl-C in a terminal reaches every process of the group; only the parent decides what it means.
    signal.signal(signal.SIGINT, _pass_over)
    signal.signal(signal.SIGTERM, _end_call)
    threading.Thread(target=_watch, args=(heard,), daemon=True).start()


def _call(function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever it gives
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
