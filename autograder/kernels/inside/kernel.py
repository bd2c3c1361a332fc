"""A Jupyter kernel in a freshly made room. Runs inside the sandbox."""

import os
import resource
import signal
import socket
import sys
import traceback
from typing import Any

import calls
import namespaces as ns
import rooms

STACKS = 512 * 1024**2  # bytes of address space for threads' stacks, beside the memory a submission may fill


def become_kernel(request: dict[str, Any], gate: socket.socket) -> None:
    """Turn this process into a kernel; returns when the kernel is shut down.

    Parameters
    ----------
    request : dict
        "environment", "memory_bytes", "file_bytes", "cores", "seat".
    gate : socket
        To the process that locks the folder of the sockets once it is told that they are bound.
    """
    os.setsid()
    log = silence()
    try:
        app = _made(request)
        gate.sendall(b"b")
        locked = gate.recv(1)
    except BaseException:
        os.write(log, traceback.format_exc().encode())
        raise
    gate.close()
    os.close(log)  # it is the outside's: nothing of the student's may write there
    if locked:
        app.start()


def silence() -> int:
    """Send what is written past the notebook nowhere: a library's log on file descriptor 2 could fill a disk.

    Returns
    -------
    int
        A file descriptor that still leads to the log.
    """
    sys.stdout.flush()
    log, nowhere = os.dup(2), os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return log


def _made(request: dict[str, Any]) -> Any:  # noqa: ANN401 - ipykernel's application
    """Shut this process in, then make the kernel: the threads it starts have no powers either."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - loaded already by whoever forked this process

    os.environ.update(request["environment"], PWD=rooms.HOME)
    cores = sorted(os.sched_getaffinity(0))
    start = request["seat"] * request["cores"] % len(cores)
    os.sched_setaffinity(0, (cores + cores)[start : start + min(request["cores"], len(cores))])
    ns.limit(resource.RLIMIT_CORE, 1)  # not 0: where the host names a program that collects crashes, only 1 keeps it from being started
    ns.limit(resource.RLIMIT_FSIZE, request["file_bytes"])
    ns.limit(resource.RLIMIT_NOFILE, 1024)
    ns.limit(resource.RLIMIT_DATA, _mapped_bytes() + request["memory_bytes"] + STACKS)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file that grew too large is an OSError in the cell
    ns.give_up_powers()
    ns.refuse_calls(calls.program())
    app: Any = IPKernelApp.instance()
    app.initialize(["-f", rooms.CONNECTION, "--HistoryManager.enabled=False", "--log-level=CRITICAL"])
    if (pictures := sys.modules.get("matplotlib_inline.backend_inline")) is not None:
        pictures._enable_matplotlib_integration()  # noqa: SLF001 - it does so when it is imported; here there was no shell to draw in yet
    return app


def _mapped_bytes() -> int:
    """Read how much private writable memory this process has mapped."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmData:"))
