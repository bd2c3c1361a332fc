"""Where data lies on this machine: the folder a teacher filled, and the cache the course fills itself."""

import os
from pathlib import Path


def course_data() -> Path | None:
    """Return the folder named by the environment variable COURSE_DATA.

    Returns
    -------
    Path, or None if the variable is unset or empty

    Raises
    ------
    FileNotFoundError
        If it names no folder: better said at once than answered with other data.
    """
    named = os.environ.get("COURSE_DATA", "")
    if not named:
        return None
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise FileNotFoundError(f"COURSE_DATA names {named!r}, which is not a folder; correct it or unset it")
    return folder


def cache_folder() -> Path:
    """Return the folder that downloads and drawn data go to; it may not exist yet.

    Returns
    -------
    Path: $COURSE_CACHE if set, else the system's cache folder for this user
    """
    named = os.environ.get("COURSE_CACHE", "")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where it is needed

    return user_cache_path("perceptron-to-petals", appauthor=False)
