"""What a submission can reach from inside: nothing but its own rooms. Each test is an attempt from a kernel, warm and cold."""

import os
import socket
import sys
from pathlib import Path

import ipykernel_launcher
import pytest

from autograder.kernels.running import SandboxKernel
from autograder.kernels.sandboxes import Sandbox
from tests.kernels.asking import LOW, answer, refused, run

pytestmark = pytest.mark.sandbox

COURSE = Path(__file__).parents[2]
LIBC = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"


def test_there_is_no_home_no_course_and_nothing_of_the_grader(kernel: SandboxKernel) -> None:
    places = [
        Path.home() / ".ssh",
        Path.home() / ".bashrc",
        COURSE / "solutions",
        COURSE / "autograder",
        COURSE / ".git",
        COURSE / "gradebook.db",
    ]
    places += [Path("/var"), Path("/etc/passwd"), Path("/etc/shadow"), Path("/root/.bashrc")]
    assert answer(kernel, f"[p for p in {[str(place) for place in places]} if __import__('os').path.lexists(p)]") == "[]"
    refused(kernel, "import autograder", "ModuleNotFoundError")


def test_the_course_package_and_the_given_files_are_there(kernel: SandboxKernel) -> None:
    assert answer(kernel, "open('data/given.txt').read(), __import__('course_utils').__name__") == "('given', 'course_utils')"
    assert answer(kernel, "__import__('os').getcwd(), __import__('pathlib').Path.home()") == "('/home/student', PosixPath('/home/student'))"


def test_nothing_of_the_environment_is_inherited(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PETALS_SECRET", "0123456789")
    with sandbox.kernel({}, {"COURSE_PROFILE": "quick"}, LOW) as kernel:
        seen = answer(kernel, "dict(__import__('os').environ)")
        everywhere = answer(kernel, "[b'0123456789' in open(f'/proc/{p}/environ', 'rb').read() for p in ('self',)]")
    assert "PETALS_SECRET" not in seen
    assert "'COURSE_PROFILE': 'quick'" in seen
    assert everywhere == "[False]"


def test_a_warm_kernel_and_a_cold_one_have_the_same_environment_user_and_place(warm: Sandbox, cold: Sandbox) -> None:
    asked = "sorted(__import__('os').environ.items()), __import__('os').getuid(), __import__('os').getcwd(), __import__('os').getpid()"
    with warm.kernel({}, {}, LOW) as first, cold.kernel({}, {}, LOW) as second:
        assert answer(first, asked) == answer(second, asked)


def test_only_its_own_processes_are_seen(kernel: SandboxKernel) -> None:
    assert answer(kernel, "sorted(int(p) for p in __import__('os').listdir('/proc') if p.isdigit())") == "[1, 2]"


def test_its_processes_are_named_as_any_jupyter_kernels(kernel: SandboxKernel) -> None:
    look = "import pathlib, sys\nfor n in (1, 2): print(pathlib.Path(f'/proc/{n}/cmdline').read_text().rstrip('\\0').split('\\0'))"
    line = [sys.executable, "-m", "ipykernel_launcher", "-f", "/tmp/k/connection.json"]
    assert run(kernel, look).printed.splitlines() == [str(line)] * 2
    assert answer(kernel, "sys.orig_argv, sys.argv") == str((line, [ipykernel_launcher.__file__, *line[3:]]))


def test_killing_everybody_reaches_nobody_else(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        run(kernel, "import os, signal\nos.kill(1, 9)\nprint('process 1 lives')")
        assert answer(kernel, "1 + 1") == "2"
        assert run(kernel, "os.kill(-1, 9)").error == "ProcessLookupError", "there is nobody else"
        assert run(kernel, "os.kill(os.getpid(), 9)").status == "dead"
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert answer(kernel, "1 + 1") == "2"


def test_no_process_above_it_can_be_traced_or_read(kernel: SandboxKernel) -> None:
    refused(kernel, "open('/proc/1/mem', 'rb').read(1)", "PermissionError", "OSError")
    refused(kernel, "import os\nos.listdir('/proc/1/fd')", "PermissionError")
    refused(kernel, "open('/proc/1/environ').read(1)", "PermissionError")
    traced = LIBC + "print(libc.ptrace(16, 1, 0, 0), ctypes.get_errno())"
    assert run(kernel, traced).printed.split() == ["-1", "1"]


def test_no_file_descriptor_leads_outside(warm: Sandbox) -> None:
    with warm.kernel({}, {}, LOW) as kernel:
        look = "import pathlib\nprint([os.readlink(n) for n in pathlib.Path('/proc/self/fd').iterdir() if os.path.lexists(n)])"
        seen = run(kernel, f"import os\n{look}").printed
    server = Path(f"/proc/{warm._server._pid}/fd")
    watched = (os.getpid(), *([warm._server._pid] if os.access(server, os.R_OK) else []))  # it is undumpable: only root may look
    outside = {str(path.readlink()) for who in watched for path in Path(f"/proc/{who}/fd").iterdir() if path.is_symlink()}
    ours = {place for place in outside if place.startswith(("socket:", "pipe:"))}
    assert "socket:" in seen
    assert ours
    assert not [place for place in ours if place in seen]
    assert ".log" not in seen


def test_there_is_no_network_and_no_socket_of_the_hosts(kernel: SandboxKernel) -> None:
    with socket.socket() as loopback, socket.socket(socket.AF_UNIX) as abstract:
        loopback.bind(("127.0.0.1", 0))
        loopback.listen()
        abstract.bind("\0petals-test-of-walls")
        abstract.listen()
        refused(
            kernel,
            f"import socket\nsocket.create_connection(('127.0.0.1', {loopback.getsockname()[1]}), 2)",
            "ConnectionRefusedError",
            "OSError",
        )
        refused(kernel, "s = socket.socket(socket.AF_UNIX)\ns.connect('\\0petals-test-of-walls')", "ConnectionRefusedError")
    refused(kernel, "socket.create_connection(('1.1.1.1', 53), 2)", "OSError")
    refused(kernel, "socket.getaddrinfo('example.org', 80)", "gaierror")
    refused(kernel, "socket.socket(socket.AF_VSOCK)", "OSError")
    refused(kernel, "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", "OSError", "PermissionError")


def test_only_its_own_rooms_can_be_written(kernel: SandboxKernel) -> None:
    tried = """
import os
written = []
for line in open('/proc/self/mountinfo'):
    place = line.split()[4]
    for name in (place, *(os.path.join(place, inner) for inner in (os.listdir(place) if os.path.isdir(place) else ()))):
        target = os.path.join(name, 'written-by-student') if os.path.isdir(name) else name
        try:
            if os.path.isdir(name):
                open(target, 'w').close()
                written.append(name)
        except OSError:
            pass
print(sorted(set(written)))
"""
    places = set(eval(run(kernel, tried).printed))
    assert {place for place in places if not place.startswith(("/home/student", "/tmp", "/dev/shm"))} == set()
    assert "/tmp/k" not in places, "the folder of the sockets is the outside's"


def test_what_stands_read_only_stays_so(kernel: SandboxKernel) -> None:
    import numpy as np

    refused(kernel, f"open({np.__file__!r}, 'a')", "OSError", "PermissionError")
    refused(kernel, "import course_utils\nopen(course_utils.__file__, 'a')", "OSError", "PermissionError")
    code = "print(libc.mount(b'none', b'/usr', None, 32 | 4096, None), libc.umount2(b'/tmp/k', 2))"
    assert run(kernel, LIBC + code).printed.split() == ["-1", "-1"]
    refused(kernel, "open('/proc/sys/kernel/hostname', 'w').write('mine')", "PermissionError", "OSError")


def test_every_thread_is_without_powers(kernel: SandboxKernel) -> None:
    asked = """
import pathlib
print({line for task in pathlib.Path('/proc/self/task').iterdir() for line in (task / 'status').read_text().splitlines()
       if line.startswith(('Cap', 'NoNewPrivs', 'Seccomp:'))})
"""
    seen = eval(run(kernel, asked).printed)
    nothing = "0" * 16
    assert seen == {*(f"Cap{name}:\t{nothing}" for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")), "NoNewPrivs:\t1", "Seccomp:\t2"}


def test_new_namespaces_and_privileges_are_refused(kernel: SandboxKernel) -> None:
    code = "print(libc.unshare(0x10000000), libc.setuid(0), libc.chroot(b'/tmp'), libc.setns(0, 0))"
    assert run(kernel, LIBC + code).printed.split() == ["-1"] * 4
    cloned = "print(libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0), ctypes.get_errno(), libc.syscall(435, 0, 0), ctypes.get_errno())"
    if os.uname().machine == "x86_64":
        assert run(kernel, cloned).printed.split() == ["-1", "1", "-1", "38"]
    assert (
        "uid=0"
        not in run(kernel, "import subprocess\nprint(subprocess.run(['su', '-c', 'id'], capture_output=True, text=True).stdout)").printed
    )


def test_memory_that_no_limit_counts_is_refused(kernel: SandboxKernel) -> None:
    refused(kernel, "import os\nos.memfd_create('mine')", "PermissionError")
    code = "print(libc.shmget(0, 1 << 20, 0o1600), libc.msgget(0, 0o1600), libc.semget(0, 1, 0o1600))"
    assert run(kernel, LIBC + code).printed.split() == ["-1"] * 3


def test_nothing_is_left_for_the_next_submission(sandbox: Sandbox) -> None:
    with sandbox.kernel({"given.txt": b"first"}, {"FIRST": "1"}, LOW) as kernel:
        leave = """
import os, subprocess, numpy
from multiprocessing import shared_memory
for place in ('/tmp', '/dev/shm', '/home/student', '/var/tmp', '/run', '/dev'):
    try:
        open(place + '/left_by_the_first', 'w').write('left')
    except OSError:
        pass
memory = shared_memory.SharedMemory('left_by_the_first_too', create=True, size=4096)
subprocess.Popen(['sleep', '1000'], start_new_session=True)
numpy.ones = 'patched'
"""
        assert run(kernel, leave).status == "ok"
    with sandbox.kernel({}, {}, LOW) as kernel:
        look = "[f for p in ('/tmp', '/dev', '/home', '/run') for _, d, fs in __import__('os').walk(p) for f in d + fs if 'left_by' in f]"
        assert answer(kernel, look) == "[]"
        assert answer(kernel, "__import__('os').path.exists('given.txt'), 'FIRST' in __import__('os').environ") == "(False, False)"
        assert answer(kernel, "callable(__import__('numpy').ones)") == "True"
        assert answer(kernel, "sorted(int(p) for p in __import__('os').listdir('/proc') if p.isdigit())") == "[1, 2]"


def test_two_sandboxes_at_once_see_nothing_of_each_other(warm: Sandbox, cold: Sandbox) -> None:
    with warm.kernel({}, {}, LOW) as first, cold.kernel({}, {}, LOW) as second:
        run(first, "open('/tmp/mine', 'w').write('x'); open('/dev/shm/mine', 'w').write('x')")
        assert answer(second, "[p for p in ('/tmp/mine', '/dev/shm/mine') if __import__('os').path.exists(p)]") == "[]"
        assert run(second, "import os\ntry: os.kill(-1, 9)\nfinally: os._exit(1)").status == "dead"
        assert answer(first, "1 + 1") == "2"


def test_only_its_own_connection_is_known(kernel: SandboxKernel) -> None:
    assert answer(kernel, "sorted(__import__('os').listdir('/tmp/k'))") == str(["connection.json", *(f"s-{n}" for n in range(1, 6))])
    assert answer(kernel, "__import__('os').listdir('/run')") == "[]"
