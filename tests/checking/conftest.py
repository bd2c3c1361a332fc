"""A small lesson of its own, and progress that goes nowhere else."""

import linecache
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Nothing here is timed: a busy machine must not fail a test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.load_profile("untimed")

CHECKS = """
import numpy as np

from course_utils.checking import check, choice, exercise, quiz, text

exercise(
    "step",
    points=2,
    hints=[text(en="Compare with `0`.", ko="`0`과 비교하세요."), text(en="Use *greater*.", ko="*크다*를 쓰세요.")],
    idea=text(en="A step keeps one bit of $z$.", ko="계단 함수는 $z$에서 한 비트만 남깁니다."),
)
exercise("width", points=1, hints=[text(en="Count.", ko="세어 보세요.")])
exercise("open_question", points=3, manual=True, rubric=text(en="Clear.", ko="분명하게."))
quiz(
    "why",
    question=text(en="Why <b>?", ko="왜 <b>일까요?"),
    choices=[
        choice(text(en="Because `a < b`.", ko="`a < b`라서."), right=True, because=text(en="Yes.", ko="네.")),
        choice(text(en="No reason.", ko="이유 없음."), because=text(en="There is one.", ko="이유가 있습니다.")),
    ],
)


@check("step", title=text(en="one above the threshold", ko="문턱보다 크면 1"))
def says_one_above_the_threshold(student, expect):
    expect.equal(student.eval("step(z)", z=0.5), 1, hint=text(en="0.5 is above 0.", ko="0.5는 0보다 큽니다."))


@check("step", weight=3)
def says_zero_below_the_threshold(student, expect):
    expect.equal(student.eval("step(-0.5)"), 0)


@check("width")
def counts_the_places(student, expect):
    expect.equal(student.eval("width"), 24)
"""

HIDDEN = """
from course_utils.checking import check


@check("step", weight=2)
def agrees_with_the_sign(student, expect, rng):
    for z in rng.normal(size=5):
        expect.equal(student.eval("step(z)", z=float(z)), int(z > 0))
"""


@pytest.fixture
def lesson_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "solutions" / "01_small"
    folder.mkdir(parents=True)
    (folder / "checks.py").write_text(CHECKS, encoding="utf-8")
    (folder / "hidden.py").write_text(HIDDEN, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def progress_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    from course_utils.checking.progressing import store

    path = tmp_path / "progress" / "progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    store._memory, store.trouble = None, ""
    yield path
    store._memory, store.trouble = None, ""


@pytest.fixture
def cell() -> Callable[..., dict[str, Any]]:
    """Run code into a namespace as a notebook's cell: its lines can be looked up afterwards."""

    def run(code: str, names: dict[str, Any] | None = None) -> dict[str, Any]:
        names = {"__name__": "__main__"} if names is None else names
        name = f"<cell {abs(hash(code))}>"
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        exec(compile(code, name, "exec"), names)
        return names

    return run
