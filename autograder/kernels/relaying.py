"""Stands between a kernel's sockets and whoever listens, and lets through no message that is too large.

The messaging library counts and bounds whole messages. A submission that writes to its end of the connection itself can begin a
message of many parts and never end it: each part is within its bounds, and all are kept in the memory of whoever listens. So the
parts are counted here, by their headers alone, before they reach the library. What is not read waits in the kernel, not here.

Framing: ZeroMQ Message Transport Protocol 3.1, rfc.zeromq.org/spec/37.
"""

import selectors
import socket
import stat
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

GREETING = 64  # bytes before the first frame
FIRST, LAST, VERSION = 0, 9, 10  # places in the greeting: the two ends of its signature, and the protocol's version
OLDEST = 3  # earlier versions greet and frame in other ways, which the library still understands and this does not follow
MORE, LONG, COMMAND = 1, 2, 4
PARTS = 256  # of one message; Jupyter's have about eight, and one more for each buffer of a widget
BLOCK = 1 << 18  # bytes read at a time, and so the most that is held for each connection
LOOK_EVERY = 0.02  # seconds between two looks whether the kernel's sockets are there


class Frames:
    """Follows the frames of a connection.

    Parameters
    ----------
    largest : int
        Bytes of one message, all of its parts together.
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._greeting, self._skip, self._header = b"", 0, b""
        self._bytes = self._parts = 0

    def allow(self, data: bytes) -> bool:
        """Follow what comes next.

        Parameters
        ----------
        data : bytes

        Returns
        -------
        bool
            False if a message is larger than it may be, or the protocol an old one: nothing more may be let through.
        """
        place = min(len(data), GREETING - len(self._greeting))
        self._greeting += data[:place]
        if not self._greets_well():
            return False
        while place < len(data):
            if self._skip:
                step = min(self._skip, len(data) - place)
                self._skip -= step
                place += step
                continue
            wanted = 9 if (self._header or data[place : place + 1])[0] & LONG else 2
            step = min(wanted - len(self._header), len(data) - place)
            self._header += data[place : place + step]
            place += step
            if len(self._header) == wanted and not self._begin_frame():
                return False
        return True

    def _greets_well(self) -> bool:
        """Whether what has come of the greeting is one of a protocol that is followed here."""
        said = self._greeting
        signed = said[FIRST : FIRST + 1] in (b"", b"\xff") and said[LAST : LAST + 1] in (b"", b"\x7f")
        return signed and (len(said) <= VERSION or said[VERSION] >= OLDEST)

    def _begin_frame(self) -> bool:
        flags, self._skip = self._header[0], int.from_bytes(self._header[1:], "big")
        self._header = b""
        self._bytes += self._skip
        self._parts += 1
        allowed = self._bytes <= self._largest and self._parts <= PARTS
        if not flags & (MORE | COMMAND):  # a command may come between the parts of a message, and does not end it
            self._bytes = self._parts = 0
        return allowed


class Relay:
    """A thread that passes bytes between a kernel's sockets and sockets of its own.

    Parameters
    ----------
    kernel : Path
        The folder of the kernel's sockets, "s-1" and so on.
    outside : Path
        A new folder for sockets of the same names.
    largest : mapping of socket name to int
        Bytes of a message that the kernel sends by it.

    Attributes
    ----------
    refused : int
        Messages that were not let through.
    """

    def __init__(self, kernel: Path, outside: Path, largest: Mapping[str, int]) -> None:
        self._kernel, self._largest, self.refused = kernel, largest, 0
        self._selector = selectors.DefaultSelector()
        self._stopping, self._waker = socket.socketpair()
        self._selector.register(self._stopping, selectors.EVENT_READ)
        self._over = threading.Event()
        outside.mkdir(mode=0o700)
        for name in largest:
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(outside / name))
            listener.listen()
            self._selector.register(listener, selectors.EVENT_READ, name)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Close all connections and end the thread."""
        self._over.set()
        with suppress(OSError):
            self._waker.send(b"x")
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set() and not all(_is_socket(self._kernel / name) for name in self._largest):
            self._over.wait(LOOK_EVERY)
        while not self._over.is_set():
            for key, _ in self._selector.select():
                if isinstance(key.data, str):
                    self._connect(key.fileobj, key.data)  # type: ignore[arg-type]  # only sockets are registered
                elif isinstance(key.data, _Pipe) and key.data.alive:
                    key.data.turn(key.fileobj)  # type: ignore[arg-type]  # likewise
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]  # likewise
        self._selector.close()
        self._waker.close()

    def _connect(self, listener: socket.socket, name: str) -> None:
        try:
            ours, _ = listener.accept()
        except OSError:  # whoever came is gone again
            return
        theirs = socket.socket(socket.AF_UNIX)
        try:
            if not _is_socket(self._kernel / name):
                raise FileNotFoundError(name)
            theirs.connect(str(self._kernel / name))
        except OSError:
            ours.close()
            theirs.close()
        else:
            _Pipe(self._selector, ours, theirs, Frames(self._largest[name]), self._refuse)

    def _refuse(self) -> None:
        self.refused += 1


class _Pipe:
    """One connection: bytes of both directions, each held until the other side takes them."""

    def __init__(
        self, selector: selectors.BaseSelector, ours: socket.socket, theirs: socket.socket, frames: Frames, refuse: Callable[[], None]
    ) -> None:
        self._selector, self._frames, self._kernel, self._refuse = selector, frames, theirs, refuse
        self._other = {ours: theirs, theirs: ours}
        self._held = {ours: b"", theirs: b""}  # what waits to be sent to each
        self.alive = True
        for side in self._other:
            side.setblocking(False)  # noqa: FBT003 - the standard library's
            selector.register(side, selectors.EVENT_READ, self)

    def turn(self, side: socket.socket) -> None:
        """Do what one side is ready for: take what waits for it, or else give."""
        other = self._other[side]
        try:
            if self._held[side]:
                self._send(side)
            if not self._held[other] and self.alive:
                self._receive(side, other)
        except BlockingIOError:
            pass
        except OSError:
            self._close()
        if self.alive:
            self._watch()

    def _receive(self, side: socket.socket, other: socket.socket) -> None:
        data = side.recv(BLOCK)
        too_much = side is self._kernel and not self._frames.allow(data)
        if too_much:
            self._refuse()
        if too_much or not data:
            self._close()
            return
        self._held[other] = data
        self._send(other)

    def _send(self, side: socket.socket) -> None:
        with suppress(BlockingIOError):
            self._held[side] = self._held[side][side.send(self._held[side]) :]

    def _watch(self) -> None:
        """Wait for room where something is held, and for more where nothing is."""
        for side, other in self._other.items():
            wanted = (selectors.EVENT_WRITE if self._held[side] else 0) | (0 if self._held[other] else selectors.EVENT_READ)
            known = self._selector.get_map().get(side)
            if known is None and wanted:
                self._selector.register(side, wanted, self)
            elif known is not None and not wanted:
                self._selector.unregister(side)
            elif known is not None and known.events != wanted:
                self._selector.modify(side, wanted, self)

    def _close(self) -> None:
        self.alive = False
        for side in self._other:
            with suppress(KeyError, ValueError):
                self._selector.unregister(side)
            side.close()


def _is_socket(path: Path) -> bool:
    """Whether a path is a socket and no link to one elsewhere."""
    with suppress(OSError):
        return stat.S_ISSOCK(path.lstat().st_mode)
    return False
