"""`petals status` and `petals export`, as they are typed."""

import csv
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from autograder.cli import main
from course_utils.checking import Text
from tests.grading.fixtures.making import LIGHT, hand_in
from tests.grading.gradebook.staging import WHEN, by_hand, grade_one, open_book


@pytest.fixture
def petals(school, url, monkeypatch):
    """Run `petals` in the course; its result."""
    monkeypatch.chdir(school.course)
    monkeypatch.delenv("COURSE_ROOT", raising=False)

    def run(*arguments):
        return CliRunner().invoke(main, [*arguments, *(["--db", url] if url else [])])

    return run


@pytest.fixture
def a_class(school, url):
    """Six students, each in another state."""
    with open_book(school.course, url) as book:
        book.register(school.bundle)
        with by_hand(school.course, url) as theirs:
            theirs.update_or_create_assignment(LIGHT, duedate=str(WHEN.replace(tzinfo=None)))
            theirs.add_student("absent", first_name="No", last_name="Body")
        grade_one(book, school.bundle, school.good, 1, student="ana")
        grade_one(book, school.bundle, school.blank, 0, student="bo", when=WHEN + timedelta(hours=1))
        grade_one(book, school.bundle, school.good, 0, student="=cmd")
        grade_one(book, school.bundle, school.good, 0.5, student="=cmd", regrade=True)
        quarantined = Text("not a\x1b[2J notebook", "노트북이 아닙니다")
        grade_one(book, school.bundle, b"junk", student="zed", outcome="quarantined", reason=quarantined)
        lost = Text("the worker was lost twice", "작업 프로세스가 두 번 사라졌습니다")
        grade_one(book, school.bundle, school.good, student="lou", outcome="needs_staff", reason=lost)
    hand_in(school.course, "new", LIGHT, school.good)


def test_status_counts_every_state(petals, a_class):
    shown = petals("status", "--json")
    assert shown.exit_code == 0, shown.output
    (lesson,) = json.loads(shown.stdout)
    students = {student["student"]: student for student in lesson.pop("students")}
    assert lesson == {
        "lesson": LIGHT, "max_score": 12.0, "submitted": 6, "graded": 3, "waiting": 1, "quarantined": 1, "needs_staff": 1,
        "needs_manual_grade": 3, "late": 1, "mean": 3.75,
    }  # fmt: skip
    assert students["new"]["outcome"] == "waiting"
    assert students["bo"]["late"]
    assert students["=cmd"]["attempts"] == 1
    assert students["zed"]["reason"] == "not a\x1b[2J notebook"


def test_status_is_a_table_without_anything_that_moves_a_terminal(petals, a_class):
    shown = petals("status", LIGHT, "--students")
    assert shown.exit_code == 0
    assert "3.75 of 12" in shown.stdout
    assert "not a\ufffd[2J notebook" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert "run `petals grade`" in shown.stdout


def test_status_of_an_empty_course_is_no_error(petals):
    shown = petals("status")
    assert shown.exit_code == 0


def test_status_of_a_lesson_that_nobody_knows_is_one(petals):
    shown = petals("status", "99_none")
    assert shown.exit_code == 1
    assert "neither in the gradebook nor handed in: 99_none" in shown.output


@pytest.mark.parametrize("layout", ["csv", "canvas", "moodle"])
def test_export_writes_everybody(petals, a_class, school, layout):
    done = petals("export", "--to", layout, "--out", "out.csv", LIGHT)
    assert done.exit_code == 0, done.output
    assert "out.csv: 6 students, read back and compared" in done.output
    with (school.course / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    who = {"csv": "student", "canvas": "SIS Login ID", "moodle": "username"}[layout]
    scores = {row[who]: row[LIGHT] for row in rows if row[who]}
    nothing = "-" if layout == "moodle" else ""
    assert scores == {"ana": "10", "bo": "0", "'=cmd": "5", "zed": "0", "lou": "0", "absent": nothing}


def test_export_of_a_lesson_that_is_not_there_writes_nothing(petals, a_class, school):
    done = petals("export", "--to", "csv", "--out", "out.csv", "99_none")
    assert done.exit_code == 1
    assert "not in the gradebook: 99_none. It has 01_light." in done.output
    assert not (school.course / "out.csv").exists()


def test_a_database_that_cannot_be_opened_is_a_clear_error(school, monkeypatch, no_waiting):
    monkeypatch.chdir(school.course)
    done = CliRunner().invoke(main, ["status", "--db", f"sqlite:///{school.course}/none/gradebook.db"])
    assert done.exit_code == 1
    assert "unable to open database file" in done.output


def test_help_loads_no_database():
    import subprocess
    import sys

    script = "import sys; from autograder.grading.gradebook import commands; print('sqlalchemy' in sys.modules, 'nbgrader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False False\n"
