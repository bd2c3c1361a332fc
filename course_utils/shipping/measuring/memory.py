"""How much memory a shipped network takes: measured in a process that does nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from course_utils.shipping.formats.kinds import ShippingError

_LIMIT = 120  # seconds: a cold start of TensorFlow on a busy machine takes ten


@dataclass(frozen=True)
class Memory:
    """Memory of a process of its own.

    Parameters
    ----------
    before : int, bytes at the peak before the network's runtime was loaded: Python and NumPy
    loaded : int, bytes at the peak once the network was ready
    peak : int, bytes at the peak after it had answered a batch
    """

    before: int
    loaded: int
    peak: int

    @property
    def own(self) -> int:
        """Bytes that runtime, weights and feature maps add to Python and NumPy."""
        return self.peak - self.before


def peak_memory(path: Path | str, *, batch_size: int = 1, threads: int = 1) -> Memory:
    """Open a shipped network in a new process, have it answer a batch, and ask the system for the peak.

    Parameters
    ----------
    path : Path or str
    batch_size : int, images, at least 1
    threads : int, at least 1

    Returns
    -------
    Memory

    Raises
    ------
    ShippingError
        If it cannot be opened, or its process died.
    """
    command = [sys.executable, "-m", "course_utils.shipping.measuring.alone", str(Path(path).absolute()), str(batch_size), str(threads)]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_LIMIT, check=False)  # noqa: S603 - this interpreter, our module
    except subprocess.TimeoutExpired as problem:
        raise ShippingError(
            f"{path} did not answer a batch of {batch_size} within {_LIMIT} s. Close other programs, and try again."
        ) from problem
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"its process ended with {done.returncode}"])[-1]
        raise ShippingError(f"{path} did not answer a batch of {batch_size}: {last}")
    return Memory(**json.loads(done.stdout.splitlines()[-1]))
