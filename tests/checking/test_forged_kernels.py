"""A kernel that says whatever it likes: the checks get a value or a fault, soon, and never an error of their own."""

import json
import shutil
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.session import Session

from course_utils.checking import KernelDied, KernelStudent, Limits, Malformed, StudentFault, StudentRaised, TimedOut, TimeUsedUp
from course_utils.checking.codec import encode

KEY = b"secret"
SMALL = Limits(characters=100_000)


class Forger:
    """The kernel's side of a shell channel, in the hands of a test.

    Parameters
    ----------
    replies : callable
        Gets the request (a dict) and this object; gives the frames to send, one list for each message.
    """

    def __init__(self, socket, replies):
        self.session = Session(key=KEY)
        self._socket, self._replies = socket, replies
        self.closing = threading.Event()
        self.asked = []

    def run(self):
        while not self.closing.is_set():
            if not self._socket.poll(20):
                continue
            idents, parts = self.session.feed_identities(self._socket.recv_multipart())
            request = self.session.deserialize(parts)
            self.asked.append(request)
            for frames in self._replies(request, self):
                self._socket.send_multipart([*idents, *frames])

    def frames(self, request, content, parent=None):
        header = request["header"] if parent is None else parent
        message = self.session.msg("execute_reply", content={}, parent=header)
        raw = [json.dumps(part, default=str).encode() for part in (message["header"], header, {})]
        raw.append(content if isinstance(content, bytes) else json.dumps(content).encode())
        return [b"<IDS|MSG>", self.session.sign(raw), *raw]


@contextmanager
def forged(replies):
    folder = Path(tempfile.mkdtemp(prefix="k", dir="/tmp"))  # short: the name of a socket has room for 107 characters
    context = zmq.Context()
    sockets = {name: context.socket(kind) for name, kind in (("shell", zmq.ROUTER), ("control", zmq.ROUTER), ("iopub", zmq.PUB))}
    for number, socket in enumerate(sockets.values(), 1):
        socket.linger = 0
        socket.bind(f"ipc://{folder}/s-{number}")
    forger = Forger(sockets["shell"], replies)
    client = BlockingKernelClient()
    ports = {"shell_port": 1, "control_port": 2, "iopub_port": 3, "stdin_port": 4, "hb_port": 5}
    client.load_connection_info({"transport": "ipc", "ip": f"{folder}/s", "key": KEY.decode(), **ports})
    client.start_channels(hb=False, stdin=False)
    thread = threading.Thread(target=forger.run)
    thread.start()
    try:
        yield client, forger
    finally:
        forger.closing.set()
        thread.join()
        client.stop_channels()
        for socket in sockets.values():
            socket.close()
        context.term()
        shutil.rmtree(folder)


def _said(text):
    return {"status": "ok", "user_expressions": {"reply": {"status": "ok", "data": {"text/plain": text}, "metadata": {}}}}


def _value(value):
    return _said(encode({"value": value}))


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        b"",
        b"\xff\xfe",
        b"{" * 50_000,
        b"[" * 1_100,
        b'{"a":' * 900 + b"1" + b"}" * 900,
        b'{"user_expressions": ' + b"1" * 50_000 + b"}",
        b'"' + b'\\"' * 40_000,
        b'{"user_expressions": [' + b"[]," * 20_000 + b"[]]}",
        {"user_expressions": []},
        {"user_expressions": {"reply": 3}},
        {"user_expressions": {"reply": {"status": "ok", "data": []}}},
        {"user_expressions": {"reply": {"status": "ok", "data": {"text/plain": ["a"]}}}},
        _said("{}"),
        _said('{"value":' + "[" * 10_000),
        _said('"' + '\\"' * 20_000),
        _said('{"value":{"array":{"dtype":"<f8","shape":[1099511627775,1],"data":""}}}'),
        _said('{"value":{"array":{"dtype":"<U0","shape":[1099511627775],"data":""}}}'),
        _said('{"value":{"array":{"dtype":"|O","shape":[1],"data":"AAAAAAAAAAA="}}}'),
    ],
    ids=lambda content: repr(content)[:40],
)
def test_a_forged_reply_is_malformed(content):
    with forged(lambda request, forger: [forger.frames(request, content)]) as (client, _), pytest.raises(Malformed):
        KernelStudent(client, 10, SMALL, alive=lambda: True).eval("1")


@pytest.mark.parametrize(
    "noise",
    [
        lambda *_: [b"no delimiter"],
        lambda *_: [],
        lambda *_: [b"<IDS|MSG>"],
        lambda *_: [b"<IDS|MSG>", b"signature", b"{}", b"{}"],
        lambda request, forger: [b"<IDS|MSG>", b"wrong", *forger.frames(request, _value(666))[2:]],
        lambda request, forger: [b"<IDS|MSG>", "서명".encode(), *forger.frames(request, _value(666))[2:]],
        lambda request, forger: forger.frames(request, _value(666), parent={"msg_id": "another"}),
        lambda request, forger: forger.frames(request, _value(666), parent={"msg_id": ["a"]}),
        lambda request, forger: forger.frames(request, _value(666), parent={}),
        lambda request, forger: forger.frames(request, _value(666), parent={"msg_id": "x" * 100_000}),
        lambda request, forger: forger.frames(request, _value("x" * 300_000)),
    ],
    ids=["no delimiter", "empty", "cut", "short", "wrong signature", "odd signature", "other", "list", "none", "long", "too large"],
)
def test_what_is_no_reply_to_the_question_is_passed_over(noise):
    def replies(request, forger):
        return [noise(request, forger)] * 30 + [forger.frames(request, _value(7))]

    with forged(replies) as (client, _):
        assert KernelStudent(client, 30, SMALL, alive=lambda: True).eval("1") == 7


def test_a_flood_of_other_messages_ends_with_the_time():
    def replies(request, forger):
        if request["msg_type"] != "execute_request":
            return
        while not forger.closing.is_set():
            yield forger.frames(request, _value(666), parent={"msg_id": "another"})

    with forged(replies) as (client, _), pytest.raises(TimedOut):
        KernelStudent(client, 0.3, SMALL, alive=lambda: True).eval("1")


def test_a_kernel_that_answers_pings_goes_on_after_a_lost_reply():
    """As after a reply that was too large for the connection."""

    def replies(request, forger):
        code = request["content"].get("user_expressions", {}).get("reply", "")
        return [] if "lost" in code else [forger.frames(request, _value(7))]

    with forged(replies) as (client, _):
        student = KernelStudent(client, 0.2, SMALL, alive=lambda: True)
        with pytest.raises(TimedOut):
            student.eval("lost")
        assert student.eval("1") == 7


def test_a_dead_process_is_noticed_whatever_the_timeout_and_its_last_words_count():
    lives = [True, False]
    with forged(lambda *_: []) as (client, forger):
        student = KernelStudent(client, 3_600, SMALL, alive=lambda: lives.pop(0) if len(lives) > 1 else lives[0])
        for _ in range(2):
            with pytest.raises(KernelDied):
                student.eval("1")
        assert len(forger.asked) == 1  # the dead are not asked again

    with forged(lambda request, forger: [forger.frames(request, _value(7))]) as (client, _):
        assert KernelStudent(client, 3_600, SMALL, alive=lambda: False).eval("1") == 7


def test_evaluations_share_the_time_that_is_left():
    left = [0.2]
    with forged(lambda *_: []) as (client, forger):
        student = KernelStudent(client, 3_600, SMALL, alive=lambda: True, left=lambda: left[0])
        with pytest.raises(TimeUsedUp):
            student.eval("1")
    left[0] = 0.0
    with forged(lambda request, forger: [forger.frames(request, _value(7))]) as (client, forger):
        student = KernelStudent(client, 3_600, SMALL, alive=lambda: True, left=lambda: left[0])
        with pytest.raises(TimeUsedUp):
            student.eval("1")
        assert not forger.asked
        left[0] = 3_600
        assert student.eval("1") == 7


def test_words_of_an_error_are_cut_and_harmless():
    content = {"user_expressions": {"reply": {"status": "error", "ename": ["x"], "evalue": "\ud800\x1b[2J\u202e" + "x" * 50_000}}}
    with forged(lambda request, forger: [forger.frames(request, content)]) as (client, _), pytest.raises(StudentRaised) as caught:
        KernelStudent(client, 10, SMALL, alive=lambda: True).eval("1")
    assert (caught.value.type_name, len(caught.value.message)) == ("", 1_000)
    assert not {"\ud800", "\x1b", "\u202e"} & set(caught.value.message)


@pytest.mark.parametrize("seed", range(40))
def test_bytes_changed_anywhere_give_a_value_or_a_fault(seed):
    rng = np.random.default_rng(seed)

    def replies(request, forger):
        content = bytearray(json.dumps(_value({"a": [1, 2.5, np.arange(3), (None, "x")]})).encode())
        for place in rng.integers(0, len(content), 4):
            content[place] = rng.integers(0, 256)
        return [forger.frames(request, bytes(content))]

    with forged(replies) as (client, _), suppress(StudentFault):
        KernelStudent(client, 10, SMALL, alive=lambda: True).eval("1")
