"""A folder that a teacher filled is read as it is, and what is wrong with it is said with the file's name."""

import gzip
import re

import numpy as np
import pytest

from course_utils.data import DataError, load
from course_utils.data.layouts import _read_idx, find_copy

FOLDERS = [".", "toy", "toy_set"]


@pytest.fixture
def given(tmp_path, monkeypatch):
    folder = tmp_path / "given"
    folder.mkdir()
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


def same(dataset, arrays):
    return all(
        np.array_equal(getattr(dataset, part).images[..., 0], arrays[f"x_{part}"])
        and np.array_equal(getattr(dataset, part).labels, arrays[f"y_{part}"])
        for part in ("train", "test")
    )


@pytest.mark.parametrize("place", FOLDERS)
def test_official_files_are_read(toy, server, given, official, arrays, place):
    (given / place).mkdir(exist_ok=True)
    for name, content in official.items():
        (given / place / name).write_bytes(content)
    assert same(load("toy"), arrays)
    assert server.asked == []


@pytest.mark.parametrize("place", FOLDERS)
@pytest.mark.parametrize("name", ["toy.npz", "toy_set.npz"])
def test_the_plain_layout_is_read(toy, server, given, arrays, place, name):
    (given / place).mkdir(exist_ok=True)
    np.savez(given / place / name, **arrays)
    assert same(load("toy"), arrays)
    assert server.asked == []


def test_channels_label_columns_and_wide_labels_are_accepted(toy, given, arrays):
    np.savez_compressed(
        given / "toy.npz",
        x_train=arrays["x_train"][..., None],
        x_test=arrays["x_test"],
        y_train=arrays["y_train"].astype(np.int32)[:, None],
        y_test=arrays["y_test"].astype(np.int64),
    )
    assert same(load("toy"), arrays)


WRONG = {
    "shape": ("x_train", lambda array: array[:, :20], "must be uint8 .200, 28, 28, 1., but is uint8 .200, 20, 28."),
    "type": ("x_test", lambda array: array.astype(np.float32) / 255, "but is float32"),
    "count": ("x_train", lambda array: array[:-1], "but is uint8 .199, 28, 28."),
    "count of labels": ("y_train", lambda array: array[:-1], "must be integers .200,., but is uint8 .199,."),
    "type of labels": ("y_test", lambda array: array.astype(float), "but is float64"),
    "one-hot labels": ("y_test", lambda array: np.eye(4, dtype=np.uint8)[array], "but is uint8 .40, 4."),
    "too many classes": ("y_train", lambda array: array + 1, "labels 0 to 3, but holds 1 to 4"),
}


@pytest.mark.parametrize("fault", WRONG)
@pytest.mark.parametrize("source", ["real", "auto"])
def test_a_wrong_array_is_named_with_its_file(toy, given, arrays, fault, source):
    part, spoil, message = WRONG[fault]
    np.savez(given / "toy.npz", **(arrays | {part: spoil(arrays[part])}))
    with pytest.raises(DataError, match=f"{part} in .*{re.escape('toy.npz')}.*{message}"):
        load("toy", source)


def test_a_missing_array_is_named(toy, given, arrays):
    np.savez(given / "toy.npz", x_train=arrays["x_train"])
    with pytest.raises(DataError, match=r"toy\.npz has no array y_train, x_test, y_test"):
        load("toy")


def test_pickled_arrays_are_refused(toy, given, arrays):
    np.savez(given / "toy.npz", **(arrays | {"x_train": np.array([{}], dtype=object)}))
    with pytest.raises(DataError, match=r"toy\.npz cannot be read"):
        load("toy")


@pytest.mark.parametrize("keep", [0, 10, 3000, -30])
def test_a_truncated_archive_is_named(toy, given, arrays, keep):
    np.savez(given / "toy.npz", **arrays)
    content = (given / "toy.npz").read_bytes()
    (given / "toy.npz").write_bytes(content[:keep])
    with pytest.raises(DataError, match=r"toy\.npz cannot be read"):
        load("toy")


def test_a_flipped_bit_in_an_archive_is_noticed(toy, given, arrays):
    np.savez(given / "toy.npz", **arrays)
    content = bytearray((given / "toy.npz").read_bytes())
    content[50_000] ^= 1
    (given / "toy.npz").write_bytes(content)
    with pytest.raises(DataError, match=r"toy\.npz cannot be read"):
        load("toy")


def test_an_incomplete_official_copy_is_reported_not_overlooked(toy, given, official):
    (given / "test-images.gz").write_bytes(official["test-images.gz"])
    with pytest.raises(DataError, match=r"train-images\.gz is missing"):
        load("toy")


def test_a_whole_archive_goes_before_an_incomplete_official_copy(toy, given, official, arrays):
    (given / "test-images.gz").write_bytes(official["test-images.gz"])
    np.savez(given / "toy.npz", **arrays)
    assert same(load("toy"), arrays)


@pytest.mark.parametrize(
    ("spoil", "message"), [(lambda content: content[:-1], "bytes but"), (lambda content: content[:-1] + b"!", "SHA-256")]
)
def test_another_official_file_is_named(toy, given, official, spoil, message):
    for name, content in official.items():
        (given / name).write_bytes(spoil(content) if name == "test-labels.gz" else content)
    with pytest.raises(DataError, match=f"test-labels.gz has .*{message}"):
        load("toy")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not compressed", "cannot be read"),
        (gzip.compress(b"\0\0", mtime=0), "cannot be read"),
        (gzip.compress(b"\0\0\x0d\1\0\0\0\1\0\0\0\0", mtime=0), "no IDX file of unsigned bytes"),
        (gzip.compress(b"\0\0\x08\1\0\0\0\5\1\2\3", mtime=0), r"announces shape \(5,\) but holds 3"),
        (gzip.compress(b"\0\0\x08\2\0\0\0\5", mtime=0), "cannot be read"),
    ],
    ids=["not_gzip", "no_header", "another_type", "too_short", "half_a_header"],
)
def test_a_malformed_idx_file_is_named(tmp_path, content, message):
    (tmp_path / "labels.gz").write_bytes(content)
    with pytest.raises(DataError, match=f"labels.gz.*{message}"):
        _read_idx(tmp_path / "labels.gz")


def test_nothing_is_found_in_an_empty_folder(toy, given):
    assert find_copy(given, toy) is None
