"""The examples of the docstrings hold, and everything the room offers is documented."""

import doctest
import importlib
import pkgutil

import pytest

from course_utils import nn

MODULES = [f"course_utils.nn.{found.name}" for found in pkgutil.iter_modules(nn.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_the_docstrings_hold(module):
    outcome = doctest.testmod(importlib.import_module(module))
    assert outcome.attempted
    assert outcome.failed == 0


def test_everything_offered_is_there_and_has_an_example():
    for name in nn.__all__:
        offered = getattr(nn, name)
        assert offered.__doc__
        if name not in {"GradientReport", "History", "Layer", "ShapeError"}:
            assert ">>>" in offered.__doc__, name
