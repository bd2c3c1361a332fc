"""CIFAR-10's binary archive is decoded right, once, and refused when it is another file."""

import gzip
import hashlib
import io
import tarfile

import numpy as np
import pytest

from course_utils.data import DataError, load
from course_utils.data.fetch import fetch, official_folder
from course_utils.data.records import FOLDER, TEST, TRAIN, read_records

ARCHIVE = "cifar-10-binary.tar.gz"
PER_BATCH, IN_TEST = 4, 10


def records(images, labels):
    """Write records by hand: a label, then all reds row by row, all greens, all blues."""
    return b"".join(
        bytes([label]) + b"".join(image[:, :, channel].tobytes() for channel in range(3))
        for image, label in zip(images, labels, strict=True)
    )


def archive(contents):
    """Pack files as the official archive does."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0)


@pytest.fixture(scope="module")
def pictures():
    rng = np.random.default_rng(8)
    counts = {"train": PER_BATCH * len(TRAIN), "test": IN_TEST}
    return {part: (rng.integers(0, 256, (count, 32, 32, 3), np.uint8), np.arange(count) % 10) for part, count in counts.items()}


@pytest.fixture(scope="module")
def contents(pictures):
    images, labels = pictures["train"]
    batches = (slice(start, start + PER_BATCH) for start in range(0, len(images), PER_BATCH))
    made = {name: records(images[rows], labels[rows]) for name, rows in zip(TRAIN, batches, strict=True)}
    return made | {TEST[0]: records(*pictures["test"]), f"{FOLDER}/readme.html": b"<html>"}


@pytest.fixture
def official(contents, pictures, request):
    """The official archive; a parameter is added to the test labels."""
    images, labels = pictures["test"]
    return {ARCHIVE: archive(contents | {TEST[0]: records(images, labels + getattr(request, "param", 0))})}


@pytest.fixture
def toy_registry(official, server, tmp_path):
    content = official[ARCHIVE]
    path = tmp_path / "toy.toml"
    path.write_text(
        f"""
[toy]
image_shape = [32, 32, 3]
title = {{ en = "Toy", ko = "장난감" }}
class_names = {{ en = {list("abcdefghij")}, ko = {list("가나다라마바사아자차")} }}
[toy.real]
train = {PER_BATCH * len(TRAIN)}
test = {IN_TEST}
origin = "nowhere"
licence = "none"
describe = {{ en = "Real data.", ko = "실제 데이터입니다." }}
folder_names = ["toy"]
mirrors = ["{server.url}"]
[[toy.real.files]]
holds = "records"
name = "{ARCHIVE}"
bytes = {len(content)}
sha256 = "{hashlib.sha256(content).hexdigest()}"
md5 = "{hashlib.md5(content).hexdigest()}"
""",
        encoding="utf-8",
    )
    return path


def same(dataset, pictures):
    return all(
        np.array_equal(getattr(dataset, part).images, images) and np.array_equal(getattr(dataset, part).labels, labels)
        for part, (images, labels) in pictures.items()
    )


def test_every_colour_comes_back_in_its_place(toy, pictures):
    assert same(load("toy", "real", progress=False), pictures)


def test_a_broken_download_is_continued(toy, server, pictures, patience):
    server.plan = ["truncate"]
    fetch(toy, progress=False, patience=patience)
    assert server.requests_for(ARCHIVE)[1].startswith("bytes=")
    assert same(load("toy"), pictures)


@pytest.mark.parametrize("place", [".", "toy"])
def test_an_archive_in_course_data_is_read_and_stays_as_it_is(toy, server, official, pictures, tmp_path, monkeypatch, place):
    folder = tmp_path / "given" / place
    folder.mkdir(parents=True)
    (folder / ARCHIVE).write_bytes(official[ARCHIVE])
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "given"))
    assert same(load("toy"), pictures)
    assert [path.name for path in folder.iterdir()] == [ARCHIVE]
    assert server.asked == []


def test_an_archive_is_decoded_once(toy, cache, pictures, monkeypatch):
    load("toy", "real", progress=False)
    assert len(list((cache / "decoded").iterdir())) == 1
    monkeypatch.setattr(tarfile, "open", lambda *_: pytest.fail("decoded again"))
    assert same(load("toy"), pictures)


def test_what_was_decoded_counts_only_while_its_archive_is_whole(toy):
    load("toy", "real", progress=False)
    damaged = official_folder(toy) / ARCHIVE
    damaged.write_bytes(bytes(damaged.stat().st_size))
    with pytest.raises(DataError, match=f"{ARCHIVE} has SHA-256"):
        load("toy")


WRONG = {
    "no archive": (lambda _: b"<html>not found</html>", "not a gzip file"),
    "truncated": (lambda contents: archive(contents)[:-2000], "ended before"),
    "a batch missing": (lambda contents: archive({name: contents[name] for name in (*TRAIN[:2], *TRAIN[3:], *TEST)}), "data_batch_3.bin"),
    "half a record": (lambda contents: archive(contents | {TEST[0]: contents[TEST[0]][:-100]}), "test_batch.bin has 30,630 bytes"),
    "the edition for Python": (lambda _: archive({"cifar-10-batches-py/data_batch_1": b"pickled"}), "data_batch_1.bin"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_another_archive_is_named_with_what_is_wrong(contents, cache, tmp_path, fault):
    spoil, message = WRONG[fault]
    (tmp_path / ARCHIVE).write_bytes(spoil(contents))
    with pytest.raises(DataError, match=f"{ARCHIVE} cannot be read as CIFAR-10's binary archive .*{message}.*fetch it again"):
        read_records(tmp_path / ARCHIVE, "0" * 64)
    assert not (cache / "decoded").exists()


@pytest.mark.parametrize("official", [3], indirect=True)
def test_labels_beyond_the_classes_are_refused(toy):
    with pytest.raises(DataError, match=f"y_test in .*{ARCHIVE}.*labels 0 to 9, but holds 3 to 12"):
        load("toy", "real", progress=False)
