"""A class in numbers: one pass over its results, from which the class page is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import mean, median

from autograder.grading.gradebook.rows import CellStanding, Standing
from autograder.grading.reports.groups import Group, Said, alike
from autograder.grading.reports.outlines import Item, Outline
from autograder.grading.reports.student_view import earned_of, left_blank, waits, was_examined
from autograder.grading.results import ExerciseResult, Graded

STATUSES = ("passed", "partial", "failed", "raised", "not_attempted", "not_examined", "open")


@dataclass(frozen=True)
class Marked:
    """One student's latest result, and what the gradebook says of it."""

    graded: Graded
    standing: Standing | None = None


@dataclass(frozen=True)
class Column:
    """How a class did in one exercise.

    Attributes
    ----------
    item : Item
    counts : mapping of status to int
        In the order of `STATUSES`, those that occur.
    mean, median : float, points
        Of those who were graded; of a bonus, the share of its cases.
    """

    item: Item
    counts: Mapping[str, int]
    mean: float
    median: float


@dataclass
class Tally:
    """What one pass over a class finds.

    Attributes
    ----------
    outline : Outline
    outcomes, kernels, repairs, limits : Counter
        Hand-ins per outcome and per kind of kernel; messages of intake and of limits.
    totals : list of float, points
        Of graded hand-ins, after late penalties.
    columns : list of Column
    groups : list of Group, the most frequent first
    quarantined, needs_staff, stopped, staff_notes, second : Said
        `stopped`: why exercises could not be examined, or only in part.
    slowest, heaviest : list of (student, float), the largest first
    late, resubmitted, waiting : int, hand-ins
    seconds : list of float
    """

    outline: Outline
    outcomes: Counter[str] = field(default_factory=Counter)
    kernels: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    limits: Counter[str] = field(default_factory=Counter)
    totals: list[float] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    quarantined: Said = field(default_factory=Said)
    needs_staff: Said = field(default_factory=Said)
    stopped: Said = field(default_factory=Said)
    staff_notes: Said = field(default_factory=Said)
    second: Said = field(default_factory=Said)
    slowest: list[tuple[str, float]] = field(default_factory=list)
    heaviest: list[tuple[str, float]] = field(default_factory=list)
    late: int = 0
    resubmitted: int = 0
    waiting: int = 0
    seconds: list[float] = field(default_factory=list)


def tally(outline: Outline, hand_ins: Iterable[Marked]) -> Tally:
    """Count a class.

    Parameters
    ----------
    outline : Outline
    hand_ins : iterable of Marked
        One per student; read once, none of them is kept.

    Returns
    -------
    Tally
    """
    found = Tally(outline)
    groups: dict[tuple[str, str, str], Group] = {}
    points: dict[str, list[float]] = defaultdict(list)
    statuses: dict[str, Counter[str]] = defaultdict(Counter)
    for marked in hand_ins:
        _add_facts(found, marked)
        if was_examined(marked.graded):
            _add_points(found, marked, points, statuses)
            _add_failing(groups, marked.graded)
    found.columns = [_column(item, statuses[item.cell], points[item.cell]) for item in outline.items]
    found.groups = sorted(groups.values(), key=lambda group: -group.count)
    found.slowest.sort(key=lambda pair: -pair[1])
    found.heaviest.sort(key=lambda pair: -pair[1])
    return found


def _add_facts(found: Tally, marked: Marked) -> None:
    graded, standing = marked.graded, marked.standing
    student, seconds = graded.student, sum(graded.stages.values())
    found.outcomes[graded.outcome] += 1
    found.kernels[graded.kernel or "none"] += 1
    found.late += bool(standing and standing.penalty)
    found.resubmitted += graded.attempt > 1
    found.seconds.append(seconds)
    found.slowest.append((student, seconds))
    found.heaviest.append((student, float(graded.peak_bytes)))
    reason = graded.reason.en if graded.reason else "no reason given"
    if graded.outcome == "quarantined":
        found.quarantined.add(student, reason)
    for text in _for_staff(graded, reason):
        found.needs_staff.add(student, text)
    for text in _stopped(graded):
        found.stopped.add(student, text)
    for text in _second_sittings(graded):
        found.second.add(student, text)
    for note in graded.notes:
        if note.kind == "staff" and graded.outcome != "needs_staff":
            found.staff_notes.add(student, f"{note.message.en} ({note.cell})" if note.cell else note.message.en)
        elif note.kind != "staff":
            (found.repairs if note.kind == "repair" else found.limits)[alike(note.message.en)] += 1


def _for_staff(graded: Graded, reason: str) -> Iterator[str]:
    if graded.outcome == "needs_staff":
        yield from [note.message.en for note in graded.notes if note.kind == "staff"] or [reason]
    for result in graded.exercises:
        stuck = next((case for case in result.score.cases if case.status == "needs_staff"), None)
        if stuck is not None:
            yield f"`{result.score.exercise}`: {stuck.message.en}"


def _stopped(graded: Graded) -> Iterable[str]:
    """Name every reason once; of a quarantined hand-in there is one only, which stands elsewhere."""
    if graded.outcome == "quarantined":
        return ()
    return dict.fromkeys(result.reason.en for result in graded.exercises if result.reason and result.sitting == 1)


def _second_sittings(graded: Graded) -> Iterator[str]:
    again = [result for result in graded.exercises if result.sitting > 1]
    if again:
        lent = ", ".join(sorted({name for result in again for name in result.lent}))
        names = ", ".join(result.score.exercise for result in again)
        yield f"{names} ({f'lent: {lent}' if lent else 'after the kernel stopped'})"


def _add_points(found: Tally, marked: Marked, points: dict[str, list[float]], statuses: dict[str, Counter[str]]) -> None:
    results = {result.cell: result for result in marked.graded.exercises}
    marks = {cell.cell: cell for cell in marked.standing.cells} if marked.standing else {}
    earned = {item.cell: earned_of(item, results.get(item.cell), marks.get(item.cell)) for item in found.outline.items}
    waiting = {item.cell: waits(item, marks.get(item.cell), None) for item in found.outline.items}
    found.waiting += any(waiting.values())
    found.totals.append(max(0.0, sum(earned.values()) - (marked.standing.penalty if marked.standing else 0.0)))
    for item in found.outline.items:
        result = results.get(item.cell)
        statuses[item.cell][_status(item, result, marks.get(item.cell), earned[item.cell], waiting=waiting[item.cell])] += 1
        if not waiting[item.cell]:
            points[item.cell].append(earned[item.cell] if item.points else result.score.score if result else 0.0)


def _status(item: Item, result: ExerciseResult | None, mark: CellStanding | None, earned: float, *, waiting: bool) -> str:
    if waiting:
        return "open"
    if item.points and earned >= item.points:
        return "passed"
    if item.manual or (earned and item.points):
        return "partial" if earned else "not_attempted" if left_blank(mark) else "failed"
    if result is None or result.score.status == "needs_staff":
        return "open"
    untold = not result.score.cases and result.score.status != "not_attempted"
    return "not_examined" if untold else result.score.status


def _column(item: Item, counts: Counter[str], points: list[float]) -> Column:
    ordered = {status: counts[status] for status in STATUSES if counts[status]}
    return Column(item, ordered, mean(points) if points else 0.0, median(points) if points else 0.0)


def _add_failing(groups: dict[tuple[str, str, str], Group], graded: Graded) -> None:
    for result in graded.exercises:
        for case in result.score.cases:
            if case.status in {"failed", "raised"}:
                key = (result.score.exercise, case.name, alike(case.message.en))
                groups.setdefault(key, Group(result.score.exercise, case)).add(graded.student)
