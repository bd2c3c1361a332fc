"""Forged replies give a fault, never an error of the checks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.checking import StudentFault
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
