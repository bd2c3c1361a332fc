"""TensorFlow's start-up messages stay out of the notebook; errors do not."""

import os

import pytest

from course_utils import training


def test_nothing_written_to_stderr_comes_through(capfd):
    with training.quiet_start():
        os.write(2, b"oneDNN custom operations are on\n")
    os.write(2, b"mine\n")
    assert capfd.readouterr().err == "mine\n"


def test_a_level_that_somebody_chose_stays(monkeypatch):
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    with training.quiet_start():
        pass
    assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "0"


def test_an_import_that_fails_still_fails():
    with pytest.raises(ModuleNotFoundError), training.quiet_start():
        import no_such_module  # noqa: F401
