"""Formgrader as an instructor meets it: the lesson is listed and graded, scores are shown, a grade is typed, feedback is made."""

import csv
import shlex

import pytest

from tests.browser.formgrading import HANDED_IN, LINKED, REFUSAL, Formgrader, lab, nothing_runs, run, taught
from tests.grading.fixtures.making import LIGHT

pytestmark = [pytest.mark.browser, pytest.mark.sandbox, pytest.mark.timeout(600)]

OPEN_QUESTION = "manual-own_words"
COMMENT = "Zero times anything is zero: well said."
SCORES = {"ana": "10 / 12", "bo": "0 / 12", "eve": "10 / 12", "lin": "0 / 12", "zed": "0 / 12"}


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A course graded by `petals grade`, and JupyterLab in it."""
    course = taught(tmp_path_factory.mktemp("graded"))
    said = run(course, "petals", "grade", LIGHT, "--jobs", "1")
    assert REFUSAL in said
    with lab(course) as where:
        yield course, where


@pytest.fixture
def graded(school, page):
    course, where = school
    formgrader = Formgrader(page, where)
    yield course, formgrader
    assert formgrader.strange == []


def test_the_lesson_is_listed_and_graded_from_formgrader_and_from_the_command_it_names(tmp_path, page):
    course = taught(tmp_path)
    with lab(course) as where:
        formgrader = Formgrader(page, where)
        frame = formgrader.from_the_menu()
        frame.get_by_role("link", name=LIGHT).wait_for()
        assert frame.locator(".num-submissions").all_inner_texts() == ["5"]
        assert "does not exist and could not be created" not in frame.locator("body").inner_text()
        formgrader.picture("assignments")

        formgrader.open(f"manage_submissions/{LIGHT}", "ungraded")
        assert page.locator(".status").all_inner_texts() == ["needs autograding"] * 5
        assert "10 of 12 points" in formgrader.press(formgrader.row("ana").locator(".autograde a"))
        assert REFUSAL in formgrader.press(formgrader.row("zed").locator(".autograde a"))

        page.locator(".panel-heading").first.click()
        everybody = page.locator("pre").inner_text()
        assert shlex.split(everybody)[-3:] == ["nbgrader", "autograde", LIGHT]
        assert "Skipping ana: graded already" in run(course, "bash", "-c", everybody)
        formgrader.open(f"manage_submissions/{LIGHT}", "graded_here")
        assert _standing(formgrader) == _wanted()
        assert formgrader.strange == []


def test_what_petals_graded_is_graded_in_formgrader_too(graded):
    _, formgrader = graded
    formgrader.open(f"manage_submissions/{LIGHT}", "submissions")
    standing = _standing(formgrader)
    assert standing.pop("ana") in {_wanted()["ana"], ("graded", "11.5 / 12")}  # a test below grades her by hand
    assert standing == {student: state for student, state in _wanted().items() if student != "ana"}
    assert set(formgrader.page.locator("td.timestamp").all_inner_texts()) == {f"{HANDED_IN:%Y-%m-%d %H:%M:%S} UTC"}


def test_scores_are_the_same_by_assignment_by_notebook_and_by_student(graded):
    _, formgrader = graded
    formgrader.open("gradebook", "by_assignment")
    (row,) = formgrader.rows()
    assert row.startswith(f"{LIGHT} None 5 ")
    formgrader.open(f"gradebook/{LIGHT}", "by_notebook")
    (row,) = formgrader.rows()
    assert row.startswith(LIGHT)
    assert " 4 / 10 " in row  # the mean of what code is worth
    formgrader.open(f"gradebook/{LIGHT}/{LIGHT}", "submissions_by_notebook")
    assert sorted(row.split(" / ")[1].split()[1] for row in formgrader.rows()) == ["0", "0", "0", "10", "10"]
    formgrader.open("manage_students", "students")
    for student in ("bo", "eve", "lin", "zed"):
        assert any(f" {student} None {SCORES[student]}" in row for row in formgrader.rows()), student
        formgrader.open(f"manage_students/{student}", f"assignments_of_{student}")
        assert formgrader.rows()[0].startswith(f"{LIGHT} {SCORES[student]} ")
        formgrader.open("manage_students", "students")


def test_a_submission_shows_automatic_comments_and_why_it_was_refused(graded):
    _, formgrader = graded
    formgrader.open_submission("bo", "submission_untouched")
    assert "Not attempted" in formgrader.page.locator("#notebook-container").first.inner_text()
    for student, reason in {"zed": REFUSAL, "lin": LINKED}.items():
        formgrader.open_submission(student, f"submission_refused_{student}")
        hints = formgrader.hints()
        assert len(hints) == 6
        assert all(reason in hint for hint in hints.values()), hints
        top = formgrader.page.locator("#notebook-container pre").first.inner_text()
        assert reason in " ".join(top.split())


def test_nothing_of_a_students_runs_in_the_instructors_browser(graded):
    course, formgrader = graded
    formgrader.open_submission("eve", "submission_active")
    nothing_runs(formgrader.page)
    feedback = course / f"feedback/eve/{LIGHT}/{LIGHT}.html"
    for name, command in {
        "nbgrader": ("nbgrader", "generate_feedback", LIGHT, "--student", "eve", "--force"),
        "petals": ("petals", "feedback", LIGHT, "--students", "eve"),
    }.items():
        feedback.unlink(missing_ok=True)
        said = run(course, *command)
        assert feedback.exists(), said
        formgrader.page.goto(feedback.as_uri())
        formgrader.picture(f"feedback_active_{name}")
        nothing_runs(formgrader.page)


def test_a_grade_typed_by_hand_survives_a_regrade_and_reaches_everyone(graded):
    course, formgrader = graded
    formgrader.open_submission("ana", "submission_before")
    formgrader.type_in(OPEN_QUESTION, "1.5")
    formgrader.type_in(f"{OPEN_QUESTION}-comment", COMMENT)
    formgrader.picture("submission_typed")

    assert "graded" in run(course, "petals", "grade", LIGHT, "--regrade", "--jobs", "1")
    formgrader.open_submission("ana", "submission_regraded")
    assert formgrader.page.locator(f"#{OPEN_QUESTION}").input_value() == "1.5"
    assert formgrader.page.locator(f"#{OPEN_QUESTION}-comment").input_value() == COMMENT
    formgrader.open(f"manage_submissions/{LIGHT}", "submissions_regraded")
    assert _standing(formgrader)["ana"] == ("graded", "11.5 / 12")

    assert "11.5" in run(course, "petals", "status", "--json", LIGHT)
    run(course, "petals", "export", "--to", "csv", "--out", "scores.csv")
    with (course / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        scores = {row["student"]: row for row in csv.DictReader(file)}
    assert "11.5" in scores["ana"].values()


def test_feedback_is_made_by_formgraders_button_and_by_petals_and_holds_the_comment(graded):
    course, formgrader = graded
    formgrader.open_submission("ana", "submission_for_feedback")
    formgrader.type_in(f"{OPEN_QUESTION}-comment", f"{COMMENT} Read twice.")
    page = course / f"feedback/ana/{LIGHT}/{LIGHT}.html"
    page.unlink(missing_ok=True)
    formgrader.open(f"manage_submissions/{LIGHT}", "before_feedback")
    assert "Successfully generated feedback" in formgrader.press(formgrader.row("ana").locator(".generate-feedback a"))
    assert "Read twice." in page.read_text(encoding="utf-8")
    page.unlink()
    formgrader.open("manage_assignments", "before_feedback_for_all")
    assert "Successfully generated feedback" in formgrader.press(formgrader.page.locator(".generate-feedback a"))
    assert {path.parts[-3] for path in course.glob("feedback/*/*/*.html")} == SCORES.keys()
    assert "Read twice." in page.read_text(encoding="utf-8")
    run(course, "petals", "feedback", LIGHT)
    assert "Read twice." in page.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page.read_text(encoding="utf-8")


def _standing(formgrader):
    """Status and score of every student, as Manage Submissions has them."""
    found = {}
    for student in SCORES:
        row = formgrader.row(student)
        found[student] = (row.locator(".status").inner_text(), row.locator(".score").inner_text())
    return found


def _wanted():
    state = {"ana": "needs manual grading", "bo": "graded", "eve": "needs manual grading", "lin": "graded", "zed": "graded"}
    return {student: (state[student], score) for student, score in SCORES.items()}
