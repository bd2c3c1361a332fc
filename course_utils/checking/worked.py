"""The worked code of an exercise, where the course folder holds its source."""

import re
from pathlib import Path

_CELL = re.compile(r"^# %%.*$", re.MULTILINE)
_MARK = re.compile(r"^[ \t]*### (?:BEGIN|END) SOLUTION[ \t]*(?:\n|\Z)", re.MULTILINE)


def worked_code(root: Path | None, lesson: str, exercise: str) -> str:
    """Cut an answer out of a lesson's source.

    Parameters
    ----------
    root : Path or None
        Of the course.
    lesson, exercise : str

    Returns
    -------
    str
        Empty if this clone does not hold it.
    """
    path = root / "solutions" / lesson / f"{lesson}.py" if root else None
    if path is None or not path.is_file():
        return ""
    source = path.read_text(encoding="utf-8")
    headers = [*_CELL.finditer(source)]
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        if re.search(rf'\banswer="{re.escape(exercise)}"', header.group()):
            return _MARK.sub("", source[header.end() : following.start() if following else None]).strip()
    return ""
