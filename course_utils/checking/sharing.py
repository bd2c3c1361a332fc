"""What of a result a student may read: hidden cases keep their title and their hint, never what they ask or expect."""

from dataclasses import replace

from course_utils.checking.language import Text
from course_utils.checking.scores import Case, Score

_UNTITLED = Text("a hidden case", "숨은 사례")


def for_student(score: Score) -> Score:
    """Take out of hidden cases whatever says what they ask or expect.

    Their title, hint, status and weight stay. Messages, values and lines of an error go, since the student's own code can
    write its inputs into them; so do function names and times. Visible cases stay as they are.

    Parameters
    ----------
    score : Score

    Returns
    -------
    Score
    """
    return replace(score, cases=tuple(_bare(case, number) if case.hidden else case for number, case in enumerate(score.cases, 1)))


def _bare(case: Case, number: int) -> Case:
    return Case(f"hidden_{number}", case.status, case.weight, hint=case.hint, title=case.title or _UNTITLED, hidden=True)
