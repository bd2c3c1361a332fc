"""Folders that a grader works in, and what a killed one left of them."""

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = "ptp-"  # short: the path of a socket inside has at most 107 characters
_UNBORN = "new-ptp-"
_LOCK = "alive"
_OLD = 3_600  # seconds


class WorkFolder:
    """A new temporary folder that says, by a lock the system ends with this process, whether it is in use.

    Attributes
    ----------
    path : Path
    """

    def __init__(self) -> None:
        unborn = Path(tempfile.mkdtemp(prefix=_UNBORN))
        unborn.chmod(0o711)  # who becomes an unprivileged user inside must reach its own folder below
        self._lock = os.open(unborn / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.path = unborn.rename(unborn.with_name(unborn.name.replace(_UNBORN, PREFIX, 1)))

    def close(self) -> None:
        """Take the folder away."""
        if self._lock >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1


def sweep() -> list[str]:
    """Take away what killed graders of this user left.

    Returns
    -------
    list of str
        Names of the folders.
    """
    gone = []
    for folder in Path(tempfile.gettempdir()).glob(f"*{PREFIX}*"):
        with suppress(OSError):
            state = folder.lstat()
            if state.st_uid == os.geteuid() and folder.is_dir() and not folder.is_symlink() and _abandoned(folder, state.st_mtime):
                shutil.rmtree(folder, ignore_errors=True)
                gone.append(folder.name)
    return gone


def in_use() -> set[str]:
    """Name the folders that graders work in.

    Returns
    -------
    set of str
    """
    return {folder.name for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*")}


def _abandoned(folder: Path, changed: float) -> bool:
    if folder.name.startswith(_UNBORN):
        return time.time() - changed > _OLD
    if not folder.name.startswith(PREFIX) or not (folder / _LOCK).is_file():
        return False
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(lock)
