"""Every fault lint knows is planted here, and seen, with its file, line and advice."""

import json

import pytest

from autograder.source import lint, release

SOURCE = "solutions/01_doubling/01_doubling.py"
CHECKS = "solutions/01_doubling/checks.py"
KOREAN_TITLE = '# %% [markdown] lang="ko"'


def rules(course):
    return {fault.rule for fault in lint(course)}


def fault(course, rule):
    found = [fault for fault in lint(course) if fault.rule == rule]
    assert found, f"{rule} not found among {lint(course)}"
    return found[0]


def line_of(course, relative, fragment):
    text = (course / relative).read_text(encoding="utf-8")
    return text[: text.index(fragment)].count("\n") + 1


def test_a_good_lesson_has_no_faults(course):
    assert lint(course) == []


PLANTED_IN_SOURCE = [
    ("twin-stale", "You will be able to", "You can soon", 'lang="ko" of="', "petals stamp 01_doubling"),
    ("twin-stale", ' of="7b55299e"', "", "# ## 작성하기", 'add of="7b55299e"'),
    ("twin-missing", '# %% [markdown] lang="ko" of="7b55299e"\n', "# %%\n", "# ## Write it", "no Korean twin"),
    ("twin-missing", '# %% [markdown] lang="en"\n# ## Write it', '# %% [markdown] lang="ko"\n# ## Write it', "# ## Write it",
     "no English text"),
    ("twin-heading", "# ## 작성하기", "# ### 작성하기", "# ### 작성하기", "only Korean has ###"),
    ("twin-math", "$2x$입니다", "$3x$입니다", "# # 두 배", "only English has $2x$; only Korean has $3x$"),
    ("twin-code", "`double`로", "`twice`로", "# # 두 배", "only English has `double`"),
    ("twin-link", "Ratio)도", "Rate)도", "# # 두 배", "only Korean has https://en.wikipedia.org/wiki/Rate"),
    ("twin-number", "{minutes}분", "5분", "# # 두 배", "only English has {minutes}"),
    ("number-unknown", "{minutes} min", "{minuets} min", "# # Doubling", "names no metric"),
    ("number-unmeasured", "{margin.synthetic:.1%}.", "{margin.real:.1%}.", "# # Doubling", "no measured value"),
    ("number-format", "{margin.synthetic:.1%}.", "{margin.synthetic:.1q}.", "# # Doubling", "cannot be written"),
    ("answer-unsolved", "guess = 84", "guess = ...", "### BEGIN SOLUTION\nguess", "empty solution"),
    ("answer-unsolved", "### BEGIN SOLUTION\nguess = 84\n### END SOLUTION", "guess = 84", "guess = 84", "has no solution"),
    ("answer-unsolved", "return twice\n    ### END SOLUTION", "return twice", "def double", "never ends"),
    ("answer-unsolved", "# Two times a number means two of them, put together.\n#\n# 어떤 수의 두 배는 그 수 두 개를 합친 것입니다.\n", "",
     "# ### BEGIN", "own_words has an empty"),
    ("answer-unchecked", 'predict("guess"', 'predict("other"', "### BEGIN SOLUTION\nguess", "nothing looks at the answer guess"),
    ("check-code", 'check("pair")\n', 'check("pair");\n', 'check("pair");', "nothing else"),
    ("exercise-unknown", 'check="pair"\ncheck("pair")', 'check="peer"\ncheck("peer")', 'check("peer")', 'exercise("peer", points=…)'),
    ("duplicate-id", '# %% answer="pair"', '# %% answer="guess"', "### BEGIN SOLUTION\nimport math", "is taken by line"),
    ("parameters", "SEED = 0", "seed = 0", "LANGUAGE =", "missing: SEED"),
    ("source", '# %% answer="pair"', '# %% answers="pair"', "### BEGIN SOLUTION\nimport math", "'answers' is unknown"),
    ("glossary", "두 배로 만드는", "과적합을 만드는", "과적합", "write 과대적합, not 과적합"),
    ("glossary", "보세요.\n# 시간은", "봐요.\n# 시간은", "봐요", "write the -ㅂ니다 form, not 봐요."),
    ("glossary", 'record("minutes", 5)', 'lr = 5\nrecord("minutes", lr)', "lr = 5", "name it learning_rate, not `lr`"),
    ("glossary", "def double(number)", "def double(X)", "def double", "name it images, not `X`"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "place", "advice"), PLANTED_IN_SOURCE)
def test_a_fault_of_the_source_is_seen(course, edit, rule, old, new, place, advice):
    edit(SOURCE, old, new)
    found = fault(course, rule)
    expected = line_of(course, SOURCE, place)
    assert found.path == course / SOURCE
    assert found.line in {expected, expected - 1}, "the line of the fault, or the header just above it"
    assert advice in found.message


SECOND_HINT = 'text(en="Add the number to itself.", ko="그 수에 자기 자신을 더해 보세요.")'
IDEA_OF_PAIR = 'idea=text(en="Rounding goes either way.", ko="올림과 내림은 방향이 다릅니다.")'
RUBRIC = 'rubric=text(en="Says that two of them are put together.", ko="두 개를 합친다고 말합니다.")'
WHY_WRONG = 'text(en="That is 3 times 3.", ko="그것은 3 곱하기 3입니다.")'
PLANTED_IN_CHECKS = [
    ("hint-count", f"        {SECOND_HINT},\n", "", 'exercise(\n    "double"', "1 hints"),
    ("hint-empty", SECOND_HINT, '""', 'exercise(\n    "double"', "hint 2 is no text"),
    ("checks", "그 수에 자기 자신을 더해 보세요.", " ", SECOND_HINT[:20], "needs both languages"),
    ("idea", f"    {IDEA_OF_PAIR},\n", "", 'exercise(\n    "pair"', "no idea"),
    ("rubric", RUBRIC, "", 'exercise("own_words"', "rubric"),
    ("exercise-unused", 'exercise("own_words"', 'exercise("your_words"', 'exercise("your_words"', "no cell of the lesson"),
    ("quiz-right", 'because=text(en="That', 'right=True, because=text(en="That', "quiz(\n", "2 right choices"),
    ("quiz-explanation", WHY_WRONG, "None", "quiz(\n", "choice 2"),
    ("checks", '@check("double")', '@check("doubel")', None, "doubel"),
    ("checks", "import check, choice", "import chekc, choice", "from course_utils", "chekc"),
    ("checks", "points=2,", "points=,", "points=,", "SyntaxError"),
    ("checks", "right=True, ", "", "quiz(\n", "one of them right"),
    ("twin-code", "Rounding goes", "`floor` goes", 'text(en="`floor`', "only English has `floor`"),
    ("twin-math", "올림과", "$2x$ 올림과", 'text(en="Rounding', "only Korean has $2x$"),
    ("glossary", "두 개를 합친 것", "오버피팅한 것", "오버피팅", "write 과대적합"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "place", "advice"), PLANTED_IN_CHECKS)
def test_a_fault_of_the_checks_is_seen(course, edit, rule, old, new, place, advice):
    edit(CHECKS, old, new)
    found = fault(course, rule)
    assert found.path == course / CHECKS
    assert found.line == (line_of(course, CHECKS, place) if place else 1)
    assert advice in found.message


def test_an_exercise_without_checks_is_seen(course, edit):
    edit(CHECKS, '@check("pair")', '@check("double")')
    assert "without any check" in fault(course, "checks").message


def test_missing_checks_are_seen(course):
    (course / CHECKS).unlink()
    assert "is missing" in fault(course, "checks").message


def test_targets_that_are_not_toml_are_seen(course):
    (course / "solutions/01_doubling/targets.toml").write_text("[minutes\n", encoding="utf-8")
    assert "not TOML" in fault(course, "targets").message


def notebook_path(course, language="en"):
    return course / f"lessons/{language}/01_doubling/01_doubling.ipynb"


def change_notebook(path, change):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change({cell["id"]: cell for cell in notebook["cells"]})
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def test_an_edited_notebook_is_seen(course):
    path = notebook_path(course)
    change_notebook(path, lambda cells: cells["text-002"].update(source=["## Write this"]))
    found = fault(course, "not-fresh")
    assert found.path == path
    assert "## Write" in path.read_text(encoding="utf-8").splitlines()[found.line - 1]


@pytest.mark.parametrize("name", ["checks.py", "stubs.json"])
def test_an_edited_copy_is_seen(course, name):
    path = course / "lessons/ko/01_doubling" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fault(course, "not-fresh").path == path


def test_an_edited_source_makes_notebooks_stale(course, edit):
    edit(SOURCE, 'record("minutes", 5)', 'record("minutes", 2 + 3)')
    assert {fault.path.suffix for fault in lint(course) if fault.rule == "not-fresh"} == {".ipynb"}


def test_a_missing_release_is_seen(course):
    notebook_path(course, "ko").unlink()
    assert fault(course, "not-built").path == notebook_path(course, "ko")


@pytest.mark.parametrize(
    ("change", "shown"),
    [({"outputs": [{"output_type": "stream", "name": "stdout", "text": ["42"]}]}, "outputs"), ({"execution_count": 3}, "execution count")],
)
@pytest.mark.parametrize("folder", ["lessons/ko", "solutions"])
def test_outputs_and_execution_counts_are_seen(course, folder, change, shown):
    path = course / folder / "01_doubling/01_doubling.ipynb"
    change_notebook(path, lambda cells: cells["code-002"].update(change))
    found = fault(course, "outputs")
    assert (found.path, shown in found.message, "code-002" in found.message) == (path, True, True)
    assert rules(course) == {"outputs"}


def test_a_solution_line_in_a_released_notebook_is_seen(course):
    path = notebook_path(course)
    change_notebook(path, lambda cells: cells["text-002"].update(source=["Hint: twice  = number +np.asarray( number )"]))
    found = fault(course, "leak-solution")
    assert (found.path, "the solution of double" in found.message) == (path, True)


def test_a_solution_in_the_released_checks_or_stubs_is_seen(course):
    path = course / "lessons/en/01_doubling/stubs.json"
    path.write_text(json.dumps({"pair": "low, high = math.floor(1.5), math.ceil(1.5)"}), encoding="utf-8")
    assert fault(course, "leak-solution").path == path


def test_a_model_answer_in_a_released_notebook_is_seen(course):
    change_notebook(
        notebook_path(course, "ko"),
        lambda cells: cells["manual-own_words"].update(source=["어떤 수의 두 배는\n그 수 두 개를 합친 것입니다."]),
    )
    assert fault(course, "leak-solution").path == notebook_path(course, "ko")


def test_a_solution_that_the_source_itself_gives_away_is_seen(course, edit):
    edit(CHECKS, "Add the number to itself.", "twice = number + np.asarray(number); then return twice")
    edit(SOURCE, "    twice = number + np.asarray(number)\n    return twice\n", "    twice = number + np.asarray(number)\n")
    release(course)
    assert "in full" in fault(course, "leak-solution").message


def test_a_hidden_check_in_the_visible_ones_is_seen(course):
    hidden = (course / "solutions/01_doubling/hidden.py").read_text(encoding="utf-8")
    visible = course / CHECKS
    visible.write_text(visible.read_text(encoding="utf-8") + hidden[hidden.index("\n\n@check") :], encoding="utf-8")
    release(course)
    assert "the hidden check doubles_every_number" in fault(course, "leak-hidden").message


@pytest.mark.parametrize("name", ["hidden.py", "targets.toml", "01_doubling.py"])
def test_an_instructors_file_among_the_released_is_seen(course, name):
    copy = course / "lessons/en/01_doubling" / name
    copy.write_bytes((course / "solutions/01_doubling" / name).read_bytes())
    found = {fault.rule for fault in lint(course) if fault.path == copy}
    assert (
        found
        == {"hidden.py": {"stray-file", "leak-hidden"}, "targets.toml": {"stray-file"}, "01_doubling.py": {"stray-file", "leak-solution"}}[
            name
        ]
    )


def test_lines_that_stand_elsewhere_anyway_are_no_leak(course, edit):
    edit(SOURCE, 'record("minutes", 5)', 'import math\n\nlow_again = math.floor(1.5)\nrecord("minutes", 5)')
    edit(SOURCE, "low, high = math.floor(1.5), math.ceil(1.5)", "low_again = math.floor(1.5)\nlow, high = low_again, low_again + 1")
    release(course)
    assert lint(course) == []


@pytest.mark.parametrize("folder", ["lessons/ko/02_gone", "solutions/02_gone"])
def test_a_lesson_without_a_source_is_seen(course, folder):
    (course / folder).mkdir()
    (course / folder / "checks.py").touch()
    assert fault(course, "no-source").path == course / folder


def test_a_fault_is_described_in_one_line(course, edit):
    edit(SOURCE, "# ## 작성하기", "# ### 작성하기")
    shown = fault(course, "twin-heading").describe(course)
    assert shown.startswith(f"{SOURCE}:{line_of(course, SOURCE, '# ### 작성하기') - 1}: twin-heading: ")
    assert "\n" not in shown
