"""A kernel that does not outlive its run, and what memory it needed."""

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # ships without types; comes with ipykernel

SAMPLE_EVERY = 0.5  # seconds between two looks at the memory


@dataclass
class Memory:
    """The most memory a process ever held, kept up to date by a watching thread.

    Attributes
    ----------
    pid : int
    peak_bytes : int
    """

    pid: int
    peak_bytes: int = 0
    _done: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look every half second until the process or the watch ends."""
        with suppress(psutil.Error, OSError):
            while True:
                self.look()
                if self._done.wait(SAMPLE_EVERY):
                    return

    def look(self) -> None:
        """Look once.

        Raises
        ------
        OSError, psutil.Error
            If the process is gone.
        """
        self.peak_bytes = max(self.peak_bytes, _peak(self.pid))

    def stop(self) -> None:
        """End the watch."""
        self._done.set()


def _peak(pid: int) -> int:
    """Ask the system for the peak where it keeps one (Linux, Windows), else for what is held now."""
    with suppress(FileNotFoundError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    held = psutil.Process(pid).memory_info()
    return int(getattr(held, "peak_wset", held.rss))


@contextmanager
def running_kernel(folder: Path, environment: Mapping[str, str], log: Path) -> Iterator[tuple[Any, Memory]]:
    """Start this interpreter's own kernel, and end it with everything it started.

    Parameters
    ----------
    folder : Path
        The kernel's working directory.
    environment : mapping of str to str
        Added to this process's.
    log : Path
        Where what the process prints past its notebook goes.

    Yields
    ------
    jupyter_client.AsyncKernelManager, Memory

    Notes
    -----
    If this process is killed without a chance to clean up, the kernel sees it within a second (JPY_PARENT_PID) and leaves.
    """
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415 - slow to import, and only workers need it
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415
    from jupyter_core.utils import run_sync  # noqa: PLC0415

    # A socket's path must be short, so it lies in the system's temporary folder. No search for kernel specs: a
    # user's own "python3" might be another interpreter.
    with tempfile.TemporaryDirectory(prefix="petals-", ignore_cleanup_errors=True) as scratch, log.open("wb") as sink:
        manager: Any = AsyncKernelManager(
            kernel_name="python3",
            connection_file=str(Path(scratch) / "kernel.json"),
            transport="ipc" if os.name == "posix" else "tcp",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        )
        strangers = _descendants()
        memory = None
        try:
            run_sync(manager.start_kernel)(
                cwd=str(folder),
                env={**os.environ, **environment, "IPYTHONDIR": scratch},
                stdout=sink,
                stderr=sink,
                extra_arguments=["--HistoryManager.enabled=False"],
            )
            memory = Memory(manager.provisioner.pid)
            threading.Thread(target=memory.watch, daemon=True).start()
            yield manager, memory
        finally:
            if memory:
                memory.stop()
                with suppress(Exception):  # a kernel that died has no memory to look at
                    memory.look()
            _kill(_descendants() - strangers)
            run_sync(manager.shutdown_kernel)(now=True)


def _descendants() -> set[Any]:
    return set(psutil.Process().children(recursive=True))


def _kill(processes: set[Any]) -> None:
    """End a kernel and what it started, which a plain shutdown would leave behind."""
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
