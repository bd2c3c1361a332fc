"""Results as JSON: the same after a round trip, strict about everything else."""

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.gradebook.records import RecordError, from_json, to_json
from autograder.grading.results import ExerciseResult, Graded, Note
from course_utils.checking import Case, Score, Text

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def drawn(kind):
    """A strategy for whatever the results' annotations name."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: drawn(hints[field.name]) for field in fields(kind)})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return st.none() | drawn(next(one for one in inner if one is not type(None)))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(drawn(inner[0]), max_size=2).map(tuple) if Ellipsis in inner else st.tuples(*map(drawn, inner))
    if origin is Mapping:
        return st.dictionaries(WORDS, drawn(inner[1]), max_size=3)
    return {str: WORDS, int: st.integers(), float: st.floats(allow_nan=False), bool: st.booleans(), bytes: st.binary(max_size=50)}[kind]


@given(drawn(Graded))
def test_a_result_is_the_same_after_a_round_trip(graded):
    assert from_json(to_json(graded)) == graded


@given(drawn(Graded))
def test_equal_results_give_equal_text_on_one_line(graded):
    text = to_json(graded)
    assert to_json(from_json(text)) == text
    assert "\n" not in text
    assert text.isascii()


def one_case(**changes):
    return Case(**{"name": "rises", "status": "failed", "message": Text("no", "아니요"), **changes})


def result(**changes):
    score = Score("step", "partial", 0.5, 2, 1.0, (one_case(),), 0.1)
    return replace(Graded("ana", "01_light", "graded", 1, exercises=(ExerciseResult("check-step", score),)), **changes)


def test_numbers_that_are_not_finite_survive():
    stages = {"intake": math.nan, "start": math.inf, "close": -math.inf}
    read = from_json(to_json(result(stages=stages))).stages
    assert math.isnan(read["intake"])
    assert (read["start"], read["close"]) == (math.inf, -math.inf)


def test_numbers_of_numpy_are_written_as_numbers():
    import numpy as np

    assert from_json(to_json(result(stages={"intake": np.float64(0.25)}))).stages == {"intake": 0.25}


def test_half_a_surrogate_pair_is_written_out():
    noted = result(notes=(Note("staff", Text("a \ud800 b", "가")),))
    assert from_json(to_json(noted)).notes[0].message.en == "a \\ud800 b"


def test_a_field_that_was_added_since_takes_its_default():
    record = json.loads(to_json(result(peak_bytes=7)))
    del record["graded"]["peak_bytes"]
    assert from_json(json.dumps(record)).peak_bytes == 0


def test_fields_unknown_missing_or_of_another_type_are_refused():
    def spoiled(change):
        record = json.loads(to_json(result()))
        change(record["graded"])
        return json.dumps(record)

    with pytest.raises(RecordError, match="does not know: mood"):
        from_json(spoiled(lambda graded: graded.update(mood="good")))
    with pytest.raises(RecordError, match="lacks student"):
        from_json(spoiled(lambda graded: graded.pop("student")))
    with pytest.raises(RecordError, match=r"graded\.attempt should hold int"):
        from_json(spoiled(lambda graded: graded.update(attempt="1")))
    with pytest.raises(RecordError, match=r"graded\.attempt should hold int"):
        from_json(spoiled(lambda graded: graded.update(attempt=True)))
    with pytest.raises(RecordError, match=r"graded\.outcome should hold"):
        from_json(spoiled(lambda graded: graded.update(outcome="lost")))
    with pytest.raises(RecordError, match=r"graded\.notebook should hold bytes"):
        from_json(spoiled(lambda graded: graded.update(notebook="no base64!")))
    with pytest.raises(RecordError, match=r"graded\.exercises\[0\] should hold dict"):
        from_json(spoiled(lambda graded: graded.update(exercises=[3])))


@pytest.mark.parametrize("text", ["", "[]", "3", '{"version": 1}', '{"graded": {}, "version": 1, "more": 2}', "[" * 100_000])
def test_other_text_is_refused(text):
    with pytest.raises(RecordError, match="a record"):
        from_json(text)


def test_another_version_is_refused_with_its_number():
    with pytest.raises(RecordError, match=r"version 99, this course reads 1"):
        from_json('{"version": 99, "graded": {}}')


def test_what_the_type_does_not_allow_is_refused_before_it_is_written():
    with pytest.raises(RecordError, match=r"graded\.exercises\[0\]\.cell should hold str, not 3"):
        to_json(result(exercises=(replace(result().exercises[0], cell=3),)))
