"""The processes that work: separate, stoppable, and gone with their parent."""

import os
import signal
import time
from concurrent.futures import wait

import psutil
import pytest

from autograder.workers import Stop, local_workers


def test_a_call_runs_in_another_process():
    with local_workers(1) as workers:
        assert workers.submit(os.getpid).result() != os.getpid()


def test_a_running_call_is_stopped_and_a_waiting_one_dropped(tmp_path):
    workers = local_workers(1)
    assert workers.submit(abs, -1).result() == 1
    begun = tmp_path / "begun"  # a future says that it runs as soon as it lies in the process's queue
    running = workers.submit(exec, f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(300)")
    waiting = [workers.submit(time.sleep, 300) for _ in range(4)]
    while not begun.exists():
        time.sleep(0.01)
    workers.stop()
    wait([running], timeout=60)
    assert isinstance(running.exception(), Stop)
    assert waiting[-1].cancelled()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals; run it on Linux or macOS")
def test_ctrl_c_in_the_terminal_is_left_to_the_parent():
    with local_workers(1) as workers:
        worker = workers.submit(os.getpid).result()
        slept = workers.submit(time.sleep, 0.5)
        os.kill(worker, signal.SIGINT)
        assert slept.result() is None
        assert workers.submit(os.getpid).result() == worker
    assert not psutil.pid_exists(worker)
