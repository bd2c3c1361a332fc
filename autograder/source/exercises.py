"""What the build and lint need to know of a lesson's checks.py: exercises with their points, hints and checks, and quizzes."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course_utils.checking import LessonChecks


class ChecksError(Exception):
    """A lesson's checks.py or hidden.py cannot be read; the message says where and why."""


def read_checks(folder: Path, *, hidden: bool = False) -> "LessonChecks":
    """Run a lesson's checks.py (and hidden.py), unless it ran already and did not change.

    Parameters
    ----------
    folder : Path
        The lesson's folder under `solutions/`.
    hidden : bool
        Whether to read hidden.py too, where there is one.

    Returns
    -------
    LessonChecks

    Raises
    ------
    ChecksError
        If the files raise.
    """
    return _load(folder.resolve(), hidden, _state(folder))


def _state(folder: Path) -> str:
    files = [folder / "checks.py", folder / "hidden.py"]
    return hashlib.sha256(b"\0".join(path.read_bytes() if path.is_file() else b"" for path in files)).hexdigest()


@lru_cache(maxsize=64)
def _load(folder: Path, hidden: bool, state: str) -> "LessonChecks":  # noqa: ARG001, FBT001 - the state is part of the cache's key
    from course_utils import checking  # noqa: PLC0415 - numpy and a lesson's own imports, needed only here

    if not (folder / "checks.py").is_file():
        raise ChecksError(f"{folder / 'checks.py'} is missing: every lesson has one, with an exercise(...) for each check.")
    try:
        return checking.load_checks(folder, hidden=hidden and (folder / "hidden.py").is_file())
    except checking.ChecksError as error:
        raise ChecksError(str(error)) from error
