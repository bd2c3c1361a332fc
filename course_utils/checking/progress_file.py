"""Progress in one small local file: several notebooks may write at once, and a broken file costs at most one step."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

Known: TypeAlias = dict[str, Any]
"""``{"version": 1, "lessons": {lesson: {"exercises": {...}, "predictions": {...}}}}``"""

_SECONDS_TO_WAIT = 10


def location() -> Path:
    """Find the progress file: ``$COURSE_PROGRESS``, or the user's data folder.

    Returns
    -------
    Path
    """
    named = os.environ.get("COURSE_PROGRESS")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only when progress is read

    return user_data_path("perceptron-to-petals", appauthor=False) / "progress.json"


def read(path: Path) -> Known:
    """Read what is known; the last good copy if the file is broken, nothing if there is none.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict
    """
    for candidate in (path, _backup(path)):
        try:
            return _parsed(candidate.read_bytes())
        except FileNotFoundError:
            break  # deleted on purpose: start anew
        except (OSError, ValueError, RecursionError):
            continue
    return _nothing()


def update(path: Path, change: Callable[[Known], None]) -> Known:
    """Change what is known, under a lock and in one atomic step.

    Parameters
    ----------
    path : Path
    change : callable
        Changes the dict it is given.

    Returns
    -------
    dict
        What is known now.

    Raises
    ------
    OSError
        If the file cannot be written, or another process holds the lock too long.
    """
    from filelock import FileLock  # noqa: PLC0415 - only when progress is written

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(path.name + ".lock"), timeout=_SECONDS_TO_WAIT):
        known = read(path)
        if path.is_file():
            _keep_copy(path)
        change(known)
        _replace(path, json.dumps(known, ensure_ascii=False, indent=1).encode())
    return known


def _keep_copy(path: Path) -> None:
    """Keep the last good copy; set a broken file aside, where its owner may still look at it."""
    try:
        _parsed(path.read_bytes())
    except (ValueError, RecursionError):
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        path.replace(path.with_name(f"{path.stem}.broken-{stamp}{path.suffix}"))
        return
    shutil.copyfile(path, path.with_name(path.name + ".copying"))
    path.with_name(path.name + ".copying").replace(_backup(path))


def _replace(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=path.name, suffix=".writing", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _backup(path: Path) -> Path:
    return path.with_name(f"{path.stem}.last-good{path.suffix}")


def _nothing() -> Known:
    return {"version": 1, "lessons": {}}


def _parsed(content: bytes) -> Known:
    known = json.loads(content.decode("utf-8"))
    if not isinstance(known, dict) or not isinstance(known.get("lessons"), dict):
        raise ValueError("not a progress file")  # noqa: TRY004 - broken content, whatever its type
    return known
