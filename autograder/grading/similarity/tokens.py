"""The words of Python code, without what a copier changes first: names, constants, comments, spaces."""

import builtins
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 50_000  # of one cell; more is not looked at
LONGEST_WORD = 40

_KEPT = frozenset(keyword.kwlist) | frozenset(name for name in dir(builtins) if not name.startswith("_"))
# One pass that never looks back: hostile text costs as much time as any other. Python's own tokenizer stops at syntax errors.
_WORDS = re.compile(
    r"""
    (?P<comment>\#[^\n]*+)
  | (?P<text>[bBfFrRuU]{0,2}+(?:
        \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\"|\Z)
      | '''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)
      | "(?:[^"\\\n]|\\.)*+"?
      | '(?:[^'\\\n]|\\.)*+'? ))
  | (?P<number>\.?\d[\w.]*+(?:(?<=[eE])[+-]\d\w*+)?)
  | (?P<name>[^\W\d]\w*+)
  | (?P<space>\s++)
  | (?P<sign>\*\*=?|//=?|>>=?|<<=?|[!=<>+\-*/%&|^@:]=|->|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Word:
    """One word of code.

    Attributes
    ----------
    kind : str
        What is compared: a keyword, a built-in, a sign or an attribute as it stands; "n", "0" and "s" for names, numbers and texts.
    line : int, from 0
    """

    kind: str
    line: int


def words(source: str) -> list[Word]:
    """Read the words of code.

    Parameters
    ----------
    source : str
        Python, more or less; nothing in it makes this fail.

    Returns
    -------
    list of Word
        Without comments, and without texts that stand alone, as docstrings do.
    """
    return list(_read(source[:MOST_CHARACTERS]))


def _read(source: str) -> Iterator[Word]:
    line, before, begins = 0, "", True
    for found in _WORDS.finditer(source):
        written, group = found.group(), found.lastgroup
        if group == "text" and not (begins and _ends_line(source, found.end())):
            yield Word("s", line)
        elif group == "number":
            yield Word("0", line)
        elif group == "name":
            yield Word(_name(written, before), line)
        elif group == "sign":
            yield Word(written, line)
        breaks = written.count("\n")
        line += breaks
        begins = breaks > 0 if group == "space" else False
        if group not in ("space", "comment"):
            before = f"{before[-5:]}{written}"[-10:]


def _ends_line(source: str, place: int) -> bool:
    end = source.find("\n", place)
    return not source[place : end if end >= 0 else None].strip()


def _name(written: str, before: str) -> str:
    """Keep what copying cannot rename: keywords, built-ins, attributes of libraries."""
    if before.endswith("."):
        return "n" if before.endswith("self.") else written[:LONGEST_WORD]
    return written if written in _KEPT else "n"
