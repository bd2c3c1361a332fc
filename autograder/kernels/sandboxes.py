"""A place to run one submission after the other: warm, cold, or, where the instructor says so, none."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, Literal, Protocol, TypeAlias

from autograder.kernels import groups, leftovers
from autograder.kernels.bubblewrap import Walls, find_walls, shown_with
from autograder.kernels.endings import Ending
from autograder.kernels.forked import SandboxError, Unfit
from autograder.kernels.limits import Limits
from autograder.kernels.running import SandboxKernel, connect
from autograder.kernels.servers import ForkServer

__all__ = ["Ending", "Kind", "Sandbox", "SandboxError", "SandboxKernel", "Unfit", "open_sandbox"]

Kind: TypeAlias = Literal["warm", "cold", "trusted"]
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


class Sandbox(Protocol):
    """Where kernels of submissions run, one at a time.

    Attributes
    ----------
    kind : "warm", "cold" or "trusted"
    """

    kind: Kind

    def kernel(self, files: Mapping[str, bytes], environment: Mapping[str, str], limits: Limits) -> AbstractContextManager[SandboxKernel]:
        """Run a kernel for one submission.

        Parameters
        ----------
        files : mapping of relative path to bytes
            For its home, which is gone afterwards.
        environment : mapping of str to str
            Besides the sandbox's own.
        limits : Limits

        Returns
        -------
        context manager of SandboxKernel
            On leaving, everything the kernel started is dead.

        Raises
        ------
        SandboxError
            If the sandbox broke; the next call opens it afresh.
        RuntimeError
            If another kernel of this sandbox still runs.
        """

    def close(self) -> None:
        """End everything in it."""


class WalledSandbox:
    """Kernels behind bubblewrap's walls.

    Warm: each is forked from a server that has imported what lessons import. Cold: each has a sandbox of its own that has
    imported nothing but the kernel; slower, and independent of whatever went wrong in a server.

    Parameters
    ----------
    walls : Walls
    log : file opened for writing bytes
    cold : bool
    """

    def __init__(self, walls: Walls, log: IO[bytes], *, cold: bool) -> None:
        self.kind: Kind = "cold" if cold else "warm"
        self._walls, self._log = walls, log
        self._server: ForkServer | None = None
        self._busy = False

    @contextmanager
    def kernel(self, files: Mapping[str, bytes], environment: Mapping[str, str], limits: Limits) -> Iterator[SandboxKernel]:
        """Run a kernel for one submission; see Sandbox."""
        if self._busy:
            raise RuntimeError("This sandbox runs a submission already: leave its kernel first, or open a second sandbox.")
        self._busy = True
        try:
            server = self._ready(limits)
            connection = new_connection()
            forked = server.start(connection, files, environment, limits)
            kernel = connect(connection, forked.sockets, forked, limits)
            try:
                kernel.begin()
                yield kernel
            finally:
                kernel.close()
        finally:
            if self.kind == "cold":
                self.close()
            self._busy = False

    def close(self) -> None:
        """End everything in it."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _ready(self, limits: Limits) -> ForkServer:
        if self._server is not None and not self._server.alive:
            self.close()
        if self._server is None:
            room = limits.disk_bytes if self.kind == "cold" else ForkServer.OWN_DISK
            self._server = ForkServer(self._walls, self._log, lessons=self.kind == "warm", disk_bytes=room)
        return self._server


def new_connection() -> dict[str, Any]:
    """Make the content of a Jupyter connection file without its "ip"; ports of ipc sockets are endings of their names."""
    ports = {f"{channel}_port": number for number, channel in enumerate(CHANNELS, start=1)}
    return {"transport": "ipc", "key": secrets.token_hex(32), "signature_scheme": "hmac-sha256", "kernel_name": "python3", **ports}


@contextmanager
def open_sandbox(*, trusted: bool = False, cold: bool = False, log: Path | None = None) -> Iterator[Sandbox]:
    """Open a place to run submissions.

    Parameters
    ----------
    trusted : bool
        Run without a sandbox where there is none: the instructor answers for what the submissions do.
    cold : bool
        Start every kernel afresh.
    log : Path, optional
        Receives what the sandbox prints; nothing is kept without it.

    Yields
    ------
    Sandbox

    Raises
    ------
    SandboxError
        If there is no sandbox here and `trusted` is False; it says what is missing and what to do.
    """
    clear_up()
    with (log or Path(os.devnull)).open("ab") as file:
        sandbox = _best(file, trusted=trusted, cold=cold)
        try:
            yield sandbox
        finally:
            sandbox.close()


def _best(log: IO[bytes], *, trusted: bool, cold: bool) -> Sandbox:
    from autograder.kernels.protection import protection  # noqa: PLC0415 - it opens a sandbox itself
    from autograder.kernels.trusted import TrustedSandbox  # noqa: PLC0415 - rarely needed

    best = protection().best
    walls = find_walls(nested=best == "warm")
    if best != "none" and walls is not None:
        if among := shown_with(Path.cwd()):
            raise Unfit(f"{Path.cwd()} lies in {among}, which submissions can read, solutions and all: move the course elsewhere.")
        return WalledSandbox(walls, log, cold=cold or best == "cold")
    if trusted:
        return TrustedSandbox(log)
    raise SandboxError(
        f"Submissions cannot be shut in here: {protection().trouble} "
        "See `petals doctor`; `--trust-submissions` grades without a sandbox, and whatever a submission does then happens to you."
    )


def clear_up() -> list[str]:
    """Take away what killed graders left: their folders and control groups.

    Returns
    -------
    list of str
        What was taken away.
    """
    gone = leftovers.sweep()
    base = groups.find_base()
    return gone + (groups.sweep(base, leftovers.in_use()) if base else [])
