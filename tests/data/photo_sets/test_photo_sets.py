"""Photographs in class folders: found under several names, unpacked from archives, parted without leaks, given in any size."""

import hashlib
import io
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from course_utils.data import DataError, held_out, load, registry
from course_utils.data.fetch import official_folder
from course_utils.data.load import at_hand
from course_utils.data.photo_sets import find_class_folders, unpacked
from course_utils.data.photo_sets.finding import listed, part_by_number
from course_utils.data.photo_sets.reading import sittings
from course_utils.data.registry import Photos, RemoteFile, Variant
from course_utils.data.synthetic import draw

PER_CLASS = 16


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("COURSE_DATA", raising=False)
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def pictures():
    """Pictures that are no copies of each other, as JPEG files by class."""
    split = draw("cats_dogs", 2 * PER_CLASS, 5)
    return {label: [jpeg(image) for image in split.images[split.labels == label]] for label in (0, 1)}


def jpeg(image, quality=92):
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG", quality=quality)
    return out.getvalue()


def lay(folder: Path, names, pictures, number="{:03d}.jpg"):
    for label, name in enumerate(names):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for place, content in enumerate(pictures[label]):
            (folder / name / number.format(place)).write_bytes(content)


@pytest.fixture
def entry(monkeypatch):
    """A set of the test's own: two classes, no official files."""
    made = replace(
        registry.find("cats_dogs"),
        name="pets",
        image_shape=(24, 24, 3),
        photos=Photos(folders=(("cat", "cats"), ("dog", "dogs")), train=("train",), test=("validation",), test_share=0.25),
        real=replace(registry.find("cats_dogs").real, files=(), mirrors=(), folder_names=("pets", "animals")),
        synthetic=None,
    )
    known = dict(registry.entries()) | {"pets": made}
    monkeypatch.setattr(registry, "entries", lambda: known)
    return made


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


@pytest.mark.parametrize("where", [".", "pets", "animals"])
@pytest.mark.parametrize("names", [("cat", "dog"), ("Cats", "DOGS")])
def test_class_folders_are_found_under_all_their_names(entry, data, pictures, where, names):
    lay(data / where, names, pictures)
    assert find_class_folders(data, entry) == data / where
    assert {file.label for file in listed(data / where, entry)} == {0, 1}
    assert at_hand(entry) == str(data / where)


def test_a_folder_with_some_of_the_classes_is_reported(entry, data, pictures):
    lay(data / "pets", ("cat",), pictures)
    with pytest.raises(DataError, match=r"pets has no folder dog or dogs; it needs one folder per class"):
        load("pets", progress=False)


def test_other_folders_are_not_taken_for_it(entry, data, pictures):
    lay(data, ("cat",), pictures)  # a folder `cat` in COURSE_DATA itself may belong to anything
    assert find_class_folders(data, entry) is None


def test_empty_class_folders_are_reported(entry, data):
    lay(data / "pets", ("cat", "dog"), {0: [], 1: []})
    with pytest.raises(DataError, match="hold no files"):
        load("pets", progress=False)


def test_a_set_without_parts_is_parted_evenly_and_the_same_each_time(entry, data, pictures):
    lay(data / "pets", ("cat", "dog"), pictures)
    first, again = load("pets", progress=False), load("pets", progress=False)
    assert first.source == "real"
    assert first.train.images.shape == (24, 24, 24, 3)
    assert np.bincount(first.train.labels).tolist() == [12, 12]
    assert np.bincount(first.test.labels).tolist() == [4, 4]
    assert np.array_equal(first.test.images, again.test.images)
    assert set(first.train.groups).isdisjoint(first.test.groups)


def test_a_set_with_parts_stays_as_it_was_parted(entry, data, pictures):
    lay(data / "pets" / "train", ("cats", "dogs"), {label: some[:10] for label, some in pictures.items()})
    lay(data / "pets" / "validation", ("cats", "dogs"), {label: some[10:] for label, some in pictures.items()})
    dataset = load("pets", progress=False)
    assert (len(dataset.train), len(dataset.test)) == (20, 12)


def test_copies_and_conflicts_and_broken_files_are_left_out(entry, data, pictures):
    lay(data / "pets", ("cat", "dog"), pictures)
    (data / "pets" / "cat" / "copy.jpg").write_bytes(pictures[0][3])
    (data / "pets" / "dog" / "a cat.jpg").write_bytes(pictures[0][5])
    (data / "pets" / "dog" / "torn.jpg").write_bytes(pictures[1][2][:700])
    dataset = load("pets", progress=False)
    assert len(dataset.train) + len(dataset.test) == 2 * PER_CLASS - 1


def test_any_size_can_be_asked_for(entry, data, pictures):
    lay(data / "pets", ("cat", "dog"), pictures)
    assert load("pets", size=40, progress=False).train.images.shape[1:] == (40, 40, 3)
    shard = held_out("pets", "real", 6, np.random.default_rng(1), size=40)
    assert shard.images.shape == (6, 40, 40, 3)
    for size in (8, 2000):
        with pytest.raises(ValueError, match=f"size must be 16 to 512 pixels, not {size}"):
            load("pets", size=size)
    with pytest.raises(ValueError, match="comes in one size, 8 x 8"):
        load("digits", size=16)


def test_arrays_are_decoded_once(entry, data, pictures, monkeypatch):
    lay(data / "pets", ("cat", "dog"), pictures)
    load("pets", progress=False)

    def never(*_arguments, **_named):
        raise AssertionError("decoded again")

    monkeypatch.setattr("course_utils.data.folders.decoded", never)
    load("pets", progress=False)


def test_a_changed_file_is_seen(entry, data, pictures):
    lay(data / "pets", ("cat", "dog"), pictures)
    before = load("pets", progress=False)
    (data / "pets" / "cat" / "000.jpg").write_bytes(jpeg(np.full((50, 50, 3), 90, np.uint8)))
    after = load("pets", progress=False)
    assert not np.array_equal((before.train + before.test).images, (after.train + after.test).images)


def test_too_few_usable_photographs_say_so(entry, data, pictures):
    lay(data / "pets", ("cat", "dog"), {0: pictures[0], 1: pictures[1][:3]})
    with pytest.raises(DataError, match=r"too few usable photographs of dog 3; each class needs 8.*petals data inspect"):
        load("pets", progress=False)


def test_without_photographs_the_message_says_where_to_put_them(entry, data):
    with pytest.raises(DataError, match=r"folders cat or cats and dog or dogs in a folder pets, and set COURSE_DATA"):
        load("pets", "real", progress=False)


def test_an_npz_of_photographs_may_have_any_number_and_size(entry, data, pictures):
    rng = np.random.default_rng(2)
    arrays = {"x_train": rng.integers(0, 256, (12, 30, 30, 3), np.uint8), "y_train": np.arange(12) % 2}
    arrays |= {"x_test": rng.integers(0, 256, (4, 30, 30, 3), np.uint8), "y_test": np.arange(4) % 2}
    np.savez(data / "pets.npz", **arrays)
    dataset = load("pets", size=30, progress=False)
    assert np.array_equal(dataset.train.images, arrays["x_train"])
    assert load("pets", progress=False).test.images.shape == (4, 24, 24, 3)


def test_numbers_in_names_part_an_archive(entry, data, pictures, monkeypatch):
    numbered = replace(entry, photos=replace(entry.photos, numbered={"train": (0, 8), "test": (10, 14)}))
    monkeypatch.setattr(registry, "entries", lambda: {"pets": numbered})
    lay(data / "pets", ("cat", "dog"), pictures, "{}.jpg")
    dataset = load("pets", progress=False)
    assert (len(dataset.train), len(dataset.test)) == (16, 8)
    assert part_by_number("Cat/7.jpg", {"train": (0, 8)}) == "train"
    assert part_by_number("Cat/8.jpg", {"train": (0, 8)}) is None
    assert part_by_number("Cat/dog.jpg", {"train": (0, 8)}) is None


def test_other_names_are_parted_by_share_instead(entry, data, pictures, monkeypatch):
    numbered = replace(entry, photos=replace(entry.photos, numbered={"train": (0, 8), "test": (100, 140)}))
    monkeypatch.setattr(registry, "entries", lambda: {"pets": numbered})
    lay(data / "pets", ("cat", "dog"), pictures, "{}.jpg")
    dataset = load("pets", progress=False)
    assert (len(dataset.train), len(dataset.test)) == (24, 8)


def test_frames_that_follow_each_other_are_one_sitting():
    paths = [
        "b/x_s69-100.jpg",
        "b/x_s69-112.jpg",
        "b/x_s69-130.jpg",
        "b/y_S70-113.jpg",
        "b/no number.jpg",
        "b/none either.jpg",
        "a/s69-101.jpg",
    ]
    numbers = sittings(paths, r"s(\d+)-(\d+)", 12)
    assert numbers[0] == numbers[1] == numbers[6]
    assert len({numbers[0], numbers[2], numbers[3], numbers[4], numbers[5]}) == 5


def test_a_sitting_stays_on_one_side(entry, data, pictures, monkeypatch):
    sat = replace(entry, photos=replace(entry.photos, sitting=(r"s(\d+)-(\d+)", 0)))
    monkeypatch.setattr(registry, "entries", lambda: {"pets": sat})
    for label, name in enumerate(("cat", "dog")):
        (data / "pets" / name).mkdir(parents=True)
        for place, content in enumerate(pictures[label]):
            (data / "pets" / name / f"s{label}-{place // 2 * 5 + place % 2:04d}.jpg").write_bytes(content)
    dataset = load("pets", progress=False)
    everything = dataset.train + dataset.test
    assert len(np.unique(everything.groups)) == PER_CLASS
    assert np.bincount(np.unique(everything.groups, return_counts=True)[1]).tolist() == [0, 0, PER_CLASS]
    assert set(dataset.train.groups).isdisjoint(dataset.test.groups)


def archived(pictures, kind, more=()):
    """Pack class folders as official archives do, with what does not belong there."""
    files = {
        f"flower_photos/{name}/{place}.jpg": content
        for label, name in enumerate(("Cat", "Dog"))
        for place, content in enumerate(pictures[label])
    }
    files |= {"flower_photos/LICENSE.txt": b"free", "flower_photos/Cat/.hidden": b"x"} | dict(more)
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
    else:
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            for name, content in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
            link = tarfile.TarInfo("flower_photos/Cat/link.jpg")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
    return out.getvalue()


def official(entry, content, name, monkeypatch):
    file = RemoteFile(name, "photos", len(content), hashlib.sha256(content).hexdigest())
    made = replace(entry, real=replace(entry.real, files=(file,), mirrors=("http://127.0.0.1:9/",)))
    monkeypatch.setattr(registry, "entries", lambda: {"pets": made})
    return made, file


@pytest.mark.parametrize("kind", ["tgz", "zip"])
def test_an_official_archive_is_unpacked_once(entry, pictures, monkeypatch, kind, own_cache):
    content = archived(pictures, kind, {"flower_photos/Cat/../../../outside.jpg": b"x", "/tmp/Dog/absolute.jpg": pictures[1][0]}.items())
    made, _ = official(entry, content, f"pets.{kind}", monkeypatch)
    official_folder(made).mkdir(parents=True)
    (official_folder(made) / f"pets.{kind}").write_bytes(content)
    dataset = load("pets", progress=False)
    assert dataset.source == "real"
    assert len(dataset.train) + len(dataset.test) == 2 * PER_CLASS
    places = list((own_cache / "unpacked").iterdir())
    assert [sorted(path.name for path in place.iterdir()) for place in places] == [["cat", "dog"]]
    assert not list(own_cache.parent.rglob("outside.jpg"))
    assert not any(path.is_symlink() for path in places[0].rglob("*"))
    (official_folder(made) / f"pets.{kind}").touch()
    assert len(load("pets", progress=False).train) == len(dataset.train)


def test_an_archive_in_course_data_is_used_and_nothing_is_written_beside_it(entry, data, pictures, monkeypatch):
    content = archived(pictures, "zip")
    official(entry, content, "pets.zip", monkeypatch)
    (data / "pets.zip").write_bytes(content)
    assert len(load("pets", progress=False).train) == 24
    assert [path.name for path in data.iterdir()] == ["pets.zip"]


def test_a_torn_archive_leaves_nothing_behind(entry, pictures, monkeypatch, tmp_path, own_cache):
    content = archived(pictures, "tgz")[:-2000]  # torn before its checksum was taken
    made, file = official(entry, content, "pets.tgz", monkeypatch)
    (tmp_path / "pets.tgz").write_bytes(content)
    with pytest.raises(DataError, match=r"pets\.tgz cannot be unpacked"):
        unpacked(tmp_path / "pets.tgz", file, made, progress=False)
    assert list((own_cache / "unpacked").iterdir()) == []


def test_an_archive_that_is_not_the_official_one_is_not_unpacked(entry, data, pictures, monkeypatch, own_cache):
    content = archived(pictures, "zip")
    official(entry, content, "pets.zip", monkeypatch)
    (data / "pets.zip").write_bytes(bytes(len(content)))
    with pytest.raises(DataError, match=r"pets\.zip has SHA-256 .* but the official file has .*petals data fetch pets"):
        load("pets", progress=False)
    assert not (own_cache / "unpacked").exists()


def test_an_archive_is_downloaded_resumed_unpacked_and_read(entry, pictures, monkeypatch, serve):
    content = archived(pictures, "tgz")
    server = serve({"pets.tgz": content})
    server.plan = ["reset", "truncate"]
    made, _ = official(entry, content, "pets.tgz", monkeypatch)
    made = replace(made, real=replace(made.real, mirrors=(server.url,)))
    monkeypatch.setattr(registry, "entries", lambda: {"pets": made})
    assert len(load("pets", "real", progress=False).train) == 24
    assert [wanted is None for wanted in server.requests_for("pets.tgz")] == [True, False, False]
    asked = len(server.asked)
    assert len(load("pets", progress=False).train) == 24
    assert len(server.asked) == asked


def test_an_archive_of_something_else_is_refused(entry, pictures, monkeypatch, tmp_path):
    content = archived({0: pictures[0], 1: []}, "zip")
    made, file = official(entry, content, "pets.zip", monkeypatch)
    (tmp_path / "pets.zip").write_bytes(content)
    with pytest.raises(DataError, match="holds 1 of the 2 classes"):
        unpacked(tmp_path / "pets.zip", file, made, progress=False)


@pytest.mark.parametrize("name", ["flowers", "daisy_dandelion", "cats_dogs", "moon_rocks"])
def test_every_set_of_photographs_has_a_drawn_twin(name, monkeypatch):
    entry = registry.find(name)
    few = replace(entry, synthetic=replace(entry.synthetic, train=20, test=10))
    monkeypatch.setattr(registry, "entries", lambda: {name: few})
    dataset = load(name, progress=False)
    assert dataset.source == "synthetic"
    assert dataset.train.images.shape == (20, *entry.image_shape)
    assert np.ptp(np.bincount(dataset.train.labels, minlength=len(entry.class_names["en"]))) <= 1
    if dataset.train.groups is not None:
        assert set(dataset.train.groups).isdisjoint(dataset.test.groups)
    assert (dataset.train.groups is None) == (name != "moon_rocks")
    fresh = held_out(name, "synthetic", 6, np.random.default_rng(3), size=32)
    assert fresh.images.shape == (6, 32, 32, 3)
    assert isinstance(entry.real, Variant)


def test_daisies_and_dandelions_share_the_archive_of_the_flowers():
    assert official_folder(registry.find("daisy_dandelion")) == official_folder(registry.find("flowers"))
    assert registry.find("daisy_dandelion").real.files == registry.find("flowers").real.files
