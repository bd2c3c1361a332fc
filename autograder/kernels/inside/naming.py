"""What a list of processes says of this one. Runs inside the sandbox.

A fork keeps its server's command line. Students list processes, and their code must meet what it meets at home: a Jupyter kernel.
"""

import ctypes
import sys

_ARGUMENTS = slice(45, 47)  # where they start and end, among the words after the name: proc_pid_stat(5), fields 48 and 49
_LINE = (sys.executable, "-m", "ipykernel_launcher", "-f")


def look_like_a_kernel(connection: str) -> None:
    """Write a plain Jupyter kernel's command line over this process's own, for `ps`, /proc and Python itself.

    Parameters
    ----------
    connection : str
        Path of the connection file.
    """
    with open("/proc/self/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - pathlib is not loaded here
        start, end = map(int, file.read().rpartition(")")[2].split()[_ARGUMENTS])
    line = "\0".join((*_LINE, connection)).encode()
    if start:  # some systems do not tell
        ctypes.memmove(start, line[: end - start - 1].ljust(end - start, b"\0"), end - start)
    sys.orig_argv[:] = [*_LINE, connection]
    sys.argv[:] = [f"{sys.modules['ipykernel'].__path__[0]}_launcher.py", "-f", connection]
