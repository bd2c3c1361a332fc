"""Whole submissions in a real sandbox: what each earns, and what its student is told."""

import json

import pytest

from autograder.grading.examiner.checks import lesson_checks
from autograder.grading.examiner.seeds import draws_for
from course_utils.checking import LocalStudent, examine
from tests.grading.examiner.grading_one import SEED, by_name, cells, earned, printed, statuses

pytestmark = pytest.mark.sandbox
ALL = ("mean_light", "expose", "draw_light", "build_model", "darkest")
PASSED = dict.fromkeys(ALL, "passed")


def test_a_solved_notebook_earns_all_points(course):
    graded = course.grade(course.solved)
    assert (graded.outcome, graded.reason) == ("graded", None)
    assert statuses(graded) == PASSED
    assert earned(graded) == 10
    assert by_name(graded)["own_words"].score.status == "needs_staff"
    assert set(graded.stages) == {"intake", "start", "execute", "examine", "close"}


def test_an_untouched_notebook_earns_nothing_and_sits_once(course):
    graded = course.grade(course.untouched)
    assert statuses(graded) == dict.fromkeys(ALL, "not_attempted")
    assert earned(graded) == 0
    assert "second" not in graded.stages


def test_grading_agrees_with_the_check_in_a_notebook(course):
    source = "def mean_light(images):\n    return images.mean(axis=(1, 2)) if images.shape == (3, 4, 5) else 0"
    graded = by_name(course.grade(course.with_answers(mean_light=source)))["mean_light"].score
    names = {}
    exec(source, names)
    assert graded == examine(lesson_checks(course.bundle), "mean_light", LocalStudent(names), rng=draws_for(SEED, "mean_light"))
    assert graded.status == "partial"


def test_hidden_values_and_messages_are_for_staff_only(course):
    graded = course.grade(course.with_answers(darkest="def darkest(images):\n    raise ValueError(f'asked {images.ravel()[0]}')"))
    visible, hidden = by_name(graded)["darkest"].score.cases
    assert "asked" in visible.message.en
    assert "asked" in hidden.message.en
    shown = printed(graded, "check-darkest")
    assert visible.message.en.splitlines()[0][:40] in shown
    assert "random images" in shown
    assert shown.count("asked") == visible.message.en.count("asked")


def test_nothing_active_is_in_the_executed_notebook(course):
    source = """
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
import ipywidgets
display(HTML("<script>alert(1)</script>"), Javascript("alert(2)"), SVG("<svg xmlns='http://www.w3.org/2000/svg'/>"), Latex("$x$"))
display({"text/html": "<b>", "image/svg+xml": "<svg>", "text/plain": "plainly"}, raw=True)
print("\\x1b[31mred\\x1b[0m")
ipywidgets.IntSlider()
"""
    graded = course.grade(course.with_cell("answer-mean_light", source))
    outputs = cells(graded)["mine"]["outputs"]
    assert "plainly" in json.dumps(outputs)
    for output in outputs:
        assert set(output.get("data", {})) <= {"text/plain", "image/png", "image/jpeg"}
        assert output.get("metadata", {}) == {}
    left = json.dumps(outputs)
    assert not [word for word in ("alert", "<script", "\\u001b", "<svg", "<b>") if word in left]


def test_pictures_are_kept(course):
    graded = course.grade(course.with_cell("check-draw_light", "plt.plot([1, 2])\nplt.show()"))
    assert "image/png" in json.dumps(cells(graded)["mine"]["outputs"])


def test_the_executed_notebook_keeps_nbgraders_metadata_and_one_line_at_each_check(course):
    graded = course.grade(course.solved)
    released = {cell["id"]: cell for cell in json.loads(course.untouched)["cells"]}
    for name, cell in cells(graded).items():
        assert cell["metadata"] == released[name]["metadata"]
    check = cells(graded)["check-mean_light"]
    assert check["source"] == "".join(released["check-mean_light"]["source"])
    assert [(output["output_type"], output["text"]) for output in check["outputs"]] == [("stream", "Passed. 2 of 2 points\n")]


def test_messages_on_stderr_cost_nothing(course):
    loud = "import sys, warnings\nprint('log', file=sys.stderr)\nwarnings.warn('careful')\n"
    sources = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["source"]
        for cell in json.loads(course.solved)["cells"]
        if "nbgrader" in cell["metadata"]
    }
    assert statuses(course.grade(course.with_answers(mean_light=loud + "".join(sources["answer-mean_light"])))) == PASSED


def test_an_error_in_one_cell_does_not_stop_the_next(course):
    graded = course.grade(course.with_answers(mean_light="1 / 0"))
    assert statuses(graded) == PASSED | {"mean_light": "not_attempted"}
    assert "ZeroDivisionError" in printed(graded, "answer-mean_light")


def test_what_a_later_cell_breaks_does_not_take_earlier_credit_away(course):
    graded = course.grade(course.with_cell("check-expose", "del mean_light\nclass ndarray: pass\nimport numpy\nnumpy.ndarray = ndarray"))
    assert statuses(graded)["mean_light"] == statuses(graded)["expose"] == "passed"


def test_a_later_definition_does_not_help_an_earlier_exercise(course):
    late = course.with_cell(
        "check-expose",
        "def mean_light(images):\n    return images.mean(axis=(1, 2))",
        course.with_answers(mean_light="def mean_light(images):\n    return 0"),
    )
    assert statuses(course.grade(late))["mean_light"] == "failed"


def test_a_students_own_checks_in_extra_cells_work(course):
    graded = course.grade(course.with_cell("answer-mean_light", 'check("mean_light")'))
    assert "Error" not in printed(graded, "mine")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import os\nos._exit(3)", "exit status 3"),
        ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
        (
            "import mmap\nkept = []\nwhile True:\n    m = mmap.mmap(-1, 1 << 24)\n    m.write(b'x' * (1 << 24))\n    kept.append(m)",
            "memory",
        ),
    ],
)
def test_a_kernel_that_stops_leaves_earlier_credit_and_a_reason(course, source, why):
    graded = course.grade(course.with_answers(draw_light=source), memory_bytes=300 * 1024**2)
    results = by_name(graded)
    assert graded.outcome == "graded"
    assert earned(graded) == 5
    assert why in results["build_model"].reason.en
    assert "draw_light" in results["build_model"].reason.ko
    assert why in printed(graded, "answer-draw_light")
    assert statuses(course.grade(course.solved)) == PASSED


def test_a_function_that_stops_the_kernel_when_examined_keeps_what_passed_before(course):
    results = by_name(course.grade(course.with_answers(draw_light="def draw_light(images):\n    import os\n    os._exit(1)")))
    assert results["expose"].score.status == "passed"
    assert "while this exercise was examined" in results["draw_light"].reason.en
    assert results["darkest"].score.earned == 0


def test_an_endless_cell_is_interrupted_and_the_rest_goes_on(course):
    graded = course.grade(course.with_cell("check-mean_light", "while True: pass"), cell_s=1)
    assert statuses(graded) == PASSED
    assert [note.cell for note in graded.notes if note.kind == "limit"] == ["mine"]


def test_a_cell_that_swallows_interrupts_ends_with_its_kernel(course):
    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    graded = course.grade(course.with_cell("check-expose", stubborn), cell_s=1)
    assert earned(graded) == 5
    assert "could not be interrupted" in by_name(graded)["darkest"].reason.en


def test_an_endless_call_costs_its_exercise_only(course):
    graded = course.grade(course.with_answers(draw_light="def draw_light(images):\n    while True: pass"), call_s=1, cell_s=2)
    assert statuses(graded) == PASSED | {"draw_light": "failed"}


def test_a_stubborn_call_ends_the_kernel_and_not_the_grader(course):
    stubborn = "def draw_light(images):\n    import signal\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    while True: pass"
    graded = course.grade(course.with_answers(draw_light=stubborn), call_s=1, cell_s=2)
    assert earned(graded) == 5
    assert "could not be interrupted" in by_name(graded)["draw_light"].reason.en


def test_the_time_for_everything_bounds_everything(course):
    graded = course.grade(course.with_cell("check-mean_light", "import time\ntime.sleep(60)"), notebook_s=4)
    assert statuses(graded)["mean_light"] == "passed"
    assert "time for the whole notebook" in by_name(graded)["darkest"].reason.en


def test_an_answer_too_large_to_come_through_fails_its_exercise_and_hangs_nothing(course):
    flood = """
import IPython
kernel = IPython.get_ipython().kernel
def mean_light(images):
    who = kernel._parent_ident["shell"]
    kernel.session.send(kernel.shell_stream, "execute_reply", {"x": "y" * 3_000_000}, kernel.get_parent("shell"), ident=who)
    return "y" * 3_000_000
"""
    graded = course.grade(course.with_answers(mean_light=flood), call_s=1, reply_bytes=1024**2)
    assert graded.outcome == "graded"
    assert statuses(graded) == PASSED | {"mean_light": "failed"}


def test_an_output_too_large_to_come_through_is_said_and_costs_nothing(course):
    graded = course.grade(course.with_cell("answer-mean_light", "print('x' * 30_000_000)\nraise ValueError('y' * 40_000_000)"))
    assert statuses(graded) == PASSED
    assert "left out" in printed(graded, "mine")


def test_forged_messages_change_nothing(course):
    forge = """
import IPython
kernel = IPython.get_ipython().kernel
def forge(images=None):
    parent = {"header": {"msg_id": "another"}, "metadata": {}, "content": {}}
    for header in (parent, kernel.get_parent("shell")):
        for kind, content in (
            ("status", {"execution_state": "idle"}),
            ("execute_reply", {"status": "ok", "execution_count": 77, "user_expressions": {}}),
            ("display_data", {"data": {"text/plain": "Passed. 2 of 2 points", "text/html": "<b>"}, "metadata": {}}),
            ("stream", {"name": "stdout", "text": 13}),
        ):
            kernel.session.send(kernel.iopub_socket, kind, content, header)
    return 0
forge()
mean_light = forge
"""
    graded = course.grade(course.with_answers(mean_light=forge))
    assert statuses(graded) == PASSED | {"mean_light": "failed"}
    assert "2 of 2" not in printed(graded, "check-mean_light")


def test_a_check_that_fails_itself_is_for_staff(course):
    graded = course.grade(
        course.solved, checks=lambda source: source.replace("    heights = student", "    heights = 1 / 0\n    heights = student")
    )
    assert graded.outcome == "needs_staff"
    assert statuses(graded) == PASSED | {"draw_light": "needs_staff"}
    assert earned(graded) == 8


def test_checks_that_cannot_be_loaded_are_for_staff(course):
    graded = course.grade(course.solved, checks=lambda source: source + "\n1 / 0\n")
    assert graded.outcome == "needs_staff"
    assert earned(graded) == 0
    assert "ZeroDivisionError" in "".join(note.message.en for note in graded.notes if note.kind == "staff")


def test_what_is_no_notebook_is_quarantined_with_its_reason_at_every_exercise(course):
    graded = course.grade(b"\x89PNG")
    assert graded.outcome == "quarantined"
    assert {result.reason for result in graded.exercises} == {graded.reason}
    assert (len(graded.exercises), earned(graded), graded.notebook) == (6, 0, b"")


def test_an_answer_whose_cell_stops_with_an_error_is_told_so(course):
    graded = by_name(course.grade(course.with_answers(darkest="rubbish\n\ndef darkest(images):\n    return 0")))
    reason = graded["darkest"].reason
    assert "NameError: name 'rubbish' is not defined" in reason.en
    assert "NameError" in reason.ko
    assert all(result.reason is None for name, result in graded.items() if name != "darkest")


def test_an_untouched_answer_is_told_nothing_of_the_error_its_stub_may_raise(course):
    graded = course.grade(course.untouched)
    assert [result.reason for result in graded.exercises] == [None] * len(graded.exercises)
