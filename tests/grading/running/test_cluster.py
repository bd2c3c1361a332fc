"""Grading on a real Dask cluster of several processes, some of which die."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

import psutil
import pytest

from autograder.grading.running.fitness import introduce
from autograder.workers import ClusterError, WorkerLost, dask_workers
from tests.grading.running.conftest import LIMIT, REPOSITORY, until
from tests.grading.running.stand_ins import GATE, die, die_the_second_time, misfit, pid_when_free

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals; run it on Linux or macOS")
dask = pytest.importorskip("dask", reason="install the extra `cluster`")
distributed = pytest.importorskip("distributed", reason="install the extra `cluster`")


@contextmanager
def started(folder):
    """Two worker processes with their nannies, who put others in the place of dead ones."""
    environment = {"PYTHONPATH": str(REPOSITORY), GATE: str(folder / "gate0")}  # the gate of a test's first class
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None, "memory_limit": 0}
    # A LocalCluster gives a worker up that is not back in time, which a busy machine does not manage; other clusters do not.
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1h"}),
        distributed.LocalCluster(**options, env=environment, local_directory=str(folder)) as made,
    ):
        yield made


@pytest.fixture
def cluster(tmp_path):
    """A cluster for a test that harms it."""
    with started(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A cluster for tests that leave it as it was."""
    with started(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def test_calls_run_on_the_cluster_and_what_they_raise_comes_back(shared):
    with dask_workers(shared.scheduler_address, introduce=introduce) as workers:
        assert workers.capacity() == 2
        pids = {workers.submit(pid_when_free).result(timeout=LIMIT) for _ in range(6)}
        assert os.getpid() not in pids
        with pytest.raises(ZeroDivisionError):
            workers.submit(divmod, 1, 0).result(timeout=LIMIT)
        assert [workers.submit(abs, number).result(timeout=LIMIT) for number in (-1, -1)] == [1, 1]


def test_a_call_that_kills_every_worker_is_lost_and_the_others_are_done_at_the_latest_without_it(cluster):
    with dask_workers(cluster.scheduler_address) as workers:
        deadly = workers.submit(die)
        others = [workers.submit(abs, -number) for number in range(8)]
        with pytest.raises(WorkerLost, match="died"):
            deadly.result(timeout=LIMIT)
        lost = [number for number, other in enumerate(others) if other.exception(timeout=LIMIT)]  # Dask blames those beside it too
        assert {type(others[number].exception()) for number in lost} <= {WorkerLost}
        assert [others[number].result() for number in range(8) if number not in lost] == [n for n in range(8) if n not in lost]
        assert [workers.submit(abs, -number).result(timeout=LIMIT) for number in lost] == lost


def test_a_call_whose_finished_result_is_lost_with_its_worker_and_that_then_kills_the_next_one_is_lost(cluster, tmp_path, monkeypatch):
    cluster.scheduler.allowed_failures = 1
    fetch, killed = distributed.Client._gather_remote, []

    async def fetch_too_late(self, *arguments):
        for worker in cluster.workers.values() if not killed else ():
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)
        return await fetch(self, *arguments)

    monkeypatch.setattr(distributed.Client, "_gather_remote", fetch_too_late)
    with dask_workers(cluster.scheduler_address) as workers:
        lost = workers.submit(die_the_second_time, tmp_path / "been")
        with pytest.raises(WorkerLost, match="died"):
            lost.result(timeout=LIMIT)
    assert len(killed) == 2


def test_workers_stay_for_others_when_a_run_stops(shared):
    workers = dask_workers(shared.scheduler_address)
    futures = [workers.submit(pid_when_free, 0.2) for _ in range(20)]
    workers.stop()
    workers.shutdown()
    assert all(future.done() for future in futures)
    with dask_workers(shared.scheduler_address) as others:
        assert others.submit(abs, -3).result(timeout=LIMIT) == 3


def test_a_worker_of_another_version_is_refused_with_both_versions(shared):
    with pytest.raises(ClusterError, match=r"another version: it says \d+, needed is"):
        dask_workers(shared.scheduler_address, introduce=misfit)


def test_where_no_scheduler_answers_the_error_says_what_to_start(monkeypatch):
    monkeypatch.setattr("autograder.workers.cluster.ANSWER_LIMIT", 0.5)
    with pytest.raises(ClusterError, match="dask scheduler"):
        dask_workers("tcp://127.0.0.1:9")


def test_workers_with_several_threads_and_a_cluster_without_workers_are_refused(monkeypatch):
    monkeypatch.setattr("autograder.workers.cluster.ANSWER_LIMIT", 1)
    options = {"processes": False, "dashboard_address": None}
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, protocol="tcp", **options) as cluster,
        pytest.raises(ClusterError, match="--nthreads 1"),
    ):
        dask_workers(cluster.scheduler_address)
    with (
        distributed.LocalCluster(n_workers=0, protocol="tcp", **options) as cluster,
        pytest.raises(ClusterError, match="has no workers: start some"),
    ):
        dask_workers(cluster.scheduler_address)


def test_a_worker_without_the_course_is_refused_and_named(tmp_path):
    """A worker whose Python finds no `autograder`."""
    blind = (
        "import sys\n"
        "class Blind:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'autograder':\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}')\n"
        "sys.meta_path.insert(0, Blind())\n"
        "from distributed.cli.dask_worker import main\n"
        "main(sys.argv[1:])\n"
    )
    (tmp_path / "blind.py").write_text(blind, encoding="utf-8")
    with distributed.LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=None) as cluster:
        line = [sys.executable, tmp_path / "blind.py", cluster.scheduler_address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        worker = subprocess.Popen(line, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with pytest.raises(ClusterError, match=r"worker tcp://.* cannot work: .*Install the same version of the course"):
                dask_workers(cluster.scheduler_address, introduce=introduce)
        finally:
            worker.kill()
            worker.wait()


def test_a_class_graded_on_a_cluster_whose_workers_are_killed_is_graded_as_on_one_machine(cluster, make_class):
    cluster.scheduler.allowed_failures = 1  # so that poison kills fewer of them
    students = ("ada", "poison", "unlucky", "waits1", "waits2", "yun", "zoe")
    school = make_class(*students)
    process = school.start("--scheduler", cluster.scheduler_address)
    # Whoever comes first: poison may have taken the other's worker along, and then it waits for its second try.
    waiting = until(lambda: next(school.gate.glob("*.waits"), None), "nobody ever waited").name.removesuffix(".waits")
    with suppress(psutil.NoSuchProcess):  # where poison was quicker
        psutil.Process(school.wait_for(waiting)).send_signal(signal.SIGKILL)
    school.open()
    printed, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 1, printed
    alone = make_class(*students)
    alone.open()
    assert alone.grade("--jobs", "2")[0] == 1
    assert school.book() == alone.book()
    assert "poison 01_light: The grader could not finish" in printed


def test_a_scheduler_that_goes_away_ends_the_run_with_a_clear_error_and_what_is_done_is_kept(cluster, make_class):
    school = make_class("ada", "waits")
    process = school.start("--scheduler", cluster.scheduler_address)
    school.wait_for("waits")
    until(lambda: len(school.book()[1]) == 1, "the first was never written")
    cluster.close()
    printed, _ = process.communicate(timeout=LIMIT)
    assert (process.returncode, "went away" in printed) == (1, True), printed
    assert [row[0] for row in school.book()[1]] == ["ada"]
