"""The other cards: a lesson's header, all progress, a question, a short message."""

from course_utils.checking import html_parts, phrases
from course_utils.checking.declared import Quiz
from course_utils.checking.language import Text
from course_utils.checking.markup import to_html, to_plain
from course_utils.checking.progressing import Standing, store
from course_utils.checking.session import Lesson, current_language
from course_utils.checking.surface import Card
from course_utils.checking.titles import known_lessons, lesson_title

_CELLS = 20


def message_card(words: Text, *, heading: Text | None = None, tone: str = "quiet", more: str = "") -> Card:
    """Say something short.

    Parameters
    ----------
    words : Text
    heading : Text, optional
    tone : str
        Key of `html_parts.TONES`.
    more : str
        Code or other plain text to set below.

    Returns
    -------
    Card
    """
    language = current_language()
    top = html_parts.headline("", heading[language], tone=tone) if heading else ""
    below = html_parts.code_block(more) if more else ""
    html = html_parts.shell(top + html_parts.paragraph(words[language], first=not top) + below, tone=tone, language=language)
    plain = "\n".join(line for line in (heading[language] if heading else "", to_plain(words[language]), more) if line)
    return Card(html, plain)


def standing_card(lesson: Lesson) -> Card:
    """Write a lesson's header: its title, how much is done, a bar.

    Parameters
    ----------
    lesson : Lesson

    Returns
    -------
    Card
    """
    language, total, passed = lesson.language, *_done(lesson)
    title = lesson_title(lesson.name, language, lesson.folder)
    done = phrases.DONE.fill(passed=passed, total=total)[language]
    share = passed / total if total else 0
    parts = [html_parts.headline("", title, tone="quiet", right=done), html_parts.bar(share, phrases.PROGRESS[language])]
    lines = [f"{title}  {_text_bar(share)}  {done}"]
    if store.trouble:
        said = phrases.UNSAVED.fill(trouble=store.trouble)[language]
        parts.append(html_parts.paragraph(said))
        lines.append(said)
    return Card(html_parts.shell("".join(parts), tone="quiet", language=language, label=title), "\n".join(lines))


def progress_card() -> Card:
    """List every lesson known, and for each how much is done.

    Returns
    -------
    Card
    """
    language, opened = current_language(), store.lessons()
    rows, lines = [], []
    for name in sorted({*opened, *known_lessons(language)}):
        title = lesson_title(name, language)
        if name not in opened:
            rows.append(_row_html(title, phrases.NOT_OPENED[language], None, language))
            lines.append(f"{title}  {phrases.NOT_OPENED[language]}")
            continue
        total, passed = int(_count(opened[name].get("total"))), store.passed(name)
        total = max(total, passed)
        done = phrases.DONE.fill(passed=passed, total=total)[language]
        share = passed / total if total else 0
        rows.append(_row_html(title, done, share, language))
        lines.append(f"{title}  {_text_bar(share)}  {done}")
    heading = phrases.YOUR_PROGRESS[language]
    top = html_parts.headline("", heading, tone="quiet")
    return Card(html_parts.shell(top + "".join(rows), tone="quiet", language=language, label=heading), "\n".join([heading, *lines]))


def quiz_card(question: Quiz) -> Card:
    """Write a question whose answers unfold; it works without a kernel.

    Parameters
    ----------
    question : Quiz

    Returns
    -------
    Card
    """
    language = current_language()
    parts = [html_parts.headline("", phrases.QUIZ[language], tone="information"), html_parts.paragraph(question.question[language])]
    lines = [to_plain(question.question[language])]
    for letter, option in zip("abcdefghij", question.choices, strict=False):
        verdict = phrases.RIGHT if option.right else phrases.WRONG
        sign = phrases.GLYPHS["passed" if option.right else "failed"]
        said = f"{verdict[language]} {option.because[language]}"
        inside = html_parts.listing([(sign, "passed" if option.right else "failed", to_html(said))])
        parts.append(html_parts.fold(option.words[language], inside, marked=True))
        lines += [f"  {letter}) {to_plain(option.words[language])}", f"     {sign} {to_plain(said)}"]
    return Card(html_parts.shell("".join(parts), tone="information", language=language), "\n".join(lines))


def _done(lesson: Lesson) -> tuple[int, int]:
    graded = [exercise.name for exercise in lesson.checks.exercises.values() if exercise.counts]
    standings: list[Standing] = [store.standing(lesson.name, name) for name in graded]
    return len(graded), sum(standing.passed for standing in standings)


def _row_html(title: str, done: str, share: float | None, language: str) -> str:
    bar = html_parts.bar(share, f"{title}: {phrases.PROGRESS[language]}") if share is not None else ""
    return f'<div style="margin: .55rem 0 0;">{html_parts.headline("", title, tone="quiet", right=done, strong=False)}{bar}</div>'


def _count(value: object) -> float:
    return value if isinstance(value, int | float) else 0


def _text_bar(share: float) -> str:
    full = round(_CELLS * share)
    return "█" * full + "░" * (_CELLS - full)
