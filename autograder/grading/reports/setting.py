"""Text, code and comments of people we do not know, set as HTML in which nothing is active."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from autograder.grading.reports.visible import visible
from course_utils.checking.agreement import Agreement, agreement_html
from course_utils.checking.markup import to_html

if TYPE_CHECKING:
    from jinja2 import Environment
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_CODE = 20_000  # characters of one answer
LONGEST_LINE = 1_000  # beyond it, colours help nobody and cost time
LINKS = ("http://", "https://", "mailto:")


def said(text: str) -> Markup:
    """Set a message: code, emphasis, line ends; everything else is escaped.

    Parameters
    ----------
    text : str

    Returns
    -------
    Markup
    """
    return Markup(to_html(visible(text)))  # noqa: S704 - to_html escapes what is not its own


def code(source: str) -> Markup:
    """Set Python code with classes for colours.

    Parameters
    ----------
    source : str

    Returns
    -------
    Markup
        Spans only, to stand in a ``<pre>``; plain where lines are so long that nobody wrote them by hand.
    """
    shown = visible(source, MOST_CODE)
    if max(map(len, shown.splitlines()), default=0) > LONGEST_LINE:
        return escape(shown)
    lexer, formatter, highlight = _colours()
    return Markup(highlight(shown, lexer, formatter).rstrip("\n"))  # noqa: S704 - pygments escapes


@cache
def _colours() -> tuple[Any, Any, Any]:
    from pygments import highlight  # type: ignore[import-untyped]  # noqa: PLC0415 - 30 ms, only where a page is written
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
    from pygments.lexers import PythonLexer  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    return PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True), highlight


def comment(markdown: str) -> Markup:
    """Set a comment that staff wrote in Markdown.

    Parameters
    ----------
    markdown : str

    Returns
    -------
    Markup
        HTML in it is shown as written; links lead to web and mail addresses only; there are no pictures and no headings.
    """
    reader = _markdown()
    tokens = reader.parse(visible(markdown, MOST_CODE))
    for token in _all(tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
        elif token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer nofollow")
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - markdown-it escapes, html is off


def agreement(rows: Iterable[Agreement], language: str) -> Markup:
    """Set the table of a case that compared several arrays.

    Parameters
    ----------
    rows : iterable of Agreement
    language : "en" or "ko"

    Returns
    -------
    Markup
    """
    seen = (replace(row, name=visible(row.name)) for row in rows)
    return Markup(agreement_html(seen, language))  # noqa: S704 - agreement_html escapes


@cache
def environment() -> "Environment":
    """Make the one way templates are rendered here: escaped, and every text made visible first.

    Returns
    -------
    jinja2.Environment
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a page is written

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.filters |= {
        "agreement": agreement,
        "said": said,
        "code": code,
        "comment": comment,
        "number": number,
        "memory": memory,
        "seconds": seconds,
        "short": visible,
    }
    return made


def number(value: float) -> str:
    """Write points.

    Parameters
    ----------
    value : float

    Returns
    -------
    str, at most two decimals, with a true minus sign
    """
    written = f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")
    return written.replace("-", "−")


def memory(count: float) -> str:
    """Write an amount of memory.

    Parameters
    ----------
    count : int, bytes

    Returns
    -------
    str, as "640 MB" or "2.1 GB"; "–" for none
    """
    if count < 1e5:  # noqa: PLR2004 - nothing worth naming
        return "–"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"  # noqa: PLR2004 - a gigabyte


def seconds(value: float) -> str:
    """Write a duration.

    Parameters
    ----------
    value : float, seconds

    Returns
    -------
    str, as "4.2 s" or "8 min 05 s"
    """
    if value >= 60:  # noqa: PLR2004 - a minute
        return f"{int(value // 60)} min {int(value % 60):02d} s"
    return f"{value:.1f} s"


def _finalize(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _all(tokens: Sequence["Token"]) -> list["Token"]:
    return [token for block in tokens for token in (block, *(block.children or ()))]


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where a page is written

    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
    reader.validateLink = lambda url: url.lower().startswith(LINKS)  # type: ignore[method-assign]
    return reader
