"""What is kept in the cache is made once, whole or not at all, and made again where it is damaged."""

import numpy as np
import pytest

from course_utils.data.keeping import kept


@pytest.fixture
def workshop():
    """Something that makes arrays and counts how often."""

    class Workshop:
        made = 0

        def __call__(self):
            self.made += 1
            return {"numbers": np.arange(5000), "names": np.array(["a", "b"])}

    return Workshop()


def same(arrays):
    return np.array_equal(arrays["numbers"], np.arange(5000)) and arrays["names"].tolist() == ["a", "b"]


def test_arrays_are_made_once_and_come_back_alike(cache, workshop):
    path = cache / "some" / "arrays.npz"
    assert same(kept(path, workshop))
    assert same(kept(path, workshop))
    assert workshop.made == 1
    assert [file.name for file in path.parent.iterdir()] == ["arrays.npz"]


@pytest.mark.parametrize(
    "spoil",
    [lambda _: b"", lambda content: content[:-40], lambda content: content[:3000] + b"\1" + content[3001:], lambda _: b"<html>"],
    ids=["empty", "truncated", "flipped", "another_file"],
)
def test_a_damaged_file_is_made_again(cache, workshop, spoil):
    path = cache / "arrays.npz"
    kept(path, workshop)
    path.write_bytes(spoil(path.read_bytes()))
    assert same(kept(path, workshop))
    assert same(kept(path, workshop))
    assert workshop.made == 2


def test_pickled_objects_are_never_loaded(cache, workshop):
    cache.mkdir()
    np.savez(cache / "arrays.npz", numbers=np.array([{}], dtype=object))
    assert same(kept(cache / "arrays.npz", workshop))


@pytest.mark.parametrize("accident", [OSError("disk full"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_nothing_behind(cache, workshop, monkeypatch, accident):
    def half(out, **_arrays):
        out.write(b"half")
        raise accident

    monkeypatch.setattr(np, "savez", half)
    try:
        assert same(kept(cache / "arrays.npz", workshop))
    except KeyboardInterrupt:
        assert isinstance(accident, KeyboardInterrupt)
    assert list(cache.iterdir()) == []


def test_what_cannot_be_made_is_not_kept(cache):
    with pytest.raises(ZeroDivisionError):
        kept(cache / "arrays.npz", lambda: {"numbers": np.array(1 // 0)})
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_done_without(cache, workshop):
    cache.write_text("a file where the folder should be")
    assert same(kept(cache / "arrays.npz", workshop))
