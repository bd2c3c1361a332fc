"""The service under a load of good, bad and huge uploads: nobody is dropped, nothing is lost, and memory stays where it is."""

import asyncio
import signal
import socket
import statistics
import threading
import time
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from urllib.error import URLError

import pytest
import requests
from sqlalchemy import create_engine

from tests.shipping.launching import counts, launched, postgres_server, wait_until
from tests.shipping.loading import BAD, BOUNDARY, GOOD, HUGE, Outcome, Sent, form, load, mixture
from tests.shipping.staging import rows

MOST_BYTES = 8_000_000
MORE_MEMORY = 30  # megabytes after the first quarter of a load; keeping what was uploaded would be 56 in a minute


@pytest.fixture(scope="module")
def server():
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/requests.db"
    return emptied(request.getfixturevalue("server"))


def emptied(server):
    from tests.grading.gradebook import postgres

    return postgres.emptied(server)


@pytest.fixture(scope="module")
def bodies(photos):
    """Thousands of different images, so that not all answers are remembered ones: what follows a JPEG's end changes but its hash."""
    good, bad, huge = mixture(photos, MOST_BYTES)
    many = [Sent(GOOD, form(photo + number.to_bytes(4, "big"))) for number in range(60) for photo in photos]
    return good + many, bad, huge


def sum_of(outcomes):
    whole = Outcome()
    for each in outcomes:
        whole.statuses.update(each.statuses)
        whole.answered += each.answered
        whole.seconds += each.seconds
        whole.without_retry += each.without_retry
    return whole


@pytest.mark.parametrize(
    ("rate", "seconds"), [(60, 8), pytest.param(200, 60, marks=[pytest.mark.slow, pytest.mark.timeout(900)])], ids=["short", "a minute"]
)
def test_every_good_request_is_answered_or_told_to_come_back_and_the_log_is_complete(
    shipped, server, bodies, tmp_path, rate, seconds, record_property
):
    url = emptied(server)
    with launched(shipped, url, tmp_path) as service:
        first = asyncio.run(load(service.port, bodies, rate=rate, seconds=seconds / 4, seed=1))
        early = service.memory()
        rest = asyncio.run(load(service.port, bodies, rate=rate, seconds=3 * seconds / 4, seed=2))
        late = service.memory()
        assert service.page("/healthz") == '{"status":"alive"}'
        measured = counts(service.page())
        assert service.ended() == 0
        assert service.said() == []
    found = sum_of([first, rest])
    record_property("load", told(found, early, late))
    assert sum(found.statuses.values()) == rate * seconds
    assert set(found.of(GOOD)) <= {200, 503}
    assert set(found.of(BAD)) <= {400, 413, 415, 422, 503}
    assert set(found.of(HUGE)) <= {413, 503}
    assert found.of(GOOD)[200] > 0
    assert found.without_retry == 0
    assert late - early < MORE_MEMORY

    logged = rows(url, "SELECT id, endpoint, status, reason FROM requests")
    assert Counter((row["endpoint"], row["status"], row["reason"]) for row in logged) == measured
    by_status = Counter()
    for (_, status), count in found.statuses.items():
        by_status[status] += count
    assert Counter(row["status"] for row in logged) == by_status
    assert sorted(row["id"] for row in logged if row["status"] == 200) == sorted(found.answered)


def test_a_flood_is_told_to_come_back(shipped, server, bodies, tmp_path):
    url = emptied(server)
    with launched(shipped, url, tmp_path) as service:
        found = asyncio.run(load(service.port, bodies, rate=1e9, seconds=3e-6))
        after = asyncio.run(load(service.port, bodies, rate=10, seconds=1))
        measured = counts(service.page())
        assert service.ended() == 0
    assert sum(found.statuses.values()) == 3_000
    assert 0 not in {status for kind, status in found.statuses if kind != HUGE}, found.statuses  # a huge one may be cut off half-sent
    assert set(found.of(GOOD)) == {200, 503}, "no faster than it can, and no slower"
    assert found.without_retry == 0
    assert set(after.of(GOOD)) == {200}, "as soon as the flood is over"
    assert Counter((row["endpoint"], row["status"], row["reason"]) for row in rows(url)) == measured


def test_an_answer_on_a_kept_connection_does_not_wait_for_the_next_packet(shipped, tmp_path):
    def seconds(get):
        began = time.perf_counter()
        assert get(service.address + "/healthz", timeout=60).ok
        return time.perf_counter() - began

    with launched(shipped, f"sqlite:///{tmp_path}/requests.db", tmp_path) as service, requests.Session() as kept:
        kept.get(service.address + "/healthz", timeout=60)
        pairs = [(seconds(requests.get), seconds(kept.get)) for _ in range(30)]
    new, again = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert again < 3 * new, "40 ms more each, where the system waits to send two small packets together"


def told(found, early, late):
    """For whoever writes a report with --junit-xml."""
    ordered = sorted(found.seconds)
    middle, slow = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.95))
    return f"{ {kind: found.of(kind) for kind in (GOOD, BAD, HUGE)} }, p50 {middle:.3f} s, p95 {slow:.3f} s, {early:.0f} -> {late:.0f} MB"


def loaded_until(service, bodies, end):
    """Send a load, and call something once a hundred images are answered; what became of the load."""

    def ending():
        wait_until(lambda: service.answers() >= 100)
        end()

    ender = threading.Thread(target=ending)
    ender.start()
    found = asyncio.run(load(service.port, bodies, rate=80, seconds=4))
    ender.join()
    return found


@contextmanager
def held(url):
    """Keep everybody else from writing into a database."""
    engine = create_engine(url)
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "LOCK TABLE requests IN EXCLUSIVE MODE")
        yield
        connection.rollback()
    engine.dispose()


@pytest.mark.parametrize("writing", ["freely", "held up"])
def test_a_service_that_is_killed_has_logged_every_answer_that_it_gave(shipped, url, bodies, tmp_path, writing):
    def kill():
        with held(url) if writing == "held up" else nullcontext():
            before = service.answers()
            # While nothing can be written, answers pile up inside; if they were given all the same, they would be missing afterwards.
            wait_until(lambda: under_way(service) >= 20 or service.answers() >= before + 20)
            service.ended(signal.SIGKILL)

    with launched(shipped, url, tmp_path) as service:
        found = loaded_until(service, bodies, kill)
    assert found.of(GOOD)[0] > 0, "it was killed in the midst"
    logged = Counter(row["id"] for row in rows(url, "SELECT id FROM requests WHERE status = 200"))
    assert len(found.answered) >= 90
    assert [name for name in found.answered if logged[name] != 1] == []
    with launched(shipped, url, tmp_path) as service:
        again = asyncio.run(load(service.port, bodies, rate=40, seconds=1))
        assert service.ended() == 0
    there = {row["id"] for row in rows(url, "SELECT id FROM requests")}
    assert set(again.answered) | set(found.answered) <= there


def test_a_database_that_drops_its_connections_costs_no_answer_that_was_given(shipped, server, bodies, tmp_path):
    from tests.grading.gradebook import postgres

    url = emptied(server)

    def drop():
        for _ in range(10):
            postgres.execute(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'petals'")

    with launched(shipped, url, tmp_path) as service:
        found = loaded_until(service, bodies, drop)
        assert service.page("/healthz") == '{"status":"alive"}'
        after = asyncio.run(load(service.port, bodies, rate=10, seconds=1))
        assert service.ended() == 0
    assert {status for _, status in found.statuses} <= {200, 400, 413, 415, 422, 503}
    assert found.without_retry == 0
    assert set(after.of(GOOD)) == {200}
    logged = Counter(row["id"] for row in rows(url, "SELECT id FROM requests WHERE status = 200"))
    assert [name for name in found.answered + after.answered if logged[name] != 1] == []


def under_way(service):
    (line,) = [line for line in service.page().splitlines() if line.startswith("petals_requests_under_way ")]
    return float(line.split()[1])


def test_a_service_that_is_asked_to_end_answers_what_is_under_way_and_ends_well(shipped, url, bodies, tmp_path):
    with launched(shipped, url, tmp_path) as service:
        found = loaded_until(service, bodies, lambda: service.process.send_signal(signal.SIGTERM))
        assert service.process.wait(60) == 0
        assert service.said() == []
    assert found.of(GOOD)[0] > 0, "it ended in the midst"
    logged = [row["id"] for row in rows(url, "SELECT id FROM requests WHERE status = 200")]
    assert sorted(logged) == sorted(found.answered), "every answer that was given was received"


def test_uploads_that_have_begun_are_answered_though_the_service_was_asked_to_end(shipped, photos, tmp_path):
    url = f"sqlite:///{tmp_path}/requests.db"
    body = form(photos[0])
    told = {"Host": "localhost", "Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": len(body)}
    head = "".join(["POST /api/predict HTTP/1.1\r\n", *(f"{name}: {value}\r\n" for name, value in told.items()), "\r\n"])
    with launched(shipped, url, tmp_path) as service:
        begun = [socket.create_connection(("127.0.0.1", service.port), timeout=60) for _ in range(5)]
        for connection in begun:
            connection.sendall(head.encode() + body[: len(body) // 2])
        wait_until(lambda: under_way(service) == 5)
        service.process.send_signal(signal.SIGTERM)
        wait_until(lambda: _refuses(service))
        for connection in begun:
            connection.sendall(body[len(body) // 2 :])
        answers = [_whole(connection) for connection in begun]
        assert [answer.split()[1] for answer in answers] == ["200"] * 5
        assert service.process.wait(60) == 0
    assert len(rows(url)) == 5


def _refuses(service):
    try:
        service.page("/healthz")
    except (URLError, OSError):
        return True
    return False


def _whole(connection):
    with connection, suppress(ConnectionResetError):
        return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()
    return "0 0"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_idle_service_ends_well(shipped, tmp_path, number):
    with launched(shipped, f"sqlite:///{tmp_path}/requests.db", tmp_path) as service:
        assert service.ended(number) == 0
        assert service.said() == []
