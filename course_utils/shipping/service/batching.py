"""Images of several requests go through the network together; what arrives while it computes is the next batch."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.shipping.formats.running import Runner

Floats = NDArray[np.float32]


@dataclass(eq=False)
class _Waiting:
    runner: Runner
    image: NDArray[np.uint8]
    answer: "asyncio.Future[Floats]"


class Batcher:
    """One thread that computes, and a queue before it.

    Parameters
    ----------
    most_batch : int, images that go through a network together
    watched : callable (images) -> None, called after each batch, for the metrics
    """

    def __init__(self, most_batch: int, watched: Callable[[int], None] = lambda _: None) -> None:
        self._most, self._watched = most_batch, watched
        self._waiting: deque[_Waiting] = deque()
        self._work = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="network")
        self._recent: deque[float] = deque(maxlen=50)  # seconds an image took, batch by batch
        self._task: asyncio.Task[None] | None = None
        self._ending = False

    def start(self) -> None:
        """Begin to compute; needs a running event loop."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Compute what waits, then end."""
        self._ending = True
        self._work.set()
        if self._task:
            await self._task
        self._thread.shutdown()

    @property
    def waiting(self) -> int:
        """Images in the queue."""
        return len(self._waiting)

    def seconds_to_wait(self) -> float:
        """Guess how long the queue takes, from what the last batches took."""
        each = sum(self._recent) / len(self._recent) if self._recent else 0.0
        return each * len(self._waiting)

    async def ask(self, runner: Runner, image: NDArray[np.uint8]) -> Floats:
        """Wait for an image's turn.

        Parameters
        ----------
        runner : Runner
        image : uint8 array (side, side, 3)

        Returns
        -------
        float32 array (classes,)
        """
        entry = _Waiting(runner, image, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        self._work.set()
        return await entry.answer

    async def _run(self) -> None:
        while self._waiting or not self._ending:
            await self._work.wait()
            batch = self._next()
            if not batch:
                self._work.clear()
                continue
            began = time.perf_counter()
            try:
                answers = await asyncio.get_running_loop().run_in_executor(self._thread, _answers, batch)
            except Exception as problem:  # noqa: BLE001 - whatever a runtime raises is told to those who wait, and the next batch goes on
                for entry in batch:
                    if not entry.answer.done():
                        entry.answer.set_exception(problem)
                continue
            self._recent.append((time.perf_counter() - began) / len(batch))
            self._watched(len(batch))
            for entry, answer in zip(batch, answers, strict=True):
                if not entry.answer.done():  # its request may have given up
                    entry.answer.set_result(answer)

    def _next(self) -> list[_Waiting]:
        """Take the oldest that still wants an answer, and those after it that ask the same network."""
        batch: list[_Waiting] = []
        while self._waiting and len(batch) < self._most:
            if self._waiting[0].answer.done():
                self._waiting.popleft()
            elif batch and self._waiting[0].runner is not batch[0].runner:
                break
            else:
                batch.append(self._waiting.popleft())
        return batch


def _answers(batch: Sequence[_Waiting]) -> Floats:
    return batch[0].runner(np.stack([entry.image for entry in batch]))
