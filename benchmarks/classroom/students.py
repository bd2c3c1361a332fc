"""Made-up students of any lesson: right, partly right, wrong, crashing, slow."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from tests.grading.fixtures.making import solved, untouched, with_answers
from tests.grading.fixtures.mixed_class import answers_of, known_answers

Kind: TypeAlias = Literal["correct", "partly", "wrong", "crashing", "slow"]
KINDS: tuple[Kind, ...] = ("correct", "partly", "wrong", "slow", "crashing")
HONEST: tuple[Kind, ...] = ("correct", "partly", "wrong", "slow")
CRASH = "import os\nos.kill(os.getpid(), 11)"


@dataclass(frozen=True)
class Student:
    """One made-up student.

    Attributes
    ----------
    name : str
        Sorts by number, and says what kind it is.
    kind : str
    notebook : bytes
        As handed in.
    """

    name: str
    kind: Kind
    notebook: bytes


def students(course: Path, lesson: str, count: int, *, slow_s: float, first: int = 0, prefix: str = "s") -> list[Student]:
    """Make a class: the kinds take turns, and so do the languages.

    Parameters
    ----------
    course : Path
        Where the lesson is released.
    lesson : str
    count : int
    slow_s : float, seconds
        How long a slow student's extra cell sleeps.
    first : int
        The first student's number: what sets two students of one kind apart.
    prefix : str
        Names begin so.

    Returns
    -------
    list of Student
    """
    made = []
    for number in range(first, first + count):
        kind, language = KINDS[number % len(KINDS)], ("en", "ko")[number // len(KINDS) % 2]
        made.append(Student(f"{prefix}{number:04}-{kind}", kind, _notebook(course, lesson, kind, language, number, slow_s)))
    return made


def _notebook(course: Path, lesson: str, kind: Kind, language: str, number: int, slow_s: float) -> bytes:
    right = solved(course, language, lesson)
    if kind == "slow":
        return _with_cell(right, f"import time\ntime.sleep({slow_s})")
    if kind == "crashing":
        return _with_cell(right, CRASH)
    if kind == "correct":
        return _with_cell(right, f"# student {number}")
    if kind == "partly":
        stubs = answers_of(untouched(course, language, lesson))
        left_out = random.Random(number).sample(sorted(stubs), max(1, len(stubs) // 2))  # noqa: S311 - a class of stand-ins
        return _with_cell(with_answers(right, {name: stubs[name] for name in left_out}), f"# student {number}")
    wrong = {name: sources[number % len(sources)] for name, sources in known_answers(lesson)[1].items() if name in answers_of(right)}
    return _with_cell(with_answers(right, wrong), f"# student {number}")


def _with_cell(notebook: bytes, source: str) -> bytes:
    """Put a cell of the student's own after the second check, or at the end."""
    loaded = json.loads(notebook)
    places = [place for place, cell in enumerate(loaded["cells"]) if cell["id"].startswith("check-")]
    own = {"id": "own", "cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
    loaded["cells"].insert((places[1] if len(places) > 1 else len(loaded["cells"]) - 1) + 1, own)
    return json.dumps(loaded, ensure_ascii=False, indent=1).encode()
