"""Reads a lesson for grading: what students got, the checks, the reference answers, and how much a submission may use."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.grading.bundles import LessonBundle
from autograder.kernels.limits import CEILINGS, Limits

if TYPE_CHECKING:
    from autograder.source import LessonSource

GRADED_HEADER = re.compile(r"^# %%.*\b(?:answer|check|manual)=", re.MULTILINE)
TABLE = "grading"  # of targets.toml
Stamp = tuple[tuple[str, int, int], ...]


class LessonError(Exception):
    """A lesson cannot be graded as it lies there; the message says what is wrong and what to do."""


def lesson_names(root: Path) -> list[str]:
    """Name the lessons that have something to grade.

    Parameters
    ----------
    root : Path
        The course.

    Returns
    -------
    list of str, in the course's order
    """
    from autograder.source.course import lesson_names as all_names  # noqa: PLC0415 - the other function of this name
    from autograder.source.course import source_path  # noqa: PLC0415

    return [name for name in all_names(root) if GRADED_HEADER.search(source_path(root, name).read_text(encoding="utf-8"))]


def read_bundle(root: Path, name: str) -> LessonBundle:
    """Read all of a lesson that grading needs; a lesson whose files did not change is not read again.

    Parameters
    ----------
    root : Path
        The course.
    name : str
        ``NN_slug``.

    Returns
    -------
    LessonBundle
        The notebooks are those under `lessons/`; a language that is not released there is built from the source.

    Raises
    ------
    autograder.source.CourseError
        If there is no such lesson.
    autograder.source.SourceError, autograder.source.ChecksError
        If its source or its checks cannot be read.
    LessonError
        If what is released was not made from this source, or there is nothing to grade.
    """
    from autograder.source.course import lesson_names as all_names  # noqa: PLC0415 - the other function of this name

    root = root.resolve()
    (found,) = all_names(root, [name])
    return _read(root, found, _stamp(root, found))


def read_limits(root: Path, name: str) -> Limits:
    """Read how much a submission to a lesson may use.

    Parameters
    ----------
    root : Path
        The course.
    name : str
        ``NN_slug``.

    Returns
    -------
    Limits
        The usual ones, changed by the table ``[grading]`` of the lesson's targets.toml, whose keys are those of `Limits`.

    Raises
    ------
    LessonError
        If the table holds an unknown key, or a number that is not above 0 or is above the most a system allows.
    """
    path = root / "solutions" / name / "targets.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get(TABLE, {}) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise LessonError(f"{path}: not valid TOML: {error}") from error
    if not isinstance(table, dict):
        raise LessonError(f"{path}: {TABLE} = {table!r} is not a table; write [{TABLE}] and below it as cell_s = 600")
    return changed_limits(Limits(), table, f"{path}: [{TABLE}]")


def changed_limits(limits: Limits, changes: Mapping[str, Any], where: str) -> Limits:
    """Change some limits.

    Parameters
    ----------
    limits : Limits
    changes : mapping of str to object
        New values by the names of `Limits`.
    where : str
        Where the changes were written down, to begin an error with.

    Returns
    -------
    Limits

    Raises
    ------
    LessonError
        As for `read_limits`.
    """
    known = {field.name: field.type for field in fields(Limits)}
    values = {name: getattr(limits, name) for name in known}
    for key, value in changes.items():
        if key not in known:
            raise LessonError(f"{where} has the unknown key {key!r}; known are {', '.join(known)}")
        whole = known[key] is int
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            raise LessonError(f"{where} {key} = {value!r} is not a {'whole ' if whole else ''}number")
        if not 0 < value <= getattr(CEILINGS, key):
            raise LessonError(f"{where} {key} = {value!r} is out of bounds: above 0, at most {getattr(CEILINGS, key):g}")
        values[key] = value
    return Limits(**values)


@lru_cache(maxsize=64)
def _read(root: Path, name: str, stamp: Stamp) -> LessonBundle:  # noqa: ARG001 - the stamp is part of the cache's key
    from autograder.source import LANGUAGES, read_source, source_path  # noqa: PLC0415 - jupytext, a second
    from autograder.source.notebooks import stubs_json  # noqa: PLC0415

    source = read_source(source_path(root, name))
    if not source.of_role("check", "manual"):
        raise LessonError(f"{name} has nothing to grade: no cell of {source.path} has a check= or manual= in its header.")
    released = {language: _released(root, source, language) for language in LANGUAGES}
    for language, notebook in released.items():
        _refuse_other_release(source, language, notebook)
    hidden = source.folder / "hidden.py"
    return LessonBundle(
        name=name,
        released=released,
        checks=(source.folder / "checks.py").read_bytes(),
        hidden=hidden.read_bytes() if hidden.is_file() else b"",
        stubs=stubs_json(source).encode(),
        answers={cell.exercise: cell.text for cell in source.of_role("answer")},
    )


def _released(root: Path, source: "LessonSource", language: str) -> bytes:
    from autograder.source import build, released_folder, to_text  # noqa: PLC0415 - as above

    path = released_folder(root, source.name, language) / f"{source.name}.ipynb"
    return path.read_bytes() if path.is_file() else to_text(build(source, language, solved=False)).encode()


def _refuse_other_release(source: "LessonSource", language: str, notebook: bytes) -> None:
    """Refuse a release that the checks do not fit: points and exercises in the gradebook would contradict each other."""
    from autograder.source.exercises import read_checks  # noqa: PLC0415 - as above
    from autograder.source.notebooks import GRADED  # noqa: PLC0415 - as above

    points = {name: float(exercise.points) for name, exercise in read_checks(source.folder).exercises.items()}
    wanted = {cell.id: points.get(cell.exercise) if cell.role != "answer" else None for cell in source.of_role(*GRADED)}
    try:
        found = dict(_graded_cells(notebook))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        found, wrong = {}, f"cannot be read ({type(error).__name__}: {error})"
    else:
        different = sorted({name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name) or name not in found})
        wrong = f"differs from the source in {', '.join(different)}" if different else ""
    if wrong:
        place = f"lessons/{language}/{source.name}/{source.name}.ipynb"
        raise LessonError(f"{place} {wrong}: run `petals release {source.name}`, and look at what changed since students got it.")


def _graded_cells(notebook: bytes) -> Iterator[tuple[str, float | None]]:
    for cell in json.loads(notebook)["cells"]:
        if entry := cell["metadata"].get("nbgrader"):
            yield entry["grade_id"], float(entry["points"]) if entry["grade"] else None


def _stamp(root: Path, name: str) -> Stamp:
    """Tell whether anything changed since the lesson was read."""
    folder = root / "solutions" / name
    files = [folder / f"{name}.py", folder / "checks.py", folder / "hidden.py", folder / "targets.toml"]
    files += sorted(root.glob(f"lessons/*/{name}/{name}.ipynb"))
    states = [(path, path.stat()) for path in files if path.is_file()]
    return tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)
