"""Numbers in prose: placeholders such as `{test_accuracy.real.full:.1%}`, filled from what targets.toml says was measured."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Targets = Mapping[str, Any]

PROTECTED = re.compile(r"(```.*?```|~~~.*?~~~|``.+?``|`[^`]+`|\$\$.+?\$\$|(?<!\\)\$[^$\n]+\$)", re.DOTALL)
PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*(?:\.[a-z]+)*)(?::([^{}\s]*))?\}")


class TargetsError(Exception):
    """A lesson's targets.toml is not TOML; the message says where."""


@dataclass(frozen=True)
class Placeholder:
    """A number quoted in prose.

    Attributes
    ----------
    text : str
        As it stands in the prose, with braces.
    path : tuple of str
        The metric, then optionally source and profile.
    format : str
        A Python format, or empty.
    """

    text: str
    path: tuple[str, ...]
    format: str


def read_targets(folder: Path) -> Targets:
    """Read a lesson's targets.

    Parameters
    ----------
    folder : Path
        The lesson's folder under `solutions/`.

    Returns
    -------
    mapping of str to table; empty when there is no targets.toml

    Raises
    ------
    TargetsError
        If the file is not TOML.
    """
    path = folder / "targets.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise TargetsError(f"{path} is not TOML: {error}.") from error


def placeholders(text: str) -> Iterator[Placeholder]:
    """Find everything in braces that could be a placeholder, outside formulas and code.

    Parameters
    ----------
    text : str
        Markdown.

    Yields
    ------
    Placeholder
    """
    for prose in PROTECTED.split(text)[::2]:
        for match in PLACEHOLDER.finditer(prose):
            yield Placeholder(match[0], tuple(match[1].split(".")), match[2] or "")


def measured(targets: Targets, path: tuple[str, ...]) -> float | None:
    """Look up the number a placeholder stands for.

    Parameters
    ----------
    targets : mapping
        A lesson's targets.
    path : tuple of str
        The metric, then optionally source and profile.

    Returns
    -------
    number or None
        The measured median, or the required exact value; None when nothing was measured.
    """
    table: Any = targets
    for key in path:
        table = table.get(key) if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping):
        return None
    value = (table.get("measured") or {}).get("median", table.get("equals"))
    return value if isinstance(value, int | float) else None


def fill(text: str, targets: Targets) -> str:
    """Put measured numbers in place of placeholders; those without a number stay as they are, for lint to report.

    Parameters
    ----------
    text : str
        Markdown.
    targets : mapping
        A lesson's targets.

    Returns
    -------
    str
    """
    parts = PROTECTED.split(text)
    parts[::2] = [PLACEHOLDER.sub(lambda match: _shown(match, targets), prose) for prose in parts[::2]]
    return "".join(parts)


def _shown(match: re.Match[str], targets: Targets) -> str:
    value = measured(targets, tuple(match[1].split(".")))
    return match[0] if value is None else (shown(value, match[2] or "") or match[0])


def shown(value: float, specification: str) -> str | None:
    """Write a number as a placeholder asks.

    Parameters
    ----------
    value : number
        What was measured.
    specification : str
        A Python format; empty for the shortest form.

    Returns
    -------
    str or None
        None when the format cannot be used for this number.
    """
    plain = int(value) if float(value).is_integer() else value
    try:
        return format(plain if not specification or specification[-1] in ",d" else value, specification)
    except ValueError:
        return None
