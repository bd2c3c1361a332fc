"""What a feedback page shows of each case of an exercise."""

from dataclasses import dataclass

from autograder.grading.reports import words
from course_utils.checking import Case, Score, phrases
from course_utils.checking.summaries import case_name, compared


@dataclass(frozen=True)
class CaseView:
    """One case in the page's language.

    Attributes
    ----------
    name, status, glyph, word, message : str
        The status as a key for colours, as a sign and as a word; the message with light markup, empty after a pass.
    hint : str
        Empty if there is none.
    case : Case
        For values, tables and frames.
    compared, shows_frame : bool
        Whether expected and got, or the line that failed, add something to the message.
    """

    name: str
    status: str
    glyph: str
    word: str
    message: str
    hint: str
    case: Case
    compared: bool
    shows_frame: bool


def case_view(case: Case, place: int, language: str) -> CaseView:
    """Decide what to show of one case.

    Parameters
    ----------
    case : Case
        With nothing in it that a student may not read.
    place : int, from 1
    language : "en" or "ko"

    Returns
    -------
    CaseView
    """
    message = case.message[language] if case.status != "passed" else ""
    source = case.frames[-1].source.strip() if case.frames else ""
    return CaseView(
        name=case_name(case, place, language),
        status=case.status,
        glyph=phrases.GLYPHS[case.status],
        word=phrases.CASE_WORDS[case.status][language],
        message=message,
        hint=case.hint[language] if case.hint else "",
        case=case,
        compared=compared(case),
        shows_frame=bool(source) and source not in message,
    )


def cases_in_words(score: Score, language: str) -> str:
    """Say how many cases pass.

    Parameters
    ----------
    score : Score
    language : "en" or "ko"

    Returns
    -------
    str
        Empty where there is one case or none.
    """
    count, passed = len(score.cases), sum(case.status == "passed" for case in score.cases)
    if count <= 1:
        return ""
    visible = [case for case in score.cases if not case.hidden]
    if visible and all(case.status == "passed" for case in visible) and passed < count:
        return words.ONLY_HIDDEN[language]
    return (phrases.SOME_PASS if passed else phrases.NONE_PASS).fill(passed=passed, count=count)[language]
