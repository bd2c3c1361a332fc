"""The processes that work: separate, stoppable, and gone with their parent."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import wait
from contextlib import suppress

import psutil
import pytest

from autograder.workers import Stop, WorkerLost, local_workers

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals; run it on Linux or macOS")
LIMIT = 60  # seconds for anything: far above what it takes


def until(true, what):
    deadline = time.monotonic() + LIMIT
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def asleep(workers, marker):
    """A call that is running: a future says that it runs as soon as it lies in the process's queue."""
    running = workers.submit(exec, f"import pathlib, time; pathlib.Path({str(marker)!r}).touch(); time.sleep(300)")
    until(marker.exists, "the call never began")
    return running


def test_a_call_runs_in_another_process():
    with local_workers(1) as workers:
        assert workers.submit(os.getpid).result() != os.getpid()


def test_a_running_call_is_stopped_and_a_waiting_one_dropped(tmp_path):
    workers = local_workers(1)
    assert workers.submit(abs, -1).result() == 1
    running = asleep(workers, tmp_path / "begun")
    waiting = [workers.submit(time.sleep, 300) for _ in range(4)]
    workers.stop()
    wait([running, *waiting], timeout=LIMIT)
    assert isinstance(running.exception(), Stop)
    assert all(future.cancelled() for future in waiting)


@pytest.mark.parametrize("round_", range(5))
def test_a_stop_between_two_calls_is_no_lost_worker(round_):
    workers = local_workers(2)
    futures = [workers.submit(time.sleep, 0.001) for _ in range(300)]
    wait(futures[: 20 * round_ + 10], timeout=LIMIT)
    workers.stop()
    done, late = wait(futures, timeout=LIMIT)
    assert not late
    ends = {type(future.exception()) if not future.cancelled() else "cancelled" for future in done}
    assert ends <= {type(None), Stop, "cancelled"}
    assert "cancelled" in ends


@posix_only
def test_ctrl_c_in_the_terminal_is_left_to_the_parent():
    with local_workers(1) as workers:
        worker = workers.submit(os.getpid).result()
        slept = workers.submit(time.sleep, 0.5)
        os.kill(worker, signal.SIGINT)
        assert slept.result() is None
        assert workers.submit(os.getpid).result() == worker
    assert not psutil.pid_exists(worker)


@posix_only
def test_a_worker_that_is_killed_takes_only_its_own_call_with_it(tmp_path):
    with local_workers(2) as workers:
        steady = workers.submit(exec, f"import pathlib, time\nwhile not pathlib.Path({str(tmp_path / 'go')!r}).exists(): time.sleep(0.01)")
        doomed = [workers.submit(os.kill, 0, 0) for _ in range(2)]  # harmless: only to see both processes work
        wait(doomed, timeout=LIMIT)
        killed = workers.submit(exec, "import os; os.kill(os.getpid(), 9)")
        with pytest.raises(WorkerLost, match="died"):
            killed.result(timeout=LIMIT)
        assert not steady.done()
        assert workers.submit(abs, -2).result(timeout=LIMIT) == 2
        (tmp_path / "go").touch()
        assert steady.result(timeout=LIMIT) is None


@posix_only
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_dies_without_work_is_replaced(how):
    with local_workers(1) as workers:
        worker = workers.submit(os.getpid).result()

        def dead():  # a signal that comes just before Python waits is seen after it: the next one wakes it
            with suppress(ProcessLookupError):
                os.kill(worker, how)
            return not psutil.pid_exists(worker) or psutil.Process(worker).status() == psutil.STATUS_ZOMBIE

        until(dead, "it never died")
        for _ in range(3):  # the first may meet the dead one
            try:
                assert workers.submit(os.getpid).result(timeout=LIMIT) != worker
                break
            except WorkerLost:
                continue
        else:
            pytest.fail("no other process took its place")


@posix_only
def test_a_call_that_someone_else_terminates_is_lost_and_not_stopped(tmp_path):
    with local_workers(1) as workers:
        worker = workers.submit(os.getpid).result()
        running = asleep(workers, tmp_path / "begun")
        os.kill(worker, signal.SIGTERM)
        with pytest.raises(WorkerLost):
            running.result(timeout=LIMIT)
        assert workers.submit(abs, -2).result(timeout=LIMIT) == 2


def test_what_a_call_raises_comes_back():
    with local_workers(1) as workers, pytest.raises(ZeroDivisionError):
        workers.submit(divmod, 1, 0).result(timeout=LIMIT)


def test_what_cannot_travel_is_refused_and_the_worker_goes_on():
    with local_workers(1) as workers:
        with pytest.raises(Exception, match="pickle"):
            workers.submit(lambda: 1).result(timeout=LIMIT)
        assert workers.submit(abs, -2).result(timeout=LIMIT) == 2


def test_workers_that_were_let_go_take_nothing_more():
    workers = local_workers(1)
    before = [workers.submit(abs, -number) for number in range(5)]
    workers.shutdown(wait=False)
    with pytest.raises(RuntimeError, match="make new ones"):
        workers.submit(abs, -1)
    assert [future.result(timeout=LIMIT) for future in before] == list(range(5))


@posix_only
def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    program = (
        "import os, pathlib, time\nfrom autograder.workers import local_workers\n"
        "if __name__ == '__main__':\n"
        "    workers = local_workers(2)\n"
        "    idle, busy = (workers.submit(os.getpid).result(), workers.submit(exec, 'import time; time.sleep(300)'))\n"
        f"    pathlib.Path({str(tmp_path / 'idle')!r}).write_text(str(idle))\n"
        "    time.sleep(300)\n"
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, tmp_path / "program.py"])
    until(lambda: (tmp_path / "idle").exists() and (tmp_path / "idle").read_text(), "the workers never began")
    children = psutil.Process(parent.pid).children(recursive=True)
    parent.kill()
    parent.wait(LIMIT)
    until(lambda: not any(child.is_running() for child in children), f"left behind: {children}")
