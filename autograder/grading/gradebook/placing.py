"""The executed notebook's way to ``autograded/``: whole or not at all, and back again if the transaction fails."""

import hashlib
import html
import json
import os
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

from autograder.grading.gradebook.rows import GradebookError

TIMESTAMP = "timestamp.txt"  # nbgrader's


def checked_name(name: str, what: str) -> str:
    """Let only names through that are one folder's name.

    Parameters
    ----------
    name : str
    what : str
        "student" or "lesson", for the message.

    Returns
    -------
    str

    Raises
    ------
    GradebookError
        For names that could leave the folder, hide in it, or that no file system or database takes.
    """
    bad = not name or name.startswith(".") or any(mark in name for mark in "/\\\0") or len(name) > 128  # noqa: PLR2004 - nbgrader's column
    with suppress(UnicodeEncodeError):
        if not bad and len(name.encode("utf-8")) <= 255:  # noqa: PLR2004 - bytes in a file's name
            return name
    raise GradebookError(f"{name[:40]!r} cannot name a {what}: one to 128 characters, none of them / or \\, and no leading dot")


def stand_in(released: bytes, reason: str) -> bytes:
    """Make a notebook for a hand-in that could not be read: the release with the reason on top, so that formgrader has one to open.

    Parameters
    ----------
    released : bytes
    reason : str

    Returns
    -------
    bytes
    """
    notebook = json.loads(released)
    words = f'<pre style="white-space: pre-wrap">{html.escape(reason)}</pre>'  # within it, Markdown finds nothing to do
    cell = {"cell_type": "markdown", "id": "petals-reason", "metadata": {}, "source": words}
    notebook["cells"].insert(0, cell)
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def digest_of(path: Path) -> str:
    """Name a file by its content.

    Parameters
    ----------
    path : Path

    Returns
    -------
    str
        64 hexadecimal digits; empty if there is no such file.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


class Placement:
    """One notebook on its way to its place.

    Parameters
    ----------
    path : Path
        Its place.

    Notes
    -----
    Used under the writer's lock: nobody else is at this place. What a killed writer left is swept away by the next.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fresh = path.with_name(f".{path.name}.fresh")
        self._former = path.with_name(f".{path.name}.former")
        self._stamp_path, self._fresh_stamp = path.with_name(TIMESTAMP), path.with_name(f".{TIMESTAMP}.fresh")
        self._beside = (self._fresh, self._former, self._fresh_stamp)
        self._undo = ExitStack()

    def stage(self, content: bytes) -> None:
        """Write the notebook beside its place, through to the disk.

        Parameters
        ----------
        content : bytes
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.sweep()
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self._fresh, flags, 0o644), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def place(self, submitted_at: datetime | None = None) -> None:
        """Put it in its place; what stood there is kept until `sweep`.

        Parameters
        ----------
        submitted_at : datetime, optional
            When it was handed in, for `nbgrader generate_feedback`, which asks the file beside it whether its page is older.
        """
        with ExitStack() as undo:
            undo.callback(self._stamp, self._stamped())
            self._stamp(f"{submitted_at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC\n".encode() if submitted_at else None)
            try:
                os.link(self.path, self._former)
                undo.callback(self._former.replace, self.path)
            except FileNotFoundError:
                undo.callback(self.path.unlink, missing_ok=True)
            except OSError:  # no hard links here: after a failed commit the next run grades once more
                pass
            self._fresh.replace(self.path)
            _sync_folder(self.path.parent)
            self._undo = undo.pop_all()

    def _stamped(self) -> bytes | None:
        with suppress(FileNotFoundError):
            return self._stamp_path.read_bytes()
        return None

    def _stamp(self, words: bytes | None) -> None:
        if words is None:
            self._stamp_path.unlink(missing_ok=True)
            return
        self._fresh_stamp.unlink(missing_ok=True)
        self._fresh_stamp.write_bytes(words)
        self._fresh_stamp.replace(self._stamp_path)

    def undo(self) -> None:
        """Bring back what stood there; after `stage` alone, take the fresh one away."""
        with suppress(OSError):
            self._undo.close()
        self.sweep()

    @property
    def untidy(self) -> bool:
        """Whether something lies beside the notebook."""
        return any(path.exists() for path in self._beside)

    def sweep(self) -> None:
        """Leave nothing beside the notebook."""
        for path in self._beside:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Have the disk know the new name; some network file systems cannot be asked."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
