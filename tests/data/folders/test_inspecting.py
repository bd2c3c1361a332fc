"""An inspection goes on where it stopped, reads only what is new, and survives whatever has happened to its journal."""

import os
import shutil
import warnings

import pytest

from course_utils.data.folders import Limits, inspect_folder, inspect_table, inspecting
from course_utils.data.folders.judging import judge


@pytest.fixture
def judged(monkeypatch):
    """The paths that were judged anew, in order."""
    paths = []

    def count(root, path, label, limits):
        paths.append(path)
        return judge(root, path, label, limits)

    monkeypatch.setattr(inspecting, "judge", count)
    return paths


@pytest.fixture
def journal(own_cache):
    def find():
        (path,) = (own_cache / "inspections").glob("*.jsonl")
        return path

    return find


def inspected(root, **options):
    return inspect_folder(root, progress=False, **options)


def same(first, second) -> bool:
    return first.verdicts() == second.verdicts() and (first.groups == second.groups).all()


def test_a_second_inspection_reads_nothing(two_classes, put, judged):
    put("cat/broken.jpg", b"nothing")
    first = inspected(two_classes)
    assert len(judged) == 13
    judged.clear()
    assert same(inspected(two_classes), first)
    assert judged == []


def test_only_what_is_new_or_has_changed_is_read(two_classes, put, judged):
    inspected(two_classes)
    judged.clear()
    put("cat/1.jpg", b"damaged meanwhile")
    put("cat/new.jpg", 50)
    (two_classes / "dog/0.jpg").unlink()
    found = inspected(two_classes)
    assert judged == ["cat/1.jpg", "cat/new.jpg"]
    assert (len(found.kept), len(found.unusable)) == (11, 1)


def test_a_file_of_the_same_size_written_later_is_read_again(two_classes, judged):
    inspected(two_classes)
    judged.clear()
    os.utime(two_classes / "cat/1.jpg", ns=(0, 1))
    inspected(two_classes)
    assert judged == ["cat/1.jpg"]


def test_other_limits_are_another_inspection(two_classes, judged):
    inspected(two_classes)
    assert inspected(two_classes, limits=Limits(fewest_pixels=100)).kept == ()
    assert len(judged) == 24


def test_another_label_of_the_same_file_counts(two_classes, judged):
    assert inspect_table([("cat/1.jpg", "cat")], two_classes, progress=False).labels == ("cat",)
    assert inspect_table([("cat/1.jpg", "lion")], two_classes, progress=False).labels == ("lion",)
    assert inspect_table([("cat/1.jpg", "cat")], two_classes, progress=False).labels == ("cat",)
    assert judged == ["cat/1.jpg", "cat/1.jpg"]


def test_what_was_unreadable_is_tried_again(two_classes, judged):
    (two_classes / "cat/link.jpg").symlink_to("later.jpg")
    assert [finding.problem for finding in inspected(two_classes).unusable] == ["unreadable"]
    judged.clear()
    inspected(two_classes)
    assert judged == ["cat/link.jpg"]
    shutil.copy(two_classes / "cat/1.jpg", two_classes / "cat/later.jpg")
    assert inspected(two_classes).unusable == ()


def test_an_interrupted_inspection_goes_on(two_classes, judged, monkeypatch):
    add = inspecting.Journal.add
    written = []

    def stop(self, finding):
        if len(written) == 5:
            raise KeyboardInterrupt
        written.append(finding.path)
        add(self, finding)

    monkeypatch.setattr(inspecting.Journal, "add", stop)
    with pytest.raises(KeyboardInterrupt):
        inspected(two_classes)
    monkeypatch.setattr(inspecting.Journal, "add", add)
    judged.clear()
    assert len(inspected(two_classes).kept) == 12
    assert len(judged) == 12 - 5
    assert not set(judged) & set(written)


def test_a_torn_last_line_costs_one_file_and_not_the_next(two_classes, put, judged, journal):
    first = inspected(two_classes)
    whole = journal().read_bytes()
    journal().write_bytes(whole[:-30])
    judged.clear()
    assert same(inspected(two_classes), first)
    assert judged == ["dog/5.jpg"]
    judged.clear()
    assert same(inspected(two_classes), first)
    assert judged == []


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00\xff\xfe\x80" * 99,
        b'5\n[]\nnull\n{}\n"x"\n',
        b'{"path": "cat/1.jpg", "stamp": 3}\n',
        b'{"path": "cat/1.jpg", "label": "cat", "notes": [], "looks": "zz", "stamp": [1, 2]}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_a_damaged_journal_costs_only_time(two_classes, judged, journal, damage):
    first = inspected(two_classes)
    journal().write_bytes(damage)
    judged.clear()
    assert same(inspected(two_classes), first)
    assert len(judged) == 12


def test_a_journal_without_looks_is_not_believed(two_classes, judged, journal):
    first = inspected(two_classes)
    text = journal().read_text()
    looks = first.kept[0].looks
    journal().write_text(text.replace(looks, looks[:-2]))
    judged.clear()
    assert same(inspected(two_classes), first)
    assert judged == ["cat/0.jpg"]


def test_a_cache_that_cannot_be_written_costs_only_time(two_classes, own_cache, judged):
    (own_cache / "inspections").write_text("a file where the folder should be")
    assert len(inspected(two_classes).kept) == 12
    assert len(inspected(two_classes).kept) == 12
    assert len(judged) == 24


def test_names_that_are_no_text_are_remembered(two_classes, judged):
    name = os.fsdecode(b"cat/caf\xe9.jpg")
    try:
        shutil.copy(two_classes / "cat/1.jpg", two_classes / name)
    except (OSError, UnicodeError):
        pytest.skip("names are text on this system")
    first = inspected(two_classes)
    judged.clear()
    assert same(inspected(two_classes), first)
    assert judged == []
    assert len(first.copies) == 1


def test_pillow_does_not_complain_to_the_reader(two_classes, put, make, encode):
    palette = make(1).convert("P", palette=1)
    put("cat/palette.png", encode(palette, "PNG", transparency=bytes(range(256))))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        inspected(two_classes)
    assert said == []


def test_a_bar_counts_the_files_if_wanted(two_classes, capfd):
    inspect_folder(two_classes)
    assert "0/12" in capfd.readouterr().err
    inspected(two_classes)
    assert capfd.readouterr().err == ""
