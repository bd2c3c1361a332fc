"""A class with attackers, graded by one `petals grade`, and all that can be seen of it from outside afterwards.

A case is a file `cases/NAME.py`: a docstring that says what it tries, then cells that begin with a line

    # %% [answer:EXERCISE]          in place of the answer to an exercise
    # %% [extra before:EXERCISE]    a new code cell before that answer
    # %% [extra end]                a new code cell after everything
"""

import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil

from tests.grading.fixtures.answers import RIGHT, WRONG
from tests.grading.fixtures.making import LIGHT, hand_in, solved, with_answers

REPOSITORY = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
WAIT = 540  # seconds for a whole class: far above what it takes
GRACE = 10  # seconds in which what was killed may go
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h

FULL = {"mean_light": 2.0, "expose": 3.0, "draw_light": 2.0, "build_model": 3.0, "darkest": 0.0, "own_words": 0.0}
PARTLY = {**FULL, "expose": 0.0}
TWIN = {**dict.fromkeys(FULL, 0.0), "mean_light": 2.0}
NEIGHBOURS = {"aa_solved": FULL, "zz_partly": PARTLY, "zz_solved": FULL}  # graded first and last
# Of hidden.py and of the reference answers: these stand in no file that a student gets.
SECRETS = ("measures_other_sizes", "reaches_any_target", "finds_the_darkest_of_many", "rng.integers", "(target / mean_light(images))[:")
EXPECTED = ("gradebook.db", "autograded/", "feedback/", "_build/")
_HEADER = re.compile(r"^# %% \[(answer:|extra before:|extra )(\w+)\]\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """An attack, or a way of working, as cells."""

    name: str
    tries: str
    answers: Mapping[str, str]
    extras: tuple[tuple[str, str], ...]

    def put_into(self, notebook: bytes) -> bytes:
        made = json.loads(with_answers(notebook, self.answers))
        for number, (place, source) in enumerate(self.extras):
            cells = made["cells"]
            where = len(cells) if place == "end" else next(at for at, cell in enumerate(cells) if cell["id"] == f"answer-{place}")
            cells.insert(where, extra_cell(source, f"extra-{number}"))
        return json.dumps(made, ensure_ascii=False).encode()


def read_case(name: str) -> Case:
    """Read `cases/NAME.py`."""
    head, *parts = _HEADER.split((CASES / f"{name}.py").read_text(encoding="utf-8"))
    assert '"""' in head, f"{name}: say in a docstring what it tries"
    assert parts, f"{name}: no cell begins with # %% [answer:…] or # %% [extra …]"
    cells = [(kind, place, source.strip()) for kind, place, source in zip(parts[::3], parts[1::3], parts[2::3], strict=True)]
    answers = {place: source for kind, place, source in cells if kind == "answer:"}
    return Case(name, head.split('"""')[1], answers, tuple((place, source) for kind, place, source in cells if kind != "answer:"))


def case_names(prefix: str) -> list[str]:
    return sorted(path.stem for path in CASES.glob(f"{prefix}*.py"))


def extra_cell(source: str, name: str = "mine") -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def twin(course: Path, language: str = "en") -> bytes:
    """The wrong notebook that attacks are put into: only `mean_light` is right."""
    return with_answers(solved(course, language), {**WRONG, "mean_light": RIGHT["mean_light"]})


def changed(notebook: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Edit a notebook's JSON in place."""
    loaded = json.loads(notebook)
    change(loaded)
    return json.dumps(loaded).encode()


def grade_class(
    template: Path,
    folder: Path,
    notebooks: Mapping[str, bytes],
    *,
    limits: Mapping[str, float] | None = None,
    jobs: int = 1,
    prepare: Callable[["GradedClass"], object] = lambda _class: None,
    arguments: Iterable[str] = (),
) -> "GradedClass":
    """Hand in the notebooks, their twin and the neighbours; grade them once.

    `limits` are those of `Limits`, by name; `prepare` is called before the run, when everything is handed in.
    """
    graded = open_class(template, folder, limits)
    partly = with_answers(solved(graded.course), {"expose": WRONG["expose"]})
    neighbours = {"aa_solved": solved(graded.course), "zz_partly": partly, "zz_solved": with_answers(solved(graded.course), RIGHT)}
    for student, notebook in {**neighbours, "twin": twin(graded.course), **notebooks}.items():
        hand_in(graded.course, student, LIGHT, notebook)
    prepare(graded)
    graded.grade("--jobs", str(jobs), *arguments)
    assert (graded.course / "gradebook.db").exists(), graded.said
    return graded


def open_class(template: Path, folder: Path, limits: Mapping[str, float] | None = None) -> "GradedClass":
    """Make a class in which nobody has handed in, with a home and a folder for temporary files of its own."""
    made = GradedClass(folder / "course", folder / "home", folder / "t")
    shutil.copytree(template, made.course)
    table = {"cell_s": 60, "notebook_s": 180, **(limits or {})}
    lines = ["[grading]", *(f"{name} = {value}" for name, value in table.items())]
    (made.course / "solutions" / LIGHT / "targets.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (made.course / "exchange").mkdir(exist_ok=True)  # made on the first reading of the settings
    made.home.mkdir()
    (made.home / "diary.txt").write_text(f"{made.bait}\n", encoding="utf-8")
    made.temporary.mkdir()
    return made


@dataclass
class GradedClass:
    """What can be seen of a class.

    Attributes
    ----------
    code, said : exit code and output of the last `petals grade`
    outside : tuple of str
        What a run changed beyond gradebook, autograded notebooks and pages: "new PATH", "gone PATH", "changed PATH".
    survivors : tuple of str
        Processes that a run left behind.
    """

    course: Path
    home: Path
    temporary: Path
    code: int = -1
    said: str = ""
    outside: tuple[str, ...] = ()
    survivors: tuple[str, ...] = ()
    bait: str = "this line of a diary is nobody's business"
    _pages: dict[str, str] = field(default_factory=dict)

    @cached_property
    def environment(self) -> dict[str, str]:
        own = {"COURSE_ROOT": self.course, "HOME": self.home, "TMPDIR": self.temporary, "PYTHONPATH": REPOSITORY}
        return {**os.environ, **{name: str(path) for name, path in own.items()}, "PETALS_SECRET": "the same in every test"}

    def petals(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the course; its survivors are in `survivors`."""
        line = [sys.executable, "-m", "tests.attacks.staging", str(self.temporary.with_name("survivors.json")), *arguments]
        done = subprocess.run(line, cwd=self.course, env=self.environment, capture_output=True, text=True, timeout=WAIT, check=False)
        found = self.temporary.with_name("survivors.json")
        self.survivors += tuple(json.loads(found.read_text(encoding="utf-8")))
        return done

    def nbgrader(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "nbgrader", *arguments]
        environment = {name: value for name, value in self.environment.items() if name != "COURSE_ROOT"}
        return subprocess.run(line, cwd=self.course, env=environment, capture_output=True, text=True, timeout=WAIT, check=False)

    def grade(self, *arguments: str) -> None:
        """Run `petals grade` and hold what lies outside against what lay there before."""
        before = self.hashes()
        done = self.petals("grade", LIGHT, *arguments)
        self.code, self.said = done.returncode, done.stdout + done.stderr
        self.outside += differences(before, self.hashes())
        self.__dict__.pop("_grades", None)

    def hashes(self) -> dict[str, str]:
        """Everything that grading must leave alone, as it is now."""
        found = {}
        for root in (self.course, self.home, self.temporary):
            for path in sorted(root.rglob("*")):
                inner = path.relative_to(root).as_posix()
                if root != self.course or not f"{inner}/".startswith(EXPECTED):
                    found[f"{root.name}/{inner}"] = fingerprint_of(path)
        return found

    @cached_property
    def _grades(self) -> dict[str, dict[str, float]]:
        from nbgrader.api import Gradebook

        grades: dict[str, dict[str, float]] = {}
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as book:
            for submission in book.assignment_submissions(LIGHT):
                (notebook,) = submission.notebooks
                grades[submission.student.id] = {grade.name.split("-", 1)[1]: float(grade.score) for grade in notebook.grades}
        return grades

    @property
    def students(self) -> set[str]:
        return set(self._grades)

    def marks(self, student: str) -> dict[str, float]:
        """Points by exercise, from nbgrader's tables."""
        return self._grades[student]

    def score(self, student: str) -> float:
        return sum(self.marks(student).values())

    def rows(self, student: str | None = None) -> list[Any]:
        """The journal's rows, oldest first."""
        from autograder.grading.gradebook import Gradebook

        with Gradebook(f"sqlite:///{self.course}/gradebook.db", course=self.course) as book:
            return list(book.journal(LIGHT, student))

    def graded(self, student: str) -> Any:
        """The engine's result, as the one row of the journal holds it (results.Graded)."""
        from autograder.grading.gradebook.records import from_json

        (row,) = self.rows(student)
        return from_json(row.result)

    def cases(self, student: str, exercise: str) -> tuple[Any, ...]:
        """What each check of an exercise found (Case)."""
        return next(one.score.cases for one in self.graded(student).exercises if one.score.exercise == exercise)

    def told(self, student: str) -> str:
        """All that the engine says about a hand-in, in English: its reason, those of its exercises, notes, messages of failed cases."""
        result = self.graded(student)
        texts = [result.reason, *(note.message for note in result.notes), *(one.reason for one in result.exercises)]
        texts += [case.message for one in result.exercises for case in one.score.cases]
        return "\n".join(text.en for text in texts if text)

    def executed(self, student: str) -> str:
        """The autograded notebook as it lies on disk; empty if there is none."""
        path = self.course / "autograded" / student / LIGHT / f"{LIGHT}.ipynb"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def printed(self, student: str) -> str:
        """Everything shown under the cells of the autograded notebook, but for the engine's own lines."""
        shown = []
        for cell in json.loads(self.executed(student))["cells"]:
            for output in cell.get("outputs", ()):
                texts = [output.get("text", ""), output.get("data", {}).get("text/plain", ""), output.get("traceback", [])]
                shown += ["".join(text) for text in texts] if not cell["id"].startswith("check-") else []
        return "\n".join(filter(None, shown))

    def page(self, student: str) -> str:
        """The feedback page of `petals feedback`."""
        if not self._pages:
            done = self.petals("feedback", LIGHT)
            assert done.returncode == 0, done.stdout + done.stderr
            for path in (self.course / "feedback").glob(f"*/{LIGHT}/{LIGHT}.html"):
                self._pages[path.parts[-3]] = path.read_text(encoding="utf-8")
        return self._pages[student]


def fingerprint_of(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if not path.is_file():
        return "no file"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    new = [f"new {name}" for name in sorted(set(after) - set(before))]
    gone = [f"gone {name}" for name in sorted(set(before) - set(after))]
    return (*new, *gone, *(f"changed {name}" for name in sorted(set(before) & set(after)) if before[name] != after[name]))


def assert_nothing_else_happened(graded: GradedClass, students: Iterable[str]) -> None:
    """Hold the rest of a class to what it must be, whatever these students tried."""
    everyone = {*students, *NEIGHBOURS, "twin"}
    assert graded.students == everyone, graded.said
    assert {name: graded.marks(name) for name in NEIGHBOURS} == NEIGHBOURS, graded.said
    assert graded.marks("twin") == TWIN, graded.said
    assert sorted(row.student for row in graded.rows()) == sorted(everyone)
    assert graded.outside == ()
    assert graded.survivors == ()


def assert_nothing_gained(graded: GradedClass, student: str) -> None:
    """An attack scores no more than the same notebook without it, and carries nothing out that students must not see."""
    worth = graded.marks("twin")
    assert {name: mark for name, mark in graded.marks(student).items() if mark > worth[name]} == {}, graded.told(student)
    for place, content in {"notebook": graded.executed(student), "page": graded.page(student)}.items():
        assert [secret for secret in (*SECRETS, graded.bait, "the same in every test") if secret in content] == [], place


def _main(result: str, *arguments: str) -> int:
    """Run a command as the parent of everything it leaves behind, and write down what that is."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    program = "from autograder.cli import main; main(prog_name='petals')"
    code = subprocess.run([sys.executable, "-c", program, *arguments], check=False).returncode
    end = time.monotonic() + GRACE
    while (left := _left()) and time.monotonic() < end:
        time.sleep(0.05)
    Path(result).write_text(json.dumps([" ".join(process.cmdline())[:200] or process.name() for process in left]), encoding="utf-8")
    for process in left:
        process.kill()
    return code


def _left() -> list[psutil.Process]:
    return [process for process in psutil.Process().children(recursive=True) if process.status() != psutil.STATUS_ZOMBIE]


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
