"""The environment card: what it finds, what it says when something is missing, and what it must not cost."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from course_utils.checking.language import same
from course_utils.environment import EnvironmentCard, Finding, check_environment, findings, look_around, machine, words


def test_every_package_named_is_found_in_the_version_that_is_installed() -> None:
    found = {finding.name.en: finding.value.en for finding in look_around()}
    assert {name: found[name] for name in findings.PACKAGES} == {name: metadata.version(name) for name in findings.PACKAGES}


def test_looking_around_imports_no_tensorflow() -> None:
    script = (
        "import sys; from course_utils import check_environment; str(check_environment(language='ko')); print('tensorflow' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "False"
    assert answer.stderr == ""


def test_an_absent_package_is_mended_by_make_lab() -> None:
    finding = findings.package("no-such-package")
    assert not finding.ok
    assert finding.mend is not None
    assert "make lab" in finding.mend.en
    assert "make lab" in finding.mend.ko


def test_a_package_older_than_the_course_asks_for_is_not_ok(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings.metadata, "version", lambda _name: "1.0.0")
    finding = findings.package("tensorflow")
    assert finding.mend is words.LAB_AGAIN
    assert "1.0.0" in finding.value.en
    assert ">=" in finding.value.en


@pytest.mark.parametrize(("name", "megabytes"), [("fashion", 31), ("objects", 170), ("flowers", 229), ("cats_dogs", 825)])
def test_missing_photos_are_no_obstacle_but_have_a_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, megabytes: int) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path))
    finding = findings.photos(name)
    assert finding.mend is not None
    assert f"petals data fetch {name}" in finding.mend.en
    assert f"{megabytes} MB" in finding.mend.ko


def test_photos_that_nobody_publishes_say_where_to_put_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path))
    finding = findings.photos("moon_rocks")
    assert finding.mend is not None
    assert "`moon_rocks` in the folder that COURSE_DATA names" in finding.mend.en
    assert "fetch" not in finding.mend.ko


def test_missing_weights_are_no_obstacle_and_present_ones_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    missing = findings.weights()
    assert not missing.ok
    assert not missing.needed
    assert "MobileNetV2" in missing.name.ko
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224_no_top.h5").touch()
    assert findings.weights().ok


def test_a_data_folder_that_does_not_exist_is_said_not_raised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    assert findings.photos("objects").mend is words.NO_SUCH_FOLDER
    assert findings.weights().mend is words.NO_SUCH_FOLDER


def test_a_progress_file_in_a_folder_yet_to_be_made_is_ok(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "new" / "progress.json"))
    assert findings.progress_is_kept().ok
    assert not (tmp_path / "new").exists(), "looking must not write"


def test_a_progress_file_that_cannot_be_written_has_a_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setattr(findings.os, "access", lambda _path, _mode: False)
    assert findings.progress_is_kept().mend is words.MOVE_PROGRESS


def test_no_font_is_mended_by_nanum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_utils.plots.fonts.korean_font", lambda: None)
    finding = findings.korean_font()
    assert finding.mend is not None
    assert "fonts-nanum" in finding.mend.ko


@pytest.mark.parametrize(("quota", "cores"), [("max 100000", 8), ("150000 100000", 2), ("50000 100000", 1), ("1600000 100000", 8), ("", 8)])
def test_cores_obey_a_containers_quota(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quota: str, cores: int) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    monkeypatch.setattr(machine, "CGROUP", tmp_path)
    monkeypatch.setattr(machine.os, "sched_getaffinity", lambda _process: set(range(8)), raising=False)
    assert machine.usable_cores() == cores


def test_memory_obeys_a_containers_limit_and_little_of_it_has_a_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text(str(machine.GIB))
    monkeypatch.setattr(machine, "CGROUP", tmp_path)
    assert machine.usable_memory() == 1.0
    assert findings.memory().mend is words.MORE_MEMORY


def test_an_accelerator_is_named_by_its_driver(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "0000:01").mkdir()
    (tmp_path / "0000:01" / "information").write_text("Model: \t\t NVIDIA T4\nIRQ:   44\n")
    monkeypatch.setattr(machine, "NVIDIA", tmp_path)
    assert machine.accelerators() == ("NVIDIA T4",)


def test_no_accelerator_is_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "NVIDIA", tmp_path)
    monkeypatch.setattr(machine.subprocess, "run", lambda *_args, **_options: (_ for _ in ()).throw(FileNotFoundError("nvidia-smi")))
    assert findings.accelerator().ok


def test_the_text_card_puts_each_mend_under_what_it_mends() -> None:
    card = EnvironmentCard((Finding(same("numpy"), same("2.4")), Finding(words.FONT, words.NOT_FOUND, words.GET_FONT)), "en")
    lines = str(card).splitlines()
    assert lines[3] == "[ok] numpy: 2.4"
    assert lines[4] == "[missing] Korean font: not found"
    assert lines[5].strip() == words.GET_FONT.en
    assert not card.ok


def test_what_is_only_worth_having_does_not_alarm() -> None:
    photos = Finding(words.DATA, words.DRAWN_DATA, words.GET_DATA.fill(command="fashion", megabytes=31), needed=False)
    memory = Finding(words.MEMORY, same("1.0 GiB"), words.MORE_MEMORY)
    assert words.ENOUGH.en in str(EnvironmentCard((photos,), "en"))
    assert words.SOMETHING_MISSING.en in str(EnvironmentCard((photos, memory), "en"))
    assert words.ALL_WELL.en in str(EnvironmentCard((), "en"))


def test_the_html_card_speaks_the_language_asked_for_and_escapes_what_it_found() -> None:
    card = EnvironmentCard((Finding(same("a<b"), same("<script>"), words.GET_DATA.fill(command="fashion", megabytes=31)),), "ko")
    page = card._repr_html_()
    assert 'lang="ko"' in page
    assert 'role="status"' in page
    assert "<code>petals data fetch fashion</code>" in page
    assert "<script>" not in page
    assert "a&lt;b" in page


def test_both_languages_have_every_word() -> None:
    for language, other in (("en", "없음"), ("ko", "missing")):
        assert other not in str(check_environment(language=language))
