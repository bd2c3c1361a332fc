"""Writes a run as one self-contained page."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.headless.collect import Picture, pictures
from autograder.headless.files import write_whole
from autograder.headless.gauge import gauge
from autograder.headless.judge import LessonReport, Verdict, show_number, show_target
from autograder.headless.results import CellTime, Execution
from autograder.headless.run import RunReport

MOST_PICTURES = 48  # of a lesson; the rest is in its executed notebook
LARGEST_PICTURE = 700_000  # base64 characters; a page of seventeen lessons is to open at once
SLOWEST = 6  # cells shown without unfolding


def write_report(report: RunReport, root: Path) -> Path:
    """Write `_build/report.html`: one page, no script, nothing loaded from elsewhere.

    Parameters
    ----------
    report : RunReport
    root : Path
        The course.

    Returns
    -------
    Path
        The page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a page is written

    folder = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "change": show_change,
        "last": show_last,
        "memory": show_memory,
        "number": show_number,
        "seconds": show_seconds,
        "spread": show_spread,
        "target": show_target,
    }
    shown = {lesson.name: _pictures(lesson, root) for lesson in report.lessons}
    page = environment.get_template("report.html.j2").render(
        report=report,
        drawn=shown,
        gauge=gauge,
        slowest=_slowest,
        most_pictures=MOST_PICTURES,
        totals=_totals(report),
    )
    path = root / "_build" / "report.html"
    write_whole(path, page)
    return path


def show_seconds(seconds: float) -> str:
    """Write a duration.

    Parameters
    ----------
    seconds : float

    Returns
    -------
    str, as "0.42 s", "12.3 s" or "8 min 05 s"
    """
    if seconds >= 60:  # noqa: PLR2004 - a minute
        return f"{int(seconds // 60)} min {int(seconds % 60):02d} s"
    return f"{seconds:.2f} s" if seconds < 1 else f"{seconds:.1f} s"


def show_memory(count: int) -> str:
    """Write an amount of memory.

    Parameters
    ----------
    count : int, bytes
        0 is unknown.

    Returns
    -------
    str, as "640 MB" or "2.1 GB"
    """
    if not count:
        return "–"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"  # noqa: PLR2004 - a gigabyte


def show_spread(verdict: Verdict) -> str:
    """Write the range over the seeds.

    Parameters
    ----------
    verdict : Verdict

    Returns
    -------
    str, as "0.908 to 0.914"; empty where all are alike
    """
    low, high = min(verdict.values, default=0), max(verdict.values, default=0)
    return f"{low:.4g} to {high:.4g}" if low < high else ""


def show_change(verdict: Verdict) -> str:
    """Write how a number moved since the run before.

    Parameters
    ----------
    verdict : Verdict

    Returns
    -------
    str, as "+0.012", "=" for no change, "–" where there was no run before
    """
    if verdict.value is None or verdict.previous is None:
        return "–"
    change = verdict.value - verdict.previous
    return f"{'+' if change > 0 else '−'}{show_number(float(f'{abs(change):.3g}'))}" if change else "="


def show_last(verdict: Verdict) -> str:
    """Write the median that targets.toml holds from earlier.

    Parameters
    ----------
    verdict : Verdict

    Returns
    -------
    str
    """
    last = verdict.target.measured.get("median") if verdict.target else None
    return show_number(last) if isinstance(last, int | float) else "–"


def _slowest(execution: Execution) -> tuple[list[CellTime], float]:
    """Order the cells by their time; the longest sets the scale."""
    cells = sorted(execution.cells, key=lambda cell: -cell.seconds)
    return cells, max([cell.seconds for cell in cells[:1]], default=0.0) or 1.0


def _pictures(lesson: LessonReport, root: Path) -> list[Picture]:
    """Take the pictures of one execution; those of other seeds look alike."""
    for execution in lesson.executions:
        with suppress(OSError, ValueError):
            drawn = pictures(json.loads((root / execution.notebook).read_text(encoding="utf-8")))
            return [picture for picture in drawn if len(picture.png) <= LARGEST_PICTURE]
    return []


def _totals(report: RunReport) -> dict[str, Any]:
    executions = [execution for lesson in report.lessons for execution in lesson.executions]
    return {
        "passed": sum(lesson.passed for lesson in report.lessons),
        "metrics": sum(len(lesson.verdicts) for lesson in report.lessons),
        "good": sum(not verdict.problem for lesson in report.lessons for verdict in lesson.verdicts),
        "sources": sorted({execution.source for execution in executions if execution.source}),
        "slowest": SLOWEST,
    }
