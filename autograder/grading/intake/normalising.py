"""One submission held against its lesson: whatever bytes come, a notebook that fits, or one readable reason."""

from collections.abc import Sequence
from dataclasses import replace

from autograder.grading.bundles import LessonBundle
from autograder.grading.intake import reasons, repairs
from autograder.grading.intake.limits import LIMITS, IntakeLimits
from autograder.grading.intake.matching import Matching, answers_from_checks, match_cells, plain
from autograder.grading.intake.parsing import RawNotebook, parse
from autograder.grading.intake.placing import place_cells, with_ids
from autograder.grading.intake.prepared import Prepared, Quarantined
from autograder.grading.intake.released import Release, ReleasedCell, read_release
from autograder.grading.intake.suspicion import edited_labels, listed, removed_cells, suspicious_sizes
from autograder.grading.results import Note, Submission

# What lies beside every released notebook, and comes back with it.
RELEASED_FILES = {"checks.py", "stubs.json", "summary.html"}
RELEASED_PICTURES = (".png", ".svg", ".jpg", ".webp")
KIND_WORDS = {"code": "code", "markdown": "Markdown", "raw": "raw"}


def normalise(submission: Submission, bundle: LessonBundle, limits: IntakeLimits = LIMITS) -> Prepared:
    """Bring a submission into the shape of its lesson, without running anything.

    Locked cells are the release's, missing graded cells come back, copies and unlabelled answers are sorted out, and everything
    but text is dropped: outputs, tags, widgets, attachments, the student's points and checksums. What students changed or
    added otherwise stays theirs, in their order.

    Parameters
    ----------
    submission : Submission
    bundle : LessonBundle
    limits : IntakeLimits

    Returns
    -------
    Prepared

    Raises
    ------
    Quarantined
        If it is no notebook, too large, or of another lesson.
    """
    handed_in = parse(submission.notebook, limits)
    release, matching = _release(handed_in, bundle)
    notebook = replace(handed_in, cells=tuple(answers_from_checks(handed_in.cells, release.cells, matching)))
    taken_out = len(notebook.cells) - len(handed_in.cells)
    if taken_out:
        matching = match_cells(notebook.cells, release.cells)
    _refuse_other_lesson(notebook, release, matching, bundle.name)
    placed, order_notes = place_cells(notebook.cells, release.cells, matching)
    cells, renamed = with_ids(placed)
    notes = [
        *_about_the_files(submission),
        *_about_the_notebook(notebook, bundle, release),
        *_about_cells(notebook, release.cells, matching),
        *order_notes,
        *([repairs.repair(repairs.FROM_CHECKS, count=taken_out)] if taken_out else []),
        *([repairs.for_staff(repairs.IDS, count=renamed)] if renamed else []),
        *edited_labels(notebook.cells, release.cells, matching),
        *removed_cells(release.cells, matching),
        *suspicious_sizes(cells, limits),
    ]
    return Prepared(release.language, tuple(cells), tuple(notes))


def _release(notebook: RawNotebook, bundle: LessonBundle) -> tuple[Release, Matching]:
    """Take the language that the notebook names, else the one that more of its texts are from."""
    languages = [notebook.language] if notebook.language in bundle.released else sorted(bundle.released)
    releases = [read_release(bundle.released[language], language) for language in languages]
    release = max(releases, key=lambda release: _likeness(notebook, release))
    return release, match_cells(notebook.cells, release.cells)


def _likeness(notebook: RawNotebook, release: Release) -> int:
    texts = {plain(cell.source) for cell in release.cells}
    return sum(plain(cell.source) in texts for cell in notebook.cells)


def _refuse_other_lesson(notebook: RawNotebook, release: Release, matching: Matching, name: str) -> None:
    graded = [cell for cell in release.cells if cell.graded]
    found = sum(cell.index in matching.chosen for cell in graded)
    # Exercises of two lessons may share a name: a notebook that calls itself another's must have most of this one's.
    if notebook.lesson not in {"", name} and 2 * found <= len(graded):
        raise Quarantined(reasons.OTHER_LESSON.fill(given=notebook.lesson, needed=name))
    labels = {cell.grade_id for cell in notebook.cells} - {""}
    mostly_ours = 2 * len(labels & {cell.grade_id for cell in graded}) >= len(labels) > 0
    same = sum(plain(notebook.cells[place].source) == plain(release.cells[index].source) for index, place in matching.chosen.items())
    # A few equal cells prove nothing: every lesson has a parameters cell, a heading for its quiz, an open question.
    if not mostly_ours and 4 * found < len(graded) and 4 * same < len(release.cells):
        raise Quarantined(reasons.NOTHING_OF_THE_LESSON.fill(needed=name))


def _about_the_files(submission: Submission) -> list[Note]:
    notes = [repairs.repair(repairs.FILE_NAME, file=submission.file)] if submission.file else []
    strays = [name for name in submission.strays if name not in RELEASED_FILES and not name.endswith(RELEASED_PICTURES)]
    return notes + ([repairs.repair(repairs.STRAYS, names=listed(strays))] if strays else [])


def _about_the_notebook(notebook: RawNotebook, bundle: LessonBundle, release: Release) -> list[Note]:
    notes = []
    if notebook.upgraded_from:
        notes.append(repairs.repair(repairs.UPGRADED, given=notebook.upgraded_from))
    if notebook.language not in bundle.released and len(bundle.released) > 1:
        notes.append(repairs.repair(repairs.GUESSED_LANGUAGE, language=release.language))
    if notebook.lesson not in {"", bundle.name}:
        notes.append(repairs.repair(repairs.OTHER_LABEL, given=notebook.lesson, needed=bundle.name))
    if notebook.kernel_language.lower() not in {"", "python"}:
        notes.append(repairs.for_staff(repairs.KERNEL, given=notebook.kernel_language))
    pictures = sum(cell.pictures for cell in notebook.cells)
    if pictures:
        notes.append(repairs.repair(repairs.PICTURES, count=pictures))
    return notes


def _about_cells(notebook: RawNotebook, released: Sequence[ReleasedCell], matching: Matching) -> list[Note]:
    notes: list[Note] = []
    for index, place in sorted(matching.chosen.items()):
        meant, cell = released[index], notebook.cells[place]
        name = meant.exercise or meant.id
        if index in matching.recognised:
            notes.append(repairs.repair(repairs.RECOGNISED, meant.id, name=name))
        if index in matching.copies:
            notes.append(repairs.repair(repairs.COPIES, meant.id, name=name, count=1 + len(matching.copies[index])))
        if cell.kind != meant.kind:
            notes.append(repairs.repair(repairs.RETYPED, meant.id, name=name, given=KIND_WORDS[cell.kind], needed=KIND_WORDS[meant.kind]))
        if meant.locked and plain(cell.source) != plain(meant.source):
            notes.append(repairs.repair(repairs.RESTORED, meant.id, name=name))
    return notes
