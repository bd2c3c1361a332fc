"""What a feedback page shows of each exercise, decided before any HTML is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from autograder.grading.gradebook.rows import CellStanding
from autograder.grading.reports import words
from autograder.grading.reports.case_view import CaseView, case_view, cases_in_words
from autograder.grading.reports.outlines import ANSWER, Item
from autograder.grading.reports.setting import number
from autograder.grading.results import ExerciseResult, Graded
from course_utils.checking import Case, Score, Text, for_student, phrases

_CLOSE = 1e-6  # points


@dataclass(frozen=True)
class ExerciseView:
    """One exercise in the page's language.

    Attributes
    ----------
    name, tone, glyph, status, points : str
        The name is code; the tone a key for colours; status and points are words.
    share : float, 0..1
        Of the points; of the cases where there are none.
    remarks : tuple of str
        Sentences with light markup: why it is as it is.
    summary : str
        How many cases pass; empty where there is one or none.
    first : CaseView or None
        What to look at first.
    cases, others : tuple of CaseView
        All cases; those besides the first with something to say.
    comment : str
        Markdown of staff.
    answer : str
        What the student wrote.
    manual : bool
        Read by a person.
    has_section : bool
        Whether it has more to say than its line in the list.
    """

    name: str
    tone: str
    glyph: str
    status: str
    points: str
    share: float
    remarks: tuple[str, ...] = ()
    summary: str = ""
    first: CaseView | None = None
    cases: tuple[CaseView, ...] = ()
    others: tuple[CaseView, ...] = ()
    comment: str = ""
    answer: str = ""
    manual: bool = False
    has_section: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written, and there is nothing to say beyond that."""
        return self.has_section and self.tone == "not_attempted" and not self.remarks and not self.comment

    @property
    def is_unexamined(self) -> bool:
        """Whether a reason is all there is to say."""
        return self.has_section and self.tone == "failed" and bool(self.remarks) and not self.cases and not self.first and not self.comment


def exercise_view(
    item: Item, result: ExerciseResult | None, standings: Mapping[str, CellStanding], answer: str, language: str
) -> ExerciseView:
    """Decide what to show of one exercise.

    Parameters
    ----------
    item : Item
    result : ExerciseResult or None
        None where nothing was examined.
    standings : mapping of str to CellStanding
        By grade_id; what the gradebook says goes before the result.
    answer : str
        What the student wrote.
    language : "en" or "ko"

    Returns
    -------
    ExerciseView
    """
    mark = standings.get(item.cell)
    earned = earned_of(item, result, mark)
    score = _tellable(result) if result else None
    tone, glyph, status = _state(item, score, mark, earned)
    comment = "\n\n".join(
        standing.manual_comment
        for cell in (ANSWER + item.exercise, item.cell)
        if (standing := standings.get(cell)) and standing.manual_comment
    )
    view = ExerciseView(
        name=item.exercise,
        tone=tone,
        glyph=glyph,
        status=status[language],
        points=words.OPEN.fill(points=number(item.points))[language] if tone == "waiting" else _points(item, earned, language),
        share=_share(item, score, earned),
        remarks=tuple(remark[language] for remark in _remarks(item, result, mark)),
        comment=comment,
        answer=answer,
        manual=item.manual,
    )
    if tone == "passed" or item.manual or score is None:
        return replace(
            view, has_section=bool(comment or view.remarks or (item.manual and tone not in {"waiting", "not_attempted"} and answer.strip()))
        )
    return _with_cases(view, score, language)


def earned_of(item: Item, result: ExerciseResult | None, mark: CellStanding | None) -> float:
    """Say what counts for an exercise: the gradebook's word before the grader's.

    Parameters
    ----------
    item : Item
    result : ExerciseResult or None
    mark : CellStanding or None

    Returns
    -------
    float, points
    """
    if mark is not None:
        return mark.score
    return result.score.earned if result and not item.manual else 0.0


def left_blank(mark: CellStanding | None) -> bool:
    """Tell whether an answer for a person to read was handed in as it was handed out: nbgrader gives it 0 by itself.

    Parameters
    ----------
    mark : CellStanding or None

    Returns
    -------
    bool
    """
    return mark is not None and mark.manual_score is None and mark.auto_score == 0 and not mark.needs_manual_grade


def was_examined(graded: Graded) -> bool:
    """Tell whether any of a hand-in was examined at all.

    Parameters
    ----------
    graded : Graded

    Returns
    -------
    bool
    """
    return graded.outcome != "quarantined" and any(result.score.status != "needs_staff" for result in graded.exercises)


def waits(item: Item, mark: CellStanding | None, score: Score | None) -> bool:
    """Tell whether a person has still to look at an exercise.

    Parameters
    ----------
    item : Item
    mark : CellStanding or None
    score : Score or None

    Returns
    -------
    bool
    """
    if mark is not None:
        return mark.needs_manual_grade
    return item.manual or (score is not None and score.status == "needs_staff")


def _tellable(result: ExerciseResult) -> Score:
    """Keep what a student may read; of a second sitting the outcomes only, since its values could carry a reference answer."""
    score = for_student(result.score)
    if result.sitting == 1 and not result.lent:
        return score
    bare = (Case(case.name, case.status, case.weight, title=case.title, hidden=case.hidden) for case in score.cases)
    return replace(score, cases=tuple(bare))


def _state(item: Item, score: Score | None, mark: CellStanding | None, earned: float) -> tuple[str, str, Text]:
    full = item.points > 0 and earned >= item.points - _CLOSE
    by_hand = mark is not None and mark.manual_score is not None
    if waits(item, mark, score) and not by_hand and (item.manual or score is None):
        return "waiting", "✎", words.STILL_TO_READ
    if item.manual and left_blank(mark):
        return "not_attempted", phrases.GLYPHS["not_attempted"], phrases.STATUSES["not_attempted"]
    if item.manual:
        return ("passed", "✓", words.READ_BY_HAND) if full else ("partial", "✎", words.READ_BY_HAND)
    if by_hand and full:
        return "passed", "✓", words.READ_BY_HAND
    if score is None or (not score.cases and score.status not in {"not_attempted", "needs_staff"}):
        return "failed", "–", words.NOT_CHECKED
    return score.status, phrases.GLYPHS[score.status], phrases.STATUSES[score.status]


def _points(item: Item, earned: float, language: str) -> str:
    if not item.points:
        return f"{phrases.BONUS[language]} +{number(earned)}" if earned else phrases.BONUS[language]
    template = phrases.POINT if item.points == 1 else phrases.POINTS
    return template.fill(earned=number(earned), points=number(item.points))[language]


def _share(item: Item, score: Score | None, earned: float) -> float:
    share = earned / item.points if item.points else score.score if score else 0.0
    return min(max(share, 0.0), 1.0)


def _remarks(item: Item, result: ExerciseResult | None, mark: CellStanding | None) -> Iterator[Text]:
    if result and result.lent:
        yield words.LENT.fill(names=listed(result.lent))
    elif result and result.sitting > 1:
        yield words.FRESH
    elif result and result.reason:
        yield result.reason
    if result and not item.manual and result.score.status == "needs_staff" and waits(item, mark, result.score):
        yield words.STAFF_LOOKS
    if mark is not None and mark.manual_score is not None and not item.manual:
        yield words.SET_BY_HAND.fill(points=number(mark.auto_score or 0.0))


def listed(names: tuple[str, ...]) -> str:
    """List names of exercises as code.

    Parameters
    ----------
    names : tuple of str

    Returns
    -------
    str
    """
    return ", ".join(f"`{name}`" for name in names)


def _with_cases(view: ExerciseView, score: Score, language: str) -> ExerciseView:
    views = tuple(case_view(case, place, language) for place, case in enumerate(score.cases, 1))
    failing = [case for case in views if case.status != "passed"]
    telling = [case for case in failing if case.message or case.hint]
    first = next((case for case in telling if case.message), telling[0] if telling else None)
    first = first or (failing[0] if failing and view.remarks == () else None)
    others = tuple(case for case in telling if first and case is not first and (case.message, case.hint) != (first.message, first.hint))
    attempted = score.status != "not_attempted"
    return replace(
        view,
        first=first,
        cases=views if attempted and len(views) > 1 else (),
        others=others if attempted else (),
        summary=cases_in_words(score, language) if attempted else "",
        answer=view.answer if attempted else "",
        has_section=True,
    )
