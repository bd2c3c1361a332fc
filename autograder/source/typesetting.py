"""Setting a lesson's prose as HTML: Markdown, and its formulas as MathML, which browsers draw without scripts or fonts of ours."""

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from autograder.source.numbers import PROTECTED

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from math_core import LatexToMathML

PLACE = re.compile("\ue000(\\d+)\ue001")  # a formula's place while Markdown is read; private characters, which no prose holds
ONLY_FORMULAS = re.compile(r"(<td[^>]*>)((?:\ue000\d+\ue001|[\s,;·])+)(</td>)")
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
    formula in a table. A formula that has a table's cell for itself is set large, as between `$$`.

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
    for block in tokens:
        for token in (block, *(block.children or ())):
            if token.type in FORBIDDEN:
                line = (block.map or [0])[0]
                raise TypesettingError(line, f"a sheet has no room for {FORBIDDEN[token.type]}: write text, lists, tables and formulas.")
    html = _markdown().renderer.render(tokens, _markdown().options, {})
    html = ONLY_FORMULAS.sub(lambda cell: cell[1] + PLACE.sub(lambda place: _mathml(formulas, place, "$$"), cell[2]) + cell[3], html)
    return PLACE.sub(lambda place: _mathml(formulas, place, "$"), html)


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


def _mathml(formulas: list[tuple[int, str]], place: re.Match[str], least: str) -> str:
    """Set one formula; `least` is `$$` where even one between single dollar signs is set large."""
    from math_core import LatexError  # noqa: PLC0415 - only where a sheet is made

    line, written = formulas[int(place[1])]
    large = "$$" in (written[:2], least)
    try:
        return _named(_converter().convert_with_local_state(written.strip("$").strip(), displaystyle=large))
    except LatexError as error:
        raise TypesettingError(line, f"the formula {written} cannot be set: {error}") from error


def _named(mathml: str) -> str:
    """Write the one named entity as its character, so that a page is well-formed wherever it is read."""
    return mathml.replace("&ApplyFunction;", unescape("&ApplyFunction;"))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where a sheet is made

    return MarkdownIt("commonmark").enable("table")


@cache
def _converter() -> "LatexToMathML":
    from math_core import LatexToMathML  # noqa: PLC0415 - only where a sheet is made

    return LatexToMathML(fancy_error=False)
