"""What a commit writes, what a plan knows, what a person's marks survive: on SQLite and on PostgreSQL."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from autograder.grading.gradebook import GradebookError
from course_utils.checking import Text
from tests.grading.fixtures.making import LIGHT, with_answers
from tests.grading.gradebook.staging import (
    WHEN,
    by_hand,
    cell_of,
    edited,
    everything,
    grade_one,
    made,
    mark,
    named,
    open_book,
    submission,
)

WORDS = Text("the kernel stopped: out of memory", "메모리가 모자라 커널이 멈췄습니다")


def own_words(notebook, words):
    return with_answers(notebook, {"own_words": words})


def test_a_first_commit_writes_grades_comments_notebook_and_journal(school, url):
    with open_book(school.course, url) as book:
        done = grade_one(book, school.bundle, school.good, 0.5)
        assert (done.status, done.score, done.max_score, done.needs_manual_grade) == ("written", 5.0, 12.0, True)
        (stands,) = book.standings()
        assert (stands.score, stands.max_score, stands.submitted_at, stands.penalty) == (5.0, 12.0, WHEN, 0)
        assert cell_of(book, "check-expose").auto_score == 1.5
        assert book.place_of("ana", LIGHT).read_bytes() == school.good
        (row,) = book.journal()
        assert (row.student, row.lesson, row.attempt, row.run, row.outcome, row.score) == ("ana", LIGHT, 1, 0, "graded", 5.0)
        assert row.fingerprint == hashlib.sha256(school.good).hexdigest()
        assert row.graded.exercises[0].score.earned == 1.0
        assert row.graded.notebook == b""


def test_nbgrader_reads_what_was_written(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0.5)
    with by_hand(school.course, url) as theirs:
        notebook = theirs.find_submission_notebook(LIGHT, LIGHT, "ana")
        assert (notebook.score, notebook.max_score, notebook.needs_manual_grade, notebook.failed_tests) == (5.0, 12.0, True, True)
        assert theirs.find_submission(LIGHT, "ana").timestamp == WHEN.replace(tzinfo=None)
        assert {notebook.code_score, notebook.written_score} == {5.0, 0.0}


def test_the_same_hand_in_is_done_and_another_is_the_next_attempt(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.blank)
        handed_in = [submission(school.blank), submission(school.good), submission(school.good, "bo")]
        planned = book.plan(handed_in, school.bundle)
        assert [(plan.attempt, plan.run, plan.done) for plan in planned] == [(1, 1, True), (2, 0, False), (1, 0, False)]
        assert len({plan.seed for plan in planned}) == 3


def test_a_regrade_keeps_attempt_and_seed_and_is_a_new_run(school, url):
    with open_book(school.course, url) as book:
        (first,) = book.plan([submission(school.good)], school.bundle)
        grade_one(book, school.bundle, school.good, 0.5)
        (again,) = book.plan([submission(school.good)], school.bundle, regrade=True)
        assert (again.attempt, again.seed, again.run, again.done) == (1, first.seed, 1, False)
        book.commit(made(again, school.bundle, 1), again)
        assert [(row.run, row.score) for row in book.journal()] == [(0, 5.0), (1, 10.0)]
        assert book.standings()[0].score == 10
        assert [row.run for row in book.journal(latest=True)] == [1]


def test_a_return_to_an_earlier_hand_in_is_graded_again_with_its_old_number(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 1)
        grade_one(book, school.bundle, school.blank, 0)
        (back,) = book.plan([submission(school.good)], school.bundle)
        assert (back.attempt, back.done) == (1, False)
        book.commit(made(back, school.bundle, 1), back)
        assert book.standings()[0].score == 10
        assert book.plan([submission(school.good)], school.bundle)[0].done


def test_a_new_version_of_the_lesson_asks_for_another_grading_of_the_same_attempt(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good)
        (plan,) = book.plan([submission(school.good)], replace(school.bundle, hidden=b"# new"))
        assert (plan.attempt, plan.run, plan.done) == (1, 0, False)


def test_committing_a_key_twice_changes_nothing(school, url):
    with open_book(school.course, url) as book:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        book.commit(made(plan, school.bundle, 0.5), plan)
        before = everything(book)
        again = book.commit(made(plan, school.bundle, 1), plan)
        assert (again.status, again.score, book.committed) == ("already", 5.0, 1)
        assert everything(book) == before


def test_a_missing_or_foreign_notebook_is_no_finished_grading(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good)
        place = book.place_of("ana", LIGHT)
        place.write_bytes(b"another run died after this")
        assert not book.plan([submission(school.good)], school.bundle)[0].done
        place.unlink()
        assert not book.plan([submission(school.good)], school.bundle)[0].done


def test_without_a_place_only_the_database_is_written(school, url):
    with open_book(school.course, url) as book:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        book.commit(made(plan, school.bundle), plan, place=False)
        assert not book.place_of("ana", LIGHT).exists()
        assert book.plan([submission(school.good)], school.bundle)[0].done


def test_seeds_are_an_hmac_of_the_secret_that_stays_in_the_database(school, url, monkeypatch):
    monkeypatch.delenv("PETALS_SECRET", raising=False)
    with open_book(school.course, url) as book:
        secret = book.secret()
        (plan,) = book.plan([submission(school.good)], school.bundle)
    with open_book(school.course, url) as book:
        assert book.secret() == secret
        assert len(secret) == 32
    assert plan.seed == hmac.new(secret, f"{LIGHT}|ana|1".encode(), hashlib.sha256).hexdigest()
    monkeypatch.setenv("PETALS_SECRET", "one for several databases")
    with open_book(school.course, url) as book:
        assert book.secret() == b"one for several databases"


def test_marks_and_words_given_by_hand_survive_a_regrade(school, url):
    answered = own_words(school.good, "light adds up")
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, answered, 0.5)
        mark(school.course, "manual-own_words", url, manual_score=1.5, extra_credit=0.25)
        with by_hand(school.course, url) as theirs:
            theirs.find_comment("answer-expose", LIGHT, LIGHT, "ana").manual_comment = "nearly"
        done = grade_one(book, school.bundle, answered, 1, regrade=True)
        kept = cell_of(book, "manual-own_words")
        assert (kept.manual_score, kept.extra_credit, kept.needs_manual_grade) == (1.5, 0.25, False)
        assert cell_of(book, "answer-expose").manual_comment == "nearly"
        assert (done.score, done.needs_manual_grade) == (11.75, False)


def test_a_changed_answer_wants_another_look_and_keeps_its_mark(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, own_words(school.good, "light adds up"))
        mark(school.course, "manual-own_words", url, manual_score=1.5)
        grade_one(book, school.bundle, own_words(school.good, "no, it does not"))
        assert cell_of(book, "manual-own_words").needs_manual_grade
        assert cell_of(book, "manual-own_words").manual_score == 1.5


def test_an_answer_that_was_never_written_needs_nobody(school, url):
    with open_book(school.course, url) as book:
        done = grade_one(book, school.bundle, school.blank, 0)
        blank = cell_of(book, "manual-own_words")
        assert (blank.auto_score, blank.needs_manual_grade, blank.auto_comment) == (0.0, False, "No response.")
        assert cell_of(book, "answer-expose").auto_comment == "No response."
        assert not done.needs_manual_grade


def test_an_overridden_automatic_score_stays_and_is_looked_at_only_if_the_automatic_one_moves(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0.5)
        mark(school.course, "check-expose", url, manual_score=3.0)
        grade_one(book, school.bundle, school.good, 0.5, regrade=True)
        assert not cell_of(book, "check-expose").needs_manual_grade
        grade_one(book, school.bundle, school.good, 0, regrade=True)
        moved = cell_of(book, "check-expose")
        assert (moved.manual_score, moved.auto_score, moved.needs_manual_grade) == (3.0, 0.0, True)


def test_a_reason_is_the_comment_of_its_answer_in_the_students_language(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0, reasons={"expose": WORDS}, language="ko")
        assert cell_of(book, "answer-expose").auto_comment == WORDS.ko
        assert cell_of(book, "answer-mean_light").auto_comment == ""


def test_a_quarantined_hand_in_is_zero_with_its_reason_and_a_notebook_to_open(school, url):
    reason = Text("<b>not a notebook</b>", "노트북이 아닙니다")
    with open_book(school.course, url) as book:
        done = grade_one(book, school.bundle, b"junk", outcome="quarantined", reason=reason)
        assert (done.score, done.needs_manual_grade) == (0, False)
        assert {cell.auto_score for cell in book.standings()[0].cells if cell.max_score is not None} == {0.0}
        assert cell_of(book, "answer-expose").auto_comment == reason.en
        first = json.loads(book.place_of("ana", LIGHT).read_bytes())["cells"][0]
        assert "&lt;b&gt;not a notebook" in first["source"]
        assert book.plan([submission(b"junk")], school.bundle)[0].done


def test_a_fault_of_the_grader_is_left_to_people_and_takes_nothing_away(school, url):
    failed = {"outcome": "needs_staff", "reason": Text("the worker was lost twice", "작업 프로세스가 두 번 사라졌습니다")}
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 1)
        done = grade_one(book, school.bundle, school.good, regrade=True, **failed)
        assert (done.score, done.needs_manual_grade) == (10, True)
        assert book.place_of("ana", LIGHT).read_bytes() == school.good
        fresh = grade_one(book, school.bundle, school.good, student="bo", **failed)
        assert (fresh.score, fresh.needs_manual_grade) == (0, True)
        assert cell_of(book, "check-expose", "bo").auto_score is None


def test_where_the_grader_fails_at_a_new_hand_in_nobody_grades_the_old_one_for_it(school, url):
    failed = {"outcome": "needs_staff", "reason": Text("the worker was lost twice", "작업 프로세스가 두 번 사라졌습니다")}
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 1)
        done = grade_one(book, school.bundle, school.good + b"\n", **failed)
        assert (done.score, done.needs_manual_grade) == (0, True)
        shown = book.place_of("ana", LIGHT).read_bytes()
        assert shown != school.good
        assert "the worker was lost twice" in json.loads(shown)["cells"][0]["source"]


def test_outcomes_are_those_of_the_last_grading(school, url):
    failed = {"outcome": "needs_staff", "reason": Text("the worker was lost twice", "작업 프로세스가 두 번 사라졌습니다")}
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, student="bo", **failed)
        grade_one(book, school.bundle, school.good)
        grade_one(book, school.bundle, school.good, regrade=True, **failed)
        grade_one(book, school.bundle, school.good, student="bo", regrade=True)
        assert book.outcomes(LIGHT) == book.outcomes() == {("ana", LIGHT): "needs_staff", ("bo", LIGHT): "graded"}
        assert book.outcomes("00_other") == {}


def test_an_exercise_without_a_result_is_never_full_marks(school, url):
    with open_book(school.course, url) as book:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        graded = made(plan, school.bundle)
        book.commit(replace(graded, exercises=graded.exercises[1:]), plan)
        left_out = cell_of(book, "check-mean_light")
        assert (left_out.auto_score, left_out.needs_manual_grade) == (None, True)


@pytest.mark.parametrize(("earned", "kept"), [(99.0, 3.0), (-5.0, 0.0), (float("nan"), None)])
def test_scores_stay_between_nothing_and_the_points(school, url, earned, kept):
    with open_book(school.course, url) as book:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        graded = made(plan, school.bundle)
        spoiled = [replace(one, score=replace(one.score, earned=earned)) if one.cell == "check-expose" else one for one in graded.exercises]
        book.commit(replace(graded, exercises=tuple(spoiled)), plan)
        assert cell_of(book, "check-expose").auto_score == kept


def test_points_change_and_everything_else_stays(school, url):
    def dearer(cells):
        named(cells, "check-expose")["metadata"]["nbgrader"]["points"] = 7

    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good)
        mark(school.course, "manual-own_words", url, manual_score=2.0)
        changed = edited(school.bundle, dearer)
        book.register(changed)
        assert book.lessons() == {LIGHT: 16.0}
        done = grade_one(book, changed, school.good)
        assert (done.score, done.max_score) == (16.0, 16.0)


def test_an_exercise_that_is_gone_goes_with_its_grades_and_its_marks_are_kept_aside(school, url):
    def shorter(cells):
        cells[:] = [cell for cell in cells if not cell["metadata"].get("nbgrader", {}).get("grade_id", "").endswith("-expose")]

    heard = []
    with open_book(school.course, url, listen=heard.append) as book:
        grade_one(book, school.bundle, school.good)
        mark(school.course, "check-expose", url, manual_score=2.5)
        mark(school.course, "manual-own_words", url, manual_score=2.0)
        changed = edited(school.bundle, shorter)
        book.register(changed)
        names = {cell.cell for cell in book.standings()[0].cells}
        assert not names & {"check-expose", "answer-expose"}
        assert cell_of(book, "manual-own_words").manual_score == 2.0
        assert "petals_removed" in heard[0]
        with book._engine.connect() as connection:
            kept = connection.execute(text("SELECT student, cell, manual_score FROM petals_removed")).all()
        assert kept == [("ana", "check-expose", 2.5)]
        assert grade_one(book, changed, school.good).max_score == 9.0


def test_a_new_exercise_joins_submissions_when_they_are_graded_next(school, url):
    def longer(cells):
        more = json.loads(json.dumps(named(cells, "check-expose")))
        more["metadata"]["nbgrader"] |= {"grade_id": "check-more", "points": 1}
        cells.append(more)

    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good)
        changed = edited(school.bundle, longer)
        book.register(changed)
        assert "check-more" not in {cell.cell for cell in book.standings()[0].cells}
        assert grade_one(book, changed, school.good).score == 11.0
        assert cell_of(book, "check-more").auto_score == 1.0


def test_registering_twice_changes_nothing_and_either_language_is_left_alone(school, url):
    with open_book(school.course, url) as book:
        book.register(school.bundle)
        before = everything(book)
        book.register(school.bundle)
        assert everything(book) == before
        with by_hand(school.course, url) as theirs:  # as if the Korean notebook had been released through nbgrader
            cells = json.loads(school.bundle.released["ko"])["cells"]
            source = theirs.find_source_cell("answer-expose", LIGHT, LIGHT)
            source.source = "".join(named(cells, "answer-expose")["source"])
            source.checksum = named(cells, "answer-expose")["metadata"]["nbgrader"]["checksum"]
            korean = source.source
        book.register(school.bundle)
        with by_hand(school.course, url) as theirs:
            assert theirs.find_source_cell("answer-expose", LIGHT, LIGHT).source == korean


def test_the_journal_refuses_to_be_changed(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good)
        for statement in ("UPDATE petals_journal SET score = 95", "DELETE FROM petals_journal"):
            with pytest.raises(DBAPIError, match="append-only"), book._engine.begin() as connection:
                connection.execute(text(statement))
        assert book.journal()[0].score == 10


@pytest.mark.parametrize("name", ["", ".", "..", "../bo", "a/b", "a\\b", ".hidden", "nul\0", "x" * 129, "half \ud800"])
def test_a_name_that_is_no_folder_is_refused(school, name):
    with open_book(school.course) as book, pytest.raises(GradebookError, match="cannot name a student"):
        book.plan([submission(school.good, name)], school.bundle)


def test_a_result_without_its_plan_is_refused(school):
    with open_book(school.course) as book:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        with pytest.raises(GradebookError, match="commit the result of bo"):
            book.commit(replace(made(plan, school.bundle), student="bo"), plan)
    with open_book(school.course) as book, pytest.raises(GradebookError, match="with the plan that this gradebook made"):
        book.commit(made(plan, school.bundle), plan)


def test_words_that_postgresql_cannot_hold_are_written_out(school, url):
    odd = Text("nul \0 and half \ud800", "널")
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0, reasons={"expose": odd})
        assert cell_of(book, "answer-expose").auto_comment == "nul \ufffd and half \\ud800"


def test_names_in_any_script_keep_their_letters(school, url):
    names = ["김철수", 'O\'Brien, "Bo"', "=cmd", "\u200fنور\u200f", "a\nb"]
    with open_book(school.course, url) as book:
        for name in names:
            grade_one(book, school.bundle, school.good, student=name)
        assert [person.student for person in book.roster()] == sorted(names)


def test_a_time_in_another_zone_is_the_same_moment(school, url):
    from datetime import timezone

    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, when=WHEN.astimezone(timezone(timedelta(hours=9))))
        assert book.standings()[0].submitted_at == WHEN
        assert book.journal()[0].submitted_at == WHEN


def test_a_hand_in_without_a_time_keeps_the_earlier_one_as_nbgrader_does(school, url):
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good)
        grade_one(book, school.bundle, school.blank, when=None)
        assert book.standings()[0].submitted_at == WHEN


def test_the_journal_is_read_by_student_and_lesson(school, url):
    with open_book(school.course, url) as book:
        for student in ("ana", "bo"):
            grade_one(book, school.bundle, school.good, student=student)
            grade_one(book, school.bundle, school.good, student=student, regrade=True)
        assert [row.student for row in book.journal(student="bo")] == ["bo", "bo"]
        assert book.journal("no such lesson") == []
        assert [row.student for row in book.journal(latest=True)] == ["ana", "bo"]


def test_what_is_done_is_not_written_again(school):
    with open_book(school.course) as book:
        grade_one(book, school.bundle, school.good)
        with pytest.raises(GradebookError, match=r"ana's 01_light is graded already; plan it with regrade=True"):
            grade_one(book, school.bundle, school.good)
        assert len(book.journal()) == 1
