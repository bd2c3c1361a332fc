"""A packed collection holds what was kept and says what was not; it goes on after an interrupt, and notices damage."""

import json
import shutil
import tracemalloc
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from filelock import FileLock

from course_utils.data import DataError
from course_utils.data.folders import decoded, filling, inspect_folder, inspect_table, pack, packing, stream, unpack
from course_utils.data.folders.decoding import opened

SHARES = {"train": 0.5, "test": 0.5}


@pytest.fixture
def inspection(two_classes, put):
    put("cat/copy.jpg", (two_classes / "cat/1.jpg").read_bytes())
    put("dog/broken.jpg", b"nothing")
    return inspect_folder(two_classes, progress=False)


@pytest.fixture
def there(tmp_path):
    return tmp_path / "out" / "pets.npz"


def packed(inspection, there, **options):
    return unpack(pack(inspection, 20, there, progress=False, **options))


def test_what_was_kept_comes_back(inspection, there):
    found = packed(inspection, there)
    rows = found.manifest["rows"]
    assert (found.images.shape, found.images.dtype) == ((12, 20, 20, 3), np.uint8)
    assert (found.labels.dtype, found.groups.dtype) == (np.int64, np.int64)
    assert found.class_names == ("cat", "dog")
    assert sorted(row["path"] for row in rows) == [one.path for one in inspection.kept]
    assert np.array_equal(found.images, decoded(inspection.root, [row["path"] for row in rows], 20, progress=False))
    assert [found.class_names[label] for label in found.labels] == [row["path"].split("/")[0] for row in rows]
    assert {row["path"]: row["sha256"] for row in rows} == {one.path: one.sha256 for one in inspection.kept}


def test_the_manifest_says_what_was_left_out_and_why(inspection, there):
    manifest = packed(inspection, there).manifest
    assert manifest["left_out"] == [
        {"path": "cat/copy.jpg", "verdict": "copy", "reason": "of cat/1.jpg"},
        {"path": "dog/broken.jpg", "verdict": "unusable", "reason": "not_image: starts with b'nothing', text"},
    ]
    assert manifest["counts"] == {"cat": {"all": 6}, "dog": {"all": 6}}
    assert manifest["settings"] == {"side": 20, "fit": "stretch", "shares": None, "seed": 0}
    assert manifest["source"] == inspection.root.name
    assert json.loads(there.with_suffix(".json").read_text()) == manifest
    assert str(inspection.root) not in there.with_suffix(".json").read_text()


def test_the_archive_is_plain_numpy(inspection, there):
    pack(inspection, 20, there, progress=False)
    with np.load(there, allow_pickle=False) as archive:
        assert set(archive.files) == {"images", "labels", "groups", "part", "manifest"}
        assert archive["part"].tolist() == ["all"] * 12
    with zipfile.ZipFile(there) as archive:
        assert archive.testzip() is None


def test_parts_are_splits_without_a_common_group(inspection, there):
    found = packed(inspection, there, shares=SHARES, seed=3)
    train, test = found.split("train"), found.split("test")
    assert (len(train), len(test)) == (6, 6)
    assert not set(train.groups) & set(test.groups)
    assert np.array_equal(np.concatenate([train.images, test.images]), found.images)
    assert sorted(train.labels) == [0, 0, 0, 1, 1, 1]
    with pytest.raises(ValueError, match="no part is named 'validation'; there is test, train"):
        found.split("validation")


def test_a_part_is_shuffled(two_classes, put, there):
    for number in range(30):
        put(f"cat/more{number}.jpg", 200 + number)
    found = packed(inspect_folder(two_classes, progress=False), there)
    assert 0 < np.flatnonzero(found.labels == 1).min() < 30


def test_what_the_caller_knows_to_belong_together_stays_together(inspection, there):
    def half(path):
        return int(path.split("/")[1][0]) // 3  # of both classes

    found = packed(inspection, there, shares=SHARES, groups=lambda path: (path[:3], half(path)))
    assert len(set(found.groups.tolist())) == 4
    for part in SHARES:
        rows = [row["path"] for row in found.manifest["rows"] if row["part"] == part]
        assert len({(path[:3], half(path)) for path in rows}) == 2


def test_scenes_stay_together_even_if_the_caller_does_not_know(inspection, there):
    scenes = replace(inspection, groups=np.arange(12) // 2)
    found = packed(scenes, there, groups=lambda path: path)
    assert len(set(found.groups.tolist())) == 6


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
def test_the_fit_is_the_callers(inspection, there, fit):
    found = packed(inspection, there, fit=fit)
    paths = [row["path"] for row in found.manifest["rows"]]
    assert np.array_equal(found.images, decoded(inspection.root, paths, 20, fit=fit, progress=False))


def test_two_packings_are_the_same_file(inspection, there, tmp_path):
    second = pack(inspection, 20, tmp_path / "again.npz", progress=False)
    assert pack(inspection, 20, there, progress=False).read_bytes() == second.read_bytes()


@pytest.fixture
def read(monkeypatch):
    """Count the files that are decoded; raise the error that is set once enough are."""
    state = {"count": 0, "stop": None, "error": KeyboardInterrupt()}

    def count(content, limits):
        if state["stop"] is not None and state["count"] >= state["stop"]:
            raise state["error"]
        state["count"] += 1
        return opened(content, limits)

    monkeypatch.setattr(filling, "opened", count)
    monkeypatch.setattr(filling, "_TOGETHER", 2)
    monkeypatch.setattr(filling, "_WORKERS", 1)
    return state


def stopped(inspection, there, read, after, **options):
    read["stop"] = after
    with pytest.raises(KeyboardInterrupt):
        pack(inspection, 20, there, progress=False, **options)
    assert not there.exists()
    read.update(stop=None, count=0)


def test_an_interrupted_packing_goes_on_with_what_is_left(inspection, there, read, tmp_path):
    stopped(inspection, there, read, 7)
    found = packed(inspection, there)
    assert read["count"] == 12 - 6
    assert np.array_equal(found.images, packed(inspection, tmp_path / "whole.npz").images)
    assert sorted(path.name for path in there.parent.iterdir()) == ["pets.json", "pets.npy", "pets.npz"]


def test_a_torn_line_of_the_journal_is_no_row(inspection, there, read):
    stopped(inspection, there, read, 7)
    journal = there.parent / ".pets.npz.part" / "rows.txt"
    journal.write_text(journal.read_text() + "1")  # of "11", say
    stopped(inspection, there, read, 3)
    found = packed(inspection, there)
    assert read["count"] == 12 - 8
    paths = [row["path"] for row in found.manifest["rows"]]
    assert np.array_equal(found.images, decoded(inspection.root, paths, 20, progress=False))


@pytest.mark.parametrize("options", [{"fit": "pad"}, {"seed": 1}, {"shares": SHARES}])
def test_another_packing_begins_anew(inspection, there, read, options):
    stopped(inspection, there, read, 7)
    packed(inspection, there, **options)
    assert read["count"] == 12


@pytest.mark.parametrize("name", ["images.npy", "rows.txt"])
def test_a_damaged_work_place_costs_only_time(inspection, there, read, name):
    stopped(inspection, there, read, 7)
    (there.parent / ".pets.npz.part" / name).write_bytes(b"damaged\n\xff")
    packed(inspection, there)
    assert read["count"] == 12


def test_an_interrupt_while_writing_leaves_the_old_file(inspection, there, monkeypatch):
    old = pack(inspection, 16, there, progress=False).read_bytes()

    def stop(*_some, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(packing, "_on_disk", stop)
    with pytest.raises(KeyboardInterrupt):
        pack(inspection, 20, there, progress=False)
    assert there.read_bytes() == old
    assert unpack(there).images.shape[1] == 16


def test_a_file_that_has_changed_since_it_was_inspected_stops_it(inspection, there, put, make):
    put("cat/2.jpg", make(999))
    with pytest.raises(DataError, match=r"cat/2\.jpg has changed since it was inspected; inspect .* again"):
        pack(inspection, 20, there, progress=False)


def test_a_file_that_has_gone_stops_it(inspection, there):
    (inspection.root / "cat/2.jpg").unlink()
    with pytest.raises(DataError, match=r"cat/2\.jpg cannot be read any more"):
        pack(inspection, 20, there, progress=False)


def test_two_processes_do_not_pack_to_one_place(inspection, there):
    work = there.parent / ".pets.npz.part"
    work.mkdir(parents=True)
    with FileLock(work / "lock"), pytest.raises(DataError, match="another process is packing"):
        pack(inspection, 20, there, progress=False)


def test_nothing_to_pack_is_an_error(root, put, there):
    put("cat/a.jpg", b"")
    with pytest.raises(DataError, match=r"no file of .* can be used"):
        pack(inspect_folder(root, progress=False), 20, there)


@pytest.mark.parametrize(("side", "name"), [(0, "a.npz"), (20, "a.npy"), (20, "a")])
def test_a_side_or_a_name_that_cannot_be_is_refused(inspection, tmp_path, side, name):
    with pytest.raises(ValueError, match=r"a side of at least 1 pixel and a destination ending in \.npz"):
        pack(inspection, side, tmp_path / name)


def test_shares_that_cannot_be_are_refused_before_anything_is_decoded(inspection, there, read):
    with pytest.raises(ValueError, match="at least 10 groups"):
        pack(inspection, 20, there, shares={"train": 0.9, "test": 0.1}, progress=False)
    assert read["count"] == 0
    assert not there.parent.exists()


@pytest.mark.parametrize("both", [stream, unpack])
def test_what_is_missing_says_so(tmp_path, both):
    with pytest.raises(DataError, match=r"pets\.npz can"):
        both(tmp_path / "pets.npz")


def rewritten(there, **changed):
    with np.load(there) as archive:
        arrays = {name: archive[name] for name in archive.files} | changed
    np.savez(there, **{name: array for name, array in arrays.items() if array is not None})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda all_: {"images": np.where(np.arange(20)[:, None] == 3, 255 - all_["images"], all_["images"])}, "it was changed"),
        (lambda all_: {"images": all_["images"][1:]}, "images must be uint8"),
        (lambda all_: {"images": all_["images"].astype(np.int16)}, "images must be uint8"),
        (lambda all_: {"labels": 1 - all_["labels"]}, "labels is not what the manifest says"),
        (lambda all_: {"groups": all_["groups"] * 0}, "groups is not what the manifest says"),
        (lambda _all: {"part": np.full(12, "test")}, "part is not what the manifest says"),
        (lambda _all: {"labels": None}, "has no array labels"),
        (lambda _all: {"manifest": np.array("{")}, "manifest that cannot be read"),
        (lambda _all: {"manifest": np.array("[]")}, "manifest that cannot be read"),
        (lambda all_: {"manifest": np.array(str(all_["manifest"]).replace('"version": 1', '"version": 9'))}, "this version reads"),
        (lambda all_: {"manifest": np.array(str(all_["manifest"]).replace("cat/1.jpg", "cat/x.jpg"))}, "it was changed"),
        (lambda all_: {"manifest": np.array(str(all_["manifest"]).replace('["cat", "dog"]', '["dog", "cat"]'))}, "it was changed"),
    ],
)
def test_what_does_not_agree_with_the_manifest_is_refused(inspection, there, change, said):
    pack(inspection, 20, there, progress=False)
    with np.load(there) as archive:
        before = {name: archive[name] for name in archive.files}
    rewritten(there, **change(before))
    with pytest.raises(DataError, match=said):
        unpack(there)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_damaged_archive_is_refused(inspection, there, place):
    content = bytearray(pack(inspection, 20, there, progress=False).read_bytes())
    there.write_bytes(content[: int(place * len(content))])
    with pytest.raises(DataError, match="cannot be read as a packed collection"):
        unpack(there)


def test_a_streamed_collection_is_the_same(inspection, there):
    whole = packed(inspection, there, shares=SHARES)
    mapped = stream(there)
    assert isinstance(mapped.images, np.memmap)
    assert np.array_equal(mapped.images, whole.images)
    train = mapped.split("train")
    assert isinstance(train.images, np.memmap)
    assert np.array_equal(train.images[[3, 1]], whole.split("train").images[[3, 1]])
    assert np.array_equal(train.at(np.array([2, 0])).images, whole.split("train").images[[2, 0]])
    with pytest.raises(ValueError, match="read-only"):
        train.images[0] = 0


def test_a_streamed_collection_notices_damage_if_asked(inspection, there):
    pack(inspection, 20, there, progress=False)
    images = np.load(there.with_suffix(".npy"), mmap_mode="r+")
    images[3] = 0
    images.flush()
    with pytest.raises(DataError, match="it was changed"):
        stream(there)
    assert len(stream(there, verify=False).images) == 12


def test_without_the_array_there_is_nothing_to_stream(inspection, there):
    pack(inspection, 20, there, progress=False)
    pack(inspection, 24, there, keep_array=False, progress=False)
    assert not there.with_suffix(".npy").exists()
    with pytest.raises(DataError, match="pack it again with keep_array=True"):
        stream(there)


def test_neither_packing_nor_streaming_holds_the_images_in_memory(root, put, there, make):
    for number in range(4):
        put(f"cat/{number}.jpg", make(number))
    for number in range(4, 120):
        shutil.copy(root / f"cat/{number % 4}.jpg", root / f"cat/{number}.jpg")
    found = inspect_table([(f"cat/{number}.jpg", "cat") for number in range(120)], root, progress=False)
    everything = replace(
        found, kept=tuple(sorted((*found.kept, *found.copies), key=lambda one: one.path)), groups=np.arange(120), copies={}
    )
    pack(everything, 8, there, progress=False)  # loads what is loaded once
    tracemalloc.start()
    pack(everything, 256, there, progress=False)
    train = stream(there).split("all")
    for rows in np.array_split(np.random.default_rng(0).permutation(120), 10):
        assert train.images[rows].shape == (12, 256, 256, 3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert train.images.nbytes > 23_000_000
    assert peak < 0.75 * train.images.nbytes  # a portion of 64 images, or a chunk being compressed
