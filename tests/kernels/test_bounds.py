"""What a submission may use up: its own share, and the next kernel works at once. Low limits, warm and cold."""

import os
from dataclasses import replace
from pathlib import Path
from queue import Empty

import pytest

from autograder.kernels.limits import MIB, Limits
from autograder.kernels.running import SandboxKernel
from autograder.kernels.sandboxes import Sandbox
from tests.kernels.asking import LOW, answer, refused, run

pytestmark = pytest.mark.sandbox


def the_next_works(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert answer(kernel, "6 * 7") == "42"


def test_one_large_array_is_a_memory_error_in_the_cell(kernel: SandboxKernel) -> None:
    refused(kernel, "import numpy as np\nnp.ones(10**9)", "MemoryError", "_ArrayMemoryError")
    assert answer(kernel, "1 + 1") == "2"


def test_memory_filled_bit_by_bit_ends_the_kernel_and_says_how_much(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert run(kernel, "kept = []\nwhile True: kept.append(bytearray(10_000_000))").status == "dead"
        ending = kernel.ended()
    assert ending.why == "memory"
    assert "300 MB are allowed" in ending.text.en
    assert "300 MB인데" in ending.text.ko
    the_next_works(sandbox)


def test_memory_of_many_processes_counts_together(sandbox: Sandbox) -> None:
    code = """
import os, time
for n in range(8):
    if not os.fork():
        kept = bytearray(60_000_000)
        time.sleep(60)
time.sleep(60)
"""
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert run(kernel, code).status == "dead"
        assert kernel.ended().why == "memory"
    the_next_works(sandbox)


def test_forks_count_the_memory_they_share_once(sandbox: Sandbox) -> None:
    code = """
import os, time
kept = bytearray(100_000_000)
for n in range(6):
    if not os.fork():
        time.sleep(1.5)
        os._exit(0)
time.sleep(1)
"""
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert run(kernel, code).status == "ok"
        assert 90e6 < kernel.peak_bytes < 200e6


def test_the_peak_is_what_an_array_takes(warm: Sandbox) -> None:
    with warm.kernel({}, {}, Limits()) as kernel:
        assert run(kernel, "import numpy as np\nimages = np.ones(500_000_000 // 8)\ndel images").status == "ok"
        assert 450e6 < kernel.peak_bytes < 600e6


def test_a_fork_bomb_stays_small(sandbox: Sandbox) -> None:
    code = """
import os, time
count = 0
try:
    while True:
        if not os.fork():
            time.sleep(60)
        count += 1
except OSError:
    print(count)
"""
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert 0 < int(run(kernel, code).printed) < LOW.processes
        assert any("60" in text.en for text in kernel.limits_met())
        assert answer(kernel, "1 + 1") == "2"
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert run(kernel, "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass", patience=4).status in {
            "late",
            "dead",
        }
    the_next_works(sandbox)


def test_a_thread_bomb_stays_small(sandbox: Sandbox) -> None:
    code = """
import threading, time
count = 0
try:
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        count += 1
except RuntimeError:
    print(count)
"""
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert 0 < int(run(kernel, code).printed) < LOW.processes
    the_next_works(sandbox)


def test_files_have_a_size_alone_and_together(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        refused(kernel, "open('/tmp/one', 'wb').write(bytes(20_000_000))", "OSError")
        message = refused(kernel, "for n in range(4):\n    open(f'/home/student/{n}', 'wb').write(bytes(12_000_000))", "OSError")
        assert "No space" in message
        message = (
            refused(kernel, "open('/dev/shm/more', 'wb').write(bytes(12_000_000))", "OSError") if sandbox.kind == "warm" else "No space"
        )
        assert "No space" in message
        assert any("24 MB" in text.en for text in kernel.limits_met())
        assert answer(kernel, "1 + 1") == "2"
    the_next_works(sandbox)


def test_endless_small_files_end(sandbox: Sandbox) -> None:
    code = "import itertools\nfor n in itertools.count():\n    open(f'/tmp/{n}', 'w').close()"
    with sandbox.kernel({}, {}, replace(LOW, disk_bytes=4 * MIB)) as kernel:
        refused(kernel, code, "OSError")
    the_next_works(sandbox)


def resident() -> int:
    """Bytes of memory of this process: what a flood must not fill."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize(
    "flood",
    [
        "for n in range(3_000_000): print('x' * 1000)",
        "print('x' * 100_000_000)",
        "from IPython.display import display\nfor n in range(1_000_000): display(n)",
        "import os\nfor n in range(3_000): os.write(1, b'x' * 1_000_000)",
        "import os\nfor n in range(3_000): os.write(2, b'x' * 1_000_000)",
        "import sys\nfor n in range(100): sys.__stdout__.write('x' * 10_000_000)",
    ],
    ids=["lines", "one line", "displays", "descriptor 1", "descriptor 2", "original stdout"],
)
def test_a_flood_of_output_does_not_fill_the_grader(warm: Sandbox, flood: str) -> None:
    limits = replace(LOW, memory_bytes=1024 * MIB)
    with warm.kernel({}, {}, limits) as kernel:
        before = resident()
        kernel.client.execute(flood)
        for _ in range(40):
            try:
                kernel.client.get_shell_msg(timeout=0.1)
                break
            except Empty:
                if not kernel.alive():
                    break
        assert resident() - before < 200 * MIB
    the_next_works(warm)


WRITES_ITSELF = r"""
import os, socket, struct, threading
part = b"\x03" + struct.pack(">Q", 500_000) + bytes(500_000)  # more to come, always

def flood(descriptor):
    os.set_blocking(descriptor, True)
    while True:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest):]

found = 0
for name in os.listdir("/proc/self/fd"):
    try:
        its = socket.socket(fileno=os.dup(int(name)))
        if str(its.getsockname()).startswith("/tmp/k") and not its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            threading.Thread(target=flood, args=(its.detach(),), daemon=True).start()
            found += 1
        else:
            its.detach()
    except OSError:
        pass
"""


def test_a_message_that_never_ends_does_not_fill_the_grader(warm: Sandbox) -> None:
    with warm.kernel({}, {}, replace(LOW, memory_bytes=1024 * MIB)) as kernel:
        before = resident()
        kernel.client.execute(WRITES_ITSELF)
        run(kernel, "", patience=4)
        assert resident() - before < 60 * MIB
    the_next_works(warm)


def test_a_loop_that_swallows_interrupts_is_killed(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        kernel.client.execute("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass")
        assert run(kernel, "1 + 1", patience=1).status == "late"
        kernel.interrupt()
        assert run(kernel, "1 + 1", patience=1).status == "late"
        kernel.kill("time")
        assert not kernel.alive()
        assert kernel.ended().why == "time"
    the_next_works(sandbox)


def test_an_interrupt_ends_a_cell_and_spares_the_kernel(sandbox: Sandbox) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert run(kernel, "kept = 5").status == "ok"
        kernel.client.execute("import time\ntime.sleep(600)")
        run(kernel, "", patience=0.5)
        kernel.interrupt()
        assert run(kernel, "pass").status in {"ok", "aborted", "error"}
        assert answer(kernel, "kept") == "5"


@pytest.mark.parametrize(
    ("code", "why", "status", "words"),
    [
        ("import os\nos._exit(7)", "exit", 7, "exit status 7"),
        ("import ctypes\nctypes.string_at(0)", "signal", 11, "SIGSEGV"),
        ("import os\nos.abort()", "signal", 6, "SIGABRT"),
        ("import os\nos.kill(os.getpid(), 9)", "signal", 9, "SIGKILL"),
    ],
)
def test_an_ending_says_why(sandbox: Sandbox, code: str, why: str, status: int, words: str) -> None:
    with sandbox.kernel({}, {}, LOW) as kernel:
        assert run(kernel, code).status == "dead"
        ending = kernel.ended()
    assert (ending.why, ending.status) == (why, status)
    assert words in ending.text.en
