"""An assignment of the instructor's own, made in JupyterLab: nbgrader's rules, the sandbox's kernel, and nobody's trouble is another's."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.grading.fixtures.making import hand_in, light_course
from tests.grading.nbgrader.conftest import School

pytestmark = pytest.mark.sandbox
HOMEWORK = "homework"


def entry(grade_id, **flags):
    return {
        "nbgrader": {"grade": False, "solution": False, "locked": False, "task": False, "grade_id": grade_id, "schema_version": 3, **flags}
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    school = School(light_course(tmp_path_factory.mktemp("homework")))
    solution = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    cells = [
        new_code_cell(solution, metadata=entry("f", solution=True)),
        new_code_cell("assert f() == 1", metadata=entry("test-f", grade=True, locked=True, points=2)),
    ]
    folder = school.root / "solutions" / HOMEWORK
    folder.mkdir()
    nbformat.write(
        new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "p", "language": "python"}}),
        folder / f"{HOMEWORK}.ipynb",
    )
    made = school.nbgrader("generate_assignment", HOMEWORK)
    assert made.returncode == 0, made.stderr
    released = json.loads((school.root / f"_build/release/{HOMEWORK}/{HOMEWORK}.ipynb").read_text())
    for student, answer in {"good": "def f():\n    return 1", "wrong": "def f():\n    return 2"}.items():
        released["cells"][0]["source"] = answer
        hand_in(school.root, student, HOMEWORK, json.dumps(released).encode())
    released["cells"][1]["metadata"]["nbgrader"]["schema_version"] = 99
    hand_in(school.root, "a_future", HOMEWORK, json.dumps(released).encode())
    linked = hand_in(school.root, "a_linked", HOMEWORK, b"")
    linked.unlink()
    linked.symlink_to(folder / f"{HOMEWORK}.ipynb")
    return school, school.nbgrader("autograde", HOMEWORK)


def test_right_and_wrong_are_told_apart_by_nbgraders_own_rules(graded):
    school, done = graded
    assert school.marks("good", HOMEWORK) == {"f": (2.0, False)}, done.stderr
    assert school.marks("wrong", HOMEWORK) == {"f": (0.0, False)}


def test_one_that_cannot_be_graded_is_named_and_the_others_are_graded(graded):
    _, done = graded
    assert done.returncode == 1
    assert "a_future" in done.stderr.split("Not graded:")[1]
    assert "is a link or no plain file" in done.stderr


def test_a_link_to_the_solution_is_not_followed(graded):
    school, _ = graded
    assert not (school.autograded("a_linked", HOMEWORK) / f"{HOMEWORK}.ipynb").exists()
