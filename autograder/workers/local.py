"""Processes on this machine that do the work of a run, behind the standard library's Executor."""

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from autograder.workers.calls import Stop, WorkerLost
from autograder.workers.process import begin, run_call


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
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=begin, initargs=(self._heard,))

    def _hand_out(self) -> None:
        while self._idle and self._waiting:
            call = self._waiting.popleft()
            if not call.future.set_running_or_notify_cancel():
                continue
            pool = self._idle.pop()
            try:
                inner = pool.submit(run_call, call.function, call.arguments, call.options)
            except BrokenProcessPool:  # it died while it had nothing to do
                pool = self._new()
                inner = pool.submit(run_call, call.function, call.arguments, call.options)
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
