"""What is read from an executed notebook."""

import pytest

from autograder.headless.collect import cell_times, check_scores, pictures, records, stopped_in
from course_utils.checking import RECORD_MIME


def code(*outputs, cell="code-001", source="", **metadata):
    return {"cell_type": "code", "id": cell, "source": source, "metadata": metadata, "outputs": list(outputs)}


def shown(name, value):
    return {"output_type": "display_data", "data": {RECORD_MIME: {"name": name, "value": value}}, "metadata": {}}


def result(**data):
    return {"output_type": "execute_result", "data": {name.replace("_", "/"): text for name, text in data.items()}, "metadata": {}}


def graded(*outputs, points=2):
    return code(*outputs, cell="check-step", nbgrader={"grade": True, "grade_id": "check-step", "points": points})


def test_records_are_collected_in_order_and_the_source_apart():
    found = records({"cells": [code(shown("a", 1), shown("source", "real")), code(shown("b", 0.5))]})
    assert (list(found.metrics.items()), found.source, found.conflicts) == ([("a", 1), ("b", 0.5)], "real", ())


def test_the_same_value_twice_is_no_conflict_and_another_one_is():
    found = records({"cells": [code(shown("a", 1), shown("a", 1), shown("b", 1), shown("b", 2))]})
    assert found.conflicts == ("b",)


def test_a_notebook_that_used_both_sources_counts_as_synthetic():
    assert records({"cells": [code(shown("source", "real"), shown("source", "synthetic"))]}).source == "synthetic"


@pytest.mark.parametrize(("text", "earned", "full"), [("2.0", 2, True), ("1.5", 1.5, False), ("0.0", 0, False), ("<Card>", None, False)])
def test_the_score_is_the_number_a_check_cell_shows(text, earned, full):
    (score,) = check_scores({"cells": [graded(result(text_plain=text))]})
    assert (score.exercise, score.earned, score.points, score.full) == ("step", earned, 2, full)


def test_a_check_cell_without_a_result_has_no_score():
    (score,) = check_scores({"cells": [graded({"output_type": "stream", "name": "stdout", "text": "2.0"})]})
    assert (score.earned, score.full) == (None, False)


def test_a_check_that_prints_to_stderr_earns_nothing_as_nbgrader_has_it():
    (score,) = check_scores({"cells": [graded({"output_type": "stream", "name": "stderr", "text": "careful"}, result(text_plain="2.0"))]})
    assert (score.earned, score.full) == (0, False)
    assert "careful" in score.message


def test_the_card_of_missing_marks_is_quoted_without_markup_and_without_what_is_folded_away():
    html = "<style>p{}</style><p>4 of 5 <b>cases</b></p><details><summary>Hint</summary>try</details>"
    (score,) = check_scores({"cells": [graded(result(text_plain="1", text_html=html))]})
    assert score.message == "4 of 5 cases"


def test_pictures_and_times_and_the_last_cell_come_from_the_cells_that_ran():
    notebook = {
        "cells": [
            {"cell_type": "markdown", "id": "text-001", "source": "", "metadata": {}},
            code(result(image_png="QUJD\nRA=="), source=["# why\n", "x = 1"], papermill={"duration": 1.5, "start_time": "t"}),
            code(cell="code-002", papermill={"duration": None, "start_time": "t"}),
            code(cell="code-003", papermill={"duration": None, "start_time": None}),
        ]
    }
    assert [(picture.cell, picture.png) for picture in pictures(notebook)] == [("code-001", "QUJDRA==")]
    assert [(cell.cell, cell.line, cell.seconds) for cell in cell_times(notebook)] == [("code-001", "x = 1", 1.5)]
    assert stopped_in(notebook) == "code-002"
