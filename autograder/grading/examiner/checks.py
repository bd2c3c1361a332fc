"""A bundle's checks, loaded outside the sandbox, once for all submissions that this process examines."""

import tempfile
from pathlib import Path

from autograder.grading.bundles import LessonBundle
from course_utils.checking import LessonChecks, load_checks

MOST_KEPT = 16  # lessons

_loaded: dict[str, LessonChecks] = {}


def lesson_checks(bundle: LessonBundle) -> LessonChecks:
    """Load a lesson's checks, the hidden ones too.

    They touch the disk for a moment only, in a folder that nobody else may enter.

    Parameters
    ----------
    bundle : LessonBundle

    Returns
    -------
    LessonChecks

    Raises
    ------
    course_utils.checking.ChecksError
        If they cannot be used.
    """
    known = _loaded.get(bundle.version)
    if known is None:
        known = _load(bundle)
        if len(_loaded) >= MOST_KEPT:
            _loaded.pop(next(iter(_loaded)))
        _loaded[bundle.version] = known
    return known


def _load(bundle: LessonBundle) -> LessonChecks:
    with tempfile.TemporaryDirectory(prefix="petals-checks-") as place:  # made with permissions 0700
        folder = Path(place, bundle.name)
        folder.mkdir()
        for name, content in (("checks.py", bundle.checks), ("hidden.py", bundle.hidden), ("stubs.json", bundle.stubs)):
            if content:
                (folder / name).write_bytes(content)
        return load_checks(folder, hidden=True)
