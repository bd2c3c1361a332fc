"""Submissions that forge: comparisons, values, messages, replies, results."""

import pytest

from tests.attacks.staging import assert_nothing_else_happened, assert_nothing_gained, case_names, grade_class, read_case, twin

pytestmark = pytest.mark.sandbox

RAN = {
    "forge_bombs": "ran: 9",
    "forge_pickles": "ran: ['model.h5', 'model.keras']",
    "forge_progress": "ran: 2",
    "forge_stubs": "ran: 7",
    "forge_transformers": "ran: ['after a question', 'before a cell', 'before a question']",
    "forge_values": "ran: ['call', 'expose', 'float']",
}
SAID = {  # what a student reads of it
    "forge_bombs": ("is too large to be checked", "is nested too deeply to be checked", "hold more than numbers"),
    "forge_stubs": ("could not be read", "is not written yet"),
    "forge_values": ("is an object of type",),
    "forge_pickles": ("is a bytes, where numbers are needed", "has no attribute"),
}


@pytest.fixture(scope="module")
def forgers(template, tmp_path_factory):
    wrong = twin(template)
    notebooks = {name: read_case(name).put_into(wrong) for name in case_names("forge_")}
    return grade_class(template, tmp_path_factory.mktemp("forging"), notebooks)


def test_forgers_cost_nobody_else_anything(forgers):
    assert_nothing_else_happened(forgers, case_names("forge_"))


@pytest.mark.parametrize("name", case_names("forge_"))
def test_a_forger_earns_no_more_than_the_same_wrong_answers(forgers, name):
    assert RAN.get(name, "ran: True") in forgers.printed(name), forgers.printed(name)
    assert_nothing_gained(forgers, name)


@pytest.mark.parametrize("name", SAID)
def test_what_was_forged_is_said_in_words(forgers, name):
    told = forgers.told(name)
    assert [words for words in SAID[name] if words not in told] == [], told


def test_what_a_forged_reply_says_is_shown_inert(forgers):
    page = forgers.page("forge_bombs")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
