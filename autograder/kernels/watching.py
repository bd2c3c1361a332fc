"""Watches what a kernel and everything it started use, and ends it when that is too much. Linux only: reads /proc."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.kernels.limits import Limits

LOOK_EVERY = 0.05  # seconds; a process fills memory at about 2 GB/s, and forks about 200 times


@dataclass(frozen=True)
class Use:
    """What a kernel uses at one moment.

    Attributes
    ----------
    bytes : int
        Memory that is its own: its private pages, its shared memory and its files.
    tasks : int
        Processes and threads.
    """

    bytes: int
    tasks: int


class Watch:
    """A thread that looks at all processes below one, again and again.

    Parameters
    ----------
    root : int
        Process id, on the outside, of what was started for the submission.
    limits : Limits
    end : callable
        Called once with "memory" or "processes" when a limit is passed.
    """

    def __init__(self, root: int, limits: Limits, end: Callable[[str], None]) -> None:
        self._root, self._limits, self._end = root, limits, end
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.base_bytes = self.peak_bytes = 0

    def start(self) -> None:
        """Take what is used now as nothing, and begin to watch."""
        self.base_bytes = use_below(self._root).bytes
        self._thread.start()

    def stop(self) -> None:
        """End the watch, after one last look."""
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            last = self._done.wait(LOOK_EVERY)
            use = use_below(self._root)
            self.peak_bytes = max(self.peak_bytes, use.bytes - self.base_bytes)
            if last:
                return
            over = "memory" if self.peak_bytes > self._limits.memory_bytes else "processes" if use.tasks > self._limits.processes else ""
            if over:
                self._end(over)
                return


def use_below(root: int) -> Use:
    """Add up what all processes below one use.

    Parameters
    ----------
    root : int
        Its own use is left out.

    Returns
    -------
    Use
    """
    below = descendants(root)
    alone = len(below) <= 2  # noqa: PLR2004 - the namespace's first process, which only waits, and the kernel
    found = [_status(process) for process in below]
    memory = sum(status.get("RssAnon", 0) + status.get("RssShmem", 0) for status in found)
    if not alone:  # pages shared by forks would be counted once for each
        memory = sum(_proportional(process) or status.get("RssAnon", 0) for process, status in zip(below, found, strict=True))
    return Use(memory, sum(status.get("Threads", 0) for status in found))


def descendants(root: int) -> list[int]:
    """List the processes below one, parents first.

    Parameters
    ----------
    root : int

    Returns
    -------
    list of int
    """
    children: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                stat = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
                children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found: list[int] = []
    waiting = [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def kill_below(root: int) -> None:
    """End every process below one; where the first of them is process 1 of a namespace, all end with it.

    Parameters
    ----------
    root : int
    """
    for process in descendants(root):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)


def _status(process: int) -> dict[str, int]:
    """Read the numbers of /proc/PID/status: memory in bytes."""
    found: dict[str, int] = {}
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, rest = line.partition(":")
            if name in ("RssAnon", "RssShmem"):
                found[name] = int(rest.split()[0]) * 1024
            elif name == "Threads":
                found[name] = int(rest)
    return found


def _proportional(process: int) -> int:
    """Read a process's memory with shared pages divided among those who share them; 0 where it may not be read."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return 0
