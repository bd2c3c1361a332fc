"""Writes a sheet as CSV that no spreadsheet takes for a program, and calls it done only when it reads back as the database says.

A text that a spreadsheet could take for a formula (OWASP, "CSV injection": it begins with = + - @, their full-width forms, a tab,
a carriage return or a line feed, with or without something invisible before) gets an apostrophe in front. Numbers are numbers,
negative ones too. Everything else is written as it is, in NFC: marks for the direction of writing belong to names, and a cell is
a paragraph of its own, so that they turn nothing around outside it.
"""

import csv
import io
import os
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from autograder.grading.gradebook.rows import GradebookError
from autograder.grading.gradebook.sheets import NO_GRADE, SHEETS, Cell, Marks, Sheet

BOMS = {"csv": "\ufeff", "canvas": "", "moodle": ""}  # Excel takes UTF-8 for something else without one; the importers need none
SIGNS = frozenset("=+-@")
CONTROLS = frozenset("\t\r\n")


def export(read: Callable[[], Marks], layout: str, out: Path) -> list[str]:
    """Write an export, read it back, compare it with the database, then put it in its place.

    Parameters
    ----------
    read : callable
        Reads the database afresh.
    layout : "csv", "canvas" or "moodle"
    out : Path

    Returns
    -------
    list of str
        What whoever imports the file should know.

    Raises
    ------
    GradebookError
        If the file cannot be written, or does not say what the database says; `out` is as it was.
    """
    marks = read()
    told = _notes(marks, layout)
    fresh = None
    try:
        fresh = _write(SHEETS[layout](marks), BOMS[layout], out)
        _compare(fresh, SHEETS[layout](read()), out)
        fresh.replace(out)
    except OSError as error:
        raise GradebookError(f"{out} cannot be written: {error.strerror or error}. Give another --out, or make room.") from error
    finally:
        if fresh is not None:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
    return told


def safe(value: Cell) -> Cell:
    """Make a cell that a spreadsheet shows and does not run.

    Parameters
    ----------
    value : str or number

    Returns
    -------
    str or number
        Text in NFC, perhaps with an apostrophe in front.
    """
    if not isinstance(value, str):
        return value
    words = unicodedata.normalize("NFC", value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return f"'{words}" if words != NO_GRADE and _could_run(words) else words


def _could_run(words: str) -> bool:
    if words[:1] in CONTROLS:
        return True
    seen = words.lstrip("".join({letter for letter in words if _unseen(letter)}))
    return unicodedata.normalize("NFKC", seen[:1])[:1] in SIGNS


def _unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _write(sheet: Sheet, bom: str, out: Path) -> Path:
    text = io.StringIO()
    text.write(bom)
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows([[safe(cell) for cell in row] for row in sheet])
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(text.getvalue().encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _compare(written: Path, sheet: Sheet, out: Path) -> None:
    """Hold what lies on the disk against a second reading of the database, cell by cell."""
    with written.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file, strict=True))
    wanted = [[safe(cell) for cell in row] for row in sheet]
    if len(found) != len(wanted):
        raise GradebookError(_changed(out, f"{len(found)} rows instead of {len(wanted)}"))
    for line, (have, want) in enumerate(zip(found, wanted, strict=True), 1):
        if len(have) != len(want):
            raise GradebookError(_changed(out, f"row {line}: {len(have)} columns instead of {len(want)}"))
        for name, cell, needed in zip(found[0], have, want, strict=True):
            if not _says(cell, needed):
                raise GradebookError(_changed(out, f"row {line}, {name}: {cell!r} instead of {needed!r}"))


def _says(cell: str, needed: Cell) -> bool:
    if isinstance(needed, str):
        return cell == needed
    try:
        return float(cell) == needed
    except ValueError:  # no score when it was written
        return False


def _changed(out: Path, where: str) -> str:
    return f"{out} was not written: it would not say what the database says ({where}). Is somebody grading? Then wait and export again."


def _notes(marks: Marks, layout: str) -> list[str]:
    twins = [name for name, count in Counter(safe(person.student) for person in marks.people).items() if count > 1]
    if twins:
        raise GradebookError(
            f"two students would share one name, {twins[0]!r}: their ids differ only in how accents are written. Rename one."
        )
    changed = [shown(person.student) for person in marks.people if safe(person.student) != unicodedata.normalize("NFC", person.student)]
    told = [f"written with an apostrophe in front, as it begins like a formula: {name}" for name in changed]
    if layout != "csv" and changed:
        told.append(f"{layout.capitalize()} will not find these students; enter their scores by hand")
    states = [marks.state(person, lesson) for person in marks.people for lesson in marks.lessons]
    waiting = sum(state not in ("graded", "missing") for state in states)
    if waiting:
        told.append(f"{waiting} scores are not final: see `petals status --students`")
    return told


def shown(words: str) -> str:
    """Make text harmless in a terminal.

    Parameters
    ----------
    words : str

    Returns
    -------
    str
        With a replacement character for whatever moves the cursor, turns the direction, or cannot be seen.
    """
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
