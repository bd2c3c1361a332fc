"""How an end and a time are said, while it runs and when it is over."""

from autograder.grading.results import Graded


def ending(graded: Graded) -> str:
    """Say in a few words how a submission ended.

    Parameters
    ----------
    graded : Graded

    Returns
    -------
    str, as "7.5 of 9 points in 2.3 s"
    """
    if graded.outcome != "graded":
        return f"{graded.outcome.replace('_', ' ')}: {graded.reason.en if graded.reason else 'no reason given'}"
    earned = sum(result.score.earned for result in graded.exercises)
    points = sum(result.score.points for result in graded.exercises)
    return f"{earned:g} of {points:g} points in {sum(graded.stages.values()):.1f} s"


def duration(seconds: float) -> str:
    """Write a time that is only roughly known.

    Parameters
    ----------
    seconds : float

    Returns
    -------
    str, as "40 s", "12 min" or "3.5 h"
    """
    minute, hour = 60, 3600
    if seconds < 2 * minute:
        return f"{seconds:.0f} s"
    return f"{seconds / minute:.0f} min" if seconds < 2 * hour else f"{seconds / hour:.1f} h"
