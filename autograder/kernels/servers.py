"""The outside of a fork server: starts it, asks it for kernels, hears how they ended."""

import base64
import json
import os
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from autograder.kernels.bubblewrap import COURSE, SERVER, Walls, command
from autograder.kernels.limits import Limits
from autograder.kernels.watching import descendants, kill_below

READY_LIMIT = 180.0  # seconds to import everything on a busy machine
START_LIMIT = 60.0  # seconds to fork
END_LIMIT = 10.0  # seconds for the system to take a killed namespace apart


class SandboxError(Exception):
    """A sandbox cannot be opened, or broke; the message says what is missing and what to do."""


class ForkServer:
    """A process inside a sandbox that has imported what lessons import.

    Parameters
    ----------
    walls : Walls
    log : file opened for writing bytes
        Receives what the process prints.
    data : Path, optional
        A folder of data sets to show inside.

    Raises
    ------
    SandboxError
        If it does not come up.
    """

    def __init__(self, walls: Walls, log: IO[bytes], data: Path | None = None) -> None:
        self._walls = walls
        self._folder = Path(tempfile.mkdtemp(prefix="ptp-"))  # short: the path of a socket in it has at most 107 characters
        self._folder.chmod(0o711)
        self._control, theirs = socket.socketpair()
        program = [sys.executable, "-P", f"{SERVER}/server.py", str(theirs.fileno())]
        program += [str(walls.user)] if walls.user is not None else []
        line = command(walls, self._folder, program, environment(data), data)
        self._process = subprocess.Popen(line, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603
        theirs.close()
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._hung_up, self._running, self._count = threading.Event(), Forked(self._folder), 0
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.hello = self._hear("ready", READY_LIMIT)
            self._pid = descendants(self._process.pid)[-1]
        except (SandboxError, IndexError) as error:
            self.close()
            raise SandboxError(f"The fork server did not come up: {error} Its log says more.") from error

    def start(self, connection: Mapping[str, Any], files: Mapping[str, bytes], more: Mapping[str, str], limits: Limits) -> "Forked":
        """Fork a kernel; the one before must have ended.

        Parameters
        ----------
        connection : mapping
            A Jupyter connection file's content, without "ip".
        files : mapping of relative path to bytes
            For its home.
        more : mapping of str to str
            Environment.
        limits : Limits

        Returns
        -------
        Forked

        Raises
        ------
        SandboxError
            If the server is gone.
        """
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir(mode=0o700)
        (folder / "connection.json").write_text(json.dumps({**connection, "ip": "/tmp/k/s"}), encoding="ascii")  # noqa: S108 - inside
        if self._walls.user is not None:
            for path in (folder, folder / "connection.json"):
                os.chown(path, self._walls.user, self._walls.user)
        request = {
            "id": folder.name,
            "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
            "environment": dict(more),
            "disk_bytes": limits.disk_bytes,
            "file_bytes": limits.file_bytes,
            "memory_bytes": limits.memory_bytes,
            "processes": limits.processes,
            "cores": limits.cores,
            "place": os.getpid(),
        }
        self._running = Forked(folder)
        try:
            self._control.sendall(json.dumps(request).encode() + b"\n")
        except OSError as error:
            raise SandboxError("The fork server is gone.") from error
        self._hear("started", START_LIMIT)
        below = descendants(self._pid)
        self._running.root = below[0] if below else None
        return self._running

    @property
    def alive(self) -> bool:
        """Whether it can be asked for another kernel."""
        return self._process.poll() is None and not self._hung_up.is_set()

    def close(self) -> None:
        """End the server with everything in its sandbox, and take its folder away."""
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        self._process.kill()
        self._process.wait()
        self._control.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _listen(self) -> None:
        """Hear what the server says, until it hangs up."""
        with suppress(OSError, ValueError), self._control.makefile("rb") as said:
            for line in said:
                words = json.loads(line)
                if "ended" in words:
                    self._running.finish(int(words["ended"]))
                else:
                    self._said.put(words)
        self._hung_up.set()
        self._running.finish(-1)
        self._said.put({})

    def _hear(self, word: str, seconds: float) -> dict[str, Any]:
        try:
            said = self._said.get(timeout=seconds)
        except queue.Empty:
            raise SandboxError(f"It has not said {word!r} within {seconds:g} seconds.") from None
        if word not in said:
            self._said.put({})
            raise SandboxError("It ended." if not said else f"It said {said} instead of {word!r}.")
        return said


class Forked:
    """One submission's processes.

    Attributes
    ----------
    folder : Path
        With its connection file and sockets, on the outside.
    root : int or None
        The process, as the outside numbers it, below which all of them are.
    status : int or None
        How it ended: exit status, 128 + signal if a signal ended it, -1 if its server is gone; None while it runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root: int | None = None
        self.status: int | None = None
        self._over = threading.Event()

    def finish(self, status: int) -> None:
        """Take down how it ended; only the first word counts."""
        if not self._over.is_set():
            self.status = status
            self._over.set()

    def wait(self, seconds: float) -> int | None:
        """Wait for the end.

        Parameters
        ----------
        seconds : float

        Returns
        -------
        int or None
            The status.
        """
        self._over.wait(seconds)
        return self.status

    def kill(self) -> None:
        """End all of it; safe to call from any thread, and twice.

        Raises
        ------
        SandboxError
            If it does not end.
        """
        if self.status is None and self.root is not None:
            kill_below(self.root)
        if self.wait(END_LIMIT) is None:
            raise SandboxError("A submission's processes did not end when killed.")

    def close(self) -> None:
        """End all of it and take its folder away."""
        try:
            self.kill()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def environment(data: Path | None = None) -> dict[str, str]:
    """Say all that a process inside has in its environment.

    Parameters
    ----------
    data : Path, optional
        A folder of data sets that is shown inside.

    Returns
    -------
    dict of str to str
    """
    own = {
        "COURSE_ROOT": "/home/student",
        "COURSE_PROGRESS": "/home/student/.progress.json",
        "HOME": "/home/student",
        "IPYTHONDIR": "/home/student/.ipython",
        "JPY_PARENT_PID": "1",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": "/tmp/matplotlib",  # noqa: S108 - inside
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": COURSE,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "USER": "student",
    }
    return own | ({"COURSE_DATA": str(data)} if data else {})
