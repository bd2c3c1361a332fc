"""nbgrader's own commands, from a shell, in a copy of the course: release, grade and give feedback."""

import re

import nbformat
import pytest

from autograder.source import build, read_source, to_text

FORGED = "from course_utils.checking import *\n"
GRADING = pytest.mark.sandbox
SHARED = re.compile(r" · \[[^\]]*\]\(\.\./formulas\.html\)")


def handed_out(path):
    """A released notebook as nbgrader hands it out: alone, so without the way to what all lessons share."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = SHARED.sub("", cell.source)
    return notebook


@pytest.fixture(scope="module")
def released(school):
    school.nbgrader("generate_assignment", school.lesson)
    return school


@pytest.fixture(scope="module")
def graded(released):
    """Submissions in both languages, solved and untouched, and one whose checks.py was tampered with: all graded in one run."""
    source = read_source(released.root / "solutions" / released.lesson / f"{released.lesson}.py")
    for language in ("en", "ko"):
        released.submit(f"solved_{language}", to_text(build(source, language, solved=True)))
        released.submit(f"untouched_{language}", to_text(build(source, language, solved=False)))
    released.submit("forger", to_text(build(source, "en", solved=False)), checks=FORGED)
    released.nbgrader("autograde", released.lesson)
    return released


@pytest.fixture
def marks(graded):
    """The grades of a student by cell, from the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{graded.root}/gradebook.db") as gradebook:
        yield lambda student: {grade.name: grade for grade in gradebook.find_submission(graded.lesson, student).notebooks[0].grades}


def test_generate_assignment_gives_the_cells_petals_release_gives(released):
    mine = handed_out(released.root / f"lessons/en/{released.lesson}/{released.lesson}.ipynb")
    theirs = nbformat.read(released.root / f"_build/release/{released.lesson}/{released.lesson}.ipynb", as_version=4)
    assert theirs == mine


def test_a_release_holds_what_students_need_and_nothing_else(released):
    names = {path.name for path in (released.root / "_build/release" / released.lesson).iterdir()}
    assert {f"{released.lesson}.ipynb", "checks.py", "stubs.json", "summary.html"} <= names
    assert not {"hidden.py", "targets.toml", f"{released.lesson}.py"} & names


def test_the_language_of_a_release_follows_the_environment(released):
    released.nbgrader("generate_assignment", released.lesson, "--force", COURSE_LANGUAGE="ko")
    try:
        mine = handed_out(released.root / f"lessons/ko/{released.lesson}/{released.lesson}.ipynb")
        theirs = nbformat.read(released.root / f"_build/release/{released.lesson}/{released.lesson}.ipynb", as_version=4)
        assert theirs == mine
    finally:
        released.nbgrader("generate_assignment", released.lesson, "--force")


def test_release_assignment_reaches_the_exchange(released):
    released.nbgrader("release_assignment", released.lesson)
    outbound = released.root / "exchange/perceptron-to-petals/outbound" / released.lesson
    assert (outbound / f"{released.lesson}.ipynb").is_file()
    assert not (outbound / "hidden.py").exists()


@GRADING
@pytest.mark.parametrize("student", ["solved_en", "solved_ko"])
def test_a_solved_notebook_gets_full_automatic_marks_in_either_language(marks, student):
    for name, grade in marks(student).items():
        if name.startswith("manual-"):
            assert grade.needs_manual_grade, name
        else:
            assert (grade.auto_score, grade.needs_manual_grade) == (grade.max_score, False), name


@GRADING
@pytest.mark.parametrize("student", ["untouched_en", "untouched_ko", "forger"])
def test_an_untouched_release_gets_nothing(marks, student):
    assert marks(student)
    for name, grade in marks(student).items():
        assert (grade.auto_score, grade.needs_manual_grade) == (0, False), name


@GRADING
def test_an_untouched_release_runs_to_its_end_without_an_error(graded):
    for language in ("en", "ko"):
        path = graded.root / f"autograded/untouched_{language}/{graded.lesson}/{graded.lesson}.ipynb"
        outputs = [output for cell in nbformat.read(path, as_version=4).cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]


@GRADING
def test_grading_puts_nothing_beside_a_students_work(graded):
    for student in ("solved_en", "forger"):
        assert {path.name for path in (graded.root / "autograded" / student / graded.lesson).iterdir()} == {f"{graded.lesson}.ipynb"}


@GRADING
def test_grading_leaves_the_instructors_progress_alone(graded):
    assert not (graded.root / "progress.json").exists()


@GRADING
def test_feedback_is_written_for_every_student(graded):
    graded.nbgrader("generate_feedback", graded.lesson)
    pages = {path.parent.parent.name: path.read_text(encoding="utf-8") for path in graded.root.glob(f"feedback/*/{graded.lesson}/*.html")}
    assert set(pages) == {"solved_en", "solved_ko", "untouched_en", "untouched_ko", "forger"}
    assert all("check-" in page for page in pages.values())


@GRADING
def test_formgraders_own_interface_sees_the_assignment(graded):
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    course = CourseDirectory(root=str(graded.root), source_directory="solutions", release_directory="_build/release")
    (assignment,) = NbGraderAPI(course).get_assignments()
    assert (assignment["name"], assignment["num_submissions"]) == (graded.lesson, 5)
    assert assignment["max_score"] > 0
