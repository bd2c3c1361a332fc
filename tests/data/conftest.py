"""A small data set with official files, a server on this machine that misbehaves on demand, and a cache of the test's own."""

import gzip
import hashlib
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from course_utils.data import registry
from course_utils.data.download import Patience
from course_utils.data.registry import Entry

TRAIN, TEST, SIDE = 200, 40, 28
LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # close with a reset instead of a farewell
PARTS = {"x_train": "train-images.gz", "y_train": "train-labels.gz", "x_test": "test-images.gz", "y_test": "test-labels.gz"}


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


@pytest.fixture(scope="session")
def arrays() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(5)
    made = {}
    for part, count in (("train", TRAIN), ("test", TEST)):
        made[f"x_{part}"] = rng.integers(0, 256, (count, SIDE, SIDE), np.uint8)
        made[f"y_{part}"] = (np.arange(count) % 4).astype(np.uint8)
    return made


@pytest.fixture(scope="session")
def official(arrays) -> dict[str, bytes]:
    """The official files by name; the images do not compress, so the first is about 157 kB."""
    return {name: gzip.compress(idx(arrays[part]), mtime=0) for part, name in PARTS.items()}


@dataclass
class Server:
    """Files behind a list of behaviours, one used up per request; after the last, files are served as they should be."""

    files: dict[str, bytes] = field(repr=False)
    plan: list[str] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    release: Event = field(default_factory=Event)
    url: str = ""

    def requests_for(self, name: str) -> list[str | None]:
        return [wanted for asked, wanted in self.asked if asked == name]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: Server

    def log_message(self, *_arguments) -> None:
        pass

    def do_GET(self) -> None:
        name, wanted = self.path.rpartition("/")[2], self.headers.get("Range")
        self.behind.asked.append((name, wanted))
        behaviour = self.behind.plan.pop(0) if self.behind.plan else "serve"
        self.close_connection = True
        getattr(self, f"do_{behaviour}", self._status)(behaviour, self.behind.files[name], int(wanted[6:-1]) if wanted else 0)

    def _status(self, behaviour: str, _content: bytes, _start: int) -> None:
        self.send_response(int(behaviour))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _head(self, content: bytes, start: int, status: int | None = None) -> None:
        self.send_response(status or (206 if start else 200))
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()

    def do_serve(self, _behaviour: str, content: bytes, start: int) -> None:
        self._head(content, start)
        self.wfile.write(content[start:])

    def do_ignore_range(self, _behaviour: str, content: bytes, _start: int) -> None:
        self.do_serve("serve", content, 0)

    def do_wrong(self, _behaviour: str, content: bytes, start: int) -> None:
        self._head(content, start)
        self.wfile.write(bytes(len(content) - start))

    def _half(self, content: bytes, start: int) -> None:
        self._head(content, start)
        self.wfile.write(content[start : (start + len(content)) // 2])
        self.wfile.flush()

    def do_truncate(self, _behaviour: str, content: bytes, start: int) -> None:
        self._half(content, start)

    def do_reset(self, _behaviour: str, content: bytes, start: int) -> None:
        self._half(content, start)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
        self.connection.close()

    def do_reset_at_once(self, _behaviour: str, _content: bytes, _start: int) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
        self.connection.close()

    def do_stall(self, _behaviour: str, content: bytes, start: int) -> None:
        self._half(content, start)
        self.behind.release.wait(20)

    def do_login_page(self, _behaviour: str, _content: bytes, _start: int) -> None:
        self._head(b"<html>Please log in to the campus network.</html>", 0)
        self.wfile.write(b"<html>Please log in to the campus network.</html>")

    def do_other_range(self, _behaviour: str, content: bytes, start: int) -> None:
        self.send_response(206)
        self.send_header("Content-Length", str(len(content) - start))
        self.send_header("Content-Range", f"bytes 0-{len(content) - start - 1}/{len(content)}")
        self.end_headers()
        self.wfile.write(content[: len(content) - start])

    def _without_length(self, content: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(content)

    def do_no_length(self, _behaviour: str, content: bytes, _start: int) -> None:
        self._without_length(content)

    def do_no_length_and_more(self, _behaviour: str, content: bytes, _start: int) -> None:
        self._without_length(content + bytes(50_000))

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, ValueError):  # the client gave up, or the connection was reset on purpose
            self.close_connection = True

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):  # likewise
            self.close_connection = True


def serving(files: dict[str, bytes]) -> Iterator[Server]:
    server = Server(files)
    listener = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"behind": server}))
    listener.daemon_threads = True
    server.url = f"http://127.0.0.1:{listener.server_port}/"
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.release.set()
    listener.shutdown()
    listener.server_close()
    thread.join()


@pytest.fixture
def server(official) -> Iterator[Server]:
    yield from serving(official)


@pytest.fixture
def serve():
    """Start servers of other files."""
    with ExitStack() as running:
        yield lambda files: running.enter_context(contextmanager(serving)(files))


@pytest.fixture
def second_server(official) -> Iterator[Server]:
    yield from serving(official)


def registry_text(official: dict[str, bytes], mirrors: list[str]) -> str:
    files = "".join(
        f'[[toy.real.files]]\nholds = "{part}"\nname = "{name}"\nbytes = {len(official[name])}\n'
        f'sha256 = "{hashlib.sha256(official[name]).hexdigest()}"\nmd5 = "{hashlib.md5(official[name]).hexdigest()}"\n'
        for part, name in PARTS.items()
    )
    return f"""
[toy]
image_shape = [28, 28, 1]
title = {{ en = "Toy", ko = "장난감" }}
class_names = {{ en = ["a", "b", "c", "d"], ko = ["가", "나", "다", "라"] }}
[toy.synthetic]
train = 40
test = 20
origin = "drawn"
licence = "CC BY 4.0"
describe = {{ en = "Synthetic data.", ko = "합성 데이터입니다." }}
[toy.real]
train = {TRAIN}
test = {TEST}
origin = "nowhere"
licence = "MIT"
describe = {{ en = "Real data.", ko = "실제 데이터입니다." }}
folder_names = ["toy", "toy_set"]
mirrors = {mirrors}
{files}"""


@pytest.fixture
def toy_registry(official, server, tmp_path) -> Path:
    """The registry of the small data set in a file, for other processes."""
    path = tmp_path / "toy.toml"
    path.write_text(registry_text(official, [server.url]), encoding="utf-8")
    return path


@pytest.fixture
def toy(toy_registry, monkeypatch) -> Entry:
    """The small data set, with the server as its only mirror, known to `load` and to `petals data`."""
    from course_utils.data import commands
    from course_utils.data.synthetic.drawing import GENERATORS

    entries = registry.parse(toy_registry.read_text(encoding="utf-8"))
    monkeypatch.setattr(registry, "entries", lambda: entries)
    monkeypatch.setattr(commands, "entries", lambda: entries)
    monkeypatch.setitem(GENERATORS, "toy", GENERATORS["fashion"])
    return entries["toy"]


@pytest.fixture
def patience() -> Patience:
    return Patience(connect=2, silence=0.3, attempts=3, most_attempts=12, first_wait=0.001, longest_wait=0.01)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache, no COURSE_DATA, no proxy."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("COURSE_CACHE", str(folder))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("COURSE_DATA", raising=False)
    return folder
