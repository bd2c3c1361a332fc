"""Runs the checks of an exercise against a student's work. Pure: shows nothing, stores nothing."""

import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter

import numpy as np

from course_utils.checking.declared import Check
from course_utils.checking.errors import advice
from course_utils.checking.expectations import Expect, Unmet
from course_utils.checking.loading import LessonChecks
from course_utils.checking.outcomes import LeftoverStub, NotAttempted, StudentFault, StudentRaised
from course_utils.checking.replies import function_body
from course_utils.checking.scores import Case, Score, total
from course_utils.checking.students import Student
from course_utils.checking.watched import Watched
from course_utils.checking.wording import said_about


def examine(checks: LessonChecks, exercise: str, student: Student, *, rng: np.random.Generator | None = None) -> Score:
    """Run every check of an exercise.

    Parameters
    ----------
    checks : LessonChecks
    exercise : str
    student : Student
    rng : numpy Generator, optional
        Where checks draw fresh cases from; each check gets a generator of its own. The default draws the same each time.

    Returns
    -------
    Score
        Of an exercise graded by hand: "needs_staff", nothing earned.

    Raises
    ------
    KeyError
        If the lesson has no such exercise.
    """
    if exercise not in checks.exercises:
        raise KeyError(f"{checks.name} has no exercise {exercise!r}; it has {', '.join(checks.exercises)}")
    own = checks.checks.get(exercise, ())
    generators = (rng if rng is not None else np.random.default_rng(0)).spawn(len(own))
    cases = [_case(check, student, generator, checks.stubs) for check, generator in zip(own, generators, strict=True)]
    return total(exercise, checks.exercises[exercise].points, cases)


def _case(check: Check, student: Student, rng: np.random.Generator, stubs: Mapping[str, str]) -> Case:
    watched = Watched(student)
    extra = {"rng": rng} if "rng" in inspect.signature(check.function).parameters else {}
    began = perf_counter()
    try:
        check.function(watched, Expect(watched), **extra)
    except Unmet as unmet:
        outcome = Case(
            check.name, "failed", message=unmet.message, hint=unmet.hint, expected=unmet.expected, got=unmet.got, table=unmet.table
        )
    except StudentFault as fault:
        outcome = _faulty(check.name, _known_stub(fault, stubs), watched.call)
    except Exception as error:  # noqa: BLE001 - a faulty check must not stop the others
        outcome = Case(check.name, "needs_staff", message=said_about(error, watched.call))
    else:
        outcome = Case(check.name, "passed")
    seconds = perf_counter() - began
    return replace(outcome, weight=check.weight, title=check.title, hidden=check.hidden, seconds=seconds)


def _faulty(name: str, fault: StudentFault, call: str) -> Case:
    message = said_about(fault, call)
    if isinstance(fault, NotAttempted):
        return Case(name, "not_attempted", message=message)
    if isinstance(fault, StudentRaised):
        return Case(name, "raised", message=message, hint=advice(fault), frames=fault.frames)
    return Case(name, "failed", message=message)


def _known_stub(fault: StudentFault, stubs: Mapping[str, str]) -> StudentFault:
    """Recognise the released function whose given lines precede the stub line."""
    if not isinstance(fault, LeftoverStub) or not fault.source:
        return fault
    own = function_body(fault.source)
    released = [body for stub in stubs.values() for body in _functions(stub) if body is not None]
    return NotAttempted(fault.function, "stub") if own in released else fault


def _functions(source: str) -> list[list[str] | None]:
    """Read the body of every function of a stub, methods included."""
    import ast  # noqa: PLC0415 - only after a stub line was met

    try:
        tree = ast.parse(textwrap.dedent(source))
    except SyntaxError:
        return []
    return [function_body(ast.unparse(node)) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
