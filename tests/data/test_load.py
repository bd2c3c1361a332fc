"""`load` and `held_out`: which source is used when, and that the data set says so."""

import subprocess
import sys

import numpy as np
import pytest

from course_utils.data import DataError, held_out, load
from course_utils.data.fetch import fetch, official_folder
from course_utils.data.load import at_hand
from course_utils.data.registry import find

HEAVY = ("tensorflow", "keras", "sklearn", "pandas", "requests", "pooch", "matplotlib", "tqdm", "tenacity", "click", "rich", "PIL")


def test_importing_the_package_loads_nothing_heavy():
    code = f"import sys, course_utils.data; print([name for name in {HEAVY} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_digits_need_no_download_and_have_even_classes():
    dataset = load("digits")
    assert dataset.source == "real"
    assert dataset.train.images.shape == (1437, 8, 8, 1)
    assert dataset.test.images.shape == (360, 8, 8, 1)
    assert dataset.train.images.max() == 16
    assert np.bincount(dataset.test.labels).tolist() == [36] * 10


def test_digits_are_each_in_one_split_only():
    dataset = load("digits")
    kept = {image.tobytes() for image in dataset.train.images}
    assert not any(image.tobytes() in kept for image in dataset.test.images)


def test_digits_have_no_synthetic_twin():
    with pytest.raises(ValueError, match="no synthetic twin"):
        load("digits", "synthetic")


def test_auto_never_downloads_by_itself(toy, server):
    assert load("toy", progress=False).source == "synthetic"
    assert server.asked == []


def test_auto_downloads_where_it_may(toy, server):
    assert load("toy", progress=False, allow_download=True).source == "real"
    assert server.asked


def test_auto_goes_on_with_drawings_where_the_download_fails(toy, server):
    server.plan = ["404"] * 99
    assert load("toy", progress=False, allow_download=True).source == "synthetic"


def test_auto_uses_what_was_fetched(toy, server):
    fetch(toy, progress=False)
    server.asked.clear()
    assert load("toy").source == "real"
    assert server.asked == []


def test_auto_reports_a_damaged_cache_instead_of_downloading(toy, server):
    fetch(toy, progress=False)
    damaged = official_folder(toy) / "test-labels.gz"
    damaged.write_bytes(bytes(damaged.stat().st_size))
    server.asked.clear()
    with pytest.raises(DataError, match=r"test-labels\.gz has SHA-256.*petals data fetch toy"):
        load("toy")
    assert server.asked == []


def test_real_mends_a_damaged_cache(toy, server):
    fetch(toy, progress=False)
    damaged = official_folder(toy) / "test-labels.gz"
    damaged.write_bytes(bytes(damaged.stat().st_size))
    assert load("toy", "real", progress=False).source == "real"


def test_real_downloads(toy, arrays):
    dataset = load("toy", "real", progress=False)
    assert dataset.source == "real"
    assert np.array_equal(dataset.train.images[..., 0], arrays["x_train"])
    assert dataset.test.labels.dtype == np.int64


def test_real_never_falls_back_to_drawings(toy, server):
    server.plan = ["404"] * 99
    with pytest.raises(DataError):
        load("toy", "real", progress=False)


def test_at_hand_names_the_place(toy, tmp_path, monkeypatch, arrays):
    assert at_hand(toy) is None
    np.savez(tmp_path / "toy.npz", **arrays)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    assert at_hand(toy) == str(tmp_path / "toy.npz")


def test_a_course_data_that_is_no_folder_is_said_at_once(toy, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "missing"))
    with pytest.raises(FileNotFoundError, match="COURSE_DATA names"):
        load("toy")


def test_unknown_names_sources_and_languages_list_the_known_ones():
    with pytest.raises(ValueError, match="digits, fashion, objects"):
        load("fashon")
    with pytest.raises(ValueError, match="'auto', 'real' or 'synthetic'"):
        load("digits", "reel")
    with pytest.raises(ValueError, match="en, ko"):
        load("digits").class_names("de")
    with pytest.raises(ValueError, match="en, ko"):
        load("digits").describe("de")


@pytest.mark.parametrize(
    ("source", "english", "korean"), [("real", "Real data", "실제 데이터"), ("synthetic", "Synthetic data", "합성 데이터")]
)
def test_the_description_says_plainly_which_source_it_is(toy, source, english, korean):
    dataset = load("toy", source, progress=False)
    assert english in dataset.describe()
    assert korean in dataset.describe("ko")
    assert dataset.licence in dataset.describe("ko")
    assert f"{len(dataset.train)}" in dataset.describe("en")


def test_the_class_names_of_fashion_are_in_the_official_order():
    names = find("fashion").class_names
    assert names["en"][:3] == ("T-shirt/top", "Trouser", "Pullover")
    assert names["ko"] == ("티셔츠/탑", "바지", "풀오버", "드레스", "코트", "샌들", "셔츠", "스니커즈", "가방", "앵클부츠")


def test_held_out_drawings_follow_the_generator_and_are_new(toy):
    known = {image.tobytes() for image in load("toy", "synthetic", progress=False).train.images}
    first = held_out("toy", "synthetic", 30, np.random.default_rng(1))
    again = held_out("toy", "synthetic", 30, np.random.default_rng(1))
    other = held_out("toy", "synthetic", 30, np.random.default_rng(2))
    assert len(first) == 30
    assert np.array_equal(first.images, again.images)
    assert not np.array_equal(first.images, other.images)
    assert not any(image.tobytes() in known for image in first.images)
    first.images[:], kept = 0, again.images
    assert np.array_equal(held_out("toy", "synthetic", 30, np.random.default_rng(1)).images, kept)


def test_held_out_photographs_are_test_images_that_no_lookup_table_knows(toy):
    known = {image.tobytes() for image in load("toy", "real", progress=False).test.images}
    shard = held_out("toy", "real", 20, np.random.default_rng(3))
    assert np.bincount(shard.labels).tolist() == [5] * 4
    assert not any(image.tobytes() in known for image in shard.images)


def test_held_out_digits_keep_their_range_and_place():
    shard = held_out("digits", "auto", 100, np.random.default_rng(4))
    test = load("digits").test
    assert shard.images.max() <= 16
    distances = np.abs(shard.images[:, None].astype(int) - test.images[None].astype(int)).max(axis=(2, 3, 4)).min(axis=1)
    assert distances.max() <= 3


def test_held_out_cannot_give_more_than_there_is(toy):
    with pytest.raises(ValueError, match="cannot take 41 of 40"):
        held_out("toy", "real", 41, np.random.default_rng(0))
