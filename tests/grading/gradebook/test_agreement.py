"""nbgrader finds in its tables what it would have written itself, and goes on from there."""

import json
import os
import subprocess
import sys

import nbformat
import pytest

from course_utils.checking import Text
from tests.grading.fixtures.making import LIGHT, hand_in
from tests.grading.gradebook.staging import WHEN, by_hand, grade_one, mark, open_book


def cells(theirs):
    """Every cell of a lesson as nbgrader keeps it, without row ids."""
    notebook = theirs.find_notebook(LIGHT, LIGHT)
    kinds = ("grade_cells", "solution_cells", "task_cells", "source_cells")
    rows = [
        (kind, {name: value for name, value in cell.to_dict().items() if name != "id"})
        for kind in kinds
        for cell in getattr(notebook, kind)
    ]
    return sorted(map(str, rows)), json.loads(notebook.kernelspec), theirs.find_assignment(LIGHT).course_id


def saved_by_nbgrader(school, language, monkeypatch):
    """What nbgrader's own SaveCells writes for a release."""
    import nbgrader.api
    from nbgrader.api import Gradebook as Theirs
    from nbgrader.preprocessors import SaveCells

    monkeypatch.setattr(nbgrader.api, "get_alembic_version", lambda: "not asked here")  # nbgrader starts a program for it
    url = f"sqlite:///{school.course / 'theirs.db'}"
    with Theirs(url, "perceptron-to-petals") as theirs:
        theirs.update_or_create_assignment(LIGHT)
    notebook = nbformat.reads(school.bundle.released[language].decode(), as_version=4)
    SaveCells().preprocess(notebook, {"nbgrader": {"notebook": LIGHT, "assignment": LIGHT, "db_url": url}})
    with Theirs(url, "perceptron-to-petals") as theirs:
        return cells(theirs)


def test_a_lesson_is_entered_as_nbgraders_save_cells_enters_it(school, monkeypatch):
    with open_book(school.course) as book:
        book.register(school.bundle)
    with by_hand(school.course) as theirs:
        assert cells(theirs) == saved_by_nbgrader(school, "en", monkeypatch)


def test_a_lesson_that_nbgrader_entered_is_left_as_it_is(school, monkeypatch):
    for language in ("en", "ko"):
        wanted = saved_by_nbgrader(school, language, monkeypatch)
        url = f"sqlite:///{school.course / 'theirs.db'}"
        with open_book(school.course, url) as book:
            book.register(school.bundle)
        with by_hand(school.course, url) as theirs:
            assert cells(theirs) == wanted
        (school.course / "theirs.db").unlink()


def test_tables_and_alembics_version_are_nbgraders_own(school):
    from nbgrader.api import Gradebook as Theirs
    from sqlalchemy import inspect, text

    described = []
    with open_book(school.course), Theirs(f"sqlite:///{school.course / 'theirs.db'}"):
        pass
    for name in ("gradebook.db", "theirs.db"):
        with Theirs(f"sqlite:///{school.course / name}") as theirs, theirs.engine.connect() as connection:
            tables = {table for table in inspect(connection).get_table_names() if not table.startswith(("petals_", "sqlite_"))}
            version = connection.execute(text("SELECT version_num FROM alembic_version")).all()
            columns = {table: [(one["name"], str(one["type"])) for one in inspect(connection).get_columns(table)] for table in tables}
            described.append((version, columns))
    assert described[0] == described[1]


def test_formgrader_lists_what_was_graded(school):
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    hand_in(school.course, "ana", LIGHT, school.good, WHEN)
    with open_book(school.course) as book:
        grade_one(book, school.bundle, school.good, 0.5)
    config = Config()
    config.CourseDirectory.root = str(school.course)
    config.CourseDirectory.course_id = "perceptron-to-petals"
    api = NbGraderAPI(CourseDirectory(config=config))
    assert api.get_autograded_students(LIGHT) == {"ana"}
    told = api.get_submission(LIGHT, "ana")
    assert (told["autograded"], told["score"], told["max_score"], told["needs_manual_grade"]) == (True, 5.0, 12.0, True)
    (notebook,) = api.get_notebook_submissions(LIGHT, LIGHT)
    assert (notebook["failed_tests"], notebook["student"]) == (True, "ana")


@pytest.mark.slow
def test_nbgraders_feedback_shows_scores_marks_and_reasons(school):
    reason = Text("this is no notebook", "노트북이 아닙니다")
    with open_book(school.course) as book:
        grade_one(book, school.bundle, school.good, 0.5, reasons={"expose": Text("out of memory", "메모리 부족")})
        grade_one(book, school.bundle, b"junk", student="zed", outcome="quarantined", reason=reason)
    mark(school.course, "manual-own_words", manual_score=1.5)
    environment = {name: value for name, value in os.environ.items() if name != "COURSE_ROOT"}
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", LIGHT]
    done = subprocess.run(command, cwd=school.course, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {name: (school.course / "feedback" / name / LIGHT / f"{LIGHT}.html").read_text(encoding="utf-8") for name in ("ana", "zed")}
    assert "Score: 6.5 / 12.0" in pages["ana"]
    assert "out of memory" in pages["ana"]
    assert "Score: 0.0 / 12.0" in pages["zed"]
    assert "this is no notebook" in pages["zed"]
