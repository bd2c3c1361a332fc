"""Runs one cell: asks, hears its outputs, and ends it when its time is up."""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from autograder.grading.examiner.hearing import Ear, Heard
from autograder.grading.examiner.outputs import Collected, Output, Room

if TYPE_CHECKING:
    from autograder.kernels.sandboxes import SandboxKernel

End: TypeAlias = Literal["done", "error", "interrupted", "died"]

LOOK_EVERY = 0.05  # seconds between two looks whether the kernel lives, while it is silent
GRACE = 3.0  # seconds an interrupted cell has to end
SHARE = 1 / 30  # of its time, which it has if that is more: a library's long step ends before Python hears of an interrupt
SETTLE = 2.0  # seconds for the outputs to arrive after the cell has ended, on a busy machine
ASK_AFTER = 2.0  # seconds until asking whether the cell has ended without its answer having come through; then doubled
HIGHEST_COUNT = 1_000_000  # no notebook runs that many cells
ROOM_FOR_NOTES = 64 * 1024  # bytes of a message besides its output


@dataclass(frozen=True)
class Ran:
    """One cell that was run.

    Attributes
    ----------
    end : "done", "error" (it raised), "interrupted" (its time was up) or "died" (the kernel is gone)
    outputs : tuple of dict
        As a notebook holds them.
    count : int or None
        The number beside the cell.
    seconds : float
    """

    end: End
    outputs: tuple[Output, ...] = ()
    count: int | None = None
    seconds: float = 0


class CellRunner:
    """Runs cells in a kernel, one after the other.

    Parameters
    ----------
    kernel : SandboxKernel
    room : Room
        For the outputs of all cells together.
    language : "en" or "ko"
        Of what is said in outputs.

    Attributes
    ----------
    ear : Ear
        Hears the kernel.
    """

    def __init__(self, kernel: "SandboxKernel", room: Room, language: str) -> None:
        self._kernel, self._room, self._language = kernel, room, language
        self.ear = Ear(kernel.client)

    def run(self, source: str, seconds: float) -> Ran:
        """Run a cell until it ends; one that takes too long is interrupted, one that goes on regardless ends with its kernel.

        Parameters
        ----------
        source : str
        seconds : float

        Returns
        -------
        Ran
        """
        began, refused = monotonic(), self._kernel.refused
        client: Any = self._kernel.client
        self.ear.mend()
        request = client.execute(source, allow_stdin=False, stop_on_error=False)
        wait = _Wait(request, Collected(self._room), began)
        interrupted, grace = False, max(GRACE, SHARE * seconds)
        while not self._over(wait):
            now = monotonic()
            if now >= began + seconds + grace:
                self._kernel.kill("time")
                break
            if now >= began + seconds and not interrupted:
                interrupted = True
                self.ear.interrupt()
            if now >= wait.ask_at:
                wait.asked.add(self._ask())
                wait.ask_at = now + 2 * (now - began)
            self._hear(wait, LOOK_EVERY)
        lost = not wait.idle and self._kernel.alive()
        if lost or self._kernel.refused > refused:
            wait.collected.miss()
        if lost:
            self.ear.mend(outputs=True)
        end: End = "died" if not self._kernel.alive() else "interrupted" if interrupted else "error" if wait.failed else "done"
        return Ran(end, tuple(wait.collected.finish(self._language)), wait.count, monotonic() - began)

    def ensure_answer(self) -> None:
        """End a kernel that is still busy after a question to it was given up."""
        if self._kernel.alive():
            self.run("", GRACE)

    def _over(self, wait: "_Wait") -> bool:
        if not self._kernel.alive():
            self._hear(wait, 0)
            return True
        return wait.ended_at is not None and (wait.idle or monotonic() >= wait.ended_at + SETTLE)

    def _hear(self, wait: "_Wait", seconds: float) -> None:
        for heard in self.ear.listen(seconds, self._room.left + ROOM_FOR_NOTES):
            wait.hear(heard)

    def _ask(self) -> str:
        """Ask something that the kernel answers when the cell has ended: the cell's own answer may have been too large to come through."""
        self.ear.mend()
        return str(self._kernel.client.kernel_info())


class _Wait:
    """What is known of a running cell."""

    def __init__(self, request: str, collected: Collected, began: float) -> None:
        self.request, self.collected = request, collected
        self.asked: set[str] = set()
        self.ask_at = began + ASK_AFTER
        self.ended_at: float | None = None
        self.idle = self.failed = False
        self.count: int | None = None

    def hear(self, heard: Heard) -> None:
        """Take one message; those that answer something else mean nothing."""
        if not heard.kind:
            self.collected.miss()
        elif heard.channel == "shell":
            if heard.parent == self.request or heard.parent in self.asked:
                if heard.parent != self.request and self.ended_at is None:
                    self.collected.miss()  # its own answer was too large, and so was what it showed
                self._end(heard)
        elif heard.parent == self.request:
            if heard.kind == "status":
                self.idle |= heard.content.get("execution_state") == "idle"
            else:
                self.collected.hear(heard.kind, heard.content)

    def _end(self, heard: Heard) -> None:
        if self.ended_at is None:
            self.ended_at = monotonic()
        count = heard.content.get("execution_count")
        if type(count) is int and 0 <= count < HIGHEST_COUNT:
            self.count = count
        self.failed |= heard.content.get("status") == "error"
