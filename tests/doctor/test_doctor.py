"""`petals doctor` says what is there, what is missing and how to get it, and fails where grading would refuse."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.doctor import commands, findings
from autograder.doctor.findings import Examination, Finding, accelerator, examine
from autograder.kernels.protection import Layer, Protection

LAYERS = (Layer("bubblewrap", "active", "here"), Layer("cgroup", "unused", "no groups"))


@pytest.fixture
def protected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "protection", lambda: Protection(LAYERS, "warm"))


@pytest.fixture
def unprotected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "protection", lambda: Protection((), "none", "bubblewrap is not installed."))


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments])


def one(found: Examination, area: str, name: str) -> Finding:
    return next(each for each in found.findings if (each.area, each.name) == (area, name))


@pytest.mark.usefixtures("protected")
def test_it_succeeds_where_grading_can_run() -> None:
    ran = doctor()
    assert ran.exit_code == 0
    assert "Grading can run here." in ran.output
    assert "active   sandbox: bubblewrap: here" in ran.output
    assert "unused   sandbox: cgroup: no groups" in ran.output


@pytest.mark.usefixtures("unprotected")
def test_it_fails_where_grading_would_refuse_and_says_why() -> None:
    ran = doctor()
    assert ran.exit_code == 1
    assert "Grading would refuse: bubblewrap is not installed." in ran.output


@pytest.mark.usefixtures("unprotected")
def test_its_json_holds_the_same_and_fails_too() -> None:
    ran = doctor("--json")
    assert ran.exit_code == 1
    told = json.loads(ran.output)
    assert told["refuses"] == "bubblewrap is not installed."
    assert {each["area"] for each in told["findings"]} == {"sandbox", "python", "machine", "fonts", "data", "gradebook"}
    assert all(set(each) == {"area", "name", "state", "what"} for each in told["findings"])


@pytest.mark.usefixtures("protected")
def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    commands.show(Examination((Finding("data", "[red]digits", "active", "comes with scikit-learn"),), ""))
    told = capsys.readouterr().out
    assert "✓" in told
    assert "[red]digits" in told, "markup in a name is shown, not obeyed"


@pytest.mark.usefixtures("protected")
def test_a_gradebook_is_found_missing_or_broken(tmp_path: Path) -> None:
    there, broken = tmp_path / "gradebook.db", tmp_path / "broken.db"
    with sqlite3.connect(there) as connection:
        connection.execute("CREATE TABLE student (id TEXT)")
    broken.write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    assert one(examine(f"sqlite:///{there}"), "gradebook", "database").what.endswith("gradebook.db: 1 tables")
    assert one(examine(f"sqlite:///{broken}"), "gradebook", "database").state == "missing"
    none = one(examine(f"sqlite:///{tmp_path}/none.db"), "gradebook", "database")
    assert (none.state, "petals grade" in none.what) == ("unused", True)
    assert not (tmp_path / "none.db").exists(), "looking makes none"
    assert one(examine(f"sqlite:///{tmp_path}/no/folder/none.db"), "gradebook", "database").state == "missing"
    assert one(examine("nonsense"), "gradebook", "database").state == "missing"


@pytest.mark.usefixtures("protected")
def test_a_password_is_not_shown() -> None:
    found = one(examine("postgresql+psycopg://teacher:very-secret@127.0.0.1:1/course"), "gradebook", "database")
    assert found.state == "missing"
    assert "very-secret" not in found.what


@pytest.mark.usefixtures("protected")
def test_data_sets_are_found_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path))
    assert one(examine("sqlite://"), "data", "digits").state == "active"
    assert one(examine("sqlite://"), "data", "fashion").state == "unused"
    (tmp_path / "fashion").mkdir()
    for name in ("train-images", "train-labels", "t10k-images", "t10k-labels"):
        (tmp_path / "fashion" / f"{name}-idx{3 if 'images' in name else 1}-ubyte.gz").touch()
    assert one(examine("sqlite://"), "data", "fashion").what == str(tmp_path / "fashion")


@pytest.mark.usefixtures("protected")
def test_photographs_are_found_in_class_folders_and_arrays_in_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    assert one(examine("sqlite://"), "data", "moon_rocks").what == "not here: drawn instead; put class folders into COURSE_DATA"
    (tmp_path / "moon_rocks" / "basalt").mkdir(parents=True)
    assert one(examine("sqlite://"), "data", "moon_rocks").state == "unused"
    (tmp_path / "moon_rocks" / "Highland").mkdir()
    assert one(examine("sqlite://"), "data", "moon_rocks").what == str(tmp_path / "moon_rocks")
    for name in ("cats", "dogs"):
        (tmp_path / "cats_dogs" / "train" / name).mkdir(parents=True)
    assert one(examine("sqlite://"), "data", "cats_dogs").state == "active"
    (tmp_path / "cifar10.npz").touch()
    assert one(examine("sqlite://"), "data", "objects").what == str(tmp_path / "cifar10.npz")


def test_an_accelerator_is_asked_for_without_tensorflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert accelerator(tmp_path) == ""
    (tmp_path / "nvidia0").touch()
    assert "nvidia-smi does not answer" in accelerator(tmp_path)
    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho 'NVIDIA H100'\necho 'NVIDIA H100'\n")
    program.chmod(0o755)
    assert accelerator(tmp_path) == "NVIDIA H100, NVIDIA H100"


@pytest.mark.usefixtures("protected")
def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "PACKAGES", ("no-such-package",))
    monkeypatch.setattr(findings, "OPTIONAL", {"no-such-extra": "pip install -e .[cluster]"})
    found = examine("sqlite://")
    assert one(found, "python", "no-such-package").state == "missing"
    assert one(found, "python", "no-such-extra") == Finding("python", "no-such-extra", "unused", "not installed; pip install -e .[cluster]")


@pytest.mark.sandbox
def test_on_this_machine_every_layer_is_named() -> None:
    told = {each.name for each in examine("sqlite://").findings if each.area == "sandbox"}
    assert {"kind", "bubblewrap", "namespaces", "network", "warm forks", "seccomp", "cgroup", "watchdog"} <= told
