"""One light course and one warm sandbox for all tests of whole submissions."""

import pytest

from tests.grading.examiner.grading_one import Course
from tests.grading.fixtures.making import light_course


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    from autograder.kernels.sandboxes import SandboxError, open_sandbox

    try:
        with open_sandbox() as sandbox:
            yield Course(light_course(tmp_path_factory.mktemp("examined")), sandbox)
    except SandboxError as error:
        pytest.skip(str(error))
