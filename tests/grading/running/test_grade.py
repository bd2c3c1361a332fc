"""`petals grade`, with an examiner that needs no kernel: who is graded, who is not, and what an interruption leaves."""

import os
import signal

import psutil
import pytest

from tests.grading.fixtures.making import LIGHT, hand_in
from tests.grading.running.conftest import LIMIT, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals; run it on Linux or macOS")
STUDENTS = ("ada", "bora", "chan", "dana", "eun")


def outcomes(rows):
    return {row[0]: row[4] for row in rows}


def test_a_class_is_graded_and_a_second_run_has_nothing_to_do(make_class):
    school = make_class(*STUDENTS)
    code, printed = school.grade("--jobs", "2")
    assert code == 0, printed
    assert "5 graded" in printed
    standings, rows = school.book()
    assert outcomes(rows) == dict.fromkeys(STUDENTS, "graded")
    assert {standing.person.student for standing in standings} == set(STUDENTS)
    before = len(school.log())
    code, printed = school.grade()
    assert (code, "0 graded, 5 before" in printed, len(school.log())) == (0, True, before)
    assert school.book() == (standings, rows)


def test_jobs_do_not_change_the_gradebook(make_class):
    books = []
    for jobs in ("1", "2"):
        school = make_class(*STUDENTS)
        assert school.grade("--jobs", jobs)[0] == 0
        books.append(school.book())
    assert books[0] == books[1]


def test_a_regrade_keeps_the_attempt_and_adds_a_run(make_class):
    school = make_class("ada")
    school.grade()
    school.grade("--regrade")
    _, rows = school.book()
    assert [(row[1], row[2]) for row in rows] == [(1, 0), (1, 1)]


def test_students_and_another_place_of_hand_ins_can_be_chosen(make_class, tmp_path):
    school = make_class("ada", "bora")
    hand_in(tmp_path / "elsewhere", "chan", LIGHT, (school.course / "submitted" / "ada" / LIGHT / f"{LIGHT}.ipynb").read_bytes())
    assert school.grade("--students", "bora")[0] == 0
    assert school.grade("--from", str(tmp_path / "elsewhere" / "submitted"))[0] == 0
    assert set(outcomes(school.book()[1])) == {"bora", "chan"}


def test_a_poisonous_submission_is_left_to_staff_and_costs_nobody_else_anything(make_class):
    school = make_class("ada", "bora", "poison", "quarantined", "raises", "unlucky", "zoe")
    code, printed = school.grade("--jobs", "2")
    assert code == 1, printed
    assert outcomes(school.book()[1]) == {
        "ada": "graded",
        "bora": "graded",
        "poison": "needs_staff",
        "quarantined": "quarantined",
        "raises": "needs_staff",
        "unlucky": "graded",
        "zoe": "graded",
    }
    begun = [(student, kind) for _, student, _, kind, _ in school.log()]
    assert sorted(one for one in begun if one[0] in {"poison", "unlucky"}) == [
        ("poison", "cold"),
        ("poison", "warm"),
        ("unlucky", "cold"),
        ("unlucky", "warm"),
    ]
    assert len(begun) == 7 + 2
    assert {kind for _, kind in begun[-2:]} == {"cold"}  # second tries come last
    assert "  poison 01_light: The grader could not finish" in printed
    assert "  quarantined 01_light: This is no notebook." in printed


def test_what_an_error_of_the_grader_says_reaches_staff_only(make_class):
    from autograder.grading.gradebook import Gradebook

    school = make_class("raises")
    _, printed = school.grade()
    with Gradebook("", course=school.course) as book:
        graded = book.journal()[0].graded
    assert "secret" not in graded.reason.en + graded.reason.ko
    assert [(note.kind, note.message.en) for note in graded.notes] == [("staff", "ZeroDivisionError: the secret of the hidden check")]
    assert "Traceback" not in printed


def test_what_was_left_to_staff_is_tried_again_by_the_next_run(make_class):
    school = make_class("ada", "poison")
    school.grade()
    begun = len(school.log())
    assert school.grade()[0] == 1
    assert {student for _, student, _, _, _ in school.log()[begun:]} == {"poison"}


@pytest.mark.slow
def test_a_class_of_nothing_but_poison_ends_and_is_left_to_staff(make_class):
    school = make_class(*(f"poison{number}" for number in range(7)))
    code, printed = school.grade("--jobs", "2")
    assert code == 1, printed
    assert set(outcomes(school.book()[1]).values()) == {"needs_staff"}


def test_what_is_no_hand_in_is_shown_and_someones_unreadable_one_is_quarantined(make_class):
    school = make_class("ada")
    (school.course / "submitted" / "ada" / "notes.txt").write_text("?")
    folder = school.course / "submitted" / "mallory" / LIGHT
    folder.mkdir(parents=True)
    (folder / f"{LIGHT}.ipynb").symlink_to("/etc/passwd")
    (folder / "timestamp.txt").write_text("2026-03-02 15:58:23.000000 UTC")
    code, printed = school.grade()
    assert code == 0, printed
    assert "mallory" in printed
    assert outcomes(school.book()[1]) == {"ada": "graded", "mallory": "quarantined"}
    beside = school.course / "autograded" / "mallory" / LIGHT / "timestamp.txt"
    assert beside.read_text() == "2026-03-02 15:58:23.000000 UTC\n"  # late is late, readable or not; and formgrader sees it as graded
    assert school.grade()[0] == 0
    assert len(school.book()[1]) == 2


@pytest.mark.parametrize("how", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_an_interruption_keeps_what_is_done_and_the_next_run_goes_on(make_class, how):
    school = make_class("ada", "bora", "waits", "zoe")
    process = school.start("--jobs", "1")
    worker = psutil.Process(school.wait_for("waits"))
    until(lambda: len(school.book()[1]) == 2, "the first two were never written")
    os.kill(process.pid, how)
    printed, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 130, printed
    assert "Interrupted. Run the same command again" in printed
    assert "Traceback" not in printed
    assert not worker.is_running()
    assert outcomes(school.book()[1]) == {"ada": "graded", "bora": "graded"}
    school.open()
    before = len(school.log())
    assert school.grade("--jobs", "1")[0] == 0
    assert [student for _, student, _, _, _ in school.log()[before:]] == ["waits", "zoe"]
    assert outcomes(school.book()[1]) == dict.fromkeys(("ada", "bora", "waits", "zoe"), "graded")


def test_ctrl_c_in_a_terminal_reaches_workers_too_and_is_taken_for_one(make_class):
    school = make_class("ada", "waits")
    process = school.start("--jobs", "2")
    school.wait_for("waits")
    until(lambda: len(school.book()[1]) == 1, "the first was never written")
    os.killpg(process.pid, signal.SIGINT)
    printed, _ = process.communicate(timeout=LIMIT)
    assert (process.returncode, "Traceback" in printed) == (130, False), printed
    assert outcomes(school.book()[1]) == {"ada": "graded"}


@pytest.mark.parametrize("victim", [pytest.param("command", marks=pytest.mark.slow), "worker"])
def test_a_kill_at_any_time_loses_nothing(make_class, victim):
    school = make_class("ada", "waits", "zoe")
    process = school.start("--jobs", "1")
    worker = psutil.Process(school.wait_for("waits"))
    until(lambda: len(school.book()[1]) == 1, "the first was never written")
    (worker if victim == "worker" else psutil.Process(process.pid)).kill()
    school.open()
    printed, _ = process.communicate(timeout=LIMIT)
    if victim == "command":
        until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE, "the worker outlived its parent")
        assert outcomes(school.book()[1]) == {"ada": "graded"}
        assert school.grade("--jobs", "1")[0] == 0
    else:
        assert process.returncode == 0, printed
        assert "tried once more" in printed
    assert outcomes(school.book()[1]) == dict.fromkeys(("ada", "waits", "zoe"), "graded")
    assert len(school.book()[1]) == 3


def test_two_graders_at_once_write_every_submission_once(make_class):
    students = [f"waits{number}" for number in range(6)]
    school = make_class(*students)
    two = [school.start("--jobs", "1") for _ in range(2)]
    school.wait_for(students[0])
    until(lambda: len({pid for _, student, pid, _, _ in school.log() if student == students[0]}) == 2, "the second never came")
    school.open()
    for process in two:
        printed, _ = process.communicate(timeout=LIMIT)
        assert process.returncode == 0, printed
    standings, rows = school.book()
    assert outcomes(rows) == dict.fromkeys(students, "graded")
    assert len(rows) == len(students)
    assert len(standings) == len(students)


def test_naming_no_lesson_or_a_wrong_limit_is_a_clear_error(make_class):
    school = make_class("ada")
    code, printed = school.grade("--all")
    assert (code, "name lessons" in printed) == (2, True)
    code, printed = school.grade("--limit-cell", "0")
    assert (code, "cell_s = 0" in printed, "Traceback" in printed) == (1, True, False)
