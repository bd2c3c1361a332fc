"""The outside of a fork server: starts it, asks it for kernels, hears how they ended."""

import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

from autograder.kernels import groups, leftovers
from autograder.kernels.bubblewrap import SERVER, Walls, command, covered
from autograder.kernels.forked import BY_SIGNAL, END_LIMIT, Forked, SandboxError, Unfit
from autograder.kernels.limits import MIB, Limits
from autograder.kernels.seats import Seat
from autograder.kernels.surroundings import DATA, data_folders, environment, of_submission
from autograder.kernels.watching import descendants

__all__ = ["ForkServer", "SandboxError", "prepare"]

READY_LIMIT = 180.0  # seconds to import everything on a busy machine
START_LIMIT = 60.0  # seconds to fork

# The system ends a sandbox together with the thread, not the process, that started it: so a thread that lives as long as the process.
_STARTER = ThreadPoolExecutor(1, thread_name_prefix="sandboxes")


class ForkServer:
    """A process inside a sandbox that imports once and forks a kernel for each submission.

    Parameters
    ----------
    walls : Walls
    log : file opened for writing bytes
        Receives what the process prints.
    lessons : bool
        Import what lessons import.
    disk_bytes : int
        Size of the sandbox's own folders.

    Raises
    ------
    SandboxError
        If it does not come up.
    """

    OWN_DISK = 64 * MIB  # bytes of each folder that the server itself can write to

    def __init__(
        self,
        walls: Walls,
        log: IO[bytes],
        *,
        lessons: bool = True,
        disk_bytes: int = OWN_DISK,
    ) -> None:
        self._walls, self._folder, self._base = walls, leftovers.WorkFolder(), groups.find_base()
        self._control, theirs = socket.socketpair()
        options = json.dumps({"lessons": lessons, "nested": walls.nested, "user": walls.user})
        program = [sys.executable, "-P", f"{SERVER}/server.py", str(theirs.fileno()), options]
        data = data_folders()
        shown = {DATA[name]: folder for name, folder in data.items()}
        line = command(
            walls, self._folder.path, program, environment({name: DATA[name] for name in data}), shown=shown, disk_bytes=disk_bytes
        )
        self._process = _STARTER.submit(_start, line, theirs, log).result()
        theirs.close()
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._hung_up, self._running, self._count = threading.Event(), Forked(self._folder.path), 0
        self._running.finish(0)  # none runs yet
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.hello = self._hear("ready", READY_LIMIT)
            self._pid = descendants(self._process.pid)[-1]
        except (SandboxError, IndexError) as error:
            self.close()
            raise SandboxError(f"The sandbox did not come up: {error} Its log says more; `petals doctor` says what is missing.") from error
        if self.hello["missing"]:
            self.close()
            missing = ", ".join(self.hello["missing"])
            raise Unfit(f"Lessons import {missing}, which cannot be imported here: install the course again with `make test`.")

    def start(self, connection: Mapping[str, Any], files: Mapping[str, bytes], more: Mapping[str, str], limits: Limits) -> Forked:
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
        forked = Forked(self._folder.path / str(self._count))
        prepare(forked.folder, {**connection, "ip": "/tmp/k/s"}, files, self._walls.user)  # noqa: S108 - inside
        self._running, forked.seat = forked, Seat()
        request = {
            "id": forked.folder.name,
            "environment": of_submission(more, limits.cores),
            "disk_bytes": limits.disk_bytes,
            "file_bytes": limits.file_bytes,
            "memory_bytes": limits.memory_bytes,
            "processes": limits.processes,
            "cores": limits.cores,
            "seat": forked.seat.number,
            "covered": covered(),
        }
        self._say(json.dumps(request).encode())
        self._hear("started", START_LIMIT)
        forked.root = next(iter(descendants(self._pid)), None)
        forked.sharers = (self._pid, forked.root) if forked.root else ()
        if self._base is not None and forked.root is not None:
            group = groups.Group(self._base, f"{self._folder.path.name}-{self._count}", limits)
            forked.group = group if group.take(forked.root) else None
        self._say(b"")  # it waits for this word: nothing it uses is to be missed
        return forked

    @property
    def alive(self) -> bool:
        """Whether it can be asked for another kernel: it is there, and does not wait for one that never got started, or never ended."""
        return self._process.poll() is None and not self._hung_up.is_set() and self._running.status is not None

    def close(self) -> None:
        """End the server with everything in its sandbox, and take its folder away."""
        inside = descendants(self._process.pid)
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        self._process.kill()
        self._process.wait()
        end = time.monotonic() + END_LIMIT
        while any(Path(f"/proc/{process}").exists() for process in inside) and time.monotonic() < end:
            time.sleep(0.01)
        self._control.close()
        self._running.leave()
        self._folder.close()

    def _listen(self) -> None:
        """Hear what the server says, until it hangs up."""
        with suppress(OSError, ValueError), self._control.makefile("rb") as said:
            for line in said:
                words = json.loads(line)
                if "ended" in words:
                    code = int(words["ended"])
                    self._running.finish(code if code >= 0 else BY_SIGNAL - code)
                else:
                    self._said.put(words)
        self._hung_up.set()
        self._running.finish(-1)
        self._said.put({})

    def _say(self, words: bytes) -> None:
        try:
            self._control.sendall(words + b"\n")
        except OSError as error:
            raise SandboxError("The sandbox is gone.") from error

    def _hear(self, word: str, seconds: float) -> dict[str, Any]:
        try:
            said = self._said.get(timeout=seconds)
        except queue.Empty:
            raise SandboxError(f"It has not said {word!r} within {seconds:g} seconds.") from None
        if word not in said:
            self._said.put({})
            raise SandboxError("It ended." if not said else f"It said {said} instead of {word!r}.")
        return said


def _start(line: list[str], control: socket.socket, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(line, pass_fds=[control.fileno()], stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 - our own command


def prepare(folder: Path, connection: Mapping[str, Any], files: Mapping[str, bytes], user: int | None) -> None:
    """Lay a submission's connection file and files where its kernel finds them.

    Parameters
    ----------
    folder : Path
        To make; "k" in it will hold the sockets, "files" what goes to the submission's home.
    connection : mapping
    files : mapping of relative path to bytes
    user : int, optional
        Who is to own them.

    Raises
    ------
    ValueError
        If a file's path is absolute or leads elsewhere.
    """
    laid = [folder, folder / "k", folder / "files", folder / "k" / "connection.json"]
    for path in laid[:3]:
        path.mkdir(mode=0o700)
    laid[3].write_text(json.dumps(connection), encoding="ascii")
    for name, data in files.items():
        inner = PurePosixPath(name)
        if inner.is_absolute() or ".." in inner.parts or not inner.parts or "\0" in name:
            raise ValueError(f"{name!r} is no place in a submission's home: give a relative path without `..`.")
        target = folder / "files" / inner
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        laid += [target, *(folder / "files" / above for above in inner.parents)]
    if user is not None:
        for path in dict.fromkeys(laid):
            os.chown(path, user, user)
