"""Submissions that try to get out, to reach somebody else, or to leave something for the next."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attacks.staging import (
    TWIN,
    GradedClass,
    assert_nothing_else_happened,
    assert_nothing_gained,
    case_names,
    grade_class,
    read_case,
    twin,
)

pytestmark = pytest.mark.sandbox

# What shows that the attempt was made, and that it came to nothing.
ATTEMPTS = {
    "escape_calls": "granted: []",
    "escape_passes_descriptors": "descriptors were sent: True",
    "escape_sockets_folder": "done in the shared folder: [] ; descriptors lead to ['/dev/null', 'anon_inode', 'pipe', 'socket']",
    "escape_writes": "written: []",
    "keep_a_leaves": "left behind in ['/dev/shm', '/home/student', '/tmp']",
    "keep_b_looks": "looked everywhere and found []",
    "net_tries": "interfaces ['lo'] reached []",
}


@contextmanager
def services(folder: Path) -> Iterator[tuple[dict[str, object], list[str]]]:
    """Offer something on this host's loopback, TCP and UDP, and on unix sockets; say where, and who came."""
    came: list[str] = []
    stream, datagrams, abstract, path = (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        socket.socket(socket.AF_UNIX),
        socket.socket(socket.AF_UNIX),
    )
    stream.bind(("0.0.0.0", 0))
    port = stream.getsockname()[1]
    datagrams.bind(("0.0.0.0", port))
    name, place = f"petals-attack-{os.getpid()}", str(folder / "service")
    abstract.bind(f"\0{name}")
    path.bind(place)
    for listening in (stream, abstract, path):
        listening.listen()

    def wait(listening: socket.socket, kind: str) -> None:
        with suppress(OSError):
            while True:
                listening.recvfrom(10) if kind == "udp" else listening.accept()
                came.append(kind)

    waiting = {"tcp": stream, "udp": datagrams, "abstract": abstract, "path": path}
    for kind, listening in waiting.items():
        threading.Thread(target=wait, args=(listening, kind), daemon=True).start()
    try:
        yield {"HOST_PORT": port, "HOST_NAME": name, "HOST_PATH": place}, came
    finally:
        for listening in waiting.values():
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()


def told(name: str, facts: dict[str, object]) -> bytes:
    """Give an attacker what a lucky one would guess: the line of assignments that the case begins with."""
    case = read_case(name)
    ((place, source),) = case.extras
    lines = source.split("\n")
    for number, line in enumerate(lines):
        if line.split(",")[0] in facts and " = " in line:
            names = line.split(" = ")[0].split(", ")
            lines[number] = f"{', '.join(names)} = {', '.join(repr(facts[one]) for one in names)}"
    return replace(case, extras=((place, "\n".join(lines)),))


@pytest.fixture(scope="module")
def visitors() -> list[str]:
    return []


@pytest.fixture(scope="module")
def escapes(template, tmp_path_factory, visitors) -> Iterator[GradedClass]:
    folder = tmp_path_factory.mktemp("escaping")
    with services(tmp_path_factory.mktemp("s")) as (offered, came):
        facts = {**offered, "COURSE": str(folder / "course"), "OWNER": str(folder / "home")}
        notebooks = {name: told(name, facts).put_into(twin(template)) for name in ATTEMPTS}
        graded = grade_class(template, folder, notebooks)
        visitors += came
        with socket.create_connection(("127.0.0.1", int(str(offered["HOST_PORT"])))):
            pass  # the service is there for those who may reach it
        yield graded


def test_every_case_is_graded() -> None:
    assert sorted(case_names("escape_") + case_names("keep_") + case_names("net_")) == sorted(ATTEMPTS)


def test_the_rest_of_the_class_is_as_it_would_be(escapes: GradedClass) -> None:
    assert escapes.code == 0, escapes.said
    assert_nothing_else_happened(escapes, ATTEMPTS)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_it_tried_and_came_to_nothing(escapes: GradedClass, name: str) -> None:
    assert ATTEMPTS[name] in escapes.printed(name)
    assert escapes.marks(name) == TWIN, escapes.told(name)
    assert_nothing_gained(escapes, name)


@pytest.mark.usefixtures("escapes")
def test_nobody_came_to_the_hosts_services(visitors: list[str]) -> None:
    assert visitors == []


def test_one_who_leaves_and_one_who_looks_had_the_same_server(escapes: GradedClass) -> None:
    order = [row.student for row in escapes.rows()]
    assert order.index("keep_b_looks") == order.index("keep_a_leaves") + 1
    assert {escapes.graded(name).kernel for name in ("keep_a_leaves", "keep_b_looks")} == {"warm"}


def test_a_crash_hands_nothing_to_the_hosts_collector_of_crashes(escapes: GradedClass) -> None:
    assert "core files: (1, 1)" in escapes.printed("escape_calls")  # 0 would not keep a program named in core_pattern from being started


def test_what_they_asked_is_shown_and_nothing_of_the_host(escapes: GradedClass) -> None:
    for name in ATTEMPTS:
        assert json.loads(escapes.executed(name))["cells"]
