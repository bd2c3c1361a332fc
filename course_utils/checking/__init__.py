"""Checks: written once in checks.py, run in the notebook and, from outside, when grading.

`exercise`, `check`, `quiz`, `choice`, `text` and `fresh_start` write checks; `classifies`, `probabilities_of` and `source_at_hand`
ask what a network has learnt; `load_checks` and `examine` run them; the rest is what a
notebook calls, loaded when first used. In a notebook, `check` and `quiz` are `course_utils.check` and `course_utils.quiz`.
"""

from importlib import import_module

from course_utils.checking.classifying import classifies, probabilities_of, source_at_hand
from course_utils.checking.codec import CodecError, Limits, Opaque
from course_utils.checking.declared import Check, Choice, Exercise, Quiz
from course_utils.checking.declaring import check, choice, exercise, fresh_start, quiz
from course_utils.checking.examining import examine
from course_utils.checking.language import Text, text
from course_utils.checking.loading import ChecksError, LessonChecks, load_checks
from course_utils.checking.outcomes import KernelDied, Malformed, NotAttempted, StudentFault, StudentRaised, TimedOut, TimeUsedUp
from course_utils.checking.scores import Case, Score
from course_utils.checking.sharing import for_student
from course_utils.checking.students import LocalStudent, Student

RECORD_MIME = "application/vnd.petals.record+json"

_HOMES = {
    "KernelStudent": "kernel_student",
    "after": "asking",
    "current_language": "session",
    "hint": "notebook",
    "lesson": "notebook",
    "predict": "asking",
    "progress": "notebook",
    "record": "recording",
    "reset": "notebook",
    "solution": "notebook",
}

__all__ = [
    "RECORD_MIME",
    "Case",
    "Check",
    "ChecksError",
    "Choice",
    "CodecError",
    "Exercise",
    "KernelDied",
    "LessonChecks",
    "Limits",
    "LocalStudent",
    "Malformed",
    "NotAttempted",
    "Opaque",
    "Quiz",
    "Score",
    "Student",
    "StudentFault",
    "StudentRaised",
    "Text",
    "TimeUsedUp",
    "TimedOut",
    "check",
    "choice",
    "classifies",
    "examine",
    "exercise",
    "for_student",
    "fresh_start",
    "load_checks",
    "probabilities_of",
    "quiz",
    "source_at_hand",
    "text",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"course_utils.checking.{_HOMES[name]}"), name)
    raise AttributeError(f"course_utils.checking has no {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_HOMES])
