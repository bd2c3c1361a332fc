"""Our tables beside nbgrader's, and the making of both in one transaction."""

from typing import Any

from sqlalchemy import Column, Connection, DateTime, Float, Integer, MetaData, String, Table, Text, inspect, text

SCHEMA = "1"  # of our own tables; stands in petals_course
OURS = MetaData()

# Append-only; triggers refuse anything else. No foreign keys: the journal outlives a student removed from nbgrader's tables.
JOURNAL = Table(
    "petals_journal",
    OURS,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("student", String(128), nullable=False, index=True),
    Column("lesson", String(128), nullable=False, index=True),
    Column("attempt", Integer, nullable=False),
    Column("run", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("lesson_version", String(64), nullable=False),
    Column("engine_version", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("score", Float(), nullable=False),
    Column("max_score", Float(), nullable=False),
    Column("penalty", Float()),
    Column("notebook", String(64), nullable=False),
    Column("answers", Text(), nullable=False),  # JSON: what stood in each answer cell, as a digest
    Column("submitted_at", DateTime()),
    Column("at", DateTime(), nullable=False),
    Column("host", String(128), nullable=False),
    Column("result", Text(), nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice
)

COURSE = Table("petals_course", OURS, Column("name", String(64), primary_key=True), Column("value", Text(), nullable=False))

# What people wrote about exercises that a new version of a lesson no longer has.
REMOVED = Table(
    "petals_removed",
    OURS,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(), nullable=False),
    Column("lesson", String(128), nullable=False),
    Column("student", String(128), nullable=False),
    Column("cell", String(128), nullable=False),
    Column("manual_score", Float()),
    Column("extra_credit", Float()),
    Column("manual_comment", Text()),
)

_REFUSAL = "petals_journal is append-only"
_GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER petals_journal_{verb.lower()} BEFORE {verb} ON petals_journal BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"CREATE FUNCTION petals_journal_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        (
            "CREATE TRIGGER petals_journal_guard BEFORE UPDATE OR DELETE ON petals_journal"
            " FOR EACH ROW EXECUTE FUNCTION petals_journal_guard()"
        ),
    ],
}


def ready(connection: Connection, course_id: str) -> bool:
    """Say whether everything stands that `create` makes.

    Parameters
    ----------
    connection : Connection
    course_id : str

    Returns
    -------
    bool
    """
    if not {table.name for table in OURS.sorted_tables} <= set(inspect(connection).get_table_names()):
        return False
    found = connection.execute(text("SELECT 1 FROM course WHERE id = :id"), {"id": course_id}).first()
    return found is not None


def create(connection: Connection, course_id: str) -> None:
    """Make what is missing of nbgrader's tables and of ours, within the caller's transaction.

    Parameters
    ----------
    connection : Connection
    course_id : str

    Notes
    -----
    nbgrader's own constructor commits after every step and starts `alembic` as a program; a crash between its steps leaves a
    database that `nbgrader db upgrade` cannot name.
    """
    from nbgrader.api import Base  # noqa: PLC0415 - two seconds

    before = set(inspect(connection).get_table_names())
    Base.metadata.create_all(connection)
    if not before - set(OURS.tables):
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": _alembic_head()})
    if not connection.execute(text("SELECT 1 FROM course WHERE id = :id"), {"id": course_id}).first():
        connection.execute(text("INSERT INTO course (id) VALUES (:id)"), {"id": course_id})
    OURS.create_all(connection)
    if JOURNAL.name not in before:
        for statement in _GUARDS.get(connection.dialect.name, []):
            connection.exec_driver_sql(statement)
        connection.execute(COURSE.insert().values(name="schema", value=SCHEMA))


def _alembic_head() -> Any:  # noqa: ANN401 - alembic is untyped here
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from nbgrader.dbutil import ALEMBIC_DIR  # noqa: PLC0415

    return ScriptDirectory(ALEMBIC_DIR).get_current_head()
