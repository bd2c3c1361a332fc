import shutil
from pathlib import Path

import pytest

from autograder.source import release

FIXTURES = Path(__file__).parent / "fixtures"
LESSON = "01_doubling"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A released course with one tiny lesson, and the working directory inside it."""
    root = tmp_path / "course"
    shutil.copytree(FIXTURES / "course", root)
    release(root)
    monkeypatch.chdir(root)
    monkeypatch.delenv("COURSE_ROOT", raising=False)
    return root


@pytest.fixture
def edit(course):
    """Replace a fragment of a file of the course, which must stand there."""

    def replace(relative, old, new, *, count=1):
        path = course / relative
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {relative}"
        path.write_text(text.replace(old, new, count), encoding="utf-8")

    return replace
