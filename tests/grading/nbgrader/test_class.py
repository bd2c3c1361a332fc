"""One class, honest and otherwise, through `nbgrader autograde` and `nbgrader generate_feedback` from a shell."""

import json
from html.parser import HTMLParser

import pytest

from tests.grading.fixtures.answers import RIGHT, WRONG
from tests.grading.fixtures.making import LIGHT, hand_in, light_course, solved, untouched, with_answers
from tests.grading.nbgrader.conftest import School

pytestmark = pytest.mark.sandbox

FULL = {"mean_light": (2, False), "expose": (3, False), "draw_light": (2, False), "build_model": (3, False), "darkest": (0, False)}
HTML = "<script>alert(1)</script><svg onload=alert(1)></svg><img src=x onerror=alert(1)>"
SHOW = f"""
from IPython.display import HTML, Javascript, Latex, display
display(HTML({HTML!r}), Javascript("alert(1)"), Latex({HTML!r}))
print({HTML!r})
"""


def changed(notebook, change):
    loaded = json.loads(notebook)
    change(loaded)
    return json.dumps(loaded).encode()


def own_cell(source):
    return {"id": "own", "cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def check_cells(notebook):
    return [cell for cell in notebook["cells"] if cell["id"].startswith("check-")]


def skip_checks(notebook):
    for cell in check_cells(notebook):
        cell["metadata"]["tags"] = ["skip-execution"]


def copy_a_check(notebook):
    notebook["cells"].append(dict(check_cells(notebook)[0], id="copied"))


def come_from_the_future(notebook):
    for cell in check_cells(notebook):
        cell["metadata"]["nbgrader"]["schema_version"] = 99


def ask_for_more_points(notebook):
    for cell in check_cells(notebook):
        cell["metadata"]["nbgrader"]["points"] = 100


def reach_out(notebook):
    notebook["cells"].insert(4, own_cell(f"from pathlib import Path\nprint(sorted(map(str, Path('/').rglob('{LIGHT}.py'))))"))


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    school = School(light_course(tmp_path_factory.mktemp("class")))
    right = solved(school.root)
    wrong = with_answers(right, WRONG)
    crash = changed(right, lambda notebook: notebook["cells"].insert(-4, own_cell("import os\nos._exit(0)")))
    active = changed(right, lambda notebook: notebook["cells"].insert(4, own_cell(SHOW)))
    hand_ins = {
        "right_en": right,
        "right_ko": solved(school.root, "ko"),
        "other_ways": with_answers(right, RIGHT),
        "untouched": untouched(school.root),
        "wrong": wrong,
        "first_wrong": with_answers(right, {"mean_light": WRONG["mean_light"]}),
        "skips": changed(wrong, skip_checks),
        "copies": changed(right, copy_a_check),
        "future": changed(right, come_from_the_future),
        "greedy": changed(wrong, ask_for_more_points),
        "crashes": crash,
        "reaches": changed(right, reach_out),
        "active": with_answers(active, {"own_words": HTML}),
        "no_json": b"{",
    }
    for student, notebook in hand_ins.items():
        hand_in(school.root, student, LIGHT, notebook)
    return school


@pytest.fixture(scope="module")
def graded(school):
    done = school.nbgrader("autograde", LIGHT)
    return school, done


def automatic(school, student):
    return {name: mark for name, mark in school.marks(student).items() if name != "own_words"}


def test_the_exit_code_and_the_log_name_what_needs_a_person_and_nobody_else(graded):
    _, done = graded
    assert done.returncode == 1
    assert "no_json: nothing could be graded, zero points" in done.stderr
    assert "the grader failed" not in done.stderr


@pytest.mark.parametrize("student", ["right_en", "right_ko", "other_ways", "copies", "future", "reaches", "active"])
def test_right_answers_get_full_marks_however_they_come(graded, student):
    assert automatic(graded[0], student) == FULL


@pytest.mark.parametrize("student", ["wrong", "untouched", "skips", "greedy", "no_json"])
def test_wrong_answers_get_nothing_whatever_is_tried(graded, student):
    assert {score for score, _ in automatic(graded[0], student).values()} == {0}


def test_an_exercise_is_not_lost_to_an_earlier_wrong_answer(graded):
    assert automatic(graded[0], "first_wrong") == {**FULL, "mean_light": (0, False)}


def test_what_passed_before_a_crash_stays(graded):
    marks = automatic(graded[0], "crashes")
    assert marks["mean_light"] == FULL["mean_light"]
    assert marks["expose"] == FULL["expose"]
    assert marks["darkest"][0] == 0


def test_student_code_finds_no_solution(graded):
    school, _ = graded
    nb = json.loads((school.autograded("reaches") / f"{LIGHT}.ipynb").read_text())
    (printed,) = [
        output["text"]
        for cell in nb["cells"]
        if cell["cell_type"] == "code" and "rglob" in "".join(cell["source"])
        for output in cell["outputs"]
    ]
    assert "".join(printed).strip() == "[]"


def test_nothing_of_the_course_lies_beside_a_students_work_and_no_hidden_case_in_it(graded):
    school, _ = graded
    for student in ("right_en", "active"):
        assert {path.name for path in school.autograded(student).iterdir()} == {f"{LIGHT}.ipynb"}
        assert "measures_other_sizes" not in (school.autograded(student) / f"{LIGHT}.ipynb").read_text()


def test_everyone_has_a_row_in_the_journal(graded):
    school, _ = graded
    for student in ("right_en", "no_json", "crashes"):
        (row,) = school.journal(student)
        assert row.attempt == 1


class Scripts(HTMLParser):
    """Finds what a browser would run, but for the page's own."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [name for name, _ in attrs if name.startswith("on")] + [tag] * (tag in {"svg", "iframe"})
        self.found += ["x"] if tag == "img" and dict(attrs).get("src") == "x" else []

    def handle_data(self, data):
        if self.get_starttag_text() == "<script>" and "alert(1)" in data and self.cdata_elem == "script":
            self.found.append(data)


def test_feedback_by_nbgrader_shows_what_was_written_and_runs_nothing_of_it(graded):
    school, _ = graded
    done = school.nbgrader("generate_feedback", LIGHT, "--student", "active")
    assert done.returncode == 0, done.stderr
    page = (school.root / f"feedback/active/{LIGHT}/{LIGHT}.html").read_text(encoding="utf-8")
    assert Scripts(page).found == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_unreadable_hand_in_has_a_feedback_page_with_the_reason(graded):
    school, _ = graded
    assert school.nbgrader("generate_feedback", LIGHT, "--student", "no_json").returncode == 0
    page = (school.root / f"feedback/no_json/{LIGHT}/{LIGHT}.html").read_text(encoding="utf-8")
    assert "The file is no notebook" in page
    assert "&lt;pre" not in page
