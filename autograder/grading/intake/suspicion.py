"""What staff should look at: data hidden in text, labels that were edited, tags that steer tools. Nothing here costs a point."""

import re
from collections.abc import Iterable, Sequence

from autograder.grading.intake import repairs
from autograder.grading.intake.limits import IntakeLimits
from autograder.grading.intake.matching import Matching
from autograder.grading.intake.parsing import RawCell
from autograder.grading.intake.prepared import PreparedCell
from autograder.grading.intake.released import ReleasedCell
from autograder.grading.results import Note

BLOB = re.compile(r"[A-Za-z0-9+/=_-]{200,}")
STEERING = ("points", "locked", "grade", "solution", "task")
NAMED = 10


def suspicious_sizes(cells: Iterable[PreparedCell], limits: IntakeLimits) -> list[Note]:
    """Point out long lines, and long runs of what may be encoded data.

    Parameters
    ----------
    cells : iterable of PreparedCell
    limits : IntakeLimits

    Returns
    -------
    list of Note, for staff
    """
    notes: list[Note] = []
    for cell in cells:
        blob = sum(len(run) for run in BLOB.findall(cell.source))
        longest = max(map(len, cell.source.split("\n")))
        if blob >= limits.suspicious_blob:
            notes.append(repairs.for_staff(repairs.BLOB, cell.id, name=cell.id, count=blob))
        elif longest >= limits.suspicious_line:
            notes.append(repairs.for_staff(repairs.LONG_LINE, cell.id, name=cell.id, count=longest))
    return notes


def edited_labels(raw: Sequence[RawCell], released: Sequence[ReleasedCell], matching: Matching) -> list[Note]:
    """Point out graded cells whose points, locks or tags differ from the release.

    Parameters
    ----------
    raw : sequence of RawCell
    released : sequence of ReleasedCell
    matching : Matching

    Returns
    -------
    list of Note, for staff
    """
    pairs = [(raw[place], released[index]) for index, place in sorted(matching.chosen.items()) if released[index].graded]
    edited = [meant.id for cell, meant in pairs if cell.labels and _differs(cell, meant)]
    tagged = [meant.id for cell, meant in pairs if cell.tags]
    notes = [repairs.for_staff(repairs.LABELS, names=listed(edited))] if edited else []
    return notes + ([repairs.for_staff(repairs.TAGS, names=listed(tagged))] if tagged else [])


def removed_cells(released: Sequence[ReleasedCell], matching: Matching) -> list[Note]:
    """Point out given code that the student removed; it is not put back, for the student may have had a reason.

    Parameters
    ----------
    released : sequence of ReleasedCell
    matching : Matching

    Returns
    -------
    list of Note, for staff
    """
    missing = [cell.id for cell in released if cell.role == "given" and cell.index not in matching.chosen]
    return [repairs.for_staff(repairs.MISSING_GIVEN, names=listed(missing))] if missing else []


def listed(names: Sequence[str]) -> str:
    """Join names for a sentence; a long list is cut.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    str
    """
    more = f" … (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return ", ".join(f"`{name}`" for name in names[:NAMED]) + more


def _differs(cell: RawCell, meant: ReleasedCell) -> bool:
    entry = meant.metadata.get("nbgrader", {})
    return any(cell.labels.get(key) != entry.get(key) for key in STEERING)
