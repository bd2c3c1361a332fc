"""Sheets to print, from the cells of a lesson marked `sheet=`: its summary on one page, and the formulas of all lessons on two.

Each is one HTML page that needs nothing else: no script, no font, no picture, no network.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.source.cells import SHEETS, Cell, LessonSource, SourceError
from autograder.source.numbers import fill, read_targets
from autograder.source.typesetting import TypesettingError, to_html

SUMMARY_PAGE = "summary.html"
FORMULAS_PAGE = "formulas.html"
TITLE = re.compile(r"^# (?:\d\d · )?(.+)$", re.MULTILINE)
HEADING = re.compile(r"<h[1-6]>.*?</h[1-6]>\n")
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "lesson": "Lesson",
        "lessons": "Lessons",
        "formulas": "Formulas to keep",
        "printing": "To print: Ctrl-P. In JupyterLab, first right-click this file in the list on the left: Open in New Browser Tab.",
    },
    "ko": {
        "lesson": "수업",
        "lessons": "수업",
        "formulas": "간직할 식",
        "printing": "인쇄하려면 Ctrl-P를 누르세요. JupyterLab에서는 먼저 왼쪽 목록에서 이 파일을 마우스 오른쪽 단추로 누르고 "
        "Open in New Browser Tab을 고르세요.",
    },
}
WAYS = {
    "en": ("To print: [this summary on one page]({})", "[the formulas of all lessons]({})"),
    "ko": ("인쇄용: [한 쪽 정리]({})", "[모든 수업의 식]({})"),
}


def has_sheet(source: LessonSource, *parts: str) -> bool:
    """Say whether anything of a lesson is printed.

    Parameters
    ----------
    source : LessonSource
        The lesson.
    *parts : str
        Parts that count; by default all.

    Returns
    -------
    bool
    """
    return any(cell.sheet in (parts or SHEETS) for cell in source.cells)


def way_to_sheets(language: str, *, alone: bool) -> str:
    """Write the line under a notebook's summary that leads to its sheets.

    Parameters
    ----------
    language : str, "en" or "ko"
    alone : bool
        Whether the lesson is handed out without the other lessons' formulas beside it.

    Returns
    -------
    str, Markdown
    """
    summary, formulas = WAYS[language]
    ways = [summary.format(SUMMARY_PAGE), formulas.format(f"../{FORMULAS_PAGE}")]
    return " · ".join(ways[:1] if alone else ways)


def summary_page(source: LessonSource, language: str) -> str:
    """Make the page of one lesson: title, summary, formulas.

    Parameters
    ----------
    source : LessonSource
        The lesson.
    language : str, "en" or "ko"

    Returns
    -------
    str, HTML

    Raises
    ------
    SourceError
        If a text cannot be set, with the line.
    TargetsError
        If targets.toml is not TOML.
    """
    return _page("summary", language, lessons=[_lesson(source, language)])


def formulas_page(sources: Iterable[LessonSource], language: str) -> str:
    """Make the page of all lessons' formulas.

    Parameters
    ----------
    sources : iterable of LessonSource
        The lessons that have formulas, in order; at least one.
    language : str, "en" or "ko"

    Returns
    -------
    str, HTML

    Raises
    ------
    SourceError
        If a text cannot be set, with the line.
    TargetsError
        If a targets.toml is not TOML.
    """
    lessons = [_lesson(source, language) for source in sources]
    tables = [{**lesson, "formulas": HEADING.sub("", lesson["formulas"], count=1)} for lesson in lessons]
    return _page("formulas", language, lessons=tables)


def _lesson(source: LessonSource, language: str) -> dict[str, str]:
    cells = source.spoken(language)
    titles = (match[1] for cell in cells if cell.role == "text" and (match := TITLE.search(cell.text)))
    number = source.name.split("_")[0]
    return {
        "name": source.name,
        "number": number if number.isdigit() else "",
        "title": next(titles, source.name),
        "summary": _part(source, cells, "summary"),
        "formulas": _part(source, cells, "formulas"),
    }


def _part(source: LessonSource, cells: list[Cell], part: str) -> str:
    targets = read_targets(source.folder)
    return "".join(_set(source, cell, fill(cell.text, targets)) for cell in cells if cell.sheet == part)


def _set(source: LessonSource, cell: Cell, text: str) -> str:
    try:
        return to_html(text)
    except TypesettingError as error:
        raise SourceError(source.path, cell.line + 1 + error.line, str(error)) from error


def _page(kind: str, language: str, **content: Any) -> str:  # noqa: ANN401 - what the template shows
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a sheet is made

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("sheet.html.j2").render(kind=kind, language=language, words=WORDS[language], **content)
    return page.rstrip("\n") + "\n"
