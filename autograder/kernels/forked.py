"""One submission's processes, as the outside sees them."""

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.kernels.watching import descendants, kill_all, used_disk

if TYPE_CHECKING:
    from autograder.kernels.groups import Group
    from autograder.kernels.seats import Seat

END_LIMIT = 10.0  # seconds for the system to take killed processes apart
BY_SIGNAL = 128  # what shells add to a signal's number


class SandboxError(Exception):
    """A sandbox cannot be opened, or broke; the message says what is missing and what to do."""


class Unfit(SandboxError):  # noqa: N818 - what this machine is
    """The sandbox would wrong every submission alike: nothing may be graded here until that is mended."""


class Forked:
    """One submission's processes.

    Attributes
    ----------
    folder : Path
        With its files, connection file and sockets, on the outside.
    root : int or None
        The process, as the outside numbers it, below which all of them are.
    sharers : tuple of int
        Processes of the sandbox that share memory with it: its server and the root.
    group : Group or None
        The control group that counts them.
    seat : Seat or None
        Their cores.
    status : int or None
        How it ended: exit status, 128 + signal if a signal ended it, -1 if its server is gone; None while it runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root: int | None = None
        self.sharers: tuple[int, ...] = ()
        self.group: Group | None = None
        self.seat: Seat | None = None
        self.status: int | None = None
        self._over = threading.Event()

    @property
    def sockets(self) -> Path:
        """The folder that holds its connection file, and then its sockets."""
        return self.folder / "k"

    def members(self) -> list[int]:
        """List its processes, parents first."""
        return descendants(self.root) if self.root else []

    def used_disk(self) -> int:
        """Measure its files, in bytes."""
        members = self.members()
        return used_disk(members[min(1, len(members) - 1)]) if members else 0  # the kernel: process 1 may not be looked into by all

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
        if self.root is None:
            return
        for _ in range(int(END_LIMIT * 10)):
            if self.status is not None:
                return
            kill_all(descendants(self.root) or [self.root])  # again and again: what is forking meanwhile is not yet in the list
            self.wait(0.1)
        raise SandboxError("A submission's processes did not end when killed.")

    def close(self) -> None:
        """End all of it and take its folder away."""
        try:
            self.kill()
        finally:
            self.leave()
            shutil.rmtree(self.folder, ignore_errors=True)

    def leave(self) -> None:
        """Give back what it had of the machine: its control group and its cores."""
        for place in (self.group, self.seat):
            if place is not None:
                place.close()
