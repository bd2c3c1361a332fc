"""Sandboxed kernels for whatever speaks Jupyter: a kernelspec that names `petals-sandbox` runs nbclient or papermill behind walls.

A client of theirs trusts what a kernel sends more than `client.CappedClient` does: for grading, use `sandboxes` itself.
"""

import asyncio
import json
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Bool, Dict, Unicode

from autograder.kernels.keeping import borrowed
from autograder.kernels.limits import Limits
from autograder.kernels.running import SandboxKernel

NAME = "petals-sandbox"
PATIENCE = 10.0  # seconds between asking a kernel to stop what it does and ending it


class SandboxProvisioner(KernelProvisionerBase):
    """Runs a kernel in a sandbox of this process; sandboxes are kept, and used again, until the process ends.

    Attributes
    ----------
    limits : dict
        Fields of `limits.Limits` that differ from the usual.
    folder : str
        A folder whose files the kernel finds in its home; none if empty.
    cold, trusted : bool
        As for `sandboxes.open_sandbox`.
    """

    limits = Dict(help="fields of limits.Limits that differ from the usual")
    folder = Unicode(help="a folder whose files the kernel finds in its home")
    cold = Bool(default_value=False, help="start the kernel afresh instead of forking it")
    trusted = Bool(default_value=False, help="run without a sandbox where there is none")

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - traitlets passes whatever the kernelspec says
        super().__init__(**kwargs)
        self._open: ExitStack | None = None
        self._kernel: SandboxKernel | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel, be it alive or not yet collected."""
        return self._kernel is not None

    @property
    def kernel(self) -> SandboxKernel | None:
        """The kernel, for whoever wants to know its peak memory or its ending."""
        return self._kernel

    async def pre_launch(self, **_kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Jupyter's own
        """Take nothing of what was prepared for a kernel on the outside: neither command nor environment nor folder."""
        return {"cmd": list(self.kernel_spec.argv)}

    async def launch_kernel(self, cmd: list[str], **_kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401, ARG002 - Jupyter's own
        """Start a kernel; the command, the environment and the folder of whoever asks stay outside."""
        chosen = Limits(**self.limits)
        files = read_folder(Path(self.folder), chosen.disk_bytes) if self.folder else {}
        self._open = ExitStack()
        try:
            sandbox = await asyncio.to_thread(self._open.enter_context, borrowed(cold=self.cold, trusted=self.trusted))
            self._kernel = await asyncio.to_thread(self._open.enter_context, sandbox.kernel(files, {}, chosen))
        except BaseException:
            await self._collect()
            raise
        self.connection_info = self._kernel.client.get_connection_info()
        for channel in (self._kernel.client.shell_channel, self._kernel.client.iopub_channel):
            channel.stop()  # whoever asked has its own; the one to interrupt by stays
        return self.connection_info

    async def poll(self) -> int | None:
        """Give the exit status, None while the kernel runs."""
        ended = self._kernel.ended() if self._kernel else None
        return None if self._kernel and ended is None else ended.status if ended else 0

    async def wait(self) -> int | None:
        """Wait for the kernel's end and collect it."""
        while (status := await self.poll()) is None:  # noqa: ASYNC110 - the end is heard in a thread, not in this loop
            await asyncio.sleep(0.05)
        await self._collect()
        return status

    async def send_signal(self, signum: int) -> None:
        """Interrupt politely, by a message; end it for whatever else would end a process."""
        if self._kernel is None or signum == 0:
            return
        if signum == signal.SIGINT:
            self._kernel.interrupt()
        else:
            self._kernel.kill("killed")

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Jupyter's own
        """End the kernel and everything it started."""
        if self._kernel:
            await asyncio.to_thread(self._kernel.kill, "killed")

    async def terminate(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's own
        """End the kernel; it has been asked by a message before."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Jupyter's own
        """Give the sandbox back."""
        await self._collect()

    async def _collect(self) -> None:
        opened, self._open, self._kernel = self._open, None, None
        if opened is not None:
            opened.close()  # here, not in a thread: Jupyter also comes when the process ends, and no thread starts any more


@contextmanager
def temporary_kernelspec(
    limits: Limits | None = None, *, cold: bool = False, trusted: bool = False, folder: Path | None = None
) -> Iterator[Path]:
    """Make a kernelspec that names the sandbox; nothing is installed.

    Parameters
    ----------
    limits : Limits, optional
    cold, trusted : bool
    folder : Path, optional
        Whose files the kernel finds in its home.

    Yields
    ------
    Path
        A folder to put into `KernelSpecManager.kernel_dirs`, or whose parent into JUPYTER_PATH; the kernel's name is `petals-sandbox`.
    """
    config = {"limits": asdict(limits or Limits()), "cold": cold, "trusted": trusted, "folder": str(folder or "")}
    spec = {
        "argv": ["petals-sandbox", "{connection_file}"],
        "display_name": "Python in a sandbox",
        "language": "python",
        "interrupt_mode": "message",
        "metadata": {"kernel_provisioner": {"provisioner_name": NAME, "config": config}},
    }
    with tempfile.TemporaryDirectory(prefix="petals-jupyter-") as temporary:
        place = Path(temporary, "kernels", NAME)
        place.mkdir(parents=True)
        (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
        yield place.parent


def read_folder(folder: Path, most: int) -> dict[str, bytes]:
    """Read a folder's files, without what is hidden, linked or too much.

    Parameters
    ----------
    folder : Path
    most : int, bytes
        Of all files together.

    Returns
    -------
    dict of bytes by relative path

    Raises
    ------
    ValueError
        If they are more.
    """
    found: dict[str, bytes] = {}
    left = most
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in inner.parts):
            continue
        left -= path.stat().st_size
        if left < 0:
            raise ValueError(f"The files in {folder} are more than the {most} bytes a submission may keep: raise Limits.disk_bytes.")
        found[inner.as_posix()] = path.read_bytes()
    return found
