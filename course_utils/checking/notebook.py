"""What a lesson calls: lesson, check, quiz, hint, solution, reset, progress."""

from course_utils.checking import phrases
from course_utils.checking.capturing import captured
from course_utils.checking.declared import Exercise
from course_utils.checking.examining import examine
from course_utils.checking.language import Text
from course_utils.checking.notices import message_card, progress_card, quiz_card, standing_card
from course_utils.checking.progressing import store
from course_utils.checking.reporting import report_text
from course_utils.checking.result_card import Around, result_card
from course_utils.checking.scores import Score
from course_utils.checking.session import Lesson, NoLesson, begin, course_root, current
from course_utils.checking.students import LocalStudent
from course_utils.checking.surface import Card, in_kernel, interactive, shell, show_card, user_namespace
from course_utils.checking.worked import worked_code


class CheckResult(Card):
    """The outcome of a check as a cell's value: a card to look at, and in a kernel the earned points as text.

    nbgrader reads the text of a check cell's value as partial credit.

    Attributes
    ----------
    score : Score or None
        None if no check could run.
    """

    def __init__(self, card: Card, score: Score | None) -> None:
        super().__init__(card.html, card.plain)
        self.score = score

    @property
    def passed(self) -> bool:
        """Whether every case passes."""
        return self.score is not None and self.score.status == "passed"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002 - IPython's protocol
        earned = f"{self.score.earned if self.score else 0:g}"
        return {"text/plain": earned if in_kernel() else self.plain, "text/html": self.html}


def lesson(name: str, *, language: str = "en", profile: str = "quick", source: str = "auto", seed: int = 0) -> None:
    """Open a lesson in this kernel and show where the student stands.

    Parameters
    ----------
    name : str
        ``NN_slug``.
    language : "en" or "ko"
    profile : "quick" or "full"
    source : "auto", "real" or "synthetic"
    seed : int

    Raises
    ------
    NoLesson
        If there is no such lesson.
    """
    opened = begin(name, language=language, profile=profile, source=source, seed=seed)
    graded = [exercise for exercise in opened.checks.exercises.values() if exercise.counts]
    store.opened(name, len(graded), sum(exercise.points for exercise in graded))
    show_card(standing_card(opened), display_id=_header_id(opened))


def check(exercise: str) -> CheckResult:
    """Check an exercise in the student's own namespace.

    Parameters
    ----------
    exercise : str

    Returns
    -------
    CheckResult
        To be the value of a cell. What the student's code prints meanwhile is kept out of the notebook.
    """
    found = _open(exercise)
    if isinstance(found, Text):
        return _printed(CheckResult(message_card(found, tone="needs_staff"), None))
    opened, graded = found
    with captured() as printed:
        score = examine(opened.checks, exercise, LocalStudent(user_namespace()))
    if not graded.manual:
        store.checked(opened.name, score)
        show_card(standing_card(opened), display_id=_header_id(opened), update=True)
    around = Around(opened.language, graded, printed.text, store.trouble, report_text(opened, score))
    return _printed(CheckResult(result_card(score, around), score))


def quiz(name: str) -> None:
    """Show an ungraded question whose answers unfold.

    Parameters
    ----------
    name : str
    """
    try:
        question = current().checks.quizzes.get(name)
    except NoLesson:
        show_card(message_card(phrases.NO_LESSON))
        return
    show_card(quiz_card(question) if question else message_card(phrases.NO_QUIZ.fill(name=name)))


def hint(exercise: str, number: int | None = None) -> None:
    """Show a hint of an exercise.

    Parameters
    ----------
    exercise : str
    number : int, from 1, optional
        Without it, the next one that was not seen yet.
    """
    found = _open(exercise)
    if isinstance(found, Text):
        show_card(message_card(found))
        return
    opened, graded = found
    count = len(graded.hints)
    if not count:
        show_card(message_card(phrases.NO_HINTS.fill(exercise=exercise)))
        return
    chosen = number if number is not None else store.standing(opened.name, exercise).hints + 1
    chosen = min(max(chosen, 1), count)
    store.hinted(opened.name, exercise, chosen)
    heading = phrases.HINT_OF.fill(number=chosen, count=count)
    show_card(message_card(graded.hints[chosen - 1], heading=heading, tone="information"))


def solution(exercise: str) -> None:
    """Show the idea behind an exercise, and the worked code where this course folder holds it; after one attempt.

    Parameters
    ----------
    exercise : str
    """
    found = _open(exercise)
    if isinstance(found, Text):
        show_card(message_card(found))
        return
    opened, graded = found
    if not graded.manual and not store.standing(opened.name, exercise).attempts:
        show_card(message_card(phrases.ATTEMPT_FIRST.fill(exercise=exercise)))
        return
    code = worked_code(course_root(), opened.name, exercise)
    said = [words for words in (graded.idea, None if code else phrases.CODE_ELSEWHERE) if words]
    words = Text("\n".join(part.en for part in said), "\n".join(part.ko for part in said))
    show_card(message_card(words, heading=phrases.SOLUTION, tone="information", more=code))


def reset(exercise: str) -> None:
    """Start an exercise afresh: its first form into a new cell, its progress forgotten.

    Parameters
    ----------
    exercise : str
    """
    found = _open(exercise)
    if isinstance(found, Text):
        show_card(message_card(found))
        return
    opened, _ = found
    store.forget(opened.name, exercise)
    show_card(standing_card(opened), display_id=_header_id(opened), update=True)
    stub, running = opened.checks.stubs.get(exercise, ""), shell()
    if not stub:
        show_card(message_card(phrases.RESET_NO_STUB))
        return
    if running is not None:
        running.set_next_input(stub, replace=False)
    show_card(message_card(phrases.RESET_DONE, more="" if in_kernel() else stub))


def progress() -> None:
    """Show every lesson known and how much of it is done."""
    show_card(progress_card())


def _open(exercise: str) -> tuple[Lesson, Exercise] | Text:
    """Find an exercise of the current lesson, or say why there is none."""
    try:
        opened = current()
    except NoLesson:
        return phrases.NO_LESSON
    if exercise not in opened.checks.exercises:
        return phrases.NO_EXERCISE.fill(exercise=exercise, names=", ".join(f"`{name}`" for name in opened.checks.exercises))
    return opened, opened.checks.exercises[exercise]


def _header_id(opened: Lesson) -> str:
    return f"petals-header-{opened.name}"


def _printed(result: CheckResult) -> CheckResult:
    """Print the card where no one would show a cell's value: in a script."""
    if not interactive():
        print(result.plain)  # noqa: T201 - a terminal's way of showing
    return result
