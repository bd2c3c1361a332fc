"""Only what a kernel signed and what has the form of a message is heard, and large structures are never built."""

import json

import pytest
import zmq
from jupyter_client.session import Session

from autograder.grading.examiner.hearing import Ear

KEY = b"0123456789abcdef"


@pytest.fixture
def pair(tmp_path):
    """A client as Ear knows it, and the session and sockets of its kernel."""
    from types import SimpleNamespace

    context = zmq.Context()
    made = {}
    for channel in ("shell", "iopub", "control"):
        theirs, ours = context.socket(zmq.PAIR), context.socket(zmq.PAIR)
        theirs.bind(f"inproc://{channel}-{tmp_path}")
        ours.connect(f"inproc://{channel}-{tmp_path}")
        made[channel] = (theirs, ours)
    client = SimpleNamespace(session=Session(key=KEY))
    for channel, (_, ours) in made.items():
        setattr(client, f"{channel}_channel", SimpleNamespace(socket=ours))
    yield Ear(client), Session(key=KEY), {channel: theirs for channel, (theirs, _) in made.items()}
    for sockets in made.values():
        for socket in sockets:
            socket.close(linger=0)
    context.term()


def heard(ear):
    return list(ear.listen(0.2, 1_000_000))


def test_a_signed_message_is_heard_with_what_it_answers(pair):
    ear, kernel, sockets = pair
    kernel.send(sockets["iopub"], "stream", {"name": "stdout", "text": "한글"}, parent=kernel.msg("execute_request"))
    [message] = heard(ear)
    assert (message.channel, message.kind, message.content["text"]) == ("iopub", "stream", "한글")


def test_a_message_signed_with_another_key_is_noise(pair):
    ear, _, sockets = pair
    Session(key=b"another").send(sockets["shell"], "execute_reply", {}, parent={"header": {"msg_id": "x"}})
    assert heard(ear) == []


@pytest.mark.parametrize(
    "header",
    [b"[]", b"{", b'{"msg_type": 7}', b'{"msg_type": ""}', b"\xff", b'{"msg_type": "stream"}' + b" " * 70_000, b"[" * 60_000],
)
def test_a_malformed_message_is_noise_though_signed(pair, header):
    ear, kernel, sockets = pair
    parts = [header, b'{"msg_id": "x"}', b"{}", b"{}"]
    sockets["iopub"].send_multipart([b"<IDS|MSG>", kernel.sign(parts), *parts])
    assert heard(ear) == []


@pytest.mark.parametrize("parts", [[b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"sig"], [b"sig", b"<IDS|MSG>"], [b"x"] * 9])
def test_what_is_no_message_is_noise(pair, parts):
    ear, _, sockets = pair
    sockets["shell"].send_multipart(parts)
    assert heard(ear) == []


@pytest.mark.parametrize("content", [b'{"data": [' + b"[]," * 100_000 + b"0]}", b'{"a":' * 100_000 + b"1" + b"}" * 100_000])
def test_a_structure_that_would_fill_memory_is_not_built(pair, content, monkeypatch):
    ear, kernel, sockets = pair
    parts = [b'{"msg_type": "display_data"}', b'{"msg_id": "x"}', b"{}", content]
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda text: loads(text) if len(text) < 1_000 else pytest.fail("it was read"))
    sockets["iopub"].send_multipart([b"<IDS|MSG>", kernel.sign(parts), *parts])
    assert [(message.kind, message.content) for message in heard(ear)] == [("", {})]


def test_a_message_too_large_for_the_room_left_is_not_read(pair):
    ear, kernel, sockets = pair
    kernel.send(sockets["iopub"], "stream", {"name": "stdout", "text": "x" * 2_000_000}, parent={"header": {"msg_id": "x"}})
    assert [message.kind for message in heard(ear)] == [""]
