"""`petals serve` and `petals models`: what is foreseeable ends with one paragraph and exit status 1, never with a traceback."""

import json
import re
import shutil
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.shipping.launching import environment, free_port, launched
from tests.shipping.staging import card, rows


@pytest.fixture
def petals():
    from course_utils.shipping.commands import main

    def run(*arguments):
        return CliRunner().invoke(main, [str(each) for each in arguments])

    return run


def refusal(found):
    """The one paragraph that a command which cannot do it says."""
    assert found.exit_code == 1, found.output
    assert isinstance(found.exception, SystemExit), found.exception
    *before, said = found.output.strip().splitlines()
    assert before == []
    assert said.startswith("Error: ")
    assert said.endswith((".", "1"))
    return said.removeprefix("Error: ")


@pytest.fixture
def folder(exports, tmp_path):
    """A folder with the exports, to be damaged."""
    made = tmp_path / "exports"
    made.mkdir()
    for each in exports.values():
        shutil.copy(each.path, made)
    return made


def test_versions_are_listed_shown_put_in_use_and_taken_back(petals, registry):
    listed = petals("models", "list", registry.folder).output.splitlines()
    assert [line[:4] for line in listed] == ["* 1 ", "  2 "]
    assert "accuracy 75.0%" in listed[0]
    assert "litert_int8" in listed[1]
    assert petals("models", "promote", registry.folder, 2, "--reason", "smaller").output == "in use: version 2\n"
    assert [line[0] for line in petals("models", "list", registry.folder).output.splitlines()] == [" ", "*"]
    assert petals("models", "rollback", registry.folder, "--reason", "worse").output == "in use: version 1\n"
    assert [entry["reason"] for entry in registry.journal()] == ["", "smaller", "worse"]
    assert "# small" in petals("models", "show", registry.folder, 1).output
    assert "시험용입니다" in petals("models", "show", registry.folder, 1, "--language", "ko").output


def test_a_registry_without_versions_says_so(petals, tmp_path):
    assert petals("models", "list", tmp_path).output == f"{tmp_path} has no versions.\n"


@pytest.mark.parametrize("command", ["show", "promote"])
def test_a_version_that_is_not_there_is_told_with_those_that_are(petals, registry, command):
    assert "has no version 7; there: 1, 2." in refusal(petals("models", command, registry.folder, 7))


def test_before_the_first_change_there_is_nothing_to_go_back_to(petals, registry):
    assert "no version to roll back to: in use so far: [1]" in refusal(petals("models", "rollback", registry.folder))


def test_a_damaged_version_is_neither_shown_as_whole_nor_put_in_use(petals, registry):
    path = registry.version(2).file("litert_int8")
    path.chmod(0o644)
    path.write_bytes(b"something else")
    assert "is not what version 2 was: SHA-256" in refusal(petals("models", "promote", registry.folder, 2))
    shown = petals("models", "show", registry.folder, 2)
    assert shown.exit_code == 1
    assert "is not what version 2 was" in shown.output
    assert registry.current().number == 1


def test_a_damaged_card_is_told(petals, registry):
    path = registry.version(1).folder / "card.json"
    path.chmod(0o644)
    path.write_text("{", encoding="utf-8")
    for command in (["serve", registry.folder, "--port", free_port()], ["models", "list", registry.folder]):
        assert "card.json is damaged" in refusal(petals(*command))


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(petals, registry, monkeypatch):
    monkeypatch.setattr("course_utils.shipping.service.running.prepared", lambda *_, **__: pytest.fail("loaded"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refusal(petals("serve", registry.folder, "--port", port))
    assert said.startswith(f"127.0.0.1:{port} cannot be used: ")
    assert said.endswith("Give another --port or --host, or stop who has it.")


def test_an_address_of_another_machine_is_told(petals, registry):
    assert "203.0.113.9:8000 cannot be used" in refusal(petals("serve", registry.folder, "--host", "203.0.113.9"))


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("postgresql://teacher:secret@127.0.0.1:9/none", "cannot be used: .*refused.* Start it, or give another one with --db"),
        ("sqlite:////nowhere/at/all.db", "cannot be used: unable to open database file"),
        ("mysql://teacher:secret@localhost/log", "is no database we know: neither SQLite nor PostgreSQL"),
        ("nonsense", "'nonsense' is no database we know: .* Write sqlite:///requests.db or postgresql://user@host/name"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(petals, registry, database, told):
    said = refusal(petals("serve", registry.folder, "--port", free_port(), "--db", database))
    assert re.search(told, said), said
    assert "secret" not in said


@pytest.mark.parametrize("name", ["small.keras", "small.tflite", "small.onnx"])
def test_a_damaged_network_is_told(petals, folder, name):
    (folder / name).write_bytes(b"no network at all")
    said = refusal(petals("serve", folder / name, "--port", free_port()))
    assert said.startswith(f"{folder / name} cannot be opened as ")
    assert said.endswith("Export it again.")


def test_what_is_no_network_is_told(petals, tmp_path):
    (tmp_path / "flower.jpg").write_bytes(b"x")
    assert "its name must end in .keras, .tflite, .onnx" in refusal(petals("serve", tmp_path / "flower.jpg", "--port", free_port()))


def test_a_network_that_is_not_there_is_a_wrong_use_of_the_command(petals, tmp_path):
    found = petals("serve", tmp_path / "nothing.keras")
    assert (found.exit_code, "does not exist" in found.output) == (2, True)


def test_a_registry_with_nothing_in_use_is_told_how_to_change_that(petals, registry):
    (registry.folder / "journal.jsonl").unlink()
    said = refusal(petals("serve", registry.folder, "--port", free_port()))
    assert said.endswith(f"has no version in use (versions: 1, 2). Promote one: petals models promote {registry.folder} 1")


def test_a_card_of_another_network_is_told(petals, folder):
    other = card(classes={"en": ("a", "b"), "ko": ("가", "나")})
    (folder / "card.json").write_text(other.as_json(), encoding="utf-8")
    said = refusal(petals("serve", folder / "small.onnx", "--port", free_port()))
    assert said == "the card names 2 classes, but the network answers with shape (1, 3)."


def test_what_only_a_registry_can_do_is_told(petals, folder, registry):
    for option in (["--challenger", 2], ["--format", "onnx"]):
        assert f"{folder / 'small.onnx'}" in refusal(petals("serve", folder / "small.onnx", "--port", free_port(), *option))
    assert "has no version 9; there: 1, 2." in refusal(petals("serve", registry.folder, "--port", free_port(), "--challenger", 9))
    assert "version 1 is in use already" in refusal(petals("serve", registry.folder, "--port", free_port(), "--challenger", 1))
    told = refusal(petals("serve", registry.folder, "--port", free_port(), "--challenger", 2, "--format", "onnx"))
    assert told == "version 2 has no file of format 'onnx', only litert_int8."


@pytest.mark.parametrize("missing", ["fastapi", "uvicorn", "sqlalchemy", "cachetools", "prometheus_client"])
def test_a_missing_extra_is_told_with_what_to_install(registry, tmp_path, missing):
    """In a process of its own: here, everything is loaded already."""
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from course_utils.shipping.commands import main\n"
        f"main(['serve', {str(registry.folder)!r}, '--port', '{free_port()}', '--db', 'sqlite:///{tmp_path}/requests.db'])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    said = done.stderr.strip().splitlines()[-1]
    assert said == f"Error: {missing} is missing: install the course with the extra `serve` (pip install 'perceptron-to-petals[serve]')."
    assert "Traceback" not in done.stderr


def test_the_log_lies_beside_the_network_unless_told_otherwise(petals, registry, tmp_path, monkeypatch):
    from course_utils.shipping.service import running

    given = []

    def opened(_, database, **__):
        given.append(database)
        raise ValueError("enough.")

    monkeypatch.setattr(running, "prepared", opened)
    refusal(petals("serve", registry.folder, "--port", free_port()))
    refusal(petals("serve", registry.version(1).file("onnx"), "--port", free_port()))
    assert given == [f"sqlite:///{registry.folder}/requests.db", f"sqlite:///{registry.folder}/0001/requests.db"]


def test_the_service_says_what_it_serves_and_where(registry, tmp_path):
    with launched(registry.folder, f"sqlite:///{tmp_path}/requests.db", tmp_path, "--challenger", "2", "--share", "0.25") as service:
        assert json.loads(service.page("/api/experiment"))["share"] == 0.25
        assert f"small, version 1 (litert): {service.address}" in service.log.read_text(encoding="utf-8")
    assert rows(f"sqlite:///{tmp_path}/requests.db") == []


@pytest.mark.parametrize(
    "command", [[], ["serve"], ["models"], ["models", "list"], ["models", "show"], ["models", "promote"], ["models", "rollback"]]
)
def test_every_command_and_option_explains_itself(petals, command):
    from course_utils.shipping.commands import main

    found = petals(*command, "--help")
    assert found.exit_code == 0
    told = main
    for name in command:
        told = told.commands[name]
    assert told.help
    assert [option.name for option in told.params if option.param_type_name == "option" and not option.help] == []
