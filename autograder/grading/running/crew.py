"""Hands submissions out to workers, takes results in, and gives nobody up because of somebody else."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from autograder.grading.results import Graded, Job, Note
from autograder.grading.running.display import Display
from autograder.grading.running.shelf import Ticket
from autograder.kernels.servers import SandboxError
from autograder.workers import PATIENCE, ClusterError, WorkerLost, Workers
from course_utils.checking import Text

LOOK_EVERY = 0.3  # seconds between two looks at whether someone wants to stop
AHEAD = 2  # calls beyond what can run, so that a worker has its next one while the last result is written
TOO_MANY_LOST = 5  # workers in a row without a result: time to ask whether they can do anything at all
PROBE_LIMIT = 120.0  # seconds for a worker to answer the simplest question
LOST_TWICE = Text(
    "The grader could not finish this submission: the process that graded it ended twice. Your teacher looks at it.",
    "채점기가 이 제출물의 채점을 마치지 못했어요. 채점하던 프로세스가 두 번 중단되었습니다. 선생님이 직접 확인합니다.",
)
FAULT = Text(
    "The grader could not finish this submission because of a fault of its own. Your teacher looks at it.",
    "채점기 자체의 문제로 이 제출물의 채점을 마치지 못했어요. 선생님이 직접 확인합니다.",
)


class CrewError(Exception):
    """The workers cannot work; the message says what happened and what to do. What was written before stays."""


@dataclass
class Crew:
    """Submissions on their way through the workers.

    A submission whose worker goes away is tried a second time, in a cold kernel, at the end and alone: whatever ends that worker too is to
    blame, and only it is left to staff.

    Attributes
    ----------
    workers : Workers
    examine : callable
        Grades one submission, in a worker.
    job : callable
        Given a ticket and whether to use a cold kernel, gives what `examine` needs.
    done : callable
        Called in this process, one after the other, with each ticket and its result, as soon as it is there.
    display : Display
    interrupted : callable
        Asked several times a second; true ends the work.
    """

    workers: Workers
    examine: Callable[[Job], Graded]
    job: Callable[[Ticket, bool], Job]
    done: Callable[[Ticket, Graded], None]
    display: Display
    interrupted: Callable[[], bool] = lambda: False
    _waiting: deque[Ticket] = field(default_factory=deque)
    _suspects: deque[Ticket] = field(default_factory=deque)
    _running: dict["Future[Graded]", tuple[Ticket, bool]] = field(default_factory=dict)
    _lost_in_a_row: int = 0
    _capacity: int = 1

    def work(self, tickets: Iterable[Ticket]) -> bool:
        """Grade every submission.

        Parameters
        ----------
        tickets : iterable of Ticket

        Returns
        -------
        bool
            False if the work was interrupted: results that were there are taken in, what ran or waited is left for the next run.

        Raises
        ------
        CrewError, autograder.workers.cluster.ClusterError
            If no worker can work.
        """
        self._waiting.extend(tickets)
        try:
            while (self._waiting or self._suspects or self._running) and not self.interrupted():
                self._hand_out()
                self._collect()
            if self._waiting or self._suspects or self._running:
                self._give_up()
                return False
        except BaseException:
            self.workers.stop()
            raise
        return True

    def _hand_out(self) -> None:
        capacity = self.workers.capacity()
        if capacity == 0 and self._capacity:
            self.display.note("There are no workers at the moment; waiting for some to come back.")
        self._capacity = capacity
        while self._waiting and len(self._running) < capacity + AHEAD:
            self._begin(self._waiting.popleft(), cold=False)
        if self._suspects and not self._running:
            self._begin(self._suspects.popleft(), cold=True)

    def _begin(self, ticket: Ticket, *, cold: bool) -> None:
        self._running[self.workers.submit(self.examine, self.job(ticket, cold))] = (ticket, cold)
        self.display.started(ticket, running=min(len(self._running), self._capacity))

    def _collect(self) -> None:
        finished, _ = wait(self._running, timeout=LOOK_EVERY, return_when=FIRST_COMPLETED)
        for future in finished:
            ticket, cold = self._running.pop(future)
            self._take_in(ticket, future, cold=cold)

    def _take_in(self, ticket: Ticket, future: "Future[Graded]", *, cold: bool) -> None:
        error = future.exception()
        if isinstance(error, ClusterError):
            raise error
        if isinstance(error, SandboxError):  # not this submission's fault: the next ones would meet the same
            raise CrewError(f"a worker has no sandbox: {error} What was graded before is in the gradebook.") from error
        if isinstance(error, WorkerLost):
            self._lost(ticket, error, cold=cold)
            return
        self._lost_in_a_row = 0
        graded = future.result() if error is None else _left_to_staff(ticket, FAULT, f"{type(error).__name__}: {error}")
        self.done(ticket, graded)
        self.display.finished(ticket, graded, running=min(len(self._running), self._capacity))

    def _lost(self, ticket: Ticket, error: WorkerLost, *, cold: bool) -> None:
        self._lost_in_a_row += 1
        if self._lost_in_a_row % TOO_MANY_LOST == 0:
            self._probe()
        if not cold:
            self.display.note(f"{ticket.name}: {error}; it is tried once more, alone, at the end")
            self._suspects.append(ticket)
            return
        graded = _left_to_staff(ticket, LOST_TWICE, f"lost twice, the second time alone and in a cold kernel: {error}")
        self.done(ticket, graded)
        self.display.finished(ticket, graded, running=0)

    def _probe(self) -> None:
        """Find out whether workers can do anything: if not, nobody's submission is to blame."""
        try:
            self.workers.submit(abs, -1).result(timeout=PROBE_LIMIT)
        except (WorkerLost, TimeoutError) as error:
            raise CrewError(
                f"workers end as soon as they begin ({self._lost_in_a_row} in a row, one of them with nothing to grade: {error}). Look "
                "whether memory is short (try fewer --jobs), and what `petals doctor` says. What was graded before is in the gradebook."
            ) from error

    def _give_up(self) -> None:
        """Take in what is there, and drop the rest."""
        self.display.note("Stopping: what is graded is kept, the next run goes on from there. Interrupt again to leave at once.")
        self.workers.stop()
        wait(self._running, timeout=PATIENCE + 1)
        for future, (ticket, _) in self._running.items():
            if not future.done() or future.cancelled() or future.exception() is not None:
                continue
            graded = future.result()
            if graded.outcome != "needs_staff":  # most likely because it was stopped
                self.done(ticket, graded)
                self.display.finished(ticket, graded, running=0)


def _left_to_staff(ticket: Ticket, reason: Text, details: str) -> Graded:
    note = Note("staff", Text(details, details))  # not for the student: an error's text may quote what is hidden
    attempt = ticket.planned.attempt
    return Graded(ticket.student, ticket.lesson, outcome="needs_staff", attempt=attempt, reason=reason, notes=(note,))
