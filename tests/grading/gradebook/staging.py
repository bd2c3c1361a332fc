"""Results without an engine: a class, its hand-ins, and what an examiner might have made of them."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from autograder.grading.gradebook import Gradebook
from autograder.grading.gradebook.lessons import cells_in
from autograder.grading.lessons import read_bundle
from autograder.grading.results import ExerciseResult, Graded, Submission
from course_utils.checking import Case, Score
from tests.grading.fixtures.making import LIGHT

WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def open_book(course, url="", **more):
    return Gradebook(url or f"sqlite:///{course / 'gradebook.db'}", course=course, **more)


def bundle_of(course):
    return read_bundle(course, LIGHT)


def submission(notebook, student="ana", when=WHEN):
    return Submission(student, LIGHT, notebook, when)


def made(planned, bundle, share=1.0, *, language="en", reasons=(), outcome="graded", reason=None, executed=None):
    """A result with this share of the points of every exercise that is not graded by hand."""
    results = []
    for cell in cells_in(bundle, language):
        if cell.points is None:
            continue
        exercise = cell.name.split("-", 1)[1]
        status = "needs_staff" if cell.manual else "passed" if share == 1 else "partial" if share else "failed"
        earned = 0.0 if cell.manual else round(cell.points * share, 2)
        score = Score(exercise, status, 0.0 if cell.manual else share, cell.points, earned, (Case("c", "passed" if share else "failed"),))
        results.append(ExerciseResult(cell.name, score, reason=dict(reasons).get(exercise)))
    handed_in = planned.submission
    return Graded(
        handed_in.student,
        handed_in.lesson,
        outcome,
        planned.attempt,
        reason=reason,
        language=language,
        exercises=tuple(results) if outcome == "graded" else (),
        notebook=handed_in.notebook if executed is None and outcome == "graded" else executed or b"",
    )


def grade_one(book, bundle, notebook, share=1.0, *, student="ana", when=WHEN, regrade=False, **more):
    (planned,) = book.plan([submission(notebook, student, when)], bundle, regrade=regrade)
    return book.commit(made(planned, bundle, share, **more), planned)


def everything(book, *, journal=True):
    """All that a gradebook says, without what differs between two equal runs: row ids, moments."""
    from sqlalchemy import text

    tables = [
        "student",
        "submitted_assignment",
        "submitted_notebook",
        "grade",
        "comment",
        "base_cell",
        "source_cell",
        "notebook",
        "assignment",
    ]
    with book._engine.connect() as connection:
        counts = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in tables}
    rows = [replace(row, number=0, at=WHEN) for row in book.journal()] if journal else []
    standings = book.standings()
    files = {stands.person.student: book.place_of(stands.person.student, stands.lesson).read_bytes() for stands in standings}
    beside = [path.name for stands in standings for path in book.place_of(stands.person.student, stands.lesson).parent.iterdir()]
    return counts, rows, standings, files, sorted(beside)


@contextmanager
def by_hand(course, url=""):
    """nbgrader's own gradebook, as formgrader uses it; what is changed is committed at the end."""
    from nbgrader.api import Gradebook as Theirs

    with Theirs(url or f"sqlite:///{course / 'gradebook.db'}", "perceptron-to-petals") as theirs:
        yield theirs
        theirs.db.commit()


def mark(course, cell, url="", *, student="ana", **fields):
    """Grade a cell by hand as formgrader does."""
    with by_hand(course, url) as theirs:
        grade = theirs.find_grade(cell, LIGHT, LIGHT, student)
        for name, value in {"needs_manual_grade": False, **fields}.items():
            setattr(grade, name, value)


def cell_of(book, cell, student="ana"):
    (stands,) = book.standings(LIGHT, student)
    return next(one for one in stands.cells if one.cell == cell)


def edited(bundle, change):
    """Another version of a lesson: `change` is called with the cells of each release."""
    released = {}
    for language, content in bundle.released.items():
        notebook = json.loads(content)
        change(notebook["cells"])
        released[language] = json.dumps(notebook, ensure_ascii=False).encode()
    return replace(bundle, released=released)


def named(cells, name):
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)
