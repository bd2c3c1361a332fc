"""What the service does with an image: decode, remember or ask the network, write the log, answer."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import product
from math import ceil
from typing import Any, Literal, get_args
from uuid import uuid4

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from course_utils.shipping.formats.kinds import ShippingError
from course_utils.shipping.service.batching import Batcher
from course_utils.shipping.service.experiment import Experiment
from course_utils.shipping.service.intake import REFUSALS, Pixels, Refusal, RefusedError, content_hash, refused, taken_in
from course_utils.shipping.service.known import Answer, Known
from course_utils.shipping.service.log import Log, LogError
from course_utils.shipping.service.metrics import Metrics
from course_utils.shipping.service.served import Served
from course_utils.shipping.service.settings import Settings
from course_utils.shipping.watching.drift import Drift, drift

Endpoint = Literal["predict", "batch", "explain"]
_logger = logging.getLogger(__name__)
_DECODERS = 2  # images that are decoded at the same time: each may take 75 MB


class Service:
    """Everything that answers requests; made once for each process.

    Parameters
    ----------
    experiment : Experiment
    log : Log
    settings : Settings
    changed : callable (Experiment) -> Experiment or None, optional
        Asked from time to time whether other versions are to be used.
    """

    def __init__(
        self,
        experiment: Experiment,
        log: Log,
        settings: Settings | None = None,
        changed: Callable[[Experiment], Experiment | None] = lambda _: None,
    ) -> None:
        self.experiment, self.log, self.settings, self._changed = experiment, log, settings or Settings(), changed
        self.metrics = Metrics()
        for endpoint, refusal in product(get_args(Endpoint), REFUSALS.values()):
            self.metrics.images.labels(endpoint, refusal.status, refusal.reason)  # from zero on, so that Prometheus sees the first, too
        self.batcher = Batcher(self.settings.most_batch, self.metrics.batches.observe)
        self.stopping = False
        self._known: LRUCache[tuple[int, int, str], Known] = LRUCache(self.settings.cached_answers)
        self._decoders = ThreadPoolExecutor(_DECODERS, thread_name_prefix="decoder")
        self._explainers = ThreadPoolExecutor(1, thread_name_prefix="explainer")
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="reader")

    async def answer(self, content: bytes, endpoint: Endpoint, began: float) -> Answer:
        """Answer one image; the answer is in the log before it is returned.

        Parameters
        ----------
        content : bytes
        endpoint : "predict" or "batch"
        began : float, `time.perf_counter()` when the request arrived

        Returns
        -------
        Answer

        Raises
        ------
        RefusedError
            If it is no usable image, takes too long, or cannot be logged.
        """
        served, facts = self._dealt(content)
        async with self._accounted(endpoint, began, facts):
            known, cached = await self._look(content, facts["content"], served)
        label, seconds = int(known.probabilities.argmax()), time.perf_counter() - began
        row = self._row(endpoint, 200, "answered", seconds) | facts | self._found(known, label, cached=cached)
        try:
            async with asyncio.timeout(self.settings.log_seconds):
                await self.log.write(row)
        except (LogError, TimeoutError) as problem:
            lost = refused("no_log")
            self._count(endpoint, lost.refusal.status, lost.refusal.reason, seconds)
            raise lost from problem
        self._count(endpoint, 200, "answered", seconds)
        self.metrics.answers.labels(served.number, label).inc()
        self.metrics.cached.inc(cached)
        return Answer(row["id"], served, facts["arm"], known.probabilities, known.width, known.height, cached, seconds)

    async def explain(self, content: bytes, began: float) -> tuple[int, NDArray[np.float32]]:
        """Show what spoke for the class that an image was put into.

        Parameters
        ----------
        content : bytes
        began : float

        Returns
        -------
        int, the class; float32 array (h, w), 0 to 1

        Raises
        ------
        RefusedError
            As for `answer`, and if the version cannot explain itself.
        """
        served, facts = self._dealt(content)
        async with self._accounted("explain", began, facts):
            pixels = await self._decoded(content, served)
            label = int((await self.batcher.ask(served.runner, pixels.image)).argmax())
            try:
                found = await asyncio.get_running_loop().run_in_executor(self._explainers, served.heatmap, pixels.image, label)
            except ShippingError as problem:
                raise refused("no_explanation") from problem
        seconds = time.perf_counter() - began
        self._count("explain", 200, "explained", seconds)
        self.log.note(self._row("explain", 200, "explained", seconds) | facts | {"label": label})
        return label, found

    def refuse(self, endpoint: str, refusal: Refusal, began: float, facts: Mapping[str, Any]) -> None:
        """Count and log a request that gets no answer.

        Parameters
        ----------
        endpoint : str
        refusal : Refusal
        began : float
        facts : mapping of column to value, as far as they are known
        """
        seconds = time.perf_counter() - began
        self._count(endpoint, refusal.status, refusal.reason, seconds)
        self.log.note(self._row(endpoint, refusal.status, refusal.reason, seconds) | dict(facts))

    def retry_after(self) -> int:
        """Guess when to come back, in whole seconds, at least 1."""
        return max(1, ceil(self.batcher.seconds_to_wait()))

    async def drift(self) -> list[Drift]:
        """Compare the newest answers of the version in use with its card.

        Returns
        -------
        list of Drift

        Raises
        ------
        LogError
            If the log cannot be read.
        """
        champion = self.experiment.champion
        seen = await self.read(self.log.seen, champion.number, self.settings.window)
        found = drift(champion.card.reference, seen.measured, seen.labels)
        self.metrics.drifted(found)
        return found

    async def look_around(self) -> None:
        """Change over to another version if one was promoted, and look at the drift; a change that fails leaves all as it is.

        Raises
        ------
        LogError
            If the log cannot be read.
        ShippingError
            If the version that was promoted cannot be opened.
        """
        other = await self.read(self._changed, self.experiment)
        if other is not None:
            self.experiment = other
        self.metrics.uses(self.experiment.champion.number, self.experiment.challenger.number if self.experiment.challenger else None)
        await self.drift()

    async def read(self, function: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever the log answers
        """Ask the log something without holding up the requests.

        Parameters
        ----------
        function : callable
        *arguments, **options : its own

        Returns
        -------
        what the function returns
        """
        return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: function(*arguments, **options))

    async def stop(self) -> None:
        """Answer what is under way, write the log, and let everything go."""
        self.stopping = True
        await self.batcher.stop()
        for threads in (self._decoders, self._explainers, self._readers):
            threads.shutdown()
        await asyncio.get_running_loop().run_in_executor(None, self.log.close)

    def _dealt(self, content: bytes) -> tuple[Served, dict[str, Any]]:
        """Choose who answers, and begin the row of the log."""
        name = content_hash(content)
        arm, served = self.experiment.choose(name)
        return served, {"version": served.number, "arm": arm, "content": name, "bytes": len(content)}

    @asynccontextmanager
    async def _accounted(self, endpoint: Endpoint, began: float, facts: Mapping[str, Any]) -> AsyncIterator[None]:
        """Give it the time that an answer may take; whatever goes wrong is counted, logged and told, each in one place."""
        try:
            try:
                async with asyncio.timeout(self.settings.answer_seconds):
                    yield
            except RefusedError:
                raise
            except TimeoutError as problem:
                raise refused("late") from problem
            except Exception as problem:
                _logger.exception("the network failed")
                raise refused("failed") from problem
        except RefusedError as problem:
            self.refuse(endpoint, problem.refusal, began, facts)
            raise

    async def _decoded(self, content: bytes, served: Served) -> Pixels:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._decoders, taken_in, content, served.side, self.settings.limits)

    async def _look(self, content: bytes, name: str, served: Served) -> tuple[Known, bool]:
        key = (served.number, id(served), name)
        if (known := self._known.get(key)) is not None:
            return known, True
        pixels = await self._decoded(content, served)
        probabilities = await self.batcher.ask(served.runner, pixels.image)
        known = Known(probabilities, pixels.width, pixels.height, pixels.format, pixels.measured)
        if self._known.maxsize:
            self._known[key] = known
        return known, False

    def _row(self, endpoint: str, status: int, reason: str, seconds: float) -> dict[str, Any]:
        return {"id": uuid4().hex, "at": datetime.now(UTC), "endpoint": endpoint, "status": status, "reason": reason, "seconds": seconds}

    def _found(self, known: Known, label: int, *, cached: bool) -> dict[str, Any]:
        shares = [round(float(share), 6) for share in known.probabilities]
        found = {"label": label, "confidence": shares[label], "probabilities": shares, "cached": cached}
        return found | {"width": known.width, "height": known.height, "format": known.format} | dict(known.measured)

    def _count(self, endpoint: str, status: int, reason: str, seconds: float) -> None:
        self.metrics.images.labels(endpoint, status, reason).inc()
        self.metrics.seconds.labels(endpoint).observe(seconds)
