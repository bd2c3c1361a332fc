"""Checks are fair: right answers pass however they are written, wrong ones learn why, and both worlds agree."""

import ast
import json
import re
import runpy
import shutil
from pathlib import Path

import numpy as np
import pytest

from course_utils.checking import KernelStudent, LessonChecks, LocalStudent, Score, examine, load_checks

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path for path in (ROOT / "solutions").glob("[0-9][0-9]_*") if (path / "checks.py").is_file())
CHECKS: dict[str, LessonChecks] = {folder.name: load_checks(folder, hidden=True) for folder in FOLDERS}
GRADED = [(lesson, name) for lesson, checks in CHECKS.items() for name, exercise in checks.exercises.items() if not exercise.manual]
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # wrong answers overflow; their authors are told by the check
SEED = 20261121
JUNK = {
    "None": None,
    "a word": "junk",
    "nan": float("nan"),
    "empty": [],
    "ragged": [[1, 2], [3]],
    "huge": 10**400,
    "array": np.full((2, 3, 4), -7.5),
    "nothing of numbers": {"a": object()},
    "infinite": np.array([np.inf, -np.inf]),
}


def _cases(kind: str) -> list[object]:
    """One parameter per answer; the tests look the answer itself up, so that a failure names lesson, exercise and number."""
    found = []
    for lesson, exercise in GRADED:
        path = Path(__file__).parent / "answers" / f"{lesson}.py"
        answers = runpy.run_path(str(path)).get(kind, {}) if path.is_file() else {}
        found += [
            pytest.param(lesson, exercise, number, id=f"{lesson}-{exercise}-{number}") for number in range(len(answers.get(exercise, ())))
        ]
    return found


def _names_in(code: str) -> tuple[list[str], list[str]]:
    """List the functions and the other names that a stub defines."""
    body = ast.parse(code).body
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return functions, [target.id for target in targets if isinstance(target, ast.Name)]


def _scores(lesson, exercise, code, namespaces, kernels, answers) -> tuple[Score, Score]:
    setup = answers(lesson).setup
    here = LocalStudent(namespaces(lesson).fresh(setup, code))
    there = KernelStudent(kernels(lesson).fresh(setup, code), timeout=120)
    local, remote = (examine(CHECKS[lesson], exercise, student, rng=np.random.default_rng(SEED)) for student in (here, there))
    return local, remote


def _told(score: Score) -> str:
    return "\n".join(f"{case.name}: {case.status}. {case.message.en} {case.hint.en if case.hint else ''}" for case in score.cases)


@pytest.mark.parametrize(("lesson", "exercise"), GRADED)
def test_every_exercise_has_three_right_and_three_wrong_answers(lesson, exercise, answers):
    found = answers(lesson)
    assert len(found.right.get(exercise, ())) >= 3, f"tests/lessons/answers/{lesson}.py needs three right answers to {exercise}"
    assert len(found.wrong.get(exercise, ())) >= 3, f"tests/lessons/answers/{lesson}.py needs three wrong answers to {exercise}"
    assert len({code.strip() for code in found.right[exercise]}) == len(found.right[exercise])


@pytest.mark.parametrize(("lesson", "exercise", "number"), _cases("RIGHT"))
def test_a_right_answer_gets_full_marks_in_both_worlds(lesson, exercise, number, answers, namespaces, kernels):
    local, remote = _scores(lesson, exercise, answers(lesson).right[exercise][number], namespaces, kernels, answers)
    assert local.score == 1, _told(local)
    assert local == remote


@pytest.mark.parametrize(("lesson", "exercise", "number"), _cases("WRONG"))
def test_a_wrong_answer_fails_with_the_intended_message(lesson, exercise, number, answers, namespaces, kernels):
    code, fragment = answers(lesson).wrong[exercise][number]
    local, remote = _scores(lesson, exercise, code, namespaces, kernels, answers)
    assert local.score < 1, "a wrong answer passes"
    assert local.status != "needs_staff", _told(local)
    assert fragment in _told(local)
    assert local == remote


@pytest.mark.parametrize(("lesson", "exercise"), GRADED)
def test_the_untouched_stub_is_not_attempted(lesson, exercise, answers, namespaces, kernels, stubs):
    stub = stubs(lesson).get(exercise, "")
    if "NotImplementedError" not in stub and "= ..." not in stub:
        stub = ""  # given code, such as an explorer: SETUP holds it as the lesson leaves it
    local, remote = _scores(lesson, exercise, stub, namespaces, kernels, answers)
    assert {case.status for case in local.cases} == {"not_attempted"}, _told(local)
    assert (local.status, local.score) == ("not_attempted", 0)
    assert local == remote


@pytest.mark.parametrize(("lesson", "exercise"), GRADED)
def test_junk_fails_without_making_the_check_stumble(lesson, exercise, answers, namespaces, stubs):
    functions, values = _names_in(stubs(lesson).get(exercise, ""))
    names = namespaces(lesson).fresh(answers(lesson).setup)
    for word, junk in JUNK.items():
        names.update({name: lambda *_, junk=junk, **__: junk for name in functions} | dict.fromkeys(values, junk))
        score = examine(CHECKS[lesson], exercise, LocalStudent(names))
        if functions or values:
            assert score.status not in {"passed", "needs_staff"}, f"{word}\n{_told(score)}"


@pytest.mark.parametrize(("lesson", "exercise"), GRADED)
def test_every_exercise_has_hints_and_an_idea_in_both_languages(lesson, exercise):
    found = CHECKS[lesson].exercises[exercise]
    assert 2 <= len(found.hints) <= 4
    assert found.idea is not None
    for words in (*found.hints, found.idea):
        if re.search(r"[A-Za-z]", re.sub(r"`[^`]*`|\$[^$]*\$", "", words.en)):  # code alone needs no translation
            assert re.search("[가-힣]", words.ko), words


SLOW = {
    "08_fashion",
    "09_dense_vs_cnn",
    "10_overfitting",
    "11_architectures",
    "12_transfer",
    "13_daisy_dandelion",
    "14_five_flowers",
    "15_moon_rocks",
    "16_shipping",
}  # train networks
NOTEBOOKS = [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in CHECKS]


def _execute(lesson: str, language: str, folder: Path, stubs: str, *, solved: bool):
    """Run a lesson's notebook in a kernel of its own, as a student has it before him."""
    import nbformat
    from nbclient import NotebookClient

    from autograder.source.cells import read_source
    from autograder.source.notebooks import build

    home = folder / lesson
    home.mkdir()
    shutil.copy(ROOT / "solutions" / lesson / "checks.py", home)
    (home / "stubs.json").write_text(stubs, encoding="utf-8")
    notebook = build(read_source(ROOT / "solutions" / lesson / f"{lesson}.py"), language, solved=solved)
    place = next(number for number, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ()))
    notebook.cells.insert(place + 1, nbformat.v4.new_code_cell('PROFILE, SOURCE = "quick", "synthetic"', id="test-parameters"))
    return NotebookClient(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": str(home)}}).execute()


def _earned(notebook) -> dict[str, float]:
    """Read the points as nbgrader does: from the text of a check cell's value."""
    found = {}
    for cell in notebook.cells:
        if cell.id.startswith("check-"):
            kinds = [output.output_type for output in cell.outputs]
            assert "error" not in kinds
            assert "stream" not in kinds, cell.outputs
            [value] = [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]
            found[cell.id.removeprefix("check-")] = float(value)
    return found


def _statuses(path: Path, lesson: str) -> dict[str, str]:
    from course_utils.checking import progress_file

    return {name: entry["status"] for name, entry in progress_file.read(path)["lessons"][lesson]["exercises"].items()}


@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_the_solved_notebook_gives_full_marks_and_keeps_its_claims(lesson, tmp_path, monkeypatch, stubs):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    notebook = _execute(lesson, "en", tmp_path, json.dumps(stubs(lesson)), solved=True)
    graded = {name: exercise.points for name, exercise in CHECKS[lesson].exercises.items() if not exercise.manual}
    assert _earned(notebook) == graded
    assert set(_statuses(tmp_path / "progress.json", lesson).values()) == {"passed"}
    assert _claims_that_fail(lesson, notebook) == []


def _claims_that_fail(lesson: str, notebook) -> list[str]:
    """Hold what the notebook recorded to targets.toml, as `petals run` does."""
    from autograder.headless.collect import records
    from autograder.headless.targets import read_targets

    found = records(notebook)
    targets = read_targets(ROOT / "solutions" / lesson / "targets.toml").applying(found.source, "quick")
    assert set(found.metrics) == set(targets)
    return [f"{name}: {value}" for name, value in found.metrics.items() if targets[name].shortfall(value)]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("lesson", NOTEBOOKS)
def test_the_untouched_notebook_runs_through_and_scores_zero(lesson, language, tmp_path, monkeypatch, stubs):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    notebook = _execute(lesson, language, tmp_path, json.dumps(stubs(lesson)), solved=False)
    earned = _earned(notebook)
    assert set(earned) == {name for name, exercise in CHECKS[lesson].exercises.items() if not exercise.manual}
    assert set(earned.values()) == {0}
    assert set(_statuses(tmp_path / "progress.json", lesson).values()) == {"not_attempted"}
