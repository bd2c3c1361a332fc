"""An inspection as one self-contained page: no script, nothing loaded from elsewhere, and every name in it a stranger's."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from course_utils.data.folders.decoding import LIMITS, Limits
from course_utils.data.folders.finding import Finding
from course_utils.data.folders.inspection import Inspection
from course_utils.data.folders.page_words import WORDS
from course_utils.data.folders.thumbnails import thumbnails
from course_utils.data.folders.words import NOTES, PROBLEMS, detail

MOST_PICTURES = 160  # small ones, about 4 kB each: the page is to open at once
OPEN_ROWS = 30  # of a list; longer ones are folded
EXAMPLES = 3  # names beside a note
_SIDES = (16, 32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 8192)


@dataclass(frozen=True)
class Alike:
    """Files of one picture: a title, and what each is called and said to show."""

    files: tuple[Finding, ...]
    kept: Finding | None = None


def report_page(inspection: Inspection, language: str = "en", *, limits: Limits = LIMITS) -> str:
    """Write what an inspection found as a page.

    Parameters
    ----------
    inspection : Inspection, whose files are still there: copies and conflicts are shown
    language : "en" or "ko"
    limits : Limits, as given to the inspection

    Returns
    -------
    str, HTML

    Raises
    ------
    ValueError
        If the course is not written in that language.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a page is written

    if language not in WORDS:
        raise ValueError(f"language must be one of {', '.join(WORDS)}, not {language!r}")
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"clean": clean, "size": size}
    faults = [(finding, PROBLEMS[language][finding.problem]) for finding in inspection.unusable if finding.problem]
    shown = _groups(inspection)
    pictured, plain = _within(shown, MOST_PICTURES)
    return environment.get_template("page.html.j2").render(
        language=language,
        words=WORDS[language],
        name=clean(inspection.root.resolve().name),
        summary=inspection.describe(language),
        tally=_tally(inspection),
        counts=inspection.counts(),
        unusable=[(finding, reason, detail(finding, language)) for finding, reason in faults],
        problems=Counter(reason for _, reason in faults).most_common(),
        pictured=pictured,
        plain=plain,
        pictures=thumbnails(inspection.root, [finding.path for some in pictured for finding in some.files], limits),
        formats=Counter(finding.format for finding in inspection.kept).most_common(),
        notes=_notes(inspection.kept, language),
        histogram=histogram([min(finding.width, finding.height) for finding in inspection.kept]),
        sides=_sides(inspection.kept),
        scenes=_scenes(inspection),
        open_rows=OPEN_ROWS,
    )


def clean(text: str) -> str:
    r"""Write a name so that every file can hold it.

    Parameters
    ----------
    text : str, perhaps with bytes that are no text, as Python keeps them from file names

    Returns
    -------
    str; such bytes as \\xff
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def size(count: int) -> str:
    """Write a number of bytes.

    Parameters
    ----------
    count : int

    Returns
    -------
    str, as "0 B", "6.1 kB", "2.3 MB"
    """
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count} B"


def histogram(sides: Sequence[int]) -> list[tuple[str, int, float]]:
    """Count images by the length of a side.

    Parameters
    ----------
    sides : sequence of int, pixels

    Returns
    -------
    list of (from-to, number, share of the largest number), from the first bin that holds something to the last
    """
    if not sides:
        return []
    counts = Counter(bisect_right(_SIDES, side) for side in sides)
    names = [f"<{_SIDES[0]}", *(f"{low}–{high - 1}" for low, high in pairwise(_SIDES)), f"≥{_SIDES[-1]}"]
    most = max(counts.values())
    return [(names[place], counts[place], counts[place] / most) for place in range(min(counts), max(counts) + 1)]


def _tally(inspection: Inspection) -> list[tuple[str, int, float]]:
    numbers = {
        "kept": len(inspection.kept),
        "copy": len(inspection.copies),
        "conflict": sum(map(len, inspection.conflicts)),
        "unusable": len(inspection.unusable),
    }
    return [(verdict, number, 100 * number / max(len(inspection), 1)) for verdict, number in numbers.items()]


def _groups(inspection: Inspection) -> list[Alike]:
    """List what is shown side by side: conflicts first, since somebody has to decide about them."""
    copies: dict[Finding, list[Finding]] = {}
    for copy, original in inspection.copies.items():
        copies.setdefault(original, []).append(copy)
    alike = [Alike((original, *some), original) for original, some in copies.items()]
    return [Alike(some) for some in inspection.conflicts] + sorted(alike, key=lambda some: some.files[0].path)


def _within(groups: list[Alike], most: int) -> tuple[list[Alike], list[Alike]]:
    """Part groups into those that are shown as pictures and those that are only named."""
    pictured: list[Alike] = []
    for group in groups:
        if sum(len(some.files) for some in pictured) + len(group.files) <= most:
            pictured.append(group)
    chosen = set(map(id, pictured))
    return pictured, [group for group in groups if id(group) not in chosen]


def _notes(kept: Sequence[Finding], language: str) -> list[tuple[str, int, list[str]]]:
    found = [(words, [finding.path for finding in kept if note in finding.notes]) for note, words in NOTES[language].items()]
    return [(words, len(paths), paths[:EXAMPLES]) for words, paths in found if paths]


def _sides(kept: Sequence[Finding]) -> dict[str, Any]:
    if not kept:
        return {}
    smallest, largest = (choose(kept, key=lambda finding: finding.width * finding.height) for choose in (min, max))
    return {"smallest": smallest, "largest": largest, "median": round(median(min(finding.width, finding.height) for finding in kept))}


def _scenes(inspection: Inspection) -> dict[str, int]:
    counts = Counter(inspection.groups.tolist())
    shared = [count for count in counts.values() if count > 1]
    return {"scenes": len(shared), "files": sum(shared), "largest": max(shared, default=0)}
