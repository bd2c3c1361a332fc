"""What Prometheus reads."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from course_utils.shipping.watching.drift import Drift

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_IMAGES = (1, 2, 4, 8, 16, 32, 64)


class Metrics:
    """Counters of one service; each service has its own, so that two in a process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self.images = Counter(
            "petals_images_total", "Images sent, by what became of them.", ["endpoint", "status", "reason"], registry=self._registry
        )
        self.answers = Counter("petals_answers_total", "Answers, by version and class.", ["version", "label"], registry=self._registry)
        self.opinions = Counter("petals_opinions_total", "What people said of answers.", ["right"], registry=self._registry)
        self.seconds = Histogram(
            "petals_seconds", "From the first byte of a request to its answer.", ["endpoint"], buckets=_SECONDS, registry=self._registry
        )
        self.batches = Histogram(
            "petals_batch_images", "Images that went through the network together.", buckets=_IMAGES, registry=self._registry
        )
        self.cached = Counter("petals_cached_answers_total", "Answers that were remembered.", registry=self._registry)
        self.requests = Gauge("petals_requests_under_way", "Requests with images that are not answered yet.", registry=self._registry)
        self.unwritten = Gauge("petals_unwritten_rows", "Rows of refused requests that the log lost.", registry=self._registry)
        self.drift = Gauge("petals_drift_index", "Population stability index against the model card.", ["what"], registry=self._registry)
        self.alarm = Gauge("petals_drift_alarm", "1 while the drift alarm is on.", registry=self._registry)
        self.version = Gauge("petals_version", "Version in use, by arm.", ["arm"], registry=self._registry)

    def drifted(self, found: list[Drift]) -> None:
        """Show how far things have moved.

        Parameters
        ----------
        found : list of Drift
        """
        for each in found:
            self.drift.labels(each.what).set(each.index)
        self.alarm.set(any(each.alarm for each in found))

    def uses(self, champion: int, challenger: int | None) -> None:
        """Show which versions are in use.

        Parameters
        ----------
        champion : int
        challenger : int or None
        """
        self.version.labels("champion").set(champion)
        if challenger is not None:
            self.version.labels("challenger").set(challenger)

    def page(self) -> bytes:
        """Write what Prometheus reads.

        Returns
        -------
        bytes, in its text format
        """
        return generate_latest(self._registry)
