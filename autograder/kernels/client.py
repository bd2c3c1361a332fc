"""What the outside hears of a kernel: never more than it asked for, however much is said."""

from collections.abc import Callable
from typing import Any

from jupyter_client.blocking import BlockingKernelClient

ROOM = 64 * 1024  # bytes of a message besides its content


class CappedClient(BlockingKernelClient):  # type: ignore[misc]  # jupyter_client is without types
    """A client whose sockets refuse large messages and queue few.

    A message that is too large closes the connection it came by; the next one opens it again.

    Parameters
    ----------
    largest : int
        Bytes of one message.
    living : callable
        Says whether the kernel's process lives; heartbeats would tell seconds later.
    """

    def __init__(self, largest: int, living: Callable[[], bool]) -> None:
        super().__init__()
        self._largest, self._living = largest, living

    def is_alive(self) -> bool:
        """Ask whether the kernel lives."""
        return self._living()

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> Any:  # noqa: ANN401 - a zmq socket
        import zmq  # noqa: PLC0415 - jupyter_client has loaded it
        from jupyter_client.connect import channel_socket_types  # noqa: PLC0415

        socket = self.context.socket(channel_socket_types[channel])
        socket.linger = 0
        if identity:
            socket.identity = identity
        socket.setsockopt(zmq.MAXMSGSIZE, self._largest + ROOM)
        socket.setsockopt(zmq.RCVHWM, 64 if channel == "iopub" else 4)
        if channel == "iopub":
            socket.setsockopt(zmq.SUBSCRIBE, b"")
        socket.connect(self._make_url(channel))
        return socket
