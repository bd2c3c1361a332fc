"""The workers of a Dask cluster, behind the same few methods as local ones. Needs the extra `cluster`."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from contextlib import suppress
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from autograder.workers.calls import ClusterError, WorkerLost

ANSWER_LIMIT = 30  # seconds for a scheduler to answer, and for a first worker to be there
COURSE_MISSING = "Install the same version of the course there, with the extra `cluster`."


class ClusterWorkers:
    """The workers of a Dask cluster.

    What runs there cannot be stopped: `stop` drops it, and the worker finishes for nobody. If a worker dies, Dask does again elsewhere
    whatever it had been given, as often as the scheduler's setting `distributed.scheduler.allowed-failures` says (three times); then
    the calls are lost, those too that only waited there. So hand out few more than `capacity`.

    Parameters
    ----------
    address : str
        The scheduler, as ``tcp://host:8786``.
    introduce : callable, optional
        Run here and on every worker, also on those that join later; one that gives another value must not work.

    Raises
    ------
    ClusterError
        If no scheduler answers, it has no workers, one has several threads, or they do not introduce themselves as this process does.
    """

    def __init__(self, address: str, introduce: Callable[[], object] | None = None) -> None:
        self._address, self._introduce = address, introduce
        self._expected = introduce() if introduce else None
        self._client = _connect(address)
        try:
            self._look_at_workers()
        except BaseException:
            self._client.close(timeout=5)
            raise
        self._open: dict[Future[Any], Any] = {}  # what we promised, and Dask's own future
        self._stopped = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let the cluster go; after an error, at once."""
        self.shutdown(wait=kind is None)

    def capacity(self) -> int:
        """Say how many calls can run at the same time: the cluster's threads, at the moment.

        Returns
        -------
        int
            0 while there is no worker.
        """
        return sum(int(worker["nthreads"]) for worker in self._workers().values())

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> "Future[Any]":  # noqa: ANN401 - as Executor has it
        """Run a call on some worker.

        Parameters
        ----------
        function : callable
            Importable on the workers.
        *arguments, **options : Any
            Can be pickled.

        Returns
        -------
        Future
            Raises WorkerLost if its workers died, ClusterError if the scheduler is gone or the worker does not fit.
        """
        outer: Future[Any] = Future()
        outer.set_running_or_notify_cancel()
        inner = self._client.submit(_alone, self._introduce, self._expected, function, arguments, options, pure=False, retries=0)
        self._open[outer] = inner
        self._client.loop.add_callback(self._follow, outer, inner)
        return outer

    def stop(self) -> None:
        """Drop what waits and give up what runs; returns at once."""
        self._stopped = True
        dropped = dict(self._open)
        for future in dropped:
            _settle(future, error=ClusterError("dropped"))
        self._client.cancel(list(dropped.values()), asynchronous=False)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Let the cluster go; its workers stay for others.

        Parameters
        ----------
        wait : bool
            Return when everything handed out is done.
        cancel_futures : bool
            Drop what is not done.
        """
        self._stopped = self._stopped or cancel_futures or not wait
        if self._stopped:
            self.stop()
        wait_for(list(self._open))
        self._client.close(timeout=5)

    async def _follow(self, outer: "Future[Any]", inner: Any) -> None:  # noqa: ANN401 - distributed is without types
        """Bring a call's end home. Dask's own executor never ends a call whose finished result is lost with its worker for good."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra, and slow
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        try:
            _settle(outer, result=await self._client.gather(inner, asynchronous=True))
        except (CancelledError, asyncio.CancelledError):
            _settle(
                outer, error=ClusterError(f"the scheduler at {self._address} went away. Start it, and run again: what is done is kept.")
            )
        except (KilledWorker, CommClosedError) as error:
            _settle(outer, error=WorkerLost(f"its workers died ({type(error).__name__})"))
        except BaseException as error:  # noqa: BLE001 - whatever the call raised
            _settle(outer, error=error)
        finally:
            self._open.pop(outer, None)

    def _workers(self) -> dict[str, dict[str, Any]]:
        return dict(self._client.scheduler_info(n_workers=-1)["workers"])

    def _look_at_workers(self) -> None:
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=ANSWER_LIMIT)
        workers = self._workers()
        if not workers:
            raise ClusterError(
                f"the scheduler at {self._address} has no workers: start some with `dask worker {self._address} --nthreads 1`."
            )
        if many := sorted(name for name, worker in workers.items() if worker["nthreads"] != 1):
            raise ClusterError(
                f"{_listed(many)}: several threads. A sandbox serves one submission at a time and belongs to its process: "
                f"start workers with `dask worker {self._address} --nthreads 1 --nworkers N`."
            )
        if self._introduce:
            self._refuse_strangers(self._introduce)

    def _refuse_strangers(self, introduce: Callable[[], object]) -> None:
        for worker, answer in self.ask(introduce).items():
            if answer != self._expected:
                raise ClusterError(_stranger(worker, answer, self._expected))

    def ask(self, question: Callable[[], Any]) -> dict[str, Any]:
        """Run a function on every worker there is now.

        Parameters
        ----------
        question : callable
            Importable on the workers.

        Returns
        -------
        dict of worker to what it returned

        Raises
        ------
        ClusterError
            If it raises anywhere, or a worker has no such function.
        """
        said = self._client.run(question, on_error="return")
        for worker, answer in sorted(said.items()):
            if isinstance(answer, BaseException):
                raise ClusterError(f"worker {worker} cannot work: {type(answer).__name__}: {answer}. {COURSE_MISSING}") from answer
        return dict(sorted(said.items()))


_ONE_AT_A_TIME = threading.Lock()


def _alone(
    introduce: Callable[[], object] | None,
    expected: object,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    options: dict[str, Any],
) -> Any:  # noqa: ANN401 - whatever the function gives
    """Run one call on a worker; workers that joined late are looked at here, and several threads of one wait for each other."""
    with _ONE_AT_A_TIME:
        if introduce and (said := introduce()) != expected:
            from distributed import get_worker  # noqa: PLC0415 - only on workers

            raise ClusterError(_stranger(get_worker().address, said, expected))
        return function(*arguments, **options)


def _connect(address: str) -> Any:  # noqa: ANN401 - distributed is without types
    try:
        client: Any = import_module("distributed").Client  # an extra, slow, and without types
    except ImportError as error:
        raise ClusterError(f"{error}. Install the course with the extra `cluster`: pip install 'perceptron-to-petals[cluster]'.") from error
    try:
        return client(address, timeout=ANSWER_LIMIT, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise ClusterError(
            f"no scheduler answers at {address}: {error}. Start one with `dask scheduler`, and give its tcp:// address."
        ) from error


def _stranger(worker: str, said: object, expected: object) -> str:
    return f"worker {worker} is another version: it says {said}, needed is {expected}. {COURSE_MISSING}"


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{'worker' if len(names) == 1 else 'workers'} {shown}" + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004


def _settle(future: "Future[Any]", *, result: Any = None, error: BaseException | None = None) -> None:  # noqa: ANN401 - whatever it is
    """Give a future its end, unless it has one."""
    with suppress(Exception):
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)
