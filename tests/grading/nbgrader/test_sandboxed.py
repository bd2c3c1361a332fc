"""Assignments that are no lessons: nbgrader's steps, the sandbox's kernel."""

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.grading.preprocessors.sandboxed import CUT, DropActive, ExecuteInSandbox, SandboxedManager


def executed(folder, *sources):
    nb = new_notebook(cells=[new_code_cell(source) for source in sources])
    nb, _ = ExecuteInSandbox(enabled=True, timeout=100).preprocess(nb, {"metadata": {"path": str(folder)}})
    return [cell.outputs for cell in nb.cells]


@pytest.mark.sandbox
def test_code_runs_with_the_files_beside_it_and_without_the_instructors_rights(tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("secret")
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "data.csv").write_text("1,2,3")
    read, reach, value = executed(
        folder, "print(open('data.csv').read())", f"import os; print(os.path.exists({str(secret)!r}), os.path.expanduser('~'))", "0.5"
    )
    assert read[0].text == "1,2,3\n"
    assert reach[0].text == "False /home/student\n"
    assert (value[0].output_type, value[0].data["text/plain"]) == ("execute_result", "0.5")


@pytest.mark.sandbox
def test_an_error_does_not_stop_the_cells_below_it(tmp_path):
    failed, after = executed(tmp_path, "1/0", "print('on')")
    assert failed[0].ename == "ZeroDivisionError"
    assert after[0].text == "on\n"


def said(text):
    return {"msg_type": "stream", "content": {"name": "stdout", "text": text}, "header": {"msg_type": "stream"}, "parent_header": {}}


def test_output_beyond_the_limit_is_left_out_and_said_so():
    execute, cell = ExecuteInSandbox(enabled=True), new_code_cell("")
    execute.reset_execution_trackers()
    execute.clear_before_next_output, execute._left = False, 200
    for text in ("a" * 50, "b" * 500, "c" * 5):
        execute.process_message(said(text), cell, 0)
    assert "".join(output.text for output in cell.outputs) == "a" * 50 + CUT


def test_only_text_and_pictures_stay_in_the_autograded_notebook():
    rich = new_output("execute_result", {"text/html": "<script>", "text/plain": "1.0"}, execution_count=1)
    cell = new_code_cell("", outputs=[rich])
    cell.attachments = {"x": {"image/svg+xml": "<svg/>"}}
    DropActive(enabled=True).preprocess_cell(cell, {}, 0)
    assert [output.data for output in cell.outputs] == [{"text/plain": "1.0"}]
    assert "attachments" not in cell


def test_the_notebooks_own_kernel_is_not_asked_for():
    manager = SandboxedManager(kernel_name="evil")
    assert manager.kernel_spec.argv[0] == "petals-sandbox"
    assert SimpleNamespace(**manager.kernel_spec.metadata["kernel_provisioner"]).provisioner_name == "petals-sandbox"
