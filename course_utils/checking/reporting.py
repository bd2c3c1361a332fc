"""The text of "Report a problem": what someone needs who was not there."""

import platform
from importlib.metadata import PackageNotFoundError, version

from course_utils.checking.scores import Score
from course_utils.checking.session import Lesson

_PACKAGES = {"course": "perceptron-to-petals", "numpy": "numpy", "keras": "keras"}


def report_text(lesson: Lesson, score: Score) -> str:
    """Describe a result to someone else. The same words in every language: staff read them.

    Parameters
    ----------
    lesson : Lesson
    score : Score

    Returns
    -------
    str
    """
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{name} {_version(package)}" for name, package in _PACKAGES.items())])
    lines = [
        f"Lesson: {lesson.name} ({lesson.language}, {lesson.profile}, {lesson.source}, seed {lesson.seed})",
        f"Exercise: {score.exercise}, {score.status}, {score.earned:g} of {score.points:g} points",
        f"Versions: {versions}, {platform.system()}",
    ]
    for case in score.cases:
        lines.append(f"- {case.name}: {case.status}{'. ' + case.message.en if case.message.en else ''}")
        lines += [f"    {frame.function}, line {frame.line}: {frame.source}" for frame in case.frames]
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
