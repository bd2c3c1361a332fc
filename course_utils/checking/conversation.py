"""Questions to a Jupyter kernel and its replies, read frame by frame: whoever answers is not trusted."""

import hmac
import json
import re
from dataclasses import dataclass
from typing import Any

_DELIMITER = b"<IDS|MSG>"
_PARTS = 4  # header, parent header, metadata, content
_LARGEST_HEADER = 64 * 1024  # bytes
_MOST_STRUCTURE = 1_000  # brackets and commas of a reply, which is one long text
_MOST_DROPPED = 2_000  # messages in one go: a thread of the student's may never stop printing
# Takes an unfinished string to its end and never looks back, so that time and memory stay proportional to the message.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)


@dataclass(frozen=True)
class Heard:
    """One message of the kernel.

    Attributes
    ----------
    parent : str
        The message it answers, or says it does.
    content : bytes
        Not read yet.
    """

    parent: str
    content: bytes


class Conversation:
    """One side of a kernel's shell channel, without the client's event loop and its belief in what it reads.

    Parameters
    ----------
    client : jupyter_client.BlockingKernelClient
        With started channels.
    largest : int, bytes
        Of one message; larger ones are dropped.
    """

    def __init__(self, client: Any, largest: int) -> None:  # noqa: ANN401 - jupyter_client is without types
        self._client, self._largest = client, largest

    def ask(self, question: str) -> str:
        """Have one expression evaluated, and nothing executed.

        Parameters
        ----------
        question : str

        Returns
        -------
        str
            What the reply names as its parent.
        """
        return self._send(
            "execute_request", code="", silent=True, store_history=False, allow_stdin=False, user_expressions={"reply": question}
        )

    def ping(self) -> str:
        """Ask for a sign of life, which a kernel gives when it is done with everything before.

        Returns
        -------
        str
            What the reply names as its parent.
        """
        return self._send("kernel_info_request")

    def interrupt(self) -> None:
        """Ask the kernel to stop what it does."""
        self._client.control_channel.send(self._client.session.msg("interrupt_request", content={}))

    def hear(self, seconds: float) -> Heard | None:
        """Wait for the next message that is one.

        Parameters
        ----------
        seconds : float

        Returns
        -------
        Heard or None
            None if there was none in time, or it was no message of this kernel.
        """
        socket = self._client.shell_channel.socket
        if not socket.poll(max(0, int(1000 * seconds))):
            return None
        return self._read(socket.recv_multipart())

    def drop_outputs(self) -> None:
        """Throw away what the kernel has said to everybody, so that the queue has room for the next cell's outputs."""
        from zmq import NOBLOCK  # noqa: PLC0415 - loaded by whoever made the client
        from zmq.error import Again  # noqa: PLC0415

        socket = self._client.iopub_channel.socket
        try:
            for _ in range(_MOST_DROPPED):
                socket.recv_multipart(NOBLOCK, copy=False)
        except Again:
            return

    def _send(self, kind: str, **content: object) -> str:
        message = self._client.session.msg(kind, content=content)
        self._client.session.send(self._client.shell_channel.socket, message)
        return str(message["header"]["msg_id"])

    def _read(self, frames: list[bytes]) -> Heard | None:
        parts = signed_parts(frames, self._client.session)
        if parts is None or sum(map(len, frames)) > self._largest + 2 * _LARGEST_HEADER:
            return None
        parent = read_plainly(parts[1])
        number = parent.get("msg_id") if parent else None
        return Heard(number, parts[3]) if isinstance(number, str) else None


def signed_parts(frames: list[bytes], session: Any) -> list[bytes] | None:  # noqa: ANN401 - jupyter_client is without types
    """Take a message apart, if it bears the kernel's signature.

    Parameters
    ----------
    frames : list of bytes
    session : jupyter_client.session.Session
        With the connection's key; without one, messages bear no signature.

    Returns
    -------
    list of bytes or None
        Header, parent header, metadata and content, not read yet; None for what is no message of this kernel.
    """
    if _DELIMITER not in frames[:-1]:
        return None
    _, signature, *parts = frames[frames.index(_DELIMITER) :]
    if len(parts) < _PARTS or max(map(len, parts[: _PARTS - 1])) > _LARGEST_HEADER:
        return None
    if session.auth is not None and not hmac.compare_digest(session.sign(parts[:_PARTS]), signature):
        return None
    return parts[:_PARTS]


def read_plainly(written: bytes) -> dict[str, Any] | None:
    """Read a JSON object of little structure; long texts are all right.

    Parameters
    ----------
    written : bytes

    Returns
    -------
    dict or None
        None if it is something else.
    """
    skeleton = _STRING.sub(b"", written)
    if sum(map(skeleton.count, (b"{", b"[", b","))) > _MOST_STRUCTURE:
        return None
    try:
        found = json.loads(written)
    except (ValueError, RecursionError, MemoryError):
        return None
    return found if isinstance(found, dict) else None
