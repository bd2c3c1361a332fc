"""The real `petals grade`, killed at every step: whatever was killed, the next run leaves what an undisturbed one leaves."""

from dataclasses import replace

import pytest

from tests.grading.faults.conftest import KILLED, WAIT
from tests.grading.faults.injecting import OF_SERVER, OF_WORKER, OF_WRITER, Fault, missed
from tests.grading.fixtures.comparing import differences, wrong_so_far

pytestmark = pytest.mark.sandbox
SECOND = ("second", "second cell")  # only bora has a second sitting


def assert_made_good(school, undisturbed):
    assert differences(undisturbed, school.state) == []
    assert school.leftovers() == []


def test_a_command_killed_again_and_again_a_step_further_each_time_is_made_good(make_school, undisturbed):
    school = make_school()
    for victim, step in (("process", "handed"), ("all", "journaled"), ("process", "placed"), ("all", "committed")):
        code, printed = school.grade(Fault(victim, step))
        assert code == KILLED, printed
        assert wrong_so_far(undisturbed, school.state) == [], step
    code, printed = school.grade()
    assert code == 0, printed
    assert_made_good(school, undisturbed)


@pytest.mark.slow
def test_workers_and_fork_servers_killed_in_one_run_are_made_good_by_that_run(make_school, undisturbed):
    school = make_school()
    faults = (
        Fault("server", "up", "ada"),
        Fault("process", "cell", "ada"),
        Fault("server", "second cell", "bora"),
        Fault("server", "examine", "chan"),
        Fault("process", "result", "dana"),
    )
    code, printed = school.grade(*faults, jobs=2)
    assert code == 0, printed
    assert printed.count("tried once more") == 2
    assert_made_good(school, undisturbed)


def test_a_database_that_cuts_the_connection_at_every_step_is_met_with_patience(make_school, undisturbed, postgres_url):
    school = make_school(url=postgres_url)
    students = ("ada", "bora", "chan", "dana")
    places = [(step, "" if step == "planned" else students[number % 4]) for number, step in enumerate(OF_WRITER[1:-1])]
    code, printed = school.grade(*(Fault("connection", step, student, postgres_url) for step, student in places))
    assert code == 0, printed
    assert "trying again" in printed
    assert_made_good(school, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize("victim", ["process", "all"])
@pytest.mark.parametrize("step", OF_WRITER)
def test_a_kill_of_the_command_at_any_step_is_made_good_by_the_next_run(make_school, undisturbed, step, victim, database, request):
    school = make_school(url=request.getfixturevalue("postgres_url") if database == "postgres" else "")
    student = "" if step in ("planned", "worked") else "bora"
    code, printed = school.grade(Fault(victim, step, student))
    assert code == KILLED, printed
    assert wrong_so_far(undisturbed, school.state) == []
    code, printed = school.grade()
    assert code == 0, printed
    assert_made_good(school, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("student", ["ada", "bora"])
@pytest.mark.parametrize("step", OF_WORKER)
@pytest.mark.parametrize("victim", ["process", "all"])
def test_a_kill_of_a_worker_at_any_step_is_made_good(make_school, undisturbed, step, victim, student):
    if (step in SECOND) > (student == "bora") or (step == "up") > (student == "ada"):
        pytest.skip(f"{student} has no such step")
    school = make_school()
    code, printed = school.grade(Fault(victim, step, student))
    assert code == (KILLED if victim == "all" else 0), printed
    code, printed = school.grade() if victim == "all" else (code, printed)
    assert code == 0, printed
    assert_made_good(school, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("student", ["ada", "bora"])
@pytest.mark.parametrize("step", OF_SERVER)
def test_a_kill_of_a_fork_server_at_any_step_is_made_good_within_the_run(make_school, undisturbed, step, student):
    if (step in SECOND) > (student == "bora") or (step == "up") > (student == "ada"):
        pytest.skip(f"{student} has no such step")
    school = make_school()
    code, printed = school.grade(Fault("server", step, student))
    assert code == 0, printed
    assert_made_good(school, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["process", "all"])
def test_of_two_commands_at_once_one_is_killed_and_everybody_is_written_once(make_school, undisturbed, victim):
    school = make_school()
    other = replace(school, faults=school.faults.with_name("other-faults"), survivors=[])
    first = school.start(Fault(victim, "begun", "bora"))
    first.stdout.readline()  # it has planned to grade everybody
    second = other.start()
    said, _ = first.communicate(timeout=WAIT)
    assert (first.returncode, missed(school.faults)) == (KILLED, []), said
    code, printed = other.finish(second)
    assert code == 0, printed
    code, printed = school.grade()
    assert (code, "4 graded before" in printed) == (0, True), printed
    assert_made_good(school, undisturbed)
