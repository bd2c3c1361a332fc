"""What a student reads, and what a student never reads."""

import re
from dataclasses import replace

import pytest

from autograder.grading.reports.outlines import Outline, answers_of
from autograder.grading.reports.student import student_page
from autograder.grading.reports.words import duration
from tests.grading.reports import examples
from tests.grading.reports.hostile import Parsed

MAKERS = {
    "half": lambda language: (examples.graded(language=language), examples.standing),
    "read by hand": lambda language: (examples.graded(language=language), examples.read_by_hand),
    "crashed": lambda language: (examples.crashed(language), None),
    "perfect": lambda language: (examples.perfect(language), examples.standing),
    "quarantined": lambda language: (examples.quarantined(language), None),
    "needs staff": lambda language: (examples.needs_staff(language), examples.standing),
}
# What stays as it is in Korean: names, file and program names, Python's own words; comments of staff in their own language.
SAME_IN_KOREAN = {
    "Perceptron",
    "Petals",
    "to",
    "JupyterLab",
    "UTC",
    "Python",
    "YOUR",
    "CODE",
    "HERE",
    "NameError",
    "GB",
    "kim_minji",
    "sol_lee",
}
PYTHONS_WORDS = "name 'H' is not defined"


def page_of(kind, language="en"):
    result, standing_of = MAKERS[kind](language)
    return student_page(result, examples.OUTLINE, standing_of(result) if standing_of else None, examples.ANSWERS)


def text_of(kind, language="en"):
    return Parsed(page_of(kind, language)).text


def section(page, exercise):
    (found,) = re.findall(rf"<section[^>]*>(?:(?!</section>).)*?<h3><code>{exercise}</code></h3>.*?</section>", page, re.DOTALL)
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", MAKERS)
def test_hidden_cases_show_title_and_hint_only(kind, language):
    page = page_of(kind, language)
    assert examples.SECRET not in page
    assert "agrees_with_the_formula" not in page


def test_a_hidden_case_shows_its_title_and_its_hint():
    page = section(page_of("half"), "cross_entropy")
    assert "random batches" in page
    assert "(hidden)" in page
    assert "The same number for both spellings of the labels." in page


def test_a_second_sitting_shows_outcomes_but_no_value_that_was_seen_there():
    page = section(page_of("crashed"), "numerical_gradient")
    assert "weights and bias" in page
    assert "is not right." not in page
    assert "2.5e-01" not in page
    assert "It calls <code" in page
    assert ">derivative</code>, which is not right yet" in page


@pytest.mark.parametrize("kind", sorted(MAKERS.keys() - {"read by hand"}))
def test_a_korean_page_has_no_english_left(kind):
    words = " ".join(Parsed(page_of(kind, "ko")).prose).replace(PYTHONS_WORDS, "")
    assert set(re.findall(r"[A-Za-z_]{2,}", words)) <= SAME_IN_KOREAN
    assert '<html lang="ko">' in page_of(kind, "ko")


@pytest.mark.parametrize("kind", sorted(MAKERS.keys() - {"quarantined"}))
def test_an_english_page_has_no_korean_left(kind):
    page = page_of(kind)
    assert not re.search("[가-힣]", page)
    assert '<html lang="en">' in page


def test_the_total_says_what_is_open():
    text = text_of("half")
    assert "4.83 / 15" in text
    assert "4.83 of 15 points" in text
    assert "Still open, up to +3: a person has yet to look at open_question ." in text


def test_the_total_says_how_it_came_about():
    text = text_of("read by hand")
    assert "7.33 / 15" in text
    assert "Handed in 1 d 3 h late: −1. Without that it would be 8.33." in text
    assert "Extra credit from your instructor, counted in: +0.5." in text
    assert "Still open" not in text


def test_a_penalty_never_takes_more_than_was_earned():
    result = examples.graded()
    page = student_page(result, examples.OUTLINE, examples.standing(result, penalty=100.0))
    assert "0 / 15" in Parsed(page).text
    assert "late: −4.83." in page


def test_what_passed_is_one_line_and_what_did_not_has_a_section():
    page = page_of("half")
    assert not re.search(r"<h3><code>(mean_squared_error|jump|open_question)</code></h3>", page)
    for exercise in ("cross_entropy", "derivative", "numerical_gradient"):
        assert section(page, exercise)


def test_what_was_not_attempted_shares_one_section():
    untouched = examples.SCORES[4]
    result = examples.graded(
        exercises=tuple(examples.result(replace(untouched, exercise=item.exercise)) for item in examples.OUTLINE.items[:6])
    )
    page = student_page(result, examples.OUTLINE)
    assert page.count("<section") == 1
    assert page.count("Replace the line with YOUR CODE HERE") == 6
    assert "More hints: run hint(&#34;mean_squared_error&#34;)" in page or 'hint("mean_squared_error")' in Parsed(page).text


def test_a_section_says_what_passed_and_what_to_look_at_first():
    text = Parsed(section(page_of("half"), "cross_entropy")).text
    assert "2 of 5 cases pass. ✓ passed: one image ✗ failed: several images ✓ passed: one-hot labels" in text
    first = text[text.index("Look at this first") : text.index("What the other cases say")]
    assert "several images" in first
    assert "4/3 of the right one" in first
    assert "Expected 0.5013 Got 0.6684" in first
    assert "divide by their number" in first
    assert "a probability of 0" not in first
    assert "is inf" in text[text.index("What the other cases say") :]


def test_a_table_and_a_failing_line_are_shown():
    page = page_of("half")
    assert "largest difference" in section(page, "numerical_gradient")
    assert "derivative,line2return(f(x+h)-f(x))/H" in Parsed(section(page, "derivative")).text.replace(" ", "")


def test_a_failing_line_that_the_message_quotes_is_not_shown_twice():
    result = examples.graded()
    (case,) = result.exercises[2].score.cases
    quoting = replace(case, message=case.message + " `return (f(x + h) - f(x)) / H`")
    scores = replace(result.exercises[2], score=replace(result.exercises[2].score, cases=(quoting,)))
    page = student_page(replace(result, exercises=(*result.exercises[:2], scores)), examples.OUTLINE)
    assert 'class="frame"' not in page
    assert 'class="frame"' in page_of("half")


def test_all_visible_cases_passing_is_said_where_a_hidden_one_fails():
    result = examples.graded()
    score = result.exercises[1].score
    cases = tuple(case if case.hidden else replace(case, status="passed") for case in score.cases)
    page = student_page(replace(result, exercises=(replace(result.exercises[1], score=replace(score, cases=cases)),)), examples.OUTLINE)
    assert "The cases you know pass. A hidden one" in section(page, "cross_entropy")


def test_reasons_stand_with_what_they_stopped():
    page = page_of("crashed")
    assert "used 3.1 GB of memory; 3.0 GB are allowed" in section(page, "cross_entropy")
    assert "Could not be checked The kernel stopped in cell 9, which used 3.1 GB of memory; 3.0 GB are allowed. derivative" in text_of(
        "crashed"
    )
    assert "Attempt 2" in page


def test_what_could_not_be_examined_for_one_reason_shares_one_section():
    reason = examples.Text("The kernel had stopped before.", "-")
    results = tuple(replace(one, reason=reason) for one in examples.untold("failed")[:6])
    page = student_page(examples.graded(exercises=results), examples.OUTLINE)
    assert page.count("<section") == 1
    assert page.count("The kernel had stopped before.") == 1
    assert Parsed(page).text.count("numerical_gradient") == 2  # in the list, and with the reason


def test_an_open_question_handed_in_blank_was_not_graded_by_anybody():
    result = examples.graded()
    blank = [
        replace(cell, auto_score=0.0, needs_manual_grade=False) if cell.cell == "manual-open_question" else cell
        for cell in examples.standing(result).cells
    ]
    page = student_page(result, examples.OUTLINE, examples.standing(result, cells=tuple(blank)), examples.ANSWERS)
    assert Parsed(page).text.count("Not attempted yet") == 3  # in the list twice, and over what was not attempted
    assert "Graded by hand" not in page


def test_a_persons_points_and_words_go_before_the_graders():
    page = page_of("read by hand")
    derivative = section(page, "derivative")
    assert "Graded by hand" in derivative
    assert "Your instructor set these points; the automatic check gave 0." in derivative
    assert "1.5 of 1 point" in derivative
    assert "say <em>why</em> it is zero" in section(page, "open_question")
    assert "2 of 3 points" in section(page, "open_question")
    assert '<a href="https://example.org/notes" rel="noopener noreferrer nofollow">the notes</a>' in section(page, "cross_entropy")


def test_their_own_code_is_folded_in():
    page = section(page_of("half"), "cross_entropy")
    folded = page[page.index("Your code") :]
    assert page.count("<details>") == page.count("</details>") == 2
    assert "one image after the other" in Parsed(folded[folded.index("<pre") : folded.index("</details>")]).text


def test_repairs_are_said_and_notes_for_staff_are_not():
    text = text_of("half")
    assert "Mended when your notebook was read (2)" in text
    assert "Outputs were removed before grading." in text
    assert "Cell 12 was stopped after 300 seconds." in text
    assert "400,000" not in text


def test_quarantined_says_why_and_what_to_do():
    text = text_of("quarantined")
    assert "Your notebook could not be graded The file is not a notebook: it begins with %PDF-1.7 ." in text
    assert "Hand it in again." in text
    assert "Exercises" not in text
    assert "/ 15" not in text


def test_quarantined_speaks_both_languages_where_nobody_knows_which_one_is_read():
    assert "노트북 파일이 아닙니다." in text_of("quarantined")
    assert '<div class="other-language" lang="ko">' in page_of("quarantined")
    assert "other-language" not in page_of("quarantined", "ko").replace(".other-language", "")


def test_points_that_a_person_gave_count_whatever_the_grader_could_not_do():
    result = examples.quarantined()
    cells = [replace(cell, manual_score=2.0) if cell.cell == "check-derivative" else cell for cell in examples.standing(result).cells]
    assert "2 / 15" in Parsed(student_page(result, examples.OUTLINE, examples.standing(result, cells=tuple(cells)))).text


def test_what_the_examiner_said_of_a_second_sitting_is_not_said_twice():
    again = replace(examples.crashed().exercises[3], reason=examples.Text("Examined with the reference answer.", "-"))
    page = student_page(examples.graded(exercises=(again,)), examples.OUTLINE)
    assert "checked once more with the course" in page
    assert "Examined with" not in page


def test_needs_staff_claims_no_points_and_blames_nobody():
    text = text_of("needs staff")
    assert "Grading is not finished" in text
    assert "It is not your fault" in text
    assert "/ 15" not in text


def test_full_points_are_said_to_be_full():
    outline = Outline(examples.OUTLINE.name, examples.OUTLINE.titles, examples.OUTLINE.items[:6])
    assert "Well done!" in student_page(examples.perfect(), outline)
    assert "Well done!" not in text_of("perfect")


def test_without_results_or_gradebook_a_page_is_made_all_the_same():
    page = student_page(examples.graded(exercises=(), notes=()), examples.OUTLINE)
    assert Parsed(page).left_open == []


def test_links_within_the_page_have_their_goals():
    tags = Parsed(page_of("half")).tags
    goals = [attributes["id"] for _, attributes in tags if "id" in attributes]
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert [link[1:] for link in links] == goals
    assert len(set(goals)) == len(goals) == 4


def test_answers_come_with_cells_that_a_student_put_behind_them():
    notebook = (
        b'{"cells": [{"cell_type": "code", "id": "given", "source": "import x", "metadata": {}},'
        b'{"cell_type": "code", "id": "answer-f", "source": ["a = 1\\n", "b = 2"], "metadata": {"nbgrader": {"grade_id": "answer-f"}}},'
        b'{"cell_type": "code", "id": "mine", "source": "def f(): ...", "metadata": {}},'
        b'{"cell_type": "code", "id": "check-f", "source": "check(1)", "metadata": {"nbgrader": {"grade_id": "check-f"}}},'
        b'{"cell_type": "code", "id": "mine-2", "source": "print(1)", "metadata": {}}]}'
    )
    outline = Outline("01_x", {}, (), ("answer-f", "check-f", "given"))
    assert answers_of(notebook, outline) == {"f": "a = 1\nb = 2\n\ndef f(): ..."}
    assert answers_of(b"", outline) == {}


@pytest.mark.parametrize(
    ("seconds", "en", "ko"),
    [(1, "1 min", "1분"), (3_600, "1 h", "1시간"), (97_500, "1 d 3 h", "1일 3시간"), (86_460, "1 d 1 min", "1일 1분")],
)
def test_how_late_is_said_in_two_units(seconds, en, ko):
    assert (duration(seconds).en, duration(seconds).ko) == (en, ko)
