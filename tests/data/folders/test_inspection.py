"""Every file has exactly one verdict; a picture is kept once, and not at all if it is said to show several things."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from course_utils.data.folders import Finding, inspect_folder, joined
from course_utils.data.folders.inspection import judged
from course_utils.data.folders.likeness import KIN, SAME, alike, members


def inspected(root, **options):
    return inspect_folder(root, progress=False, **options)


def finding(number: int, bits: int = 0, label: str = "rose", **more) -> Finding:
    """A usable file whose looks have the lowest `bits` bits set."""
    return Finding(f"{label}/{number}.jpg", label, width=100, height=100, sha256=f"{number:064x}", looks=f"{(1 << bits) - 1:064x}", **more)


def copies(found):
    return {copy.path: original.path for copy, original in found.copies.items()}


def test_a_copy_byte_for_byte_is_kept_once(two_classes, put):
    put("cat/9.jpg", (two_classes / "cat/3.jpg").read_bytes())
    found = inspected(two_classes)
    assert copies(found) == {"cat/9.jpg": "cat/3.jpg"}
    assert len(found.kept) == 12


@pytest.mark.parametrize(
    "change",
    [
        lambda picture, encode: encode(picture, "PNG"),
        lambda picture, encode: encode(picture, "GIF"),
        lambda picture, encode: encode(picture, "JPEG", quality=50),
        lambda picture, encode: encode(picture.resize((90, 68)), "JPEG", quality=85),
        lambda picture, encode: encode(picture.resize((100, 100)), "JPEG", quality=85),
        lambda picture, encode: encode(picture.convert("L"), "JPEG", quality=85),
    ],
    ids=["png", "gif", "recompressed", "smaller", "squeezed", "grey"],
)
def test_the_same_picture_in_other_bytes_is_a_copy(two_classes, put, make, encode, change):
    put("cat/9.jpg", change(make(3, 120, 90), encode))
    assert set(copies(inspected(two_classes))) | set(copies(inspected(two_classes)).values()) == {"cat/3.jpg", "cat/9.jpg"}


def test_mirrored_pictures_are_not_noticed(two_classes, put, make):
    put("cat/9.jpg", ImageOps.mirror(make(3)))
    assert copies(inspected(two_classes)) == {}


def test_the_file_with_the_most_pixels_is_kept(two_classes, put, make, encode):
    put("cat/9.jpg", encode(make(3).resize((240, 180)), "JPEG", quality=85))
    assert copies(inspected(two_classes)) == {"cat/3.jpg": "cat/9.jpg"}


def test_of_equals_the_first_by_name_is_kept():
    found = judged(Path(), [finding(3), finding(1), finding(2)])
    assert copies(found) == {"rose/2.jpg": "rose/1.jpg", "rose/3.jpg": "rose/1.jpg"}


def test_a_picture_in_two_classes_is_kept_in_neither(two_classes, put, make, encode):
    put("dog/9.jpg", encode(make(3), "PNG"))
    put("cat/8.jpg", (two_classes / "cat/3.jpg").read_bytes())
    found = inspected(two_classes)
    assert [[one.path for one in some] for some in found.conflicts] == [["cat/3.jpg", "cat/8.jpg", "dog/9.jpg"]]
    assert not {"cat/3.jpg", "cat/8.jpg", "dog/9.jpg"} & {one.path for one in found.kept}
    assert copies(found) == {}


def test_plain_surfaces_are_no_copies_of_each_other(two_classes, put):
    for number, colour in enumerate(["white", "black", "grey", (250, 250, 249)]):
        put(f"{'cat' if number % 2 else 'dog'}/plain{number}.jpg", Image.new("RGB", (60 + number, 50), colour))
    put("cat/plain9.jpg", (two_classes / "cat/plain1.jpg").read_bytes())
    found = inspected(two_classes)
    assert found.conflicts == ()
    assert copies(found) == {"cat/plain9.jpg": "cat/plain1.jpg"}


def test_copies_differ_in_few_bits_and_scenes_in_more():
    some = [finding(1), finding(2, SAME), finding(3, SAME + KIN), finding(4, SAME + 2 * KIN + 1)]
    found = judged(Path(), some)
    assert copies(found) == {"rose/2.jpg": "rose/1.jpg"}
    assert found.groups.tolist() == [0, 1, 2]
    assert judged(Path(), some[1:]).groups.tolist() == [0, 0, 1]


def test_copies_of_copies_are_copies():
    found = judged(Path(), [finding(number, SAME * number) for number in range(4)])
    assert len(found.kept) == 1
    assert len(judged(Path(), [finding(number, SAME * number) for number in range(4)], same=SAME - 1).kept) == 4


def verdict_counts(found):
    return (len(found.kept), len(found.copies), sum(map(len, found.conflicts)), len(found.unusable))


FILES = st.lists(
    st.builds(
        lambda bits, label, problem, side: replace(finding(0, bits, label), problem=problem, width=side),
        st.sampled_from([0, 5, 11, 30, 90, 200]),
        st.sampled_from(["rose", "tulip"]),
        st.sampled_from([None, None, None, "empty"]),
        st.integers(16, 20),
    ),
    max_size=25,
).map(lambda some: [replace(one, path=f"{one.label}/{number:02d}.jpg") for number, one in enumerate(some)])


@settings(deadline=None)  # SciPy loads in the first one
@given(FILES)
def test_every_file_has_exactly_one_verdict(files):
    found = judged(Path(), files)
    assert sum(verdict_counts(found)) == len(files) == len(found) == len(found.verdicts())
    assert set(found.verdicts()) == set(files)
    assert sum(number for numbers in found.counts().values() for number in numbers.values()) == len(files)
    verdicts = [verdict for verdict, _ in found.verdicts().values()]
    assert tuple(map(verdicts.count, ("kept", "copy", "conflict", "unusable"))) == verdict_counts(found)


@settings(deadline=None)  # SciPy loads in the first one
@given(FILES, st.randoms())
def test_the_order_of_the_files_changes_nothing(files, random):
    shuffled = random.sample(files, len(files))
    first, second = judged(Path(), files), judged(Path(), shuffled)
    assert (first.kept, dict(first.copies), set(first.unusable)) == (second.kept, dict(second.copies), set(second.unusable))
    assert set(map(frozenset, first.conflicts)) == set(map(frozenset, second.conflicts))
    assert first.groups.tolist() == second.groups.tolist()


@settings(deadline=None)  # SciPy loads in the first one
@given(st.lists(st.integers(0, 255), min_size=1, max_size=40), st.integers(0, 60))
def test_pairs_are_found_whatever_the_block(bits, most):
    some = [finding(number, count) for number, count in enumerate(bits)]
    numbers = alike(some, most)
    order = np.argsort(bits, kind="stable")
    steps = np.diff(np.array(bits)[order]) > most
    expected = np.empty(len(bits), int)
    expected[order] = np.concatenate([[0], np.cumsum(steps)])
    assert {frozenset(rows) for rows in members(numbers)} == {
        frozenset(np.flatnonzero(expected == number).tolist()) for number in set(expected.tolist())
    }


def test_blocks_are_joined_across_their_borders(monkeypatch):
    monkeypatch.setattr("course_utils.data.folders.likeness._BLOCK", 3)
    some = [finding(number, 40 * (number % 5)) for number in range(17)]
    assert alike(some, 0).tolist() == [number % 5 for number in range(17)]


def test_nothing_is_like_nothing():
    assert alike([], 10).tolist() == []
    found = judged(Path(), [])
    assert (len(found), found.labels, found.counts(), found.groups.tolist()) == (0, (), {}, [])


@settings(deadline=None)  # SciPy loads in the first one
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30))
def test_joined_puts_together_what_either_does_and_no_more(pairs):
    first, second = (np.array(numbers, np.int64) for numbers in zip(*pairs, strict=True))
    numbers = joined(first, second)
    for either in (first, second):
        for value in set(either.tolist()):
            assert len(set(numbers[either == value].tolist())) == 1
    reached = {0}
    while True:
        more = {row for row in range(len(pairs)) if any(first[row] == first[one] or second[row] == second[one] for one in reached)}
        if more == reached:
            break
        reached = more
    assert set(np.flatnonzero(numbers == numbers[0]).tolist()) == reached


def test_the_description_names_only_what_there_is():
    assert judged(Path(), [finding(1)]).describe() == "1 of 1 files can be trained on. Nothing is left out."
    found = judged(Path(), [finding(1), finding(2), replace(finding(3, 200), problem="empty")])
    assert found.describe() == "1 of 3 files can be trained on. Left out: 1 copy of one of these, 1 file that cannot be used."
    korean = "파일 3개 가운데 1개를 훈련에 쓸 수 있습니다. 제외한 파일은 같은 사진의 사본 1개, 쓸 수 없는 것 1개입니다."
    assert found.describe("ko") == korean
    with pytest.raises(ValueError, match="language must be one of en, ko"):
        found.describe("de")


def test_the_table_has_a_line_for_every_file_and_opens_in_excel(two_classes, put, tmp_path):
    put("cat/장미, rote.jpg", b"")
    strange = os.fsdecode(b"dog/caf\xe9.jpg")
    try:
        (two_classes / strange).write_bytes(b"")
        names = 2
    except (OSError, UnicodeError):
        names = 1
    found = inspected(two_classes)
    found.write_csv(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {line["path"]: line for line in csv.DictReader(file)}
    assert len(lines) == 12 + names
    assert (lines["cat/장미, rote.jpg"]["verdict"], lines["cat/장미, rote.jpg"]["reason"]) == ("unusable", "empty: 0 bytes")
    assert (lines["cat/1.jpg"]["verdict"], lines["cat/1.jpg"]["width"]) == ("kept", "120")
