"""From a real gradebook to pages where nbgrader looks for them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.grading.reports.commands import feedback, report
from autograder.grading.reports.delivering import deliver, folders_of, write_class_page
from autograder.grading.reports.outlines import outline_of
from autograder.grading.reports.writing import is_current, read_plain, write_page
from course_utils.checking import Text
from tests.grading.fixtures.making import LIGHT, light_course, untouched, with_answers
from tests.grading.gradebook.staging import bundle_of, grade_one, open_book
from tests.grading.reports.hostile import Parsed

STUDENTS = ("ana", "bo", "김민지")


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return light_course(tmp_path_factory.mktemp("light") / "course")


@pytest.fixture
def course(released, tmp_path, monkeypatch):
    """The course with three results in its gradebook: all right, half right and in Korean, quarantined."""
    for path in released.iterdir():
        (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    monkeypatch.setenv("PETALS_SECRET", "the course's")
    bundle = bundle_of(tmp_path)
    exercise = next(item.exercise for item in outline_of(bundle).items if not item.manual)
    answered = with_answers(untouched(tmp_path), {exercise: "mine = 'written by me'"})
    with open_book(tmp_path) as book:
        grade_one(book, bundle, answered, 1.0, student="ana")
        grade_one(book, bundle, untouched(tmp_path, "ko"), 0.5, student="김민지", language="ko")
        reason = Text("The file is empty.", "파일이 비어 있습니다.")
        grade_one(book, bundle, b"", student="bo", outcome="quarantined", reason=reason)
    return tmp_path


def pages(course):
    return {student: course / "feedback" / student / LIGHT / f"{LIGHT}.html" for student in STUDENTS}


def run(command, *arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def deliver_all(course, **more):
    bundle = bundle_of(course)
    with open_book(course) as book:
        *_, last = deliver(book, outline_of(bundle), folders_of(course), **more)
    return last


def test_everybody_gets_a_page_in_the_language_of_the_notebook(course):
    result = run(feedback, LIGHT)
    assert result.exit_code == 0
    assert f"{LIGHT}: 3 pages written, 0 unchanged" in result.output
    texts = {student: path.read_text(encoding="utf-8") for student, path in pages(course).items()}
    assert '<html lang="en">' in texts["ana"]
    assert '<html lang="ko">' in texts["김민지"]
    assert "written by me" not in texts["bo"]
    assert "The file is empty." in texts["bo"]
    assert all(Parsed(text).left_open == [] for text in texts.values())


def test_the_code_of_the_answer_cells_is_on_the_page(course):
    bundle = bundle_of(course)
    exercise = next(item.exercise for item in outline_of(bundle).items if not item.manual)
    with open_book(course) as book:
        grade_one(book, bundle, with_answers(untouched(course), {exercise: "mine = 'written by me'"}), 0.5, student="ana", regrade=True)
    deliver_all(course)
    assert "written by me" in Parsed(pages(course)["ana"].read_text(encoding="utf-8")).text.replace("&#39;", "'")


def test_code_of_another_attempt_is_not_shown(course):
    deliver_all(course)
    assert "나의 코드" in pages(course)["김민지"].read_text(encoding="utf-8")
    with open_book(course) as book:
        place = book.place_of("김민지", LIGHT)
    place.write_bytes(place.read_bytes() + b"\n")
    deliver_all(course)
    assert "나의 코드" not in pages(course)["김민지"].read_text(encoding="utf-8")


def test_a_page_that_would_not_change_is_left_alone(course):
    deliver_all(course)
    before = {student: path.stat().st_mtime_ns for student, path in pages(course).items()}
    again = deliver_all(course)
    assert (again.written, again.unchanged) == (0, 3)
    assert {student: path.stat().st_mtime_ns for student, path in pages(course).items()} == before


def test_a_page_changes_with_the_gradebook_and_with_the_lesson(course):
    from nbgrader.api import Gradebook

    deliver_all(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as nbgrader:
        notebook = nbgrader.find_submission_notebook(LIGHT, LIGHT, "ana")
        notebook.comments[0].manual_comment = "Well *put*."
        nbgrader.db.commit()
    assert deliver_all(course).written == 1
    assert "Well <em>put</em>." in pages(course)["ana"].read_text(encoding="utf-8")
    bundle = bundle_of(course)
    retitled = replace(outline_of(bundle), titles={"en": "Another title", "ko": "다른 제목"})
    with open_book(course) as book:
        *_, last = deliver(book, retitled, folders_of(course))
    assert last.written == 3


def test_what_is_done_is_kept_when_it_is_interrupted(course):
    bundle = bundle_of(course)

    def one_then_stop(rows):
        yield rows[0]
        raise KeyboardInterrupt

    with open_book(course) as book, pytest.raises(KeyboardInterrupt):
        list(deliver(book, outline_of(bundle), folders_of(course), watch=one_then_stop))
    last = deliver_all(course)
    assert (last.written, last.unchanged) == (2, 1)


def test_one_students_trouble_does_not_stop_the_others(course):
    (course / "feedback").mkdir()
    (course / "feedback" / "ana").write_text("a file where a folder should be")
    result = run(feedback, "--all")
    assert result.exit_code == 1
    assert "ana: FileExistsError" in result.output or "ana: NotADirectoryError" in result.output
    assert pages(course)["bo"].is_file()


def test_only_some_students(course):
    result = run(feedback, LIGHT, "--students", "bo,nobody")
    assert result.exit_code == 1
    assert "nothing graded of nobody" in result.output
    assert [student for student, path in pages(course).items() if path.exists()] == ["bo"]


def test_secrets_of_the_exchange_come_along_but_no_link_is_followed(course, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "shadow"
    outside.write_text("root:x")
    for student in ("ana", "bo"):
        folder = course / "submitted" / student / LIGHT
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text("2026-03-01 12:00:00.0 UTC")
    (course / "submitted/ana" / LIGHT / "submission_secret.txt").write_text("of ana")
    (course / "submitted/bo" / LIGHT / "submission_secret.txt").symlink_to(outside)
    last = deliver_all(course)
    assert last.cannot_release == ["김민지", "bo"]
    assert pages(course)["ana"].with_name("submission_secret.txt").read_text() == "of ana"
    assert not pages(course)["bo"].with_name("submission_secret.txt").exists()


def test_nbgrader_releases_what_was_written(course, tmp_path_factory):
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeReleaseFeedback
    from nbgrader.utils import notebook_hash
    from traitlets.config import Config

    folder = course / "submitted/ana" / LIGHT
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-03-01 12:00:00.0 UTC")
    (folder / "submission_secret.txt").write_text("of ana")
    assert run(feedback, LIGHT, "--students", "ana").exit_code == 0
    config = Config()
    config.Exchange.root = str(tmp_path_factory.mktemp("exchange"))
    config.CourseDirectory.update({"root": str(course), "course_id": "petals", "assignment_id": LIGHT})
    exchange = ExchangeReleaseFeedback(coursedir=CourseDirectory(config=config), config=config)
    exchange.start()
    name = notebook_hash(secret="of ana", notebook_id=LIGHT)
    handed_out = Path(config.Exchange.root) / "petals/feedback" / f"{name}.html"
    assert handed_out.read_bytes() == pages(course)["ana"].read_bytes()


def test_the_class_page_is_for_staff_and_leads_to_feedback(course):
    run(feedback, "--all")
    result = run(report, LIGHT)
    assert result.exit_code == 0
    assert f"{LIGHT}: 3 submissions, _build/grading/{LIGHT}.html" in result.output
    page = course / "_build/grading" / f"{LIGHT}.html"
    links = [attributes["href"] for tag, attributes in Parsed(page.read_text(encoding="utf-8")).tags if tag == "a"]
    assert "../../feedback/bo/01_light/01_light.html" in links
    assert "The file is empty. bo" in Parsed(page.read_text(encoding="utf-8")).text


def test_the_class_page_leads_nowhere_without_feedback(course):
    bundle = bundle_of(course)
    with open_book(course) as book:
        assert write_class_page(book, outline_of(bundle), folders_of(course), course / "page.html") == 3
    assert "href" not in (course / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [feedback, report])
def test_a_command_asks_for_lessons_that_are_graded(course, command):
    assert "name the lessons, or give --all" in run(command).output
    assert "name the lessons, or give --all" in run(command, LIGHT, "--all").output
    assert "no lesson '77'" in run(command, "77").output
    assert "run `petals grade 01_light` first" in run(command, LIGHT, "--db", f"sqlite:///{course / 'other.db'}").output


def test_pages_are_whole_or_not_there(tmp_path):
    path = tmp_path / "한글 이름" / "page.html"
    write_page(path, '<meta charset="utf-8"> \ud800', "0" * 64)
    assert [entry.name for entry in path.parent.iterdir()] == ["page.html"]
    assert is_current(path, "0" * 64)
    assert not is_current(path, "1" * 64)
    assert not is_current(tmp_path / "none.html", "0" * 64)
    path.with_name("page").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_page(path.with_name("page"), "x")
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["page", "page.html"]


def test_only_ordinary_files_are_read(tmp_path):
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    assert read_plain(tmp_path / "file", 5) == b"12345"
    assert [read_plain(tmp_path / name, 4) for name in ("file", "link", "pipe", "none", ".")] == [None] * 5
