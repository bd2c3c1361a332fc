"""A cell ends when its own answer comes, whatever else is said; a kernel that lives on without answering is ended."""

import json
from types import SimpleNamespace

import pytest

from autograder.grading.examiner import running
from autograder.grading.examiner.hearing import Heard
from autograder.grading.examiner.outputs import Room
from autograder.grading.examiner.running import CellRunner

OWN, OTHER = "request-1", "someone else's"
REPLY = Heard("shell", "execute_reply", OWN, {"status": "ok", "execution_count": 4})
IDLE = Heard("iopub", "status", OWN, {"execution_state": "idle"})


def printed(text, parent=OWN):
    return Heard("iopub", "stream", parent, {"name": "stdout", "text": text})


class ScriptedKernel:
    """Says what it is told to, and dies when killed."""

    def __init__(self, *said, dies_after=None):
        self.said, self.killed, self.interrupted, self.mended, self._dies_after = list(said), "", 0, [], dies_after
        self.client = SimpleNamespace(execute=lambda *_, **__: OWN, kernel_info=lambda: "asked")
        self.refusals = [0]

    @property
    def refused(self):
        """How many messages the relay has refused: the next number at each look, the last one for good."""
        return self.refusals.pop(0) if len(self.refusals) > 1 else self.refusals[0]

    def alive(self):
        return not self.killed and not (self._dies_after is not None and len(self.said) <= self._dies_after)

    def kill(self, why):
        self.killed = why

    def mend(self, *, outputs=False):
        self.mended += ["outputs"] if outputs else []

    def interrupt(self):
        self.interrupted += 1
        self.said += self.after_interrupt

    after_interrupt = ()

    def listen(self, *_):
        if self.said:
            yield self.said.pop(0)


@pytest.fixture
def run(monkeypatch):
    for name in ("GRACE", "SETTLE"):
        monkeypatch.setattr(running, name, 0.05)

    def run(kernel, seconds=30.0):
        monkeypatch.setattr(running, "Ear", lambda _: kernel)
        return CellRunner(kernel, Room(100_000), "en").run("code", seconds)

    return run


def texts(ran):
    return [output["text"] for output in ran.outputs]


def test_a_cell_that_prints_and_ends(run):
    ran = run(ScriptedKernel(printed("hello"), REPLY, IDLE))
    assert (ran.end, ran.count, texts(ran)) == ("done", 4, ["hello"])


def test_outputs_that_come_after_the_answer_are_kept(run):
    assert texts(run(ScriptedKernel(REPLY, printed("late"), IDLE))) == ["late"]


def test_messages_that_answer_something_else_change_nothing(run):
    forged = [
        printed("not mine", OTHER),
        Heard("iopub", "status", OTHER, {"execution_state": "idle"}),
        Heard("shell", "execute_reply", OTHER, {"status": "error", "execution_count": 99}),
    ]
    ran = run(ScriptedKernel(*forged, printed("mine"), REPLY, IDLE))
    assert (ran.end, ran.count, texts(ran)) == ("done", 4, ["mine"])


def test_a_forged_idle_does_not_end_a_cell(run):
    ran = run(ScriptedKernel(IDLE, IDLE, printed("still running"), REPLY))
    assert texts(ran) == ["still running"]


@pytest.mark.parametrize("count", [True, -1, "7", 10**9, None, [1]])
def test_a_forged_number_is_not_taken_over(run, count):
    assert run(ScriptedKernel(Heard("shell", "execute_reply", OWN, {"execution_count": count}), IDLE)).count is None


def test_an_error_is_one(run):
    assert run(ScriptedKernel(Heard("shell", "execute_reply", OWN, {"status": "error"}), IDLE)).end == "error"


def test_a_cell_that_takes_too_long_is_interrupted_and_the_kernel_lives_on(run):
    kernel = ScriptedKernel()
    kernel.after_interrupt = [REPLY, IDLE]
    assert run(kernel, 0.01).end == "interrupted"
    assert (kernel.interrupted, kernel.killed) == (1, "")


def test_a_cell_that_goes_on_after_the_interrupt_ends_with_its_kernel(run):
    kernel = ScriptedKernel()
    assert run(kernel, 0.01).end == "died"
    assert (kernel.interrupted, kernel.killed) == (1, "time")


def test_a_kernel_that_dies_is_noticed_and_its_last_words_are_kept(run):
    ran = run(ScriptedKernel(printed("one"), printed("last"), dies_after=1))
    assert (ran.end, texts(ran)) == ("died", ["onelast"])


def test_an_answer_too_large_to_come_through_is_asked_after(run, monkeypatch):
    monkeypatch.setattr(running, "ASK_AFTER", 0.01)
    kernel = ScriptedKernel()
    kernel.client.kernel_info = lambda: kernel.said.append(Heard("shell", "kernel_info_reply", "asked", {})) or "asked"
    assert run(kernel).end == "done"
    assert kernel.mended == ["outputs"]
    assert kernel.killed == ""


def test_a_message_that_was_not_let_through_is_said_to_be_missing_though_the_cell_ends_as_ever(run):
    kernel = ScriptedKernel(printed("before"), REPLY, IDLE)
    kernel.refusals = [2, 3]
    assert "left out" in json.dumps(run(kernel).outputs)
    assert "left out" not in json.dumps(run(ScriptedKernel(printed("before"), REPLY, IDLE)).outputs)
