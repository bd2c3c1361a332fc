"""What is shown while a run goes on."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from autograder.headless import progress
from autograder.headless.execute import Position, Task
from autograder.headless.results import CheckScore, Execution, Failure, Settings

TASK = Task("01_perceptron", 0, Settings(), Path(), Path())


def test_without_a_terminal_there_are_plain_lines(capsys):
    with progress.choose_display() as display:
        display.started(TASK)
        display.reached(TASK, Position(3, 9, 1))
        display.finished(TASK, Execution("01_perceptron", 0, "completed", seconds=12.34))
    assert capsys.readouterr().out == "01_perceptron: started\n01_perceptron: ran in 12.3 s\n"


def test_a_long_notebook_gives_a_line_now_and_then(capsys, monkeypatch):
    monkeypatch.setattr(progress, "REMIND_EVERY", 0)
    display = progress.Lines()
    display.started(TASK)
    display.reached(TASK, Position(3, 9, 1))
    assert "01_perceptron: cell 3 of 9, " in capsys.readouterr().out


def test_a_terminal_shows_the_cell_and_the_end_and_gives_the_cursor_back():
    screen = io.StringIO()
    with progress.Bars(Console(file=screen, force_terminal=True, width=100)) as display:
        display.started(TASK)
        display.reached(TASK, Position(3, 9, 1))
        display._progress.refresh()
        display.note("a [line] above")
        display.finished(TASK, Execution("01_perceptron", 0, "completed", seconds=12.34))
    assert "cell 3 of 9" in screen.getvalue()
    assert "a [line] above" in screen.getvalue()
    assert "ran in 12.3 s" in screen.getvalue()
    assert "\x1b[?25h" in screen.getvalue()


@pytest.mark.parametrize(
    ("execution", "words"),
    [
        (Execution("a", 0, "completed", seconds=1, checks=(CheckScore("step", 1, 2),)), "ran in 1.0 s, 1 below full marks"),
        (
            Execution("a", 0, "raised", seconds=2, failure=Failure("ValueError: no", "code-002")),
            "stopped in cell code-002 after 2.0 s: ValueError: no",
        ),
        (Execution("a", 0, "interrupted", seconds=3), "interrupted after 3.0 s"),
    ],
)
def test_each_ending_has_its_words(execution, words):
    assert progress.ending(execution) == words


def test_a_run_loads_the_slow_packages_only_in_its_workers():
    import subprocess
    import sys

    script = "import sys, autograder.headless.run, autograder.headless.commands; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert not {"papermill", "nbclient", "jupyter_client", "IPython", "nbformat", "matplotlib", "tensorflow"} & set(loaded)
