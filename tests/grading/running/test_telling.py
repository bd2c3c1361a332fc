"""What a run shows while it runs and says at its end, and how much it dares to do at once."""

from datetime import UTC, datetime

import pytest
from rich.console import Console

from autograder.grading.gradebook.rows import Planned
from autograder.grading.intake import Refused
from autograder.grading.results import Graded, Submission
from autograder.grading.running import fitness
from autograder.grading.running.counting import Count, Counting
from autograder.grading.running.crew import CrewError
from autograder.grading.running.display import choose_display
from autograder.grading.running.lines import Lines
from autograder.grading.running.live_table import LiveTable
from autograder.grading.running.run import Options, RunReport, grade_class
from autograder.grading.running.shelf import Shelf, Ticket
from autograder.grading.running.summary import exit_code, summary
from autograder.grading.running.wording import duration
from course_utils.checking import Text
from tests.grading.fixtures.making import LIGHT

GIB = 1024**3
LOST = Text("The grader could not finish.", "채점을 마치지 못했어요.")


def planned(student, notebook=b"{}"):
    submission = Submission(student, LIGHT, notebook, datetime(2026, 3, 1, tzinfo=UTC))
    return Planned(submission, "f" * 64, 1, "5" * 64, "v", "1", 0, done=False)


def ticket(student):
    return Ticket(planned(student), 0, 2)


def ended(student, outcome="graded", reason=None):
    return Graded(student, LIGHT, outcome, 1, reason=reason)


def test_a_shelf_gives_back_what_was_laid_on_it_as_often_as_asked():
    with Shelf() as shelf:
        tickets = [shelf.put(planned(name, name.encode() * 1000)) for name in ("ada", "bora", "chan")]
        assert all(one.planned.submission.notebook == b"" for one in tickets)
        for one in (*reversed(tickets), *tickets):
            assert shelf.take(one) == planned(one.student, one.student.encode() * 1000).submission


def test_every_display_counts_each_submission_once(capsys):
    for display in (Counting(), Lines(), LiveTable(Console(force_terminal=True, width=100))):
        with display:
            display.planned({LIGHT: Count(before=4, waiting=3)})
            for student, outcome in (("ada", "graded"), ("[red]bora", "quarantined"), ("chan", "needs_staff")):
                display.started(ticket(student), running=1)
                display.finished(ticket(student), ended(student, outcome, LOST), running=0)
            display.note("a [bold]note")
        assert display.counts == {LIGHT: Count(before=4, graded=1, quarantined=1, needs_staff=1)}
        shown = capsys.readouterr().out
        assert ("a [bold]note" in shown) is not (type(display) is Counting)


def test_lines_name_every_ending_with_its_reason(capsys):
    display = Lines()
    display.planned({LIGHT: Count(before=4, waiting=2)})
    display.finished(ticket("ada"), ended("ada"), running=1)
    display.finished(ticket("bora"), ended("bora", "needs_staff", LOST), running=0)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{LIGHT}: 2 to grade, 4 graded before"
    assert lines[1].startswith(f"1/2 ada {LIGHT}: 0 of 0 points")
    assert lines[2] == f"2/2 bora {LIGHT}: needs staff: The grader could not finish."


def test_the_table_shows_counts_and_the_time_left(monkeypatch):
    console = Console(force_terminal=True, width=100, record=True)
    display = LiveTable(console)
    clock = iter([100.0, 160.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    display.planned({LIGHT: Count(waiting=3)})
    display.finished(ticket("ada"), ended("ada"), running=2)
    console.print(display.table())
    shown = console.export_text()
    assert "2 running" in shown
    assert "1 per minute, 2 min left" in shown


def test_without_a_terminal_there_are_lines():
    assert isinstance(choose_display(), Lines)


@pytest.mark.parametrize(("seconds", "words"), [(0, "0 s"), (119, "119 s"), (150, "2 min"), (7100, "118 min"), (9000, "2.5 h")])
def test_durations_are_rough(seconds, words):
    assert duration(seconds) == words


def test_the_summary_names_who_stands_apart_why_and_where_to_look():
    apart = [ended("bora", "quarantined", Text("No notebook.", "노트북이 아니에요.")), ended("chan", "needs_staff", LOST)]
    report = RunReport(
        {LIGHT: Count(before=1, graded=2, quarantined=1, needs_staff=1)}, apart, [Refused("x/y", Text("A link.", "링크예요."))]
    )
    text = "\n".join(summary(report))
    assert "2 graded, 1 quarantined, 1 left to staff, 1 before" in text
    assert f"  bora {LIGHT}: No notebook." in text
    assert f"  chan {LIGHT}: The grader could not finish." in text
    assert "  x/y: A link." in text
    assert f"petals report {LIGHT}" in text


def test_the_summary_sends_nobody_to_a_lesson_in_which_nothing_was_handed_in():
    *_, look, hand_back = summary(RunReport({"01_light": Count(before=2), "02_dark": Count(), "03_dim": Count(graded=1)}))
    assert "`petals report 01_light 03_dim`" in look
    assert "`petals feedback 01_light 03_dim`" in hand_back


def test_a_long_list_of_refused_files_is_cut_and_counted():
    report = RunReport({LIGHT: Count()}, refused=[Refused(f"f{number}", LOST) for number in range(100)])
    lines = summary(report)
    assert "not read: 100" in lines
    assert "  … and 60 more" in lines
    assert any("Nothing was handed in" in line for line in lines)


@pytest.mark.parametrize(
    ("outcomes", "interrupted", "code"),
    [((), False, 0), (("quarantined",), False, 0), (("needs_staff",), False, 1), (("needs_staff",), True, 130)],
)
def test_the_exit_code_says_whether_someone_has_to_look(outcomes, interrupted, code):
    assert exit_code(RunReport({}, [ended("ada", outcome) for outcome in outcomes], interrupted=interrupted)) == code


@pytest.mark.parametrize(("cores", "memory", "jobs"), [(8, 100 * GIB, 8), (8, 3 * GIB, 3), (1, 0, 1), (2, 2 * GIB - 1, 1)])
def test_jobs_are_as_many_as_cores_and_memory_allow(monkeypatch, cores, memory, jobs):
    monkeypatch.setattr(fitness, "cores", lambda: cores)
    monkeypatch.setattr(fitness, "free_memory", lambda: memory)
    assert fitness.sensible_jobs() == jobs


def test_a_container_s_bound_counts_as_memory(monkeypatch, tmp_path):
    monkeypatch.setattr(fitness, "CGROUP", tmp_path)
    whole = fitness.free_memory()
    assert whole > GIB // 8
    (tmp_path / "memory.max").write_text("1000000\n")
    (tmp_path / "memory.current").write_text("400000\n")
    assert fitness.free_memory() == 600_000
    (tmp_path / "memory.max").write_text("max\n")
    assert fitness.free_memory() > 600_000


def test_unknown_code_is_not_run_where_nothing_shuts_it_in_unless_that_is_said(make_class, monkeypatch):
    school = make_class("ada")
    monkeypatch.setattr("autograder.grading.running.run.unprotected", lambda: "bubblewrap is missing.")
    with pytest.raises(CrewError, match=r"unprotected on this machine: bubblewrap is missing\. .*--trust-submissions"):
        grade_class(school.course, [LIGHT], Options(jobs=1))
    assert school.log() == []
    from tests.grading.running.stand_ins import examine

    report = grade_class(school.course, [LIGHT], Options(jobs=1, trusted=True), examine=examine)
    assert report.counts == {LIGHT: Count(graded=1)}
