"""Results without an engine: a class, its hand-ins, and what an examiner might have made of them."""

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


def made(planned, bundle, share=1.0, *, language="en", reasons=(), outcome="graded", reason=None, notebook=None):
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
        notebook=handed_in.notebook if notebook is None and outcome == "graded" else notebook or b"",
    )


def grade_one(book, bundle, notebook, share=1.0, *, student="ana", when=WHEN, regrade=False, **more):
    (planned,) = book.plan([submission(notebook, student, when)], bundle, regrade=regrade)
    return book.commit(made(planned, bundle, share, **more), planned)
