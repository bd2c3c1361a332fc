"""The class page: how a lesson went for everybody, for staff only, as a string; nothing is read or written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean, median

from autograder.grading.reports.groups import Said
from autograder.grading.reports.outlines import Outline
from autograder.grading.reports.setting import environment
from autograder.grading.reports.tally import STATUSES, Marked, Tally, tally
from course_utils.checking.summaries import case_name, compared

BARS = 20  # of the distribution of totals, at most
GROUPS = 40  # groups of failing cases
TOP = 10  # the slowest, the largest
TEXTS, FEW, NAMES = 60, 20, 200  # of one list; a class of thousands must not make a page of megabytes
WORDS = {
    "passed": "full points",
    "partial": "partly",
    "failed": "not right",
    "raised": "error",
    "not_attempted": "not attempted",
    "not_examined": "not examined",
    "open": "open",
}


@dataclass(frozen=True)
class Bar:
    """One bar of the distribution.

    Attributes
    ----------
    start, stop : float, points
    count : int
    share : float, 0..1
        Of the tallest bar.
    """

    start: float
    stop: float
    count: int
    share: float


def class_page(outline: Outline, hand_ins: Iterable[Marked], *, made: str = "", pages: Mapping[str, str] | None = None) -> str:
    """Write a class's page.

    Parameters
    ----------
    outline : Outline
    hand_ins : iterable of Marked
        One per student, read once.
    made : str
        When; stands in the head.
    pages : mapping of student to str, optional
        Addresses of feedback pages; names without one are no links.

    Returns
    -------
    str
        HTML that stands alone, loads nothing and runs nothing. Hidden cases appear in full.
    """
    found = tally(outline, hand_ins)
    return (
        environment()
        .get_template("class.html.j2")
        .render(
            outline=outline,
            title=outline.titles.get("en") or outline.name,
            made=made,
            tally=found,
            count=sum(found.outcomes.values()),
            bars=distribution(found.totals, outline.points),
            mean=mean(found.totals) if found.totals else None,
            median=median(found.totals) if found.totals else None,
            usual=median(found.seconds) if found.seconds else None,
            statuses=[status for status in STATUSES if any(status in column.counts for column in found.columns)],
            words=WORDS,
            urgent=_urgent(found),
            curious=_curious(found),
            tops=[("Slowest", "seconds", found.slowest[:TOP]), ("Highest memory", "memory", found.heaviest[:TOP])],
            counters=[("Repairs at intake", found.repairs.most_common(TOP)), ("Limits met", found.limits.most_common(TOP))],
            groups=found.groups[:GROUPS],
            texts=TEXTS,
            few=FEW,
            names=NAMES,
            pages=pages or {},
            case_name=case_name,
            compared=compared,
        )
    )


def distribution(totals: Iterable[float], points: float) -> list[Bar]:
    """Count totals in bars of equal width.

    Parameters
    ----------
    totals : iterable of float, points
        More than full points count in the last bar.
    points : float
        Full points.

    Returns
    -------
    list of Bar
        One per point, or `BARS` where there are more points than that.
    """
    if points <= 0:
        return []
    bars = max(1, min(BARS, round(points)))
    counts = [0] * bars
    for total in totals:
        counts[min(bars - 1, max(0, int(total / points * bars)))] += 1
    tallest = max(counts) or 1
    return [Bar(points * place / bars, points * (place + 1) / bars, count, count / tallest) for place, count in enumerate(counts)]


def _urgent(found: Tally) -> list[tuple[str, str, Said]]:
    return [
        ("Needs staff", "The grader itself failed here, or a check could not finish: look at these.", found.needs_staff),
        ("Quarantined", "Nothing could be run: zero, with this reason.", found.quarantined),
    ]


def _curious(found: Tally) -> list[tuple[str, str, Said]]:
    return [
        ("Could not be examined", "Exercises that were stopped or not reached, and why.", found.stopped),
        ("Worth a look", "Odd sizes and other things noted for staff.", found.staff_notes),
        ("Second sittings", "Examined once more in a fresh kernel; the better result counts.", found.second),
    ]
