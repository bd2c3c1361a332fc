import pytest

from tests.grading.fixtures.making import light_course


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """The light course, released; every class of attackers gets a copy."""
    return light_course(tmp_path_factory.mktemp("light"))
