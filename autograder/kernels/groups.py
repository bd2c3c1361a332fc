"""Control groups: the system's own count of a submission's memory and processes, where this user may make groups.

cgroups(7); version 2: Documentation/admin-guide/cgroup-v2.rst; version 1: memory.rst and pids.rst beside it, in Linux's source.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.kernels.limits import MIB, Limits

ROOT = Path("/sys/fs/cgroup")
PREFIX = "petals-"
OWN_ROOM = 256 * MIB  # what a kernel copies of its server's memory before it runs anything of the student's
OWN_TASKS = 8  # processes that lead to the kernel


@dataclass(frozen=True)
class Base:
    """Where groups can be made.

    Attributes
    ----------
    version : int, 1 or 2
    memory, pids : Path or None
        Folders to make groups in; the same one in version 2.
    cpu : Path or None
        The same for version 1's shares of processor time, which version 2 has without asking: a group gets one share, however many
        processes it has.
    """

    version: int
    memory: Path | None
    pids: Path | None
    cpu: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders, each once."""
        return tuple(dict.fromkeys(folder for folder in (self.memory, self.pids, self.cpu) if folder))


def find_base(root: Path = ROOT, own: Path = Path("/proc/self/cgroup")) -> Base | None:
    """Look for a place to make groups in: this process's own group or the nearest above it that allows it.

    Parameters
    ----------
    root : Path
        Where groups are mounted.
    own : Path
        Says which groups this process is in.

    Returns
    -------
    Base, or None where this user may make none
    """
    try:
        lines = [line.split(":", 2) for line in own.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return None
    groups = {name: path for _, names, path in lines for name in names.split(",")}
    if (root / "cgroup.controllers").exists():
        folder = next((folder for folder in _upwards(root, groups.get("", "/")) if _gives_memory(folder)), None)
        return Base(2, folder, folder) if folder else None
    memory, pids, cpu = (
        next(filter(_may_make, _upwards(root / name, groups[name])), None) if name in groups else None for name in ("memory", "pids", "cpu")
    )
    return Base(1, memory, pids, cpu) if memory or pids else None


def _upwards(root: Path, path: str) -> list[Path]:
    folder = root / path.lstrip("/")
    return [above for above in (folder, *folder.parents) if above == root or above.is_relative_to(root)]


def _gives_memory(folder: Path) -> bool:
    with suppress(OSError):
        given = (folder / "cgroup.subtree_control").read_text(encoding="ascii").split()
        return {"memory", "pids"} <= set(given) and _may_make(folder)
    return False


def _may_make(folder: Path) -> bool:
    """Try it: permissions alone do not tell, and neither does a mount's."""
    trial = folder / f"{PREFIX}trial-{time.monotonic_ns()}"
    try:
        trial.mkdir()
    except OSError:
        return False
    with suppress(OSError):
        trial.rmdir()
    return True


class Group:
    """A group for one kernel.

    Parameters
    ----------
    base : Base
    name : str
    limits : Limits
    """

    def __init__(self, base: Base, name: str, limits: Limits) -> None:
        self._base, self._name, self._limits = base, PREFIX + name, limits
        self._folders = [folder / self._name for folder in base.folders]

    def take(self, process: int) -> bool:
        """Count a process, and all it starts from now on, in this group.

        Parameters
        ----------
        process : int

        Returns
        -------
        bool
            False if the system would not; other limits hold then.
        """
        memory, tasks = str(self._limits.memory_bytes + OWN_ROOM), str(self._limits.processes + OWN_TASKS)
        first = "memory.max" if self._base.version == 2 else "memory.limit_in_bytes"  # noqa: PLR2004 - the version's number
        settings = ((self._base.memory, first, memory), (self._base.memory, "memory.swap.max", "0"), (self._base.pids, "pids.max", tasks))
        try:
            for folder in self._folders:
                folder.mkdir(exist_ok=True)
            for above, name, value in settings:
                if above and (file := above / self._name / name).exists():
                    file.write_text(value, encoding="ascii")
            for folder in self._folders:
                (folder / "cgroup.procs").write_text(str(process), encoding="ascii")
        except OSError:
            self.close()
            return False
        return True

    @property
    def out_of_memory(self) -> bool:
        """Whether the system ended a process of the group for want of memory."""
        names = ("memory.events", "memory.oom_control")
        return any(self._count(self._base.memory, name, "oom_kill") for name in names)

    @property
    def out_of_processes(self) -> bool:
        """Whether the system refused to start another process."""
        return self._count(self._base.pids, "pids.events", "max") > 0

    def _count(self, above: Path | None, name: str, word: str) -> int:
        with suppress(OSError, ValueError):
            if above:
                lines = dict(line.split() for line in (above / self._name / name).read_text(encoding="ascii").splitlines())
                return int(lines.get(word, 0))
        return 0

    def close(self) -> None:
        """Take the group away; its processes have ended, though the system may need a moment to notice."""
        for folder in self._folders:
            for _ in range(50):
                try:
                    folder.rmdir()
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.02)
                else:
                    break


def sweep(base: Base, folders: set[str]) -> list[str]:
    """Take away the groups of graders that were killed: those that no folder belongs to, and that no process is in.

    Parameters
    ----------
    base : Base
    folders : set of str
        Names of the folders in use.

    Returns
    -------
    list of str
        Names of the groups.
    """
    gone = []
    for above in base.folders:
        for folder in above.glob(f"{PREFIX}*"):
            if not any(folder.name.startswith(f"{PREFIX}{name}-") for name in folders):
                with suppress(OSError):
                    folder.rmdir()
                    gone.append(folder.name)
    return gone
