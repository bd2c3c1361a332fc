"""What the outside hears of a kernel: never more than it asked for, however much is said."""

from collections.abc import Callable
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient

from autograder.kernels.limits import Limits

ROOM = 64 * 1024  # bytes of a message besides its content
QUEUED = {"iopub": 32, "shell": 4, "control": 4}  # messages of a channel that wait here; more wait in the kernel


class CappedClient(BlockingKernelClient):
    """A client whose sockets refuse large messages and queue few.

    A message that is too large closes the connection it came by, and is lost; the next one opens it again.

    Parameters
    ----------
    limits : Limits
        A reply may have reply_bytes, a message of outputs output_bytes.
    living : callable
        Says whether the kernel's process lives; heartbeats would tell seconds later.
    """

    def __init__(self, limits: Limits, living: Callable[[], bool]) -> None:
        super().__init__()
        self._largest = {"iopub": limits.output_bytes}
        self._reply_bytes, self._living = limits.reply_bytes, living

    def is_alive(self) -> bool:
        """Ask whether the kernel lives."""
        return self._living()

    # The inherited ones run each on an event loop, and fail where that of another thread is in the way (asyncio.to_thread).
    def get_shell_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Take the next message of the shell channel; queue.Empty if none comes in time."""
        return self._next(self.shell_channel, timeout)

    def get_iopub_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Take the next message of the iopub channel; queue.Empty if none comes in time."""
        return self._next(self.iopub_channel, timeout)

    def _next(self, channel: Any, timeout: float | None) -> dict[str, Any]:  # noqa: ANN401 - a ZMQSocketChannel
        message: dict[str, Any] = channel.get_msg(timeout=timeout)
        return message

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> Any:  # noqa: ANN401 - a zmq socket
        import zmq  # noqa: PLC0415 - jupyter_client has loaded it
        from jupyter_client.connect import channel_socket_types  # noqa: PLC0415

        socket = self.context.socket(channel_socket_types[channel])
        socket.linger = 0
        if identity:
            socket.identity = identity
        socket.setsockopt(zmq.MAXMSGSIZE, self._largest.get(channel, self._reply_bytes) + ROOM)
        socket.setsockopt(zmq.RCVHWM, QUEUED.get(channel, 4))
        if channel == "iopub":
            socket.setsockopt(zmq.SUBSCRIBE, b"")
        socket.connect(self._make_url(channel))
        return socket
