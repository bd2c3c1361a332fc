"""Connections, transactions, and patience with both.

SQLite keeps its rollback journal: write-ahead logging needs memory shared between all readers, which network homes do not
have, and nbgrader and formgrader open the same file, perhaps on another machine. Writers begin with BEGIN IMMEDIATE, so that two
of them queue at the start instead of failing at the end. In PostgreSQL an advisory lock per student and lesson does that.
"""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session
from tenacity import RetryCallState, RetryError, Retrying, retry_if_exception, stop_after_attempt, wait_exponential, wait_random

from autograder.grading.gradebook.rows import GradebookError

T = TypeVar("T")

BUSY = 20  # seconds that SQLite waits for another writer
LOCKED = 60_000  # milliseconds that PostgreSQL does
ATTEMPTS = 10  # with the waits between them, a minute and a half
WAITS = wait_exponential(multiplier=0.2, max=30) + wait_random(0, 0.3)
NAME = "petals"  # how a server lists our connections
_FULL = re.compile(r"disk is full|No space left|could not extend file|disk I/O error|quota", re.IGNORECASE)
_OLD = re.compile(r"no such column|column .* does not exist")
_OLD_ADVICE = " An older nbgrader made this database: run `nbgrader db upgrade` once, then go on."
# PostgreSQL's codes: connection lost, a row that is there already, serialisation and deadlock, out of connections, shutting down, locked.
_PASSING = re.compile(r"08...|23505|40001|40P01|53300|57P0[123]|55P03")
_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_TWICE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}


def open_engine(url: str) -> Engine:
    """Prepare connections to a database; none is made yet.

    Parameters
    ----------
    url : str
        sqlite or postgresql, as SQLAlchemy writes it.

    Returns
    -------
    Engine

    Raises
    ------
    GradebookError
        If the URL cannot be read, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": BUSY})
            event.listen(engine, "connect", _no_hidden_begin)
            event.listen(engine, "begin", _begin)
            return engine
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")  # SQLAlchemy's default is psycopg2, which we do not bring
        told = {"application_name": NAME, "connect_timeout": 10, "options": f"-c lock_timeout={LOCKED}"}
        return create_engine(parsed, pool_pre_ping=True, connect_args=told)
    except (ArgumentError, NoSuchModuleError) as error:
        raise GradebookError(
            f"{_shown(url)!r} is no database we know: {error}. Write sqlite:////folder/gradebook.db or postgresql://user@host/name."
        ) from None
    except ModuleNotFoundError as error:
        raise GradebookError(f"{error.name} is missing: install the course with its extra `postgres`.") from None


def _shown(url: str) -> str:
    return re.sub(r"(?<=:)[^:@/]*(?=@)", "***", url)


def _no_hidden_begin(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's
    connection.isolation_level = None  # Python's sqlite3 would begin by itself, and only at the first write
    connection.execute("PRAGMA synchronous = EXTRA")  # a power cut after COMMIT loses nothing


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event gives a Connection
    connection.exec_driver_sql(connection.get_execution_options().get("petals_begin", "BEGIN"))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Read in one transaction.

    Parameters
    ----------
    engine : Engine

    Yields
    ------
    Session
    """
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine, *names: str) -> Iterator[Session]:
    """Write in one transaction, which nobody else holds for the same names; the caller commits.

    Parameters
    ----------
    engine : Engine
    *names : str
        What is written: student and lesson, say. SQLite knows one writer only.

    Yields
    ------
    Session
    """
    with Session(engine.execution_options(petals_begin="BEGIN IMMEDIATE"), autoflush=False) as session:
        if engine.dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _lock(names)})
        yield session


def _lock(names: tuple[str, ...]) -> int:
    digest = hashlib.sha256("\0".join(("petals", *names)).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def passing(error: BaseException) -> bool:
    """Say whether an error may be gone at the next try.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    bool
        True for a lost connection, a busy database, a row that another writer made meanwhile.
    """
    if not isinstance(error, DBAPIError) or _FULL.search(str(error.orig)):
        return False
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0)
        return code in _SQLITE_TWICE or code & 0xFF in _SQLITE_BUSY
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or (state is None and _is_operational(error)) or bool(state and _PASSING.fullmatch(state))


def _is_operational(error: DBAPIError) -> bool:
    """Say whether a driver failed without a server's code: it could not reach one."""
    return type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")


def persist(work: Callable[[], T], what: str, listen: Callable[[str], None]) -> T:
    """Do something with the database, again if need be.

    Parameters
    ----------
    work : callable
        One whole transaction; nothing of it remains if it fails.
    what : str
        What is being done, for the messages.
    listen : callable
        Hears before each further try.

    Returns
    -------
    T
        What the work returns.

    Raises
    ------
    GradebookError
        If it does not succeed; the message says why.
    """

    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        wait = state.next_action.sleep if state.next_action else 0
        listen(f"{what}: {_reason(error)}; trying again in {wait:.1f} s ({state.attempt_number} of {ATTEMPTS - 1})")

    tries = Retrying(stop=stop_after_attempt(ATTEMPTS), wait=WAITS, retry=retry_if_exception(passing), before_sleep=tell)
    try:
        return tries(work)
    except RetryError as error:
        last = error.last_attempt.exception()
        raise GradebookError(f"{what}: {_reason(last)}, in {ATTEMPTS} tries. Is the database reachable?") from last
    except (DBAPIError, OSError) as error:
        advice = " Make room, then go on." if _FULL.search(str(error)) else _OLD_ADVICE if _OLD.search(str(error)) else ""
        raise GradebookError(f"{what}: {_reason(error)}.{advice}") from error


def _reason(error: BaseException | None) -> str:
    """Say in one line what a driver says in ten."""
    words = str(error.orig if isinstance(error, DBAPIError) else error).strip() or type(error).__name__
    return words.splitlines()[0].rstrip(".")
