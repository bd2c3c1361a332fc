"""What is remembered of each exercise: attempts, hints seen, the best score; and each prediction."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from course_utils.checking import progress_file
from course_utils.checking.progress_file import Known
from course_utils.checking.scores import Score


@dataclass(frozen=True)
class Standing:
    """Where a student stands in one exercise.

    Attributes
    ----------
    status : str
        Of the last check; "" before the first.
    best : float, 0..1
    points : float
    attempts, hints : int
        Checks with something to check; the highest hint seen.
    """

    status: str = ""
    best: float = 0
    points: float = 0
    attempts: int = 0
    hints: int = 0

    @property
    def passed(self) -> bool:
        """Whether the exercise passed once."""
        return self.best >= 1


class Store:
    """Progress in the file; in memory only while the file cannot be written."""

    def __init__(self) -> None:
        self._memory: Known | None = None
        self.trouble = ""

    def read(self) -> Known:
        """Read what is known.

        Returns
        -------
        dict
        """
        return self._memory if self._memory is not None else progress_file.read(progress_file.location())

    def _change(self, lesson: str, path: tuple[str, ...], **values: Any) -> None:  # noqa: ANN401 - JSON
        def change(known: Known) -> None:
            entry = _inside(known["lessons"], lesson, *path)
            for name, value in values.items():
                entry[name] = value(entry.get(name)) if callable(value) else value

        try:
            progress_file.update(progress_file.location(), change)
        except (OSError, NotImplementedError) as error:  # filelock raises the latter where a system has no locks
            self.trouble = f"{type(error).__name__}: {error}"
            self._memory = self._memory if self._memory is not None else progress_file.read(progress_file.location())
            change(self._memory)
        else:
            self.trouble, self._memory = "", None

    def checked(self, lesson: str, score: Score) -> None:
        """Remember the outcome of a check.

        Parameters
        ----------
        lesson : str
        score : Score
        """
        attempted = score.status not in {"not_attempted", "needs_staff"}
        self._change(
            lesson,
            ("exercises", score.exercise),
            status=score.status,
            points=score.points,
            best=lambda before: max(_number(before), score.score),
            attempts=lambda before: int(_number(before)) + attempted,
        )

    def hinted(self, lesson: str, exercise: str, number: int) -> None:
        """Remember that a hint was seen.

        Parameters
        ----------
        lesson, exercise : str
        number : int, from 1
        """
        self._change(lesson, ("exercises", exercise), hints=lambda before: max(int(_number(before)), number))

    def predicted(self, lesson: str, name: str, value: str) -> None:
        """Remember a prediction.

        Parameters
        ----------
        lesson, name, value : str
        """
        self._change(lesson, ("predictions", name), value=value, when=datetime.now(UTC).isoformat(timespec="seconds"))

    def opened(self, lesson: str, exercises: int, points: float) -> None:
        """Remember how much there is to do in a lesson.

        Parameters
        ----------
        lesson : str
        exercises : int
        points : float
        """
        self._change(lesson, (), total=exercises, points=points)

    def forget(self, lesson: str, exercise: str) -> None:
        """Forget one exercise.

        Parameters
        ----------
        lesson, exercise : str
        """
        self._change(lesson, ("exercises",), **{exercise: {}})

    def standing(self, lesson: str, exercise: str) -> Standing:
        """Look up one exercise.

        Parameters
        ----------
        lesson, exercise : str

        Returns
        -------
        Standing
        """
        entry = _inside(_copy(self.read()["lessons"]), lesson, "exercises", exercise)
        counts = {name: int(_number(entry.get(name))) for name in ("attempts", "hints")}
        return Standing(str(entry.get("status") or ""), _number(entry.get("best")), _number(entry.get("points")), **counts)

    def passed(self, lesson: str) -> int:
        """Count the exercises of a lesson that passed once, without its bonuses.

        Parameters
        ----------
        lesson : str

        Returns
        -------
        int
        """
        exercises = _inside(_copy(self.read()["lessons"]), lesson, "exercises")
        kept = [entry for entry in exercises.values() if isinstance(entry, dict)]
        return sum(_number(entry.get("best")) >= 1 and entry.get("points") != 0 for entry in kept)

    def lessons(self) -> dict[str, dict[str, Any]]:
        """List every lesson that was opened, with its ``total`` and ``points``.

        Returns
        -------
        dict
        """
        return {name: entry for name, entry in self.read()["lessons"].items() if isinstance(entry, dict)}


def _copy(entries: dict[str, Any]) -> dict[str, Any]:
    return {name: dict(entry) if isinstance(entry, dict) else {} for name, entry in entries.items()}


def _inside(entries: dict[str, Any], *names: str) -> dict[str, Any]:
    """Step into nested dicts, putting one wherever something else stands: the file may have been edited by hand."""
    for name in names:
        if not isinstance(entries.get(name), dict):
            entries[name] = {}
        entries = entries[name]
    return entries


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 0.0  # noqa: PLR0124 - nan is not a score


store = Store()
