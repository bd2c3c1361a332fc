import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from course_utils.shipping import Metric, Registry, ShippingError, card_page, read_card
from tests.shipping.staging import CLASSES, card


def test_a_version_is_a_folder_with_files_and_cards(registry):
    version = registry.version(1)
    assert sorted(path.name for path in version.folder.iterdir()) == sorted(
        ["card.json", "card.md", "card.ko.md", "small.keras", "small.tflite", "small-dynamic.tflite", "small-int8.tflite", "small.onnx"]
    )
    assert json.loads((version.folder / "card.json").read_text())["metrics"]["accuracy"]["value"] == 0.75


def test_versions_are_numbered_and_none_is_in_use_before_it_is_promoted(tmp_path, exports):
    registry = Registry(tmp_path / "models")
    assert registry.current() is None
    assert [registry.add(card(), {"onnx": exports["onnx"].path}).number for _ in range(3)] == [1, 2, 3]
    assert registry.current() is None
    assert [version.number for version in registry.versions()] == [1, 2, 3]


def test_promote_and_roll_back_walk_through_what_was_in_use(registry):
    assert registry.current().number == 1
    registry.promote(2, reason="better on tulips")
    assert registry.current().number == 2
    assert registry.roll_back(reason="worse on roses").number == 1
    assert registry.current().number == 1
    with pytest.raises(ShippingError, match=r"no version to roll back to: in use so far: \[1\]"):
        registry.roll_back()
    assert [(entry["event"], entry["version"], entry["reason"]) for entry in registry.journal()] == [
        ("promote", 1, ""),
        ("promote", 2, "better on tulips"),
        ("roll back", 1, "worse on roses"),
    ]


def test_files_of_a_version_cannot_be_written(registry):
    assert {oct(path.stat().st_mode & 0o222) for path in registry.version(1).folder.iterdir()} == {"0o0"}


def test_a_changed_file_is_not_put_in_use(registry):
    path = registry.version(2).file("litert_int8")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(ShippingError, match=r"is not what version 2 was: SHA-256 .* expected"):
        registry.promote(2)
    assert registry.current().number == 1


def test_what_is_not_there_is_said(registry, tmp_path):
    with pytest.raises(ShippingError, match="has no version 7; there: 1, 2"):
        registry.promote(7)
    with pytest.raises(ShippingError, match="version 2 has no file of format 'onnx', only litert_int8"):
        registry.version(2).file("onnx")
    with pytest.raises(ShippingError, match=r"not there: .*nothing.keras"):
        registry.add(card(), {"keras": tmp_path / "nothing.keras"})
    with pytest.raises(ShippingError, match="none was given"):
        registry.add(card(), {})


def test_a_damaged_card_is_said(registry):
    path = registry.version(2).folder / "card.json"
    path.chmod(0o644)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ShippingError, match=r"card.json is damaged .*as a new version"):
        registry.version(2)


def test_two_who_add_at_once_get_two_versions(tmp_path, exports):
    files = {"onnx": exports["onnx"].path}
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: Registry(tmp_path / "models").add(card(), files).number, range(8)))
    assert sorted(numbers) == list(range(1, 9))


def _interrupted(_):
    raise KeyboardInterrupt


def test_an_interrupted_add_leaves_no_version(tmp_path, exports, monkeypatch):
    registry = Registry(tmp_path / "models")
    monkeypatch.setattr("course_utils.shipping.registry.registry._pages", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        registry.add(card(), {"onnx": exports["onnx"].path})
    assert registry.versions() == []
    assert [path.name for path in registry.folder.iterdir()] == [".lock"]


def test_a_line_of_the_journal_that_was_cut_off_does_not_count(registry):
    path = registry.folder / "journal.jsonl"
    with path.open("a") as file:
        file.write('{"event": "promote", "vers')
    assert registry.current().number == 1
    registry.promote(2)
    assert registry.current().number == 2


def test_a_card_survives_writing_and_reading(registry):
    written = registry.version(1).card
    again = read_card(written.as_json())
    assert again.as_json() == written.as_json()
    assert again.metrics == {"accuracy": Metric(150, 200)}
    assert set(again.versions) >= {"python", "keras", "tensorflow", "numpy"}


def test_a_metric_has_wilsons_interval():
    low, high = Metric(150, 200).interval
    assert (round(low, 4), round(high, 4)) == (0.6857, 0.8049)
    with pytest.raises(ValueError, match="given 5 of 4"):
        Metric(5, 4)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_of_a_card_says_everything_in_its_language(registry, language):
    words = card_page(registry.version(1).card, language)
    for said in ("75.0%", "68.6% – 80.5%", "1,500", "patches", "0" * 64, ", ".join(CLASSES[language]), "keras", "litert_int8"):
        assert said in words
    assert ("만든 때" in words) == (language == "ko")


def test_cards_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="lower-case letters"):
        card(name="../etc")
    with pytest.raises(ValueError, match="the same classes in en and ko"):
        card(classes={"en": ("a", "b"), "ko": ("가",)})
    with pytest.raises(ValueError, match="this is no model card"):
        read_card('{"name": "x"}')


def petals(*arguments):
    command = [sys.executable, "-m", "course_utils.shipping.commands", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"})


def test_the_command_lists_shows_promotes_and_rolls_back(registry):
    folder = registry.folder
    assert petals("models", "promote", folder, 2).stdout == "in use: version 2\n"
    listed = petals("models", "list", folder).stdout.splitlines()
    assert listed[0].startswith("  1 ")
    assert listed[1].startswith("* 2 ")
    assert "accuracy 75.0%" in listed[0]
    assert petals("models", "rollback", folder).stdout == "in use: version 1\n"
    assert "# small" in petals("models", "show", folder, 1).stdout
    failed = petals("models", "promote", folder, 9)
    assert failed.returncode == 1
    assert "has no version 9; there: 1, 2" in failed.stderr
    assert "Traceback" not in failed.stderr
