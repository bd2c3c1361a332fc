import json

import nbformat
import pytest

from autograder.source import SourceError, build, read_source, release, to_text
from autograder.source.numbers import fill


@pytest.fixture
def source(course):
    return read_source(course / "solutions/01_doubling/01_doubling.py")


def by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


@pytest.mark.parametrize("solved", [True, False])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_build_is_a_valid_notebook_with_unique_ids(source, language, solved):
    notebook = build(source, language, solved=solved)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert len(by_id(notebook)) == len(notebook.cells)
    assert notebook.metadata.petals == {"language": language, "lesson": "01_doubling"}


def test_languages_differ_in_prose_and_the_language_parameter_only(source):
    english, korean = (build(source, language, solved=False) for language in ("en", "ko"))
    assert [cell.id for cell in english.cells] == [cell.id for cell in korean.cells]
    differing = [mine.id for mine, yours in zip(english.cells, korean.cells, strict=True) if mine != yours]
    assert differing == ["parameters", *(f"text-00{number}" for number in range(1, 6))]
    assert korean.cells[0].source.splitlines() == ['LANGUAGE = "ko"', 'PROFILE = "quick"', 'SOURCE = "auto"', "SEED = 0"]


def test_a_missing_twin_is_stood_in_for_by_english(course, edit):
    edit(
        "solutions/01_doubling/01_doubling.py",
        '# %% [markdown] lang="ko" of="7b55299e"\n# ## 작성하기\n#\n# 배열도 받을 수 있도록 `double`을 작성해 보세요.\n',
        "",
    )
    korean = by_id(build(read_source(course / "solutions/01_doubling/01_doubling.py"), "ko", solved=False))
    assert korean["text-002"].source.startswith("## Write it")
    assert korean["text-003"].source.startswith("## 자신의 말로")


def test_numbers_in_prose_come_from_the_targets(source):
    assert "Time: 5 minutes. The margin was 12.5%." in by_id(build(source, "en", solved=True))["text-001"].source


def test_only_metrics_outside_formulas_and_code_are_filled():
    targets = {"n": {"equals": 112}, "a": {"real": {"full": {"measured": {"median": 0.9114}}}}}
    assert fill(r"{n} {n:,} `{n}` $\frac{n}{2}$ {m} {a.real.full:.1%} {a}", targets) == r"112 112 `{n}` $\frac{n}{2}$ {m} 91.1% {a}"


def test_graded_cells_carry_nbgraders_metadata(source):
    cells = by_id(build(source, "en", solved=True))
    assert cells["answer-double"].metadata.nbgrader == {
        "grade": False, "grade_id": "answer-double", "locked": False, "schema_version": 3, "solution": True, "task": False,
    }  # fmt: skip
    assert cells["check-double"].metadata.nbgrader.points == 2
    assert cells["check-double"].metadata.editable is False
    assert cells["manual-own_words"].metadata.nbgrader.grade
    assert cells["manual-own_words"].metadata.nbgrader.solution
    assert cells["parameters"].metadata == {"tags": ["parameters"]}


def test_released_answers_are_stubs_and_the_manual_answer_one_sign(source):
    cells = by_id(build(source, "ko", solved=False))
    assert cells["answer-guess"].source == "guess = ...  # YOUR CODE HERE"
    assert cells["manual-own_words"].source == "✎"
    assert "SOLUTION" not in to_text(build(source, "ko", solved=False))


def test_a_check_without_an_exercise_is_refused(course, edit):
    edit("solutions/01_doubling/checks.py", '"pair",\n    points', '"couple",\n    points')
    edit("solutions/01_doubling/checks.py", '@check("pair")', '@check("couple")')
    with pytest.raises(SourceError, match=r"no exercise\('pair'"):
        build(read_source(course / "solutions/01_doubling/01_doubling.py"), "en", solved=True)


def test_release_writes_both_languages_the_stubs_and_the_checks(course):
    for language in ("en", "ko"):
        folder = course / "lessons" / language / "01_doubling"
        assert sorted(path.name for path in folder.iterdir()) == ["01_doubling.ipynb", "checks.py", "stubs.json", "summary.html"]
        assert json.loads((folder / "stubs.json").read_text(encoding="utf-8"))["guess"] == "guess = ...  # YOUR CODE HERE"


def test_releasing_twice_gives_identical_bytes_and_leaves_the_files_alone(course):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in course.rglob("*") if path.is_file()}
    release(course)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in course.rglob("*") if path.is_file()}
    assert before == {path: state for path, state in after.items() if "__pycache__" not in path.parts}


def test_one_language_can_be_released_alone(course):
    written = release(course, ["doubling"], ["ko"])
    assert {path.relative_to(course).parts[:2] for path in written} == {("solutions", "01_doubling"), ("lessons", "ko")}


def test_pictures_beside_the_checks_are_released(course):
    (course / "solutions/01_doubling/expected.png").write_bytes(b"\x89PNG")
    release(course)
    assert (course / "lessons/ko/01_doubling/expected.png").read_bytes() == b"\x89PNG"
