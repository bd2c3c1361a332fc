import copy
import json

import pytest

from autograder.grading.intake import compose, compose_bytes, normalise
from autograder.grading.results import Submission
from tests.grading.intake.handing_in import (
    LESSON,
    STEP,
    bundle,
    cell_of,
    code,
    copied,
    edited,
    named,
    order,
    place_of,
    released,
    take_in,
    told,
    written,
)

LESSONS = ["00_welcome", "01_perceptron", "04_gradients", "08_fashion"]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_an_untouched_notebook_is_the_release_and_needs_no_note(lesson, language):
    prepared = take_in(released(language, lesson), lesson)
    assert prepared.language == language
    assert [cell.id for cell in prepared.cells] == [cell["id"] for cell in released(language, lesson)["cells"]]
    assert prepared.notes == ()
    assert {cell.role for cell in prepared.cells} <= {"given", "answer", "check", "manual", "text"}


def test_an_answer_keeps_the_students_text_and_names_its_exercise():
    prepared = take_in(edited(lambda notebook: cell_of(notebook, "answer-step").update(source=STEP)))
    answer = named(prepared, "answer-step")
    assert (answer.role, answer.exercise, answer.kind, answer.source) == ("answer", "step", "code", STEP)
    assert prepared.notes == ()


def test_outputs_tags_widgets_and_timings_are_gone_from_the_composed_notebook():
    def edit(notebook):
        cell = cell_of(notebook, "answer-step")
        cell["outputs"] = [{"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>"}, "metadata": {}}]
        cell["metadata"] |= {"tags": ["skip-execution"], "execution": {"iopub.execute_input": "x"}, "collapsed": True}
        notebook["metadata"] |= {"widgets": {"state": "<script>"}, "kernelspec": {"name": "evil", "display_name": "evil", "language": "R"}}

    prepared = take_in(edited(edit))
    text = compose_bytes(prepared, bundle()).decode()
    for gone in ("script", "skip-execution", "iopub", "collapsed", "evil"):
        assert gone not in text
    assert compose(prepared, bundle())["metadata"] == released()["metadata"]
    assert "answer-step" in told(prepared, "staff")
    assert "another language (R)" in told(prepared, "staff")


def test_points_locks_and_checksums_come_from_the_release_only():
    def edit(notebook):
        cell_of(notebook, "check-step")["metadata"]["nbgrader"] |= {"points": 1000, "checksum": "0", "locked": False}

    prepared = take_in(edited(edit))
    (cell,) = [cell for cell in compose(prepared, bundle())["cells"] if cell["id"] == "check-step"]
    assert cell["metadata"] == cell_of(released(), "check-step")["metadata"]
    assert "check-step" in told(prepared, "staff")


def test_a_changed_check_cell_is_put_back_and_the_student_is_told():
    prepared = take_in(edited(lambda notebook: cell_of(notebook, "check-step").update(source="check = lambda name: None")))
    assert named(prepared, "check-step").source == 'check("step")'
    assert "check cell of `step` had been changed" in told(prepared)


def test_a_deleted_check_comes_back_behind_its_answer():
    prepared = take_in(edited(lambda notebook: notebook["cells"].remove(cell_of(notebook, "check-step"))))
    assert order(prepared, "answer-step", "check-step", "code-002") == ["answer-step", "check-step", "code-002"]
    assert "missing" in told(prepared)


def test_deleted_answers_come_back_untouched_in_their_place():
    def edit(notebook):
        for name in ("answer-step", "manual-open_question", "answer-or_line"):
            notebook["cells"].remove(cell_of(notebook, name))

    prepared = take_in(edited(edit))
    assert [cell.id for cell in prepared.cells] == [cell["id"] for cell in released()["cells"]]
    assert named(prepared, "answer-step").source == cell_of(released(), "answer-step")["source"]
    assert named(prepared, "manual-open_question").source == "✎"
    assert told(prepared).count("missing") == 3


def test_given_cells_that_a_student_changed_stay_theirs_and_removed_ones_stay_away():
    def edit(notebook):
        cell_of(notebook, "code-004")["source"] = "learn = None"
        notebook["cells"].remove(cell_of(notebook, "code-005"))

    prepared = take_in(edited(edit))
    assert (named(prepared, "code-004").role, named(prepared, "code-004").source) == ("given", "learn = None")
    assert "code-005" not in [cell.id for cell in prepared.cells]
    assert "code-005" in told(prepared, "staff")
    assert told(prepared) == ""


def test_magics_and_shell_lines_stay_as_they_are():
    source = "%matplotlib inline\n!pip install x\n%%time\nx = 1"
    prepared = take_in(edited(lambda notebook: notebook["cells"].insert(3, code(source))))
    assert (named(prepared, "mine-1").role, named(prepared, "mine-1").source) == ("extra", source)


def test_an_answer_split_over_cells_runs_in_its_place():
    def edit(notebook):
        cell_of(notebook, "answer-step")["source"] = "LIMIT = 0"
        notebook["cells"].insert(place_of(notebook, "answer-step") + 1, code("def step(z):\n    return int(z > LIMIT)"))

    prepared = take_in(edited(edit))
    assert order(prepared, "answer-step", "mine-1", "check-step") == ["answer-step", "mine-1", "check-step"]
    assert prepared.notes == ()


def test_an_answer_split_by_jupyterlab_carries_its_label_twice_and_both_halves_run():
    def edit(notebook):
        first = cell_of(notebook, "answer-step")
        first["source"] = "LIMIT = 0"
        notebook["cells"].insert(place_of(notebook, "answer-step") + 1, copied(first, source=STEP))

    prepared = take_in(edited(edit))
    place = [cell.id for cell in prepared.cells].index("check-step")
    assert [cell.source for cell in prepared.cells[place - 2 : place]] == ["LIMIT = 0", STEP]
    assert [cell.role for cell in prepared.cells[place - 2 : place]] == ["extra", "answer"]


def test_of_two_copies_the_one_in_its_place_counts():
    def edit(notebook):
        cell_of(notebook, "answer-step")["source"] = STEP
        notebook["cells"].append(copied(cell_of(notebook, "answer-step"), source="def step(z):\n    return 99"))

    prepared = take_in(edited(edit))
    assert named(prepared, "answer-step").source == STEP
    assert prepared.cells[-1].role == "extra"
    assert prepared.cells[-1].source.endswith("99")
    assert "2 cells for `step`" in told(prepared)


def test_an_untouched_copy_of_an_answered_exercise_is_left_out_wherever_it_stands():
    stub = cell_of(released(), "answer-step")

    def edit(notebook):
        cell_of(notebook, "answer-step")["source"] = STEP
        place = place_of(notebook, "check-step")
        notebook["cells"][place:place] = [copied(stub), code(stub["source"])]  # pasted by hand; made by reset("step")

    prepared = take_in(edited(edit))
    assert [cell.id for cell in prepared.cells] == [cell["id"] for cell in released()["cells"]]
    assert named(prepared, "answer-step").source == STEP


def test_a_copied_check_cell_counts_once():
    def edit(notebook):
        check = cell_of(notebook, "check-step")
        notebook["cells"] += [copied(check), copied(check, source="check('or_line')", id="pasted-2")]

    prepared = take_in(edited(edit))
    assert [cell.source for cell in prepared.cells if cell.role == "check"].count('check("step")') == 1
    assert prepared.cells[-1].role == "extra"
    assert "pasted-1" not in [cell.id for cell in prepared.cells]


def test_checks_moved_before_their_answers_or_behind_later_ones_return():
    def edit(notebook):
        step, gates = cell_of(notebook, "check-step"), cell_of(notebook, "check-gates")
        for cell in (step, gates):
            notebook["cells"].remove(cell)
        notebook["cells"].insert(0, step)
        notebook["cells"].append(gates)

    prepared = take_in(edited(edit))
    assert [cell.id for cell in prepared.cells] == [cell["id"] for cell in released()["cells"]]
    assert told(prepared).count("moved there") == 2


def test_a_student_may_reorder_whole_exercises():
    def edit(notebook):
        pair = [cell_of(notebook, "answer-step"), cell_of(notebook, "check-step")]
        for cell in pair:
            notebook["cells"].remove(cell)
        at = place_of(notebook, "check-pair_sums") + 1
        notebook["cells"][at:at] = pair

    names = ("answer-step", "check-step", "answer-perceptron", "check-perceptron", "check-pair_sums")
    prepared = take_in(edited(edit))
    assert order(prepared, *names) == ["answer-perceptron", "check-perceptron", "check-pair_sums", "answer-step", "check-step"]


def test_cell_types_of_graded_cells_are_undone():
    def edit(notebook):
        cell_of(notebook, "answer-step").update(cell_type="markdown", source=STEP)
        cell_of(notebook, "manual-open_question").update(cell_type="code", source="It cannot.")
        cell_of(notebook, "check-step").update(cell_type="raw")

    prepared = take_in(edited(edit))
    kinds = [named(prepared, name).kind for name in ("answer-step", "manual-open_question", "check-step")]
    assert kinds == ["code", "markdown", "code"]
    assert named(prepared, "answer-step").source == STEP
    assert told(prepared).count("turned into another type") == 3


def test_a_given_cell_turned_into_prose_is_the_students_prose():
    prepared = take_in(edited(lambda notebook: cell_of(notebook, "code-004").update(cell_type="markdown")))
    assert "code-004" not in [cell.id for cell in prepared.cells]
    assert [cell.role for cell in prepared.cells if "def learn(" in cell.source] == ["text"]


def test_ids_are_unique_and_valid_whatever_came():
    def edit(notebook):
        notebook["cells"] += [code("a = 1", "same"), code("b = 1", "same"), code("c = 1", "no blanks"), code("d = 1", "check-step")]
        notebook["cells"][-1]["metadata"] = {"nbgrader": {"grade_id": "unknown"}}
        notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": "e = 1"})

    prepared = take_in(edited(edit))
    ids = [cell.id for cell in prepared.cells]
    assert len(set(ids)) == len(ids)
    assert [cell.source for cell in prepared.cells[-5:]] == ["a = 1", "b = 1", "c = 1", "d = 1", "e = 1"]
    assert prepared.cells[-5].id == "same"
    assert named(prepared, "check-step").source == 'check("step")'


def test_notebooks_without_cell_ids_are_recognised_by_labels_and_text():
    def edit(notebook):
        notebook["nbformat_minor"] = 4
        for cell in notebook["cells"]:
            del cell["id"]
        notebook["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": "My name"})

    prepared = take_in(edited(edit))
    assert [cell.id for cell in prepared.cells] == ["extra-001", *(cell["id"] for cell in released()["cells"])]


def test_colab_keeps_its_ids_in_the_metadata():
    def edit(notebook):
        notebook["nbformat_minor"] = 0
        notebook["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
        for cell in notebook["cells"]:
            cell["metadata"]["id"] = cell.pop("id")
        cell_of_colab = next(cell for cell in notebook["cells"] if cell["metadata"]["id"] == "code-004")
        cell_of_colab["source"] = "learn = None"

    prepared = take_in(edited(edit, "ko"))
    assert prepared.language == "ko"
    assert (named(prepared, "code-004").role, named(prepared, "code-004").source) == ("given", "learn = None")


def test_without_a_label_the_language_is_the_one_that_fits():
    notebook = edited(lambda notebook: notebook["metadata"].pop("petals"), "ko")
    prepared = take_in(notebook)
    assert prepared.language == "ko"
    assert "`ko`" in told(prepared)


def test_an_answer_that_lost_its_label_is_recognised_by_what_it_defines():
    def edit(notebook):
        for cell in notebook["cells"]:
            cell["metadata"].pop("nbgrader", None)
            cell["id"] = f"vs{notebook['cells'].index(cell)}"
        for cell in notebook["cells"]:
            if "def step" in cell["source"]:
                cell["source"] = STEP

    prepared = take_in(edited(edit))
    assert named(prepared, "answer-step").source == STEP
    assert order(prepared, "answer-step", "check-step") == ["answer-step", "check-step"]
    assert "`step` stood in a cell without its label" in told(prepared)


def test_a_new_cell_that_holds_the_answer_is_not_undone_by_the_stub_put_back():
    def edit(notebook):
        place = place_of(notebook, "answer-gates")
        notebook["cells"][place] = code("and_gate, or_gate = (1, 1, -1.5), (1, 1, -0.5)\nnand_gate = (-1, -1, 1.5)")

    prepared = take_in(edited(edit))
    assert named(prepared, "answer-gates").source.startswith("and_gate, or_gate")
    assert "mine-1" not in [cell.id for cell in prepared.cells]


def test_an_answer_merged_into_an_earlier_cell_is_not_undone_by_the_stub_put_back():
    def edit(notebook):
        notebook["cells"].remove(cell_of(notebook, "answer-step"))
        cell_of(notebook, "answer-or_line")["source"] += "\n" + STEP

    prepared = take_in(edited(edit))
    assert "NotImplementedError" not in named(prepared, "answer-step").source
    assert order(prepared, "answer-or_line", "answer-step", "check-step") == ["answer-or_line", "answer-step", "check-step"]
    assert "found in an earlier cell" in told(prepared)


@pytest.mark.parametrize("answer", ["gone", "untouched", "empty"])
def test_an_answer_that_was_merged_into_its_check_is_taken_out_again(answer):
    def edit(notebook):
        cell_of(notebook, "check-step")["source"] = STEP + '\n\ncheck("step")'
        if answer == "gone":
            notebook["cells"].remove(cell_of(notebook, "answer-step"))
        if answer == "empty":
            cell_of(notebook, "answer-step")["source"] = ""

    prepared = take_in(edited(edit))
    assert named(prepared, "answer-step").source == STEP
    assert named(prepared, "check-step").source == 'check("step")'
    assert order(prepared, "answer-step", "check-step", "code-002") == ["answer-step", "check-step", "code-002"]
    assert "taken out of them" in told(prepared)


def test_a_written_answer_is_not_replaced_by_what_stands_in_its_check():
    def edit(notebook):
        cell_of(notebook, "answer-step")["source"] = STEP
        cell_of(notebook, "check-step")["source"] = "def step(z):\n    return 99"

    assert named(take_in(edited(edit)), "answer-step").source == STEP


def test_files_that_were_released_with_the_notebook_are_not_worth_a_note():
    def notes(*strays):
        submission = Submission("alice", LESSON, bundle().released["en"], strays=strays)
        return [note.message.en for note in normalise(submission, bundle()).notes]

    assert notes("checks.py", "stubs.json", "summary.html", "gate.png") == []
    assert notes("checks.py", "Untitled.ipynb") == ["Files beside the notebook are not used: `Untitled.ipynb`."]


def test_line_ends_of_every_system_become_newlines_and_a_byte_order_mark_is_no_fault():
    data = b"\xef\xbb\xbf" + written(
        edited(lambda notebook: cell_of(notebook, "answer-step").update(source="def step(z):\r\n    return 1\rx = 1\n"))
    )
    prepared = take_in(data)
    assert named(prepared, "answer-step").source == "def step(z):\n    return 1\nx = 1\n"


def test_source_as_a_list_of_lines_is_the_same_notebook():
    listed = released()
    for cell in listed["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    joined = copy.deepcopy(listed)
    for cell in joined["cells"]:
        cell["source"] = "".join(cell["source"])
    assert take_in(listed) == take_in(joined)


def test_attachments_are_dropped_and_the_student_is_told():
    def edit(notebook):
        cell_of(notebook, "manual-open_question").update(
            attachments={"a.svg": {"image/svg+xml": "<svg onload=x>"}}, source="![](attachment:a.svg)"
        )

    prepared = take_in(edited(edit))
    assert "onload" not in json.dumps(compose(prepared, bundle()))
    assert "Pictures that were pasted" in told(prepared)


def test_data_hidden_in_text_is_shown_to_staff_only():
    def edit(notebook):
        cell_of(notebook, "answer-step")["source"] = 'WEIGHTS = "' + "QUJD" * 1000 + '"'
        notebook["cells"].append(code("x = [" + "1, " * 1000 + "]"))

    prepared = take_in(edited(edit))
    assert [note.cell for note in prepared.notes if note.kind == "staff"] == ["answer-step", "mine-1"]
    assert told(prepared) == ""


def test_every_note_is_written_in_both_languages():
    from autograder.grading.intake import reasons, refusals, repairs
    from course_utils.checking import Text

    texts = [text for module in (reasons, refusals, repairs) for text in vars(module).values() if isinstance(text, Text)]
    assert len(texts) > 50
    for text in texts:
        assert text.en
        assert any("가" <= character <= "힣" for character in text.ko), text.en
        assert set(_braces(text.en)) == set(_braces(text.ko)), text.en


def _braces(sentence):
    from string import Formatter

    return [field for _, field, _, _ in Formatter().parse(sentence) if field]


def test_the_composed_notebook_is_valid_to_jupyter_and_to_nbgrader():
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator

    def edit(notebook):
        cell_of(notebook, "answer-step").update(cell_type="raw")
        notebook["cells"] += [copied(cell_of(notebook, "answer-gates"), source="gates = 1"), code("x = 1", "not valid!"), code("y = 1", "")]
        notebook["cells"].append({"cell_type": "raw", "metadata": {"tags": ["x"]}, "source": "raw"})
        notebook["cells"].remove(cell_of(notebook, "check-xor"))

    composed = nbformat.from_dict(compose(take_in(edited(edit)), bundle()))
    nbformat.validate(composed)
    MetadataValidator().validate_nb(composed)
