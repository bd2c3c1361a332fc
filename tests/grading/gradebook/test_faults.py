"""kill -9 at every step, lost connections, two writers, a full disk: nothing lost, doubled or half-written."""

import errno
import os
import signal
import sqlite3
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from autograder.grading.gradebook import STEPS, GradebookError
from course_utils.checking import Text
from tests.grading.fixtures.making import LIGHT
from tests.grading.gradebook import postgres
from tests.grading.gradebook.staging import WHEN, everything, grade_one, made, open_book, submission

TELLING = ("staged", "placed", "committed")  # each leaves another state behind; the steps before leave nothing
EVERY_STEP = [step if step in TELLING else pytest.param(step, marks=pytest.mark.slow) for step in STEPS]


def start(work):
    """Run something in a fork, which opens its own connections; its process id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - whatever it is, the fork must not go on as a second test run
            os._exit(9)
        os._exit(0)
    return child


def in_another_process(work):
    """Run something in a fork; its wait status."""
    return os.waitpid(start(work), 0)[1]


def kill_at(step):
    return lambda reached: os.kill(os.getpid(), signal.SIGKILL) if reached == step else None


@contextmanager
def undisturbed(school, tmp_path, *gradings):
    """What an undisturbed run leaves, in a gradebook of its own."""
    import shutil

    course = tmp_path / "undisturbed"
    shutil.copytree(school.course, course, ignore=shutil.ignore_patterns("gradebook.db*", "autograded"))
    with open_book(course) as book:
        for share, more in gradings:
            grade_one(book, school.bundle, school.good, share, **more)
        yield everything(book)


@pytest.fixture(autouse=True)
def one_secret(monkeypatch):
    monkeypatch.setenv("PETALS_SECRET", "the same seeds in every gradebook of a test")


@pytest.mark.parametrize("step", EVERY_STEP)
def test_a_kill_at_any_step_of_a_first_grading_is_made_good_by_the_next_run(school, url, step, tmp_path):
    def killed():
        with open_book(school.course, url) as book:
            book.at_step = kill_at(step)
            grade_one(book, school.bundle, school.good, 0.5)

    with open_book(school.course, url) as book:
        book.register(school.bundle)
    assert in_another_process(killed) == signal.SIGKILL
    with open_book(school.course, url) as book, undisturbed(school, tmp_path, (0.5, {})) as wanted:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        assert plan.done == (step == "committed")
        if not plan.done:
            book.commit(made(plan, school.bundle, 0.5), plan)
        found = everything(book)
        assert found[:4] == wanted[:4]
        assert found[4] == wanted[4]
        grade_one(book, school.bundle, school.blank, 0)
        assert everything(book)[4] == [f"{LIGHT}.ipynb", "timestamp.txt"]


@pytest.mark.parametrize("step", EVERY_STEP)
def test_a_kill_at_any_step_of_a_regrade_loses_neither_the_old_nor_the_new(school, url, step, tmp_path):
    def killed():
        with open_book(school.course, url) as book:
            book.at_step = kill_at(step)
            grade_one(book, school.bundle, school.good, 1, **second)

    second = {"regrade": True, "executed": school.good + b"\n"}
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0.5)
        before = everything(book)
    assert in_another_process(killed) == signal.SIGKILL
    with open_book(school.course, url) as book, undisturbed(school, tmp_path, (0.5, {}), (1, second)) as wanted:
        (plan,) = book.plan([submission(school.good)], school.bundle)
        assert book.standings() == (wanted if step == "committed" else before)[2]
        # The old grades with the new notebook: the one state that a kill can leave, and the next run sees it.
        assert plan.done == (step != "placed")
        if step != "committed":
            (plan,) = book.plan([submission(school.good)], school.bundle, regrade=step != "placed")
            book.commit(made(plan, school.bundle, 1, executed=second["executed"]), plan)
        assert everything(book)[:4] == wanted[:4]


@pytest.mark.parametrize("step", STEPS)
def test_a_connection_lost_at_any_step_is_made_good_at_once(school, postgres_url, step, tmp_path, no_waiting):
    heard, cuts = [], []

    def cut_once(reached):
        if reached == step and not cuts:
            cuts.append(reached)
            postgres.cut_off(postgres_url)

    with open_book(school.course, postgres_url, listen=heard.append) as book:
        book.register(school.bundle)
        book.at_step = cut_once
        done = grade_one(book, school.bundle, school.good, 0.5)
        assert cuts == [step]
        assert done.status == "written"
        assert book.committed == 1
        with undisturbed(school, tmp_path, (0.5, {})) as wanted:
            assert everything(book) == wanted
    assert (step == "committed") or any("trying again" in words for words in heard)


def test_a_commit_whose_answer_was_lost_is_found_written(school, postgres_url, no_waiting):
    import psycopg
    from sqlalchemy.exc import OperationalError

    reached, heard = [], []
    with open_book(school.course, postgres_url, listen=heard.append) as book:
        book.register(school.bundle)
        book.at_step = reached.append

        @event.listens_for(book._engine, "commit")
        def lose_the_answer(connection):
            if reached[-1:] == ["placed"]:
                reached.append("answer lost")
                connection.connection.dbapi_connection.commit()
                raise OperationalError("COMMIT", {}, psycopg.OperationalError("server closed the connection unexpectedly"))

        done = grade_one(book, school.bundle, school.good, 0.5)
        assert reached == [*STEPS[:-1], "answer lost", "begun"]
        assert "trying again" in heard[0]
        assert (done.status, book.committed) == ("written", 1)
        assert len(book.journal()) == 1
        assert book.place_of("ana", LIGHT).read_bytes() == school.good
        assert book.plan([submission(school.good)], school.bundle)[0].done


def test_a_connection_that_stays_lost_says_what_is_kept_and_how_to_go_on(school, postgres_url, no_waiting):
    heard = []
    with open_book(school.course, postgres_url, listen=heard.append) as book:
        for student in ("ana", "bo"):
            grade_one(book, school.bundle, school.good, student=student)
        before = everything(book)
        book.at_step = lambda step: postgres.cut_off(postgres_url) if step == "graded" else None
        with pytest.raises(
            GradebookError, match=r"2 results of this run are in the gradebook; nothing of this one is\. Run the same command"
        ):
            grade_one(book, school.bundle, school.good, student="cho")
        book.at_step = lambda _step: None
        assert len(heard) == 9
        assert "writing cho's 01_light" in heard[0]
        assert everything(book) == before
        assert grade_one(book, school.bundle, school.good, student="cho").status == "written"


def test_a_server_that_is_not_there_is_named_without_its_password(school, no_waiting):
    with pytest.raises(GradebookError, match="Is the database reachable") as caught:
        open_book(school.course, "postgresql://staff:geheim@127.0.0.1:1/course", listen=lambda _words: None)
    assert "127.0.0.1:1/course" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_url_that_is_none_is_refused_without_its_password(school):
    with pytest.raises(GradebookError, match=r"no database we know") as caught:
        open_book(school.course, "fancy://staff:geheim@host/course")
    assert "geheim" not in str(caught.value)


def test_two_runs_at_once_write_everybody_once(school, url):
    students = [f"student{number}" for number in range(6)]
    with open_book(school.course, url) as book:
        book.register(school.bundle)
    planned, told = os.pipe()
    gate, opened = os.pipe()

    def grader():
        with open_book(school.course, url, listen=lambda _words: None) as book:
            plans = book.plan([submission(school.good, student) for student in students], school.bundle)
            os.write(told, b"p")
            os.read(gate, 1)
            for plan in plans:
                book.commit(made(plan, school.bundle, 0.5), plan)

    children = [start(grader) for _ in range(2)]
    assert os.read(planned, 1) + os.read(planned, 1) == b"pp"  # both have planned everybody: both will write everybody
    os.write(opened, b"go")
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    for handle in (planned, told, gate, opened):
        os.close(handle)
    with open_book(school.course, url) as book:
        assert sorted(row.student for row in book.journal()) == students
        assert {stands.score for stands in book.standings()} == {5.0}
        counts = everything(book)[0]
        assert (counts["student"], counts["submitted_assignment"], counts["submitted_notebook"]) == (6, 6, 6)
        assert all(plan.done for plan in book.plan([submission(school.good, student) for student in students], school.bundle))


def test_two_runs_that_make_the_gradebook_at_once_agree_on_one_secret(school, url, monkeypatch):
    monkeypatch.delenv("PETALS_SECRET")

    def opener(pipe):
        with open_book(school.course, url, listen=lambda _words: None) as book:
            book.register(school.bundle)
            os.write(pipe, book.secret().hex().encode())

    out, into = os.pipe()
    children = [start(lambda: opener(into)) for _ in range(2)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    told = os.read(out, 200)
    os.close(out)
    os.close(into)
    assert (len(told), told[:64]) == (128, told[64:])


def test_a_database_that_formgrader_holds_is_waited_for(school, no_waiting):
    heard = []
    with open_book(school.course) as book:
        book.register(school.bundle)
    holder = sqlite3.connect(school.course / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    def listen(words):
        heard.append(words)
        if holder.in_transaction:
            holder.execute("ROLLBACK")

    with open_book(school.course, listen=listen) as book:
        assert grade_one(book, school.bundle, school.good).status == "written"
    holder.close()
    assert "database is locked; trying again" in heard[0]


def test_a_full_disk_under_the_database_leaves_grades_and_notebook_as_they_were(school, tmp_path):
    with open_book(school.course) as book:
        grade_one(book, school.bundle, school.good, 0.5)
        before = everything(book)
    with open_book(school.course) as book:
        event.listen(book._engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count = 1"))
        book._engine.dispose()
        with pytest.raises(GradebookError, match=r"disk is full\. Make room, then go on\. 0 results of this run"):
            grade_one(book, school.bundle, school.good, 1, regrade=True, reasons={"expose": Text("long " * 10_000, "")})
    with open_book(school.course) as book:
        assert everything(book) == before


@pytest.mark.parametrize("regrade", [False, True])
def test_a_full_disk_under_the_notebook_leaves_grades_and_notebook_as_they_were(school, url, regrade, monkeypatch):
    from autograder.grading.gradebook import placing

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0.5)
        before = everything(book)
        with monkeypatch.context() as patched:
            patched.setattr(placing.os, "fsync", full)
            with pytest.raises(GradebookError, match=r"No space left on device\. Make room"):
                grade_one(book, school.bundle, school.good, 1, regrade=regrade, student="ana" if regrade else "bo")
        assert everything(book) == before


@pytest.mark.parametrize("linkable", [True, False])
def test_a_commit_that_fails_brings_the_old_notebook_back(school, url, linkable, monkeypatch):
    """Where there are no hard links it stays, and the next run grades once more."""

    def no_links(*_names):
        raise OSError(errno.EPERM, "Operation not permitted")

    def fail(step):
        if step == "placed":
            raise KeyboardInterrupt

    if not linkable:
        monkeypatch.setattr(os, "link", no_links)
    with open_book(school.course, url) as book:
        grade_one(book, school.bundle, school.good, 0.5)
        before = everything(book)
        stamp = book.place_of("ana", LIGHT).with_name("timestamp.txt")
        stamped = stamp.read_bytes()
        book.at_step = fail
        with pytest.raises(KeyboardInterrupt):
            grade_one(book, school.bundle, school.good, 1, when=WHEN + timedelta(hours=1), regrade=True, executed=school.good + b"\n")
        after = everything(book)
        assert stamp.read_bytes() == stamped
        assert after[:3] == before[:3]
        assert after[4] == before[4]
        assert (after[3] == before[3]) == linkable
        assert book.plan([submission(school.good)], school.bundle)[0].done == linkable


def test_what_a_killed_writer_left_is_swept_away(school):
    with open_book(school.course) as book:
        place = book.place_of("ana", LIGHT)
        place.parent.mkdir(parents=True)
        for name in (f".{LIGHT}.ipynb.fresh", f".{LIGHT}.ipynb.former"):
            (place.parent / name).write_bytes(b"half")
        grade_one(book, school.bundle, school.good)
        assert sorted(path.name for path in place.parent.iterdir()) == [f"{LIGHT}.ipynb", "timestamp.txt"]


def test_a_database_of_an_older_nbgrader_says_what_to_do(school):
    with open_book(school.course) as book:
        grade_one(book, school.bundle, school.good)
    with sqlite3.connect(school.course / "gradebook.db") as old:
        old.execute("ALTER TABLE student DROP COLUMN lms_user_id")
    old.close()
    with open_book(school.course) as book, pytest.raises(GradebookError, match="run `nbgrader db upgrade` once"):
        grade_one(book, school.bundle, school.blank)
