"""Finding out which handed-in cell is which cell of the release: by label, by id, by text, and last by what it defines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.grading.intake.parsing import RawCell
from autograder.grading.intake.released import ReleasedCell

# Names at the left margin. A pattern and not `ast`: student text may break the parser, and never has to be valid.
DEFINED = re.compile(r"^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
ASSIGNED_TOGETHER = re.compile(r"^(\w+(?:[ \t]*,[ \t]*\w+)+)[ \t]*=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Matching:
    """Which handed-in cell stands for which cell of the release; both are named by their index.

    Attributes
    ----------
    chosen : mapping of released to handed-in index
    copies : mapping of released index to a tuple of handed-in ones
        Further cells with the same label, which do not count.
    recognised : frozenset of released indices
        Answers without a label.
    """

    chosen: Mapping[int, int]
    copies: Mapping[int, tuple[int, ...]]
    recognised: frozenset[int] = frozenset()

    @property
    def released_of(self) -> dict[int, int]:
        """Turn `chosen` round."""
        return {raw: released for released, raw in self.chosen.items()}


def match_cells(raw: Sequence[RawCell], released: Sequence[ReleasedCell]) -> Matching:
    """Match a submission's cells with the release's.

    Of several cells with one label the one counts that stands in its place: before and after those labelled cells that
    are there once, as in the release. Of several in place, an answer that was worked on goes before an untouched one, and then
    the last, as in the student's own kernel.

    Parameters
    ----------
    raw : sequence of RawCell
        Handed in.
    released : sequence of ReleasedCell

    Returns
    -------
    Matching
    """
    labelled = _by_label(raw, released)
    single = {index: found[0] for index, found in labelled.items() if len(found) == 1}
    chosen: dict[int, int] = {}
    for index, found in labelled.items():
        chosen[index] = max(found, key=lambda place: _fitness(place, raw[place], released[index], single))
    # A copy may still be another cell: one that was copied for its label and then written over.
    free = [place for place in range(len(raw)) if place not in chosen.values()]
    chosen |= _by_text(raw, released, free, chosen)
    recognised = _by_definition(raw, released, [place for place in free if place not in chosen.values()], chosen)
    chosen |= recognised
    taken = set(chosen.values())
    copies = {index: tuple(place for place in found if place not in taken) for index, found in labelled.items()}
    return Matching(chosen, {index: places for index, places in copies.items() if places}, frozenset(recognised))


def answers_from_checks(raw: Sequence[RawCell], released: Sequence[ReleasedCell], matching: Matching) -> list[RawCell]:
    """Take answers out of check cells, where merging cells or an editor that knows no locks has put them.

    Parameters
    ----------
    raw : sequence of RawCell
        Handed in.
    released : sequence of ReleasedCell
    matching : Matching

    Returns
    -------
    list of RawCell
        The same cells; before a check that holds the answer to an exercise whose own cell is missing or untouched, one more with
        that answer and its label.
    """
    answers = {cell.exercise: cell for cell in released if cell.role == "answer"}
    found: dict[int, RawCell] = {}
    for check in released:
        place, answer = matching.chosen.get(check.index), answers.get(check.exercise)
        if check.role != "check" or place is None or answer is None or not _untouched(raw, answer, matching):
            continue
        own = set(plain(check.source).split("\n"))
        typed = "\n".join(line for line in raw[place].source.split("\n") if line.rstrip() not in own).strip("\n")
        needed = defined_names(answer.source)
        if needed and needed <= defined_names(typed):
            found[place] = replace(
                raw[place], kind="code", id="", grade_id=answer.grade_id, source=typed, labels={}, tags=(), pictures=False
            )
    return [cell for place, cell in enumerate(raw) for cell in ((found[place], cell) if place in found else (cell,))]


def _untouched(raw: Sequence[RawCell], answer: ReleasedCell, matching: Matching) -> bool:
    place = matching.chosen.get(answer.index)
    return place is None or plain(raw[place].source) in {"", plain(answer.source)}


def plain(source: str) -> str:
    """Reduce a text to what makes two cells the same: no blank space at the ends of lines or of the cell.

    Parameters
    ----------
    source : str

    Returns
    -------
    str
    """
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def defined_names(source: str) -> frozenset[str]:
    """Say which names a cell's code gives a value to, at its left margin.

    Parameters
    ----------
    source : str
        Code; it need not be valid.

    Returns
    -------
    frozenset of str
    """
    names = {name for pair in DEFINED.findall(source) for name in pair if name}
    together = {name.strip() for line in ASSIGNED_TOGETHER.findall(source) for name in line.split(",")}
    return frozenset(names | together)


def _by_label(raw: Sequence[RawCell], released: Sequence[ReleasedCell]) -> dict[int, list[int]]:
    labels = {cell.grade_id: cell.index for cell in released if cell.grade_id}
    ids = {cell.id: cell for cell in released}
    found: dict[int, list[int]] = defaultdict(list)
    for place, cell in enumerate(raw):
        if cell.grade_id in labels:
            found[labels[cell.grade_id]].append(place)
        elif cell.id in ids and not cell.grade_id:
            meant = ids[cell.id]
            if meant.graded or meant.kind == cell.kind:
                found[meant.index].append(place)
    return dict(found)


def _fitness(place: int, cell: RawCell, meant: ReleasedCell, single: Mapping[int, int]) -> tuple[int, bool, int]:
    in_order = sum((there < place) == (index < meant.index) for index, there in single.items())
    worked_on = not meant.locked and plain(cell.source) != plain(meant.source)
    return in_order, worked_on, place


def _by_text(raw: Sequence[RawCell], released: Sequence[ReleasedCell], free: Iterable[int], chosen: Mapping[int, int]) -> dict[int, int]:
    """Match cells whose tool dropped their ids (nbformat 4.4, Colab) by their text; answers are looked for elsewhere."""
    missing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for cell in reversed(released):
        if cell.index not in chosen and cell.role != "answer":
            missing[cell.kind, plain(cell.source)].append(cell.index)
    found: dict[int, int] = {}
    for place in free:
        wanted = missing.get((raw[place].kind, plain(raw[place].source)))
        if wanted:
            found[wanted.pop()] = place
    return found


def _by_definition(raw: Sequence[RawCell], released: Sequence[ReleasedCell], free: list[int], chosen: Mapping[int, int]) -> dict[int, int]:
    """Match answers that lost their label, or were typed into a new cell, by the names that their stub would define."""
    names = {place: defined_names(raw[place].source) for place in free if raw[place].kind == "code"}
    found: dict[int, int] = {}
    for meant in released:
        needed = defined_names(meant.source)
        if meant.role != "answer" or meant.index in chosen or not needed:
            continue
        able = [place for place, given in names.items() if needed <= given]
        if able:
            place = max(able, key=lambda place: _fitness(place, raw[place], meant, chosen))
            found[meant.index] = place
            del names[place]
    return found
