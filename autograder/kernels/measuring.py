"""What processes hold, as the system tells those outside. Linux only: reads /proc."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_OWN = (b"RssAnon", b"RssShmem", b"VmPTE")  # page tables too: addresses that hold nothing fill them
_SHARED = b"/dev/zero (deleted)"  # what the system calls shared memory without a file


@dataclass(frozen=True)
class Use:
    """What one process holds.

    Attributes
    ----------
    memory : int, bytes
    tasks : int
        Threads.
    addresses : int, bytes
        Addresses that it may use, whether or not there is memory behind them.
    """

    memory: int = 0
    tasks: int = 0
    addresses: int = 0


def use(process: int) -> Use:
    """Measure a process; nothing of it if it is gone."""
    with suppress(OSError, ValueError):
        said = _said(f"/proc/{process}")
        tasks = said.get(b"Threads", 0)
        if tasks > 1 and b"VmSize" not in said:
            said = _said(*_threads(process))
        return Use(sum(said.get(name, 0) for name in _OWN) * 1024, tasks, said.get(b"VmSize", 0) * 1024)
    return Use()


def proportional(process: int) -> int:
    """Measure a process's memory with shared pages divided among those who share them; all of it where that may not be read.

    Parameters
    ----------
    process : int

    Returns
    -------
    int, bytes
    """
    with suppress(OSError, ValueError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_bytes().splitlines()
        pages = sum(int(line.split()[1]) for line in lines if line.startswith((b"Pss_Anon:", b"Pss_Shmem:")))
        return (pages + _said(f"/proc/{process}").get(b"VmPTE", 0)) * 1024
    return use(process).memory


def shared_without_file(processes: Iterable[int]) -> int:
    """Measure the shared memory that processes have laid out: a page of it stays when it is in nobody's account any more.

    Parameters
    ----------
    processes : iterable of int

    Returns
    -------
    int, bytes
    """
    largest: dict[bytes, int] = {}
    for process in processes:
        for number, size in _shared_of(process).items():
            largest[number] = max(size, largest.get(number, 0))
    return sum(largest.values())


def _shared_of(process: int) -> dict[bytes, int]:
    """Size in bytes by number of the memory."""
    found: dict[bytes, int] = {}
    for place in (f"/proc/{process}", *_threads(process)):
        with suppress(OSError, ValueError):
            lines = Path(place, "maps").read_bytes().splitlines()
            for addresses, _, _, _, number, *_ in (line.split() for line in lines if line.endswith(_SHARED)):
                start, _, end = addresses.partition(b"-")
                found[number] = found.get(number, 0) + int(end, 16) - int(start, 16)
            if lines:
                break
    return found


def _threads(process: int) -> Iterator[str]:
    """Name the places of a process's threads: its first thread may have ended, and then nothing is told of memory at its own."""
    with suppress(OSError):
        for task in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208 - twenty times a second
            yield f"/proc/{process}/task/{task}"


def _said(*places: str) -> dict[bytes, int]:
    """Read numbers from the first place that tells of memory, or else from the last."""
    said: dict[bytes, int] = {}
    for place in places:
        pairs = (line.partition(b":")[::2] for line in Path(place, "status").read_bytes().splitlines())
        said = {name: int(rest.split()[0]) for name, rest in pairs if name in {*_OWN, b"VmSize", b"Threads"}}
        if b"VmSize" in said:
            break
    return said
