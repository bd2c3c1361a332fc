"""Writes what was measured back into targets.toml, and leaves everything else in it as it was."""

import json
import platform
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

import tomlkit

from autograder.headless.files import write_whole
from autograder.headless.judge import Verdict, show_number
from autograder.workers import cores


def write_measured(path: Path, verdicts: Iterable[Verdict], *, when: str, on: str) -> int:
    """Set `measured` in the entries that applied to a run.

    Parameters
    ----------
    path : Path
        A lesson's `targets.toml`.
    verdicts : iterable of Verdict
        Those without a target or without numbers are passed over, and those whose target is one exact value:
        it says itself what was measured.
    when : str
        A date.
    on : str
        The machine, in a few words.

    Returns
    -------
    int
        How many entries were written; comments and order stay.
    """
    document: Any = tomlkit.parse(path.read_text(encoding="utf-8"))
    fitting = [verdict for verdict in verdicts if verdict.target and verdict.target.equals is None and verdict.values]
    for verdict in fitting:
        table = document
        for key in verdict.target.path if verdict.target else ():
            table = table[key]
        _set_measured(table, _inline(verdict, when, on))
    if fitting:
        write_whole(path, tomlkit.dumps(document))
    return len(fitting)


def describe_machine() -> str:
    """Describe what training speed and rounding depend on.

    Returns
    -------
    str, as "2 cores, bf16"
        bf16 where the processor has instructions for it (seen on Linux only).
    """
    words = [f"{cores()} core{'s' if cores() > 1 else ''}"]
    with suppress(OSError):
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()
        words += ["bf16"] if {"avx512_bf16", "amx_bf16", "avx_ne_convert", "bf16"} & set(flags) else []
    if platform.system() != "Linux":
        words.append(platform.system())
    return ", ".join(words)


def _set_measured(table: Any, value: Any) -> None:  # noqa: ANN401 - tomlkit's items
    """Set the entry; a new one goes before the blank lines and comments at the end, which belong to the next table."""
    body = [] if "measured" in table else getattr(getattr(table, "value", None), "body", [])
    tail = []
    while body and body[-1][0] is None:
        tail.append(body.pop())
    table["measured"] = value
    body.extend(reversed(tail))


def _inline(verdict: Verdict, when: str, on: str) -> Any:  # noqa: ANN401 - tomlkit's items
    """Write the entry as a person would, with spaces inside the braces."""
    middle, low, high = (show_number(number) for number in (median(verdict.values), min(verdict.values), max(verdict.values)))
    words = f"when = {json.dumps(when)}, on = {json.dumps(on, ensure_ascii=False)}"
    return tomlkit.value(f"{{ median = {middle}, spread = [{low}, {high}], runs = {len(verdict.values)}, {words} }}")
