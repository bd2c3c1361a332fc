"""Sorting what was found into hand-ins: one notebook for each student and lesson, or the reason why there is none."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from autograder.grading.intake import refusals
from autograder.grading.intake.layout import NOTEBOOK, Claim, Entry, claim, is_course_folder, known_student
from autograder.grading.intake.limits import IntakeLimits
from autograder.grading.intake.names import printable, student_trouble
from autograder.grading.intake.parsing import check_size
from autograder.grading.intake.prepared import Quarantined, Refused
from course_utils.checking import Text

TIMESTAMP = "timestamp.txt"
LITTER = {"__MACOSX", "Thumbs.db", "desktop.ini"}  # what systems leave behind
NAMED = 3


@dataclass(frozen=True)
class HandIn:
    """What to read for one student and lesson.

    Attributes
    ----------
    student, lesson : str
    notebook : Entry
    where : str
        Its path, safe to print.
    timestamp : Entry or None
        The file that says when.
    stamp : str
        When, from the folder's name.
    strays : tuple of str
    file : str
        The notebook's name, where it is not the lesson's.
    """

    student: str
    lesson: str
    notebook: Entry
    where: str
    timestamp: Entry | None = None
    stamp: str = ""
    strays: tuple[str, ...] = ()
    file: str = ""


def is_litter(part: str) -> bool:
    """Say whether a file or folder is nobody's: hidden, or left behind by a system.

    Parameters
    ----------
    part : str
        One name of a path.

    Returns
    -------
    bool
    """
    return part.startswith(".") or part in LITTER


def sort(
    entries: Iterable[Entry], lessons: Collection[str], students: Collection[str], limits: IntakeLimits
) -> tuple[list[HandIn], list[Refused]]:
    """Sort entries into hand-ins.

    Parameters
    ----------
    entries : iterable of Entry
    lessons, students : collection of str
        Those looked for; no students means all.
    limits : IntakeLimits

    Returns
    -------
    (list of HandIn by student and lesson, list of Refused)
        Every notebook among the entries is in one of the two, save those of students and lessons that are not looked for.
    """
    groups: dict[tuple[str, str], list[tuple[Claim, Entry]]] = defaultdict(list)
    nobodys: list[Entry] = []
    for entry in entries:
        if not entry.parts or any(is_litter(part) for part in entry.parts[1:]) or entry.parts[0] in LITTER:
            continue
        found = claim(entry.parts, lessons, folder=entry.folder)
        if found is None and entry.flaw is not None:  # a link in place of a hand-in's folder
            found = claim(entry.parts, lessons, folder=True)
        if found is None:
            nobodys.append(entry)
        else:
            groups[known_student(found, students), found.lesson].append((found, entry))
    nobodys = _beside(nobodys, groups)
    wanted = [key for key in sorted(groups) if not students or key[0] in students]
    sorted_ = [_hand_in(*key, groups[key], limits, listed=key[0] in students) for key in wanted]
    refused = [one for one in sorted_ if isinstance(one, Refused)]
    seen = {student for student, _ in groups}
    refused += [Refused("", refusals.NOTHING_FROM.fill(student=name)) for name in sorted(set(students) - seen)]
    return [one for one in sorted_ if isinstance(one, HandIn)], refused + _unplaced(nobodys)


def _beside(nobodys: Sequence[Entry], groups: dict[tuple[str, str], list[tuple[Claim, Entry]]]) -> list[Entry]:
    """Give files that lie in the folder of exactly one hand-in, STUDENT/LESSON.ipynb, to it; return the others."""
    homes: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for key, members in groups.items():
        for found, _ in members:
            homes[found.home].add(key)
    left: list[Entry] = []
    for entry in nobodys:
        keys = homes.get(entry.parts[:-1], set())
        if not keys or entry.folder:
            left.append(entry)
        for key in keys:
            groups[key].append((Claim(*key, entry.parts[:-1], entry.parts[-1:]), entry))
    return left


def _hand_in(student: str, lesson: str, members: Sequence[tuple[Claim, Entry]], limits: IntakeLimits, *, listed: bool) -> HandIn | Refused:
    first = members[0][0]
    where = printable("/".join(first.home))
    trouble = refusals.STUDENT_OURS if is_course_folder(first) and not listed else student_trouble(student)
    if trouble:
        return Refused(where, trouble)
    home, others = _latest(members)
    if home is None:
        return Refused(where, refusals.TWICE.fill(places=_listed(others)), student, lesson)
    inside = [(found, entry) for found, entry in members if found.home == home and found.rest]
    flaws = [entry.flaw for found, entry in members if found.home == home and not found.rest and entry.flaw]
    chosen = flaws[0] if flaws else _notebook(inside, lesson)
    if isinstance(chosen, Text):
        return Refused(where, chosen, student, lesson)
    found, notebook = chosen
    trouble = notebook.flaw or _size_trouble(notebook, limits)
    where = printable("/".join(notebook.parts))
    if trouble:
        return Refused(where, trouble, student, lesson)
    times = [entry for other, entry in inside if other.rest == (TIMESTAMP,) and entry.flaw is None]
    strays = {_stray(other, entry) for other, entry in inside if entry is not notebook and other.rest != (TIMESTAMP,)}
    file = "" if found.rest[-1] == lesson + NOTEBOOK else printable(found.rest[-1])
    return HandIn(student, lesson, notebook, where, times[0] if times else None, found.stamp, _cut(sorted(strays) + others, limits), file)


def _latest(members: Sequence[tuple[Claim, Entry]]) -> tuple[tuple[str, ...] | None, list[str]]:
    """Say which of a student's hand-ins counts: the only one, or the last of nbgrader's exchange; and where the others are."""
    stamps = {found.home: found.stamp for found, _ in members}
    homes = sorted(stamps, key=lambda home: (stamps[home], home))
    shown = [printable("/".join(home)) for home in homes]
    decided = len(homes) == 1 or (all(stamps.values()) and stamps[homes[-1]] != stamps[homes[-2]])
    return (homes[-1], shown[:-1]) if decided else (None, shown)


def _notebook(inside: Sequence[tuple[Claim, Entry]], lesson: str) -> tuple[Claim, Entry] | Text:
    files = [(found, entry) for found, entry in inside if len(found.rest) == 1 and not entry.folder]
    notebooks = [(found, entry) for found, entry in files if found.rest[0].lower().endswith(NOTEBOOK)]
    named = [pair for pair in notebooks if pair[0].rest[0] == lesson + NOTEBOOK]
    if not notebooks:
        return refusals.NO_NOTEBOOK.fill(lesson=lesson)
    if len(named) > 1:
        return refusals.TWICE.fill(places=_listed([printable("/".join(entry.parts)) for _, entry in named]))
    if named:
        return named[0]
    if len(notebooks) > 1:
        return refusals.SEVERAL.fill(names=_listed(sorted(printable(found.rest[0]) for found, _ in notebooks)), lesson=lesson)
    return notebooks[0]


def _stray(found: Claim, entry: Entry) -> str:
    """Name a file by itself, and whatever lies in a folder by the folder."""
    return printable(found.rest[0] + ("/" if entry.folder or len(found.rest) > 1 else ""))


def _size_trouble(entry: Entry, limits: IntakeLimits) -> Text | None:
    try:
        check_size(entry.size, limits)
    except Quarantined as trouble:
        return trouble.reason
    return None


def _unplaced(nobodys: Sequence[Entry]) -> list[Refused]:
    """Report what belongs to nobody: flaws each by its reason, notebooks together."""
    reports: dict[Text, list[str]] = defaultdict(list)
    for entry in nobodys:
        if entry.flaw is not None:
            reports[entry.flaw].append(printable("/".join(entry.parts)))
    refused = [
        Refused(found[0], reason + refusals.MORE_LIKE_IT.fill(count=len(found) - 1) if len(found) > 1 else reason)
        for reason, found in reports.items()
    ]
    notebooks = [entry for entry in nobodys if entry.flaw is None and not entry.folder and entry.parts[-1].lower().endswith(NOTEBOOK)]
    if notebooks:
        refused.append(Refused(printable("/".join(notebooks[0].parts)), refusals.UNPLACED.fill(count=len(notebooks))))
    return refused


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" … (+{len(names) - NAMED})" if len(names) > NAMED else "")


def _cut(names: Sequence[str], limits: IntakeLimits) -> tuple[str, ...]:
    kept = tuple(names[: limits.strays])
    return kept if len(kept) == len(names) else (*kept, f"… (+{len(names) - len(kept)})")
