"""The feedback page of one student for one lesson, as a string; nothing is read or written here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.grading.gradebook.rows import CellStanding, Standing
from autograder.grading.reports import words
from autograder.grading.reports.outlines import Outline
from autograder.grading.reports.setting import environment, number
from autograder.grading.reports.student_view import ExerciseView, earned_of, exercise_view, listed, waits, was_examined
from autograder.grading.results import ExerciseResult, Graded
from course_utils.checking import Score, Text


@dataclass(frozen=True)
class Total:
    """The sum at the top of the page.

    Attributes
    ----------
    earned, before, points : float
        After the late penalty, before it, and what the lesson is worth.
    lines : tuple of str
        How it came about, in sentences with light markup.
    complete : bool
        Every point was earned and nothing is open.
    """

    earned: float
    before: float
    points: float
    lines: tuple[str, ...]
    complete: bool


def student_page(graded: Graded, outline: Outline, standing: Standing | None = None, answers: Mapping[str, str] | None = None) -> str:
    """Write a feedback page.

    Parameters
    ----------
    graded : Graded
        Hidden cases may be whole: only title, hint and outcome reach the page.
    outline : Outline
    standing : Standing, optional
        What the gradebook says: points set by people, comments, late penalty.
    answers : mapping of exercise to str, optional
        What the student wrote, as `outlines.answers_of` reads it.

    Returns
    -------
    str
        HTML that stands alone, loads nothing and runs nothing.
    """
    language = "ko" if graded.language == "ko" else "en"
    results = {result.cell: result for result in graded.exercises}
    marks = {cell.cell: cell for cell in standing.cells} if standing else {}
    shown = [exercise_view(item, results.get(item.cell), marks, (answers or {}).get(item.exercise, ""), language) for item in outline.items]
    total = _total(outline, results, marks, standing, language)
    return (
        environment()
        .get_template("student.html.j2")
        .render(
            language=language,
            words=_Words(language),
            title=outline.titles.get(language) or outline.name,
            graded=graded,
            facts=_facts(graded, standing, language),
            reason=graded.reason or Text("", ""),
            total=total,
            show_total=was_examined(graded) or bool(total.earned),
            exercises=shown if was_examined(graded) else _commented(shown),
            also_korean=_also_korean(graded),
            has_hidden=any(case.hidden for result in graded.exercises for case in result.score.cases),
            more_help=_more_help(shown, language) if graded.outcome == "graded" else "",
            repairs=_notes(graded, "repair", language),
            limits=_notes(graded, "limit", language),
        )
    )


def _also_korean(graded: Graded) -> "_Words | None":
    """Say it in both languages where nobody could read which one the notebook is in."""
    return _Words("ko") if graded.outcome == "quarantined" and graded.language != "ko" else None


class _Words:
    """The page's fixed words in its language, as attributes."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str | list[str]:
        from course_utils.checking import phrases  # noqa: PLC0415 - the module's __getattr__ would find it, mypy would not

        found = getattr(words, name, None) or getattr(phrases, name)
        if isinstance(found, tuple):
            return [text[self._language] for text in found]
        return found[self._language] if isinstance(found, Text) else str(found)


def _facts(graded: Graded, standing: Standing | None, language: str) -> list[str]:
    person = standing.person if standing else None
    facts = [f"{person.first_name} {person.last_name}".strip()] if person and (person.first_name or person.last_name) else []
    facts += [words.ATTEMPT.fill(number=graded.attempt)[language]] if graded.attempt > 1 else []
    if standing and standing.submitted_at:
        facts.append(words.HANDED_IN.fill(when=_minute(standing.submitted_at))[language])
    return facts


def _minute(when: datetime) -> str:
    return (when.astimezone(UTC) if when.tzinfo else when).strftime("%Y-%m-%d %H:%M")


def _total(
    outline: Outline,
    results: Mapping[str, ExerciseResult],
    marks: Mapping[str, CellStanding],
    standing: Standing | None,
    language: str,
) -> Total:
    before = sum(earned_of(item, results.get(item.cell), marks.get(item.cell)) for item in outline.items)
    penalty = min(standing.penalty, before) if standing else 0.0
    lines = tuple(line[language] for line in _total_lines(outline, results, marks, standing, before))
    complete = outline.points > 0 and before - penalty >= outline.points and not lines
    return Total(before - penalty, before, outline.points, lines, complete)


def _total_lines(
    outline: Outline,
    results: Mapping[str, ExerciseResult],
    marks: Mapping[str, CellStanding],
    standing: Standing | None,
    before: float,
) -> Iterator[Text]:
    if standing and standing.penalty:
        values = {"points": number(min(standing.penalty, before)), "before": number(before)}
        late = standing.seconds_late
        yield words.LATE.fill(how=words.duration(late), **values) if late > 0 else words.LATE_PLAIN.fill(**values)
    extra = sum(mark.extra_credit or 0.0 for mark in marks.values())
    if extra:
        yield words.EXTRA.fill(points=number(extra))
    waiting = [item for item in outline.items if waits(item, marks.get(item.cell), _score(results.get(item.cell)))]
    if waiting:
        names = listed(tuple(item.exercise for item in waiting))
        points = sum(item.points - min(item.points, earned_of(item, results.get(item.cell), marks.get(item.cell))) for item in waiting)
        yield words.WAITING.fill(points=number(points), names=names) if points else words.WAITING_BONUS.fill(names=names)


def _score(result: ExerciseResult | None) -> Score | None:
    return result.score if result else None


def _commented(shown: list[ExerciseView]) -> list[ExerciseView]:
    """Keep, where nothing was examined, only what a person said."""
    return [view for view in shown if view.comment]


def _more_help(shown: list[ExerciseView], language: str) -> str:
    """Name the hints of the first exercise that could do with one."""
    short = next((view for view in shown if view.has_section and not view.manual and view.tone != "passed"), None)
    return words.MORE_HELP.fill(exercise=short.name)[language] if short else ""


def _notes(graded: Graded, kind: str, language: str) -> list[str]:
    return list(dict.fromkeys(note.message[language] for note in graded.notes if note.kind == kind))
