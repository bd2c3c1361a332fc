"""What a kernel sends is counted by its parts before a library keeps them."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import zmq
from hypothesis import given
from hypothesis import strategies as st

from autograder.kernels.relaying import GREETING, PARTS, Frames, Relay

HELLO = b"\xff" + bytes(8) + b"\x7f\x03\x01" + bytes(GREETING - 12)


def frame(size: int, *, more: bool = False, command: bool = False) -> bytes:
    flags = more | (4 if command else 0)
    header = struct.pack(">BQ", flags | 2, size) if size > 255 else struct.pack(">BB", flags, size)
    return header + bytes(size)


def message(*sizes: int) -> bytes:
    return b"".join(frame(size, more=place < len(sizes) - 1) for place, size in enumerate(sizes))


@given(st.lists(st.lists(st.integers(0, 600), min_size=1, max_size=5), max_size=6), st.integers(1, 700))
def test_messages_within_their_bound_pass_however_they_are_cut(messages: list[list[int]], cut: int) -> None:
    frames = Frames(3_000)
    sent = HELLO + frame(20, command=True) + b"".join(message(*sizes) for sizes in messages)
    assert all(frames.allow(sent[start : start + cut]) for start in range(0, len(sent), cut))


@given(st.lists(st.integers(0, 600), min_size=1, max_size=8).filter(lambda sizes: sum(sizes) > 1_000), st.integers(1, 700))
def test_a_message_whose_parts_together_are_too_large_is_stopped(sizes: list[int], cut: int) -> None:
    frames = Frames(1_000)
    sent = HELLO + message(10) + message(*sizes)
    assert not all(frames.allow(sent[start : start + cut]) for start in range(0, len(sent), cut))


def test_a_message_of_endless_empty_parts_is_stopped() -> None:
    frames = Frames(1_000)
    assert frames.allow(HELLO)
    assert not frames.allow(frame(0, more=True) * (PARTS + 1))


def test_a_size_is_refused_by_its_header_before_its_bytes_come() -> None:
    frames = Frames(1_000)
    assert not frames.allow(HELLO + struct.pack(">BQ", 2, 2**62))


def test_commands_between_the_parts_of_a_message_do_not_end_it() -> None:
    frames = Frames(1_000)
    assert frames.allow(HELLO + message(500))
    assert not frames.allow((frame(300, more=True) + frame(6, command=True)) * 4)


@pytest.mark.parametrize("cut", [1, 7, 64])
@pytest.mark.parametrize(
    "greeting", [b"\xff" + bytes(8) + b"\x7f\x01\x06", b"\xff" + bytes(8) + b"\x7f\x00\x06", b"\x01\x00", b"\xff" + bytes(9)]
)
def test_protocols_that_frame_in_other_ways_are_not_spoken(greeting: bytes, cut: int) -> None:
    frames = Frames(1_000)
    sent = greeting + bytes(GREETING)
    assert not all(frames.allow(sent[start : start + cut]) for start in range(0, len(sent), cut))


@contextmanager
def relayed(folder: Path, kind: int, largest: int) -> Iterator[tuple[zmq.Socket, zmq.Socket, Relay]]:
    """A kernel's socket, bound, and a listener's, connected through a relay."""
    (folder / "k").mkdir()
    context = zmq.Context()
    relay = Relay(folder / "k", folder / "o", {"s-1": largest})
    try:
        kernel, client = context.socket(zmq.ROUTER), context.socket(kind)
        kernel.bind(f"ipc://{folder}/k/s-1")
        client.connect(f"ipc://{folder}/o/s-1")
        client.rcvtimeo = kernel.rcvtimeo = 20_000
        yield kernel, client, relay
    finally:
        context.destroy(linger=0)
        relay.close()


@pytest.mark.parametrize("size", [1, 100, 70_000, 5_000_000])
def test_questions_and_answers_come_through_unchanged(tmp_path: Path, size: int) -> None:
    with relayed(tmp_path, zmq.DEALER, 6_000_000) as (kernel, client, _):
        for turn in range(3):
            sent = bytes([turn]) * size
            client.send_multipart([b"ask", sent])
            who, *asked = kernel.recv_multipart()
            assert asked == [b"ask", sent]
            kernel.send_multipart([who, b"answer", sent])
            assert client.recv_multipart() == [b"answer", sent]


def test_what_is_too_large_is_lost_and_counted_and_the_connection_comes_back(tmp_path: Path) -> None:
    with relayed(tmp_path, zmq.DEALER, 100_000) as (kernel, client, relay):
        client.send(b"first")
        who, _ = kernel.recv_multipart()
        kernel.send_multipart([who, bytes(60_000), bytes(60_000)])
        client.rcvtimeo = 300
        with pytest.raises(zmq.Again):
            client.recv()
        assert relay.refused == 1
        client.rcvtimeo = 20_000
        client.send(b"second")
        who, asked = kernel.recv_multipart()
        assert asked == b"second"
        kernel.send_multipart([who, b"small"])
        assert client.recv() == b"small"


def test_a_link_in_place_of_a_socket_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "k").mkdir()
    secret = socket.socket(socket.AF_UNIX)
    secret.bind(str(tmp_path / "secret"))
    secret.listen()
    secret.settimeout(0.5)
    (tmp_path / "k/s-1").symlink_to(tmp_path / "secret")
    relay = Relay(tmp_path / "k", tmp_path / "o", {"s-1": 1_000})
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(tmp_path / "o/s-1"))
        with pytest.raises(TimeoutError):
            secret.accept()
    relay.close()
    secret.close()


def test_closing_ends_the_thread_and_its_sockets(tmp_path: Path) -> None:
    before = threading.active_count()
    with relayed(tmp_path, zmq.DEALER, 1_000) as (_, client, _relay):
        client.send(b"any")
        assert threading.active_count() > before
    assert threading.active_count() == before
