"""Hears what a kernel says on two channels, believing nothing but the form of it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from course_utils.checking.conversation import read_plainly, signed_parts

Channel: TypeAlias = Literal["shell", "iopub"]
MEND_LIMIT_MS = 1_000  # milliseconds to wait until a connection stands again
AT_ONCE = 64  # messages read from one channel before anything else is looked at


@dataclass(frozen=True)
class Heard:
    """One message.

    Attributes
    ----------
    channel : "shell" or "iopub"
    kind : str
        Its type; empty if it was too large or too intricate to be read.
    parent : str
        Id of the request that it says it answers.
    content : dict
    """

    channel: Channel
    kind: str
    parent: str
    content: dict[str, Any]


class Ear:
    """Listens to a client's shell and iopub channels.

    Parameters
    ----------
    client : jupyter_client.BlockingKernelClient
        With started channels.
    """

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - jupyter_client is without types
        import zmq  # noqa: PLC0415 - jupyter_client has loaded it

        self._session = client.session
        self._channels: dict[Any, Channel] = {client.shell_channel.socket: "shell", client.iopub_channel.socket: "iopub"}
        self._poller = zmq.Poller()
        self._control, self._failure = client.control_channel.socket, zmq.ZMQError
        self._no_wait, self._empty, self._writable, self._readable = zmq.NOBLOCK, zmq.Again, zmq.POLLOUT, zmq.POLLIN
        for socket in self._channels:
            self._poller.register(socket, zmq.POLLIN)
        for socket in (client.shell_channel.socket, self._control):
            socket.sndtimeo = MEND_LIMIT_MS  # where a connection is cut, sending would wait forever

    def mend(self, *, outputs: bool = False) -> None:
        """Connect again where the connection was cut: the system does so for good when a message exceeds what may come through.

        Parameters
        ----------
        outputs : bool
            Connect the channel of outputs again, too: whether it is cut cannot be seen from here.
        """
        for socket, channel in self._channels.items():
            if outputs if channel == "iopub" else not socket.poll(0, self._writable):
                place = socket.last_endpoint
                with suppress(self._failure):
                    socket.disconnect(place)  # what is connected in name only is not connected again
                socket.connect(place)
                socket.poll(MEND_LIMIT_MS, self._writable if channel == "shell" else self._readable)

    def interrupt(self) -> None:
        """Ask the kernel to stop what it does; where even that cannot be said, the caller's patience ends it."""
        with suppress(self._failure):
            self._session.send(self._control, "interrupt_request", {})

    def listen(self, seconds: float, most: int) -> Iterator[Heard]:
        """Wait until something is said, and give all of it.

        Parameters
        ----------
        seconds : float
            The longest time to wait.
        most : int
            Bytes of a message on iopub that is still worth reading.

        Yields
        ------
        Heard
        """
        for socket, _ in self._poller.poll(max(0, int(seconds * 1000))):
            channel = self._channels[socket]
            for _ in range(AT_ONCE):
                try:
                    parts = socket.recv_multipart(self._no_wait)
                except self._empty:
                    break
                if channel == "iopub" and sum(map(len, parts)) > most:
                    yield Heard(channel, "", "", {})
                elif (heard := self._read(channel, parts)) is not None:
                    yield heard

    def _read(self, channel: Channel, parts: list[bytes]) -> Heard | None:
        """Check the signature and take the message apart; None for what is no message of this kernel."""
        signed = signed_parts(parts, self._session)
        if signed is None:
            return None
        header, parent = read_plainly(signed[0]) or {}, read_plainly(signed[1]) or {}
        kind, answered = header.get("msg_type"), parent.get("msg_id")
        if not isinstance(kind, str) or not kind or not isinstance(answered, str):
            return None
        content = read_plainly(signed[3])
        if content is None and channel == "iopub":
            return Heard(channel, "", answered, {})
        return Heard(channel, kind, answered, content or {})
