import os
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading.intake import IntakeLimits, Quarantined, Refused, normalise, read_notebook, read_tree
from autograder.grading.intake.times import submitted_at
from autograder.grading.results import Submission
from tests.grading.intake.handing_in import LESSON, bundle, told

NOTEBOOK = b'{"cells": []}'


def put(folder, path, data=NOTEBOOK):
    """Write a file below a folder."""
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return place


def read(folder, lessons=LESSON, students=(), **limits):
    """What a folder holds: submissions by student, refusals by student or place."""
    found = list(read_tree(folder, lessons, students, IntakeLimits(**limits)))
    submissions = {one.student: one for one in found if isinstance(one, Submission)}
    refused = {one.student or one.where: one for one in found if isinstance(one, Refused)}
    assert len(submissions) + len(refused) == len(found)
    return submissions, refused


def test_nbgraders_own_folders_are_read_with_their_time_and_strays(tmp_path):
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb", bundle().released["en"])
    put(tmp_path, f"alice/{LESSON}/timestamp.txt", b"2026-03-02 15:58:23.948203 Asia/Seoul\n")
    put(tmp_path, f"alice/{LESSON}/notes.txt")
    put(tmp_path, f"alice/{LESSON}/data/big.npz")
    put(tmp_path, f"alice/{LESSON}/.ipynb_checkpoints/{LESSON}-checkpoint.ipynb")
    put(tmp_path, "alice/02_other/02_other.ipynb")
    put(tmp_path, f"bob/{LESSON}/{LESSON}.ipynb")
    submissions, refused = read(tmp_path)
    assert refused == {}
    assert list(submissions) == ["alice", "bob"]
    assert submissions["alice"] == Submission(
        "alice", LESSON, bundle().released["en"], datetime(2026, 3, 2, 6, 58, 23, 948203, tzinfo=UTC), ("data/", "notes.txt")
    )
    assert submissions["bob"].submitted_at is None
    assert "data/`, `notes.txt" in told(normalise(submissions["alice"], bundle()))


def test_the_lessons_own_name_goes_before_others(tmp_path):
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb", b"right")
    put(tmp_path, f"alice/{LESSON}/{LESSON}-Copy1.ipynb", b"wrong")
    submissions, _ = read(tmp_path)
    assert (submissions["alice"].notebook, submissions["alice"].file) == (b"right", "")
    assert submissions["alice"].strays == (f"{LESSON}-Copy1.ipynb",)


def test_a_single_notebook_under_another_name_counts_and_is_noted(tmp_path):
    put(tmp_path, f"alice/{LESSON}/퍼셉트론 최종.IPYNB", bundle().released["ko"])
    submissions, _ = read(tmp_path)
    assert submissions["alice"].file == "퍼셉트론 최종.IPYNB"
    assert "was called `퍼셉트론 최종.IPYNB`" in told(normalise(submissions["alice"], bundle()))


def test_several_notebooks_without_the_right_name_are_refused_with_their_names(tmp_path):
    put(tmp_path, f"alice/{LESSON}/a.ipynb")
    put(tmp_path, f"alice/{LESSON}/b.ipynb")
    _, refused = read(tmp_path)
    assert (refused["alice"].student, refused["alice"].lesson) == ("alice", LESSON)
    assert f"(a.ipynb, b.ipynb), and none is called `{LESSON}.ipynb`" in refused["alice"].reason.en


@pytest.mark.parametrize("path", [f"alice/{LESSON}/essay.pdf", f"alice/{LESSON}/inner/{LESSON}.ipynb"])
def test_a_hand_in_without_a_notebook_is_the_students(tmp_path, path):
    put(tmp_path, path)
    _, refused = read(tmp_path)
    assert "No notebook was handed in" in refused["alice"].reason.en


def test_an_empty_folder_is_a_hand_in_without_a_notebook(tmp_path):
    (tmp_path / "alice" / LESSON).mkdir(parents=True)
    (tmp_path / "bob").mkdir()
    submissions, refused = read(tmp_path)
    assert submissions == {}
    assert list(refused) == ["alice"]


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "empty"), (2_000_000, "at most 1 MB")],
)
def test_empty_and_enormous_files_are_not_read(tmp_path, size, words):
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb", b"a" * size)
    _, refused = read(tmp_path, notebook_bytes=1024**2)
    assert words in refused["alice"].reason.en


def test_links_pipes_and_second_names_are_never_opened(tmp_path):
    secret = put(tmp_path, "secret.ipynb", b"gradebook")
    course = tmp_path / "submitted"
    for student in ("file", "folder", "pipe", "hard", "lesson"):
        (course / student).mkdir(parents=True)
    for student in ("file", "pipe", "hard"):
        (course / student / LESSON).mkdir()
    (course / "file" / LESSON / f"{LESSON}.ipynb").symlink_to(secret)
    (course / "folder" / LESSON).symlink_to(tmp_path)
    (course / "lesson").rmdir()
    (course / "lesson").symlink_to(course / "file")
    os.mkfifo(course / "pipe" / LESSON / f"{LESSON}.ipynb")
    os.link(secret, course / "hard" / LESSON / f"{LESSON}.ipynb")
    submissions, refused = read(course)
    assert submissions == {}
    reasons = {name: one.reason.en for name, one in refused.items()}
    assert "link" in reasons["file"]
    assert "no plain file" in reasons["pipe"]
    assert "hard link" in reasons["hard"]
    assert "link" in reasons["folder"]
    assert "link" in reasons["lesson"]
    assert {one.student for one in refused.values()} == {"file", "pipe", "hard", "folder", ""}


def test_a_link_beside_a_good_notebook_costs_nothing(tmp_path):
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb")
    (tmp_path / "alice" / LESSON / "data").symlink_to("/etc")
    (tmp_path / "alice" / LESSON / "timestamp.txt").symlink_to("/etc/passwd")
    submissions, refused = read(tmp_path)
    assert refused == {}
    assert submissions["alice"].strays == ("data",)
    assert submissions["alice"].submitted_at is None


def test_what_becomes_a_link_after_it_was_listed_is_not_followed(tmp_path):
    place = put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb")
    put(tmp_path, f"bob/{LESSON}/{LESSON}.ipynb")
    secret = put(tmp_path, "secret", b"gradebook")
    reading = read_tree(tmp_path, LESSON)
    # The reader stops before alice's file only once the listing is done: bob's link is made between listing and reading.
    first = next(reading)
    assert isinstance(first, Submission)
    other = tmp_path / "bob" / LESSON / f"{LESSON}.ipynb"
    other.unlink()
    other.symlink_to(secret)
    (second,) = reading
    assert isinstance(second, Refused)
    assert second.student == "bob"
    assert place.exists()


def test_hangul_names_are_one_student_however_they_are_composed(tmp_path):
    name = "김하늘"
    put(tmp_path, f"{unicodedata.normalize('NFD', name)}/{LESSON}/{LESSON}.ipynb")
    submissions, refused = read(tmp_path, students=[unicodedata.normalize("NFD", name)])
    assert list(submissions) == [name]
    assert refused == {}
    put(tmp_path, f"{name}/{LESSON}/{LESSON}.ipynb")
    submissions, refused = read(tmp_path)
    assert submissions == {}
    assert "more than once" in refused[name].reason.en


@pytest.mark.parametrize(
    "name", ["a+b", "*", "a?", "[a]", "C:", "a\\b", " a", "a ", "a\u202eb", "a\nb", "a\u200bb", ".hidden", "x" * 129, "가" * 67]
)
def test_names_that_nothing_can_carry_are_refused_not_raised(tmp_path, name):
    put(tmp_path, f"{name}/{LESSON}/{LESSON}.ipynb")
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb")
    submissions, refused = read(tmp_path)
    assert list(submissions) == ["alice"]
    ((where, one),) = refused.items()
    assert one.student == ""
    assert "cannot be a student's name" in one.reason.en
    assert where.isprintable()


@pytest.mark.parametrize("name", ["alice", "O'Brien, Mary", '=1+1"'.replace("+", "-"), "@x", "李", "محمد", "a.b_c-d", "{x}", "a%20b", "ñ"])
def test_odd_but_harmless_names_are_students(tmp_path, name):
    put(tmp_path, f"{name}/{LESSON}/{LESSON}.ipynb")
    assert list(read(tmp_path)[0]) == [name]


def test_bytes_that_are_no_text_in_a_name_are_refused(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\xfe") / LESSON).mkdir(parents=True)
    (_, refused) = read(tmp_path)
    assert [one.where.isprintable() for one in refused.values()] == [True]


def test_students_who_are_asked_for_and_absent_are_reported_to_staff_only(tmp_path):
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb")
    put(tmp_path, f"bob/{LESSON}/{LESSON}.ipynb")
    found = list(read_tree(tmp_path, LESSON, ["bob", "carol"]))
    assert [one.student for one in found] == ["", "bob"]
    assert "`carol`" in found[0].reason.en


def test_one_student_with_too_many_files_stops_nobody_else(tmp_path):
    put(tmp_path, f"bob/{LESSON}/{LESSON}.ipynb")
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb")
    for number in range(20):
        put(tmp_path, f"alice/{LESSON}/{number}.txt")
    submissions, refused = read(tmp_path, folder_entries=10)
    assert list(submissions) == ["bob"]
    assert "More than 10 files" in refused["alice"].reason.en


def test_a_class_of_too_many_files_ends_in_one_refusal(tmp_path):
    for number in range(20):
        put(tmp_path, f"s{number}/{LESSON}/{LESSON}.ipynb")
    submissions, refused = read(tmp_path, entries=30)
    assert submissions == {}
    assert "More than 30 files" in refused[""].reason.en


def test_many_strays_are_counted_not_listed(tmp_path):
    put(tmp_path, f"alice/{LESSON}/{LESSON}.ipynb")
    for number in range(30):
        put(tmp_path, f"alice/{LESSON}/{number:02}.txt")
    submissions, _ = read(tmp_path)
    assert len(submissions["alice"].strays) == 21
    assert submissions["alice"].strays[-1] == "… (+10)"


def test_no_folder_is_a_refusal(tmp_path):
    _, refused = read(tmp_path / "absent")
    assert "no such folder" in next(iter(refused.values())).reason.en


def test_our_own_released_lessons_are_nobodys_hand_in(tmp_path):
    put(tmp_path, f"en/{LESSON}/{LESSON}.ipynb")
    submissions, refused = read(tmp_path)
    assert submissions == {}
    assert "course's own folder" in refused[f"en/{LESSON}"].reason.en
    assert list(read(tmp_path, students=["en"])[0]) == ["en"]


def test_one_notebook_can_be_read_alone(tmp_path):
    path = put(tmp_path, "mine.ipynb")
    assert read_notebook(path, "alice", LESSON) == Submission("alice", LESSON, NOTEBOOK, file="mine.ipynb")
    link = tmp_path / "link.ipynb"
    link.symlink_to("/etc/passwd")
    for bad, student in ((link, "alice"), (tmp_path / "absent.ipynb", "alice"), (path, "a/b"), (tmp_path, "alice")):
        with pytest.raises(Quarantined):
            read_notebook(bad, student, LESSON)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-03-02 15:58:23.948203 UTC", datetime(2026, 3, 2, 15, 58, 23, 948203, tzinfo=UTC)),
        ("2026-03-02 15:58:23", datetime(2026, 3, 2, 15, 58, 23, tzinfo=UTC)),
        ("2026-03-02 15:58:23 Asia/Seoul", datetime(2026, 3, 2, 15, 58, 23, tzinfo=ZoneInfo("Asia/Seoul"))),
        ("2026-03-02 15:58:23 +0900", datetime(2026, 3, 2, 6, 58, 23, tzinfo=UTC)),
        ("2026-03-02T15:58:23Z", datetime(2026, 3, 2, 15, 58, 23, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("9" * 99, None),
        ("1" * 1_000, None),
        ("2026-13-45 99:99:99 UTC", None),
    ],
)
def test_time_stamps_are_read_as_utc_or_not_at_all(text, when):
    assert submitted_at(text) == when


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120) | st.from_regex(r"\A\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? \S{0,20}\Z"))
def test_any_text_is_a_time_or_none(text):
    when = submitted_at(text)
    assert when is None or when.utcoffset() == timedelta(0)


def test_a_zones_name_opens_no_file_of_the_students_choice(tmp_path, monkeypatch):
    from dateutil import tz

    asked = []
    monkeypatch.setattr(tz, "gettz", asked.append)
    for name in ("/etc/passwd", "a/../../../etc/passwd", "..", "A/B/C/D", ":x"):
        submitted_at(f"2026-03-02 15:58:23 {name}")
    assert asked == []


def test_time_stamps_agree_with_nbgrader():
    from nbgrader.utils import parse_utc

    for text in ("2026-03-02 15:58:23.948203 UTC", "2026-03-02 15:58:23.948203 America/New_York", "2026-07-02 05:58:23"):
        assert submitted_at(text).replace(tzinfo=None) == parse_utc(text)
