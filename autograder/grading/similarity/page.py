"""The page for staff: who wrote the same, side by side, with what both share marked."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.grading.reports.visible import visible
from autograder.grading.similarity.comparing import COMMON, Comparison, Group, Work
from autograder.grading.similarity.fingerprints import IN_A_ROW, Hashes, fingerprints

SIDE_BY_SIDE = 60  # pairs shown with their code; more would only make the page heavy
LISTED = 500
LONGEST_CELL = 8_000  # characters shown
LONGEST_NAME = 60


@dataclass(frozen=True)
class Line:
    """One line of code as shown.

    Attributes
    ----------
    text : str
    rare, common : bool
        Whether few others have it, too; whether the other student has it, as many do.
    """

    text: str
    rare: bool
    common: bool


@dataclass(frozen=True)
class Row:
    """Two cells of one exercise.

    Attributes
    ----------
    exercise : str
        Empty for cells of the students' own.
    left, right : tuple of Line
    """

    exercise: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]


def write_page(comparison: Comparison, lesson: str, known: Hashes, threshold: float) -> str:
    """Write the page.

    Parameters
    ----------
    comparison : Comparison
    lesson : str
    known : uint64 array
        Fingerprints of what everybody was given.
    threshold : float, 0..1
        What pairs had to reach.

    Returns
    -------
    str
        HTML in which nothing is active: no script, no picture, nothing from elsewhere.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a page is written

    shown = comparison.pairs[:SIDE_BY_SIDE]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shown"] = lambda name: visible(name, LONGEST_NAME)
    return environment.get_template("page.html.j2").render(
        comparison=comparison,
        lesson=visible(lesson, 200),
        views=[(pair, list(rows(pair.first.works[0], pair.second.works[0], comparison.rare, known))) for pair in shown],
        listed=comparison.pairs[SIDE_BY_SIDE:LISTED],
        unlisted=max(0, len(comparison.pairs) - LISTED),
        percent=lambda share: f"{math.floor(100 * share)} %",
        names=_names,
        threshold=threshold,
        common=COMMON,
        in_a_row=IN_A_ROW,
    )


def _names(group: Group) -> str:
    names = [visible(work.student, LONGEST_NAME) for work in group.works]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more with the same code" if len(names) > 3 else "")  # noqa: PLR2004 - as listed


def rows(first: Work, second: Work, rare: Hashes, known: Hashes) -> Iterator[Row]:
    """Set two students' cells side by side.

    Parameters
    ----------
    first, second : Work
    rare : uint64 array
        Fingerprints that few have.
    known : uint64 array
        Fingerprints of what everybody was given; never marked.

    Yields
    ------
    Row
        Those where both share something rare first.
    """
    both = np.setdiff1d(np.intersect1d(_all(first), _all(second)), known)
    left, right = _by_exercise(first), _by_exercise(second)
    order = [*left, *(exercise for exercise in right if exercise not in left)]
    found = [Row(exercise, *(tuple(_lines(side.get(exercise, ()), both, rare)) for side in (left, right))) for exercise in order]
    yield from sorted(found, key=lambda row: not any(line.rare for line in row.left))


def _all(work: Work) -> Hashes:
    return np.unique(np.concatenate([fingerprints(source).hashes for _, source in work.cells]))


def _by_exercise(work: Work) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for exercise, source in work.cells:
        found.setdefault(exercise, []).append(source)
    return found


def _lines(cells: "list[str] | tuple[()]", both: Hashes, rare: Hashes) -> Iterator[Line]:
    for source in cells:
        print_ = fingerprints(source)
        shared = np.isin(print_.hashes, both)
        seldom = shared & np.isin(print_.hashes, rare)
        marked = [_covered(print_.lines[mask]) for mask in (seldom, shared)]
        for number, text in enumerate(visible(source, LONGEST_CELL).split("\n")):
            yield Line(text, number in marked[0], number in marked[1])


def _covered(lines: "np.ndarray[tuple[int, int], np.dtype[np.int64]]") -> set[int]:
    return {number for first, last in lines.tolist() for number in range(first, last + 1)}
