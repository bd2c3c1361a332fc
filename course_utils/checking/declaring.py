"""What `checks.py` and `hidden.py` are written with: exercise, check, quiz, choice, fresh_start."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from course_utils.checking.declared import Check, CheckFunction, Choice, Exercise, Quiz
from course_utils.checking.language import Text


@dataclass
class Collected:
    """What one checks.py has declared so far."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    hidden: bool = False
    fresh_start: bool = False


collecting: ContextVar[Collected] = ContextVar("collecting")


def _collected(word: str) -> Collected:
    try:
        return collecting.get()
    except LookupError:
        raise RuntimeError(
            f"course_utils.checking.{word} writes checks and is read by load_checks. In a notebook, use `from course_utils import {word}`."
        ) from None


def exercise(
    name: str,
    *,
    points: float = 1,
    hints: Sequence[Text] = (),
    idea: Text | None = None,
    manual: bool = False,
    rubric: Text | None = None,
    needs: Sequence[str] = (),
) -> None:
    """Declare an exercise; the order of declaration is the order of progress.

    Parameters
    ----------
    name : str
        The name the student defines.
    points : float, at least 0
        0 makes it a bonus: checked like any other, but it counts for nothing.
    hints : sequence of Text, 2 to 4
        From a nudge to nearly the answer.
    idea : Text, optional
        The idea behind the solution, offered after a pass.
    manual : bool
        Graded by hand, by the rubric.
    rubric : Text, optional
    needs : sequence of str
        Earlier exercises whose answers this one calls, directly or through the lesson's own cells: where one of them is
        wrong, grading examines this one once more with the reference answer in its place.

    Raises
    ------
    ValueError
        If the name is taken, the points are below 0, or it needs something that is no earlier, examined exercise.
    TypeError
        If `needs` is one word.
    """
    found = _collected("exercise")
    if name in found.exercises:
        raise ValueError(f"exercise {name!r} is declared twice")
    if not points >= 0:
        raise ValueError(f"exercise {name!r} has {points} points; give 0 for a bonus, or more")
    _earlier(name, needs, found.exercises)
    found.exercises[name] = Exercise(name, points, tuple(hints), idea, manual, rubric, tuple(needs))


def _earlier(name: str, needs: Sequence[str], known: Mapping[str, Exercise]) -> None:
    if isinstance(needs, str):
        raise TypeError(f"exercise {name!r}: needs={needs!r} is one word, not a list of exercises; write needs=[{needs!r}]")
    if len(set(needs)) != len(needs):
        raise ValueError(f"exercise {name!r}: needs={list(needs)} names one twice")
    for needed in needs:
        if needed == name:
            raise ValueError(f"exercise {name!r} needs itself; name only the earlier exercises that it calls")
        if needed not in known:
            raise ValueError(
                f"exercise {name!r} needs {needed!r}, which is not declared above it; declared are {', '.join(known) or 'none'}"
            )
        if known[needed].manual:
            raise ValueError(f"exercise {name!r} needs {needed!r}, which is graded by hand: nobody knows in time whether it is right")


def fresh_start() -> None:
    """Say that the lesson's exercises may be examined in a fresh kernel, should the student's cells end theirs.

    For lessons whose cells are quick to run again. The cell that ended the kernel is left out the second time.

    Raises
    ------
    ValueError
        If it was said before.
    """
    found = _collected("fresh_start")
    if found.fresh_start:
        raise ValueError("fresh_start() is said twice; once is enough")
    found.fresh_start = True


def check(exercise: str, *, weight: float = 1, title: Text | None = None) -> Callable[[CheckFunction], CheckFunction]:
    """Declare the decorated function as one case of an exercise.

    Parameters
    ----------
    exercise : str
    weight : float, above 0
        An exercise's score is the weighted share of its cases that pass.
    title : Text, optional
        The case in words. Without it the English card uses the function's name, the Korean one the case's number.

    Returns
    -------
    callable
        The decorator.

    Raises
    ------
    ValueError
        If the weight is not above 0, or another case of the exercise has the function's name.
    """
    if weight <= 0:
        raise ValueError(f"a case of {exercise!r} has weight {weight}; it needs more than 0")

    def register(function: CheckFunction) -> CheckFunction:
        found = _collected("check")
        name: Any = getattr(function, "__name__", "case")
        if any(known.exercise == exercise and known.name == name for known in found.checks):
            raise ValueError(f"{exercise!r} has two cases named {name!r}; the second hides the first")
        found.checks.append(Check(exercise, name, function, weight, title, found.hidden))
        return function

    return register


def choice(words: Text, *, because: Text, right: bool = False) -> Choice:
    """Write one answer of a quiz, with the reason why it is right or wrong.

    Parameters
    ----------
    words, because : Text
    right : bool

    Returns
    -------
    Choice
    """
    return Choice(words, because, right)


def quiz(name: str, *, question: Text, choices: Sequence[Choice]) -> None:
    """Declare an ungraded question.

    Parameters
    ----------
    name : str
    question : Text
    choices : sequence of Choice, at least two, at least one of them right

    Raises
    ------
    ValueError
        If the name is taken, or no choice is right, or there is nothing to choose.
    """
    found = _collected("quiz")
    if name in found.quizzes:
        raise ValueError(f"quiz {name!r} is declared twice")
    if len(choices) < 2 or not any(option.right for option in choices):  # noqa: PLR2004 - nothing to choose from one
        raise ValueError(f"quiz {name!r} needs at least two choices, one of them right")
    found.quizzes[name] = Quiz(name, question, tuple(choices))
