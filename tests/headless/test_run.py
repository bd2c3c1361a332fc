"""Whole runs of tiny lessons, in real kernels."""

import json
import os
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest

from autograder.headless import reuse
from autograder.headless.run import run_lessons, sensible_jobs, write_measurements
from autograder.headless.targets import read_targets


class Now:
    """An executor that works in this process, as a debugger wants it."""

    def __init__(self, jobs: int) -> None:
        assert jobs == 1

    def submit(self, function, /, *args):
        future = Future()
        future.set_result(function(*args))
        return future

    def shutdown(self, **_):
        pass


@pytest.fixture(autouse=True)
def steady_software(monkeypatch):
    """Stand still, also while somebody is writing course_utils; what counts as a change of it is tested by itself."""
    monkeypatch.setattr(reuse, "_software", lambda: "steady")
    reuse._data_at_hand.cache_clear()


def executed(root: Path, lesson: str, *, language: str = "en", seed: int = 0) -> dict:
    return json.loads((root / "_build/run" / lesson / f"{language}-quick-auto-seed{seed}" / f"{lesson}.ipynb").read_text(encoding="utf-8"))


def run_here(root: Path, names=(), **options):
    return run_lessons(root, names, workers=Now, jobs=1, **options)


def by_name(report):
    return {lesson.name: lesson for lesson in report.lessons}


def test_each_lesson_is_judged_for_itself_and_the_others_go_on(course):
    course.add("10_passes", "11_falls_short", "12_raises", "14_records_nan", "15_lacks_a_target", "16_lacks_a_record", "17_loses_points")
    course.add("18_dies", "20_draws", "21_loads_data")
    course.write("22_is_broken", "\n# %% nonsense=true\n1\n")
    course.write("23_has_bad_targets", "\n# %%\n1\n", targets="[accuracy]\nat_leats = 1\n")
    report = run_lessons(course.root)
    lessons = by_name(report)
    assert not report.passed
    assert {name for name, lesson in lessons.items() if lesson.passed} == {"10_passes", "20_draws", "21_loads_data"}
    expected = {
        "11_falls_short": "accuracy: 0.8 is 0.1 below the target (at least 0.9)",
        "12_raises": "stopped in cell code-004: ZeroDivisionError: division by zero",
        "14_records_nan": "accuracy: recorded 'nan', which is not a finite number (seed 0)",
        "15_lacks_a_target": "speed: recorded but has no target that applies; add [speed] to targets.toml",
        "16_lacks_a_record": "accuracy: has a target but was not recorded",
        "17_loses_points": 'check("step"): 1.5 of 2 points',
        "18_dies": "stopped in cell code-003: the kernel died: it crashed, or the system ended it for want of memory",
    }
    assert {name: lessons[name].problems for name in expected} == {name: (problem,) for name, problem in expected.items()}
    assert "22_is_broken.py" in lessons["22_is_broken"].problems[0]
    assert "at_leats" in lessons["23_has_bad_targets"].problems[0]
    assert lessons["21_loads_data"].sources == ("synthetic",)
    for name in ("10_passes", "12_raises", "18_dies"):
        assert lessons[name].executions[0].peak_bytes > 1_000_000  # of one that died at once: as of its last sample, perhaps its first


def test_a_notebook_that_stopped_is_kept_as_far_as_it_came(course):
    course.add("12_raises")
    (lesson,) = run_here(course.root).lessons
    execution = lesson.executions[0]
    assert dict(execution.metrics) == {"accuracy": 0.9}
    assert "ZeroDivisionError" in execution.failure.traceback
    assert "\x1b" not in execution.failure.traceback
    ran = [cell["id"] for cell in executed(course.root, "12_raises")["cells"] if cell.get("execution_count")]
    assert "code-003" in ran
    assert "code-005" not in ran


def test_a_notebook_that_never_ends_is_ended(course):
    course.add("13_never_ends")
    (lesson,) = run_here(course.root, limit=4).lessons
    assert lesson.executions[0].outcome == "timed_out"
    assert "ran past the limit of 4 s" in lesson.problems[0]


def test_parameters_language_and_working_folder_reach_the_notebook(course):
    look = "\n# %%\nimport json, os\nprint(json.dumps([LANGUAGE, PROFILE, SOURCE, SEED, os.getcwd(), os.environ['COURSE_ROOT']]))\n"
    prose = '\n# %% [markdown] lang="en"\n# Hello\n\n# %% [markdown] lang="ko" of="185f8db3"\n# 안녕하세요\n'
    course.write("10_looks", prose + look, targets="")
    for language, greeting in (("en", "Hello"), ("ko", "안녕하세요")):
        report = run_here(course.root, language=language, seeds=(3,))
        notebook = executed(course.root, "10_looks", language=language, seed=3)
        printed = next(
            output["text"] for cell in notebook["cells"] for output in cell.get("outputs", []) if output["output_type"] == "stream"
        )
        folder = str(course.root / "solutions" / "10_looks")
        assert report.passed
        assert json.loads("".join(printed)) == [language, "quick", "auto", 3, folder, str(course.root)]
        assert greeting in "".join("".join(cell["source"]) for cell in notebook["cells"])


def test_what_is_unchanged_is_not_executed_again_and_what_failed_is(course):
    course.add("10_passes", "11_falls_short")
    first, second = (by_name(run_here(course.root)) for _ in range(2))
    assert second["10_passes"].passed
    assert second["10_passes"].executions[0].reused
    assert second["10_passes"].executions[0].when == first["10_passes"].executions[0].when
    assert not second["11_falls_short"].executions[0].reused
    assert not by_name(run_here(course.root, ["10"], fresh=True))["10_passes"].executions[0].reused


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "10_passes.py").open("a").write("\n# %%\n2\n"),
        lambda folder: (folder / "checks.py").open("a").write("\n# changed\n"),
        lambda folder: (folder / "targets.toml").write_text("[accuracy]\nat_least = 0.5\n"),
    ],
    ids=["source", "checks", "targets"],
)
def test_a_change_of_source_checks_or_targets_executes_again(course, change):
    course.add("10_passes")
    run_here(course.root)
    change(course.root / "solutions" / "10_passes")
    assert not run_here(course.root).lessons[0].executions[0].reused


def test_data_at_hand_counts_unless_the_source_is_synthetic(course, tmp_path, monkeypatch):
    course.add("10_passes")
    for source in ("auto", "synthetic"):
        run_here(course.root, source=source)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "fashion.npz").write_bytes(b"x")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    reuse._data_at_hand.cache_clear()
    assert not run_here(course.root, source="auto").lessons[0].executions[0].reused
    assert run_here(course.root, source="synthetic").lessons[0].executions[0].reused


def test_the_median_over_seeds_is_measured_and_written_and_changes_nothing_else(course):
    course.add("10_passes")
    report = run_here(course.root, seeds=(0, 2, 1))
    (verdict,) = report.lessons[0].verdicts
    assert verdict.values == (0.9, 0.92, 0.91)
    path = course.root / "solutions/10_passes/targets.toml"
    assert write_measurements(course.root, report) == [path]
    assert path.read_text().startswith("[accuracy]  # of the test set\nat_least = 0.9\nmeasured = ")
    measured = read_targets(path).entries[0].measured
    assert (measured["median"], measured["spread"], measured["runs"]) == (0.91, [0.9, 0.92], 3)
    assert all(execution.reused for execution in run_here(course.root, seeds=(0, 1, 2)).lessons[0].executions)


def test_nothing_is_measured_in_a_lesson_that_stopped(course):
    course.add("12_raises")
    assert write_measurements(course.root, run_here(course.root)) == []


def test_the_change_since_the_last_run_is_known(course):
    course.add("10_passes")
    run_here(course.root)
    source = course.root / "solutions/10_passes/10_passes.py"
    source.write_text(source.read_text().replace("0.9 +", "0.95 +"))
    (verdict,) = run_here(course.root).lessons[0].verdicts
    assert (verdict.value, verdict.previous) == (0.95, 0.9)


class Dying(ProcessPoolExecutor):
    """A pool of which the first call kills its worker."""

    calls = 0

    def submit(self, function, /, *args, **options):
        type(self).calls += 1
        return super().submit(os._exit, 1) if type(self).calls == 1 else super().submit(function, *args, **options)


def test_a_worker_that_dies_takes_only_its_own_notebook_with_it(course):
    course.add("10_passes", "20_draws")
    lessons = by_name(run_lessons(course.root, workers=Dying, jobs=1))
    assert lessons["10_passes"].problems == ("stopped: could not be run: its worker process died",)
    assert lessons["20_draws"].passed


def test_any_executor_does(course):
    course.add("10_passes")
    assert run_here(course.root).passed


def test_two_cores_run_one_notebook_at_a_time(monkeypatch):
    for cores, jobs in ((1, 1), (2, 1), (4, 1), (8, 2), (32, 8)):
        monkeypatch.setattr("autograder.headless.run.cores", lambda cores=cores: cores)
        assert sensible_jobs() == jobs
