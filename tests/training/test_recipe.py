"""A recipe is plain data: one change at a time, and no nonsense."""

import dataclasses
import doctest
import sys

import pytest

from course_utils.training import Recipe


def test_one_part_changes_and_the_rest_stays():
    plain, changed = Recipe(), Recipe().but(label_smoothing=0.1)
    assert changed.changes() == {"label_smoothing": 0.1}
    assert changed.but(label_smoothing=0.0) == plain


def test_a_recipe_cannot_be_changed_in_place():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Recipe().epochs = 3


WRONG = [
    {"epochs": 0},
    {"batch_size": 0},
    {"learning_rate": 0.0},
    {"learning_rate": float("nan")},
    {"momentum": 1.0},
    {"warmup": 1.0},
    {"weight_decay": -0.1},
    {"label_smoothing": 1.0},
    {"shift": -1},
    {"averaging": 1.0},
    {"patience": 0},
    {"optimizer": "lion"},
    {"schedule": "steps"},
    {"mirror": True},
    {"precision": "float16"},
    {"keep": "first"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_value_out_of_range_is_refused_by_name(wrong):
    [(name, value)] = wrong.items()
    with pytest.raises(ValueError, match=f"{name} must be .*not {value!r}"):
        Recipe(**wrong)


def test_an_unknown_part_is_refused_and_the_parts_are_listed():
    with pytest.raises(ValueError, match=r"no lr; it has epochs, batch_size.*learning_rate"):
        Recipe().but(lr=0.1)


def test_the_example_of_the_docstring_holds():
    assert doctest.testmod(sys.modules[Recipe.__module__]) == (0, 1)
