"""Connections to the log's database, and its tables brought up to date."""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from course_utils.shipping.formats.kinds import ShippingError

BUSY = 20  # seconds that SQLite waits for another writer
SLOWEST = 8_000  # milliseconds that PostgreSQL gives a statement or a lock
NAME = "petals"  # how a server lists our connections
_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_270_616  # any number that nobody else takes: two services that start together migrate one after the other


def connected(url: str) -> Engine:
    """Prepare connections to a database.

    Parameters
    ----------
    url : str, as SQLAlchemy writes it

    Returns
    -------
    Engine

    Raises
    ------
    ShippingError
        If the URL cannot be read, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": BUSY})
            event.listen(engine, "connect", _durable)
            return engine
        if parsed.get_backend_name() not in ("postgresql", "postgres"):
            raise ArgumentError("neither SQLite nor PostgreSQL")  # noqa: TRY301 - told as what SQLAlchemy does not know is
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")  # SQLAlchemy's default is psycopg2, which we do not bring
        told = {
            "application_name": NAME,
            "connect_timeout": 5,
            "tcp_user_timeout": SLOWEST,  # a server that vanished is not waited for longer than one that is slow
            "options": f"-c lock_timeout={SLOWEST} -c statement_timeout={SLOWEST}",
        }
        return create_engine(parsed, pool_pre_ping=True, connect_args=told)
    except (ArgumentError, NoSuchModuleError) as problem:
        raise ShippingError(
            f"{_shown(url)!r} is no database we know: {problem}. Write sqlite:///requests.db or postgresql://user@host/name."
        ) from None
    except ModuleNotFoundError as problem:
        raise ShippingError(f"{problem.name} is missing: install the course with its extra `postgres`.") from None


def migrated(engine: Engine) -> None:
    """Bring the tables to what this version of the course writes.

    Parameters
    ----------
    engine : Engine

    Raises
    ------
    ShippingError
        If the database cannot be reached, or was made by a newer version.
    """
    from alembic import command  # noqa: PLC0415 - a quarter of a second
    from alembic.config import Config  # noqa: PLC0415 - likewise
    from alembic.util import CommandError  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # a transaction that only reads at first would let another in
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as problem:
        raise ShippingError(
            f"the log at {_shown(str(engine.url))} is not this version's: {problem}. Update the course, or give another --db."
        ) from problem
    except SQLAlchemyError as problem:
        reason = str(getattr(problem, "orig", None) or problem).splitlines()[0]
        raise ShippingError(
            f"the log's database at {_shown(str(engine.url))} cannot be used: {reason}. Start it, or give another one with --db."
        ) from problem


def _shown(url: str) -> str:
    return re.sub(r"(?<=:)[^:@/]*(?=@)", "***", url)


def _durable(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's
    connection.execute("PRAGMA synchronous = EXTRA")  # a power cut after COMMIT loses nothing
    connection.execute("PRAGMA foreign_keys = ON")
