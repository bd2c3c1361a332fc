"""Honest students, clumsy and clever: each gets every point that is due, however the work was done, saved and handed in."""

import base64
import copy
import json
import random
import runpy
import unicodedata

import pytest

from tests.attacks.staging import FULL, REPOSITORY, GradedClass, case_names, changed, extra_cell, grade_class, read_case
from tests.grading.fixtures.answers import RIGHT
from tests.grading.fixtures.making import LIGHT, course_of, hand_in, solved, with_answers

pytestmark = pytest.mark.sandbox

CASES = case_names("honest_")
FIRST_LOST = {**FULL, "mean_light": 0.0}
DUE = {"honest_earlier_wrong": FIRST_LOST, "honest_earlier_broken": FIRST_LOST}
DONE = "it ran to the end"


def lines(notebook):
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


def saved_by_jupyterlab(notebook):
    """Source as lines, timings, folded cells, a kernel of its own name, a table of contents, outputs."""
    lines(notebook)
    notebook["metadata"] |= {
        "kernelspec": {"name": "conda-env-cnn-py", "display_name": "Python [conda env:cnn] *", "language": "python"},
        "language_info": {"name": "python", "version": "3.12.1", "codemirror_mode": {"name": "ipython", "version": 3}},
        "toc-autonumbering": True,
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a" * 32: {"model_name": "IntSliderModel"}}}},
    }
    for number, cell in enumerate(notebook["cells"], 1):
        cell["metadata"] |= {"execution": {"iopub.execute_input": "2026-11-22T01:00:00.0Z"}, "collapsed": False, "jupyter": {}}
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}, "tags": []}
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["old\n", "output\n"]}]


def saved_by_vscode(notebook):
    notebook["metadata"] = {"language_info": {"name": "python"}, "kernelspec": {"name": "python3", "display_name": ".venv"}}
    notebook["nbformat_minor"] = 2
    for number, cell in enumerate(notebook["cells"]):
        del cell["id"]
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["execution_count"] = number if cell["cell_type"] == "code" else cell.pop("execution_count", None)
        if cell["cell_type"] != "code":
            del cell["execution_count"]


def saved_by_colab(notebook):
    notebook["nbformat_minor"] = 0
    notebook["metadata"] = {
        "colab": {"provenance": [], "gpuType": "T4", "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    draw = random.Random(0)
    for cell in notebook["cells"]:
        lines(notebook)
        name = cell.pop("id")
        cell["metadata"]["id"] = name if draw.random() < 0.5 else base64.b64encode(draw.randbytes(9)).decode()
        if cell["cell_type"] == "code":
            cell["metadata"]["outputId"] = "11111111-2222-3333-4444-555555555555"
            cell["execution_count"] = None


def saved_by_windows(notebook):
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


def without_the_optional(notebook):
    """The optional exercise, the handwritten answer and every cell that only looks at results were deleted."""
    gone = ("darkest", "own_words")
    kept = [cell for cell in notebook["cells"] if not cell["id"].endswith(gone) and "@after" not in "".join(cell["source"])]
    notebook["cells"] = kept


def with_more_of_everything(notebook):
    prose = {"cell_type": "markdown", "id": "p", "metadata": {}, "source": "# 메모\n\n$x^2$ <b>굵게</b>"}
    raw = {"cell_type": "raw", "id": "r", "metadata": {}, "source": "raw"}
    notebook["cells"] = [
        prose,
        extra_cell("", "empty"),
        extra_cell("# nothing", "comment"),
        *notebook["cells"],
        raw,
        extra_cell("1 +", "end"),
    ]


def cut_in_half_by_jupyterlab(notebook):
    """Ctrl-Shift-Minus in an answer: both halves carry its label."""
    place = next(number for number, cell in enumerate(notebook["cells"]) if cell["id"] == "answer-expose")
    second = copy.deepcopy(notebook["cells"][place])
    notebook["cells"][place]["source"] = "def brightened(image, factor):\n    return image * factor"
    second["id"] = "0f3c"
    second["source"] = "def expose(images, target):\n    return np.stack([brightened(image, target / image.mean()) for image in images])"
    notebook["cells"].insert(place + 1, second)


def in_another_order(notebook):
    """The network first: answer and check are moved up together."""
    moved = [cell for cell in notebook["cells"] if cell["id"].endswith("build_model")]
    rest = [cell for cell in notebook["cells"] if cell not in moved]
    place = next(number for number, cell in enumerate(rest) if cell["id"] == "answer-mean_light")
    notebook["cells"] = rest[:place] + moved + rest[place:]


def full_of_outputs(notebook):
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "iVBORw0KGgo" + "A" * 4_000_000, "text/html": "<table>"},
    }
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [picture] if cell["id"].startswith("answer-") else []


def renamed_labels_lost(notebook):
    """A tool that keeps sources and nothing else."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    notebook["metadata"] = {}


FORMS = {
    change.__name__: change
    for change in (
        saved_by_jupyterlab,
        saved_by_vscode,
        saved_by_colab,
        saved_by_windows,
        without_the_optional,
        with_more_of_everything,
        cut_in_half_by_jupyterlab,
        in_another_order,
        full_of_outputs,
        renamed_labels_lost,
    )
}
BYTES = {
    "with_bom": lambda course: b"\xef\xbb\xbf" + solved(course),
    "with_crlf": lambda course: solved(course).replace(b"\n", b"\r\n"),
    "escaped_and_minified": lambda course: json.dumps(json.loads(solved(course)), separators=(",", ":")).encode(),
    "korean": lambda course: with_answers(solved(course, "ko"), RIGHT),
    "korean_taken_apart": lambda course: unicodedata.normalize("NFD", solved(course, "ko").decode()).encode(),
}
COMPOSED = "김하나"


@pytest.fixture(scope="module")
def graded(template, tmp_path_factory):
    right = solved(template)
    notebooks = {name: read_case(name).put_into(right) for name in CASES}
    notebooks |= {name: changed(right, change) for name, change in FORMS.items()}
    notebooks |= {name: make(template) for name, make in BYTES.items()}

    def prepare(course):
        hand_in(course.course, unicodedata.normalize("NFD", COMPOSED), LIGHT, right)
        beside = hand_in(course.course, "renamed", LIGHT, right)
        beside.rename(beside.with_name("01_light (1) 최종.ipynb"))
        (beside.parent / "data.csv").write_text("1,2\n", encoding="utf-8")
        (beside.parent / ".ipynb_checkpoints").mkdir()
        (beside.parent / ".ipynb_checkpoints/01_light-checkpoint.ipynb").write_bytes(right)

    return grade_class(template, tmp_path_factory.mktemp("honest"), notebooks, prepare=prepare)


@pytest.mark.parametrize("student", [*CASES, *FORMS, *BYTES, COMPOSED, "renamed", "zz_solved"])
def test_every_honest_way_of_working_earns_what_is_due(graded, student):
    assert graded.marks(student) == DUE.get(student, FULL), graded.told(student)
    assert graded.graded(student).outcome == "graded"


@pytest.mark.parametrize("student", CASES)
def test_each_of_these_ways_really_ran(graded, student):
    assert DONE in graded.printed(student)


def test_honest_work_changes_nothing_outside_and_leaves_nothing_running(graded):
    assert graded.code == 0, graded.said
    assert graded.outside == ()
    assert graded.survivors == ()


@pytest.mark.parametrize("student", ["honest_earlier_wrong", "honest_earlier_broken"])
def test_the_page_says_with_whose_answer_the_later_exercise_was_examined(graded, student):
    (expose,) = [one for one in graded.graded(student).exercises if one.score.exercise == "expose"]
    assert expose.lent == ("mean_light",)
    assert "mean_light" in graded.page(student)


def test_a_page_exists_for_everyone(graded):
    assert all("<html" in graded.page(student) for student in (*CASES, *FORMS, *BYTES, COMPOSED))


LESSONS = ("01_perceptron", "03_networks")
STANDS_IN_STUB = {"or_line": 'explorer = explore_perceptron("OR", weights=[1, -1], bias=0.5)\n'}  # and not in those answers


def other_right_answers(lesson, place):
    """The right answers of tests/lessons, each exercise's one at `place` (or its last)."""
    right = runpy.run_path(str(REPOSITORY / "tests/lessons/answers" / f"{lesson}.py"))["RIGHT"]
    return {exercise: STANDS_IN_STUB.get(exercise, "") + ways[min(place, len(ways) - 1)].strip() for exercise, ways in right.items()}


@pytest.fixture(scope="module")
def lessons(tmp_path_factory):
    """Two real lessons, quizzes, predictions and explorers included: solved, in both languages, and answered in three other ways."""
    folder = tmp_path_factory.mktemp("lessons")
    made = GradedClass(folder / "course", folder / "home", folder / "t")
    course_of(made.course, *(REPOSITORY / "solutions" / lesson for lesson in LESSONS))
    made.home.mkdir()
    made.temporary.mkdir()
    for lesson in LESSONS:
        given = solved(made.course, lesson=lesson)
        hand_in(made.course, "solved", lesson, given)
        for place in range(3):
            korean = solved(made.course, "ko", lesson) if place == 0 else given
            hand_in(made.course, f"way_{place}", lesson, with_answers(korean, other_right_answers(lesson, place)))
    done = made.petals("grade", "--all", "--jobs", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_real_lessons_answered_in_other_right_ways_earn_all_points(lessons, lesson):
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.gradebook.records import from_json

    with Gradebook(f"sqlite:///{lessons.course}/gradebook.db", course=lessons.course) as book:
        results = {row.student: from_json(row.result) for row in book.journal(lesson)}
    assert set(results) == {"solved", "way_0", "way_1", "way_2"}
    lost = {
        (student, one.score.exercise): [case.message.en for case in one.score.cases if case.message]
        for student, result in results.items()
        for one in result.exercises
        if one.score.status != "passed" and not one.cell.startswith("manual-")
    }
    assert lost == {}
    assert results["way_0"].language == "ko"
