"""Sends tasks to worker processes, watches them, and ends in good order when interrupted."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field

from autograder.headless.execute import Task, execute, position
from autograder.headless.progress import Display
from autograder.headless.results import Execution, Failure
from autograder.workers import PATIENCE, WorkerLost

LOOK_EVERY = 0.3  # seconds between two looks at how far the notebooks are


@dataclass
class Crew:
    """The tasks of a run on their way through the workers.

    Attributes
    ----------
    jobs : int
        Tasks handed out at the same time.
    workers : callable
        Makes the executor, and another one should its processes break.
    display : Display
    begin : callable
        Called in this process with each task just before it is handed out.
    done : callable
        Called in this process with each task and its execution, as soon as it is there.
    """

    jobs: int
    workers: Callable[[int], Executor]
    display: Display
    begin: Callable[[Task], None]
    done: Callable[[Task, Execution], None]
    _running: dict[Future[Execution], Task] = field(default_factory=dict)
    _stopping: bool = False

    def work(self, tasks: Iterable[Task]) -> bool:
        """Execute every task.

        Parameters
        ----------
        tasks : iterable of Task

        Returns
        -------
        bool
            False if a KeyboardInterrupt ended the work. What ran then is kept as far as it came; what had not begun is left out.
        """
        waiting = deque(tasks)
        executor = self.workers(self.jobs)
        try:
            while waiting or self._running:
                # No more than can run: should a worker break, only what it and its fellows hold is lost.
                while waiting and len(self._running) < self.jobs:
                    self._hand_out(executor, waiting.popleft())
                if self._collect():
                    executor.shutdown(wait=False)
                    executor = self.workers(self.jobs)
        except KeyboardInterrupt:
            self._stop(executor)
            return False
        executor.shutdown()
        return True

    def _hand_out(self, executor: Executor, task: Task) -> None:
        (task.folder / "position.json").unlink(missing_ok=True)
        self.begin(task)
        self.display.started(task)
        self._running[executor.submit(execute, task)] = task

    def _collect(self) -> bool:
        """Take in what has finished; tell whether the executor broke: our own workers mend themselves, the standard library's do not."""
        finished, _ = wait(self._running, timeout=LOOK_EVERY, return_when=FIRST_COMPLETED)
        for task in self._running.values():
            if where := position(task):
                self.display.reached(task, where)
        for future in finished:
            task, execution = self._running[future], self._outcome(future)
            self.done(task, execution)
            self.display.finished(task, execution)
            del self._running[future]
        return any(isinstance(future.exception(), BrokenProcessPool) for future in finished if not future.cancelled())

    def _stop(self, executor: Executor) -> None:
        """Ask the workers to end, and take in how far they came."""
        self._stopping = True
        self.display.note("Stopping: what is done is kept. Interrupt again to leave at once.")
        stop = getattr(executor, "stop", None) or (lambda: executor.shutdown(wait=False, cancel_futures=True))
        with suppress(KeyboardInterrupt):
            stop()
            wait(self._running, timeout=PATIENCE + 1)
            self._collect()
        for task in self._running.values():
            self.done(task, Execution(task.lesson, task.seed, "interrupted"))

    def _outcome(self, future: Future[Execution]) -> Execution:
        """Turn whatever became of a call into a value."""
        task = self._running[future]
        error = None if future.cancelled() else future.exception()
        if not future.cancelled() and error is None:
            return future.result()
        if self._stopping or error is None or isinstance(error, KeyboardInterrupt):
            return Execution(task.lesson, task.seed, "interrupted")
        reason = "its worker process died" if isinstance(error, BrokenProcessPool | WorkerLost) else f"{type(error).__name__}: {error}"
        return Execution(task.lesson, task.seed, "not_run", failure=Failure(f"could not be run: {reason}"))
