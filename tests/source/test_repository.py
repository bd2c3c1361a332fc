"""The rules of the build, held against the lessons of this repository."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from autograder.source import lesson_names, lint, source_path

REPOSITORY = Path(__file__).parents[2]


def test_lint_finds_no_fault():
    assert [fault.describe(REPOSITORY) for fault in lint(REPOSITORY)] == []


@pytest.mark.parametrize("name", lesson_names(REPOSITORY))
def test_a_source_survives_being_opened_and_saved_as_a_notebook(name):
    import jupytext

    text = source_path(REPOSITORY, name).read_text(encoding="utf-8")
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata["jupytext"] = {"notebook_metadata_filter": "-all", "cell_metadata_filter": "all"}
    assert jupytext.writes(notebook, fmt="py:percent") == text


def test_saving_a_notebook_writes_no_paired_source():
    """Pairing would let JupyterLab overwrite a source with its English, solved notebook, and drop a .py beside each lesson."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert "formats" not in settings["tool"].get("jupytext", {})


@pytest.mark.parametrize(
    "path", ["submitted/a/01_perceptron/checks.py", "autograded/x", "feedback/x", "exchange/x", "gradebook.db", "_build/release/x"]
)
def test_students_work_is_never_committed(path):
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout: clone the repository to test what git ignores")
    assert subprocess.run(["git", "check-ignore", "-q", path], cwd=REPOSITORY, check=False).returncode == 0
