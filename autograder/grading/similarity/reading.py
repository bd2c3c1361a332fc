"""Reads what to compare: of each hand-in the code that is the student's own, of the lesson what everybody was given."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from autograder.grading.bundles import LessonBundle
from autograder.grading.intake import Prepared, Quarantined, Refused, normalise
from autograder.grading.results import Submission
from autograder.grading.similarity.comparing import Work
from autograder.grading.similarity.fingerprints import Hashes, gather
from autograder.grading.similarity.tokens import words


def given(bundle: LessonBundle) -> Hashes:
    """Fingerprint what every student was given: the lesson's code and the stubs.

    Parameters
    ----------
    bundle : LessonBundle

    Returns
    -------
    uint64 array
    """
    cells = chain.from_iterable(json.loads(notebook)["cells"] for notebook in bundle.released.values())
    return gather({"".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"})


def read_works(found: Iterable[Submission | Refused], bundle: LessonBundle, tell: Callable[[str], None] = lambda _: None) -> Iterator[Work]:
    """Take the student's own code out of hand-ins.

    Parameters
    ----------
    found : iterable of Submission or Refused
    bundle : LessonBundle
    tell : callable
        Hears of each hand-in that cannot be read.

    Yields
    ------
    Work
        Of those who wrote anything.
    """
    stubs = {exercise: _kinds(source) for exercise, source in json.loads(bundle.stubs or b"{}").items()}
    for submission in found:
        if isinstance(submission, Refused):
            tell(f"{submission.where}: {submission.reason.en}")
            continue
        try:
            prepared = normalise(submission, bundle)
        except Quarantined as quarantined:
            tell(f"{submission.student}: {quarantined.reason.en}")
            continue
        cells = tuple(_own(prepared, stubs))
        if cells:
            yield Work(submission.student, cells)


def _own(prepared: Prepared, stubs: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for cell in prepared.cells:
        if cell.kind != "code" or cell.role not in ("answer", "extra"):
            continue
        kinds = _kinds(cell.source)
        if kinds and kinds != stubs.get(cell.exercise if cell.role == "answer" else ""):
            yield cell.exercise, cell.source


def _kinds(source: str) -> list[str]:
    return [word.kind for word in words(source)]
