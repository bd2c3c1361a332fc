"""Building a notebook from a lesson's source: one language, solved or released, the same bytes every time.

nbformat takes a second to load and has no types, hence `import_module`.
"""

import json
import re
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from autograder.source.cells import Cell, LessonSource, Role, SourceError
from autograder.source.exercises import read_checks
from autograder.source.numbers import Targets, fill, read_targets
from autograder.source.sheets import way_to_sheets
from autograder.source.stubs import TEXT_STUB, RegionError, stub

if TYPE_CHECKING:
    from nbformat import NotebookNode

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_PARAMETER = re.compile(r"^LANGUAGE\s*=.*$", re.MULTILINE)
GRADED: tuple[Role, ...] = ("answer", "check", "manual")


def build(source: LessonSource, language: str, *, solved: bool) -> "NotebookNode":
    """Build a lesson's notebook.

    Parameters
    ----------
    source : LessonSource
        The lesson, read.
    language : str, "en" or "ko"
        Which prose to keep.
    solved : bool
        With solutions, as nbgrader's source; or released, with stubs and nbgrader's checksums.

    Returns
    -------
    NotebookNode, nbformat 4.5

    Raises
    ------
    SourceError
        If a solution region cannot be turned into a stub, a graded cell has no exercise in checks.py, or an id is there twice.
    ChecksError, TargetsError
        If checks.py raises, or targets.toml is not TOML.
    """
    v4: Any = import_module("nbformat.v4")
    points = _points(source)
    targets = read_targets(source.folder)
    _refuse_doubles(source)
    cells = [_cell(source, cell, language, points, targets) for cell in source.spoken(language)]
    metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}, "petals": {"language": language, "lesson": source.name}}
    notebook: NotebookNode = v4.new_notebook(metadata=metadata, cells=cells)
    return notebook if solved else lead_to_sheets(strip_solutions(notebook, source), source, language)


def strip_solutions(notebook: "NotebookNode", source: LessonSource) -> "NotebookNode":
    """Put stubs in place of solutions and add nbgrader's checksums, in place.

    Parameters
    ----------
    notebook : NotebookNode
        Built, solved.
    source : LessonSource
        What it was built from, for the places of errors.

    Returns
    -------
    NotebookNode, the same

    Raises
    ------
    SourceError
        If a solution region cannot be turned into a stub.
    """
    from nbgrader.utils import compute_checksum  # noqa: PLC0415 - two seconds, needed only here

    places = {cell.id: cell for cell in source.cells if cell.role in GRADED}
    for cell in notebook.cells:
        if "nbgrader" not in cell.metadata:
            continue
        if cell.metadata.nbgrader.solution:
            cell.source = released_text(source, places[cell.id])
        cell.metadata.nbgrader["cell_type"] = cell.cell_type
        cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    return notebook


def lead_to_sheets(notebook: "NotebookNode", source: LessonSource, language: str, *, alone: bool = False) -> "NotebookNode":
    """Add a last line to the summary that leads to the printed sheets, in place.

    Parameters
    ----------
    notebook : NotebookNode
        Built.
    source : LessonSource
        What it was built from.
    language : str, "en" or "ko"
        Of the notebook.
    alone : bool
        Whether the lesson is handed out without the other lessons' formulas beside it.

    Returns
    -------
    NotebookNode, the same
    """
    summaries = {cell.id for cell in source.cells if cell.sheet == "summary"}
    for cell in notebook.cells:
        if cell.id in summaries:
            cell.source += f"\n\n{way_to_sheets(language, alone=alone)}"
    return notebook


def released_text(source: LessonSource, cell: Cell) -> str:
    """Say what students get in an answer or manual cell.

    Parameters
    ----------
    source : LessonSource
        The lesson.
    cell : Cell
        An answer or manual cell of it.

    Returns
    -------
    str
        The same in both languages.

    Raises
    ------
    SourceError
        If the solution region cannot be turned into a stub.
    """
    if cell.role == "manual":
        return TEXT_STUB
    try:
        return stub(cell.text)
    except RegionError as error:
        raise SourceError(source.path, cell.line, f"answer {cell.exercise!r}: {error}") from error


def stubs_json(source: LessonSource) -> str:
    """Collect the stubs of a lesson's answers, for resetting one exercise.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Returns
    -------
    str, JSON: exercise to stub, in the lesson's order
    """
    stubs = {cell.exercise: released_text(source, cell) for cell in source.of_role("answer")}
    return json.dumps(stubs, ensure_ascii=False, indent=1) + "\n"


def to_text(notebook: "NotebookNode") -> str:
    """Write a notebook as the text that is committed.

    Parameters
    ----------
    notebook : NotebookNode
        Built here.

    Returns
    -------
    str, JSON as JupyterLab would save it: sorted keys, one line of source per line, one trailing newline
    """
    nbformat: Any = import_module("nbformat")
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def _refuse_doubles(source: LessonSource) -> None:
    lines: dict[str, int] = {}
    for cell in source.of_role(*GRADED, "parameters"):
        if cell.id in lines:
            raise SourceError(
                source.path, cell.line, f"the id {cell.id} is taken by line {lines[cell.id]}: rename one, or join the two cells."
            )
        lines[cell.id] = cell.line


def _points(source: LessonSource) -> Mapping[str, float]:
    if not source.of_role("check", "manual"):
        return {}
    return {name: exercise.points for name, exercise in read_checks(source.folder).exercises.items()}


def _cell(source: LessonSource, cell: Cell, language: str, points: Mapping[str, float], targets: Targets) -> "NotebookNode":
    v4: Any = import_module("nbformat.v4")
    made: NotebookNode
    if cell.role == "text":
        made = v4.new_markdown_cell(fill(cell.text, targets), id=cell.id)
    elif cell.role == "manual":
        made = v4.new_markdown_cell(cell.text, id=cell.id, metadata=_metadata(source, cell, points))
    elif cell.role == "parameters":
        text = LANGUAGE_PARAMETER.sub(f'LANGUAGE = "{language}"', cell.text)
        made = v4.new_code_cell(text, id=cell.id, metadata={"tags": ["parameters"]})
    else:
        made = v4.new_code_cell(cell.text, id=cell.id, metadata=_metadata(source, cell, points) if cell.role in GRADED else {})
    return made


def _metadata(source: LessonSource, cell: Cell, points: Mapping[str, float]) -> dict[str, Any]:
    """Expand a header key to nbgrader's metadata, schema 3, with the locks its LockCells would set."""
    graded = cell.role != "answer"
    entry: dict[str, Any] = {
        "grade": graded,
        "grade_id": cell.id,
        "locked": cell.role == "check",
        "schema_version": 3,
        "solution": cell.role != "check",
        "task": False,
    }
    if graded and cell.exercise not in points:
        known = ", ".join(points) or "none"
        raise SourceError(source.path, cell.line, f"checks.py has no exercise({cell.exercise!r}, points=…); it has {known}.")
    if graded:
        entry["points"] = points[cell.exercise]
    locks = {"deletable": False, "editable": False} if cell.role == "check" else {"deletable": False}
    return {**locks, "nbgrader": entry}
