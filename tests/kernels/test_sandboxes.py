"""Sandboxes open, break, are refused, and leave nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.kernels import bubblewrap, groups, leftovers, protection, sandboxes
from autograder.kernels.bubblewrap import find_walls
from autograder.kernels.protection import Protection
from autograder.kernels.sandboxes import Sandbox, SandboxError, Unfit, WalledSandbox, open_sandbox
from autograder.kernels.trusted import TrustedSandbox
from autograder.kernels.watching import descendants
from tests.kernels.asking import LOW, answer, run

ROOT = Path(__file__).parents[2]


def soon(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes true within some time."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@pytest.mark.sandbox
def test_one_submission_at_a_time(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        with pytest.raises(RuntimeError, match="open a second sandbox"), sandbox.kernel({}, {}, LOW):
            pass
        assert answer(kernel, "1 + 1") == "2", "the first goes on"
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert answer(kernel, "1 + 1") == "2"


@pytest.mark.sandbox
def test_a_server_that_died_is_started_afresh(warm: WalledSandbox) -> None:
    with warm.kernel({}, {}, LOW) as kernel:
        os.kill(warm._server._pid, signal.SIGKILL)
        assert soon(lambda: not kernel.alive())
        assert kernel.ended().why == "sandbox"
    with warm.kernel({}, {}, LOW) as kernel:
        assert answer(kernel, "1 + 1") == "2"


@pytest.mark.sandbox
def test_a_kernel_that_nobody_could_listen_to_is_not_in_the_next_ones_way(warm: WalledSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(sandboxes, "connect", refuse)
        with pytest.raises(OSError, match="too many"), warm.kernel({}, {}, LOW):
            pass
    left = warm._server._running.root
    with warm.kernel({}, {}, LOW) as kernel:
        assert answer(kernel, "1 + 1") == "2"
        assert not Path(f"/proc/{left}").exists()


@pytest.mark.sandbox
def test_leaving_ends_every_process_and_takes_every_trace_away(sandbox: WalledSandbox) -> None:
    with sandbox.kernel({"a/b/c.txt": b"deep"}, {}, LOW) as kernel:
        run(kernel, "import subprocess\nfor n in range(5): subprocess.Popen(['sleep', '1000'], start_new_session=True)")
        started = descendants(kernel._processes.root)
        folder, group = kernel._processes.folder, kernel._processes.group
        assert len(started) >= 7
        assert folder.is_dir()
        assert group is None or all(path.is_dir() for path in group._folders)
    assert not [process for process in started if Path(f"/proc/{process}").exists()]
    assert not folder.exists()
    assert group is None or not any(path.exists() for path in group._folders)


@pytest.mark.sandbox
def test_an_error_of_the_grader_leaves_nothing_either(warm: WalledSandbox) -> None:
    seen = []

    def fail() -> None:
        with warm.kernel({}, {}, LOW) as kernel:
            seen.append(kernel._processes)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Path(f"/proc/{seen[0].root}").exists()
    assert not seen[0].folder.exists()


@pytest.mark.sandbox
@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_a_killed_grader_leaves_no_process_and_its_folder_goes_at_the_next_start(kind: str) -> None:
    script = f"""
import sys, time
from autograder.kernels.sandboxes import open_sandbox
from tests.kernels.asking import LOW, run
with open_sandbox(cold={kind == "cold"}) as sandbox, sandbox.kernel({{}}, {{}}, LOW) as kernel:
    run(kernel, "import subprocess; subprocess.Popen(['sleep', '1000'], start_new_session=True)")
    print(kernel._processes.folder.parent, flush=True)
    time.sleep(600)
"""
    grader = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    folder = Path(grader.stdout.readline().strip())
    started = descendants(grader.pid)
    assert len(started) >= 6
    assert folder.name in leftovers.in_use()
    grader.kill()
    grader.wait()
    grader.stdout.close()
    assert soon(lambda: not [process for process in started if Path(f"/proc/{process}").exists()])
    assert folder.is_dir()
    gone = sandboxes.clear_up()
    assert folder.name in gone
    assert not folder.exists()
    base = groups.find_base()
    assert base is None or not [path for above in base.folders for path in above.glob(f"petals-{folder.name}*")]


def test_the_folder_of_a_grader_that_lives_is_left_alone() -> None:
    folder = leftovers.WorkFolder()
    try:
        assert folder.path.name not in leftovers.sweep()
        assert folder.path.is_dir()
    finally:
        folder.close()
    assert not folder.path.exists()


def test_folders_that_only_look_like_ours_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "ptp-without-lock").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "ptp-link").symlink_to(tmp_path / "elsewhere")
    abandoned = leftovers.WorkFolder()
    os.close(abandoned._lock)
    assert leftovers.sweep() == [abandoned.path.name]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "ptp-link", "ptp-without-lock"]


@pytest.mark.sandbox
def test_a_sandbox_outlives_the_thread_that_opened_it(cold: WalledSandbox) -> None:
    sandbox = WalledSandbox(cold._walls, cold._log, cold=True)
    kernels = []

    def begin() -> None:
        context = sandbox.kernel({}, {}, LOW)
        kernels.append((context, context.__enter__()))

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    context, kernel = kernels[0]
    assert answer(kernel, "1 + 1") == "2"
    context.__exit__(None, None, None)


@pytest.mark.sandbox
def test_where_kernels_have_no_namespaces_of_their_own_the_sandbox_still_holds(
    cold: WalledSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "find_base", lambda: None)
    sandbox = WalledSandbox(find_walls(nested=False), cold._log, cold=True)
    with sandbox.kernel({"given.txt": b"given"}, {}, LOW) as kernel:
        assert answer(kernel, "open('given.txt').read(), __import__('os').getcwd()") == "('given', '/home/student')"
        assert answer(kernel, f"__import__('os').path.exists({str(ROOT / 'solutions')!r})") == "False"
        assert run(kernel, "open('/usr/mine', 'w')").error in {"OSError", "PermissionError"}
        assert run(kernel, "import subprocess\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)").status == "ok"
        started = descendants(sandbox._server._process.pid)
        assert run(kernel, "kept = []\nwhile True: kept.append(bytearray(10_000_000))").status == "dead"
        assert kernel.ended().why == "memory"
    assert not [process for process in started if Path(f"/proc/{process}").exists()]
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert answer(kernel, "__import__('os').path.exists('given.txt')") == "False"


@pytest.mark.sandbox
def test_without_namespaces_too_much_in_the_shared_folder_ends_the_kernel(cold: WalledSandbox) -> None:
    sandbox = WalledSandbox(find_walls(nested=False), cold._log, cold=True)
    with sandbox.kernel({}, {}, LOW) as kernel:
        code = "import itertools\nfor n in itertools.count(): open(f'/tmp/k/{n}', 'wb').write(bytes(1_000_000))"
        assert run(kernel, code).status == "dead"
        assert kernel.ended().why == "disk"


@pytest.mark.sandbox
def test_without_control_groups_the_watch_holds(cold: WalledSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "find_base", lambda: None)
    with cold.kernel({}, {}, LOW) as kernel:
        assert kernel._processes.group is None
        assert run(kernel, "kept = []\nwhile True: kept.append(bytearray(10_000_000))").status == "dead"
        assert kernel.ended().why == "memory"


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside", "a/../../outside", "", "."])
def test_files_stay_in_the_home(tmp_path: Path, name: str) -> None:
    from autograder.kernels.servers import prepare

    with pytest.raises(ValueError, match="relative path"):
        prepare(tmp_path / "1", {}, {name: b""}, None)


IN_TEMPORARY = """
import sys
from autograder.kernels.sandboxes import open_sandbox
from tests.kernels.asking import LOW, answer
with open_sandbox(cold=bool(sys.argv[1:])) as sandbox, sandbox.kernel({}, {}, LOW) as kernel:
    print(answer(kernel, "__import__('sys').prefix"), answer(kernel, "__import__('sklearn.svm').__name__"))
    print(answer(kernel, "__import__('os').access(__import__('sys').prefix, 2)"), sandbox.kind)
"""


@pytest.mark.sandbox
@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_an_environment_below_the_temporary_folder_works_too(kind: str) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        environment = Path(folder, "environment")
        environment.symlink_to(sys.prefix)
        Path(folder).chmod(0o755)
        line = [str(environment / "bin" / "python"), "-c", IN_TEMPORARY, *(["cold"] if kind == "cold" else [])]
        told = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        assert told.split() == [str(environment), "sklearn", "False", kind]


def test_a_course_that_submissions_could_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "protection", lambda: Protection((), "warm"))
    monkeypatch.setattr(sandboxes, "find_walls", lambda **_: object())
    monkeypatch.chdir("/usr/share")
    with pytest.raises(Unfit, match=r"(?s)/usr/share lies in /usr.*move the course"), open_sandbox():
        pass


@pytest.mark.sandbox
def test_a_machine_that_lacks_what_lessons_import_grades_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    shutil.copytree(bubblewrap.INSIDE, inside)
    preloading = inside / "preloading.py"
    preloading.write_text(preloading.read_text(encoding="utf-8").replace('"seaborn"', '"seaborn_of_tomorrow"'), encoding="utf-8")
    for folder in (inside, tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    monkeypatch.setattr(bubblewrap, "INSIDE", inside)
    with (
        open_sandbox() as sandbox,
        pytest.raises(Unfit, match="seaborn_of_tomorrow, which cannot be imported"),
        sandbox.kernel({}, {}, LOW),
    ):
        pass


@pytest.fixture
def nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "protection", lambda: Protection((), "none", "bubblewrap is not installed. Run `make it so`."))


@pytest.mark.usefixtures("nothing_here")
def test_without_a_sandbox_it_refuses_and_says_what_to_run() -> None:
    with pytest.raises(SandboxError, match=r"(?s)make it so.*petals doctor.*--trust-submissions"), open_sandbox():
        pass


@pytest.mark.usefixtures("nothing_here")
def test_trusted_runs_without_walls_in_a_folder_of_its_own() -> None:
    with open_sandbox(trusted=True) as sandbox:
        assert (type(sandbox), sandbox.kind) == (TrustedSandbox, "trusted")
        with sandbox.kernel({"a/given.txt": b"given"}, {"MINE": "1"}, LOW) as kernel:
            assert answer(kernel, "open('a/given.txt').read(), __import__('os').environ['MINE'], __import__('course_utils').__name__") == (
                "('given', '1', 'course_utils')"
            )
            home = Path(answer(kernel, "__import__('os').getcwd()"))
            assert answer(kernel, "'PYTEST_CURRENT_TEST' in __import__('os').environ") == "False"
            run(kernel, "import subprocess\nprocess = subprocess.Popen(['sleep', '1000'])")
            sleeping = int(answer(kernel, "process.pid"))
        assert not home.exists()
        assert soon(lambda: not Path(f"/proc/{sleeping}").exists())
        with sandbox.kernel({}, {}, LOW) as kernel:
            assert run(kernel, "import os; os._exit(3)").status == "dead"
            assert kernel.ended().status == 3
        with sandbox.kernel({}, {}, LOW) as kernel:
            assert run(kernel, "kept = []\nwhile True: kept.append(bytearray(b'x' * 10_000_000))").status == "dead"
            assert kernel.ended().why == "memory"


@pytest.mark.sandbox
def test_trusted_changes_nothing_where_there_is_a_sandbox() -> None:
    with open_sandbox(trusted=True, cold=True) as sandbox:
        assert sandbox.kind == "cold"


@pytest.mark.sandbox
def test_protection_names_every_layer() -> None:
    found = protection.protection()
    assert found.best in {"warm", "cold"}
    names = [layer.name for layer in found.layers]
    assert names == ["bubblewrap", "namespaces", "network", "warm forks", "rlimits", "seccomp", "unprivileged user", "cgroup", "watchdog"]
    assert all(layer.why and layer.state in {"active", "missing", "unused"} for layer in found.layers)


def test_protection_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "find_walls", lambda: None)
    found = protection.protection.__wrapped__()
    assert found.best == "none"
    assert "install_system_packages.sh bubblewrap" in found.trouble


def test_protection_says_what_to_ask_for_where_bubblewrap_may_do_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from autograder.kernels.bubblewrap import Walls

    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setattr(protection, "find_walls", lambda: Walls(str(refusing), None))
    found = protection.protection.__wrapped__()
    assert found.best == "none"
    assert "No permissions to create new namespace" in found.trouble
    assert "AppArmor" in found.trouble
