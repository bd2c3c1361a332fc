"""Reading a notebook that nobody vouches for: bounds first, then JSON, then only what grading needs of it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from autograder.grading.intake import reasons
from autograder.grading.intake.limits import MIB, IntakeLimits
from autograder.grading.intake.prepared import Kind, Quarantined

BOM = b"\xef\xbb\xbf"
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# NUL ends a Python source, a lone surrogate cannot be written to any file.
STRANGE = re.compile("[\x00\ud800-\udfff]")
KINDS: Mapping[object, Kind] = {"code": "code", "markdown": "markdown", "raw": "raw"}
NAME_CHARACTERS = 200


@dataclass(frozen=True)
class RawCell:
    """One cell as it was handed in.

    Attributes
    ----------
    kind : "code", "markdown" or "raw"
    id : str
        Valid, or empty; Colab's, which lies in the metadata, too.
    grade_id : str
        What its nbgrader metadata says, else empty.
    source : str
        With newlines only.
    labels : mapping
        What else its nbgrader metadata says, to compare with the release.
    tags : tuple of str
    pictures : bool
        Whether pictures are attached to it.
    """

    kind: Kind
    id: str
    grade_id: str
    source: str
    labels: Mapping[str, object]
    tags: tuple[str, ...]
    pictures: bool


@dataclass(frozen=True)
class RawNotebook:
    """A notebook as it was handed in.

    Attributes
    ----------
    cells : tuple of RawCell
    language, lesson : str
        What its petals metadata says, else empty.
    kernel_language : str
        What its kernelspec says, else empty.
    upgraded_from : int
        Its format, if that was not 4; else 0.
    """

    cells: tuple[RawCell, ...]
    language: str
    lesson: str
    kernel_language: str
    upgraded_from: int = 0


def parse(data: bytes, limits: IntakeLimits) -> RawNotebook:
    """Read a notebook's bytes.

    Parameters
    ----------
    data : bytes
        Anything at all.
    limits : IntakeLimits

    Returns
    -------
    RawNotebook

    Raises
    ------
    Quarantined
        If it is no notebook of format 3 or 4 within the limits.
    """
    content = _json(data, limits)
    given = _format(content)
    if given == 3:  # noqa: PLR2004 - nbformat's numbers
        content = _upgraded(content)
    raw = content.get("cells")
    if not isinstance(raw, list):
        raise Quarantined(reasons.NOT_A_NOTEBOOK)
    if not raw:
        raise Quarantined(reasons.NO_CELLS)
    if len(raw) > limits.cells:
        raise Quarantined(reasons.TOO_MANY_CELLS.fill(count=len(raw), most=limits.cells))
    cells = tuple(_cell(number, cell, limits) for number, cell in enumerate(raw, start=1))
    together = sum(len(cell.source) for cell in cells)
    if together > limits.source_characters:
        raise Quarantined(reasons.LONG_NOTEBOOK.fill(count=together, most=limits.source_characters))
    metadata = _mapping(content.get("metadata"))
    petals, spec = _mapping(metadata.get("petals")), _mapping(metadata.get("kernelspec"))
    return RawNotebook(
        cells,
        _name(petals.get("language")),
        _name(petals.get("lesson")),
        _name(spec.get("language")),
        given if given != 4 else 0,  # noqa: PLR2004
    )


def check_size(size: int, limits: IntakeLimits) -> None:
    """Refuse a notebook by its size alone.

    Parameters
    ----------
    size : int, bytes
    limits : IntakeLimits

    Raises
    ------
    Quarantined
        If it is empty or too large.
    """
    if size == 0:
        raise Quarantined(reasons.EMPTY)
    if size > limits.notebook_bytes:
        raise Quarantined(reasons.TOO_LARGE.fill(size=-(-size // MIB), most=limits.notebook_bytes // MIB))


def _json(data: bytes, limits: IntakeLimits) -> Mapping[str, Any]:
    check_size(len(data), limits)
    # An empty object of two bytes takes 64 in memory: what makes objects is counted before any is made.
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > limits.values:
        raise Quarantined(reasons.TOO_MANY_VALUES)
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Quarantined(reasons.NOT_UTF8.fill(position=error.start)) from None
    if not text.strip():
        raise Quarantined(reasons.EMPTY)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Quarantined(reasons.NOT_JSON.fill(line=error.lineno)) from None
    except ValueError:  # Python refuses to read integers of more than 4300 digits
        raise Quarantined(reasons.STRANGE_NUMBER) from None
    except RecursionError:
        raise Quarantined(reasons.TOO_DEEP.fill(most=limits.depth)) from None
    if not isinstance(content, dict):
        raise Quarantined(reasons.NOT_A_NOTEBOOK)
    _refuse_depth(content, limits.depth)
    return content


def _refuse_depth(content: Mapping[str, Any], most: int) -> None:
    """Walk level by level: the same limit on every Python, whose own parsers stop at different depths."""
    level: list[Any] = [content]
    for _ in range(most):
        level = [inner for outer in level for inner in _members(outer) if isinstance(inner, dict | list)]
        if not level:
            return
    raise Quarantined(reasons.TOO_DEEP.fill(most=most))


def _members(outer: Any) -> Iterable[Any]:  # noqa: ANN401 - JSON
    return outer.values() if isinstance(outer, dict) else outer


def _format(content: Mapping[str, Any]) -> int:
    given = content.get("nbformat")
    if isinstance(given, bool) or not isinstance(given, int):
        raise Quarantined(reasons.NOT_A_NOTEBOOK)
    if given not in {3, 4}:
        raise Quarantined(reasons.WRONG_FORMAT.fill(given=given if 0 <= given < 100 else "?"))  # noqa: PLR2004 - a long number says nothing
    return given


def _upgraded(content: Mapping[str, Any]) -> Mapping[str, Any]:
    nbformat: Any = import_module("nbformat")  # a second, and hardly ever needed
    try:
        return dict(nbformat.convert(nbformat.from_dict(content), 4))
    except Exception:  # noqa: BLE001 - whatever an old notebook's odd shape does to nbformat, its student reads one reason
        raise Quarantined(reasons.NOT_UPGRADABLE.fill(given=3)) from None


def _cell(number: int, cell: object, limits: IntakeLimits) -> RawCell:
    if not isinstance(cell, dict):
        raise Quarantined(reasons.BROKEN_CELL.fill(number=number, what=reasons.NO_CELL))
    kind = cell.get("cell_type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Quarantined(reasons.BROKEN_CELL.fill(number=number, what=reasons.NO_KIND))
    metadata = _mapping(cell.get("metadata"))
    labels, tags = _mapping(metadata.get("nbgrader")), metadata.get("tags")
    return RawCell(
        kind=KINDS[kind],
        id=_id(cell.get("id")) or _id(metadata.get("id")),
        grade_id=_name(labels.get("grade_id")),
        source=_source(number, cell.get("source"), limits),
        labels=labels,
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        pictures=bool(cell.get("attachments")),
    )


def _source(number: int, given: object, limits: IntakeLimits) -> str:
    lines = [given] if isinstance(given, str) else given
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise Quarantined(reasons.BROKEN_CELL.fill(number=number, what=reasons.NO_SOURCE))
    text = "".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.cell_characters:
        raise Quarantined(reasons.LONG_CELL.fill(number=number, count=len(text), most=limits.cell_characters))
    strange = STRANGE.search(text)
    if strange:
        raise Quarantined(reasons.STRANGE_CHARACTER.fill(number=number, character=f"U+{ord(strange[0]):04X}"))
    return text


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str:
    return value if isinstance(value, str) and CELL_ID.fullmatch(value) else ""


def _name(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= NAME_CHARACTERS and value.isprintable() else ""
