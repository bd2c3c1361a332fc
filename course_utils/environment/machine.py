"""What this machine has: cores, memory, accelerator. Nothing heavy is imported to find out."""

import os
import subprocess
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships without types; comes with ipykernel

GIB = 2**30
CGROUP = Path("/sys/fs/cgroup")
NVIDIA = Path("/proc/driver/nvidia/gpus")


def usable_cores() -> int:
    """Count the processor cores that this process may use, not those the machine has.

    Returns
    -------
    int, at least 1
        The smaller of the affinity mask and a container's quota (whole cores, rounded up).
    """
    owned = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _read(CGROUP / "cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit():
        return max(1, min(owned, -(-int(quota) // int(period))))
    return owned


def usable_memory() -> float:
    """Measure the memory that this process may fill.

    Returns
    -------
    float, GiB
        The smaller of the machine's memory and a container's limit.
    """
    owned = int(psutil.virtual_memory().total)
    limit = _read(CGROUP / "memory.max")
    return (min(owned, int(limit)) if limit.isdigit() else owned) / GIB


def accelerators() -> tuple[str, ...]:
    """Name the accelerators, without starting one and without importing TensorFlow.

    Returns
    -------
    tuple of str
        Empty when there is none that a driver answers for.
    """
    from_driver = tuple(_model(path) for path in sorted(NVIDIA.glob("*/information")))
    return from_driver or _ask_nvidia_smi()


def _model(information: Path) -> str:
    rows = (line.partition(":") for line in _read(information).splitlines())
    return next((value.strip() for key, _, value in rows if key.strip() == "Model"), "NVIDIA GPU")


def _ask_nvidia_smi() -> tuple[str, ...]:
    command = ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(line.strip() for line in answer.stdout.splitlines() if line.strip())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
