"""How much memory a command and everything it started hold together, at most."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.5  # seconds


@dataclass(frozen=True)
class Run:
    """What a command cost.

    Attributes
    ----------
    seconds : float
        Wall time.
    peak_bytes : int
        Proportional set size of all its processes together: pages that several share are counted once.
    status : int
        Exit status.
    output : str
        What it said on stdout and stderr.
    """

    seconds: float
    peak_bytes: int
    status: int
    output: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command in a folder and watch its memory.

    Parameters
    ----------
    command : sequence of str
    folder : Path
    environment : mapping of str to str
        Besides this process's own.

    Returns
    -------
    Run
    """
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - commands of this benchmark
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        peak: list[int] = [0]
        watch = threading.Thread(target=_watch, args=(process, peak), daemon=True)
        watch.start()
        output, _ = process.communicate()
        watch.join()
    return Run(time.perf_counter() - began, peak[0], process.returncode, output)


def _watch(process: "subprocess.Popen[str]", peak: list[int]) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        root = psutil.Process(process.pid)
        while process.poll() is None:
            peak[0] = max(peak[0], sum(map(_bytes, [root, *root.children(recursive=True)])))
            time.sleep(EVERY)


def _bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.AccessDenied:  # another user's, seen by an ordinary one: shared pages count twice
        with contextlib.suppress(psutil.Error):
            return int(process.memory_info().rss)
    except psutil.Error:
        pass
    return 0
