"""A student's work in another process: a plain Jupyter kernel, asked through one message and its one reply."""

import ast
from queue import Empty
from time import monotonic
from typing import Any

from course_utils.checking.codec import encode
from course_utils.checking.outcomes import KernelDied, Malformed, NotAttempted, StudentRaised, TimedOut
from course_utils.checking.plain import DEFAULT_LIMITS, Limits
from course_utils.checking.replies import read_reply

_SLICE = 0.5  # seconds between two looks whether the kernel lives
_SILENT = 4  # looks in a row without a sign of life: a busy machine delays heartbeats
_GRACE = 3.0  # seconds an interrupted kernel has to answer


class KernelStudent:
    """Evaluates in a Jupyter kernel: an expression goes in, encoded data come out, nothing else is believed.

    Parameters
    ----------
    client : jupyter_client.BlockingKernelClient
        With started channels, of a kernel that has run the student's cells.
    timeout : float, seconds
        For one evaluation. After a timeout the kernel is interrupted; if it goes on regardless, later evaluations time
        out at once.
    limits : Limits
    """

    def __init__(self, client: Any, timeout: float = 30, limits: Limits = DEFAULT_LIMITS) -> None:  # noqa: ANN401 - untyped
        self._client, self._timeout, self._limits = client, timeout, limits
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
        """
        if self._dead:
            raise KernelDied
        if self._stuck:
            raise TimedOut(self._timeout)
        arguments = f"{expression!r}, {encode(inputs, self._limits)!r}, globals()"
        question = f"__import__('course_utils.checking.probe', fromlist=['answer_quietly']).answer_quietly({arguments})"
        ast.parse(expression.strip(), mode="eval")  # a check's own mistake shows here, not as the student's
        number = self._client.execute("", silent=True, store_history=False, allow_stdin=False, user_expressions={"reply": question})
        content = self._reply(number)
        try:
            return read_reply(_text(content), self._limits)
        except NotAttempted as fault:
            raise NotAttempted(expression if fault.name == "..." else fault.name, fault.reason) from None

    def _reply(self, number: str) -> dict[str, Any]:
        found = self._wait(number, self._timeout)
        if found is not None:
            return found
        self._client.control_channel.send(self._client.session.msg("interrupt_request", content={}))
        self._stuck = self._wait(number, _GRACE) is None
        raise TimedOut(self._timeout)

    def _wait(self, number: str, seconds: float) -> dict[str, Any] | None:
        """Wait for the reply to one message, passing over replies to others; None when the time is up."""
        end, silent = monotonic() + seconds, 0
        while (left := end - monotonic()) > 0:
            try:
                message = self._client.get_shell_msg(timeout=min(left, _SLICE))
            except Empty:
                silent = 0 if self._client.is_alive() else silent + 1
                if silent >= _SILENT:
                    self._dead = True
                    raise KernelDied from None
                continue
            silent = 0
            if message.get("parent_header", {}).get("msg_id") == number:
                return dict(message["content"])
        return None


def _text(content: dict[str, Any]) -> str:
    """Take the encoded reply out of an execute_reply."""
    expressions = content.get("user_expressions")
    reply = expressions.get("reply") if isinstance(expressions, dict) else None
    if not isinstance(reply, dict):
        raise Malformed("broken", "the kernel gave no reply")
    if reply.get("status") == "error":
        raise StudentRaised(str(reply.get("ename"))[:100], str(reply.get("evalue"))[:1_000])
    data = reply.get("data")
    text = data.get("text/plain") if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise Malformed("broken", "the kernel gave no text")
    return text
