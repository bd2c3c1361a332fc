"""Setting a lesson's prose as HTML: Markdown, and its formulas as MathML, which browsers draw without scripts or fonts of ours."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from autograder.source.numbers import PROTECTED

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from math_core import LatexToMathML

PLACE = re.compile("\ue000(\\d+)\ue001")  # a formula's place while Markdown is read; private characters, which no prose holds
ONLY_FORMULAS = re.compile("(?:\ue000\\d+\ue001|[\\s,;·])+")
FORMULA_COLUMN = 2  # a sheet's tables have a name, a formula, and when it holds
FORBIDDEN = {"image": "a picture", "html_block": "HTML", "html_inline": "HTML", "fence": "a block of code"}


class TypesettingError(ValueError):
    """A text cannot be set; `line`, from 0, says where in it.

    Parameters
    ----------
    line : int, from 0
        Where in the text.
    message : str
        What was found, what was needed, what to try.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def to_html(text: str) -> str:
    """Set a text.

    Formulas are taken out before Markdown is read and put back afterwards, as JupyterLab does it: so `|` may stand in a
    formula in a table. Formulas in the second column of a table, or with a cell for themselves, are set large, as between `$$`.

    Parameters
    ----------
    text : str
        Markdown, with formulas between dollar signs.

    Returns
    -------
    str
        HTML, everything escaped that is not Markdown.

    Raises
    ------
    TypesettingError
        If a formula is not LaTeX, or the text has pictures, HTML or blocks of code, which have no place on a sheet.
    """
    prose, formulas = _without_formulas(text)
    tokens = _markdown().parse(prose)
    _refuse_what_has_no_place(tokens)
    large = _large_places(tokens)
    html = _markdown().renderer.render(tokens, _markdown().options, {})
    return PLACE.sub(lambda place: _mathml(*formulas[int(place[1])], large=place[0] in large), html)


def _refuse_what_has_no_place(tokens: Sequence["Token"]) -> None:
    for block in tokens:
        for token in (block, *(block.children or ())):
            if token.type in FORBIDDEN:
                line = (block.map or [0])[0]
                raise TypesettingError(line, f"a sheet has no room for {FORBIDDEN[token.type]}: write text, lists, tables and formulas.")


def _large_places(tokens: Sequence["Token"]) -> set[str]:
    found: set[str] = set()
    column = 0
    for token in tokens:
        if token.type == "tr_open":
            column = 0
        elif token.type == "td_open":
            column += 1
        elif token.type == "inline" and column and (column == FORMULA_COLUMN or ONLY_FORMULAS.fullmatch(token.content)):
            found |= {place[0] for place in PLACE.finditer(token.content)}
        elif token.type == "table_close":
            column = 0
    return found


def _without_formulas(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Put a mark in the place of each formula; formulas come with the lines they stand on."""
    parts = PROTECTED.split(text)
    formulas: list[tuple[int, str]] = []
    line = 0
    for index, part in enumerate(parts):
        if index % 2 and part.startswith("$"):
            parts[index] = f"\ue000{len(formulas)}\ue001"
            formulas.append((line, part))
        line += part.count("\n")
    return "".join(parts), formulas


def _mathml(line: int, written: str, *, large: bool) -> str:
    from math_core import LatexError  # noqa: PLC0415 - only where a sheet is made

    try:
        mathml = _converter().convert_with_local_state(written.strip("$").strip(), displaystyle=large or written.startswith("$$"))
    except LatexError as error:
        raise TypesettingError(line, f"the formula {written} cannot be set: {error}") from error
    return mathml.replace("&ApplyFunction;", "\u2061")  # the one named entity, which only HTML knows


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where a sheet is made

    return MarkdownIt("commonmark").enable("table")


@cache
def _converter() -> "LatexToMathML":
    from math_core import LatexToMathML  # noqa: PLC0415 - only where a sheet is made

    return LatexToMathML(fancy_error=False)
