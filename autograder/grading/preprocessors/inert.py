"""Showing a student's notebook on nbgrader's pages, feedback and formgrader, with nothing in it that a browser would run.

nbgrader's pages put Markdown through as HTML, and outputs as they are. `ShowInert` rebuilds the notebook from what is safe to show;
`inert_markdown` takes the place of the templates' Markdown filter, and escapes HTML.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape, unescape
from importlib import import_module
from textwrap import fill, indent
from typing import TYPE_CHECKING, Any

from nbconvert.preprocessors import Preprocessor

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

v4: Any = import_module("nbformat.v4")  # without types
FORMULA = re.compile(r"(```.*?```|~~~.*?~~~|``.+?``|`[^`]+`|\$\$.+?\$\$|(?<!\\)\$[^$\n]+\$)", re.DOTALL)
PLACE = re.compile("\ue000(\\d+)\ue001")  # a formula's place while Markdown is read
REFUSAL = re.compile(r"<pre[^<>]*>(.*)</pre>", re.DOTALL)  # how the gradebook says, on top, why a submission could not be read
COLUMNS = 60  # Korean letters are two wide, and the templates break longer lines in the middle of a word
GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")
SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
TEXT = "text/plain"
FLAGS = ("grade", "locked", "solution", "task")


class ShowInert(Preprocessor):
    """Rebuild a notebook from sources, plain text, PNG and JPEG; drop everything else.

    For `HTMLExporter.preprocessors`.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbconvert's signature
        """Make a notebook fit to be shown.

        Parameters
        ----------
        nb : NotebookNode
            Any notebook, trusted or not.
        resources : dict
            nbconvert's; unchanged.

        Returns
        -------
        (NotebookNode, dict)
        """
        return inert(nb), resources


def inert(nb: Any) -> Any:  # noqa: ANN401 - nbformat's nodes
    """Rebuild a notebook from what a browser only shows.

    Parameters
    ----------
    nb : NotebookNode
        Any notebook.

    Returns
    -------
    NotebookNode
        A new one: sources, nbgrader's metadata, stream text, tracebacks, text/plain, PNG and JPEG.
    """
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    return v4.new_notebook(metadata=metadata, cells=[_cell(cell) for cell in nb.cells])


def _cell(cell: Any) -> Any:  # noqa: ANN401 - nbformat's nodes
    source, metadata = _text(cell.get("source")), _metadata(cell.get("metadata") or {})
    if cell.get("cell_type") == "markdown":
        if refusal := REFUSAL.fullmatch(source):
            source = indent(fill(unescape(refusal[1]), COLUMNS), "    ")
        return v4.new_markdown_cell(source, metadata=metadata)
    if cell.get("cell_type") != "code":
        return v4.new_raw_cell(source, metadata=metadata)
    return v4.new_code_cell(source, metadata=metadata, execution_count=_count(cell), outputs=inert_outputs(cell.get("outputs") or ()))


def _metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Keep nbgrader's entry, which its templates write into the page unescaped."""
    entry = metadata.get("nbgrader")
    if not isinstance(entry, Mapping) or not GRADE_ID.fullmatch(str(entry.get("grade_id", ""))):
        return {}
    kept: dict[str, Any] = {"grade_id": str(entry["grade_id"]), "schema_version": 3}
    kept |= {flag: bool(entry.get(flag, False)) for flag in FLAGS}
    points = entry.get("points")
    return {"nbgrader": kept | ({"points": float(points)} if isinstance(points, int | float) else {})}


def inert_outputs(outputs: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Keep text and pictures of a cell's outputs.

    Parameters
    ----------
    outputs : iterable of output
        As in a notebook.

    Returns
    -------
    list of NotebookNode
    """
    return [shown for output in outputs if (shown := _output(output)) is not None]


def _output(output: Mapping[str, Any]) -> Any:  # noqa: ANN401 - nbformat's nodes
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return v4.new_output("stream", name=name, text=_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        traceback = [_text(line) for line in lines] if isinstance(lines, list) else []
        return v4.new_output("error", ename=_text(output.get("ename")), evalue=_text(output.get("evalue")), traceback=traceback)
    if kind not in {"display_data", "execute_result"} or not (data := _data(output.get("data"))):
        return None
    return v4.new_output("display_data", data)


def _data(data: object) -> dict[str, str]:
    if not isinstance(data, Mapping):
        return {}
    pictures = {kind: picture for kind in SIGNATURES if (picture := _picture(kind, data.get(kind)))}
    return pictures | ({TEXT: _text(data[TEXT])} if TEXT in data else {})


def _picture(kind: str, written: object) -> str:
    """Read and write the base64 anew: the templates put it into an attribute as it is."""
    try:
        raw = base64.b64decode("".join(_text(written).split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(raw).decode() if raw.startswith(SIGNATURES[kind]) else ""


def _text(value: object) -> str:
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _count(cell: Mapping[str, Any]) -> int | None:
    count = cell.get("execution_count")
    return count if isinstance(count, int) else None


def inert_markdown(text: str) -> str:
    """Set Markdown as HTML; HTML in it is shown as it was written, pictures as their descriptions, and formulas are left to MathJax.

    For `HTMLExporter.filters`, under "markdown2html".

    Parameters
    ----------
    text : str
        Markdown of a cell or a comment.

    Returns
    -------
    str
        HTML without scripts, frames, pictures, and links other than to the web and to mail.
    """
    parts = FORMULA.split(PLACE.sub("", _text(text)))
    formulas: list[str] = []
    for index in range(1, len(parts), 2):
        if parts[index].startswith("$"):
            formulas.append(parts[index])
            parts[index] = f"\ue000{len(formulas) - 1}\ue001"
    html = _markdown().render("".join(parts))
    return PLACE.sub(lambda place: escape(formulas[int(place[1])]), html)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where a page is made

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
