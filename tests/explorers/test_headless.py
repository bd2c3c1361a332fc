"""Explorers in a headless run: no browser, no waiting, a picture in the saved notebook, and a fault fails the cell."""

import nbformat
import papermill
import pytest

MAKE = "from course_utils import explore_perceptron\nexplorer = explore_perceptron('OR', language='en')\nexplorer"


def executed(folder, *cells: str):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "in.ipynb")
    return papermill.execute_notebook(str(folder / "in.ipynb"), str(folder / "out.ipynb"), progress_bar=False)


def test_papermill_keeps_the_picture_and_goes_on(tmp_path):
    done = executed(tmp_path, MAKE, "explorer.weights = [1, 1]; explorer.bias = -0.5; explorer.correct")
    data = done.cells[0].outputs[0]["data"]
    assert {"image/png", "text/plain", "application/vnd.jupyter.widget-view+json"} <= set(data)
    assert [output["data"]["text/plain"] for output in done.cells[1].outputs] == ["4"]
    assert all(output["output_type"] != "stream" for cell in done.cells for output in cell.outputs)


def test_an_explorer_that_fails_fails_its_cell(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError, match="two finite weights"):
        executed(tmp_path, MAKE.replace("'OR'", "'OR', weights=[1]"))
