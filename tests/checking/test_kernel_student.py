"""A student's work in a plain Jupyter kernel: same outcomes as here, and no kernel can hurt the checks."""

import numpy as np
import pytest

from course_utils.checking import KernelDied, KernelStudent, LocalStudent, NotAttempted, StudentFault, StudentRaised, TimedOut

CODE = """
import numpy as np
unwritten = ...
def stub(z):
    raise NotImplementedError  # YOUR CODE HERE
def half(z):
    answer = z > 0
    raise NotImplementedError  # YOUR CODE HERE
def wrong(z):
    return z / 0
def double(z):
    print("noise", 2 * z)
    return 2 * z
class Net: pass
""".strip()


@pytest.fixture(scope="module")
def manager():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    client.execute_interactive(CODE, timeout=60, output_hook=lambda _: None)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def _outcome(student, expression, **inputs):
    try:
        return student.eval(expression, **inputs)
    except StudentFault as fault:
        return type(fault), str(fault), getattr(fault, "frames", None)


@pytest.mark.parametrize(
    ("expression", "inputs"),
    [
        ("double(z)", {"z": np.arange(6.0).reshape(2, 3)}),
        ("[double(z) for z in zs]", {"zs": [1, 2.5, float("inf")]}),
        ("double('\\ud800\\n\"\\'')", {}),
        ("Net()", {}),
        ("double", {}),
        ("unwritten", {}),
        ("nowhere", {}),
        ("stub(1)", {}),
        ("half(1)", {}),
        ("wrong(z)", {"z": 1}),
        ("'a' * 10**8", {}),
    ],
)
def test_both_students_say_the_same(manager, cell, expression, inputs):
    there = _outcome(KernelStudent(manager[1]), expression, **inputs)
    here = _outcome(LocalStudent(cell(CODE)), expression, **inputs)
    np.testing.assert_equal(there, here)


def test_an_endless_loop_times_out_and_the_kernel_answers_again(manager):
    student = KernelStudent(manager[1], timeout=1)
    with pytest.raises(TimedOut):
        student.eval("(lambda: [0 for _ in iter(int, 1)])()")
    assert student.eval("double(2)") == 4


def test_other_replies_on_the_channel_are_passed_over(manager):
    manager[1].execute("1 + 1")
    assert KernelStudent(manager[1]).eval("double(3)") == 6


def test_a_stuck_kernel_is_not_asked_again_and_a_killed_one_is_dead():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute_interactive("import os, signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)", timeout=60)
        student = KernelStudent(client, timeout=1)
        for _ in range(2):
            with pytest.raises(TimedOut):
                student.eval("time.sleep(3600)")
        manager.shutdown_kernel(now=True)
        student = KernelStudent(client, timeout=60)
        for _ in range(2):
            with pytest.raises(KernelDied) as caught:
                student.eval("1")
        assert isinstance(caught.value, StudentRaised)
    finally:
        client.stop_channels()


def test_a_kernel_that_leaves_in_the_middle_is_dead():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        with pytest.raises(KernelDied):
            KernelStudent(client, timeout=60).eval("__import__('os')._exit(1)")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_name_deleted_in_the_kernel_is_not_attempted(manager):
    manager[1].execute_interactive("temporary = 1; del temporary", timeout=60)
    with pytest.raises(NotAttempted):
        KernelStudent(manager[1]).eval("temporary")
