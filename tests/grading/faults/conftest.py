import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from autograder.kernels import groups
from tests.grading.faults.injecting import FOLDER, Fault, missed, plan
from tests.grading.fixtures.answers import RIGHT, WRONG
from tests.grading.fixtures.comparing import State, state_of
from tests.grading.fixtures.making import LIGHT, hand_in, light_course, solved, with_answers
from tests.grading.gradebook import postgres

REPOSITORY = Path(__file__).parents[3]
SECRET = "the same in every run"
WAIT = 500  # seconds for a run: far above what it takes
GRACE = 60  # seconds in which what belonged to a killed command may go
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h
KILLED = -signal.SIGKILL


@dataclass
class School:
    """A course with four hand-ins, and a folder for temporary files of its own."""

    course: Path
    temporary: Path
    faults: Path
    url: str = ""
    survivors: list[str] = field(default_factory=list)

    def start(self, *faults: Fault, jobs: int = 1, lesson: str = LIGHT, more: Iterable[str] = ()) -> "subprocess.Popen[str]":
        """Start `petals grade`, the real one if no fault is planned."""
        plan(self.faults, faults)
        program = ["-m", "tests.grading.faults.driver"] if faults else ["-c", "from autograder.cli import main; main(prog_name='petals')"]
        line = [sys.executable, *program, "grade", lesson, "--jobs", str(jobs), *(["--db", self.url] if self.url else []), *more]
        own = {"COURSE_ROOT": self.course, "TMPDIR": self.temporary, "PYTHONPATH": REPOSITORY, FOLDER: self.faults}
        environment = {**os.environ, **{name: str(value) for name, value in own.items()}, "PETALS_SECRET": SECRET}
        return subprocess.Popen(
            line, cwd=self.course, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )

    def finish(self, process: "subprocess.Popen[str]") -> tuple[int, str]:
        """Wait for a command and then for everything it started: exit code and what it said."""
        printed, _ = process.communicate(timeout=WAIT)
        self.survivors += left_behind()
        return process.returncode, printed

    def grade(self, *faults: Fault, **options: object) -> tuple[int, str]:
        """Run `petals grade`; every fault must strike."""
        code, printed = self.finish(self.start(*faults, **options))  # type: ignore[arg-type]
        assert missed(self.faults) == [], printed
        return code, printed

    @property
    def state(self) -> State:
        return state_of(self.course, LIGHT, self.url)

    def leftovers(self) -> list[str]:
        """Processes, temporary files and control groups that runs left."""
        names = (self.faults / "folders").read_text(encoding="utf-8").split() if (self.faults / "folders").exists() else []
        base = groups.find_base()
        folders = [
            folder for above in (base.folders if base else ()) for name in names for folder in above.glob(f"{groups.PREFIX}{name}-*")
        ]
        return [*self.survivors, *(str(path) for path in (*self.temporary.iterdir(), *folders))]


def left_behind() -> list[str]:
    """Wait for processes whose parents are gone; end and name those that stay."""
    _gone, alive = psutil.wait_procs(_adopted(), timeout=GRACE)
    for process in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    return [f"process {process.pid}: {process}" for process in alive]


def _adopted() -> list[psutil.Process]:
    assert _known, "only within `fostering`: whoever was there before, a browser of other tests say, is not to be ended"
    return [process for process in psutil.Process().children(recursive=True) if process.pid not in _known[-1]]


_known: list[set[int]] = []


@contextlib.contextmanager
def fostering() -> Iterator[None]:
    """Whatever outlives its parent becomes this process's child, so that it can be seen."""
    if sys.platform != "linux":
        pytest.skip("sandboxes need Linux")
    _known.append({process.pid for process in psutil.Process().children(recursive=True)})
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        ctypes.CDLL(None).prctl(SUBREAPER, 0, 0, 0, 0)
        _known.pop()


@pytest.fixture(autouse=True)
def foster_parent() -> Iterator[None]:
    with fostering():
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A light class: right, with a second sitting, wrong, right by other ways."""
    course = light_course(tmp_path_factory.mktemp("light"))
    given = solved(course)
    hand_in(course, "ada", LIGHT, given)
    hand_in(course, "bora", LIGHT, with_answers(solved(course, "ko"), {"mean_light": WRONG["mean_light"]}))
    hand_in(course, "chan", LIGHT, with_answers(given, WRONG))
    hand_in(course, "dana", LIGHT, with_answers(given, RIGHT))
    return course


@pytest.fixture
def make_school(template: Path, tmp_path: Path) -> Iterator[object]:
    """Copies of the class; temporary folders are short, for sockets' sake."""
    places = []

    def make(name: str = "course", url: str = "") -> School:
        shutil.copytree(template, tmp_path / name)
        places.append(Path(tempfile.mkdtemp(prefix="fault-")))
        return School(tmp_path / name, places[-1], tmp_path / f"{name}-faults", url)

    yield make
    left_behind()
    for place in places:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def undisturbed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    """What a run leaves that nothing befell."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(template, folder / "course")
    (folder / "t").mkdir()
    school = School(folder / "course", folder / "t", folder / "faults")
    with fostering():  # a fixture of the session comes before `foster_parent`
        code, printed = school.grade()
    assert code == 0, printed
    assert "4 graded" in printed
    return school.state


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if postgres.binaries() is None:
        pytest.skip(postgres.HOW)
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    return postgres.emptied(postgres_server)
