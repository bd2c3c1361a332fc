"""Processes that do the work of a run, behind the standard library's Executor.

Always processes, never threads: papermill and nbgrader change the process's working directory.
"""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.synchronize import Event

PATIENCE = 20.0  # seconds between asking a worker to stop and ending it: time to save a notebook and end its kernel
ORPHAN_PATIENCE = 5.0  # the same where the parent is gone: nobody waits for what the worker would hand back


class Stop(KeyboardInterrupt):
    """Raised in a worker's main thread when its work is to end now.

    A KeyboardInterrupt, because that is what event loops let through at once.
    """


class LocalWorkers(ProcessPoolExecutor):
    """A process pool whose running calls can be asked to stop.

    Parameters
    ----------
    jobs : int, processes, at least 1
        Calls that run at the same time.
    """

    def __init__(self, jobs: int) -> None:
        # A fresh interpreter each: a forked one would inherit the threads' locks of whoever displays the progress.
        context = multiprocessing.get_context("spawn")
        self._stop: Event = context.Event()
        super().__init__(jobs, mp_context=context, initializer=_begin, initargs=(self._stop,))

    def stop(self) -> None:
        """Drop what waits and raise Stop in what runs; returns at once.

        A call that ignores it is ended with its process after PATIENCE seconds.
        """
        self._stop.set()
        self.shutdown(wait=False, cancel_futures=True)


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


def _begin(stop: Event) -> None:
    # Ctrl-C in a terminal reaches every process of the group; only the parent decides what it means.
    signal.signal(signal.SIGINT, _pass_over)
    signal.signal(signal.SIGTERM, _raise_stop)
    threading.Thread(target=_watch, args=(stop,), daemon=True).start()


def _pass_over(_signal: int, _frame: object) -> None:
    pass


def _raise_stop(_signal: int, _frame: object) -> None:
    raise Stop


def _watch(stop: Event) -> None:
    """End this worker when it is told to, and when its parent is gone without having said so."""
    parent = multiprocessing.parent_process()
    while not stop.wait(0.5) and (parent is None or parent.is_alive()):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(PATIENCE if stop.is_set() else ORPHAN_PATIENCE)
    os._exit(1)
