"""What an earlier run found out, and whether that still holds."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from autograder.headless.execute import Task
from autograder.headless.files import write_whole
from autograder.headless.results import Execution, from_plain, to_plain
from autograder.headless.targets import Targets

LIBRARIES = ("ipykernel", "keras", "matplotlib", "numpy", "scikit-learn", "scipy", "tensorflow")
OWN_SUFFIXES = {".py", ".js", ".css", ".toml"}
EXECUTORS = ("collect.py", "execute.py", "kernel.py")  # the part of this room that decides what an execution yields
# Folders of the cache that hold what the course's code made of other files: drawn data, arrays and features of photographs.
DRAWN = {"synthetic", "decoded", "features", "inspections", "photographs", "training", "unpacked"}
PASSING = {".lock", ".part", ".tmp"}
DEPTH = 2  # folders below COURSE_DATA that a change is noticed in: <name>/<class>


def fingerprint(task: Task, targets: Targets) -> str:
    """Condense everything an execution depends on.

    Parameters
    ----------
    task : Task
        Its notebook has been built.
    targets : Targets
        Counted without what was measured, which writing the measurements would change.

    Returns
    -------
    str, 64 hex digits
        Equal for equal notebooks, checks, targets, parameters, data at hand, course code and libraries.
    """
    checks = task.root / "solutions" / task.lesson / "checks.py"
    settings = task.settings
    parts = (
        task.built.read_bytes(),
        checks.read_bytes() if checks.exists() else b"",
        repr([replace(target, measured={}) for target in targets.entries]).encode(),
        repr((settings.profile, settings.source, settings.language, task.seed)).encode(),
        _software().encode(),
        b"" if settings.source == "synthetic" else _data_at_hand().encode(),
    )
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def recall(task: Task, key: str) -> Execution | None:
    """Fetch an earlier execution that still holds.

    Parameters
    ----------
    task : Task
    key : str
        From `fingerprint`.

    Returns
    -------
    Execution, or None if there is none, something has changed since, or it failed
    """
    stored = _stored(task)
    if not stored or stored[0] != key or not stored[1].sound or not task.executed.exists():
        return None
    return replace(stored[1], reused=True)


def last_numbers(task: Task) -> dict[str, float]:
    """Fetch the numbers of the last completed execution, whatever has changed since.

    Parameters
    ----------
    task : Task

    Returns
    -------
    dict of str to float, empty if there was none
    """
    stored = _stored(task)
    if not stored:
        return {}
    numbers = {name: value for name, value in stored[1].metrics.items() if isinstance(value, int | float)}
    return numbers if stored[1].outcome == "completed" else dict(stored[1].previous)


def keep(task: Task, key: str, execution: Execution) -> None:
    """Store an execution for later runs.

    Parameters
    ----------
    task : Task
    key : str
        From `fingerprint`.
    execution : Execution
    """
    write_whole(task.folder / "result.json", json.dumps({"key": key, "execution": to_plain(execution)}, indent=1))


def _stored(task: Task) -> tuple[str, Execution] | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        stored = json.loads((task.folder / "result.json").read_text(encoding="utf-8"))
        return str(stored["key"]), from_plain(stored["execution"])
    return None


@cache
def _software() -> str:
    """Condense the course's own code and name the versions of what it stands on."""
    digest = hashlib.sha256()
    for path in _own_files():
        digest.update(path.name.encode() + path.read_bytes())
    return "\n".join([digest.hexdigest(), sys.version, *(f"{name} {_version(name)}" for name in LIBRARIES)])


def _own_files() -> Iterator[Path]:
    package = find_spec("course_utils")
    for folder in (package.submodule_search_locations or []) if package else []:
        yield from sorted(path for path in Path(folder).rglob("*") if path.suffix in OWN_SUFFIXES)
    yield from (Path(__file__).with_name(name) for name in EXECUTORS)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


@cache
def _data_at_hand() -> str:
    """List the data this machine holds: with "auto" it decides which source is used."""
    return "\n".join(line for folder in _data_folders() for line in _listing(folder, DEPTH))


def _data_folders() -> Iterator[Path]:
    if named := os.environ.get("COURSE_DATA"):
        yield Path(named).expanduser()
    yield Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser() / "models"
    if named := os.environ.get("COURSE_CACHE"):
        yield Path(named).expanduser()
        return
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where it is needed

    yield user_cache_path("perceptron-to-petals", appauthor=False)


def _listing(folder: Path, depth: int) -> Iterator[str]:
    """List files, but not what the course draws, locks or half downloads: running a lesson may leave those behind."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name in DRAWN or path.name.startswith(".") or path.suffix in PASSING:
            continue
        if path.is_file():
            yield f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
        elif depth:
            yield from _listing(path, depth - 1)
