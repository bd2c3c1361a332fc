"""The titles of lessons, as their released notebooks state them."""

import json
import re
from functools import cache
from pathlib import Path

from course_utils.checking.session import course_root

_HEADING = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)


def lesson_title(name: str, language: str, folder: Path | None = None) -> str:
    """Find a lesson's title.

    Parameters
    ----------
    name : str
        ``NN_slug``.
    language : "en" or "ko"
    folder : Path, optional
        Where its notebook may lie besides the course.

    Returns
    -------
    str
        The first heading of the notebook; without one, the name in words.
    """
    root = course_root()
    folders = [root / "lessons" / language / name] if root else []
    for place in [*folders, *([folder] if folder else [])]:
        title = _heading(place / f"{name}.ipynb")
        if title:
            return title
    number, _, slug = name.partition("_")
    return f"{number} {slug.replace('_', ' ')}".strip()


def known_lessons(language: str) -> list[str]:
    """List the lessons of the course, in order.

    Parameters
    ----------
    language : "en" or "ko"

    Returns
    -------
    list of str
    """
    root = course_root()
    if root is None:
        return []
    folders = {*(root / "lessons" / language).glob("[0-9][0-9]_*"), *(root / "solutions").glob("[0-9][0-9]_*")}
    return sorted({folder.name for folder in folders if (folder / "checks.py").is_file()})


@cache
def _heading(path: Path) -> str:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        prose = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        found = next((match for words in prose if (match := _HEADING.search(words))), None)
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return re.sub(r"[*_`]", "", found.group(1)) if found else ""
