"""Submissions that use up memory, processes, files, outputs or processors: only their own share, and they are told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from autograder.kernels import groups
from autograder.kernels.limits import Limits
from autograder.kernels.sandboxes import open_sandbox
from tests.attacks.staging import (
    FULL,
    TWIN,
    GradedClass,
    assert_nothing_else_happened,
    assert_nothing_gained,
    case_names,
    grade_class,
    read_case,
    twin,
)
from tests.grading.fixtures.making import solved
from tests.kernels.asking import run

pytestmark = pytest.mark.sandbox

MIB = 1024**2
LIMITS = {
    "call_s": 6,
    "cell_s": 8,
    "notebook_s": 60,
    "memory_bytes": 256 * MIB,
    "processes": 50,
    "file_bytes": 24 * MIB,
    "disk_bytes": 32 * MIB,
    "output_bytes": MIB,
    "reply_bytes": MIB,
}
PATIENCE = 2  # times the limit of a notebook: the limit itself, and as much again for a busy machine
ROOM = 700 * MIB  # for one process of the grader: what it takes anyway, and what it may hold of a submission's outputs
MEMORY = "out of memory: your code used"
LEFT_OUT = "Part of this output was left out"
# What shows that the attack ran, in the executed notebook or among what is told, and what the student is told, in either.
ATTACKS = {
    "bomb_answers": ("answers come", "too large"),
    "bomb_disk": ("filled: {'/home/student': 'No space left on device'", "your code filled the 32 MB"),
    "bomb_displays": ("uuuuuuuuuu", LEFT_OUT),
    "bomb_forks": ("forks went through: True", "your code may have 50 at a time"),
    "bomb_hidden_memory": ("hiding memory", MEMORY),
    "bomb_line": ("a line of a hundred megabytes comes", ""),
    "bomb_memory": ("filling memory", MEMORY),
    "bomb_old_protocol": ("exit status 43", "exit status 43"),
    "bomb_page_tables": ("filling page tables", MEMORY),
    "bomb_parts": ("parts begin", "the kernel had stopped before"),
    "bomb_prints": ("it begins to print", LEFT_OUT),
    "bomb_sockets": ("filling sockets", MEMORY),
    "bomb_starves": ("30 processes get 1 core(s); what was granted: []", ""),
    "bomb_threads": ("threads went through: True", "your code may have 50 at a time"),
    "bomb_without_leader": ("filling memory from leaderless processes", ""),
}
HONEST = "bomb_none_near_limits"
COUNTED_BY_THE_SYSTEM = ("bomb_hidden_memory", "bomb_page_tables", "bomb_sockets")  # by its control groups alone


@contextmanager
def weighed(most: dict[str, int]) -> Iterator[None]:
    """Take down the most memory, in bytes, that any process of the grader's outside its sandboxes has had."""
    over = threading.Event()
    own = Path("/proc/self/ns/pid").readlink()

    def look() -> None:
        while not over.wait(0.1):
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error, OSError):
                    if Path(f"/proc/{process.pid}/ns/pid").readlink() == own:
                        most["bytes"] = max(most.get("bytes", 0), process.memory_info().rss)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.fixture(scope="module")
def memory() -> dict[str, int]:
    return {}


@pytest.fixture(scope="module")
def bombs(template, tmp_path_factory, memory) -> GradedClass:
    notebooks = {name: read_case(name).put_into(twin(template)) for name in ATTACKS}
    notebooks[HONEST] = read_case(HONEST).put_into(solved(template))
    with weighed(memory):
        return grade_class(template, tmp_path_factory.mktemp("exhaustion"), notebooks, limits=LIMITS)


def test_every_case_is_graded() -> None:
    assert case_names("bomb_") == sorted([*ATTACKS, HONEST])


def test_the_rest_of_the_class_is_as_it_would_be(bombs: GradedClass) -> None:
    assert bombs.code == 0, bombs.said
    assert_nothing_else_happened(bombs, [*ATTACKS, HONEST])


@pytest.mark.parametrize("name", ATTACKS)
def test_it_gains_nothing_and_is_told_what_happened(bombs: GradedClass, name: str) -> None:
    if name in COUNTED_BY_THE_SYSTEM and not counts_memory():
        pytest.skip("no control groups here: run where this user may make groups under /sys/fs/cgroup")
    proof, told = ATTACKS[name]
    everything = bombs.printed(name) + bombs.told(name)
    assert proof in everything
    assert told in everything
    assert bombs.marks(name) == TWIN, bombs.told(name)
    assert bombs.graded(name).outcome == "graded"
    assert_nothing_gained(bombs, name)


@pytest.mark.parametrize("name", ATTACKS)
def test_nobody_is_waited_for_beyond_the_limits(bombs: GradedClass, name: str) -> None:
    assert sum(bombs.graded(name).stages.values()) < PATIENCE * LIMITS["notebook_s"]


@pytest.mark.usefixtures("bombs")
def test_the_grader_itself_stays_small(memory: dict[str, int]) -> None:
    assert 0 < memory["bytes"] < ROOM


def test_what_is_kept_of_a_flood_is_small(bombs: GradedClass) -> None:
    assert max(len(bombs.executed(name)) for name in ATTACKS) < 2 * MIB
    assert max(len(str(row.result)) for row in bombs.rows()) < 4 * MIB


@pytest.mark.parametrize("name", ["bomb_memory", "bomb_hidden_memory", "bomb_sockets"])
def test_the_peak_is_reported_and_near_the_limit(bombs: GradedClass, name: str) -> None:
    assert "256 MB are allowed" in bombs.told(name)


def test_an_honest_student_near_the_limits_is_not_hurt(bombs: GradedClass) -> None:
    assert "it worked long and ran to the end" in bombs.printed(HONEST)
    assert bombs.marks(HONEST) == FULL, bombs.told(HONEST)


@pytest.mark.parametrize("name", ["bomb_hidden_memory", "bomb_page_tables", "bomb_without_leader"])
def test_where_the_system_counts_nothing_the_watch_does(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(groups, "find_base", lambda: None)
    limits = Limits(memory_bytes=256 * MIB, processes=50)
    ((_, source),) = read_case(name).extras
    with open_sandbox(cold=True) as sandbox, sandbox.kernel({}, {}, limits) as kernel:
        assert run(kernel, source).status == "dead"
        assert kernel.ended().why == "memory"
        assert kernel.peak_bytes < 4 * limits.memory_bytes


def test_the_system_gives_a_submission_one_share_of_the_processors_however_many_processes_it_has() -> None:
    base = groups.find_base()
    if base is None or base.cpu is None:
        pytest.skip("no control groups of version 1 for processor time here: run where this user may make groups under /sys/fs/cgroup/cpu")
    with open_sandbox(cold=True) as sandbox, sandbox.kernel({}, {}, Limits()) as kernel:
        assert (
            run(kernel, "import subprocess\nfor _ in range(5): subprocess.Popen(['sleep', '100'], start_new_session=True)").status == "ok"
        )
        group = base.cpu / kernel._processes.group._name
        together = set(map(int, (group / "cgroup.procs").read_text("ascii").split()))
        assert len(together) > 5
        assert set(kernel._processes.members()) <= together
        assert (group / "cpu.shares").read_text("ascii").strip() == "1024"
    assert not group.exists()


def counts_memory() -> bool:
    base = groups.find_base()
    return base is not None and base.memory is not None
