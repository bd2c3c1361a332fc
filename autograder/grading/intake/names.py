"""Names that come from outside: of students, of files; made comparable, made printable, or refused."""

import re
import unicodedata
from collections.abc import Iterable

from autograder.grading.intake import refusals
from course_utils.checking import Text

NAME_CHARACTERS = 128  # nbgrader's column
NAME_BYTES = 200  # a file system's 255, less what is put before and after
# + separates the parts of nbgrader's exchange names; * ? [ ] are patterns to its globs; the others part paths somewhere.
FORBIDDEN = "+*?[]/\\:"
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
DRIVE = re.compile(r"[A-Za-z]:")


def composed(name: str) -> str:
    """Write a name in the one form in which equal names are equal: macOS takes Hangul apart, others do not.

    Parameters
    ----------
    name : str

    Returns
    -------
    str, NFC
    """
    return unicodedata.normalize("NFC", name)


def student_trouble(name: str) -> Text | None:
    """Say why a name cannot be a student's.

    Parameters
    ----------
    name : str, NFC

    Returns
    -------
    Text or None
        None if it is acceptable to nbgrader, to file systems and to whoever reads it.
    """
    if not name or name != name.strip() or name.startswith("."):
        return refusals.STUDENT_EDGES
    if any(unicodedata.category(character) in UNSEEN for character in name):
        return refusals.STUDENT_UNSEEN
    bad = [character for character in FORBIDDEN if character in name]
    if bad:
        return refusals.STUDENT_CHARACTERS.fill(characters=" ".join(bad))
    if len(name) > NAME_CHARACTERS or len(name.encode()) > NAME_BYTES:
        return refusals.STUDENT_LONG.fill(most=NAME_CHARACTERS, bytes=NAME_BYTES)
    return None


def path_parts(name: str, most: int) -> tuple[str, ...] | Text:
    """Take an archive's path apart, if it stays inside the archive and is what it looks like.

    Parameters
    ----------
    name : str
        As the archive has it.
    most : int, characters

    Returns
    -------
    tuple of str, or Text
        Its parts, NFC, without "." and empty ones; or why it is refused.
    """
    if len(name) > most:
        return refusals.PATH_LONG
    if "\\" in name or "\0" in name:
        return refusals.PATH_SIGNS
    parts = tuple(composed(part) for part in name.split("/") if part not in {"", "."})
    if name.startswith("/") or ".." in parts or (parts and DRIVE.match(parts[0])):
        return refusals.PATH_ESCAPES
    if any(unicodedata.category(character) in UNSEEN for part in parts for character in part):
        return refusals.PATH_SIGNS
    return parts


def printable(name: str, most: int = 200) -> str:
    """Make a name safe to print: nothing in it moves the cursor or turns the writing direction.

    Parameters
    ----------
    name : str
    most : int, characters

    Returns
    -------
    str
    """
    shown = "".join(
        character if unicodedata.category(character) not in UNSEEN else f"\\u{ord(character):04x}" for character in name[: most + 1]
    )
    return shown if len(shown) <= most else shown[:most] + "…"


def nfc(names: Iterable[str]) -> tuple[str, ...]:
    """Bring a class list or a list of lessons into the form that paths are compared in.

    Parameters
    ----------
    names : iterable of str, or one str

    Returns
    -------
    tuple of str, without doubles
    """
    return tuple(dict.fromkeys(composed(name) for name in ([names] if isinstance(names, str) else names)))
