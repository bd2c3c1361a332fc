"""Putting the cells in order: the student's own, with what is missing put back and every check behind its answer."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import count

from autograder.grading.intake import repairs
from autograder.grading.intake.matching import Matching, defined_names, plain
from autograder.grading.intake.parsing import RawCell
from autograder.grading.intake.prepared import PreparedCell
from autograder.grading.intake.released import ReleasedCell
from autograder.grading.results import Note

ELSEWHERE = "# This answer stands in an earlier cell."


@dataclass(frozen=True)
class Slot:
    """A cell in its place; `released` is its index in the release, None for one that the student added."""

    cell: PreparedCell
    released: int | None = None
    changed: bool = True


def place_cells(raw: Sequence[RawCell], released: Sequence[ReleasedCell], matching: Matching) -> tuple[list[PreparedCell], list[Note]]:
    """Order a submission's cells.

    Parameters
    ----------
    raw : sequence of RawCell
        Handed in.
    released : sequence of ReleasedCell
    matching : Matching

    Returns
    -------
    (list of PreparedCell, list of Note)
        Added cells have the id they came with, perhaps twice, or none.
    """
    slots, notes = _handed_in(raw, released, matching)
    for meant in released:
        if meant.role in {"answer", "manual"} and meant.index not in matching.chosen:
            notes.append(_put_back(slots, meant))
    for meant in released:
        if meant.role == "check":
            notes += _behind_its_answer(slots, meant, released)
    return [slot.cell for slot in slots], notes


def _handed_in(raw: Sequence[RawCell], released: Sequence[ReleasedCell], matching: Matching) -> tuple[list[Slot], list[Note]]:
    """Keep the student's cells in the student's order; leave out untouched copies."""
    meant_by = matching.released_of
    copy_of = {place: index for index, places in matching.copies.items() for place in places}
    stubs = {plain(cell.source) for cell in released if cell.role == "answer"}
    reserved = {cell.id for cell in released}
    slots: list[Slot] = []
    left_out = 0
    for place, cell in enumerate(raw):
        if place in meant_by:
            meant = released[meant_by[place]]
            slots.append(Slot(meant.prepared(cell.source), meant.index, plain(cell.source) != plain(meant.source)))
        elif place in copy_of and plain(cell.source) == plain(released[copy_of[place]].source):
            continue  # the note on copies tells
        elif cell.kind == "code" and plain(cell.source) in stubs:
            left_out += 1
        else:
            slots.append(Slot(_added(cell, reserved)))
    return slots, [repairs.repair(repairs.STUB_COPIES, count=left_out)] if left_out else []


def _added(cell: RawCell, reserved: AbstractSet[str]) -> PreparedCell:
    return PreparedCell("" if cell.id in reserved else cell.id, cell.kind, "extra" if cell.kind == "code" else "text", "", cell.source)


def _put_back(slots: list[Slot], meant: ReleasedCell) -> Note:
    """Put a missing cell behind the nearest earlier one of the release; what the student added there comes after it, and wins."""
    at = 1 + max((place for place, _ in _earlier(slots, meant.index)), key=lambda place: slots[place].released or 0, default=-1)
    if meant.role == "manual":
        slots.insert(at, Slot(meant.prepared(), meant.index, changed=False))
        return repairs.repair(repairs.BACK_MANUAL, meant.id, name=meant.exercise)
    needed = defined_names(meant.source)
    earlier = frozenset().union(*(defined_names(slot.cell.source) for slot in slots[:at] if slot.changed and slot.cell.kind == "code"))
    if needed and needed <= earlier:
        # The stub would undo what the student wrote into another cell.
        slots.insert(at, Slot(meant.prepared(ELSEWHERE), meant.index))
        return repairs.repair(repairs.ELSEWHERE, meant.id, name=meant.exercise)
    slots.insert(at, Slot(meant.prepared(), meant.index, changed=False))
    return repairs.repair(repairs.BACK_ANSWER, meant.id, name=meant.exercise)


def _earlier(slots: Sequence[Slot], index: int) -> list[tuple[int, Slot]]:
    return [(place, slot) for place, slot in enumerate(slots) if slot.released is not None and slot.released < index]


def _behind_its_answer(slots: list[Slot], check: ReleasedCell, released: Sequence[ReleasedCell]) -> list[Note]:
    places = {slot.released: place for place, slot in enumerate(slots) if slot.released is not None}
    answers = [cell.index for cell in released if cell.role == "answer" and cell.exercise == check.exercise]
    before = [index for index in places if index < check.index]
    first = answers[0] if answers else max(before, default=-1)
    start, now = places.get(first, -1), places.get(check.index)
    if now is not None and start < now and not _crossed(slots[start + 1 : now], check, released):
        return []
    if now is not None:
        slots.pop(now)
        start -= start > now
    end = start + 1
    while end < len(slots) and _belongs(slots[end], first, check.index):
        end += 1
    slots.insert(end, Slot(check.prepared(), check.index, changed=False))
    message = repairs.BACK_CHECK if now is None else repairs.MOVED
    return [repairs.repair(message, check.id, name=check.exercise)]


def _crossed(between: Sequence[Slot], check: ReleasedCell, released: Sequence[ReleasedCell]) -> bool:
    """Say whether a graded cell that comes after the check in the release stands before it."""
    return any(slot.released is not None and slot.released > check.index and released[slot.released].graded for slot in between)


def _belongs(slot: Slot, answer: int, check: int) -> bool:
    return slot.released is None or answer < slot.released < check


def with_ids(cells: Sequence[PreparedCell]) -> tuple[list[PreparedCell], int]:
    """Give every cell that has no id, or one that stood before, an id that no other cell has.

    Parameters
    ----------
    cells : sequence of PreparedCell

    Returns
    -------
    (list of PreparedCell, int)
        And how many got a new id.
    """
    taken = {cell.id for cell in cells}
    fresh = (name for number in count(1) if (name := f"extra-{number:03}") not in taken)
    seen: set[str] = set()
    named: list[PreparedCell] = []
    made = 0
    for cell in cells:
        renamed = not cell.id or cell.id in seen
        made += renamed
        named.append(replace(cell, id=next(fresh)) if renamed else cell)
        seen.add(cell.id)
    return named, made
