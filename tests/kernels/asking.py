"""Runs cells in sandboxed kernels, for the tests beside it."""

from queue import Empty
from time import monotonic

from autograder.kernels.limits import MIB, Limits
from autograder.kernels.running import SandboxKernel

LOW = Limits(memory_bytes=300 * MIB, processes=60, file_bytes=16 * MIB, disk_bytes=24 * MIB, output_bytes=MIB, reply_bytes=MIB)
PATIENCE = 60.0  # seconds on a busy machine


class Ran:
    """What came of a cell: "ok", "error", "aborted" or "dead"; the error's name; what was printed."""

    def __init__(self, status: str, error: str = "", message: str = "", printed: str = "") -> None:
        self.status, self.error, self.message, self.printed = status, error, message, printed

    def __repr__(self) -> str:
        return f"Ran({self.status!r}, {self.error!r}, {self.message!r}, {self.printed[-300:]!r})"


def run(kernel: SandboxKernel, code: str, patience: float = PATIENCE) -> Ran:
    """Run a cell as a submission's."""
    number = kernel.client.execute(code, allow_stdin=False)
    end = monotonic() + patience
    while monotonic() < end:
        try:
            message = kernel.client.get_shell_msg(timeout=0.2)
        except Empty:
            if not kernel.alive():
                return Ran("dead")
            continue
        if message["parent_header"].get("msg_id") == number:
            content = message["content"]
            return Ran(content["status"], content.get("ename", ""), content.get("evalue", ""), printed(kernel, number))
    return Ran("late")


def printed(kernel: SandboxKernel, number: str) -> str:
    """Take what a cell that has ended printed."""
    found = []
    while True:
        try:
            message = kernel.client.get_iopub_msg(timeout=2)
        except Empty:
            return "".join(found)
        if message["msg_type"] == "stream":
            found.append(message["content"]["text"])
        idle = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
        if idle and message["parent_header"].get("msg_id") == number:
            return "".join(found)


def answer(kernel: SandboxKernel, expression: str) -> str:
    """What the kernel prints for an expression."""
    ran = run(kernel, f"print(({expression}))")
    assert ran.status == "ok", ran
    return ran.printed.strip()


def refused(kernel: SandboxKernel, code: str, *errors: str) -> str:
    """Run what must fail, and give the error's message."""
    ran = run(kernel, code)
    assert (ran.status, ran.error in errors) == ("error", True), ran
    return ran.message
