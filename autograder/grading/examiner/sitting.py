"""One sitting: a fresh kernel runs a student's cells, and at each check's place the exercise is examined from outside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from autograder.grading.examiner import reasons
from autograder.grading.examiner.asking import SandboxedStudent
from autograder.grading.examiner.outputs import Room
from autograder.grading.examiner.planning import Examine, Run, Step
from autograder.grading.examiner.running import CellRunner, Ran
from autograder.grading.examiner.seeds import draws_for
from autograder.grading.intake.prepared import PreparedCell
from autograder.grading.results import Note
from autograder.kernels.limits import Limits
from course_utils.checking import LessonChecks, Score, Text, examine

if TYPE_CHECKING:
    from autograder.kernels.sandboxes import SandboxKernel


@dataclass(frozen=True)
class Stop:
    """How a sitting's kernel ended early.

    Attributes
    ----------
    cell : PreparedCell
        In which it ended; a check cell, if it ended while that exercise was examined.
    why : str
        In a word, for staff.
    text : Text
        The second half of a sentence, for the student.
    """

    cell: PreparedCell
    why: str
    text: Text


@dataclass
class Sat:
    """What came of a sitting.

    Attributes
    ----------
    ran : dict of str to Ran
        By cell id; cells that were not reached are missing.
    scores : dict of str to Score
        By exercise; those that were not reached are missing.
    reasons : dict of str to Text
        By exercise.
    lent : dict of str to tuple of str
        By exercise: those whose reference answers had stood in by then.
    peaks : dict of str to int
        By exercise: bytes.
    notes : list of Note
    stop : Stop or None
    execute_s, examine_s : float
    """

    ran: dict[str, Ran] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    reasons: dict[str, Text] = field(default_factory=dict)
    lent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    stop: Stop | None = None
    execute_s: float = 0
    examine_s: float = 0


class Sitting:
    """Goes through steps in a kernel.

    Parameters
    ----------
    kernel : SandboxKernel
        Fresh.
    checks : LessonChecks
    answers : mapping of exercise to str
        The reference answers; used where a step lends one.
    seed : str
        Of the attempt.
    limits : Limits
    until : float, as of time.monotonic
        When the time for everything is over.
    language : "en" or "ko"
    """

    def __init__(
        self,
        kernel: "SandboxKernel",
        checks: LessonChecks,
        answers: Mapping[str, str],
        seed: str,
        limits: Limits,
        until: float,
        language: str,
    ) -> None:
        self._kernel, self._checks, self._answers = kernel, checks, answers
        self._seed, self._limits, self._until = seed, limits, until
        self._runner = CellRunner(kernel, Room(limits.output_bytes), language)
        self._lent: list[str] = []
        self._patience = 0.0  # seconds that the last cell or question was given
        self._sat = Sat()

    def sit(self, steps: Iterable[Step]) -> Sat:
        """Go through the steps until the last, or until the kernel ends or the time is over.

        Parameters
        ----------
        steps : iterable of Run or Examine

        Returns
        -------
        Sat
        """
        for step in steps:
            if self._left() <= 0:
                break
            if isinstance(step, Run):
                self._run(step)
            else:
                self._examine(step)
            if not self._kernel.alive():
                self._sat.stop = self._stopped(step.cell)
                break
        self._sat.notes += [Note("limit", met) for met in self._kernel.limits_met()]
        return self._sat

    def _left(self) -> float:
        return self._until - monotonic()

    def _run(self, step: Run) -> None:
        if step.reference:
            self._lend(step.cell.exercise)
            return
        seconds = self._patience = min(self._limits.cell_s, self._left())
        ran = self._runner.run(step.cell.source, seconds)
        self._sat.ran[step.cell.id] = ran
        self._sat.execute_s += ran.seconds
        if ran.end == "interrupted":
            self._sat.notes.append(Note("limit", reasons.INTERRUPTED.fill(seconds=round(seconds, 1)), step.cell.id))

    def _lend(self, exercise: str) -> None:
        ran = self._runner.run(self._answers.get(exercise, ""), min(self._limits.cell_s, self._left()))
        self._sat.execute_s += ran.seconds
        self._lent += [exercise] if exercise not in self._lent else []

    def _examine(self, step: Examine) -> None:
        exercise, began = step.cell.exercise, monotonic()
        self._patience = min(self._limits.call_s, self._left())
        student = SandboxedStudent(self._kernel, self._runner.ear, self._limits, self._left)
        score = examine(self._checks, exercise, student, rng=draws_for(self._seed, exercise))
        spent = monotonic() - began
        self._sat.examine_s += spent
        self._sat.scores[exercise] = score
        self._sat.peaks[exercise] = self._kernel.peak_bytes
        self._sat.lent[exercise] = tuple(name for name in self._lent if name in self._checks.needs(exercise))
        if self._left() <= 0:
            self._sat.reasons[exercise] = reasons.OUT_OF_TIME.fill(seconds=self._limits.notebook_s)
        elif spent >= self._patience:  # a question may have been given up, and the kernel still be busy with it
            self._runner.ensure_answer()
        if step.lend and score.status != "passed" and self._kernel.alive():
            self._lend(exercise)

    def _stopped(self, cell: PreparedCell) -> Stop:
        from autograder.kernels.sandboxes import SandboxError  # noqa: PLC0415 - the kernel's own room

        ending = self._kernel.ended()
        if ending is None or ending.why == "sandbox":
            raise SandboxError("The sandbox ended while a submission ran in it.")
        text = reasons.NOT_STOPPABLE.fill(seconds=round(self._patience, 1)) if ending.why == "time" else ending.text
        if cell.role == "check":
            self._sat.reasons[cell.exercise] = reasons.WHILE_EXAMINED.fill(why=text)
        return Stop(cell, ending.why, text)
