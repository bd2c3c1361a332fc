import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.grading.bundles import LessonBundle
from tests.grading.fixtures.making import light_course, solved, untouched
from tests.grading.gradebook import postgres
from tests.grading.gradebook.staging import bundle_of


@dataclass(frozen=True)
class School:
    """A course of its own for one test."""

    course: Path
    bundle: LessonBundle
    good: bytes
    blank: bytes


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return light_course(tmp_path_factory.mktemp("light"))


@pytest.fixture
def school(template, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(template, course)
    return School(course, bundle_of(course), solved(course), untouched(course))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if postgres.binaries() is None:
        pytest.skip(postgres.HOW)
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server):
    """The session's database, empty."""
    return postgres.emptied(postgres_server)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, school):
    """Where the gradebook lies; empty: the course's gradebook.db."""
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
def no_waiting(monkeypatch):
    """Try again at once."""
    from tenacity import wait_fixed

    from autograder.grading.gradebook import connecting

    monkeypatch.setattr(connecting, "WAITS", wait_fixed(0.01))
    monkeypatch.setattr(connecting, "BUSY", 0.05)
