"""Makes text that student code printed harmless: what would steer a terminal, a browser or a reader's eye is gone or visible."""

import re

STEERING = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"  # colours and cursor movements
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # window titles, links, device strings
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]?"
)
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
TURNING = re.compile("[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
BROKEN = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Take out of a text what is not text.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Without terminal sequences and control characters; lines that a carriage return overwrote are gone; characters that turn
        the direction of writing, or cannot be seen, are written as their number; halves of surrogate pairs are replaced.
    """
    if text.isascii() and text.isprintable():
        return text
    text = STEERING.sub("", text)
    if "\r" in text:
        text = "\n".join(_last_written(line) for line in text.replace("\r\n", "\n").split("\n"))
    text = INVISIBLE.sub("", text)
    if text.isascii():
        return text
    return BROKEN.sub("\ufffd", TURNING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text))


def _last_written(line: str) -> str:
    """Keep what a progress bar showed last."""
    return next((part for part in reversed(line.split("\r")) if part), "")


def shorten(text: str, most: int) -> tuple[str, bool]:
    """Keep the beginning and the end of a long text.

    Parameters
    ----------
    text : str
    most : int
        Characters.

    Returns
    -------
    str
    bool
        Whether something was left out.
    """
    if len(text) <= most:
        return text, False
    head = most * 3 // 4
    return f"{text[:head]}\n[...]\n{text[len(text) - (most - head) :]}", True
