"""Two processes share one cache without downloading twice, and a killed one leaves nothing that could be mistaken for data."""

import subprocess
import sys

import pytest

from course_utils.data.fetch import cached, fetch

CHILD = """
import sys
from pathlib import Path
from course_utils.data.fetch import fetch
from course_utils.data.registry import parse
fetch(parse(Path(sys.argv[1]).read_text(encoding="utf-8"))["toy"], progress=False)
"""


@pytest.fixture
def start(toy_registry):
    """Start another process that fetches; whatever still runs is killed in the end."""
    children = []

    def begin():
        children.append(subprocess.Popen([sys.executable, "-c", CHILD, str(toy_registry)], stderr=subprocess.PIPE))
        return children[-1]

    yield begin
    for child in children:
        child.kill()
        child.communicate()


def wait_for_bytes(part, child):
    while not (part.exists() and part.stat().st_size):
        assert child.poll() is None, child.stderr.read().decode()


def test_each_file_is_downloaded_once(toy, server, official, start):
    children = [start(), start(), start()]
    for child in children:
        _, errors = child.communicate(timeout=120)
        assert child.returncode == 0, errors.decode()
    assert sorted(server.asked) == sorted((name, None) for name in official)
    assert cached(toy)


def test_a_killed_download_is_no_data_and_is_continued_by_the_next(toy, server, official, cache, start, patience):
    server.plan = ["stall"]
    child = start()
    wait_for_bytes(cache / "toy" / "train-images.gz.part", child)
    child.kill()
    child.wait()
    assert not cached(toy)
    assert not (cache / "toy" / "train-images.gz").exists()
    folder = fetch(toy, progress=False, patience=patience)
    assert {name: (folder / name).read_bytes() for name in official} == official
    assert server.requests_for("train-images.gz")[1].startswith("bytes=")


def test_the_second_process_says_that_it_waits(toy, server, cache, start, capsys):
    server.plan = ["stall"]
    wait_for_bytes(cache / "toy" / "train-images.gz.part", start())
    from threading import Timer

    Timer(1.5, server.release.set).start()
    fetch(toy, progress=True)
    assert "waiting" in capsys.readouterr().out
    assert cached(toy)
