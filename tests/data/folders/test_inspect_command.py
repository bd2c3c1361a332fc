"""`petals data inspect` says what it found, writes it where it says, and fails only if it cannot inspect."""

import csv

import pytest
from click.testing import CliRunner

from course_utils.data import inspect_command
from course_utils.data.commands import data


@pytest.fixture
def petals(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def run(*words):
        return CliRunner().invoke(data, ["inspect", *map(str, words)])

    return run


@pytest.fixture
def faulty(two_classes, put):
    put("cat/broken.jpg", b"nothing")
    put("cat/copy.jpg", (two_classes / "cat/1.jpg").read_bytes())
    return two_classes


def test_faults_are_reported_and_are_no_failure(petals, faulty, tmp_path):
    answer = petals(faulty)
    assert answer.exit_code == 0, answer.output
    assert "12 of 14 files can be trained on. Left out: 1 copy of one of these, 1 file that cannot be used." in answer.output
    assert "not an image: 1" in answer.output
    written = tmp_path / "work" / "collection-inspection.html"
    assert f"Report written to {written}" in answer.output
    assert "cat/broken.jpg" in written.read_text(encoding="utf-8")


def test_it_speaks_korean(petals, faulty, tmp_path):
    answer = petals(faulty, "--language", "ko", "--output", tmp_path / "보고서.html")
    assert answer.exit_code == 0, answer.output
    assert "14개 가운데 12개를" in answer.output
    assert "이미지가 아님: 1" in answer.output
    assert "쓸 수 없는 파일" in (tmp_path / "보고서.html").read_text(encoding="utf-8")


def test_a_table_of_all_files_is_written_if_wanted(petals, faulty, tmp_path):
    answer = petals(faulty, "--csv", tmp_path / "all.csv")
    assert f"Table of all files written to {tmp_path / 'all.csv'}" in answer.output
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 14


def test_labels_may_come_from_a_table(petals, faulty, tmp_path):
    (tmp_path / "labels.csv").write_text("path,label\ncat/1.jpg,[red]lion[/red]\ndog/1.jpg,\n", encoding="utf-8")
    answer = petals(faulty, "--table", tmp_path / "labels.csv")
    assert answer.exit_code == 0, answer.output
    assert "1 of 2 files" in answer.output
    assert "[red]lion[/red]" in answer.output
    assert "in no class: 1" in answer.output


def test_the_limit_is_the_callers(petals, faulty):
    assert "0 of 14 files" in petals(faulty, "--most-pixels", 1000).output


def test_strange_labels_reach_the_terminal_as_they_are(petals, put, root):
    put("[bold]x[red]/a.jpg", 1)
    answer = petals(root)
    assert answer.exit_code == 0, answer.output
    assert "[bold]x[red]" in answer.output


def test_an_inspection_does_not_write_among_what_it_inspects(petals, faulty, monkeypatch):
    monkeypatch.chdir(faulty)
    for words in (["."], [faulty, "--output", faulty / "cat" / "page.html"], [faulty, "--output", "/dev/null", "--csv", "all.csv"]):
        answer = petals(*words)
        assert answer.exit_code == 1
        assert "name a place outside of it" in answer.output
    assert not list(faulty.rglob("*.html")) + list(faulty.rglob("*.csv"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "nowhere is no folder; name one that holds a folder of images per class"),
        (["empty"], "holds no files"),
        (["full", "--table", "nowhere.csv"], "nowhere.csv cannot be read as a table"),
        (["full", "--output", "nowhere/page.html"], "page.html cannot be written"),
    ],
)
def test_what_cannot_be_done_fails_without_a_traceback(petals, put, root, tmp_path, words, said):
    put("full/cat/a.jpg", 1)
    (root / "empty").mkdir()
    for name in ("full", "empty"):
        (tmp_path / "work" / name).symlink_to(root / name)
    answer = petals(*words)
    assert answer.exit_code == 1
    assert said in answer.output
    assert "Traceback" not in answer.output


def test_an_interrupt_says_how_to_go_on(petals, faulty, monkeypatch):
    def stop(*_some, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(inspect_command, "inspect_folder", stop)
    answer = petals(faulty)
    assert answer.exit_code == 1
    assert "The same command goes on from here" in answer.output
