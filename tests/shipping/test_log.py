import asyncio
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.shipping.staging import rows

ROOT = Path(__file__).parents[2]


def row(name, **more):
    return {"id": name, "at": datetime.now(UTC), "endpoint": "predict", "status": 200, "reason": "answered", "seconds": 0.1, **more}


@pytest.fixture(scope="module")
def postgres_server():
    from tests.grading.gradebook import postgres

    if postgres.binaries() is None:
        pytest.skip(postgres.HOW)
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/requests.db"
    from tests.grading.gradebook import postgres

    return postgres.emptied(request.getfixturevalue("postgres_server"))


@pytest.fixture
def log(url):
    from course_utils.shipping.service.log import Log

    made = Log(url)
    yield made
    made.close()


def test_what_was_waited_for_is_there_for_everybody_else(log, url):
    asyncio.run(log.write(row("a" * 32, probabilities=[0.25, 0.75], cached=False, label=1)))
    (found,) = rows(url)
    assert (found["id"], found["label"], found["reason"]) == ("a" * 32, 1, "answered")


def test_many_rows_share_commits_and_none_is_lost(log, url):
    async def all_at_once():
        await asyncio.gather(*(log.write(row(f"{number:032x}")) for number in range(700)))

    asyncio.run(all_at_once())
    assert len(rows(url)) == 700


def test_rows_that_nobody_waits_for_are_written_before_the_log_closes(url):
    from course_utils.shipping.service.log import Log

    log = Log(url)
    for number in range(50):
        log.note(row(f"{number:032x}", status=415, reason="not_image"))
    log.close()
    assert len(rows(url)) == 50


def test_whoever_gives_up_waiting_does_not_stop_the_writer(log, url):
    async def impatient():
        task = asyncio.create_task(log.write(row("a" * 32)))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await log.write(row("b" * 32))

    asyncio.run(impatient())
    assert "b" * 32 in {found["id"] for found in rows(url)}


def test_opinions_are_counted_by_arm_and_version(log):
    async def answered():
        for number in range(6):
            await log.write(row(f"{number:032x}", arm="challenger" if number % 2 else "champion", version=2 if number % 2 else 1))

    asyncio.run(answered())
    for number in range(6):
        assert log.judge(f"{number:032x}", right=number > 1, label=None)
    assert not log.judge("f" * 32, right=True, label=None)
    found = log.tallies({"champion": 1, "challenger": 2})
    assert (found["champion"].right, found["champion"].total) == (2, 3)
    assert (found["challenger"].right, found["challenger"].total) == (2, 3)
    assert log.tallies({"champion": 7})["champion"].total == 0


def test_two_who_judge_one_answer_at_once_leave_one_opinion(log, url):
    asyncio.run(log.write(row("a" * 32, arm="champion", version=1)))
    threads = [threading.Thread(target=log.judge, args=("a" * 32,), kwargs={"right": True, "label": None}) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(url, "SELECT * FROM opinions")) == 1


def test_the_newest_answers_of_a_version_are_what_the_alarm_sees(log):
    async def answered():
        for number in range(5):
            measured = dict.fromkeys(("brightness", "contrast", "saturation", "sharpness"), number / 10)
            await log.write(row(f"{number:032x}", version=1, label=number, **measured))
        await log.write(row("e" * 32, version=2, label=9))
        await log.write(row("f" * 32, version=1, reason="late", status=503))

    asyncio.run(answered())
    seen = log.seen(1, 3)
    assert seen.labels == [4, 3, 2]
    assert seen.measured["contrast"] == pytest.approx([0.4, 0.3, 0.2])


def test_tables_are_made_by_migrations_and_agree_with_what_the_log_writes(log, url):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from course_utils.shipping.service.tables import metadata

    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "petals_serve_version", "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == "0001"
    engine.dispose()


def test_a_log_of_a_newer_course_is_refused(log, url):
    from sqlalchemy import create_engine, text

    from course_utils.shipping import ShippingError
    from course_utils.shipping.service.log import Log

    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE petals_serve_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(ShippingError, match=r"is not this version's: .*Update the course, or give another --db"):
        Log(url)


def test_a_log_that_is_there_is_gone_on_with(url):
    from course_utils.shipping.service.log import Log

    for name in ("a" * 32, "b" * 32):
        log = Log(url)
        asyncio.run(log.write(row(name)))
        log.close()
    assert len(rows(url)) == 2


def test_two_services_may_start_at_once_on_one_new_database(url):
    code = f"""
import time
from alembic.runtime.migration import MigrationContext
from course_utils.shipping.service.log import Log
read = MigrationContext.get_current_heads
def slowly(self):  # time for the others to read as well what is there, which is nothing
    heads = read(self)
    time.sleep(1)
    return heads
MigrationContext.get_current_heads = slowly
Log({url!r}).close()
"""
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]


def test_a_connection_that_was_cut_is_made_again(postgres_server, tmp_path):
    from course_utils.shipping.service.log import Log
    from tests.grading.gradebook import postgres

    url = postgres.emptied(postgres_server)
    log = Log(url)
    try:
        asyncio.run(log.write(row("a" * 32)))
        postgres.cut_off(url)
        asyncio.run(log.write(row("b" * 32)))
        assert len(rows(url)) == 2
    finally:
        log.close()
