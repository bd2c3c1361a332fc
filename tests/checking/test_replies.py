"""Forged replies give a fault, never an error of the checks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.checking import StudentFault, StudentRaised
from course_utils.checking.codec import encode
from course_utils.checking.outcomes import Malformed, NotAttempted
from course_utils.checking.replies import read_reply

words = st.text(max_size=5) | st.integers() | st.none() | st.lists(st.integers() | st.text(max_size=3), max_size=5)
kinds = st.sampled_from(["value", "not_attempted", "stub", "raised", "malformed", "other"])


@given(kinds, st.recursive(words, lambda inner: st.lists(inner, max_size=5), max_leaves=12))
def test_any_content_is_a_value_or_a_fault(kind, content):
    try:
        read_reply(encode({kind: content}))
    except StudentFault:
        assert kind != "value" or "Ellipsis" in repr(content)


@given(st.text())
def test_any_text_is_a_value_or_a_fault(written):
    with pytest.raises(StudentFault):
        read_reply(written)


@pytest.mark.parametrize(
    "reply",
    [
        [],
        {},
        {"value": 1, "raised": []},
        {1: 2},
        {"not_attempted": ["x", "because"]},
        {"raised": ["E", "m", [["f", "1", "s"]]]},
        {"malformed": ["x", "y"]},
    ],
)
def test_replies_of_another_form_are_malformed(reply):
    with pytest.raises(Malformed):
        read_reply(encode(reply))


def test_an_ellipsis_within_a_value_is_not_attempted():
    with pytest.raises(NotAttempted):
        read_reply(encode({"value": [1, (2, ...)]}))


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return " + "1+" * 9_000 + "1",
        "def f():\n    return " + "-" * 9_000 + "1",
        "(" * 15_000,
        "def f():\n    return a" + ".a" * 9_000,
        "\0",
    ],
    ids=["long sum", "many signs", "many brackets", "many dots", "null"],
)
def test_a_source_that_no_parser_likes_is_a_fault_like_any_other(source):
    with pytest.raises(StudentFault):
        read_reply(encode({"stub": ["f", source, 1, 1, []]}))


def test_words_of_a_reply_are_cut_and_cleaned():
    frames = [["f" * 1_000, 1, "\x1b" * 1_000]] * 1_000
    with pytest.raises(StudentRaised) as caught:
        read_reply(encode({"raised": ["E" * 10**6, "\ud800\u202ea\tb\n" * 10**5, frames]}))
    fault = caught.value
    assert (len(fault.type_name), len(fault.message), len(fault.frames)) == (100, 1_000, 12)
    assert set(fault.message) == set("\N{REPLACEMENT CHARACTER}a\tb\n")
    assert {len(frame.function) for frame in fault.frames} == {100}
    assert set(fault.frames[0].source) == {"\N{REPLACEMENT CHARACTER}"}
