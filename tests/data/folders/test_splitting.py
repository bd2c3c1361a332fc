"""Parts share no group, hold everything, and have the classes in the wanted shares."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.data.folders import split_groups

SHARES = [
    {"train": 0.5, "validation": 0.25, "test": 0.25},
    {"train": 0.8, "test": 0.2},
    {"train": 0.7, "validation": 0.1, "test": 0.2},
    {"a": 1 / 3, "b": 2 / 3},
]


@st.composite
def collections(draw):
    """Labels and groups: a group has one class and a handful of files, every class enough groups."""
    sizes = draw(st.lists(st.lists(st.integers(1, 3), min_size=24, max_size=40), min_size=2, max_size=4))
    labels, groups = [], []
    for label, some in enumerate(sizes):
        for size in some:
            groups += [len(set(groups))] * size
            labels += [label] * size
    order = np.random.default_rng(draw(st.integers(0, 99))).permutation(len(labels))
    return np.array(labels, np.int64)[order], np.array(groups, np.int64)[order]


@settings(deadline=None, max_examples=30)  # scikit-learn loads in the first one
@given(collections(), st.sampled_from(SHARES), st.integers(0, 9))
def test_parts_are_disjoint_complete_and_part_no_group(collection, shares, seed):
    labels, groups = collection
    parts = split_groups(labels, groups, shares, seed=seed)
    assert list(parts) == list(shares)
    assert sorted(np.concatenate(list(parts.values())).tolist()) == list(range(len(labels)))
    seen = [set(groups[rows].tolist()) for rows in parts.values()]
    assert sum(map(len, seen)) == len(set().union(*seen))
    assert all((np.diff(rows) > 0).all() for rows in parts.values())


@settings(deadline=None, max_examples=30)  # scikit-learn loads in the first one
@given(collections(), st.sampled_from(SHARES), st.integers(0, 9))
def test_every_class_has_nearly_its_share_in_every_part(collection, shares, seed):
    labels, groups = collection
    parts = split_groups(labels, groups, shares, seed=seed)
    for name, share in shares.items():
        for label in set(labels.tolist()):
            count = (labels == label).sum()
            assert abs((labels[parts[name]] == label).sum() - share * count) <= max(6, 0.12 * count)


@settings(deadline=None, max_examples=30)  # scikit-learn loads in the first one
@given(collections(), st.integers(0, 9))
def test_the_same_seed_deals_the_same_parts(collection, seed):
    first, second = (split_groups(*collection, SHARES[0], seed=seed) for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_another_seed_deals_other_parts():
    labels, groups = np.repeat([0, 1], 40), np.arange(80)
    first, second = (split_groups(labels, groups, SHARES[0], seed=seed)["test"] for seed in (0, 1))
    assert not np.array_equal(first, second)


def test_groups_that_hold_two_classes_stay_whole():
    labels, groups = np.arange(120) % 2, np.arange(120) // 4
    parts = split_groups(labels, groups, SHARES[1])
    assert not set(groups[parts["train"]]) & set(groups[parts["test"]])


@pytest.mark.parametrize(
    "shares",
    [
        {},
        {"train": 0.5},
        {"train": 0.9, "test": 0.2},
        {"train": 1.5, "test": -0.5},
        {"train": 1.0, "test": 0.0},
        {"train": 0.777, "test": 0.223},
        {"train": float("nan"), "test": 0.5},
    ],
)
def test_shares_that_cannot_be_dealt_are_refused(shares):
    with pytest.raises(ValueError, match="shares must be positive"):
        split_groups(np.arange(80) % 2, np.arange(80), shares)


def test_a_class_with_too_few_groups_is_named():
    labels, groups = np.array([0] * 20 + [7] * 20), np.array([*range(20), *[50, 51] * 10])
    with pytest.raises(ValueError, match="at least 4 groups for these shares; class 7 has fewer"):
        split_groups(labels, groups, SHARES[0])
