"""How executions are held to targets."""

import math

import pytest

from autograder.headless.judge import judge, show_number
from autograder.headless.results import CheckScore, Execution, Failure
from autograder.headless.targets import Target, Targets

ACCURACY = Targets((Target("accuracy", low=0.9),))
CONDITIONAL = Targets((Target("accuracy", "real", low=0.9), Target("accuracy", "synthetic", low=0.5)))


def runs(*values: object, **more: object) -> list[Execution]:
    return [Execution("lesson", seed, "completed", {"accuracy": value}, **more) for seed, value in enumerate(values)]


def problems(executions, targets=ACCURACY, source="auto"):
    return list(judge("lesson", executions, targets, "quick", source).problems)


def test_the_median_over_the_seeds_is_judged_not_the_worst():
    assert problems(runs(0.95, 0.85, 0.91)) == []
    assert problems(runs(0.95, 0.85, 0.86)) == ["accuracy: 0.86 is 0.04 below the target (at least 0.9)"]


@pytest.mark.parametrize("value", [math.nan, math.inf, "nan", "high", None, True, [1.0]])
def test_what_is_no_finite_number_is_a_fault(value):
    assert problems(runs(0.95, value)) == [f"accuracy: recorded {value!r}, which is not a finite number (seed 1)"]


def test_a_number_without_a_target_and_a_target_without_a_number_are_faults():
    executions = [Execution("lesson", 0, "completed", {"speed": 3})]
    assert problems(executions) == [
        "speed: recorded but has no target that applies; add [speed] to targets.toml",
        "accuracy: has a target but was not recorded",
    ]


def test_a_number_that_one_seed_did_not_record_is_a_fault():
    executions = [*runs(0.95), Execution("lesson", 1, "completed")]
    assert problems(executions) == ["accuracy: has a target but was not recorded for every seed"]


def test_the_recorded_source_selects_the_targets():
    assert problems(runs(0.6, source="synthetic"), CONDITIONAL) == []
    assert problems(runs(0.6, source="real"), CONDITIONAL) == ["accuracy: 0.6 is 0.3 below the target (at least 0.9)"]


def test_targets_by_source_need_a_recorded_source():
    assert any('record("source"' in problem for problem in problems(runs(0.95), CONDITIONAL))


def test_another_source_than_the_one_asked_for_is_a_fault():
    asked = problems(runs(0.6, source="synthetic"), CONDITIONAL, source="real")
    assert asked == ["real data was asked for but the notebook used synthetic data"]


def test_seeds_that_used_different_sources_are_a_fault():
    executions = [*runs(0.95, source="real"), Execution("lesson", 1, "completed", {"accuracy": 0.95}, source="synthetic")]
    assert problems(executions)[0] == "the seeds used different data sources: real, synthetic"


def test_a_solution_below_full_marks_fails_and_shared_faults_are_said_once():
    scores = (CheckScore("step", 1.5, 2, "one case"), CheckScore("gate", None, 1), CheckScore("fine", 2, 2))
    assert problems(runs(0.95, 0.95, checks=scores)) == [
        'check("step"): 1.5 of 2 points: one case (seeds 0, 1)',
        'check("gate"): no score shown (seeds 0, 1)',
    ]


def test_a_notebook_that_stopped_is_not_blamed_for_the_numbers_it_never_reached():
    stopped = Execution("lesson", 0, "raised", failure=Failure("ValueError: no", "code-003"))
    assert problems([stopped]) == ["stopped in cell code-003: ValueError: no"]


def test_two_different_values_under_one_name_are_a_fault():
    assert problems(runs(0.95, conflicts=("accuracy",))) == ["accuracy: recorded twice with different values"]


def test_an_interrupted_lesson_neither_passes_nor_fails():
    lesson = judge("lesson", [*runs(0.95), Execution("lesson", 1, "interrupted")], ACCURACY, "quick", "auto")
    assert (lesson.state, lesson.passed, lesson.problems) == ("interrupted", False, ())


@pytest.mark.parametrize(("value", "text"), [(1626442, "1626442"), (1626442.0, "1626442"), (0.9112345678, "0.911235"), (1e20, "1e+20")])
def test_whole_numbers_keep_their_digits_and_others_six(value, text):
    assert show_number(value) == text
