"""Grade a class of made-up students with stock nbgrader and with `petals grade`, side by side; a table, nothing asserted.

    python benchmarks/grading.py                               ten students of the light lesson
    python benchmarks/grading.py -n 40 --jobs 1,2 --dask 2     and how it scales
    python benchmarks/grading.py -n 300 --stock 60             a class of which stock nbgrader grades a fifth; all of it takes it 40 minutes
    python benchmarks/grading.py --lesson 08_fashion -n 5

Both grade the same notebooks with the same (visible) checks, each in its own course, batch after batch in turns, since two shared
cores are noisy: compare within one run. Stock nbgrader runs them with its own steps, in plain kernels, one after the other, for it
knows no other way; `petals grade` as an instructor types it, with a worker per core. Rates are of whole commands, start-up included;
"of one submission" is what the engine says of single ones. Memory is proportional set size, so pages that forks share count once; a
Dask cluster's workers are not in it. Where an exercise builds on one that failed, the engine lends it the reference answer and stock
nbgrader does not: such scores differ on purpose, and are counted apart.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script

from benchmarks.classroom.graders import Course, engine_course, stock_course
from benchmarks.classroom.memory import Run
from benchmarks.classroom.stages import commit_seconds, kernels, lent, median_stages, server_start
from benchmarks.classroom.students import HONEST, Student, students
from tests.grading.fixtures.making import LIGHT, REPOSITORY

MIB = 1024**2
CLOSE = 0.011  # points; both round to hundredths


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, grade, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--students", type=int, default=10)
    parser.add_argument("--stock", type=int, help="how many of them stock nbgrader grades; default: all")
    parser.add_argument("--lesson", default=LIGHT)
    parser.add_argument("--batches", type=int, default=2, help="how often the two graders take turns")
    parser.add_argument("--jobs", type=_numbers, default=[], help="for example 1,2: how it scales on this machine")
    parser.add_argument("--dask", type=_numbers, default=[], help="for example 1,2: how it scales over a Dask cluster's processes")
    parser.add_argument("--slow", type=float, default=1.0, help="seconds that a slow student's cell sleeps")
    parser.add_argument("--json", type=Path, default=REPOSITORY / "_build/benchmarks/grading.json")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="petals-class-") as folder:
        result = compare(Path(folder), chosen)
    report(result)
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"\n{chosen.json}")


def compare(folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Grade the class both ways in turns, then the engine's other ways."""
    lesson = _lesson_folder(chosen.lesson)
    stock, engine = stock_course(folder / "stock", lesson), engine_course(folder / "engine", lesson)
    warm = students(engine.root, lesson.name, 1, slow_s=0, first=900, prefix="warm")
    for course in (stock, engine):
        course.hand_in(warm)
    stock.stock("warm"), engine.engine(warm)  # byte code, file cache: neither pays for the other
    runs: dict[str, list[Run]] = {"stock": [], "engine": []}
    everyone: list[Student] = []
    by_stock: list[Student] = []
    for batch in range(chosen.batches):
        first, last = _bounds(chosen.students, batch, chosen.batches)
        group = students(engine.root, lesson.name, last - first, slow_s=chosen.slow, first=first, prefix=f"b{batch}-")
        start, stop = _bounds(min(chosen.stock or chosen.students, chosen.students), batch, chosen.batches)
        sample = group[: stop - start]
        everyone, by_stock = everyone + group, by_stock + sample
        stock.hand_in(sample)
        engine.hand_in(group)
        _say(f"batch {batch + 1} of {chosen.batches}: {len(group)} students, {len(sample)} for stock nbgrader")
        runs["stock"].append(_told("stock nbgrader", stock.stock(f"b{batch}-")))
        runs["engine"].append(_told("petals grade", engine.engine(group)))
        _refuse(runs["engine"][-1])
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "lesson": lesson.name,
        "students": dict(Counter(student.kind for student in everyone)),
        "by_stock": dict(Counter(student.kind for student in by_stock)),
        "stock": summary(runs["stock"], len(by_stock)),
        "engine": summary(runs["engine"], len(everyone)),
        "agreement": agreement(stock, engine, by_stock),
        "stages": {**median_stages(engine), "commit": commit_seconds(engine), "feedback": engine.feedback().seconds / len(everyone)},
        "server_start": server_start(engine),
        "kernels": kernels(engine),
        "scaling": scaling(engine, everyone, chosen.jobs, chosen.dask),
    }


def summary(runs: Sequence[Run], count: int) -> dict[str, float]:
    """Add up a grader's batches."""
    seconds = sum(run.seconds for run in runs)
    return {"seconds": seconds, "per_minute": 60 * count / seconds, "peak_mib": max(run.peak_bytes for run in runs) / MIB}


def agreement(stock: Course, engine: Course, both: Sequence[Student]) -> dict[str, Any]:
    """Compare the scores of those who did nothing unusual, and count who has any score at all."""
    theirs, ours = stock.scores(), engine.scores()
    honest = [student.name for student in both if student.kind in HONEST]
    pairs = {
        f"{name} {cell}": (theirs.get(name, {}).get(cell), ours.get(name, {}).get(cell))
        for name in honest
        for cell in sorted(theirs.get(name, {}).keys() | ours.get(name, {}).keys())
    }
    apart = {what: pair for what, pair in pairs.items() if None in pair or abs(pair[0] - pair[1]) > CLOSE}  # type: ignore[operator]
    on_purpose = apart.keys() & lent(engine)
    different = {what: pair for what, pair in apart.items() if what not in on_purpose}
    named = {student.name for student in both}
    scored = {"stock": len(named & {name for name, cells in theirs.items() if cells}), "engine": len(named & ours.keys())}
    counts = {"cells": len(pairs), "equal": len(pairs) - len(apart), "lent": len(on_purpose)}
    return {**counts, "different": different, "students_with_scores": scored}


def scaling(engine: Course, everyone: Sequence[Student], jobs: Sequence[int], dask: Sequence[int]) -> dict[str, dict[str, float]]:
    """Grade everybody again, by more and more workers."""
    found = {}
    for count in jobs:
        _say(f"again, --jobs {count}")
        run = _told("petals grade", engine.engine(everyone, "--regrade", "--jobs", str(count)))
        _refuse(run)
        found[f"--jobs {count}"] = summary([run], len(everyone))
    for count in dask:
        _say(f"again, {count} Dask workers")
        with _cluster(count) as address:
            run = _told("petals grade", engine.engine(everyone, "--regrade", "--scheduler", address))
        _refuse(run)
        found[f"Dask, {count} workers"] = summary([run], len(everyone))
    return found


@contextmanager
def _cluster(count: int) -> Iterator[str]:
    """Start a scheduler and workers in processes of their own, as a cluster has them."""
    from distributed import LocalCluster  # noqa: PLC0415 - the optional part

    with LocalCluster(n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield str(cluster.scheduler_address)


def report(result: dict[str, Any]) -> None:
    """Print the tables."""
    everyone, by_stock = (", ".join(f"{count} {kind}" for kind, count in result[who].items()) for who in ("students", "by_stock"))
    print(f"{result['lesson']}: {everyone}; {result['cores']} cores" + (f"; stock nbgrader: {by_stock}" if by_stock != everyone else ""))
    print(f"\n{'':24}{'per minute':>12}{'seconds':>10}{'peak MiB':>10}")
    rows = {"stock nbgrader": result["stock"], "petals grade": result["engine"], **result["scaling"]}
    for name, row in rows.items():
        print(f"{name:24}{row['per_minute']:12.1f}{row['seconds']:10.1f}{row['peak_mib']:10.0f}")
    print(f"ratio {result['engine']['per_minute'] / result['stock']['per_minute']:.1f}, kernels {result['kernels']}")
    same = result["agreement"]
    print(f"\nscores of honest students: {same['equal']} of {same['cells']} equal, {same['lent']} lent")
    print(f"students with scores: {same['students_with_scores']}")
    for what, pair in same["different"].items():
        print(f"  {what}: stock {pair[0]}, engine {pair[1]}")
    print(f"\nseconds until the sandbox's server has imported everything, once per worker: {result['server_start']:.1f}")
    print(
        "seconds of one submission (median; feedback: mean, of the whole command): "
        + ", ".join(f"{name} {seconds:.3f}" for name, seconds in result["stages"].items())
    )


def _lesson_folder(name: str) -> Path:
    fixture = REPOSITORY / "tests/grading/fixtures/course/solutions" / name
    return fixture if fixture.is_dir() else REPOSITORY / "solutions" / name


def _refuse(run: Run) -> None:
    """Stop where the engine did not grade at all; that some submissions need a person is no trouble here."""
    if run.status not in (0, 1):
        raise SystemExit(f"petals grade ended with {run.status}:\n{run.output}")


def _bounds(count: int, batch: int, batches: int) -> tuple[int, int]:
    return count * batch // batches, count * (batch + 1) // batches


def _told(name: str, run: Run) -> Run:
    _say(f"  {name}: {run.seconds:.1f} s, {run.peak_bytes / MIB:.0f} MiB, exit code {run.status}")
    return run


def _numbers(written: str) -> list[int]:
    return [int(number) for number in written.split(",") if number]


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
