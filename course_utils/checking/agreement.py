"""Gradients side by side: for each array exact, close or wrong, by how much, and where."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from course_utils.checking.differences import as_array
from course_utils.checking.html_parts import TONES
from course_utils.checking.language import Text
from course_utils.checking.slips import Array

Verdict: TypeAlias = Literal["exact", "close", "wrong"]

EXACT, CLOSE = 1e-6, 1e-3  # shares of the array's largest number; float32 rounds to 1e-7, central differences to about 1e-8
_SMALL = 1e-3  # an array of nearly zeros is measured against this share of the largest array
_LEAST = 1e-10

VERDICTS = {"exact": Text("exact", "일치"), "close": Text("close", "거의 일치"), "wrong": Text("wrong", "불일치")}
_GLYPHS = {"exact": "✓", "close": "✓", "wrong": "✗"}
_TONES = {"exact": TONES["passed"], "close": TONES["passed"], "wrong": TONES["failed"]}
_CELL = "padding: .15rem .9rem .15rem 0; text-align: left; background: none; border: 0; white-space: nowrap;"
_COLUMNS = (
    Text("array", "배열"),
    Text("shape", "모양"),
    Text("largest difference", "가장 큰 차이"),
    Text("where", "위치"),
    Text("", ""),
)
_NEEDED = Text("{given}, needed {needed}", "{given}, 필요한 모양 {needed}")
_MISSING = Text("missing", "없음")


@dataclass(frozen=True)
class Agreement:
    """How well one array agrees with the wanted one.

    Attributes
    ----------
    name : str
    verdict : "exact", "close" or "wrong"
    given : tuple of int, or None
        Its shape; None if there are no numbers.
    needed : tuple of int
    difference : float, at least 0
        The largest; inf where a number is not finite, nan where there is nothing to compare.
    where : tuple of int
        The place of the largest difference.
    """

    name: str
    verdict: Verdict
    given: tuple[int, ...] | None
    needed: tuple[int, ...]
    difference: float = float("nan")
    where: tuple[int, ...] = ()


def compare(got: Mapping[str, object], wanted: Mapping[str, object]) -> tuple[Agreement, ...]:
    """Compare arrays by name, in the order of `wanted`.

    Parameters
    ----------
    got : mapping of str to array or nested lists
    wanted : mapping of str to array

    Returns
    -------
    tuple of Agreement
        "exact" up to 1e-6 of the array's largest number, "close" up to 1e-3 of it, else "wrong".
    """
    needed = {name: np.asarray(array, dtype=float) for name, array in wanted.items()}
    largest = max((float(np.abs(array).max(initial=0)) for array in needed.values()), default=0.0)
    return tuple(_agreement(name, as_array(got.get(name)), array, largest) for name, array in needed.items())


def _agreement(name: str, have: Array | None, need: Array, largest: float) -> Agreement:
    if have is None or have.shape != need.shape:
        return Agreement(name, "wrong", None if have is None else have.shape, need.shape)
    apart = np.abs(have.astype(float) - need)
    if not apart.size:
        return Agreement(name, "exact", have.shape, need.shape, 0.0)
    odd = ~np.isfinite(apart)
    where = np.unravel_index(int(np.argmax(np.where(odd, np.inf, apart))), apart.shape)
    difference = float("inf") if odd[where] else float(apart[where])
    share = difference / max(float(np.abs(need).max()), _SMALL * largest, _LEAST)
    verdict: Verdict = "exact" if share <= EXACT else "close" if share <= CLOSE else "wrong"
    return Agreement(name, verdict, have.shape, need.shape, difference, tuple(int(index) for index in where))


def first_wrong(rows: Iterable[Agreement]) -> Agreement | None:
    """Find the array to mend first.

    Parameters
    ----------
    rows : iterable of Agreement

    Returns
    -------
    Agreement or None
    """
    return next((row for row in rows if row.verdict == "wrong"), None)


def agreement_text(rows: Iterable[Agreement], language: str) -> str:
    """Write the table as text.

    Parameters
    ----------
    rows : iterable of Agreement
    language : "en" or "ko"

    Returns
    -------
    str
        One line per array.
    """
    lines = []
    for row in rows:
        name, shape, difference, where, verdict = _cells(row, language)
        lines.append(f"{_GLYPHS[row.verdict]} {name}  {shape}  {difference}{f'  {where}' if where else ''}  {verdict}")
    return "\n".join(lines)


def agreement_html(rows: Iterable[Agreement], language: str) -> str:
    """Write the table as HTML.

    Parameters
    ----------
    rows : iterable of Agreement
    language : "en" or "ko"

    Returns
    -------
    str
    """
    columns = "".join(f'<th scope="col" style="{_CELL} font-weight: 400; opacity: .75;">{name[language]}</th>' for name in _COLUMNS)
    body = "".join(_row(row, language) for row in rows)
    look = "display: block; overflow-x: auto; border-collapse: collapse; margin: .5rem 0 0; font-size: 13px; color: inherit;"
    return f'<table style="{look}"><thead><tr style="background: none;">{columns}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: Agreement, language: str) -> str:
    name, shape, difference, where, verdict = map(html.escape, _cells(row, language))
    look = f"color: {_TONES[row.verdict]}; font-weight: {600 if row.verdict == 'wrong' else 400};"
    sign = f'<span style="{look}">{_GLYPHS[row.verdict]} {verdict}</span>'
    first = f'<th scope="row" style="{_CELL} font-weight: 400;"><code style="background: none; padding: 0;">{name}</code></th>'
    rest = "".join(f'<td style="{_CELL}">{words}</td>' for words in (shape, difference, where, sign))
    return f'<tr style="background: none;">{first}{rest}</tr>'


def _cells(row: Agreement, language: str) -> tuple[str, str, str, str, str]:
    given = _MISSING[language] if row.given is None else str(row.given)
    shape = given if row.given == row.needed else _NEEDED.fill(given=given, needed=row.needed)[language]
    difference = "–" if row.given != row.needed else f"{row.difference:.1e}" if row.difference else "0"
    where = str(list(row.where)) if row.where and row.difference else ""
    return row.name, shape, difference, where, VERDICTS[row.verdict][language]
