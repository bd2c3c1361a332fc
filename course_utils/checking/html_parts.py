"""The pieces that every card is built from. Colours come from JupyterLab's theme, else from the page around the card."""

import html
from collections.abc import Iterable

from course_utils.checking.markup import to_html

_TEXT = "var(--jp-ui-font-color1, inherit)"
_QUIET = "var(--jp-ui-font-color2, inherit)"
_LINE = "var(--jp-border-color2, rgba(128, 128, 128, .4))"
_SOFT = "rgba(128, 128, 128, .12)"  # a shade of whatever ground the card stands on
_FONT = "var(--jp-ui-font-family, system-ui, sans-serif)"
_CODE = "var(--jp-code-font-family, ui-monospace, monospace)"
TONES = {
    "passed": "var(--jp-success-color1, #2e7d32)",
    "partial": "var(--jp-warn-color1, #b26a00)",
    "failed": "var(--jp-error-color1, #c62828)",
    "raised": "var(--jp-error-color1, #c62828)",
    "needs_staff": "var(--jp-warn-color1, #b26a00)",
    "not_attempted": "var(--jp-ui-font-color2, #777)",
    "quiet": "var(--jp-border-color1, #999)",
    "information": "var(--jp-info-color1, #00838f)",
}


def shell(inside: str, *, tone: str, language: str, label: str = "") -> str:
    """Frame a card.

    Parameters
    ----------
    inside : str
        HTML.
    tone : str
        Key of `TONES`.
    language : "en" or "ko"
        For screen readers.
    label : str
        What a screen reader calls the card.

    Returns
    -------
    str
    """
    named = f' aria-label="{html.escape(label)}"' if label else ""
    style = (
        f"max-width: 46rem; margin: .25rem 0 .5rem; padding: .7rem 1rem .75rem; box-sizing: border-box; "
        f"border: 1px solid {_LINE}; border-left: 4px solid {TONES[tone]}; border-radius: 4px; "
        f"color: {_TEXT}; font-family: {_FONT}; font-size: 14px; line-height: 1.55; word-break: keep-all; overflow-wrap: anywhere;"
    )
    return f'<div role="status" lang="{language}"{named} style="{style}">{inside}</div>'


def headline(glyph: str, words: str, *, tone: str, subject: str = "", right: str = "", strong: bool = True) -> str:
    """Write a card's first line.

    Parameters
    ----------
    glyph : str
        Tells the statuses apart without colour; the words say it to a screen reader.
    words, subject, right : str
        Plain text: the status, the exercise, and what stands at the right end.
    tone : str
    strong : bool
        A heading, not one line among several.

    Returns
    -------
    str
    """
    weight = "font-weight: 600; font-size: 15px;" if strong else "font-weight: 400;"
    sign = _sign(glyph, tone) if glyph else ""
    code = (
        f'<code style="font-family: {_CODE}; font-size: 13px; padding: 0; background: none; color: {_QUIET};">{html.escape(subject)}</code>'
        if subject
        else ""
    )
    look = f"margin-left: auto; color: {_QUIET}; font-variant-numeric: tabular-nums; white-space: nowrap;"
    end = f'<span style="{look}">{html.escape(right)}</span>' if right else ""
    return (
        f'<div style="display: flex; flex-wrap: wrap; align-items: baseline; column-gap: .5em;">{sign}'
        f'<span style="{weight}">{html.escape(words)}</span>{code}{end}</div>'
    )


def paragraph(words: str, *, quiet: bool = False, first: bool = False) -> str:
    """Write a sentence with its light markup.

    Parameters
    ----------
    words : str
    quiet : bool
        Secondary text.
    first : bool
        Nothing stands above it.

    Returns
    -------
    str
    """
    colour = f" color: {_QUIET};" if quiet else ""
    return f'<div style="margin: {0 if first else ".35rem"} 0 0;{colour}">{to_html(words)}</div>'


def pairs(rows: Iterable[tuple[str, str]], *, framed: bool = True) -> str:
    """Set values under one another, each with its label.

    Parameters
    ----------
    rows : iterable of (label, value)
    framed : bool
        On a ground of their own.

    Returns
    -------
    str
    """
    frame = f"margin: .5rem 0 0; padding: .4rem .7rem; background: {_SOFT}; border-radius: 3px;" if framed else ""
    lines = "".join(
        f'<div style="display: flex; gap: .75em;"><span style="flex: none; min-width: 6.5em; color: {_QUIET};">{html.escape(label)}</span>'
        f'<span style="font-family: {_CODE}; font-size: 13px; white-space: pre-wrap; min-width: 0;">{html.escape(value)}</span></div>'
        for label, value in rows
    )
    return f'<div style="{frame}">{lines}</div>'


def fold(summary: str, inside: str, *, quiet: bool = False, marked: bool = False) -> str:
    """Fold something away behind its name.

    Parameters
    ----------
    summary : str
        Plain text.
    inside : str
        HTML.
    quiet : bool
        Smaller and paler.
    marked : bool
        The name has light markup.

    Returns
    -------
    str
    """
    look = f"color: {_QUIET}; font-size: 12.5px;" if quiet else ""
    name = to_html(summary) if marked else html.escape(summary)
    return (
        f'<details style="margin: .4rem 0 0;"><summary style="cursor: pointer; {look}">{name}</summary>'
        f'<div style="margin: .1rem 0 .3rem 1.1em;">{inside}</div></details>'
    )


def listing(lines: Iterable[tuple[str, str, str]]) -> str:
    """List things with a sign before each.

    Parameters
    ----------
    lines : iterable of (glyph, tone, HTML)

    Returns
    -------
    str
    """
    items = "".join(
        f'<div role="listitem" style="display: flex; gap: .5em; margin: .1rem 0;">{_sign(glyph, tone)}'
        f'<span style="min-width: 0;">{inside}</span></div>'
        for glyph, tone, inside in lines
    )
    return f'<div role="list" style="margin: .3rem 0 0;">{items}</div>'


def aside(words: str) -> str:
    """Write a quiet line above something.

    Parameters
    ----------
    words : str

    Returns
    -------
    str
    """
    return f'<span style="display: block; color: {_QUIET};">{html.escape(words)}</span>'


def unseen(words: str) -> str:
    """Write words for screen readers only.

    Parameters
    ----------
    words : str

    Returns
    -------
    str
    """
    style = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;"
    return f'<span style="{style}">{html.escape(words)}</span>'


def framed(words: str) -> str:
    """Set a hint apart by a line at its side.

    Parameters
    ----------
    words : str

    Returns
    -------
    str
    """
    return f'<div style="margin: .5rem 0 0; padding-left: .7rem; border-left: 2px solid {TONES["information"]};">{to_html(words)}</div>'


def code_block(code: str) -> str:
    """Set several lines of code or plain text.

    Parameters
    ----------
    code : str

    Returns
    -------
    str
    """
    style = (
        f"margin: .35rem 0; padding: .5rem .7rem; background: {_SOFT}; color: {_TEXT}; border-radius: 3px; font-family: {_CODE}; "
        "font-size: 12.5px; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 20em; overflow: auto;"
    )
    return f'<pre tabindex="0" style="{style}">{html.escape(code)}</pre>'


def bar(share: float, label: str) -> str:
    """Draw a progress bar.

    Parameters
    ----------
    share : float, 0..1
    label : str
        What it measures, for screen readers.

    Returns
    -------
    str
    """
    percent = round(100 * min(max(share, 0), 1))
    return (
        f'<div role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{percent}" aria-label="{html.escape(label)}" '
        f'style="margin: .5rem 0 .1rem; height: 6px; border-radius: 3px; background: {_LINE}; overflow: hidden;">'
        f'<div style="width: {percent}%; height: 100%; background: {TONES["passed"]};"></div></div>'
    )


def _sign(glyph: str, tone: str) -> str:
    look = f"color: {TONES[tone]}; font-weight: 700; width: 1.1em; flex: none;"
    return f'<span aria-hidden="true" style="{look}">{glyph}</span>'
