"""Reads an executed notebook: what it recorded, what its checks earned, how long its cells took, what it drew."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from autograder.headless.results import CellTime, CheckScore
from course_utils.checking import RECORD_MIME

Cell = Mapping[str, Any]  # a notebook is JSON; nbformat has checked its form

SOURCE_METRIC = "source"  # the one recorded string: it names the data that was used, and selects the targets
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
MESSAGE_LIMIT = 600  # characters of a card quoted in a report


@dataclass(frozen=True)
class Records:
    """What a notebook gave to `record`.

    Attributes
    ----------
    metrics : dict of str to object
        By name, in order of appearance, without the data source.
    conflicts : tuple of str
        Names that were recorded twice with different values.
    source : str or None
        "real", "synthetic", or None if no source was recorded; a notebook that used both counts as synthetic.
    """

    metrics: dict[str, object]
    conflicts: tuple[str, ...]
    source: str | None


@dataclass(frozen=True)
class Picture:
    """A picture that a cell drew.

    Attributes
    ----------
    cell : str
        The cell's id.
    png : str
        The file's bytes in base64.
    """

    cell: str
    png: str


def records(notebook: Mapping[str, Any]) -> Records:
    """Collect what `record` displayed.

    Parameters
    ----------
    notebook : mapping
        An executed notebook, as JSON.

    Returns
    -------
    Records
    """
    metrics: dict[str, object] = {}
    conflicts, sources = [], set()
    for _, output in _outputs(notebook):
        entry = output.get("data", {}).get(RECORD_MIME)
        if not isinstance(entry, dict) or "name" not in entry:
            continue
        name, value = str(entry["name"]), entry.get("value")
        if name == SOURCE_METRIC:
            sources.add(str(value))
            continue
        if name in metrics and metrics[name] != value:
            conflicts.append(name)
        metrics[name] = value
    # What was learnt partly from drawn data is held to the targets for drawn data.
    source = "synthetic" if "synthetic" in sources else next(iter(sorted(sources)), None)
    return Records(metrics, tuple(dict.fromkeys(conflicts)), source)


def check_scores(notebook: Mapping[str, Any]) -> tuple[CheckScore, ...]:
    """Read the points that each check cell shows.

    Parameters
    ----------
    notebook : mapping
        An executed notebook, as JSON, with nbgrader's metadata.

    Returns
    -------
    tuple of CheckScore, one per check cell that was reached or not, in order
    """
    return tuple(_score(cell) for cell in _code_cells(notebook) if cell["metadata"].get("nbgrader", {}).get("grade"))


def cell_times(notebook: Mapping[str, Any]) -> tuple[CellTime, ...]:
    """Read how long each code cell took.

    Parameters
    ----------
    notebook : mapping
        An executed notebook, as JSON, with papermill's metadata.

    Returns
    -------
    tuple of CellTime, for the cells that were executed
    """
    timed = ((cell, cell["metadata"].get("papermill", {}).get("duration")) for cell in _code_cells(notebook))
    return tuple(CellTime(cell_name(cell), _first_line(cell), float(seconds)) for cell, seconds in timed if seconds is not None)


def pictures(notebook: Mapping[str, Any]) -> tuple[Picture, ...]:
    """Collect the PNG pictures among the outputs.

    Parameters
    ----------
    notebook : mapping
        An executed notebook, as JSON.

    Returns
    -------
    tuple of Picture, in order
    """
    drawn = ((cell, output.get("data", {}).get("image/png")) for cell, output in _outputs(notebook))
    return tuple(Picture(cell_name(cell), _text(png).replace("\n", "")) for cell, png in drawn if png)


def stopped_in(notebook: Mapping[str, Any]) -> str:
    """Name the cell in which a run ended before its time.

    Parameters
    ----------
    notebook : mapping
        An executed notebook, as JSON, with papermill's metadata.

    Returns
    -------
    str
        The last code cell that had begun; empty if none had.
    """
    begun = [cell for cell in _code_cells(notebook) if cell["metadata"].get("papermill", {}).get("start_time")]
    return cell_name(begun[-1]) if begun else ""


def cell_name(cell: Cell) -> str:
    """Name a cell for a reader.

    Parameters
    ----------
    cell : mapping

    Returns
    -------
    str
        The id it has in every build; the cell papermill adds is called by its tag.
    """
    return "injected-parameters" if "injected-parameters" in cell["metadata"].get("tags", []) else str(cell.get("id", "?"))


def plain(text: str) -> str:
    """Remove a terminal's colour codes.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return ANSI.sub("", text)


def _code_cells(notebook: Mapping[str, Any]) -> Iterator[Cell]:
    return (cell for cell in notebook.get("cells", []) if cell["cell_type"] == "code")


def _outputs(notebook: Mapping[str, Any]) -> Iterator[tuple[Cell, Mapping[str, Any]]]:
    return ((cell, output) for cell in _code_cells(notebook) for output in cell.get("outputs", []))


def _score(cell: Cell) -> CheckScore:
    grader, outputs = cell["metadata"]["nbgrader"], cell.get("outputs", [])
    exercise, points = str(grader["grade_id"]).removeprefix("check-"), float(grader.get("points", 0))
    warning = "".join(_text(output["text"]) for output in outputs if output.get("name") == "stderr")
    if warning:
        return CheckScore(exercise, 0.0, points, f"printed to stderr, which nbgrader scores zero: {plain(warning)[:MESSAGE_LIMIT]}")
    results = [output["data"] for output in outputs if output["output_type"] == "execute_result"]
    if not results:
        return CheckScore(exercise, None, points)
    score = CheckScore(exercise, _float(_text(results[-1].get("text/plain", ""))), points)
    return score if score.full else replace(score, message=_visible_text(_text(results[-1].get("text/html", "")))[:MESSAGE_LIMIT])


def _first_line(cell: Cell) -> str:
    lines = [line.strip() for line in _text(cell["source"]).splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith("#")), lines[0] if lines else "")[:100]


def _text(value: str | list[str]) -> str:
    """Join what a notebook on disk may have split into lines."""
    return value if isinstance(value, str) else "".join(value)


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002, the base class's signature
        self._skipped += tag in {"script", "style", "details"}

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in {"script", "style", "details"}

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words += data.split()


def _visible_text(html: str) -> str:
    words = _Words()
    words.feed(html)
    return " ".join(words.words)
