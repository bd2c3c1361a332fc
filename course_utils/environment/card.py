"""The environment card: HTML in a notebook, plain text in a terminal."""

import re
from dataclasses import dataclass
from html import escape

from course_utils.checking import Text
from course_utils.checking.session import current_language
from course_utils.environment import words
from course_utils.environment.findings import Finding, look_around

# JupyterLab's own colours, with what they are in its light theme where there is no JupyterLab.
_BORDER = "var(--jp-border-color2, #bdbdbd)"
_INK = "var(--jp-content-font-color1, #212121)"
_GOOD = "var(--jp-success-color1, #2e7d32)"
_BAD = "var(--jp-warn-color0, #b26a00)"
_CELL = "text-align:left; vertical-align:top; padding:3px 14px 3px 0; white-space:normal;"


@dataclass(frozen=True)
class EnvironmentCard:
    """What was found, ready to be read.

    Parameters
    ----------
    findings : tuple of Finding
    language : str, "en" or "ko"
    """

    findings: tuple[Finding, ...]
    language: str

    @property
    def ok(self) -> bool:
        """Whether nothing needs mending."""
        return all(finding.ok for finding in self.findings)

    def __str__(self) -> str:
        lines = [self._say(words.TITLE), self._verdict(), ""]
        lines += [line for finding in self.findings for line in self._lines(finding)]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(map(self._row, self.findings))
        return (
            f'<section role="status" lang="{self.language}" style="border:1px solid {_BORDER}; border-radius:6px; padding:10px 14px; '
            f'max-width:760px; color:{_INK};">'
            f'<strong>{self._say(words.TITLE)}</strong><p style="margin:4px 0 8px;">{self._verdict()}</p>'
            f'<table style="border-collapse:collapse; margin:0; color:inherit;"><tbody>{rows}</tbody></table></section>'
        )

    def _say(self, spoken: Text) -> str:
        return spoken[self.language]

    def _verdict(self) -> str:
        if self.ok:
            return self._say(words.ALL_WELL)
        enough = all(finding.ok for finding in self.findings if finding.needed)
        return self._say(words.ENOUGH if enough else words.SOMETHING_MISSING)

    def _state(self, finding: Finding) -> str:
        return self._say(words.OK if finding.ok else words.MISSING)

    def _lines(self, finding: Finding) -> list[str]:
        first = f"[{self._state(finding)}] {self._say(finding.name)}: {self._say(finding.value)}"
        return [first] if finding.mend is None else [first, f"    {self._say(finding.mend)}"]

    def _row(self, finding: Finding) -> str:
        mark, colour = ("✓", _GOOD) if finding.ok else ("!", _BAD)
        mend = "" if finding.mend is None else f'<div style="margin-top:2px;">{_code(self._say(finding.mend))}</div>'
        return (
            f'<tr style="background:none;"><td style="{_CELL} color:{colour}; font-weight:600; white-space:nowrap;">'
            f'<span aria-hidden="true">{mark}</span> {self._state(finding)}</td>'
            f'<th scope="row" style="{_CELL} font-weight:600;">{escape(self._say(finding.name))}</th>'
            f'<td style="{_CELL}">{escape(self._say(finding.value))}{mend}</td></tr>'
        )


def _code(sentence: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(sentence))


def check_environment(*, language: str | None = None) -> EnvironmentCard:
    """Look at what the course needs on this machine and say how to mend what is missing.

    Parameters
    ----------
    language : str, "en" or "ko", optional
        The current lesson's by default.

    Returns
    -------
    EnvironmentCard
        Shows itself as the last line of a cell; `print` gives plain text.

    Examples
    --------
    >>> check_environment(language="en").language
    'en'
    """
    return EnvironmentCard(look_around(), language or current_language())
