"""The sentences of a result, shared by its HTML and its text."""

from course_utils.checking import phrases
from course_utils.checking.language import Text, same
from course_utils.checking.scores import Case, Score


def headline_of(score: Score, *, manual: bool = False) -> tuple[str, Text]:
    """Choose sign and words for a result.

    Parameters
    ----------
    score : Score
    manual : bool
        Graded by hand.

    Returns
    -------
    tuple of str and Text
    """
    if manual:
        return "✎", phrases.BY_HAND
    return phrases.GLYPHS[score.status], phrases.STATUSES[score.status]


def points_of(score: Score, language: str) -> str:
    """Say what was earned.

    Parameters
    ----------
    score : Score
    language : "en" or "ko"

    Returns
    -------
    str
    """
    if not score.points:
        return phrases.BONUS[language]
    template = phrases.POINT if score.points == 1 else phrases.POINTS
    return template.fill(earned=f"{score.earned:g}", points=f"{score.points:g}")[language]


def first_trouble(score: Score) -> Case | None:
    """Find the case to talk about: the first that does not pass.

    Parameters
    ----------
    score : Score

    Returns
    -------
    Case or None
    """
    return next((case for case in score.cases if case.status != "passed"), None)


def summary_of(score: Score) -> Text:
    """Sum up a result in one or two sentences: how many cases pass, and what is wrong with the first that does not.

    Parameters
    ----------
    score : Score

    Returns
    -------
    Text
    """
    count, passed = len(score.cases), sum(case.status == "passed" for case in score.cases)
    trouble = first_trouble(score)
    if trouble is None:
        return phrases.ALL_PASS.fill(count=count) if count > 1 else phrases.ONE_PASSES
    if score.status == "not_attempted" or count == 1:
        return trouble.message
    if passed:
        return phrases.SOME_PASS.fill(passed=passed, count=count) + same(" ") + trouble.message
    if len({case.message for case in score.cases}) == 1:
        return trouble.message
    return phrases.NONE_PASS.fill(count=count) + same(" ") + trouble.message


def case_name(case: Case, number: int, language: str) -> str:
    """Name a case: by its title, else in English by its function's name, else by its number.

    Parameters
    ----------
    case : Case
    number : int, from 1
    language : "en" or "ko"

    Returns
    -------
    str
    """
    if case.title:
        return case.title[language]
    if language == "en":
        return case.name.replace("_", " ")
    return phrases.CASE.fill(number=number)[language]


def compared(case: Case) -> bool:
    """Tell whether expected and got add something to the message.

    Parameters
    ----------
    case : Case

    Returns
    -------
    bool
    """
    return bool(case.got and case.expected) and not (case.expected in case.message.en and case.got in case.message.en)
