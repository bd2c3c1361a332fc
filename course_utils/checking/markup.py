"""The little markup that messages use, as HTML and as plain text."""

import html
import re

_PIECES = re.compile(r"(`[^`\n]+`|\$[^$\n]+\$)")
_STRONG = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")
# A Korean particle follows the word it marks without a space, so only Latin letters and digits behind a star keep it a star.
_EMPHASIS = re.compile(r"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?!(?a:\w)|\*)")

_CODE = (
    "font-family: var(--jp-code-font-family, ui-monospace, monospace); font-size: .92em; padding: .05em .25em; border-radius: 3px; "
    "background: rgba(128, 128, 128, .16); color: inherit;"
)


def to_html(words: str) -> str:
    """Render code, emphasis and formulas; everything else is escaped.

    Parameters
    ----------
    words : str

    Returns
    -------
    str
    """
    rendered = []
    for piece in _PIECES.split(words):
        escaped = html.escape(piece)
        if piece.startswith("`") and len(piece) > 1:
            rendered.append(f'<code style="{_CODE}">{html.escape(piece[1:-1])}</code>')
        elif piece.startswith("$") and len(piece) > 1:
            rendered.append(escaped)
        else:
            rendered.append(_EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", escaped)))
    return "".join(rendered).replace("\n", "<br>")


def to_plain(words: str) -> str:
    """Drop the stars; keep backticks, which read well in a terminal.

    Parameters
    ----------
    words : str

    Returns
    -------
    str
    """
    pieces = _PIECES.split(words)
    return "".join(piece if piece[:1] in {"`", "$"} else _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", piece)) for piece in pieces)
