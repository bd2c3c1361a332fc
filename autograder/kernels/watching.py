"""Watches what a kernel and everything it started use, and ends it when that is too much. Linux only: reads /proc."""

import os
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

from autograder.kernels.limits import MIB, Limits
from autograder.kernels.measuring import proportional, shared_without_file, use

LOOK_EVERY = 0.05  # seconds; a process fills memory at about 2 GB/s, and forks about 200 times
DISKS = ("home/student", "tmp", "dev/shm")  # one file system, or three where the kernel has no namespaces of its own
SOCKETS_ROOM = MIB  # bytes of a folder that holds sockets and a connection file


class Watched(Protocol):
    """What is looked at.

    Attributes
    ----------
    sharers : tuple of int
        Processes besides that share memory with the members, because they forked them.
    """

    sharers: tuple[int, ...]

    def members(self) -> list[int]:
        """List the processes of a submission, as the outside numbers them."""

    def used_disk(self) -> int:
        """Measure its files, in bytes."""


class Watch:
    """A thread that looks at a submission's processes, again and again.

    Parameters
    ----------
    watched : Watched
    limits : Limits
    end : callable
        Called once with "memory", "processes" or "disk" when a limit is passed.
    sockets : Path, optional
        The one folder on the outside that the submission might be able to write to.

    Attributes
    ----------
    peak_bytes : int
        The most memory used beyond what was used at the start.
    disk_bytes, tasks : int
        The most of these at any look.
    """

    def __init__(self, watched: Watched, limits: Limits, end: Callable[[str], None], sockets: Path | None = None) -> None:
        self._watched, self._limits, self._end, self._sockets = watched, limits, end, sockets
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._base, self._addresses = (0, 0), 0
        self.peak_bytes = self.disk_bytes = self.tasks = 0

    def start(self) -> None:
        """Take what is used now as nothing, and begin to watch."""
        processes = self._watched.members()
        found = [use(process) for process in processes]
        self._base = (sum(one.memory for one in found), self._shared_out(processes))
        self._addresses = max((one.addresses for one in found), default=0)
        self._usual = len(processes)
        self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._done.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> str:
        """Look once.

        Returns
        -------
        str
            The limit that is passed, or an empty string.
        """
        processes = self._watched.members()
        found = [use(process) for process in processes]
        memory = sum(one.memory for one in found) - self._base[0]
        if len(processes) > self._usual and memory > self.peak_bytes:  # pages that forks share were counted once for each
            memory = self._shared_out(processes) - self._base[1]
        if sum(max(0, one.addresses - self._addresses) for one in found) > self._limits.memory_bytes:
            memory = max(memory, shared_without_file(processes))  # which need not be in any process's account
        self.peak_bytes = max(self.peak_bytes, memory)
        self.tasks = max(self.tasks, sum(one.tasks for one in found))
        self.disk_bytes = max(self.disk_bytes, self._watched.used_disk())
        if self.peak_bytes > self._limits.memory_bytes:
            return "memory"
        if self.tasks > self._limits.processes + self._usual:
            return "processes"
        return "disk" if self.disk_bytes > self._limits.disk_bytes or self._left_outside() > SOCKETS_ROOM else ""

    def _shared_out(self, processes: list[int]) -> int:
        """Add up memory with shared pages counted once: all who share them must be in the sum, else more forks seem to use more."""
        return sum(map(proportional, (*self._watched.sharers, *processes)))

    def _left_outside(self) -> int:
        found = 0
        with suppress(OSError):
            if self._sockets:
                found = sum(entry.stat(follow_symlinks=False).st_size for entry in os.scandir(self._sockets))
        return found

    def _run(self) -> None:
        while not self._done.wait(LOOK_EVERY):
            if passed := self.look():
                self._end(passed)
                return


def used_disk(process: int) -> int:
    """Measure the files a kernel keeps.

    Parameters
    ----------
    process : int
        The kernel, or a process in the same mount namespace.

    Returns
    -------
    int
        Bytes; 0 where it may not be looked at.
    """
    found: dict[int, int] = {}
    for name in DISKS:
        with suppress(OSError):
            place = f"/proc/{process}/root/{name}"
            state = os.statvfs(place)
            found[os.stat(place).st_dev] = (state.f_blocks - state.f_bfree) * state.f_frsize  # noqa: PTH116 - twenty times a second
    return sum(found.values())


def descendants(root: int) -> list[int]:
    """List the processes below one, parents first.

    Parameters
    ----------
    root : int

    Returns
    -------
    list of int
    """
    found: list[int] = []
    waiting = [root]
    while waiting:
        below = _children(waiting.pop(0))
        found += below
        waiting += below
    return found


def _children(process: int) -> list[int]:
    if not _says_children():
        return _children_by_parents(process)
    found: list[int] = []
    with suppress(OSError, ValueError):
        for task in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208 - twenty times a second
            found += map(int, Path(f"/proc/{process}/task/{task}/children").read_bytes().split())
    return found


@cache
def _says_children() -> bool:
    """Whether this system lists children (CONFIG_PROC_CHILDREN)."""
    return Path("/proc/thread-self/children").exists()


def _children_by_parents(parent: int) -> list[int]:
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                stat = Path(entry.path, "stat").read_bytes()
                if int(stat.rpartition(b")")[2].split()[1]) == parent:
                    found.append(int(entry.name))
    return found


def kill_all(processes: Iterable[int]) -> None:
    """End processes; where one of them is process 1 of a namespace, all in it end with it.

    Parameters
    ----------
    processes : iterable of int
    """
    for process in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)
