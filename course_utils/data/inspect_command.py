"""What `petals data inspect` does: inspect, say it in the terminal, write it down as a page and as a table."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course_utils.data.dataset import DataError
from course_utils.data.folders import Inspection, Limits, inspect_folder, inspect_table
from course_utils.data.folders.page import clean, report_page
from course_utils.data.folders.page_words import WORDS
from course_utils.data.folders.words import PROBLEMS

if TYPE_CHECKING:
    from rich.table import Table

_WRITTEN = {"en": "{what} written to {path}", "ko": "{what}: {path}"}
_WHAT = {"en": {"page": "Report", "csv": "Table of all files"}, "ko": {"page": "점검 보고서", "csv": "전체 파일 목록"}}
_GO_ON = {"en": "Stopped. The same command goes on from here.", "ko": "멈췄습니다. 같은 명령을 다시 실행하면 이어서 진행합니다."}


def inspect(
    folder: Path, *, table: Path | None, language: str, output: Path | None, csv: Path | None, most_pixels: int | None, quiet: bool
) -> None:
    """Inspect a folder and say what was found.

    Parameters
    ----------
    folder : Path
    table : Path of a CSV file with columns path and label, or None: the folders are the labels
    language : "en" or "ko"
    output : Path of the page; None: named after the folder, in the working directory
    csv : Path of a table of all files to be written, or None
    most_pixels : int, or None for the usual limit
    quiet : no progress bar

    Raises
    ------
    DataError
        If there is nothing to inspect, or a file cannot be written or would lie among those inspected.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is no folder; name one that holds a folder of images per class")
    output = output or Path(f"{folder.resolve().name or 'folder'}-inspection.html")
    for path in (output, csv):
        _must_be_outside(path, folder)
    limits = Limits() if most_pixels is None else replace(Limits(), most_pixels=most_pixels)
    try:
        inspection = (
            inspect_folder(folder, limits=limits, progress=not quiet)
            if table is None
            else inspect_table(table, folder, limits=limits, progress=not quiet)
        )
    except KeyboardInterrupt:
        click.echo(_GO_ON[language], err=True)
        raise
    _show(inspection, language)
    _write(inspection, output, csv, language, limits)


def _must_be_outside(path: Path | None, folder: Path) -> None:
    if path is not None and path.resolve().is_relative_to(folder.resolve()):
        raise DataError(f"{path} lies in {folder}, and would be one of its files; name a place outside of it (--output, --csv)")


def _write(inspection: Inspection, output: Path, csv: Path | None, language: str, limits: Limits) -> None:
    try:
        output.write_text(report_page(inspection, language, limits=limits), encoding="utf-8")
        if csv is not None:
            inspection.write_csv(csv)
    except OSError as problem:
        raise DataError(f"{problem.filename} cannot be written ({problem.strerror}); name another place (--output, --csv)") from problem
    for what, path in {"page": output, "csv": csv}.items():
        if path is not None:
            click.echo(clean(_WRITTEN[language].format(what=_WHAT[language][what], path=path.resolve())))


def _show(inspection: Inspection, language: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - only for tables
    from rich.text import Text  # noqa: PLC0415 - likewise

    console = Console()
    console.print(Text(inspection.describe(language)))
    console.print(_by_class(inspection, language))
    problems = Counter(finding.problem for finding in inspection.unusable if finding.problem)
    for problem, number in problems.most_common():
        console.print(Text(f"  {PROBLEMS[language][problem]}: {number:,}"))


def _by_class(inspection: Inspection, language: str) -> "Table":
    from rich import box  # noqa: PLC0415 - only for tables
    from rich.table import Table  # noqa: PLC0415 - likewise
    from rich.text import Text  # noqa: PLC0415 - likewise

    words = WORDS[language]
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(words["class"], overflow="fold")
    for name in ("kept", "copy", "conflict", "unusable"):
        table.add_column(words[name], justify="right")
    for label, numbers in inspection.counts().items():
        table.add_row(Text(clean(label) if label else words["no_class"]), *(f"{number:,}" for number in numbers.values()))
    return table
