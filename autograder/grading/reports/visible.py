"""Text from strangers made safe to look at: nothing invisible, nothing that turns a line around, nothing without end."""

import re

MOST_CHARACTERS = 4_000  # of one text on a page; messages are far shorter
MOST_MARKS = 4  # accents on one letter; more of them climb over the lines around
_CONTROL = "\x00-\x08\x0b-\x1f\x7f"
_UNSEEN = re.compile(
    f"[{_CONTROL}\x80-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff\ud800-\udfff\ue000-\uf8ff]"
)
_ACCENT = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_ACCENT}{{{MOST_MARKS}}}){_ACCENT}+")
_PICTURES = 0x2400  # Unicode's pictures of the control characters, in their order


def visible(text: str, most: int = MOST_CHARACTERS) -> str:
    """Show what cannot be seen, and cut what is too long.

    Parameters
    ----------
    text : str
        Any; lone surrogates, too, which no file could hold.
    most : int
        Characters to keep.

    Returns
    -------
    str
        Control characters as their pictures (␀), others without a form (bidirectional marks, zero-width spaces, private
        and tag characters) as ``⟨U+202E⟩``; line ends are newlines.
    """
    cut = text[: most + 1].replace("\r\n", "\n").replace("\r", "\n")
    shown = _MARKS.sub(r"\1", _UNSEEN.sub(_named, cut[:most]))
    return f"{shown} …" if len(cut) > most else shown


def _named(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:  # noqa: PLR2004 - the first printable character
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"  # noqa: PLR2004 - delete
