"""The parts of a sandbox that need no sandbox: control groups on a made-up tree, the filter, endings, limits, measures."""

import inspect
import json
import os
import runpy
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.kernels import bubblewrap, groups, seats
from autograder.kernels.bubblewrap import INSIDE, Walls, command
from autograder.kernels.endings import explain, signal_name, size
from autograder.kernels.forked import Forked
from autograder.kernels.limits import CEILINGS, MIB, Limits
from autograder.kernels.seats import Seat
from autograder.kernels.surroundings import data_folders, environment
from autograder.kernels.watching import Watch, _children_by_parents, descendants, used_disk


def second_version(root: Path, given: str, path: str = "user/app/run") -> Path:
    own = root / path
    own.mkdir(parents=True)
    (root / "cgroup.controllers").write_text("cpu memory pids")
    for folder in (own, *own.parents):
        if folder.is_relative_to(root):
            (folder / "cgroup.subtree_control").write_text("")
    (own.parent / "cgroup.subtree_control").write_text(given)
    membership = root.parent / "membership"
    membership.write_text(f"0::/{path}\n")
    return membership


def test_groups_of_version_two_are_made_in_the_nearest_folder_that_counts_memory_and_processes(tmp_path: Path) -> None:
    membership = second_version(tmp_path / "cgroup", "cpu memory pids")
    base = groups.find_base(tmp_path / "cgroup", membership)
    assert base == groups.Base(2, tmp_path / "cgroup/user/app", tmp_path / "cgroup/user/app")
    assert base.folders == (tmp_path / "cgroup/user/app",)
    assert sorted(path.name for path in base.memory.iterdir()) == ["cgroup.subtree_control", "run"], "the trial is gone"


def test_groups_of_version_two_that_count_no_memory_are_of_no_use(tmp_path: Path) -> None:
    membership = second_version(tmp_path / "cgroup", "cpu pids")
    assert groups.find_base(tmp_path / "cgroup", membership) is None


def test_groups_of_version_one_have_a_tree_each(tmp_path: Path) -> None:
    for name in ("memory/job", "pids"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "membership").write_text("4:memory:/job\n8:pids:/\n1:name=systemd:/\n0::/\n")
    assert groups.find_base(tmp_path, tmp_path / "membership") == groups.Base(1, tmp_path / "memory/job", tmp_path / "pids")


def test_without_groups_there_is_no_base(tmp_path: Path) -> None:
    (tmp_path / "membership").write_text("0::/\n")
    assert groups.find_base(tmp_path, tmp_path / "membership") is None
    assert groups.find_base(tmp_path, tmp_path / "nowhere") is None


def test_a_group_is_told_its_limits_and_reads_what_the_system_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = groups.Group(groups.Base(2, tmp_path, tmp_path), "one", Limits(memory_bytes=100 * MIB, processes=50))
    own = tmp_path / "petals-one"
    own.mkdir()
    for name in ("memory.max", "memory.swap.max", "pids.max"):
        (own / name).touch()
    assert group.take(1234)
    assert (own / "memory.max").read_text() == str(100 * MIB + groups.OWN_ROOM)
    assert (own / "memory.swap.max").read_text() == "0"
    assert (own / "pids.max").read_text() == str(50 + groups.OWN_TASKS)
    assert (own / "cgroup.procs").read_text() == "1234"
    assert (group.out_of_memory, group.out_of_processes) == (False, False)
    (own / "memory.events").write_text("low 0\noom 1\noom_kill 1\n")
    (own / "pids.events").write_text("max 3\n")
    assert (group.out_of_memory, group.out_of_processes) == (True, True)


def test_a_system_that_refuses_a_group_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "petals-one").write_text("in the way")
    assert not groups.Group(groups.Base(2, tmp_path, tmp_path), "one", Limits()).take(1234)


def test_only_groups_that_no_folder_belongs_to_are_swept(tmp_path: Path) -> None:
    for name in ("petals-ptp-live-1", "petals-ptp-dead-1", "petals-ptp-dead-2", "other"):
        (tmp_path / name).mkdir()
    gone = groups.sweep(groups.Base(2, tmp_path, tmp_path), {"ptp-live"})
    assert sorted(gone) == ["petals-ptp-dead-1", "petals-ptp-dead-2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "petals-ptp-live-1"]


def decisions(script: str) -> list[object]:
    """Run code beside the inner scripts, as the sandbox does."""
    ran = subprocess.run([sys.executable, "-c", script], cwd=INSIDE, check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def interpret(program: bytes, architecture: int, number: int, first: int = 0) -> int:
    """Run a classic BPF program over one call."""
    data = struct.pack("=iIQ6Q", number, architecture, 0, first, 0, 0, 0, 0, 0)
    lines = list(struct.iter_unpack("=HBBI", program))
    place, held = 0, 0
    while True:
        code, yes, no, value = lines[place]
        if code == 0x06:
            return value
        if code == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
            place += 1
        else:
            holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            place += 1 + (yes if holds else no)


ALLOWED, NOT_PERMITTED, NOT_THERE, NO_FAMILY, KILLED = 0x7FFF0000, 0x50000 | 1, 0x50000 | 38, 0x50000 | 97, 0x80000000


@pytest.mark.parametrize(("machine", "architecture", "column"), [("x86_64", 0xC000003E, 0), ("aarch64", 0xC00000B7, 1)])
def test_the_filter_refuses_what_it_names_and_nothing_else(machine: str, architecture: int, column: int) -> None:
    script = f"import calls, json, platform\nplatform.machine = lambda: {machine!r}\n"
    written, named = decisions(script + "print(json.dumps([calls.program().hex(), calls.REFUSED]))")
    program = bytes.fromhex(written)
    refused = {numbers[column] for numbers in named.values()}
    clone, clone3, create = (56, 220)[column], 435, (41, 198)[column]
    for number in set(range(460)) - {clone, clone3, create}:
        assert interpret(program, architecture, number) == (NOT_PERMITTED if number in refused else ALLOWED), number
    assert interpret(program, architecture, clone3) == NOT_THERE
    assert interpret(program, architecture, clone, 0x003D0F00) == ALLOWED, "as threads are started"
    for flag in (0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x00020000):
        assert interpret(program, architecture, clone, flag | 17) == NOT_PERMITTED
    assert [interpret(program, architecture, create, family) for family in (1, 2, 10, 16)] == [ALLOWED] * 4
    assert [interpret(program, architecture, create, family) for family in (17, 38, 40, 44)] == [NO_FAMILY] * 4
    assert interpret(program, 0x40000003, 1) == KILLED, "another architecture's numbers"


def filter_for(machine: str) -> bytes:
    script = f"import calls, json, platform\nplatform.machine = lambda: {machine!r}\nprint(json.dumps([calls.program().hex()]))"
    return bytes.fromhex(str(decisions(script)[0]))


def test_the_filters_second_set_of_numbers_is_refused() -> None:
    assert interpret(filter_for("x86_64"), 0xC000003E, 0x40000000 | 101) == NOT_THERE


def test_an_unknown_architecture_has_no_filter() -> None:
    assert filter_for("riscv64") == b""


def test_endings_say_in_both_languages_what_was_used_and_what_is_allowed() -> None:
    ending = explain("memory", 9, Limits(memory_bytes=512 * MIB), memory_bytes=700 * MIB)
    assert ending.text.en == "out of memory: your code used 700 MB where 512 MB are allowed"
    assert ending.text.ko == "메모리가 부족합니다. 허용량은 512 MB인데 코드가 700 MB를 썼습니다"
    assert "1.5 GB" in explain("disk", 9, Limits(), disk_bytes=1536 * MIB).text.en
    assert "200" in explain("processes", 9, Limits()).text.ko
    assert explain("anything", 9, Limits()).text.en == "the kernel was stopped"


def test_sizes_and_signals_have_names() -> None:
    assert [size(count) for count in (0, 640 * MIB, 1024 * MIB, 1536 * MIB)] == ["0 MB", "640 MB", "1.0 GB", "1.5 GB"]
    assert (signal_name(11), signal_name(250)) == ("SIGSEGV", "250")


@pytest.mark.parametrize("field", ["call_s", "memory_bytes", "processes", "cores"])
@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_a_limit_that_is_none_is_refused(field: str, value: float) -> None:
    with pytest.raises(ValueError, match=field):
        Limits(**{field: value})


def test_ceilings_lower_what_is_above_them_only() -> None:
    assert Limits(cell_s=1e9, cores=2).within(CEILINGS) == Limits(cell_s=CEILINGS.cell_s, cores=2)


def test_sandboxes_sit_on_different_cores_while_there_are_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "NAME", f"\0seats-of-test-{os.getpid()}-")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {2, 3, 7})
    taken = [Seat() for _ in range(3)]
    late = Seat()
    assert [seat.number for seat in taken] == [0, 1, 2]
    assert late.number == os.getpid()
    taken[1].close()
    assert Seat().number == 1
    ended = Forked(Path("nowhere"))
    ended.seat = taken[0]
    ended.leave()
    assert Seat().number == 0
    for seat in (*taken, late):
        seat.close()


def test_nothing_of_the_course_but_its_package_is_shown(tmp_path: Path) -> None:
    line = command(Walls("bwrap", None), tmp_path, ["true"], {"HOME": "/home/student"})
    course = Path(bubblewrap.__file__).parents[2]
    shown = {Path(line[place + 1]) for place, word in enumerate(line) if word in {"--ro-bind", "--ro-bind-try", "--bind"}}
    inside_course = {path for path in shown if path.is_relative_to(course)}
    assert inside_course - {Path(sys.prefix)} == {course / "course_utils", course / "datasets/registry.toml", INSIDE}
    assert not [path for path in shown if course.is_relative_to(path)]
    assert {"--clearenv", "--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent"} <= set(line)


def test_an_installed_wheels_autograder_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "INSIDE", Path(sys.prefix) / "lib/site-packages/autograder/kernels/inside")
    line = command(Walls("bwrap", None), tmp_path, ["true"], {})
    assert line[line.index(str(Path(sys.prefix) / "lib/site-packages/autograder")) - 1] == "--tmpfs"


def test_python_in_the_temporary_folder_is_shown_in_a_second_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/tmp/environment")
    assert "/tmp/environment" in bubblewrap.covered().values()
    assert set(bubblewrap.covered()) <= set(bubblewrap.command(Walls("bwrap", None), Path("/run/x"), ["true"], {}))


def test_data_sets_are_shown_where_there_are_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "not there"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "nor there"))
    assert data_folders() == {"COURSE_DATA": tmp_path}
    (tmp_path / "nor there").mkdir()
    assert data_folders() == {"COURSE_DATA": tmp_path, "KERAS_HOME": tmp_path / "nor there"}
    assert environment({"COURSE_DATA": "/opt/petals/data"})["COURSE_DATA"] == "/opt/petals/data"
    assert "COURSE_DATA" not in environment()


def test_children_are_found_with_and_without_the_systems_own_list() -> None:
    code = "import subprocess, sys\nchild = subprocess.Popen(['sleep', '60'])\nprint(child.pid, flush=True)\nsys.stdin.read()\nchild.kill()"
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    assert descendants(parent.pid) == [child]
    assert _children_by_parents(parent.pid) == [child]
    assert parent.pid in descendants(os.getpid())
    parent.communicate()


def test_the_watch_sees_memory_and_tasks_and_says_what_is_too_much() -> None:
    code = """
import sys, threading, time
sys.stdin.readline()
kept = bytearray(b"x" * 50_000_000)
for n in range(9):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
print("filled", flush=True)
sys.stdin.read()
"""
    outer = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {code!r}])"
    shell = subprocess.Popen([sys.executable, "-c", outer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while not descendants(shell.pid):
        time.sleep(0.01)
    time.sleep(0.3)
    ended: list[str] = []
    processes = Forked(Path("nowhere"))
    processes.root = shell.pid
    watch = Watch(processes, Limits(memory_bytes=20 * MIB, disk_bytes=2**60), ended.append)
    small = Watch(processes, Limits(processes=5, disk_bytes=2**60), ended.append)
    for each in (watch, small):
        each.start()
        each.stop()
    shell.stdin.write("\n")
    shell.stdin.flush()
    shell.stdout.readline()
    assert (watch.look(), small.look()) == ("memory", "processes")
    assert 45e6 < watch.peak_bytes < 120e6
    assert small.tasks >= 10
    shell.communicate()
    assert ended == []


def test_the_disk_of_a_process_that_is_gone_is_empty() -> None:
    assert used_disk(2**30) == 0


def test_a_frame_of_a_cell_is_found_to_be_of_no_module_without_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    searched_for: list[object] = []
    monkeypatch.setattr(inspect, "getmodule", lambda thing, _filename=None: searched_for.append(thing))
    runpy.run_path(str(INSIDE / "preloading.py"))["quick_tracebacks"]()
    cell: dict[str, Any] = {"__name__": "__main__"}
    exec("import sys; frame = sys._getframe()", cell)
    assert inspect.getmodule(cell["frame"]) is None
    assert searched_for == []
    here = inspect.currentframe()
    inspect.getmodule(here)
    assert searched_for == [here]
