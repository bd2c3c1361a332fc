"""What a run needs of those who do its work, and how a call can end early."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from concurrent.futures import Future


class Stop(KeyboardInterrupt):
    """Raised in a worker's main thread when its work is to end now.

    A KeyboardInterrupt, because that is what event loops let through at once.
    """


class WorkerLost(Exception):  # noqa: N818 - a name beside Stop
    """A call's worker process or machine is gone, so nobody knows what became of the call.

    On this machine the call itself was there when its worker died. On a cluster it may only have waited beside the one that did: try
    it again, alone, before you blame it.
    """


class ClusterError(Exception):
    """A cluster cannot be used, or is gone; the message says why and what to do."""


class Workers(Protocol):
    """What a run needs of whoever does its work: a little more than an Executor."""

    def capacity(self) -> int:
        """Say how many calls can run at the same time, now; workers may come and go."""
        ...

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> "Future[Any]":  # noqa: ANN401 - as Executor has it
        """Run a call; its future raises WorkerLost if the worker goes away, Stop if it was told to stop."""
        ...

    def stop(self) -> None:
        """Drop what waits and give up what runs; returns at once."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor has it
        """Let the workers go."""
