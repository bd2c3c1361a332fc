"""Assignments that instructors make in JupyterLab, without a lesson source, pass the same steps."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.source.preprocessors import ReadSource, WriteStubs


@pytest.fixture
def resources(tmp_path):
    return {"metadata": {"path": str(tmp_path)}, "nbgrader": {"notebook": "homework"}}


def graded(*, solution):
    return {"nbgrader": {"solution": solution, "grade": not solution, "grade_id": "a", "locked": False, "schema_version": 3}}


def test_a_notebook_without_a_source_is_left_alone(resources):
    notebook = new_notebook(cells=[new_code_cell("a = 1")])
    assert ReadSource().preprocess(notebook, resources) == (notebook, resources)
    assert "outputs" not in resources


def test_its_solutions_become_stubs_and_other_cells_stay(resources):
    cells = [
        new_code_cell("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION", metadata=graded(solution=True)),
        new_markdown_cell("My answer.", metadata=graded(solution=True)),
        new_code_cell("assert f() == 1", metadata=graded(solution=False)),
        new_code_cell("b = 2"),
    ]
    notebook, _ = WriteStubs(enabled=True).preprocess(new_notebook(cells=cells), resources)
    assert [cell.source for cell in notebook.cells] == [
        "def f():\n    raise NotImplementedError  # YOUR CODE HERE",
        "✎",
        "assert f() == 1",
        "b = 2",
    ]
