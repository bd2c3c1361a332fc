"""From the gradebook to pages on disk: everybody's feedback, and the class page."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from autograder.grading.gradebook.records import RecordError
from autograder.grading.gradebook.rows import JournalRow, Standing
from autograder.grading.reports.outlines import Outline, answers_of
from autograder.grading.reports.tally import Marked
from autograder.grading.reports.writing import fingerprint, is_current, read_plain, write_bytes, write_page

if TYPE_CHECKING:
    from autograder.grading.gradebook.book import Gradebook

COMPANIONS = ("timestamp.txt", "submission_secret.txt")  # without them `nbgrader release_feedback` stops
LARGEST_COMPANION = 1_000  # bytes
LARGEST_NOTEBOOK = 100_000_000  # bytes
Watch: TypeAlias = Callable[[Sequence[JournalRow]], Iterable[JournalRow]]


@dataclass
class Delivery:
    """What became of a lesson's feedback.

    Attributes
    ----------
    written, unchanged : int, pages
    cannot_release : list of str
        Students whose hand-in did not come through nbgrader's exchange: it has no secret to hand feedback back under.
    failed : list of (student, message)
    strangers : list of str
        Students who were asked for and have handed in nothing that was graded here.
    """

    written: int = 0
    unchanged: int = 0
    cannot_release: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Folders:
    """Where a course keeps what feedback is made of, and feedback itself.

    Attributes
    ----------
    feedback, submitted : Path
    """

    feedback: Path
    submitted: Path

    def page(self, student: str, lesson: str) -> Path:
        """Say where a student's page lies: where `nbgrader release_feedback` looks for it.

        Parameters
        ----------
        student, lesson : str

        Returns
        -------
        Path
        """
        return self.feedback / student / lesson / f"{lesson}.html"


def folders_of(root: Path) -> Folders:
    """Ask the course's nbgrader configuration for its folders.

    Parameters
    ----------
    root : Path
        The course.

    Returns
    -------
    Folders
    """
    from autograder.grading.gradebook.nbgrader_settings import Settings  # noqa: PLC0415 - traitlets

    settings = Settings(root)
    told = settings.config["CourseDirectory"].get("feedback_directory") if "CourseDirectory" in settings.config else None
    return Folders(root / str(told or "feedback"), settings.submitted)


def deliver(
    book: "Gradebook", outline: Outline, folders: Folders, students: Iterable[str] = (), watch: Watch = lambda rows: rows
) -> Iterator[Delivery]:
    """Write the feedback of one lesson; what has not changed stays as it is.

    Parameters
    ----------
    book : Gradebook
    outline : Outline
    folders : Folders
    students : iterable of str
        None: all.
    watch : callable
        Passes the rows through, and shows how far it is.

    Yields
    ------
    Delivery
        The same one after each student, so that what is done is known when it is interrupted.
    """
    done = Delivery()
    wanted = set(students)
    rows = [row for row in book.journal(outline.name, latest=True) if not wanted or row.student in wanted]
    done.strangers = sorted(wanted - {row.student for row in rows})
    standings = {standing.person.student: standing for standing in book.standings(outline.name)}
    secret = book.secret()
    yield done
    for row in watch(rows):
        try:
            _deliver_one(book, outline, folders, row, standings.get(row.student), secret, done)
        except (RecordError, OSError, ValueError) as error:
            done.failed.append((row.student, f"{type(error).__name__}: {error}"))
        yield done


def _deliver_one(
    book: "Gradebook", outline: Outline, folders: Folders, row: JournalRow, standing: Standing | None, secret: bytes, done: Delivery
) -> None:
    from autograder.grading.reports.student import student_page  # noqa: PLC0415 - jinja2, only where a page is written

    page = folders.page(row.student, row.lesson)
    notebook = _notebook(book, row)
    name = fingerprint(secret, (str(row.number), row.result, repr(standing), repr(outline), hashlib.sha256(notebook).hexdigest()))
    if not _bring_companions(book, folders, row):
        done.cannot_release.append(row.student)
    if is_current(page, name):
        done.unchanged += 1
        return
    write_page(page, student_page(row.graded, outline, standing, answers_of(notebook, outline)), name)
    done.written += 1


def _notebook(book: "Gradebook", row: JournalRow) -> bytes:
    """Read the executed notebook of this very result, if it is still the one that lies there."""
    if not row.notebook or row.outcome == "quarantined":
        return b""
    found = read_plain(book.place_of(row.student, row.lesson), LARGEST_NOTEBOOK)
    return found if found and hashlib.sha256(found).hexdigest() == row.notebook else b""


def _bring_companions(book: "Gradebook", folders: Folders, row: JournalRow) -> bool:
    """Copy what nbgrader puts beside feedback; tell whether all of it is there."""
    sources = (book.place_of(row.student, row.lesson).parent, folders.submitted / row.student / row.lesson)
    there = True
    for name in COMPANIONS:
        content = next((found for folder in sources if (found := read_plain(folder / name, LARGEST_COMPANION)) is not None), None)
        place = folders.page(row.student, row.lesson).with_name(name)
        if content is not None and read_plain(place, LARGEST_COMPANION) != content:
            write_bytes(place, content)
        there &= content is not None
    return there


def write_class_page(book: "Gradebook", outline: Outline, folders: Folders, path: Path) -> int:
    """Write the class page of one lesson.

    Parameters
    ----------
    book : Gradebook
    outline : Outline
    folders : Folders
        Of the feedback that names lead to.
    path : Path

    Returns
    -------
    int
        How many students it is about.
    """
    from autograder.grading.reports.class_report import class_page  # noqa: PLC0415 - jinja2, only where a page is written

    rows = book.journal(outline.name, latest=True)
    standings = {standing.person.student: standing for standing in book.standings(outline.name)}
    marked = (Marked(row.graded, standings.get(row.student)) for row in rows)
    pages = {
        row.student: quote(os.path.relpath(page, path.parent)) for row in rows if (page := folders.page(row.student, row.lesson)).is_file()
    }
    made = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    write_page(path, class_page(outline, marked, made=made, pages=pages))
    return len(rows)
