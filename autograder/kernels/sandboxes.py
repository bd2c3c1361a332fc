"""A place to run one submission after the other: warm, cold, or, where the instructor says so, none."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

from autograder.kernels.bubblewrap import Walls, find_walls
from autograder.kernels.limits import Limits
from autograder.kernels.servers import Forked, ForkServer, SandboxError
from autograder.kernels.watching import Watch

Kind: TypeAlias = Literal["warm", "cold", "trusted"]
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
ANSWER_LIMIT = 60.0  # seconds a forked kernel has until its first answer


@dataclass(frozen=True)
class Ending:
    """Why a kernel is gone.

    Attributes
    ----------
    why : str
        "memory" or "processes" (a limit was passed), "exit" (the code ended it), "signal" (it crashed), "sandbox" (not its doing), or
        what `kill` was told.
    status : int
        Exit status, or the signal's number.
    """

    why: str
    status: int


class SandboxKernel:
    """A kernel that runs one submission.

    Attributes
    ----------
    client : CappedClient
        Its shell, iopub and control channels.
    """

    def __init__(self, client: Any, forked: Forked, limits: Limits) -> None:  # noqa: ANN401 - jupyter_client is without types
        self.client = client
        self._forked, self._why = forked, ""
        self._watch = Watch(forked.root or 0, limits, self.kill)

    @property
    def peak_bytes(self) -> int:
        """The most memory it has used, beyond a fresh kernel's."""
        return self._watch.peak_bytes

    def begin(self) -> None:
        """Begin to watch; called once the kernel has answered, before it runs anything of the student's."""
        self._watch.start()

    def alive(self) -> bool:
        """Whether it runs."""
        return self._forked.status is None

    def interrupt(self) -> None:
        """Ask it to stop what it does."""
        self.client.control_channel.send(self.client.session.msg("interrupt_request", content={}))

    def kill(self, why: str) -> None:
        """End it with everything it started.

        Parameters
        ----------
        why : str
            What `ended` says afterwards, unless it had ended before.
        """
        if self.alive():
            self._why = self._why or why
            with suppress(SandboxError):  # whoever closes the kernel meets it again
                self._forked.kill()

    def ended(self) -> Ending | None:
        """Say why it is gone; None while it runs."""
        status = self._forked.status
        if status is None:
            return None
        if self._why:
            return Ending(self._why, status)
        return Ending("sandbox", 0) if status < 0 else Ending("signal", status - 128) if status > 128 else Ending("exit", status)  # noqa: PLR2004 - as shells count

    def close(self) -> None:
        """End it with everything it started, and forget it."""
        self._forked.kill()
        self._watch.stop()
        self.client.stop_channels()
        self._forked.close()


class WarmSandbox:
    """Forks each kernel from a server that has imported everything already.

    Parameters
    ----------
    walls : Walls
    log : file opened for writing bytes
    data : Path, optional
    """

    kind: Kind = "warm"

    def __init__(self, walls: Walls, log: IO[bytes], data: Path | None = None) -> None:
        self._walls, self._log, self._data = walls, log, data
        self._server: ForkServer | None = None

    @contextmanager
    def kernel(self, files: Mapping[str, bytes], environment: Mapping[str, str], limits: Limits) -> Iterator[SandboxKernel]:
        """Run a kernel for one submission.

        Parameters
        ----------
        files : mapping of relative path to bytes
            For its home, which is gone afterwards.
        environment : mapping of str to str
            Besides the sandbox's own.
        limits : Limits

        Yields
        ------
        SandboxKernel

        Raises
        ------
        SandboxError
        """
        from autograder.kernels.client import CappedClient  # noqa: PLC0415 - jupyter_client takes a third of a second

        server = self._ready()
        connection = new_connection()
        forked = server.start(connection, files, environment, limits)
        client = CappedClient(limits.reply_bytes, lambda: forked.status is None)
        client.load_connection_info({**connection, "ip": str(forked.folder / "s")})
        client.start_channels(hb=False, stdin=False)
        kernel = SandboxKernel(client, forked, limits)
        try:
            await_answer(client)
            kernel.begin()
            yield kernel
        finally:
            kernel.close()

    def close(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _ready(self) -> ForkServer:
        if self._server is not None and not self._server.alive:
            self.close()
        if self._server is None:
            self._server = ForkServer(self._walls, self._log, self._data)
        return self._server


def new_connection() -> dict[str, Any]:
    """Make the content of a Jupyter connection file without its "ip"; ports of ipc sockets are endings of their names."""
    ports = {f"{channel}_port": number for number, channel in enumerate(CHANNELS, start=1)}
    return {"transport": "ipc", "key": secrets.token_hex(32), "signature_scheme": "hmac-sha256", "kernel_name": "python3", **ports}


@contextmanager
def open_sandbox(*, trusted: bool = False, cold: bool = False, log: Path | None = None) -> Iterator[WarmSandbox]:
    """Open a place to run submissions.

    Parameters
    ----------
    trusted : bool
        Run without a sandbox where there is none.
    cold : bool
        Start every kernel afresh.
    log : Path, optional
        Receives what the sandbox prints; nothing is kept without it.

    Yields
    ------
    WarmSandbox

    Raises
    ------
    SandboxError
        Where there is no sandbox, and `trusted` was not said.
    """
    walls = find_walls()
    if walls is None:
        raise SandboxError(
            "There is no sandbox here: bubblewrap is not installed. Run `bash scripts/install_system_packages.sh bubblewrap`."
        )
    with (log or Path(os.devnull)).open("ab") as file:
        sandbox = WarmSandbox(walls, file)
        try:
            yield sandbox
        finally:
            sandbox.close()


def await_answer(client: Any) -> None:  # noqa: ANN401 - jupyter_client is without types
    """Wait until a kernel answers.

    Parameters
    ----------
    client : CappedClient

    Raises
    ------
    SandboxError
        If it does not.
    """
    from queue import Empty  # noqa: PLC0415

    client.kernel_info()
    for _ in range(int(ANSWER_LIMIT / 0.5)):
        with suppress(Empty):
            if client.get_shell_msg(timeout=0.5)["msg_type"] == "kernel_info_reply":
                return
        if not client.is_alive():
            break
    raise SandboxError("The kernel did not come up; the sandbox's log says more.")
