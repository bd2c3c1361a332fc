"""Pages on disk: whole or not there, and rewritten only when something they show has changed."""

import hashlib
import hmac
import os
import re
import stat
from collections.abc import Iterable
from functools import cache
from pathlib import Path

MARK = '<meta name="petals" content="{}">'
MARKED = re.compile(rb'<meta name="petals" content="([0-9a-f]{64})">')
HEAD = 1_000  # bytes of a page in which its mark stands


def fingerprint(secret: bytes, parts: Iterable[str]) -> str:
    """Name all that a page is made of, this package's own files included.

    Parameters
    ----------
    secret : bytes
        Keeps anyone from guessing hidden values and trying them against the name, which students see.
    parts : iterable of str

    Returns
    -------
    str, 64 hexadecimal digits
    """
    digest = hmac.new(secret, _own_files(), hashlib.sha256)
    for part in parts:
        encoded = part.encode("utf-8", "backslashreplace")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def is_current(path: Path, name: str) -> bool:
    """Tell whether a page is there and was made of the same.

    Parameters
    ----------
    path : Path
    name : str
        As `fingerprint` gave it.

    Returns
    -------
    bool
    """
    try:
        with path.open("rb") as file:
            found = MARKED.search(file.read(HEAD))
    except OSError:
        return False
    return found is not None and found[1].decode() == name


def write_page(path: Path, page: str, name: str = "") -> None:
    """Write a page so that a reader sees the old or the new one, never half of it.

    Parameters
    ----------
    path : Path
        Its folder is made where it is missing.
    page : str
    name : str
        Its fingerprint, which goes into its head.
    """
    if name:
        page = page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{MARK.format(name)}', 1)
    write_bytes(path, page.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Parameters
    ----------
    path : Path
    content : bytes
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read_plain(path: Path, most: int) -> bytes | None:
    """Read a file that somebody else put there.

    Parameters
    ----------
    path : Path
    most : int, bytes

    Returns
    -------
    bytes or None
        None if it is no ordinary file, or too large, or not there; links are not followed.
    """
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            found = os.fstat(file.fileno())
            return file.read(most) if stat.S_ISREG(found.st_mode) and found.st_size <= most else None
    except OSError:
        return None


@cache
def _own_files() -> bytes:
    files = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in {".py", ".css", ".j2"})
    return b"\0".join(path.read_bytes() for path in files)
