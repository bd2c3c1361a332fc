"""`petals data` works before any download, and its exit status can be trusted."""

import numpy as np
import pytest
from click.testing import CliRunner

from course_utils.data.commands import data
from course_utils.data.fetch import cached, official_folder


@pytest.fixture
def petals(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        return CliRunner().invoke(data, words)

    return run


def test_list_and_where_work_before_any_download(toy, petals):
    listed = petals("list")
    assert listed.exit_code == 0, listed.output
    assert "toy" in listed.output
    assert "to fetch" in listed.output
    assert "MIT" in listed.output
    where = petals("where")
    assert where.exit_code == 0
    assert "not on this machine" in where.output


def test_the_real_registry_is_listed(petals):
    listed = petals("list").output
    assert "digits" in listed
    assert "60,000 + 10,000" in listed


def test_fetch_then_verify_then_where(toy, petals):
    fetched = petals("fetch", "toy", "--quiet")
    assert fetched.exit_code == 0, fetched.output
    assert "4 files" in fetched.output
    assert cached(toy)
    verified = petals("verify")
    assert verified.exit_code == 0
    assert verified.output.count("whole") == 4
    assert str(official_folder(toy)) in petals("where").output


def test_fetching_what_needs_no_download_says_so(petals):
    answer = petals("fetch", "digits")
    assert answer.exit_code == 0
    assert "nothing to download" in answer.output


def test_verify_before_any_download_finds_no_fault(toy, petals):
    answer = petals("verify")
    assert answer.exit_code == 0
    assert answer.output.count("not downloaded") == 4


def test_verify_names_the_damaged_file_and_fails(toy, petals):
    petals("fetch", "--quiet")
    damaged = official_folder(toy) / "test-labels.gz"
    damaged.write_bytes(bytes(damaged.stat().st_size))
    answer = petals("verify", "toy")
    assert answer.exit_code == 1
    assert "differs" in answer.output
    assert "test-labels.gz has SHA-256" in answer.output


def test_verify_checks_a_plain_copy(toy, petals, arrays, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    np.savez(tmp_path / "toy.npz", **arrays)
    assert petals("verify").exit_code == 0
    np.savez(tmp_path / "toy.npz", **(arrays | {"y_test": arrays["y_test"] + 9}))
    answer = petals("verify")
    assert answer.exit_code == 1
    assert "labels 0 to 3" in answer.output


@pytest.mark.parametrize("command", ["fetch", "verify"])
def test_unknown_names_fail_with_the_known_ones(toy, petals, command):
    answer = petals(command, "tyo")
    assert answer.exit_code == 1
    assert "the course has toy" in answer.output


def test_a_failed_download_fails(toy, server, petals):
    server.plan = ["404"] * 99
    answer = petals("fetch", "toy", "--quiet")
    assert answer.exit_code == 1
    assert "could not be downloaded" in answer.output


def test_a_course_data_that_is_no_folder_fails_without_a_traceback(toy, petals, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "missing"))
    answer = petals("where")
    assert answer.exit_code == 1
    assert "COURSE_DATA names" in answer.output
