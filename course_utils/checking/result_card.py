"""The card of one check: what happened, where, and what to try next; as HTML and as text."""

from collections.abc import Iterator
from dataclasses import dataclass

from course_utils.checking import html_parts, phrases
from course_utils.checking.agreement import agreement_html, agreement_text
from course_utils.checking.declared import Exercise
from course_utils.checking.markup import to_html, to_plain
from course_utils.checking.scores import Case, Score
from course_utils.checking.summaries import case_name, compared, first_trouble, headline_of, points_of, summary_of
from course_utils.checking.surface import Card


@dataclass(frozen=True)
class Around:
    """What a result card shows besides the result.

    Attributes
    ----------
    language : "en" or "ko"
    exercise : Exercise
    printed : str
        What the student's code printed.
    trouble : str
        Why progress could not be saved; empty if it was.
    report : str
        The text of "Report a problem".
    """

    language: str
    exercise: Exercise
    printed: str = ""
    trouble: str = ""
    report: str = ""


def result_card(score: Score, around: Around) -> Card:
    """Write the card of a result.

    Parameters
    ----------
    score : Score
    around : Around

    Returns
    -------
    Card
    """
    return Card(_html(score, around), "\n".join(_lines(score, around)))


def _html(score: Score, around: Around) -> str:
    language, manual = around.language, around.exercise.manual
    glyph, words = headline_of(score, manual=manual)
    tone = "quiet" if manual else score.status
    right = "" if manual else points_of(score, language)
    parts = [html_parts.headline(glyph, words[language], tone=tone, subject=score.exercise, right=right)]
    if manual:
        parts.append(html_parts.paragraph(phrases.BY_HAND_MORE[language]))
        return html_parts.shell("".join(parts), tone=tone, language=language, label=words[language])
    parts.append(html_parts.paragraph(summary_of(score)[language]))
    trouble = first_trouble(score)
    if trouble is not None:
        parts += _trouble_html(trouble, language)
    if score.status != "not_attempted" and len(score.cases) > 1:
        parts.append(_cases_html(score, language))
        parts += _other_messages(score, language)
    parts += _help_html(score, around)
    return html_parts.shell("".join(parts), tone=tone, language=language, label=f"{score.exercise}: {words[language]}")


def _trouble_html(case: Case, language: str) -> Iterator[str]:
    if compared(case):
        yield html_parts.pairs([(phrases.EXPECTED[language], case.expected), (phrases.GOT[language], case.got)])
    if case.table:
        yield agreement_html(case.table, language)
    if case.hint is not None:
        yield html_parts.framed(case.hint[language])


def _other_messages(score: Score, language: str) -> Iterator[str]:
    main = first_trouble(score)
    failing = [(number, case) for number, case in enumerate(score.cases, 1) if case.status != "passed" and case is not main]
    if main is not None and any(case.message != main.message for _, case in failing):
        lines = [
            (
                phrases.GLYPHS[case.status],
                case.status,
                html_parts.aside(case_name(case, number, language)) + to_html(case.message[language]),
            )
            for number, case in failing
        ]
        yield html_parts.fold(phrases.OTHER_CASES[language], html_parts.listing(lines))


def _cases_html(score: Score, language: str) -> str:
    lines = []
    for number, case in enumerate(score.cases, 1):
        name = to_html(case_name(case, number, language))
        said = html_parts.unseen(f"{phrases.CASE_WORDS[case.status][language]}: ")
        lines.append((phrases.GLYPHS[case.status], case.status, f"{said}{name}"))
    listed = html_parts.listing(lines)
    return (
        html_parts.fold(phrases.CASES[language], listed) if score.status == "passed" else f'<div style="margin: .5rem 0 0;">{listed}</div>'
    )


def _help_html(score: Score, around: Around) -> Iterator[str]:
    language, exercise = around.language, around.exercise
    if score.status == "passed":
        if exercise.idea:
            yield html_parts.fold(phrases.IDEA[language], html_parts.paragraph(exercise.idea[language]))
    else:
        for number, hint in enumerate(exercise.hints, 1):
            yield html_parts.fold(phrases.HINT.fill(number=number)[language], html_parts.paragraph(hint[language]))
    if around.printed.strip():
        yield html_parts.fold(phrases.PRINTED[language], html_parts.code_block(around.printed.strip()))
    if around.trouble:
        yield html_parts.paragraph(phrases.UNSAVED.fill(trouble=around.trouble)[language])
    if around.report and score.status != "passed":
        inside = html_parts.paragraph(phrases.REPORT_HOW[language], quiet=True) + html_parts.code_block(around.report)
        yield html_parts.fold(phrases.REPORT[language], inside, quiet=True)


def _lines(score: Score, around: Around) -> Iterator[str]:
    language, exercise = around.language, around.exercise
    glyph, words = headline_of(score, manual=exercise.manual)
    if exercise.manual:
        yield f"{glyph} {words[language]}  {score.exercise}"
        yield f"  {phrases.BY_HAND_MORE[language]}"
        return
    yield f"{glyph} {words[language]}  {score.exercise}  ({points_of(score, language)})"
    yield f"  {to_plain(summary_of(score)[language])}"
    trouble = first_trouble(score)
    if trouble is not None:
        if compared(trouble):
            yield f"  {phrases.EXPECTED[language]}: {trouble.expected}"
            yield f"  {phrases.GOT[language]}: {trouble.got}"
        yield from (f"  {line}" for line in agreement_text(trouble.table, language).splitlines())
        if trouble.hint is not None:
            yield f"  {phrases.HINT_FOR_THIS[language]}: {to_plain(trouble.hint[language])}"
    if score.status not in {"passed", "not_attempted"} and len(score.cases) > 1:
        for number, case in enumerate(score.cases, 1):
            yield f"  {phrases.GLYPHS[case.status]} {case_name(case, number, language)}"
    if score.status == "passed" and exercise.idea:
        yield f"  {phrases.IDEA[language]}: {to_plain(exercise.idea[language])}"
    if score.status != "passed" and exercise.hints:
        yield f'  hint("{exercise.name}")'
    if around.trouble:
        yield f"  {phrases.UNSAVED.fill(trouble=around.trouble)[language]}"
