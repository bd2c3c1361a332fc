"""Every file of a collection is listed, with the label its folder or a table gives it."""

import os
import unicodedata

import pytest

from course_utils.data.dataset import DataError
from course_utils.data.folders import inspect_table
from course_utils.data.folders.listing import listed, listed_in_table, tidy


def test_the_folder_directly_under_the_root_is_the_label(root, put):
    for path in ("rose/a.jpg", "rose/old/2019/b.jpg", "tulip/c", "d.jpg"):
        put(path, b"x")
    assert listed(root) == [("d.jpg", None), ("rose/a.jpg", "rose"), ("rose/old/2019/b.jpg", "rose"), ("tulip/c", "tulip")]


def test_hidden_files_are_listed_too(root, put):
    for path in (".DS_Store", "rose/.hidden.jpg", "rose/Thumbs.db", ".git/config"):
        put(path, b"x")
    assert {path for path, _ in listed(root)} == {".DS_Store", "rose/.hidden.jpg", "rose/Thumbs.db", ".git/config"}


def test_folders_of_parts_are_no_labels(root, put):
    for path in ("train/cats/a.jpg", "train/dogs/b.jpg", "Validation/cats/c.jpg", "train/d.jpg", "e.jpg"):
        put(path, b"x")
    assert dict(listed(root)) == {
        "train/cats/a.jpg": "cats",
        "train/dogs/b.jpg": "dogs",
        "Validation/cats/c.jpg": "cats",
        "train/d.jpg": None,
        "e.jpg": None,
    }


def test_what_archives_leave_behind_does_not_hide_the_parts(root, put):
    for path in ("train/cats/a.jpg", "test/dogs/b.jpg", "__MACOSX/train/cats/._a.jpg", ".cache/x"):
        put(path, b"x")
    found = dict(listed(root))
    assert (found["train/cats/a.jpg"], found["test/dogs/b.jpg"]) == ("cats", "dogs")
    assert len(found) == 4


def test_a_class_named_train_is_a_label_beside_others(root, put):
    for path in ("train/a.jpg", "bus/b.jpg"):
        put(path, b"x")
    assert dict(listed(root)) == {"train/a.jpg": "train", "bus/b.jpg": "bus"}


def test_a_korean_label_is_one_label_however_its_syllables_are_stored(root, put):
    put(f"{unicodedata.normalize('NFC', '장미')}/a.jpg", b"x")
    put(f"{unicodedata.normalize('NFD', '장미')}/b.jpg", b"x")
    assert {label for _, label in listed(root)} == {"장미"}


def test_links_pipes_and_names_that_are_no_text_are_listed(root, put):
    put("rose/a.jpg", b"x")
    (root / "rose/link.jpg").symlink_to("nowhere")
    (root / "everything").symlink_to(root)
    expected = {"rose/a.jpg", "rose/link.jpg", "everything"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / "rose/pipe")
        expected.add("rose/pipe")
    try:
        (root / os.fsdecode(b"rose/caf\xe9.jpg")).write_bytes(b"x")
        expected.add(os.fsdecode(b"rose/caf\xe9.jpg"))
    except (OSError, UnicodeError):
        pass  # this system's names are text
    assert {path for path, _ in listed(root)} == expected


def test_a_folder_that_cannot_be_entered_is_listed(root, put, monkeypatch):
    put("rose/a.jpg", b"x")
    put("tulip/b.jpg", b"x")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("tulip"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert listed(root) == [("rose/a.jpg", "rose"), ("tulip", None)]


def test_the_order_does_not_depend_on_the_disk(root, put, monkeypatch):
    for path in ("b/2", "b/10", "a/x", "a-b/y", "a b/z"):
        put(path, b"x")
    expected = listed(root)
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda *some, **more: reversed(list(walk(*some, **more))))
    assert listed(root) == expected


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_is_refused(tmp_path, name):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="is no folder; name one"):
        listed(tmp_path / name)


def test_an_empty_folder_is_refused(root):
    (root / "rose").mkdir()
    with pytest.raises(DataError, match="holds no files"):
        listed(root)


@pytest.fixture
def table(tmp_path):
    def write(content: str | bytes):
        path = tmp_path / "labels.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_table_gives_paths_and_labels(table, start):
    path = table(start + 'label,path,who\r\nrose, a.jpg ,me\r\n,b.jpg,you\r\n튤립,"c,d.jpg",they\r\n'.encode())
    assert listed_in_table(path) == [("a.jpg", "rose"), ("b.jpg", None), ("c,d.jpg", "튤립")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("file,label\na,b\n", "no column path"),
        ("", "no column label or path"),
        ("path,label\n", "no lines below"),
        ("path,label\na.jpg,rose\n\nb.jpg,rose\n ,rose\n", "line 5"),
        ("path;label\na;b\n", "no column"),
        (b"path,label\n\xff\xfe,rose\n", "UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(table, content, said):
    with pytest.raises(DataError, match=said):
        listed_in_table(table(content))


def test_a_table_that_is_missing_says_so(tmp_path):
    with pytest.raises(DataError, match=r"labels\.csv cannot be read"):
        listed_in_table(tmp_path / "labels.csv")


def test_paths_from_windows_are_understood():
    assert tidy([("rose\\old\\a.jpg", "rose"), ("./b.jpg", None)]) == [("rose/old/a.jpg", "rose"), ("b.jpg", None)]


@pytest.mark.parametrize("second", [("rose/a.jpg", "rose"), ("rose/a.jpg", "tulip"), ("rose//a.jpg", "rose"), ("rose\\a.jpg", "rose")])
def test_a_file_is_listed_once(second):
    with pytest.raises(DataError, match=r"rose/a\.jpg is listed twice, as 'rose' and as"):
        tidy([("rose/a.jpg", "rose"), second])


def test_the_files_of_a_table_are_inspected_and_no_others(root, put, table):
    for number, path in enumerate(("a.jpg", "b.jpg", "c.jpg")):
        put(path, number)
    found = inspect_table(table("path,label\na.jpg,rose\nb.jpg,\nmissing.jpg,rose\n"), root, progress=False)
    assert [finding.path for finding in found.kept] == ["a.jpg"]
    assert {finding.path: finding.problem for finding in found.unusable} == {"b.jpg": "no_label", "missing.jpg": "unreadable"}


def test_pairs_will_do_for_a_table(root, put):
    put("a.jpg", 1)
    assert inspect_table([("a.jpg", "rose")], root, progress=False).labels == ("rose",)


def test_a_table_needs_a_folder(tmp_path):
    with pytest.raises(DataError, match="is no folder; name the one"):
        inspect_table([("a.jpg", "rose")], tmp_path / "missing")
