"""The log of requests: written before an answer is given, many rows with one commit, so that nobody holds an answer that it lacks."""

import asyncio
import queue
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, case, func, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from course_utils.shipping.service.database import connected, migrated
from course_utils.shipping.service.tables import opinions, requests
from course_utils.shipping.watching.experiment import Tally
from course_utils.shipping.watching.statistics import STATISTICS

Row = Mapping[str, Any]
_TOGETHER = 500  # rows in a commit
_MOST_UNWRITTEN = 10_000  # rows that nobody waits for; beyond, they are dropped rather than kept in memory


class LogError(Exception):
    """The log cannot be written or read; the message says why."""


@dataclass(frozen=True)
class Seen:
    """What came in lately.

    Parameters
    ----------
    measured : dict of statistic to list of float (N,)
    labels : list of int (N,)
    """

    measured: dict[str, list[float]]
    labels: list[int]


class Log:
    """Rows in a database, written by one thread.

    Parameters
    ----------
    url : str, of SQLAlchemy: sqlite:///FILE or postgresql+psycopg://…

    Raises
    ------
    ShippingError
        If there is no such database, or it cannot be brought to the tables needed.
    """

    def __init__(self, url: str) -> None:
        self._engine: Engine = connected(url)
        migrated(self._engine)
        self._rows: queue.SimpleQueue[tuple[Row, Future[None] | None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="log", daemon=True)
        self._thread.start()
        self.unwritten = 0  # rows that nobody waited for, and that were lost

    async def write(self, row: Row) -> None:
        """Write a row and wait until it is safe.

        Parameters
        ----------
        row : mapping of column to value

        Raises
        ------
        LogError
            If it could not be written.
        """
        done: Future[None] = Future()
        done.set_running_or_notify_cancel()  # whoever gives up waiting does not stop the writer
        self._rows.put((row, done))
        await asyncio.wrap_future(done)

    def note(self, row: Row) -> None:
        """Write a row when there is time; for requests that got no answer.

        Parameters
        ----------
        row : mapping of column to value
        """
        if self._rows.qsize() < _MOST_UNWRITTEN:
            self._rows.put((row, None))
        else:
            self.unwritten += 1

    def close(self) -> None:
        """Write what is left, and let the database go."""
        self._rows.put(None)
        self._thread.join()
        self._engine.dispose()

    def judge(self, request: str, *, right: bool, label: int | None) -> bool:
        """Keep what somebody said of an answer; the last word counts.

        Parameters
        ----------
        request : str, the answer's id
        right : bool
        label : int, optional, the class that it really was

        Returns
        -------
        bool; False if no answer has this id

        Raises
        ------
        LogError
            If the database cannot be reached.
        """
        words = {"at": datetime.now(UTC), "right": right, "label": label}
        try:
            with self._engine.begin() as connection:
                known = connection.execute(select(requests.c.id).where(requests.c.id == request, requests.c.reason == "answered")).first()
                if known is None:
                    return False
                changed = connection.execute(opinions.update().where(opinions.c.request == request).values(words))
                if not changed.rowcount:
                    connection.execute(insert(opinions).values(request=request, **words))
        except IntegrityError:  # somebody else said so at the same moment: that is kept
            return True
        except SQLAlchemyError as problem:
            raise LogError(_said(problem)) from problem
        return True

    def seen(self, version: int, window: int) -> Seen:
        """Read what came in lately, for the drift alarm.

        Parameters
        ----------
        version : int
        window : int, newest answers

        Returns
        -------
        Seen

        Raises
        ------
        LogError
            If the database cannot be reached.
        """
        columns = [requests.c[name] for name in (*STATISTICS, "label")]
        chosen = select(*columns).where(requests.c.reason == "answered", requests.c.version == version)
        rows = self._read(chosen.order_by(requests.c.at.desc()).limit(window))
        return Seen({name: [row[place] for row in rows] for place, name in enumerate(STATISTICS)}, [row[-1] for row in rows])

    def tallies(self, versions: Mapping[str, int]) -> dict[str, Tally]:
        """Count what people said of the answers of two versions.

        Parameters
        ----------
        versions : mapping of arm to version

        Returns
        -------
        dict of arm to Tally

        Raises
        ------
        LogError
            If the database cannot be reached.
        """
        right = func.sum(case((opinions.c.right, 1), else_=0))
        joined = select(requests.c.arm, requests.c.version, right, func.count()).join(opinions, opinions.c.request == requests.c.id)
        rows = self._read(joined.group_by(requests.c.arm, requests.c.version))
        found = {(arm, version): Tally(int(count), int(total)) for arm, version, count, total in rows}
        return {arm: found.get((arm, version), Tally(0, 0)) for arm, version in versions.items()}

    def answers(self) -> bool:
        """Tell whether the database answers.

        Returns
        -------
        bool
        """
        try:
            self._read(select(1))
        except LogError:
            return False
        return True

    def _read(self, statement: Any) -> Sequence[Any]:  # noqa: ANN401 - any selection
        try:
            with self._engine.connect() as connection:
                return connection.execute(statement).all()
        except SQLAlchemyError as problem:
            raise LogError(_said(problem)) from problem

    def _work(self) -> None:
        ended = False
        while not ended:
            group = [self._rows.get()]
            while len(group) < _TOGETHER and not self._rows.empty():
                group.append(self._rows.get())
            ended = group[-1] is None
            self._commit([entry for entry in group if entry is not None])

    def _commit(self, group: list[tuple[Row, "Future[None] | None"]]) -> None:
        if not group:
            return
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(requests), [_complete(row) for row, _ in group])
        except Exception as problem:  # noqa: BLE001 - whatever it is, those who wait are told, and the writer goes on
            self.unwritten += sum(done is None for _, done in group)
            for _, done in group:
                if done is not None:
                    done.set_exception(LogError(_said(problem)))
            return
        for _, done in group:
            if done is not None:
                done.set_result(None)


def _complete(row: Row) -> dict[str, Any]:
    return {column.name: row.get(column.name) for column in requests.columns}


def _said(problem: Exception) -> str:
    return (str(getattr(problem, "orig", None) or problem) or type(problem).__name__).splitlines()[0]
