"""Predict before you run, and pictures that wait for an exercise."""

from collections.abc import Callable
from typing import Any, TypeVar

from course_utils.checking import html_parts, phrases
from course_utils.checking.capturing import captured
from course_utils.checking.examining import examine
from course_utils.checking.language import Text
from course_utils.checking.notices import message_card
from course_utils.checking.progressing import store
from course_utils.checking.session import NoLesson, current, current_language
from course_utils.checking.showing import show
from course_utils.checking.students import LocalStudent
from course_utils.checking.surface import Card, show_card, show_value, user_namespace

T = TypeVar("T")


def predict(name: str, value: object, outcome: Callable[[], object] | None = None) -> None:
    """Keep a prediction and show it beside what happens.

    Parameters
    ----------
    name : str
    value : plain data
        The student's prediction; while it is ``...``, the card asks for one and `outcome` is not called.
    outcome : callable, optional
        Shows what happens, or returns it.
    """
    if value is Ellipsis:
        show_card(message_card(phrases.PREDICT_FIRST.fill(name=name), tone="information"))
        return
    try:
        store.predicted(current().name, name, show(value))
    except NoLesson:
        show_card(message_card(phrases.NO_LESSON))
        return
    found = outcome() if outcome is not None else None
    language = current_language()
    rows = [(phrases.PREDICTION[language], show(value))]
    if isinstance(found, bool | int | float | str | list | tuple):
        rows.append((phrases.OUTCOME[language], show(found)))
    html = html_parts.shell(html_parts.pairs(rows, framed=False), tone="information", language=language)
    show_card(Card(html, "\n".join(f"{label}: {words}" for label, words in rows)))
    show_value(found)


def after(*exercises: str) -> Callable[[Callable[[], T]], T | None]:
    """Run the decorated function at once if exercises pass their visible checks, else say what it waits for.

    Parameters
    ----------
    *exercises : str

    Returns
    -------
    callable
        The decorator; the function's name then stands for its value, or for None.
    """

    def decorate(function: Callable[[], T]) -> T | None:
        waiting = _waiting(exercises)
        if waiting:
            show_card(message_card(waiting))
            return None
        try:
            value = function()
        except NotImplementedError as stub:
            if stub.args:
                raise
            show_card(message_card(_waits_for(exercises)))  # it needs another answer that is still a stub
            return None
        show_value(value)
        return value

    return decorate


def _waiting(exercises: tuple[str, ...]) -> Text | None:
    try:
        checks = current().checks
    except NoLesson:
        return phrases.NO_LESSON
    unknown = [name for name in exercises if name not in checks.exercises]
    if unknown:
        raise KeyError(f"after({unknown[0]!r}): {checks.name} has no such exercise; it has {', '.join(checks.exercises)}")
    student: Any = LocalStudent(user_namespace())
    with captured():
        missing = tuple(name for name in exercises if examine(checks, name, student).status != "passed")
    return _waits_for(missing) if missing else None


def _waits_for(exercises: tuple[str, ...]) -> Text:
    template = phrases.WAITING if len(exercises) == 1 else phrases.WAITING_MORE
    return template.fill(names=", ".join(f"`{name}`" for name in exercises))
