"""How much this machine can do at the same time."""

import os
from contextlib import suppress
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")


def cores() -> int:
    """Count the processor cores this process may use.

    Returns
    -------
    int, at least 1
        The smaller of those it is bound to and a container's quota (whole cores, rounded up).
    """
    owned = os.cpu_count() or 1
    with suppress(AttributeError):  # only where the system can bind processes to cores
        owned = len(os.sched_getaffinity(0))
    with suppress(OSError, ValueError):  # no such group, or "max"
        quota, period = map(int, QUOTA.read_text(encoding="ascii").split())
        owned = min(owned, -(-quota // period))
    return max(1, owned)
