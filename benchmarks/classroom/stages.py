"""Seconds per stage of a submission: what the engine wrote into the journal, and what writing it costs."""

import shutil
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.classroom.graders import Course

SAMPLE = 20  # commits


def median_stages(course: Course) -> dict[str, float]:
    """Take the median of the stages of every student's last result; the first one's start waits for the server's.

    Parameters
    ----------
    course : Course

    Returns
    -------
    mapping of stage to float, seconds
    """
    results = [row.graded for row in _latest(course)]
    names = dict.fromkeys(name for graded in results for name in graded.stages)
    return {name: statistics.median(graded.stages.get(name, 0.0) for graded in results) for name in names}


def server_start(course: Course) -> float:
    """Say how much longer the slowest start took than the usual one.

    Parameters
    ----------
    course : Course

    Returns
    -------
    float, seconds
    """
    starts = [row.graded.stages.get("start", 0.0) for row in _latest(course)]
    return max(starts) - statistics.median(starts)


def kernels(course: Course) -> dict[str, int]:
    """Count in which kind of kernel submissions ran.

    Parameters
    ----------
    course : Course

    Returns
    -------
    mapping of kind to int
    """
    return dict(Counter(row.graded.kernel or row.graded.outcome for row in _latest(course)))


def lent(course: Course) -> set[str]:
    """Name what was examined with reference answers in place of earlier wrong ones.

    Parameters
    ----------
    course : Course

    Returns
    -------
    set of str
        "STUDENT CELL".
    """
    return {f"{row.student} {exercise.cell}" for row in _latest(course) for exercise in row.graded.exercises if exercise.lent}


def commit_seconds(course: Course) -> float:
    """Measure how long one result takes into the gradebook, in a copy of it.

    Parameters
    ----------
    course : Course

    Returns
    -------
    float, seconds
        Mean of up to twenty.
    """
    from autograder.grading.gradebook import Gradebook  # noqa: PLC0415 - nbgrader, two seconds
    from autograder.grading.intake import read_notebook  # noqa: PLC0415 - with it
    from autograder.grading.lessons import read_bundle  # noqa: PLC0415 - with it

    bundle, took = read_bundle(course.root, course.lesson), []
    with tempfile.TemporaryDirectory(prefix="petals-book-") as folder:
        copy = Path(folder)
        shutil.copy(course.root / "gradebook.db", copy)
        shutil.copy(course.root / "nbgrader_config.py", copy)
        with Gradebook(f"sqlite:///{copy}/gradebook.db", course=copy) as book:
            for row in _latest(course)[:SAMPLE]:
                place = Path(row.student, course.lesson, f"{course.lesson}.ipynb")
                submission = read_notebook(course.root / "submitted" / place, row.student, course.lesson)
                executed = course.root / "autograded" / place
                graded = replace(row.graded, notebook=executed.read_bytes() if executed.is_file() else b"")
                (planned,) = book.plan([submission], bundle, regrade=True)
                began = time.perf_counter()
                book.commit(graded, planned)
                took.append(time.perf_counter() - began)
    return statistics.fmean(took) if took else 0.0


def _latest(course: Course) -> list:  # type: ignore[type-arg]  # of JournalRow, whose room loads nbgrader
    from autograder.grading.gradebook import Gradebook  # noqa: PLC0415 - nbgrader, two seconds

    with Gradebook(f"sqlite:///{course.root}/gradebook.db", course=course.root) as book:
        return book.journal(course.lesson, latest=True)
