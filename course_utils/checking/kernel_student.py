"""A student's work in another process: a plain Jupyter kernel, asked through one message and its one reply."""

import ast
from collections.abc import Callable, Container
from time import monotonic
from typing import Any

from course_utils.checking.codec import encode
from course_utils.checking.conversation import Conversation, Heard, read_plainly
from course_utils.checking.outcomes import KernelDied, Malformed, NotAttempted, StudentRaised, TimedOut, TimeUsedUp
from course_utils.checking.plain import DEFAULT_LIMITS, Limits
from course_utils.checking.replies import as_words, read_reply

_SLICE = 0.5  # seconds between two looks whether the kernel lives
_SHORT_SLICE = 0.05  # the same, where the process itself is asked
_SILENT = 3  # looks in a row without a heartbeat: a busy machine delays them
_GRACE = 3.0  # seconds an interrupted kernel has to answer
_PROBE = "__import__('course_utils.checking.probe', fromlist=['answer_quietly']).answer_quietly"


class KernelStudent:
    """Evaluates in a Jupyter kernel: an expression goes in, encoded data come out, nothing else is believed.

    What the kernel shows meanwhile is thrown away.

    Parameters
    ----------
    client : jupyter_client.BlockingKernelClient
        With started channels, of a kernel that has run the student's cells.
    timeout : float, seconds
        For one evaluation. After a timeout the kernel is interrupted; if it goes on regardless, later evaluations time
        out at once.
    limits : Limits
        `characters` is also the size, in bytes, above which the kernel's message is dropped.
    alive : callable, optional
        Says whether the kernel's process lives, and is believed at once. Without it, the client is asked: its heartbeats
        falter on a busy machine, so only two seconds without one count.
    left : callable, optional
        Seconds left for everything together; no evaluation takes longer, and none begins when nothing is left.
    """

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - jupyter_client is without types
        timeout: float = 30,
        limits: Limits = DEFAULT_LIMITS,
        *,
        alive: Callable[[], bool] | None = None,
        left: Callable[[], float] | None = None,
    ) -> None:
        self._line = Conversation(client, limits.characters)
        self._timeout, self._limits, self._left = timeout, limits, left
        self._lives: Callable[[], bool] = alive or client.is_alive
        self._slice, self._most_silent = (_SHORT_SLICE, 1) if alive else (_SLICE, _SILENT)
        self._stuck = self._dead = False

    def eval(self, expression: str, /, **inputs: object) -> Any:  # noqa: ANN401 - plain data
        """Evaluate one expression in the kernel's namespace.

        Parameters
        ----------
        expression : str
        **inputs : plain data

        Returns
        -------
        plain data

        Raises
        ------
        NotAttempted, StudentRaised, Malformed, TimedOut
        KernelDied
            If the kernel is gone; it is a StudentRaised.
        TimeUsedUp
            If the time for everything together is over; it is a TimedOut.
        """
        ast.parse(expression.strip(), mode="eval")  # a check's own mistake shows here, not as the student's
        if self._dead:
            raise KernelDied
        if self._stuck:
            raise TimedOut(self._timeout)
        arguments = f"{expression!r}, {encode(inputs, self._limits)!r}, (lambda: 0).__globals__, {self._limits.characters}"
        try:
            return read_reply(self._reply(f"{_PROBE}({arguments})"), self._limits)
        except NotAttempted as fault:
            raise NotAttempted(expression if fault.name == "..." else fault.name, fault.reason) from None

    def _reply(self, question: str) -> str:
        seconds = min(self._timeout, self._left()) if self._left else self._timeout
        if seconds <= 0:
            raise TimeUsedUp(self._timeout)
        self._line.drop_outputs()
        number = self._line.ask(question)
        heard = self._wait((number,), seconds)
        if heard is not None:
            self._line.drop_outputs()
            return _text(heard.content)
        self._line.interrupt()
        # The ping tells a kernel that goes on from one whose reply was too large to arrive.
        self._stuck = self._wait((number, self._line.ping()), _GRACE) is None
        raise TimeUsedUp(seconds) if seconds < self._timeout else TimedOut(seconds)

    def _wait(self, numbers: Container[str], seconds: float) -> Heard | None:
        """Wait for the reply to one of some messages, passing over everything else; None when the time is up."""
        end, silent = monotonic() + seconds, 0
        while (left := end - monotonic()) > 0:
            heard = self._line.hear(min(left, self._slice))
            if heard is None:
                silent = 0 if self._lives() else silent + 1
                if silent > self._most_silent:  # one look more than needed: its last words may have been on their way
                    self._dead = True
                    raise KernelDied
            elif heard.parent in numbers:
                return heard
        return None


def _text(content: bytes) -> str:
    """Take the encoded reply out of an execute_reply."""
    expressions = (read_plainly(content) or {}).get("user_expressions")
    reply = expressions.get("reply") if isinstance(expressions, dict) else None
    if not isinstance(reply, dict):
        raise Malformed("broken", "the kernel gave no reply")
    if reply.get("status") == "error":
        raise StudentRaised(as_words(reply.get("ename"), 100), as_words(reply.get("evalue"), 1_000))
    data = reply.get("data")
    text = data.get("text/plain") if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise Malformed("broken", "the kernel gave no text")
    return text
