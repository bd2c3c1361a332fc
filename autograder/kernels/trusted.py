"""Kernels without walls: for instructors who know what they grade, where nothing better exists."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from autograder.kernels.bubblewrap import course
from autograder.kernels.forked import BY_SIGNAL, END_LIMIT, SandboxError
from autograder.kernels.groups import Group
from autograder.kernels.limits import Limits
from autograder.kernels.running import SandboxKernel, connect
from autograder.kernels.sandboxes import Kind, new_connection
from autograder.kernels.servers import prepare
from autograder.kernels.surroundings import data_folders, environment, of_submission
from autograder.kernels.watching import descendants, kill_all


class PlainProcess:
    """A kernel as an ordinary process of this user.

    Parameters
    ----------
    folder : Path
    line : list of str
    surroundings : mapping of str to str
    log : file opened for writing bytes

    Attributes
    ----------
    root : int
        This process: it leads the kernel, and adopts what the kernel leaves.
    """

    group: Group | None = None
    sharers: tuple[int, ...] = ()

    def __init__(self, folder: Path, line: list[str], surroundings: Mapping[str, str], log: IO[bytes]) -> None:
        self._folder = folder
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            line, cwd=folder / "files", env=dict(surroundings), stdin=nothing, stdout=nothing, stderr=log, start_new_session=True
        )
        self.root: int | None = self._process.pid
        self.status: int | None = None
        self._over = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def limit(self, limits: Limits) -> None:
        """Set the limits that a process of this user can have from outside."""
        for kind, most in ((resource.RLIMIT_FSIZE, limits.file_bytes), (resource.RLIMIT_CORE, 0)):
            with suppress(OSError, ValueError):
                resource.prlimit(self._process.pid, kind, (most, most))

    def members(self) -> list[int]:
        """List the kernel and what it started, as far as that can be found without walls."""
        return [self._process.pid, *descendants(self._process.pid)]

    def used_disk(self) -> int:
        """Nothing bounds it here but the size of single files."""
        return 0

    def _wait(self) -> None:
        code = self._process.wait()
        self.status = code if code >= 0 else BY_SIGNAL - code
        self._over.set()

    def kill(self) -> None:
        """End it with what it started."""
        below = self.members()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        kill_all(below)
        if not self._over.wait(END_LIMIT):
            raise SandboxError("A submission's kernel did not end when killed.")

    def close(self) -> None:
        """End it and take its folder away."""
        try:
            self.kill()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


class TrustedSandbox:
    """Kernels in a temporary folder with a small environment, and no walls at all.

    Parameters
    ----------
    log : file opened for writing bytes
    """

    kind: Kind = "trusted"

    def __init__(self, log: IO[bytes]) -> None:
        self._log, self._busy = log, False

    @contextmanager
    def kernel(self, files: Mapping[str, bytes], environment: Mapping[str, str], limits: Limits) -> Iterator[SandboxKernel]:
        """Run a kernel for one submission; see sandboxes.Sandbox."""
        if self._busy:
            raise RuntimeError("This sandbox runs a submission already: leave its kernel first, or open a second sandbox.")
        self._busy = True
        try:
            with tempfile.TemporaryDirectory(prefix="ptp-", ignore_cleanup_errors=True) as temporary:
                yield from self._run(Path(temporary, "1"), files, of_submission(environment, limits.cores), limits)
        finally:
            self._busy = False

    def _run(self, folder: Path, files: Mapping[str, bytes], more: Mapping[str, str], limits: Limits) -> Iterator[SandboxKernel]:
        connection = new_connection()
        prepare(folder, {**connection, "ip": str(folder / "k" / "s")}, files, None)
        data = {name: str(path) for name, path in data_folders().items()}
        beside = str(next(iter(course().values())).parent)
        surroundings = environment(data, home=str(folder / "files"), course=beside) | dict(more)
        surroundings |= {"JPY_PARENT_PID": str(os.getpid()), "MPLCONFIGDIR": str(folder / "matplotlib")}
        line = [sys.executable, "-P", "-m", "ipykernel_launcher", "-f", str(folder / "k" / "connection.json")]
        process = PlainProcess(folder, [*line, "--HistoryManager.enabled=False"], surroundings, self._log)
        kernel = connect(connection, folder / "k", process, limits)
        try:
            kernel.begin()
            process.limit(limits)
            yield kernel
        finally:
            kernel.close()

    def close(self) -> None:
        """Nothing stays open between kernels."""
