"""The sandbox that this process keeps for itself, from the first submission to the last."""

from contextlib import ExitStack
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.kernels.sandboxes import Sandbox

_open: dict[bool, tuple["Sandbox", ExitStack]] = {}


def kept(*, trusted: bool) -> "Sandbox":
    """Give this process's sandbox, opened when first asked for and closed when the process ends.

    Parameters
    ----------
    trusted : bool
        Do without walls where there are none.

    Returns
    -------
    Sandbox

    Raises
    ------
    SandboxError
        Where there is none, and `trusted` was not said.
    """
    if trusted not in _open:
        from autograder.kernels.sandboxes import open_sandbox  # noqa: PLC0415 - loads jupyter_client

        stack = ExitStack()
        _open[trusted] = (stack.enter_context(open_sandbox(trusted=trusted)), stack)
        if len(_open) == 1:
            Finalize(None, close_kept, exitpriority=10)  # also runs in worker processes, where atexit does not
    return _open[trusted][0]


def close_kept() -> None:
    """Close what is kept; the next one asked for is opened afresh."""
    while _open:
        _open.popitem()[1][1].close()
