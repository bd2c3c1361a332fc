"""The process that `peak_memory` starts: `python -m course_utils.shipping.measuring.alone FILE BATCH_SIZE THREADS`."""

import json
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil  # type: ignore[import-untyped]  # ships without types

from course_utils.shipping.formats.running import open_model


def peak() -> int:
    """Ask the system for the most memory this process has held.

    Returns
    -------
    int, bytes; on macOS, which keeps no peak of the present, what is held now
    """
    with suppress(OSError):  # not the maxrss of getrusage: that counts what the parent held before this program began
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    held = psutil.Process().memory_info()
    return int(getattr(held, "peak_wset", held.rss))


def measured(path: str, batch_size: int, threads: int) -> dict[str, int]:
    """Open a network and have it answer once.

    Parameters
    ----------
    path : str
    batch_size, threads : int

    Returns
    -------
    dict, the fields of Memory
    """
    before = peak()
    runner = open_model(path, threads=threads)
    loaded = peak()
    runner(np.zeros((batch_size, *runner.shape), np.uint8))
    return {"before": before, "loaded": loaded, "peak": peak()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))) + "\n")
