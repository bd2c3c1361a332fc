"""Submissions that look for what they must not see, or for who looks at them."""

import json
import re

import pytest

from tests.attacks.staging import assert_nothing_else_happened, assert_nothing_gained, case_names, grade_class, read_case, twin

pytestmark = pytest.mark.sandbox

READERS = [name for name in case_names("read_") if "loan" not in name]
DETECTORS = ["detect_grading", "detect_practice"]
LOANS = ["read_loan_prints", "read_loan_raises"]
LETTERS = {"letter_a": 1037, "letter_z": 9041}
RAN = {
    "read_disk": "ran: True named [] worded []",
    "read_history": "ran: True asserts 0 hidden 0",
    "read_memory": "ran: True found []",
    "read_processes": "ran: True secret [] answered [] others False",
}
MARK = "LOAN>"
FINGERPRINT = r"<meta name=.petals.[^>]*>"  # of all the page was made from, the code included
LENT = "Examined with the reference answer of `mean_light`."


@pytest.fixture(scope="module")
def readers(template, tmp_path_factory):
    wrong = twin(template)
    notebooks = {name: read_case(name).put_into(wrong) for name in (*READERS, *DETECTORS, *LOANS, "detect_visible")}
    measured = read_case("read_loan_measured").put_into(wrong)
    notebooks |= {name: measured.replace(b"LETTER", str(size).encode()) for name, size in LETTERS.items()}
    return grade_class(template, tmp_path_factory.mktemp("reading"), notebooks)


def test_readers_cost_nobody_else_anything(readers):
    assert_nothing_else_happened(readers, [*READERS, *DETECTORS, *LOANS, *LETTERS, "detect_visible"])


@pytest.mark.parametrize("name", [*READERS, *DETECTORS])
def test_there_is_nothing_to_read_and_nothing_to_gain_by_looking(readers, name):
    assert RAN.get(name, "ran: True") in readers.printed(name), readers.printed(name)
    assert_nothing_gained(readers, name)


def test_all_that_can_be_seen_of_a_hidden_case_is_its_question(readers):
    """A question must be asked in the student's process; its answer, its expectation and its next numbers are not there."""
    (shown,) = re.findall(r"QUESTIONS (.*)", readers.printed("read_questions"))
    assert shown.count("mean_light(images)") == 2
    assert "expose(images, target)" in shown
    assert not re.search(r"expect|wanted|passed|hidden|close|rng", shown)


def test_who_knows_the_visible_cases_by_heart_loses_the_hidden_ones(readers):
    assert "ran: True True" in readers.printed("detect_visible")
    for exercise in ("mean_light", "expose", "darkest"):
        cases = {case.hidden: case.status for case in readers.cases("detect_visible", exercise)}
        assert cases == {False: "passed", True: "failed"}, exercise
    marks = readers.marks("detect_visible")
    assert (marks["mean_light"], marks["expose"]) == pytest.approx((2 / 3, 1.0), abs=0.01)


def exercise(graded, student, name):
    return next(one for one in graded.graded(student).exercises if one.score.exercise == name)


@pytest.mark.parametrize("name", LOANS)
def test_nothing_of_a_lent_answer_comes_out(readers, name):
    lent = exercise(readers, name, "expose")
    assert lent.sitting == 2
    assert lent.score.earned > 0
    assert LENT in readers.told(name)
    assert {case.status for case in lent.score.cases} <= {"passed", "failed"}
    texts = [part for case in lent.score.cases for part in (case.message, case.hint) if part]
    assert "".join(text.en for text in texts) + "".join(case.got + case.expected for case in lent.score.cases) == ""
    assert not any(case.frames for case in lent.score.cases)
    (row,) = readers.rows(name)
    for content in (readers.executed(name), readers.page(name), json.dumps(row.result, default=str), readers.said):
        assert [mark for mark in (MARK, MARK.encode().hex()) if mark in content] == []
    assert "ran: True" in readers.printed(name)


def test_neither_memory_nor_time_used_beside_a_lent_answer_is_told(readers):
    told = []
    for name, size in LETTERS.items():
        lent = exercise(readers, name, "expose")
        assert (lent.sitting, lent.score.status) == (2, "passed")
        told.append([readers.executed(name).replace(str(size), "SIZE")])
        told[-1].append(re.sub(FINGERPRINT, "", readers.page(name)).replace(name, "NAME").replace(str(size), "SIZE"))
    assert exercise(readers, "letter_z", "expose").peak_bytes > 2 * exercise(readers, "letter_a", "expose").peak_bytes
    assert told[0] == told[1]
