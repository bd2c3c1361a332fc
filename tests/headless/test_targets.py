"""What targets.toml may say, and which of its entries holds."""

import math
from pathlib import Path

import pytest

from autograder.headless.targets import Target, Targets, TargetsError, read_targets

LADDER = """
[a]
at_least = 1
[a.full]
at_least = 2
[a.real]
at_least = 3
[a.real.full]
at_least = 4
[b.synthetic.quick]
between = [0, 1]
"""


def read(tmp_path: Path, text: str) -> Targets:
    path = tmp_path / "targets.toml"
    path.write_text(text, encoding="utf-8")
    return read_targets(path)


@pytest.mark.parametrize(
    ("source", "profile", "low"),
    [(None, "quick", 1), ("synthetic", "quick", 1), (None, "full", 2), ("real", "quick", 3), ("real", "full", 4), ("synthetic", "full", 2)],
)
def test_the_most_specific_entry_wins_and_a_source_counts_for_more_than_a_profile(tmp_path, source, profile, low):
    assert read(tmp_path, LADDER).applying(source, profile)["a"].low == low


def test_an_entry_under_another_condition_does_not_apply(tmp_path):
    targets = read(tmp_path, LADDER)
    assert "b" in targets.applying("synthetic", "quick")
    assert "b" not in targets.applying("real", "quick")
    assert "b" not in targets.applying(None, "quick")


def test_bounds_may_be_combined_and_an_empty_table_only_asks_to_record(tmp_path):
    targets = read(tmp_path, "[x]\nat_least = 1\nat_most = 2\n[y]\nbetween = [0, 5]\nat_least = 1\n[z]\n").applying(None, "quick")
    assert (targets["x"].low, targets["x"].high) == (1, 2)
    assert (targets["y"].low, targets["y"].high) == (1, 5)
    assert (targets["z"].low, targets["z"].high) == (-math.inf, math.inf)


def test_a_missing_file_is_a_lesson_without_targets(tmp_path):
    assert read_targets(tmp_path / "targets.toml") == Targets()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]\natleast = 1", ["[a]", "'atleast'", "at_least"]),
        ("[a.real]\nmeasured = { mean = 1 }", ["[a.real]", "'mean'", "median"]),
        ("[a]\nequals = 1\nat_least = 0", ["[a]", "equals"]),
        ("[a]\nat_least = 2\nat_most = 1", ["[a]", "at least 2", "at most 1"]),
        ("[a]\nequals = nan", ["[a] equals", "nan"]),
        ("[a]\nequals = true", ["[a] equals", "True"]),
        ("[a]\nbetween = 3", ["[a] between", "pair"]),
        ("[a.quick.real]\nequals = 1", ["[a.quick.real]", "source", "then a profile"]),
        ("[a.real.synthetic]\nequals = 1", ["[a.real.synthetic]", "at most once"]),
        ("a = 1", ["a = 1", "[a]"]),
        ("[a", ["not valid TOML"]),
    ],
)
def test_an_error_names_the_file_and_the_key(tmp_path, text, words):
    with pytest.raises(TargetsError) as caught:
        read(tmp_path, text)
    assert all(word in str(caught.value) for word in ["targets.toml", *words])


@pytest.mark.parametrize(
    ("target", "value", "shortfall"),
    [
        (Target("a", low=0.9), 0.9, 0),
        (Target("a", low=0.9), 0.75, -0.15),
        (Target("a", high=2), 3, 1),
        (Target("a", low=1, high=2), 1.5, 0),
        (Target("a", equals=112), 112, 0),
        (Target("a", equals=0.3), 0.1 + 0.2, 0),
        (Target("a", equals=112), 110, -2),
    ],
)
def test_the_shortfall_is_the_distance_to_the_nearest_bound(target, value, shortfall):
    assert target.shortfall(value) == pytest.approx(shortfall)


def test_the_limits_of_grading_are_no_metric(tmp_path):
    assert read(tmp_path, "[grading]\ncell_s = 600\n[x]\nat_least = 1\n").entries == (Target("x", low=1),)
