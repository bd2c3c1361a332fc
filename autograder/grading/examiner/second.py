"""Joins two sittings: the better counts, and nothing of the second is told but that it passed."""

from autograder.grading.examiner import reasons
from autograder.grading.examiner.planning import Second
from autograder.grading.examiner.sitting import Sat
from autograder.grading.results import ExerciseResult
from course_utils.checking import Case, Score, Text
from course_utils.checking.scores import Status


def better(first: ExerciseResult, second: Sat, plan: Second) -> ExerciseResult:
    """Take the second sitting's result where it is better.

    Parameters
    ----------
    first : ExerciseResult
    second : Sat
    plan : Second

    Returns
    -------
    ExerciseResult
    """
    exercise = first.score.exercise
    score = second.scores.get(exercise)
    if exercise not in plan.wanted or score is None or score.score <= first.score.score:
        return first
    lent = second.lent[exercise]
    reason = reasons.lent(lent) if lent else Text("", "")
    if plan.without or not lent:
        reason = reasons.FRESH + (" " if lent else "") + reason
    return ExerciseResult(first.cell, bare(score), 2, lent, second.peaks[exercise], reason)


def bare(score: Score) -> Score:
    """Leave nothing of a score but titles and what passed: anything seen beside a reference answer could carry it out.

    Parameters
    ----------
    score : Score

    Returns
    -------
    Score
    """
    cases = tuple(Case(case.name, _bare(case.status), case.weight, title=case.title, hidden=case.hidden) for case in score.cases)
    return Score(score.exercise, _bare(score.status), score.score, score.points, score.earned, cases, score.seconds)


def _bare(status: Status) -> Status:
    return status if status in ("passed", "partial", "needs_staff") else "failed"
