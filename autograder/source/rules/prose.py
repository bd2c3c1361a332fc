"""Twins: every text in both languages, the Korean one checked against the English one, and alike in all that is not language."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from autograder.source.cells import Cell, LessonSource, fingerprint
from autograder.source.faults import Fault
from autograder.source.numbers import TargetsError, measured, placeholders, read_targets, shown
from autograder.source.twins import pairs

FENCE = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
CODE = re.compile(r"(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.DOTALL)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
Parallel = tuple[str, str, Callable[[str], list[str]]]
WORDS_IN_MATH = re.compile(r"\\(?:text|mathrm|textrm)\{[^{}]*\}")


def twins_agree(source: LessonSource) -> Iterator[Fault]:
    """Report texts without a twin, twins of an older text, and twins that differ beyond language.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules twin-missing, twin-stale, twin-sheet, twin-heading, twin-math, twin-code, twin-link, twin-number.
    """
    for english, korean in pairs(source):
        if english is None or korean is None:
            yield _missing(source, english, korean)
            continue
        now = fingerprint(english.text)
        if korean.of != now:
            yield Fault(source.path, korean.line, "twin-stale", _stale(source, english, korean.of, now))
        if english.sheet != korean.sheet:
            part = english.sheet or korean.sheet
            advice = f'only one of the two languages prints this text: write sheet="{part}" on both, or on neither.'
            yield Fault(source.path, korean.line, "twin-sheet", advice)
        yield from _unparallel(source.path, korean.line, english.text, korean.text, PARALLELS)


def _missing(source: LessonSource, english: Cell | None, korean: Cell | None) -> Fault:
    if english:
        advice = f'no Korean twin: write `# %% [markdown] lang="ko" of="{fingerprint(english.text)}"` directly below this text.'
        return Fault(source.path, english.line, "twin-missing", advice)
    return Fault(source.path, korean.line if korean else 1, "twin-missing", 'no English text directly above: write it with lang="en".')


def _stale(source: LessonSource, english: Cell, of: str, now: str) -> str:
    if not of.strip("0"):
        return f'the twin names no English text: compare the two, then add of="{now}" (or run `petals stamp {source.name}`).'
    changed = f"the English text of line {english.line} changed since this was translated (of={of}, now {now})"
    return f"{changed}: compare the two, then run `petals stamp {source.name}`."


def texts_agree(source: LessonSource) -> Iterator[Fault]:
    """Report texts of checks.py and hidden.py, `text(en=…, ko=…)`, whose languages differ in formulas or code.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules twin-math, twin-code.
    """
    for path in (source.folder / "checks.py", source.folder / "hidden.py"):
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (OSError, SyntaxError):
            continue
        for line, english, korean in _texts(tree):
            yield from _unparallel(path, line, english, korean, PARALLELS[1:3])


def _texts(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield line, English and Korean of each call that is given both as plain strings."""
    for node in ast.walk(tree):
        keywords = node.keywords if isinstance(node, ast.Call) else []
        said = {word.arg: word.value.value for word in keywords if isinstance(word.value, ast.Constant)}
        english, korean = said.get("en"), said.get("ko")
        if isinstance(node, ast.Call) and isinstance(english, str) and isinstance(korean, str):
            yield node.lineno, english, korean


def _unparallel(path: Path, line: int, english: str, korean: str, parallels: Sequence[Parallel]) -> Iterator[Fault]:
    for rule, what, collect in parallels:
        wanted, got = collect(english), collect(korean)
        if wanted != got:
            only_english = [item for item in wanted if item not in got]
            only_korean = [item for item in got if item not in wanted]
            parts = [f"only English has {', '.join(only_english)}"] * bool(only_english)
            parts += [f"only Korean has {', '.join(only_korean)}"] * bool(only_korean)
            difference = "; ".join(parts) or f"English has {', '.join(wanted)}; Korean has {', '.join(got)}"
            yield Fault(path, line, rule, f"{what} differ between English and Korean: {difference}. Make them agree.")


def _plain(text: str) -> str:
    return FENCE.sub("", text)


def _headings(text: str) -> list[str]:
    return HEADING.findall(_plain(text))


def _math(text: str) -> list[str]:
    found = ("".join(match) for match in MATH.findall(CODE.sub("", _plain(text))))
    return sorted({"$" + "".join(WORDS_IN_MATH.sub(r"\\text{}", formula).split()) + "$" for formula in found})


def _code(text: str) -> list[str]:
    blocks = {" ".join(match[0].split()) for match in FENCE.finditer(text)}
    return sorted({f"`{' '.join(code.split())}`" for _, code in CODE.findall(_plain(text))} | blocks)


def _links(text: str) -> list[str]:
    return sorted(LINK.findall(CODE.sub("", _plain(text))))


def _numbers(text: str) -> list[str]:
    return sorted({placeholder.text for placeholder in placeholders(text)})


PARALLELS: tuple[Parallel, ...] = (
    ("twin-heading", "heading levels", _headings),
    ("twin-math", "formulas", _math),
    ("twin-code", "code words", _code),
    ("twin-link", "links", _links),
    ("twin-number", "quoted numbers", _numbers),
)


def numbers_are_measured(source: LessonSource) -> Iterator[Fault]:
    """Report quoted numbers that targets.toml does not know or has no measured value for.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules targets, number-unknown, number-unmeasured, number-format.
    """
    try:
        targets = read_targets(source.folder)
    except TargetsError as error:
        yield Fault(source.folder / "targets.toml", 1, "targets", f"{error}")
        return
    for cell in source.of_role("text"):
        for placeholder in placeholders(cell.text):
            if placeholder.path[0] not in targets:
                advice = (
                    f"{placeholder.text} names no metric of targets.toml: add [{placeholder.path[0]}] there, or write the braces as code."
                )
                yield Fault(source.path, cell.line, "number-unknown", advice)
            elif (value := measured(targets, placeholder.path)) is None:
                table = ".".join(placeholder.path)
                advice = f"{placeholder.text} has no measured value: measure it, and give [{table}] of targets.toml `measured` or `equals`."
                yield Fault(source.path, cell.line, "number-unmeasured", advice)
            elif shown(value, placeholder.format) is None:
                advice = f"{placeholder.text}: {value} cannot be written as {placeholder.format!r}; try .1% or a comma."
                yield Fault(source.path, cell.line, "number-format", advice)
