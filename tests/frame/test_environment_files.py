"""The files that describe one environment must describe the same one."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {"jupyter-client": "jupyter_client", "playwright": "playwright-python", "prometheus-client": "prometheus_client"}
PATTERN = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)(\[[a-z,]+\])?(?P<range>[<>=!~].*)?$")


def specifications(lines: list[str]) -> dict[str, str]:
    matches = (PATTERN.match(line) for line in lines)
    return {match["name"]: match["range"] or "" for match in matches if match}


def wanted() -> dict[str, str]:
    extras = PROJECT["optional-dependencies"]
    listed = PROJECT["dependencies"] + [line for group in ("cluster", "export", "postgres", "serve", "test") for line in extras[group]]
    return {CONDA_NAMES.get(name, name): spec for name, spec in specifications(listed).items() if name != PROJECT["name"]}


def conda() -> dict[str, str]:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return specifications(re.findall(r"^ +- ([a-z]\S*)", text.split("dependencies:")[1], re.MULTILINE))


def test_environment_yml_lists_every_dependency_of_pyproject_with_its_version_range() -> None:
    listed = conda()
    assert {name: listed.get(name) for name in wanted()} == wanted()


def test_environment_yml_lists_nothing_else() -> None:
    assert set(conda()) - set(wanted()) <= {"python", "pip"}


def test_environment_yml_and_pyproject_agree_on_python() -> None:
    assert conda()["python"] == PROJECT["requires-python"]


def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_names_no_address() -> None:
    assert not re.search(r"https?://|file:|--index-url|--find-links", lock())


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"\n(?=\S)", lock().strip())
    assert len(entries) > 100
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("group", ["dependencies", *PROJECT["optional-dependencies"]])
def test_the_lock_holds_every_dependency_of_pyproject(group: str) -> None:
    listed = PROJECT["dependencies"] if group == "dependencies" else PROJECT["optional-dependencies"][group]
    locked = {name.lower() for name in re.findall(r"^([A-Za-z0-9_.-]+)==", lock(), re.MULTILINE)}
    needed = {re.split(r"[<>=!~\[]", entry)[0].lower() for entry in listed} - {PROJECT["name"]}
    assert needed - locked == set()


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if re.match(r'^  "[a-z0-9-]+>=', line)]
    assert len(entries) > 25
    bare = [line for line in entries if "#" not in line]
    assert [line for line in bare if not any(tool in line for tool in ("pytest>=", "mypy", "stubs", "types-", "ruff", "pre-commit"))] == []
