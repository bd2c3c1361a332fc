"""What a lesson calls, in a real kernel as in JupyterLab."""

import json

import pytest

from course_utils.checking import RECORD_MIME, progress_file

IMPORTS = "from course_utils import after, check, hint, lesson, predict, progress, quiz, record, reset, solution"
RIGHT = "def step(z): return 1 if z > 0 else 0"


class Notebook:
    """Runs cells in a kernel and keeps what they showed."""

    def __init__(self, client):
        self.client = client
        self.last = None

    def run(self, code):
        shown = []
        self.last = self.client.execute_interactive(code, timeout=60, output_hook=shown.append)["content"]
        return [(message["msg_type"], message["content"]) for message in shown if message["msg_type"] not in {"status", "execute_input"}]

    def cards(self, code):
        """The HTML of what a cell shows, without changes to earlier outputs."""
        shown = self.run(code)
        assert all(kind in {"display_data", "execute_result", "update_display_data"} for kind, _ in shown), shown
        return [content["data"]["text/html"] for kind, content in shown if kind != "update_display_data"]


@pytest.fixture(scope="module")
def kernel():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def notebook(kernel, lesson_folder, progress_path):
    (lesson_folder / "stubs.json").write_text(json.dumps({"step": "def step(z):\n    raise NotImplementedError"}), encoding="utf-8")
    (lesson_folder / "01_small.py").write_text(
        '# %% answer="step"\ndef step(z):\n    ### BEGIN SOLUTION\n    return int(z > 0)\n    ### END SOLUTION\n\n# %%\ncheck("step")\n',
        encoding="utf-8",
    )
    found = Notebook(kernel)
    found.run("%reset -f\nimport os, sys\nfor name in [n for n in sys.modules if n.startswith('course_utils')]: del sys.modules[name]")
    found.run(f"os.environ.pop('COURSE_ROOT', None); os.environ['COURSE_PROGRESS'] = {str(progress_path)!r}")
    found.run(f"os.chdir({str(lesson_folder)!r})\n{IMPORTS}")
    return found


def opened(notebook, language="en"):
    return notebook.cards(f'lesson("01_small", language="{language}")')


def test_a_lesson_shows_its_header_with_a_progress_bar(notebook):
    [header] = opened(notebook)
    assert 'role="progressbar"' in header
    assert "0 of 2 exercises passed" in header


def test_a_check_is_a_cells_value_whose_text_is_the_points(notebook):
    opened(notebook)
    notebook.run("def step(z): return 0")
    [result] = [content for kind, content in notebook.run('check("step")') if kind == "execute_result"]
    assert result["data"]["text/plain"] == "1.5"
    assert "Partly there" in result["data"]["text/html"]


def test_an_untouched_exercise_earns_a_zero_that_nbgrader_can_read(notebook):
    opened(notebook)
    [result] = [content for kind, content in notebook.run('check("step")') if kind == "execute_result"]
    assert result["data"]["text/plain"] == "0"


def test_the_header_moves_when_an_exercise_passes(notebook):
    opened(notebook, "ko")
    notebook.run(RIGHT)
    [update] = [content for kind, content in notebook.run('check("step")') if kind == "update_display_data"]
    assert "문제 2개 중 1개 통과" in update["data"]["text/html"]
    assert update["transient"]["display_id"] == "petals-header-01_small"


def test_nothing_that_runs_in_a_check_reaches_the_notebook(notebook):
    opened(notebook)
    notebook.run(
        "import ctypes, logging, os, sys, warnings\nlogging.basicConfig()\nkept = sys.stderr\n"
        "def step(z):\n    print('to stdout'); print('to stderr', file=sys.stderr); print('to a kept stream', file=kept)\n"
        "    logging.warning('a log'); warnings.warn('a warning'); os.write(2, b'below Python\\n'); os.system('echo from a child >&2')\n"
        "    return int(z > 0)"
    )
    [card] = notebook.cards('check("step")')
    for words in ("to stdout", "to stderr", "to a kept stream", "a log", "a warning", "below Python", "from a child"):
        assert words in card
    assert [content["text"] for kind, content in notebook.run("print('after')\nprint('and err', file=sys.stderr)")] == [
        "after\n",
        "and err\n",
    ]


def test_hints_come_one_by_one_and_by_number(notebook, progress_path):
    opened(notebook)
    cards = [notebook.cards('hint("step")')[0] for _ in range(3)] + notebook.cards('hint("step", 1)')
    assert ["Hint 1 of 2" in cards[0], "Hint 2 of 2" in cards[1], "Hint 2 of 2" in cards[2], "Hint 1 of 2" in cards[3]] == [True] * 4
    assert progress_file.read(progress_path)["lessons"]["01_small"]["exercises"]["step"]["hints"] == 2


def test_the_solution_opens_after_an_attempt(notebook):
    opened(notebook)
    assert "after you have tried" in notebook.cards('solution("step")')[0]
    notebook.run('check("step")')
    assert "after you have tried" in notebook.cards('solution("step")')[0], "an untouched stub is no attempt"
    notebook.run("def step(z): return 0")
    notebook.run('check("step")')
    [card] = notebook.cards('solution("step")')
    assert "def step(z):\n    return int(z &gt; 0)" in card
    assert "keeps one bit" in card


def test_a_reset_puts_the_stub_into_a_new_cell_and_forgets_the_exercise(notebook, progress_path):
    opened(notebook)
    notebook.run(RIGHT)
    notebook.run('check("step")')
    notebook.run('reset("step")')
    [payload] = notebook.last["payload"]
    assert payload["source"] == "set_next_input"
    assert payload["text"].startswith("def step(z):")
    assert progress_file.read(progress_path)["lessons"]["01_small"]["exercises"]["step"] == {}


def test_progress_lists_every_lesson_known(notebook, lesson_folder):
    opened(notebook)
    other = lesson_folder.parent / "02_other"
    other.mkdir()
    (other / "checks.py").write_text("", encoding="utf-8")
    [card] = notebook.cards("progress()")
    assert "01 small" in card
    assert "02 other" in card
    assert "not opened yet" in card


def test_a_quiz_explains_every_choice_without_a_kernel(notebook):
    opened(notebook)
    [card] = notebook.cards('quiz("why")')
    assert card.count("<details") == 2
    assert "Right. Yes." in card
    assert "Not this one. There is one." in card
    assert "Why &lt;b&gt;?" in card


def test_a_prediction_is_asked_for_kept_and_shown_beside_the_outcome(notebook, progress_path):
    opened(notebook)
    [asked] = notebook.cards('ran = []\npredict("width", ..., outcome=lambda: ran.append(1))')
    assert "What do you expect?" in asked
    assert notebook.run("print(ran)")[0][1]["text"] == "[]\n"
    [card] = notebook.cards('predict("width", 24, outcome=lambda: 25)')
    assert card.index(">24<") < card.index(">25<")
    assert progress_file.read(progress_path)["lessons"]["01_small"]["predictions"]["width"]["value"] == "24"


def test_a_picture_waits_for_its_exercises(notebook):
    opened(notebook)
    picture = "@after({})\ndef picture():\n    return 42"
    [card] = notebook.cards(picture.format('"step", "width"'))
    assert "<code" in card
    assert "width" in card
    assert notebook.run("print(picture)")[0][1]["text"] == "None\n"
    notebook.run(RIGHT)
    assert notebook.cards(picture.format('"step"')) == []
    assert notebook.run("print(picture)")[0][1]["text"] == "42\n"


def test_a_picture_that_needs_another_unwritten_answer_waits_too(notebook):
    opened(notebook)
    notebook.run(RIGHT + "\ndef other(): raise NotImplementedError")
    assert "This appears when" in notebook.cards('@after("step")\ndef picture(): return other()')[0]


def test_what_a_picture_returns_is_shown_if_it_can_show_itself(notebook):
    opened(notebook)
    notebook.run(RIGHT + "\nfrom IPython.display import HTML")
    assert notebook.cards('@after("step")\ndef picture(): return HTML("<b>seen</b>")') == ["<b>seen</b>"]


def test_a_record_is_a_number_under_its_name(notebook):
    [(kind, content)] = notebook.run('import numpy as np\nrecord("accuracy", np.float32(0.5))')
    assert kind == "display_data"
    assert content["data"] == {RECORD_MIME: {"name": "accuracy", "value": 0.5}, "text/plain": "accuracy = 0.5"}
    [(kind, content)] = notebook.run('record("accuracy", [1, 2])')
    assert kind == "error"


def test_calls_before_the_lesson_say_what_to_run(notebook):
    assert "No lesson is open" in notebook.cards('check("step")')[0]
    assert "No lesson is open" in notebook.cards('hint("step")')[0]
    assert "No lesson is open" in notebook.cards('quiz("why")')[0]
    assert "No lesson is open" in notebook.cards('@after("step")\ndef picture(): pass')[0]


def test_an_unknown_exercise_is_answered_with_those_there_are(notebook):
    opened(notebook)
    assert "open_question" in notebook.cards('check("stepp")')[0]


def test_progress_that_cannot_be_saved_is_said_and_nothing_breaks(notebook, tmp_path):
    (tmp_path / "blocker").write_text("", encoding="utf-8")
    notebook.run(f"os.environ['COURSE_PROGRESS'] = {str(tmp_path / 'blocker' / 'progress.json')!r}")
    assert "could not be saved" in opened(notebook)[0]
    notebook.run("def step(z): return 0")
    assert "could not be saved" in notebook.cards('check("step")')[0]
    assert "def step" in notebook.cards('solution("step")')[0]


def test_an_interrupted_check_leaves_the_notebook_able_to_print(notebook):
    opened(notebook)
    notebook.run("def step(z): raise KeyboardInterrupt")
    assert notebook.run('check("step")')[-1][0] == "error"
    assert notebook.run("print('still here')")[0][1]["text"] == "still here\n"
