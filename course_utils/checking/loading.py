"""Reads checks.py, hidden.py and stubs.json of one lesson."""

import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.checking.declared import Check, Exercise, Quiz
from course_utils.checking.declaring import Collected, collecting


@dataclass(frozen=True)
class LessonChecks:
    """All that can be checked in one lesson.

    Attributes
    ----------
    name : str
        ``NN_slug``.
    exercises : mapping of name to Exercise, in the order of the lesson
    checks : mapping of exercise to tuple of Check
    quizzes : mapping of name to Quiz
    stubs : mapping of exercise to source
        What the released lesson holds in the answer cell; empty where there is no stubs.json.
    fresh_start : bool
        Whether exercises may be examined in a fresh kernel after a crash.
    """

    name: str
    exercises: Mapping[str, Exercise]
    checks: Mapping[str, tuple[Check, ...]]
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    stubs: Mapping[str, str] = field(default_factory=dict)
    fresh_start: bool = False

    def needs(self, exercise: str) -> tuple[str, ...]:
        """Name every earlier exercise whose answer this one calls, or whose answer those call in turn.

        Parameters
        ----------
        exercise : str

        Returns
        -------
        tuple of str, in the order of the lesson

        Raises
        ------
        KeyError
            If the lesson has no such exercise.
        """
        found: set[str] = set()
        queue = list(self.exercises[exercise].needs)
        while queue:
            needed = queue.pop()
            if needed not in found:
                found.add(needed)
                queue.extend(self.exercises[needed].needs)
        return tuple(name for name in self.exercises if name in found)


class ChecksError(Exception):
    """A lesson's checks.py or hidden.py cannot be used; the message names the file and what to mend."""


def load_checks(folder: Path, *, hidden: bool) -> LessonChecks:
    """Read a lesson's checks from a folder.

    Parameters
    ----------
    folder : Path
        Holds checks.py and, if they are wanted, hidden.py; stubs.json is read where there is one.
    hidden : bool
        Whether to read hidden.py too; a lesson without one has no hidden checks.

    Returns
    -------
    LessonChecks

    Raises
    ------
    ChecksError
        If checks.py is missing or faulty, or an exercise has no check.
    """
    folder = Path(folder)
    found = Collected()
    if not (folder / "checks.py").is_file():
        raise ChecksError(f"no checks.py in {folder}")
    _run(folder / "checks.py", found)
    if hidden and (folder / "hidden.py").is_file():
        found.hidden = True
        _run(folder / "hidden.py", found)
    strangers = sorted({case.exercise for case in found.checks} - set(found.exercises))
    if strangers:
        raise ChecksError(f"{folder}: checks of {', '.join(strangers)}, which no exercise(...) declares")
    checks = {name: tuple(case for case in found.checks if case.exercise == name) for name in found.exercises}
    bare = [name for name, own in checks.items() if not own and not found.exercises[name].manual]
    if bare:
        raise ChecksError(f"{folder}: {', '.join(bare)} without any check; write one or mark it manual=True")
    name = folder.resolve().name
    return LessonChecks(name, dict(found.exercises), checks, dict(found.quizzes), _stubs(folder), found.fresh_start)


def _run(path: Path, found: Collected) -> None:
    module = types.ModuleType(f"petals_{path.stem}_{path.resolve().parent.name}")
    module.__file__ = str(path)
    token = collecting.set(found)
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)  # noqa: S102 - the lesson's own file
    except Exception as error:
        raise ChecksError(f"{path}: {type(error).__name__}: {error}") from error
    finally:
        collecting.reset(token)


def _stubs(folder: Path) -> dict[str, str]:
    path = folder / "stubs.json"
    if not path.is_file():
        return {}
    try:
        stubs = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ChecksError(f"{path}: {error}") from error
    return {str(name): str(source) for name, source in stubs.items()}
