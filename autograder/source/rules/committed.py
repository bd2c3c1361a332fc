"""What is committed is what a fresh build gives: no edits by hand, no outputs, nothing missing, nothing extra."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.source.course import LANGUAGES, released_folder, source_path
from autograder.source.faults import Fault


def committed_files_are_fresh(fresh: Mapping[Path, bytes], name: str = "") -> Iterator[Fault]:
    """Compare committed files with a fresh build.

    Parameters
    ----------
    fresh : mapping of Path to bytes
        What the build gives.
    name : str
        The lesson, for the advice; empty for what all lessons share.

    Yields
    ------
    Fault
        Rules not-built, not-fresh, outputs.
    """
    command = f"petals release {name}".rstrip()
    for path, wanted in fresh.items():
        if not path.is_file():
            yield Fault(path, 1, "not-built", f"the file is missing: run `{command}` and commit it.")
            continue
        got = path.read_bytes()
        yield from _outputs(path, got, name)
        if _without_outputs(got, path) != _without_outputs(wanted, path):
            line = _first_difference(got, wanted)
            yield Fault(path, line, "not-fresh", f"not what the source gives: change the source, then run `{command}`.")


def only_generated_files(root: Path, fresh: Mapping[Path, bytes], name: str) -> Iterator[Fault]:
    """Report files in released folders that no build writes.

    Parameters
    ----------
    root : Path
        The course.
    fresh : mapping of Path to bytes
        What the build gives.
    name : str
        The lesson.

    Yields
    ------
    Fault
        Rule stray-file.
    """
    for language in LANGUAGES:
        folder = released_folder(root, name, language)
        for path in sorted(folder.rglob("*")):
            hidden_folder = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
            if path.is_file() and path not in fresh and not hidden_folder:
                yield Fault(path, 1, "stray-file", "no build writes this file, and students would get it: remove it.")


def only_shared_files(root: Path, fresh: Mapping[Path, bytes]) -> Iterator[Fault]:
    """Report files beside the released folders that no build writes.

    Parameters
    ----------
    root : Path
        The course.
    fresh : mapping of Path to bytes
        What all lessons share.

    Yields
    ------
    Fault
        Rule stray-file.
    """
    for language in LANGUAGES:
        for path in sorted((root / "lessons" / language).glob("*")):
            if path.is_file() and path not in fresh and not path.name.startswith("."):
                yield Fault(path, 1, "stray-file", "no build writes this file, and students would get it: remove it.")


def lessons_have_sources(root: Path) -> Iterator[Fault]:
    """Report lessons, released or in `solutions/`, without a source.

    Parameters
    ----------
    root : Path
        The course.

    Yields
    ------
    Fault
        Rule no-source.
    """
    released = [folder for language in LANGUAGES for folder in sorted((root / "lessons" / language).glob("*")) if folder.is_dir()]
    for folder in [*sorted(path.parent for path in root.glob("solutions/*/checks.py")), *released]:
        if not source_path(root, folder.name).is_file():
            advice = f"solutions/{folder.name}/{folder.name}.py does not exist: write it, or remove this folder."
            yield Fault(folder, 1, "no-source", advice)


def _notebook(data: bytes, path: Path) -> dict[str, Any] | None:
    """Read a notebook; anything else, and what is no notebook inside, is None."""
    try:
        notebook = json.loads(data) if path.suffix == ".ipynb" else None
    except ValueError:
        return None
    return notebook if isinstance(notebook, dict) and isinstance(notebook.get("cells"), list) else None


def _outputs(path: Path, data: bytes, name: str) -> Iterator[Fault]:
    notebook = _notebook(data, path)
    for cell in notebook["cells"] if notebook else []:
        kept = [kind for kind in ("outputs", "execution_count") if cell.get(kind)]
        if kept:
            line = data.count(b"\n", 0, max(data.find(f'"id": "{cell.get("id")}"'.encode()), 0)) + 1
            shown = " and ".join(kind.replace("_", " ") for kind in kept)
            yield Fault(path, line, "outputs", f"cell {cell.get('id')} has {shown}: clear them, or run `petals release {name}`.")


def _without_outputs(data: bytes, path: Path) -> object:
    """Forget outputs, which are a fault of their own; without any, the bytes themselves count."""
    notebook = _notebook(data, path)
    if not notebook or not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook["cells"]):
        return data
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code":
            cell.update(outputs=[], execution_count=None)
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _first_difference(got: bytes, wanted: bytes) -> int:
    pairs = zip(got.split(b"\n"), wanted.split(b"\n"), strict=False)
    return next((number for number, (mine, yours) in enumerate(pairs, start=1) if mine != yours), 1)
