"""Files that are whole or not there, whatever happens while they are written."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old or the new one, never half of it.

    Parameters
    ----------
    path : Path
        Its folder is made where it is missing.
    text : str
        Written as UTF-8 with the line ends it has.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8", newline="")
    if path.exists():
        unfinished.chmod(path.stat().st_mode)
    unfinished.replace(path)
