import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grading.intake import IntakeLimits, Prepared, Quarantined, compose_bytes, normalise
from autograder.grading.intake.limits import MIB
from autograder.grading.results import Submission
from tests.grading.intake.handing_in import LESSON, STEP, bundle, cell_of, code, edited, named, released, take_in, told, written

PLAIN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reason(notebook, lesson=LESSON):
    with pytest.raises(Quarantined) as caught:
        take_in(notebook, lesson)
    assert any("가" <= character <= "힣" for character in caught.value.reason.ko)
    return caught.value.reason.en


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b'{"cells": "\xed\xa0\x80"}', "UTF-8"),
        (b"print('hello')", "line 1"),
        (b'{"nbformat": 4,\n "cells": [', "line 2"),
        (b'{"nbformat": 4, "cells": ["\x00"]}', "not JSON"),
        (b"[1, 2]", "no list of cells"),
        (b"null", "no list of cells"),
        (b"{}", "no list of cells"),
        (b'{"nbformat": 4}', "no list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "no list of cells"),
        (b'{"nbformat": 4, "cells": []}', "no cells"),
        (b'{"nbformat": true, "cells": []}', "no list of cells"),
        (b'{"nbformat": "4", "cells": []}', "no list of cells"),
        (b'{"nbformat": 2, "worksheets": []}', "format 2"),
        (b'{"nbformat": 5, "cells": []}', "format 5"),
        (b'{"nbformat": -7, "cells": []}', "format ?"),
        (b'{"nbformat": 1e999, "cells": []}', "no list of cells"),
        (b'{"nbformat": 3, "worksheets": 7}', "old format 3"),
        (b'{"nbformat": 3}', "format"),
        (b'{"nbformat": 4, "cells": [7]}', "Cell 1 of the notebook is broken: it is no cell"),
        (b'{"nbformat": 4, "cells": [{"cell_type": ["code"], "source": ""}]}', "neither code nor Markdown"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "heading", "source": ""}]}', "neither code nor Markdown"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "text is missing"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a", 1]}]}', "text is missing"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}', "Hardly anything"),
    ],
    ids=str,
)
def test_what_is_no_notebook_is_refused_with_its_reason(data, words):
    assert words in reason(data)


BOMBS = {
    "a number of 5,000 digits": (b'{"nbformat": ' + b"1" * 5_000 + b"}", "thousands of digits"),
    "lists in lists": (b"[" * 200_000, "levels deep"),
    "objects in objects": (b'{"a":' * 200_000, "levels deep"),
    "deeper than any notebook": (b'{"nbformat": 4, "x": ' + b"[" * 500 + b"]" * 500 + b', "cells": []}', "levels deep"),
    "300,001 cells": (b'{"nbformat": 4, "cells": [' + b"{}," * 300_000 + b"{}]}", "300,001 cells"),
    "a million and a half lists": (b'{"nbformat": 4, "cells": [' + b"[]," * 1_500_000 + b"[]]}", "far more data"),
    "a string of 50 MB": (b'{"nbformat": 4, "x": "' + b"a" * 50 * MIB + b'"}', "at most 32 MB"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_fill_memory_or_the_stack_is_refused(name):
    data, words = BOMBS[name]
    assert words in reason(data)


@pytest.mark.parametrize("code_point", [0, 0xD800, 0xDFFF])
def test_characters_that_text_cannot_have_are_named(code_point):
    data = written(edited(lambda notebook: cell_of(notebook, "answer-step").update(source=f"x = '{chr(code_point)}'")))
    assert f"U+{code_point:04X}" in reason(data)


def test_strange_characters_in_outputs_cost_nothing():
    def edit(notebook):
        cell_of(notebook, "answer-step")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "\x00\ud800"}]

    assert take_in(edited(edit)).notes == ()


def test_size_limits_name_the_cell():
    assert "Cell 5 of the notebook has 100,001 characters" in reason(
        edited(lambda notebook: cell_of(notebook, "answer-or_line").update(source="a" * 100_001))
    )
    assert "together" in reason(edited(lambda notebook: notebook["cells"].extend(code("a" * 99_999, f"x{n}") for n in range(6))))
    assert "1,055 cells" in reason(edited(lambda notebook: notebook["cells"].extend(code("", f"x{n}") for n in range(1_000))))


def test_another_lessons_notebook_is_named():
    assert "lesson `04_gradients`; it was handed in as `01_perceptron`" in reason(released("en", "04_gradients"))
    nameless = released("en", "04_gradients")
    del nameless["metadata"]["petals"]
    for cell in nameless["cells"]:
        cell.pop("id")
    assert "Hardly anything" in reason(nameless)


def test_a_wrong_lesson_label_on_the_right_cells_is_only_noted():
    prepared = take_in(edited(lambda notebook: notebook["metadata"]["petals"].update(lesson="04_gradients")))
    assert "calls itself lesson `04_gradients`" in told(prepared)


def test_an_old_notebook_is_upgraded_where_that_can_be_done():
    cells = []
    for cell in released()["cells"]:
        text = (
            {"input": cell["source"], "language": "python", "outputs": [], "collapsed": False}
            if cell["cell_type"] == "code"
            else {"source": cell["source"]}
        )
        cells.append({"cell_type": cell["cell_type"], "metadata": cell["metadata"], **text})
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells, "metadata": {}}]}
    prepared = take_in(old)
    assert len([cell for cell in prepared.cells if cell.role == "check"]) == 8
    assert "format 3" in told(prepared)


def test_the_last_of_two_equal_keys_counts_as_in_every_other_reader():
    text = json.dumps(released())
    doubled = '{"cells": 7, ' + text[1:]
    assert take_in(doubled.encode()) == take_in(text.encode())


def test_numbers_that_are_none_cost_nothing():
    text = json.dumps(edited(lambda notebook: notebook["metadata"].update(x=float("nan"), y=float("inf"))))
    assert take_in(text.encode()).notes == ()


def test_odd_types_everywhere_are_ignored():
    def edit(notebook):
        cell = cell_of(notebook, "answer-step")
        cell.update(metadata={"nbgrader": {"grade_id": ["answer-step"]}, "tags": {"a": 1}, "id": 7}, attachments=[1], outputs="x")
        cell_of(notebook, "check-step").update(metadata={"nbgrader": [1]})
        cell_of(notebook, "code-001").update(metadata=None)
        notebook["metadata"] = {"petals": {"language": ["ko"], "lesson": {}}, "kernelspec": "x", "language_info": 3}

    prepared = take_in(edited(edit))
    assert [cell.id for cell in prepared.cells] == [cell["id"] for cell in released()["cells"]]


@pytest.mark.parametrize("value", [b'{"a":[]}', b"[]", b'{"abc":"def"}', b'"abcdefghijk"', b"1.5"])
def test_the_count_of_values_bounds_the_memory_of_parsing(value):
    data = b'{"nbformat": 4, "cells": [' + b",".join([value] * 20_000) + b"]}"
    tracemalloc.start()
    with pytest.raises(Quarantined):
        take_in(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    values = sum(data.count(sign) for sign in (b",", b"[", b"{"))
    assert peak * IntakeLimits().values / values < 512 * MIB


def test_a_thousand_copies_of_one_cell_are_one_answer_and_a_few_notes():
    def edit(notebook):
        cell = cell_of(notebook, "answer-step")
        notebook["cells"] += [{**cell, "source": f"{STEP}  # {n}"} for n in range(900)]

    prepared = take_in(edited(edit))
    assert len([cell for cell in prepared.cells if cell.exercise == "step"]) == 2
    assert len({cell.id for cell in prepared.cells}) == len(prepared.cells)
    assert len(prepared.notes) < 10


def holds(prepared: Prepared) -> None:
    """What is true of every prepared notebook, whatever came in."""
    release = released(prepared.language)["cells"]
    graded = {cell["id"]: cell for cell in release if "nbgrader" in cell["metadata"]}
    ids = [cell.id for cell in prepared.cells]
    assert len(set(ids)) == len(ids)
    assert set(graded) <= set(ids)
    for name, cell in graded.items():
        found = named(prepared, name)
        assert found.kind == cell["cell_type"]
        if cell["metadata"]["nbgrader"]["locked"]:
            assert found.source == cell["source"]
            assert ids.index(name) > ids.index(name.replace("check-", "answer-"))
    again = normalise(Submission("alice", LESSON, compose_bytes(prepared, bundle())), bundle())
    assert again.cells == prepared.cells
    assert not [note for note in again.notes if note.kind == "repair"]


@PLAIN
@given(st.binary(max_size=300))
def test_any_bytes_are_prepared_or_quarantined(data):
    with pytest.raises(Quarantined):
        take_in(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["cell_type", "source", "metadata", "nbgrader", "id", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = ["cell_type", "source", "metadata", "id", "attachments", "outputs"]


@PLAIN
@given(st.lists(st.tuples(st.integers(0, 54), st.sampled_from(KEYS), json_values), max_size=5), json_values)
def test_any_values_in_a_real_notebook_are_prepared_or_quarantined(changes, metadata):
    notebook = released()
    notebook["metadata"] = metadata
    for place, key, value in changes:
        notebook["cells"][place][key] = value
    try:
        prepared = take_in(notebook)
    except Quarantined:
        return
    holds(prepared)


TEXTS = [
    "",
    STEP,
    STEP + '\n\ncheck("step")',
    "x = 1",
    "step = update = 1\nand_gate, or_gate, nand_gate = 1, 2, 3",
    'check("xor")',
    "def xor(x1, x2): ...",
    "a\r\nb\r",
]
IDS = ["a", "b", "check-xor", "answer-step", "extra-001", "code-003"]
STEPS = st.tuples(
    st.sampled_from(["drop", "double", "move", "write", "label", "type", "unlabel", "unname", "name", "add"]),
    *[st.integers(0, 60)] * 3,
)


def rearranged(notebook, steps):  # noqa: C901 - one branch for each kind of step
    """Drop, double, move, write over, relabel, retype, strip and add cells of a real notebook."""
    cells = notebook["cells"]
    for kind, first, second, which in steps:
        at, to = first % len(cells), second % len(cells)
        cell = json.loads(json.dumps(cells[at]))
        match kind:
            case "drop" if len(cells) > 1:
                del cells[at]
            case "double":
                cells.insert(to, cell)
            case "move":
                cells.insert(to, cells.pop(at))
            case "write":
                cells[at]["source"] = TEXTS[which % len(TEXTS)]
            case "label":
                cells[at]["metadata"] = cells[to]["metadata"]
            case "type":
                cells[at]["cell_type"] = ["code", "markdown", "raw"][which % 3]
            case "unlabel":
                cells[at]["metadata"] = {}
            case "unname":
                cells[at].pop("id", None)
            case "name":
                cells[at]["id"] = IDS[which % len(IDS)]
            case "add":
                cells.insert(to, code([*TEXTS, cell["source"]][which % (len(TEXTS) + 1)], IDS[first % len(IDS)]))
    return notebook


@settings(PLAIN, max_examples=300)
@given(st.lists(STEPS, max_size=14), st.sampled_from(["en", "ko"]))
def test_however_cells_are_rearranged_the_result_fits_and_normalising_it_changes_nothing(steps, language):
    holds(take_in(rearranged(released(language), steps)))


def test_limits_are_the_callers():
    with pytest.raises(Quarantined) as caught:
        normalise(Submission("alice", LESSON, bundle().released["en"]), bundle(), IntakeLimits(cells=10))
    assert "at most 10" in str(caught.value)
