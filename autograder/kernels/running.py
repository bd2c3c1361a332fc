"""A kernel that runs one submission: its client, how to end it, and how it ended."""

import logging
from contextlib import suppress
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from autograder.kernels.endings import DISK_FULL, PROCESSES, Ending, explain, size
from autograder.kernels.forked import BY_SIGNAL, SandboxError
from autograder.kernels.groups import Group
from autograder.kernels.limits import MIB, Limits
from autograder.kernels.relaying import Relay
from autograder.kernels.watching import Watch
from course_utils.checking import Text

if TYPE_CHECKING:
    from autograder.kernels.client import CappedClient

ANSWER_LIMIT = 60.0  # seconds a kernel has until its first answer
SIGKILL = 9
NEARLY = 0.9  # of the processes allowed: the system also counts the few that lead to the kernel, here more, there fewer


class Processes(Protocol):
    """What a kernel runs in: `forked.Forked`, or the plain process of a trusted one."""

    root: int | None
    sharers: tuple[int, ...]
    group: Group | None
    status: int | None

    def members(self) -> list[int]:
        """List its processes, as the outside numbers them."""

    def used_disk(self) -> int:
        """Measure its files, in bytes."""

    def kill(self) -> None:
        """End all of it."""

    def close(self) -> None:
        """End all of it and take what belonged to it away."""


class SandboxKernel:
    """A kernel that runs one submission.

    Parameters
    ----------
    client : CappedClient
    processes : Processes
    limits : Limits
    relay : Relay
        Between its sockets and the client's.
    sockets : Path
        The one folder on the outside that the submission might be able to write to.

    Attributes
    ----------
    client : CappedClient
        Its shell, iopub and control channels.
    """

    def __init__(self, client: "CappedClient", processes: Processes, limits: Limits, relay: Relay, sockets: Path) -> None:
        self.client = client
        self._processes, self._relay, self._limits, self._why = processes, relay, limits, ""
        self._watch = Watch(processes, limits, self.kill, sockets)

    @property
    def peak_bytes(self) -> int:
        """The most memory it has used, beyond a fresh kernel's; asking looks once more, so that it is never out of date."""
        if self.alive():
            self._watch.look()
        return self._watch.peak_bytes

    @property
    def refused(self) -> int:
        """How many of its messages were too large to be let through."""
        return self._relay.refused

    def begin(self) -> None:
        """Wait for its first answer and watch it from there on, before it runs anything of the student's.

        Raises
        ------
        SandboxError
            If it does not come up.
        """
        asked = {self.client.kernel_info()}
        end = monotonic() + ANSWER_LIMIT
        answered = heard = False
        while self.alive() and monotonic() < end:
            with suppress(Empty):
                answered = answered or self.client.get_shell_msg(timeout=0.5)["parent_header"].get("msg_id") in asked
            with suppress(Empty):
                heard = heard or bool(self.client.get_iopub_msg(timeout=0.5 if answered else 0.0))
            if answered and heard:
                self._settle(asked)
                self._watch.start()
                return
            if answered:
                asked.add(self.client.kernel_info())  # outputs are not heard before the kernel knows who listens
        raise SandboxError("The kernel did not come up; the sandbox's log says more, and `petals doctor` what is missing.")

    def _settle(self, asked: set[str]) -> None:
        """Take what still comes of the questions, so that the first cell's outputs are the first to be heard."""
        with suppress(Empty):
            while len(asked) > 1:
                self.client.get_shell_msg(timeout=1)
                asked.pop()
        with suppress(Empty):
            while True:
                self.client.get_iopub_msg(timeout=0.01)

    def alive(self) -> bool:
        """Whether it runs."""
        return self._processes.status is None

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
                self._processes.kill()

    def ended(self) -> Ending | None:
        """Say why it is gone; None while it runs."""
        status = self._processes.status
        if status is None:
            return None
        crashed = status > BY_SIGNAL
        number = status - BY_SIGNAL if crashed else max(status, 0)
        why = self._why or ("sandbox" if status < 0 else "signal" if crashed else "exit")
        group = self._processes.group
        if why == "signal" and number == SIGKILL and group is not None and group.out_of_memory:
            why = "memory"  # the system was quicker than the watch
        return explain(why, number, self._limits, memory_bytes=self._watch.peak_bytes, disk_bytes=self._watch.disk_bytes)

    def limits_met(self) -> tuple[Text, ...]:
        """Say which limits it met without being ended for it: its code saw an OSError instead.

        Returns
        -------
        tuple of Text
        """
        allowed, group = self._limits, self._processes.group
        met = []
        if self.alive():
            self._watch.look()
        if self._watch.disk_bytes >= allowed.disk_bytes - MIB:
            met.append(DISK_FULL.fill(allowed=size(allowed.disk_bytes)))
        if self._watch.tasks >= NEARLY * allowed.processes or (group is not None and group.out_of_processes):
            met.append(PROCESSES.fill(allowed=allowed.processes))
        return tuple(met)

    def close(self) -> None:
        """End it with everything it started, and forget it."""
        try:
            self._processes.kill()
        finally:
            self._watch.stop()
            self.client.stop_channels()
            self._relay.close()
            self._processes.close()


def connect(connection: dict[str, Any], sockets: Path, processes: Processes, limits: Limits) -> SandboxKernel:
    """Connect to a kernel that is starting.

    Parameters
    ----------
    connection : dict
        A connection file's content, without "ip".
    sockets : Path
        The folder of its sockets, as the outside sees it.
    processes : Processes
    limits : Limits

    Returns
    -------
    SandboxKernel
    """
    from autograder.kernels.client import ROOM, CappedClient  # noqa: PLC0415 - jupyter_client takes a third of a second

    names = {channel: f"s-{connection[f'{channel}_port']}" for channel in ("shell", "iopub", "stdin", "control", "hb")}
    most = {"shell": limits.reply_bytes, "iopub": limits.output_bytes}
    relay = Relay(sockets, sockets.with_name("outside"), {name: most.get(channel, MIB) + ROOM for channel, name in names.items()})
    client = CappedClient(limits, lambda: processes.status is None)
    client.log = logging.getLogger(__name__)  # its own choice is the running application's, whose log instructors read
    known: Any = connection | {"ip": str(sockets.with_name("outside") / "s")}
    client.load_connection_info(known)
    client.start_channels(hb=False, stdin=False)
    return SandboxKernel(client, processes, limits, relay, sockets)
