"""Grade a large made-up class twice, once undisturbed and once with kills at random times, and compare everything cell by cell.

    python benchmarks/thousand.py 1000                     40 kills
    python benchmarks/thousand.py 40 --kills 12 --seed 3

Kills (SIGKILL) fall on workers, on fork servers inside their sandboxes, and on the whole command, which is then run again. Where they
fall is drawn from the seed: after how many submissions, how long after, on whom. A submission that is hit twice is left to staff by
design, so workers and servers are spared while second tries run, and the command is killed instead. Gradebook, journal and executed
notebooks must be equal afterwards but for what differs by nature (`BY_NATURE` in tests/grading/fixtures/comparing.py); exit code 1 if
not. An interrupted benchmark goes on where it stopped; its folder stays until it is deleted.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import psutil
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script

from tests.grading.fixtures.comparing import BY_NATURE, differences, state_of
from tests.grading.fixtures.making import LIGHT, REPOSITORY, course_of, hand_in
from tests.grading.fixtures.mixed_class import mixed_class

MIB = 1024**2
FINISHED = re.compile(r"\d+/\d+ ")  # how a line of `petals grade` begins that tells of a result
EVERY = 0.5  # seconds between two looks
MEMORY_EVERY = 20  # of them: adding up the pages of so many processes at each look takes a tenth of the machine
SHOWN = 40  # differences
WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
VICTIMS: tuple[Literal["worker", "server", "command"], ...] = ("worker", "server", "command")
WEIGHTS = (4, 4, 2)
LIMITS = ("--limit-cell", "30")  # an endless loop costs no more


@dataclass
class Way:
    """One of the two gradings, as far as it is; kept in a file.

    Attributes
    ----------
    name : "undisturbed" or "killed"
    seconds : float
        Of all commands together.
    through : bool
    kills : dict of victim to int
    peaks : dict of str to int, bytes
        Of the writer, of one worker, of one sandbox with all that runs in it, of everything together.
    points : list of float
        After how many submissions the kills to come fall.
    """

    name: str
    seconds: float = 0
    through: bool = False
    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VICTIMS, 0))
    peaks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("writer", "worker", "sandbox", "together"), 0))
    points: list[float] = field(default_factory=list)
    drawn: int = 0

    @classmethod
    def read(cls, folder: Path, name: str, points: Sequence[float]) -> "Way":
        """Take up what an earlier run of this benchmark has left."""
        path = folder / f"{name}.json"
        return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls(name, points=list(points))

    def keep(self, folder: Path) -> None:
        """Write down how far it is."""
        path = folder / f"{self.name}.json"
        path.with_suffix(".new").write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        path.with_suffix(".new").replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, grade twice, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("students", type=int)
    parser.add_argument("--kills", type=int, help="default: one for every 25 students, four at least")
    parser.add_argument("--lesson", default="01_perceptron")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, help="default: below _build/benchmarks")
    chosen = parser.parse_args(arguments)
    kills = max(4, chosen.students // 25) if chosen.kills is None else chosen.kills
    name = f"thousand-{chosen.lesson}-{chosen.students}-{kills}-{chosen.seed}"
    folder = (chosen.folder or REPOSITORY / "_build/benchmarks" / name).resolve()
    os.environ["PETALS_SECRET"] = f"of a benchmark {chosen.seed}"
    chance = random.Random(f"kills {chosen.seed}")  # noqa: S311 - nothing to be kept secret
    points = sorted(chance.uniform(0, chosen.students) for _ in range(kills))
    ways = [Way.read(folder, "undisturbed", []), Way.read(folder, "killed", points)]
    for way in ways:
        course = _course(folder / way.name, chosen)
        if not way.through:
            Grading(folder, course, way, chosen).run()
    _say("comparing")
    found = differences(*(state_of(folder / way.name, chosen.lesson) for way in ways))
    report(chosen, ways, found)
    return int(bool(found))


def report(chosen: argparse.Namespace, ways: Sequence[Way], found: Sequence[str]) -> None:
    """Print what was measured."""
    print(f"{chosen.lesson}: {chosen.students} submissions, {chosen.jobs} jobs, {os.cpu_count()} cores, seed {chosen.seed}")
    print(f"\n{'':14}{'per minute':>12}{'seconds':>10}" + "".join(f"{name + ' MiB':>14}" for name in ways[0].peaks))
    for way in ways:
        peaks = "".join(f"{peak / MIB:14.0f}" for peak in way.peaks.values())
        print(f"{way.name:14}{60 * chosen.students / way.seconds:12.1f}{way.seconds:10.1f}{peaks}")
    print(f"\nkills: {', '.join(f'{count} {victim}' for victim, count in ways[1].kills.items())}")
    print(f"left out by nature: {', '.join(BY_NATURE)}")
    print(f"differences: {len(found)}")
    for line in found[:SHOWN]:
        print(f"  {line}")


class Grading:
    """One way of grading the class, command after command until one comes to its end.

    Parameters
    ----------
    folder, course : Path
    way : Way
    chosen : argparse.Namespace
    """

    def __init__(self, folder: Path, course: Path, way: Way, chosen: argparse.Namespace) -> None:
        self._folder, self._course, self._way, self._chosen = folder, course, way, chosen
        self._done = self._suspects = 0
        self._due = 0.0
        self._bar = tqdm(total=chosen.students, desc=way.name, mininterval=5, unit="submission")

    def run(self) -> None:
        """Grade until everybody is graded."""
        code = None
        while code is None:
            began = time.monotonic()
            code = self._command()
            self._way.seconds += time.monotonic() - began
            self._way.through = code is not None
            self._way.keep(self._folder)
        self._bar.close()

    def _command(self) -> int | None:
        """Run the command; None if it was killed here."""
        self._done, self._suspects = len(list(self._course.glob(f"autograded/*/*/{self._chosen.lesson}.ipynb"))), 0
        self._bar.update(self._done - self._bar.n)
        program = "from autograder.cli import main; main(prog_name='petals')"
        line = [sys.executable, "-c", program, "grade", self._chosen.lesson, "--jobs", str(self._chosen.jobs), *LIMITS]
        own = {"COURSE_ROOT": str(self._course), "PYTHONPATH": str(REPOSITORY)}
        with subprocess.Popen(  # noqa: S603 - our own command
            line,
            cwd=self._course,
            env={**os.environ, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            reader = threading.Thread(target=self._read, args=(process,), daemon=True)
            reader.start()
            try:
                killed = self._attend(process)
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
            process.wait()
            reader.join(timeout=30)
        if killed:
            return None
        if process.returncode not in (0, 1):  # 1: some are left to staff, and will be among the differences
            raise SystemExit(f"petals grade ended with {process.returncode}; {self._log} says why")
        return process.returncode

    @property
    def _log(self) -> Path:
        return self._folder / f"{self._way.name}.log"

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None  # noqa: S101 - for mypy: a pipe was asked for
        with self._log.open("a", encoding="utf-8") as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                if FINISHED.match(line):
                    self._done += 1
                    self._bar.update()
                self._suspects += "tried once more" in line

    def _attend(self, process: "subprocess.Popen[str]") -> bool:
        """Watch memory, and kill when it is time; True if the command itself was killed."""
        looks = 0
        while process.poll() is None:
            family = Family.of(process.pid)
            if looks % MEMORY_EVERY == 0:
                self._way.peaks = {name: max(self._way.peaks[name], peak) for name, peak in family.memory().items()}
            if self._is_time() and self._kill(process, family, last=self._done + self._suspects >= self._chosen.students):
                return True
            looks += 1
            time.sleep(EVERY)
        return False

    def _is_time(self) -> bool:
        if not self._way.points or self._done < self._way.points[0]:
            return False
        self._due = self._due or time.monotonic() + self._chance().uniform(0, 4)
        return time.monotonic() >= self._due

    def _chance(self) -> random.Random:
        return random.Random(f"kill {self._chosen.seed} {self._way.drawn}")  # noqa: S311 - as above

    def _kill(self, process: "subprocess.Popen[str]", family: "Family", *, last: bool) -> bool:
        chance = self._chance()
        chance.random()  # the first number was the delay
        (victim,) = chance.choices(VICTIMS, WEIGHTS)
        targets = {"worker": family.workers, "server": family.servers, "command": [family.command]}[victim]
        if (last or family.cold) and victim != "command":
            victim, targets = "command", [family.command]
        if not targets:
            return False  # between two of them: in a moment
        if victim == "command" and chance.random() < 0.5:  # noqa: PLR2004 - alone, or with all that it started
            os.killpg(process.pid, signal.SIGKILL)
        else:
            with suppress(psutil.NoSuchProcess):
                chance.choice(targets).kill()
        self._way.kills[victim] += 1
        self._way.points.pop(0)
        self._way.drawn, self._due = self._way.drawn + 1, 0.0
        self._way.keep(self._folder)
        return victim == "command"


@dataclass(frozen=True)
class Family:
    """The processes of a command.

    Attributes
    ----------
    command : Process
    workers, servers : list of Process
        Servers: those that forks come from, inside sandboxes.
    cold : bool
        Whether a second try runs.
    rooms : list of list of Process
        Everything in each worker's sandbox.
    """

    command: psutil.Process
    workers: list[psutil.Process]
    servers: list[psutil.Process]
    cold: bool
    rooms: list[list[psutil.Process]]

    @classmethod
    def of(cls, pid: int) -> "Family":
        """Look at what runs."""
        command = psutil.Process(pid)
        workers: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            workers = [child for child in command.children() if "spawn_main" in _line(child)]
        rooms = [list(_below(worker)) for worker in workers]
        inside = [process for room in rooms for process in room if "server.py" in _line(process) and _above(process) == "bwrap"]
        servers = [process for process in inside if process.name() != "bwrap"]
        warm = [process for process in servers if '"lessons": true' in _line(process)]
        return cls(command, workers, warm, len(warm) < len(servers), rooms)

    def memory(self) -> dict[str, int]:
        """Proportional set sizes in bytes: pages that several share are counted once."""
        writer, workers, rooms = (
            _bytes(self.command),
            [_bytes(worker) for worker in self.workers],
            [sum(map(_bytes, room)) for room in self.rooms],
        )
        together = writer + sum(workers) + sum(rooms)
        return {"writer": writer, "worker": max(workers, default=0), "sandbox": max(rooms, default=0), "together": together}


def _below(process: psutil.Process) -> Iterator[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        yield from process.children(recursive=True)


def _line(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _above(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        parent = process.parent()
        return parent.name() if parent else ""
    return ""


def _bytes(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return int(process.memory_full_info().pss)
    return 0


def _course(folder: Path, chosen: argparse.Namespace) -> Path:
    """Release the lesson and have everybody hand in, unless that is done."""
    if not (folder.parent / f"{folder.name}.ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        fixture = REPOSITORY / "tests/grading/fixtures/course/solutions" / LIGHT
        course_of(folder, fixture if chosen.lesson == LIGHT else REPOSITORY / "solutions" / chosen.lesson)
        for student, notebook in mixed_class(folder, chosen.lesson, chosen.students, chosen.seed):
            hand_in(folder, student, chosen.lesson, notebook, WHEN)
        (folder.parent / f"{folder.name}.ready").touch()
    return folder


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
