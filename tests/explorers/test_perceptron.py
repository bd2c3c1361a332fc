"""The perceptron explorer without a browser: what its traits say."""

import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_perceptron
from course_utils.explorers.perceptron.explorer import GATES, outputs

SOLVED = {"AND": ([0.5, 0.5], -0.7), "OR": ([1, 1], -0.5), "NAND": ([-1, -1], 1.5)}


@pytest.mark.parametrize("gate", SOLVED)
def test_weights_that_solve_a_gate_get_four_right(gate):
    weights, bias = SOLVED[gate]
    assert explore_perceptron(gate, weights=weights, bias=bias, language="en").correct == 4


def test_no_line_gets_xor_right():
    explorer = explore_perceptron("XOR", language="en")
    for first in (-2.0, -0.5, 0.0, 0.5, 2.0):
        for second in (-2.0, -0.5, 0.0, 0.5, 2.0):
            for bias in (-1.5, -0.3, 0.3, 1.5):
                explorer.weights, explorer.bias = [first, second], bias
                assert explorer.correct <= 3


@pytest.mark.parametrize("gate", GATES)
def test_the_line_it_starts_with_solves_nothing(gate):
    assert explore_perceptron(gate, language="en").correct < 4


def test_a_sum_of_exactly_zero_gives_zero():
    assert outputs([1, 1], -1) == [0, 0, 0, 1]


def test_changing_gate_weights_or_bias_counts_anew():
    explorer = explore_perceptron("AND", weights=[1, 1], bias=-1.5, language="en")
    explorer.gate = "NAND"
    assert explorer.correct == 0
    explorer.weights, explorer.bias = [-1, -1], 1.5
    assert explorer.correct == 4
    assert explorer.describe() == "Perceptron NAND: w = [-1, -1], b = 1.5; 4 of 4 right"


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_perceptron("OR", weights=[1, 1], bias=-0.5, language="en")})
    assert student.eval("explorer.weights") == [1.0, 1.0]
    assert student.eval("(explorer.gate, explorer.bias, explorer.correct)") == ("OR", -0.5, 4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": [1]},
        {"weights": [1, 2, 3]},
        {"weights": 5},
        {"weights": ["a", "b"]},
        {"bias": float("nan")},
        {"weights": [1, float("inf")]},
    ],
)
def test_numbers_that_make_no_perceptron_are_refused_with_what_is_needed(wrong):
    with pytest.raises(ValueError, match=r"do not fit: a gate has two inputs, so give two finite weights"):
        explore_perceptron(**wrong, language="en")


def test_a_gate_it_does_not_know_is_refused_with_those_it_knows():
    with pytest.raises(ValueError, match="gate='and' is not known: choose 'AND', 'OR', 'NAND', 'XOR'"):
        explore_perceptron("and")


def test_wrong_numbers_set_later_are_refused_and_change_nothing():
    explorer = explore_perceptron(language="en")
    with pytest.raises(TraitError, match="two finite weights"):
        explorer.weights = [1.0]
    assert explorer.weights == [1.0, -1.0]


def test_zero_weights_can_be_drawn():
    assert explore_perceptron(weights=[0, 0], bias=0, language="en").picture().startswith(b"\x89PNG")
