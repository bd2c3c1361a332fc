"""The gradebook: nbgrader's own database with an append-only journal beside it, and one writer.

`Gradebook` loads SQLAlchemy and nbgrader when it is first used; the rest is plain data.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from autograder.grading.gradebook.records import RecordError, from_json, to_json
from autograder.grading.gradebook.rows import CellStanding, Committed, GradebookError, JournalRow, Person, Planned, Standing

if TYPE_CHECKING:
    from autograder.grading.gradebook.book import STEPS, Gradebook

__all__ = [
    "STEPS",
    "CellStanding",
    "Committed",
    "Gradebook",
    "GradebookError",
    "JournalRow",
    "Person",
    "Planned",
    "RecordError",
    "Standing",
    "from_json",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name in ("Gradebook", "STEPS"):
        return getattr(import_module("autograder.grading.gradebook.book"), name)
    raise AttributeError(f"autograder.grading.gradebook has no {name!r}")
