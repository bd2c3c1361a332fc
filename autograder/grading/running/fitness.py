"""Whether this machine, and those of a cluster, can grade: versions, protection, memory."""

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from autograder.grading.gradebook.keys import ENGINE_VERSION
from autograder.workers import cores

PER_JOB = 1024**3  # bytes: an examiner, its fork server with TensorFlow, and a usual submission
CGROUP = Path("/sys/fs/cgroup")


@cache
def introduce() -> tuple[str, str, str]:
    """Say which engine this process grades with.

    Returns
    -------
    (str, str, str)
        Versions of engine, course and Python: what must be the same wherever one class is graded.
    """
    return f"engine {ENGINE_VERSION}", f"course {version('perceptron-to-petals')}", f"Python {sys.version_info[0]}.{sys.version_info[1]}"


def unprotected() -> str:
    """Say what keeps submissions from being shut in on this machine.

    Returns
    -------
    str
        Empty where nothing does.
    """
    from autograder.kernels.protection import protection  # noqa: PLC0415 - a second, where it is asked

    found = protection()
    return (found.trouble or "no sandbox can be opened") if found.best == "none" else ""


def sensible_jobs(per_job: int = PER_JOB) -> int:
    """Choose how many submissions are graded at the same time.

    Parameters
    ----------
    per_job : int, bytes
        Memory for one.

    Returns
    -------
    int, at least 1
        One per core, but no more than fit into the memory that is free.
    """
    return max(1, min(cores(), free_memory() // per_job))


def free_memory() -> int:
    """Measure how much memory can be had, within the bounds of a container.

    Returns
    -------
    int, bytes
    """
    import psutil  # type: ignore[import-untyped]  # noqa: PLC0415 - only here

    free: int = psutil.virtual_memory().available
    try:
        most, used = (int((CGROUP / name).read_text(encoding="ascii")) for name in ("memory.max", "memory.current"))
    except (OSError, ValueError):  # no such group, or "max"
        return free
    return max(0, min(free, most - used))
