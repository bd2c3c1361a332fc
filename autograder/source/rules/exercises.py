"""Exercises and quizzes of checks.py: hints that help, an idea, at least one check, one right choice, an explanation for each."""

import ast
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.source.cells import LessonSource
from autograder.source.course import LANGUAGES
from autograder.source.exercises import ChecksError, read_checks
from autograder.source.faults import Fault

if TYPE_CHECKING:
    from course_utils.checking import Exercise, LessonChecks, Quiz, Text

FEWEST_HINTS, MOST_HINTS = 2, 4


def exercises_teach(source: LessonSource) -> Iterator[Fault]:
    """Report what is missing in checks.py.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules checks, hint-count, hint-empty, idea, rubric, exercise-unchecked, exercise-unknown, exercise-unused, quiz-right,
        quiz-explanation.
    """
    path = source.folder / "checks.py"
    try:
        checks = read_checks(source.folder, hidden=True)
    except ChecksError as error:
        yield Fault(path, _raising_line(error, path), "checks", f"{error}")
        return
    lines = definition_lines(path)
    yield from _used(source, checks, path, lines)
    for name, exercise in checks.exercises.items():
        line = lines.get(("exercise", name), 1)
        yield from (Fault(path, line, rule, f"exercise {name}: {message}") for rule, message in _exercise_faults(exercise))
        if not exercise.manual and not checks.checks.get(name):
            yield Fault(path, line, "exercise-unchecked", f'exercise {name}: no @check("{name}") here or in hidden.py; write one.')
    for name, quiz in checks.quizzes.items():
        line = lines.get(("quiz", name), 1)
        yield from (Fault(path, line, rule, f"quiz {name}: {message}") for rule, message in _quiz_faults(quiz))


def _used(source: LessonSource, checks: "LessonChecks", path: Path, lines: dict[tuple[str, str], int]) -> Iterator[Fault]:
    asked = source.of_role("check", "manual")
    for cell in asked:
        exercise = checks.exercises.get(cell.exercise)
        if exercise is None or exercise.manual != (cell.role == "manual"):
            wanted = f'exercise("{cell.exercise}", points=…{", manual=True, rubric=…" if cell.role == "manual" else ""})'
            yield Fault(source.path, cell.line, "exercise-unknown", f"checks.py has no {wanted}: write it, or correct the cell's header.")
    for name in checks.exercises:
        if name not in {cell.exercise for cell in asked}:
            yield Fault(path, lines.get(("exercise", name), 1), "exercise-unused", f"exercise {name}: no cell of the lesson asks for it.")


def _exercise_faults(exercise: "Exercise") -> Iterator[tuple[str, str]]:
    if exercise.manual:
        if _empty(exercise.rubric):
            yield "rubric", "graded by hand, but without a rubric in both languages; say what earns the points."
        return
    if not FEWEST_HINTS <= len(exercise.hints) <= MOST_HINTS:
        yield "hint-count", f"{len(exercise.hints)} hints; write {FEWEST_HINTS} to {MOST_HINTS}, from a nudge to nearly the answer."
    for number, hint in enumerate(exercise.hints, start=1):
        if _empty(hint):
            yield "hint-empty", f"hint {number} is no text in both languages; write text(en=…, ko=…)."
    if _empty(exercise.idea):
        yield "idea", "no idea behind the solution in both languages; write idea=text(en=…, ko=…)."


def _quiz_faults(quiz: "Quiz") -> Iterator[tuple[str, str]]:
    right = sum(choice.right for choice in quiz.choices)
    if right != 1:
        yield "quiz-right", f"{right} right choices; mark exactly one with right=True."
    for number, choice in enumerate(quiz.choices, start=1):
        if _empty(choice.because):
            yield (
                "quiz-explanation",
                f"choice {number} is not explained in both languages; say why it is {'right' if choice.right else 'wrong'}.",
            )


def _empty(text: "Text | None") -> bool:
    return not all(getattr(text, language, "").strip() for language in LANGUAGES)


def definition_lines(path: Path) -> dict[tuple[str, str], int]:
    """Say on which line exercise("name", …) and quiz("name", …) stand."""
    lines: dict[tuple[str, str], int] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args and isinstance(node.args[0], ast.Constant):
            lines.setdefault((node.func.id, str(node.args[0].value)), node.lineno)
    return lines


def _raising_line(error: BaseException | None, path: Path) -> int:
    """Find the line of checks.py that raised, as far as the chain of errors knows."""
    line = 1
    while error:
        if isinstance(error, SyntaxError):
            return error.lineno or line
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.endswith(path.name):
                line = frame.lineno or line
        error = error.__cause__
    return line
