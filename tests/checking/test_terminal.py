"""The same calls in a terminal and in a script: cards as text."""

import os
import subprocess
import sys

import pytest

from course_utils.checking.session import NoLesson, begin, course_root, find_folder
from course_utils.checking.titles import known_lessons, lesson_title


def _python(lesson_folder, progress_path, code, *options):
    environment = {**os.environ, "COURSE_PROGRESS": str(progress_path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *options]
    done = subprocess.run(
        command, input=code, cwd=lesson_folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout, done.stderr


CODE = 'from course_utils import check, lesson\nlesson("01_small", language="{}")\ndef step(z): return 0\n\ncheck("step")\n'


def test_a_script_prints_the_text_card(lesson_folder, progress_path):
    out, err = _python(lesson_folder, progress_path, CODE.format("en"), "-")
    assert not err
    assert out.count("◐ Partly there  step  (1.5 of 2 points)") == 1
    assert "1 of 2 cases pass. `step(0.5)` should be 1, but is 0." in out
    assert "<" not in out


def test_pythons_prompt_shows_the_card_once_as_the_value(lesson_folder, progress_path):
    out, _ = _python(lesson_folder, progress_path, CODE.format("ko"), "-i", "-q")
    assert out.count("◐ 일부만 통과했습니다  step  (2점 중 1.5점)") == 1
    assert "hint(" in out


def test_a_lesson_is_found_here_then_in_lessons_then_in_solutions(lesson_folder, tmp_path, monkeypatch):
    released = tmp_path / "lessons" / "ko" / "01_small"
    released.mkdir(parents=True)
    (released / "checks.py").write_text("", encoding="utf-8")
    monkeypatch.delenv("COURSE_ROOT", raising=False)
    monkeypatch.chdir(released)
    assert find_folder("01_small", "ko") == released
    monkeypatch.chdir(tmp_path / "lessons")
    assert course_root() == tmp_path
    assert find_folder("01_small", "ko") == released
    assert find_folder("01_small", "en") == lesson_folder
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir("/")
    with pytest.raises(NoLesson, match="COURSE_ROOT"):
        find_folder("01_small", "en")
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    assert find_folder("01_small", "en") == lesson_folder
    assert known_lessons("en") == ["01_small"]


def test_an_unknown_language_is_refused():
    with pytest.raises(NoLesson, match="en, ko"):
        begin("01_small", language="de", profile="quick", source="auto", seed=0)


def test_a_title_is_the_notebooks_first_heading(lesson_folder, monkeypatch):
    monkeypatch.chdir(lesson_folder)
    assert lesson_title("01_small", "en", lesson_folder / "nowhere") == "01 small"
    notebook = (
        '{"cells": [{"cell_type": "code", "source": "# no"}, {"cell_type": "markdown", "source": ["intro\\n", "# 01 · *Small* `net`\\n"]}]}'
    )
    (lesson_folder / "01_small.ipynb").write_text(notebook, encoding="utf-8")
    assert lesson_title("01_small", "en", lesson_folder) == "01 · Small net"
