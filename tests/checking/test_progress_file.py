"""Progress survives two writers, broken files and folders that cannot be written."""

import json
import multiprocessing
import os

import pytest

from course_utils.checking import progress_file
from course_utils.checking.progressing import store
from course_utils.checking.scores import Score


def _score(exercise="step", status="passed", share=1.0):
    return Score(exercise, status, share, 2, 2 * share, ())


def _write(path, writer, count):
    os.environ["COURSE_PROGRESS"] = str(path)
    for number in range(count):
        store.checked(f"lesson_{writer}", _score(f"exercise_{number}"))
        store.checked("shared", _score("step"))


def test_two_processes_writing_at_once_lose_nothing(progress_path):
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write, args=(progress_path, writer, 15)) for writer in range(2)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    assert [process.exitcode for process in writers] == [0, 0]
    assert [store.passed(f"lesson_{writer}") for writer in range(2)] == [15, 15]
    assert store.standing("shared", "step").attempts == 30


@pytest.mark.parametrize("garbage", [b"", b"{", b'{"lessons": {"01": {"exer', b"\xff\x00", b"[]", b'{"lessons": 3}', b"[" * 100_000])
def test_a_broken_file_is_set_aside_and_the_last_good_copy_used(progress_path, garbage):
    store.checked("01", _score("first"))
    store.checked("01", _score("second"))
    progress_path.write_bytes(garbage)
    assert store.standing("01", "first").passed
    store.checked("01", _score("third"))
    known = json.loads(progress_path.read_text(encoding="utf-8"))["lessons"]["01"]["exercises"]
    assert {"first", "third"} <= set(known)
    [aside] = progress_path.parent.glob("progress.broken-*.json")
    assert aside.read_bytes() == garbage


def test_a_file_deleted_on_purpose_starts_anew(progress_path):
    store.checked("01", _score())
    store.checked("01", _score())
    progress_path.unlink()
    assert store.standing("01", "step").attempts == 0


@pytest.mark.parametrize(
    "inside", [[], {"exercises": []}, {"exercises": {"step": 3}}, {"exercises": {"step": {"best": "much", "attempts": None}}}]
)
def test_nonsense_inside_a_good_file_counts_as_nothing(progress_path, inside):
    progress_path.parent.mkdir()
    progress_path.write_text(json.dumps({"version": 1, "lessons": {"01": inside}}), encoding="utf-8")
    assert store.standing("01", "step").best == 0
    assert store.passed("01") == 0
    store.checked("01", _score())
    assert store.standing("01", "step").passed


def test_an_unwritable_folder_is_remembered_as_trouble_and_work_goes_on(tmp_path, monkeypatch):
    blocker = tmp_path / "file"
    blocker.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("COURSE_PROGRESS", str(blocker / "progress.json"))
    store.checked("01", _score())
    assert store.trouble
    assert store.standing("01", "step").passed
    blocker.unlink()
    store.checked("01", _score())
    assert not store.trouble


def test_a_writer_that_dies_leaves_the_file_whole(progress_path):
    store.checked("01", _score())
    before = progress_path.read_bytes()

    def die(known):
        known["lessons"]["01"] = object()  # cannot be written

    with pytest.raises(TypeError):
        progress_file.update(progress_path, die)
    assert progress_path.read_bytes() == before
    assert not list(progress_path.parent.glob("*.writing"))


def test_attempts_hints_predictions_and_the_best_score_are_kept(progress_path):
    store.checked("01", _score(status="not_attempted", share=0.0))
    store.checked("01", _score(status="partial", share=0.5))
    store.checked("01", _score(status="failed", share=0.0))
    store.hinted("01", "step", 2)
    store.hinted("01", "step", 1)
    store.predicted("01", "width", "24")
    standing = store.standing("01", "step")
    assert (standing.status, standing.best, standing.attempts, standing.hints) == ("failed", 0.5, 2, 2)
    assert progress_file.read(progress_path)["lessons"]["01"]["predictions"]["width"]["value"] == "24"
    store.forget("01", "step")
    assert store.standing("01", "step").attempts == 0
