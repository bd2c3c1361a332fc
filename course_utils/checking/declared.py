"""What a lesson has declared: exercises, their cases, quizzes and their choices."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from course_utils.checking.language import Text

CheckFunction: TypeAlias = Callable[..., None]


@dataclass(frozen=True)
class Exercise:
    """One graded exercise.

    Attributes
    ----------
    name : str
        The name the student defines.
    points : float
        0 for a bonus.
    hints : tuple of Text
    idea : Text or None
        Why the solution works; offered after a pass.
    manual : bool
        Graded by hand.
    rubric : Text or None
    needs : tuple of str
        Earlier exercises whose answers this one calls.
    """

    name: str
    points: float = 1
    hints: tuple[Text, ...] = ()
    idea: Text | None = None
    manual: bool = False
    rubric: Text | None = None
    needs: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether progress counts it: not a bonus, not left to a person."""
        return self.points > 0 and not self.manual


@dataclass(frozen=True)
class Check:
    """One case of an exercise.

    Attributes
    ----------
    exercise, name : str
    function : callable
        Takes ``student``, ``expect`` and, if it has such a parameter, ``rng``.
    weight : float
    title : Text or None
        The case in words; without it, the function's name in words.
    hidden : bool
    """

    exercise: str
    name: str
    function: CheckFunction = field(compare=False)
    weight: float = 1
    title: Text | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Choice:
    """One answer to choose in a self-quiz, with its explanation.

    Attributes
    ----------
    words, because : Text
    right : bool
    """

    words: Text
    because: Text
    right: bool = False


@dataclass(frozen=True)
class Quiz:
    """One ungraded question.

    Attributes
    ----------
    name : str
    question : Text
    choices : tuple of Choice
    """

    name: str
    question: Text
    choices: tuple[Choice, ...]
