"""Hand-ins of a real lesson for the tests of intake: bundles, edited notebooks, what became of a cell."""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from autograder.grading.bundles import LessonBundle
from autograder.grading.intake import Prepared, PreparedCell, normalise
from autograder.grading.results import Submission

REPOSITORY = Path(__file__).parents[3]
LESSON = "01_perceptron"
STEP = "def step(z):\n    return int(z > 0)"


@cache
def bundle(lesson: str = LESSON) -> LessonBundle:
    """The released lesson, as a worker gets it."""
    released = {language: (REPOSITORY / f"lessons/{language}/{lesson}/{lesson}.ipynb").read_bytes() for language in ("en", "ko")}
    return LessonBundle(lesson, released, checks=b"", hidden=b"", stubs=b"", answers={})


def released(language: str = "en", lesson: str = LESSON) -> dict[str, Any]:
    """The notebook as students got it, to be edited."""
    notebook = json.loads(bundle(lesson).released[language])
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def written(notebook: Any) -> bytes:
    """A notebook, or any other value, as a file."""
    return json.dumps(notebook).encode()


def take_in(notebook: Any, lesson: str = LESSON) -> Prepared:
    """Normalise a notebook, given as bytes or as a value."""
    data = notebook if isinstance(notebook, bytes) else written(notebook)
    return normalise(Submission("alice", lesson, data), bundle(lesson))


def edited(edit: Callable[[dict[str, Any]], object], language: str = "en") -> dict[str, Any]:
    """A released notebook after an edit in place."""
    notebook = released(language)
    edit(notebook)
    return notebook


def cell_of(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """The first cell with this id."""
    return next(cell for cell in notebook["cells"] if cell.get("id") == name)


def place_of(notebook: dict[str, Any], name: str) -> int:
    """Where the first cell with this id stands."""
    return notebook["cells"].index(cell_of(notebook, name))


def copied(cell: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A copy of a cell as JupyterLab pastes it: the same metadata under a new id."""
    return {**copy.deepcopy(cell), "id": "pasted-1", **changes}


def code(source: str, name: str = "mine-1") -> dict[str, Any]:
    """A cell that a student added."""
    return {"cell_type": "code", "execution_count": 3, "id": name, "metadata": {}, "outputs": [], "source": source}


def named(prepared: Prepared, name: str) -> PreparedCell:
    """The one prepared cell with this id."""
    (cell,) = [cell for cell in prepared.cells if cell.id == name]
    return cell


def order(prepared: Prepared, *names: str) -> list[str]:
    """Those of the named cells that are there, in their order."""
    return [cell.id for cell in prepared.cells if cell.id in names]


def told(prepared: Prepared, kind: str = "repair") -> str:
    """What the notes of a kind say, in English."""
    return "\n".join(note.message.en for note in prepared.notes if note.kind == kind)
