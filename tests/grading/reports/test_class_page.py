"""What staff read about a class."""

import re
from dataclasses import replace

import pytest

from autograder.grading.reports.class_report import class_page, distribution
from autograder.grading.reports.groups import NAMED
from autograder.grading.reports.tally import Marked, tally
from autograder.grading.results import Note
from course_utils.checking import Text
from tests.grading.reports import examples
from tests.grading.reports.hostile import Parsed


def named(result, student):
    return replace(result, student=student)


@pytest.fixture(scope="module")
def hand_ins():
    half = [named(examples.graded(), f"half{place}") for place in range(8)]
    others = [examples.crashed(), examples.perfect(), examples.quarantined(), examples.needs_staff()]
    results = [*half, *(named(result, f"other{place}") for place, result in enumerate(others))]
    return [Marked(result, examples.standing(result, penalty=1.0 if result.student == "half0" else 0.0)) for result in results]


@pytest.fixture(scope="module")
def found(hand_ins):
    return tally(examples.OUTLINE, hand_ins)


@pytest.fixture(scope="module")
def text(hand_ins):
    return Parsed(class_page(examples.OUTLINE, hand_ins, made="2026-11-22 10:00 UTC")).text


def test_hand_ins_are_counted(found):
    assert found.outcomes == {"graded": 10, "quarantined": 1, "needs_staff": 1}
    assert (found.late, found.resubmitted, found.waiting) == (1, 1, 10)
    assert len(found.totals) == 10
    assert min(found.totals) == pytest.approx(3.83), "the late penalty is taken off"


def test_every_exercise_has_its_outcomes(found):
    columns = {column.item.exercise: column for column in found.columns}
    assert columns["cross_entropy"].counts == {"passed": 1, "partial": 9}
    assert columns["derivative"].counts == {"passed": 1, "raised": 8, "not_examined": 1}
    assert columns["descend"].counts == {"passed": 1, "not_attempted": 9}
    assert columns["open_question"].counts == {"open": 10}
    assert columns["mean_squared_error"].mean == 2
    assert columns["cross_entropy"].median == pytest.approx(1.33)
    assert columns["jump"].mean == 1


def test_cases_that_say_the_same_but_for_numbers_are_one_group(hand_ins):
    def other_numbers(marked, place):
        result = marked.graded.exercises[1]
        cases = tuple(
            replace(case, message=Text(case.message.en.replace("4/3", f"-{place}.5e-0{place}"), case.message.ko))
            for case in result.score.cases
        )
        return Marked(replace(marked.graded, exercises=(replace(result, score=replace(result.score, cases=cases)),)))

    found = tally(examples.OUTLINE, [other_numbers(marked, place) for place, marked in enumerate(hand_ins[:8])])
    (group,) = [group for group in found.groups if group.case.name == "of_several"]
    assert group.count == 8
    assert len(group.students) == NAMED == 5


def test_groups_come_in_order_with_hidden_cases_in_full(found, text):
    assert [group.count for group in found.groups] == sorted((group.count for group in found.groups), reverse=True)
    assert "9× cross_entropy random batches hidden secret-of-a-hidden-case" in text
    assert "half0 , half1 , half2 , half3 , half4 and 4 more" in text


def test_the_page_is_for_staff_and_says_so(text):
    assert text.count("staff only") == 2  # the title, and the head
    assert "do not hand this page out" in text


def test_who_needs_staff_and_who_could_not_be_graded_is_named_with_reasons(text):
    assert "Needs staff (1)" in text
    assert "The worker was lost twice. other3" in text
    assert "Quarantined (1)" in text
    assert "begins with %PDF-1.7 . other2" in text
    assert "Second sittings (1)" in text
    assert "numerical_gradient, descend (lent: derivative) other0" in text
    assert "Could not be examined (1)" in text
    assert "3.0 GB are allowed. other0" in text
    assert "One line of 400,000 characters. (answer-jump)" in text


def test_a_check_that_could_not_finish_is_for_staff():
    result = examples.graded()
    score = result.exercises[0].score
    stuck = replace(score, status="needs_staff", cases=(replace(score.cases[0], status="needs_staff", message=Text("It stumbled.", "-")),))
    found = tally(examples.OUTLINE, [Marked(replace(result, exercises=(replace(result.exercises[0], score=stuck),)))])
    assert found.needs_staff.students == {"`mean_squared_error`: It stumbled.": ["kim_minji"]}
    assert not tally(examples.OUTLINE, [Marked(result)]).needs_staff.students, "an open question is not the grader's fault"


def test_the_slowest_and_the_largest_come_first():
    results = [named(examples.graded(stages={"execute": float(place)}, peak_bytes=place * 10**8), f"s{place:02d}") for place in range(30)]
    page = Parsed(class_page(examples.OUTLINE, map(Marked, results))).text
    assert re.search(r"Slowest Student seconds s29 29\.0 s s28", page)
    assert re.search(r"Highest memory Student memory s29 2\.9 GB s28", page)
    assert "s19 19.0 s" not in page


def test_the_distribution_counts_everybody_once():
    bars = distribution([0, 0.99, 1, 14.99, 15, 16.5], 15)
    assert [bar.count for bar in bars] == [2, 1, *[0] * 12, 3]
    assert (bars[0].start, bars[-1].stop) == (0, 15)
    assert len(distribution([3], 300)) == 20
    assert distribution([0.0], 0) == []


def test_a_person_is_linked_where_there_is_a_page(hand_ins):
    page = class_page(examples.OUTLINE, hand_ins, pages={"half0": "../../feedback/half0/x.html"})
    links = {attributes["href"] for tag, attributes in Parsed(page).tags if tag == "a"}
    assert links == {"../../feedback/half0/x.html"}


def test_no_hand_in_is_said_too():
    assert "Submissions 0" in Parsed(class_page(examples.OUTLINE, [])).text


def test_a_class_of_thousands_in_which_everything_goes_wrong_makes_no_page_of_megabytes():
    def worst(place):
        result = examples.graded(f"student with a rather long name {place}")
        words = "".join(chr(97 + int(digit)) for digit in f"{place:05d}")
        cases = tuple(
            replace(case, message=Text(f"{words} " * 100, "-"), got="x" * 500, expected="y" * 500)
            for case in result.exercises[1].score.cases
        )
        again = replace(result.exercises[1], score=replace(result.exercises[1].score, cases=cases), sitting=2)
        notes = tuple(Note(kind, Text(f"{words} {kind} " * 50, "-")) for kind in ("repair", "limit", "staff"))
        return Marked(replace(result, outcome="needs_staff", reason=Text(f"{words} " * 300, "-"), exercises=(again,), notes=notes))

    page = class_page(examples.OUTLINE, map(worst, range(2_000)))
    assert len(page.encode()) < 1_000_000
    assert "rarer ones are left out" in page
