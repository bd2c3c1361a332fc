"""Answers: each solved in the source, each checked, predicted with or graded by hand, and no id twice."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from autograder.source.cells import Cell, LessonSource
from autograder.source.faults import Fault
from autograder.source.stubs import RegionError, solution_blocks, stub

PARAMETERS = ("LANGUAGE", "PROFILE", "SOURCE", "SEED")


def answers_are_solved(source: LessonSource) -> Iterator[Fault]:
    """Report answers without a solution, or with one that is itself a stub.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rule answer-unsolved.
    """
    for cell in source.of_role("answer", "manual"):
        try:
            blocks = solution_blocks(cell.text)
            if cell.role == "answer":
                stub(cell.text)
        except RegionError as error:
            yield Fault(source.path, cell.line, "answer-unsolved", f"{cell.exercise}: {error}")
            continue
        if not blocks:
            advice = "write the solution between `### BEGIN SOLUTION` and `### END SOLUTION`"
            yield Fault(source.path, cell.line, "answer-unsolved", f"{cell.exercise} has no solution: {advice}.")
        elif not all(_says_something(cell, block) for block in blocks):
            yield Fault(
                source.path, cell.line, "answer-unsolved", f"{cell.exercise} has an empty solution: write one that passes the checks."
            )


def _says_something(cell: Cell, block: str) -> bool:
    if cell.role == "manual":
        return bool(block.strip())
    return any(not _is_stub(node) for node in ast.parse(block).body)


def _is_stub(node: ast.stmt) -> bool:
    if isinstance(node, ast.Raise):
        return "NotImplementedError" in ast.unparse(node)
    value = getattr(node, "value", None)
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr | ast.Assign) and isinstance(value, ast.Constant) and value.value is ...
    )


def answers_are_used(source: LessonSource) -> Iterator[Fault]:
    """Report answers that nothing looks at: no check, no prediction.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules answer-unchecked, check-code.
    """
    checked = {cell.exercise for cell in source.of_role("check")} | _predicted(source)
    for cell in source.of_role("answer"):
        if cell.exercise not in checked:
            advice = f'add a cell `# %% check="{cell.exercise}"`, or a prediction `predict("{cell.exercise}", …)`'
            yield Fault(source.path, cell.line, "answer-unchecked", f"nothing looks at the answer {cell.exercise}: {advice}.")
    for cell in source.of_role("check"):
        if cell.text != f'check("{cell.exercise}")':
            advice = f'a check cell holds `check("{cell.exercise}")` and nothing else; put other code into a cell of its own.'
            yield Fault(source.path, cell.line, "check-code", advice)


def _predicted(source: LessonSource) -> set[str]:
    code = "\n".join(cell.text for cell in source.of_role("code"))
    return set(re.findall(r"""\bpredict\(\s*["'](\w+)["']""", code))


def ids_are_unique(source: LessonSource) -> Iterator[Fault]:
    """Report exercises with two cells of one kind, and a parameters cell that is missing or there twice.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules duplicate-id, parameters.
    """
    named = source.of_role("answer", "check", "manual", "parameters")
    counts = Counter(cell.id for cell in named)
    first = {cell.id: cell.line for cell in reversed(named)}
    for cell in named:
        if counts[cell.id] > 1 and cell.line != first[cell.id]:
            advice = f"the id {cell.id} is taken by line {first[cell.id]}: rename one, or join the two cells."
            yield Fault(source.path, cell.line, "duplicate-id", advice)
    parameters = source.of_role("parameters")
    text = parameters[0].text if parameters else ""
    if missing := [name for name in PARAMETERS if not re.search(rf"^{name}\s*=", text, re.MULTILINE)]:
        line = parameters[0].line if parameters else 1
        advice = f"the cell `# %% parameters=true` must set {', '.join(PARAMETERS)}; missing: {', '.join(missing)}."
        yield Fault(source.path, line, "parameters", advice)
