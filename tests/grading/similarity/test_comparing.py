"""Copies stand above what students write alone; what the exercise asks of everybody does not count."""

import random

import numpy as np
import pytest

from autograder.grading.similarity.comparing import Work, compare
from autograder.grading.similarity.fingerprints import gather
from tests.grading.similarity.classes import copied, make_class, written_alone

NOTHING = np.zeros(0, np.uint64)
LESSONS = ("02_activations", "06_training", "07_convolution")


def _names(group):
    return {work.student for work in group.works}


@pytest.mark.parametrize("lesson", LESSONS)
def test_disguised_copies_stand_above_everything_written_alone(lesson):
    """Independent answers are drawn from three to six right ones, so they are more alike than in a real class."""
    works, copies = make_class(lesson, students=60, copiers=6, seed=1)
    comparison = compare(works, NOTHING, threshold=0.0)
    origin = {
        student: source for pair in copies for student in pair for source in pair if student.startswith("copier") and source != student
    }
    told = [[{origin.get(name, name) for name in _names(group)} for group in (pair.first, pair.second)] for pair in comparison.pairs]
    found = {frozenset(pair) for group in comparison.same for pair in copies if pair <= _names(group)}
    missing = len(copies) - len(found)
    assert missing >= 3
    assert all(first & second for first, second in told[:missing])


def test_the_same_code_is_one_group_whatever_its_names_and_order():
    rng = random.Random(3)
    cells = written_alone("02_activations", rng)
    works = [
        Work("a", cells),
        Work("b", copied(cells, rng)),
        Work("c", cells),
        *(Work(f"d{n}", written_alone("02_activations", rng)) for n in range(9)),
    ]
    comparison = compare(works, NOTHING)
    [same] = [group for group in comparison.same if "a" in _names(group)]
    assert {"a", "c"} <= _names(same)
    partner = _names(same) | {name for pair in comparison.pairs[:1] for group in (pair.first, pair.second) for name in _names(group)}
    assert "b" in partner
    (letters,) = compare([works[0], works[2]], NOTHING).same
    assert letters.to_the_letter


ASKED = "def f(x):\n    return np.where(x > 0, x * np.exp(-x) + 1.5, np.maximum(x, 0) / (1 + np.abs(x)))\n"
OWN = "total = [np.linalg.norm(row - column, ord=2) ** 3 for row in table for column in table if row is not column]\n"


def _class(with_own):
    everybody = [Work(f"s{number}", (("f", ASKED + f"print({'-x' * number})\n"),)) for number in range(1, 15)]
    return [Work(w.student, (*w.cells, ("", OWN))) if number in with_own else w for number, w in enumerate(everybody)]


def test_what_many_write_does_not_count_and_what_two_write_does():
    [pair] = [pair for pair in compare(_class({2, 11}), NOTHING, 0.0).pairs if pair.share > 0.5]
    assert _names(pair.first) | _names(pair.second) == {"s3", "s12"}
    assert not [pair for pair in compare(_class(set(range(14))), NOTHING, 0.0).pairs if pair.share > 0.5 and pair.shared > 30]


def test_what_was_given_does_not_count():
    assert not compare(_class({2, 11})[2:12:9], gather([ASKED, OWN]), 0.0).pairs


@pytest.mark.parametrize("works", [[], [Work("a", (("f", "x = 1"),))], [Work("a", (("f", "("),)), Work("b", (("f", "'"),))]])
def test_a_class_with_nothing_to_compare_is_no_trouble(works):
    comparison = compare(works, NOTHING)
    assert (comparison.students, comparison.pairs) == (len(works), ())
