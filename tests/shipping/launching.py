"""The service in a process of its own, as `petals serve` starts it, for tests that stop, kill and measure it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Launched:
    """A service that runs."""

    process: subprocess.Popen
    port: int
    log: Path

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def page(self, path="/metrics"):
        with urlopen(self.address + path, timeout=30) as response:
            return response.read().decode()

    def answers(self):
        """How many images were answered so far."""
        return sum(count for (_, status, _), count in counts(self.page()).items() if status == 200)

    def memory(self):
        """Megabytes of memory in use."""
        return psutil.Process(self.process.pid).memory_info().rss / 1e6

    def ended(self, number=signal.SIGTERM):
        """Send a signal and wait; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def said(self):
        """What it printed, without the line that says where it is and what LiteRT says of itself."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if self.address not in line and not line.startswith("INFO: Created TensorFlow Lite")]


def counts(page):
    """Images by endpoint, status and reason, from a page of metrics."""
    from prometheus_client.parser import text_string_to_metric_families

    found = Counter()
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            if sample.name == "petals_images_total":
                found[sample.labels["endpoint"], int(sample.labels["status"]), sample.labels["reason"]] += int(sample.value)
    return found


def environment():
    return {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": str(ROOT)}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def launched(model, url, folder, *options):
    """Start the service; whatever became of it, it is gone afterwards."""
    log = folder / f"said-{time.monotonic_ns()}"
    port = free_port()
    command = [sys.executable, "-m", "course_utils.shipping.commands", "serve", str(model), "--db", url, "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=environment(), start_new_session=True)
    service = Launched(process, port, log)
    try:
        wait_until(lambda: _ready(service))
        yield service
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _ready(service):
    assert service.process.poll() is None, service.log.read_text(encoding="utf-8")
    try:
        return bool(service.page("/readyz"))
    except (URLError, OSError):
        return False


def wait_until(true):
    """Wait for something that happens in another process; far longer than it takes, for busy machines."""
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline, "never"
        time.sleep(0.02)


@contextmanager
def postgres_server():
    """A PostgreSQL server of our own; skips the test where there is none."""
    from tests.grading.gradebook import postgres

    if postgres.binaries() is None:
        pytest.skip(postgres.HOW)
    with postgres.server() as url:
        yield url
