"""Submissions to the lesson of the images that hand in no model they have trained: lookup tables, lies, smuggled weights."""

import base64
import random

import pytest

from tests.attacks.staging import REPOSITORY, case_names, changed, open_class, read_case
from tests.grading.fixtures.making import LIGHT, course_of, hand_in, untouched, with_answers

pytestmark = pytest.mark.sandbox

LESSON = "08_fashion"
RIGHT = "def accuracy(probabilities, labels):\n    return float((probabilities.argmax(axis=1) == labels).mean())\n"
RAN = {
    "model_lies": "ran: 0.999 True",
    "model_lookup": "ran: True True True",
    "model_smuggled": "ran: True",
    "model_source": "ran: 3",
}


def prelude(notebook):
    """Leave the cells between the exercises out: nothing is trained and nothing is drawn."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "nbgrader" not in cell["metadata"]:
            cell["source"] = "import numpy as np"


def brings(notebook, size):
    return notebook.replace(b"PAYLOAD", base64.b64encode(random.Random(8).randbytes(size)))


@pytest.fixture(scope="module")
def modellers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    light = REPOSITORY / "tests/grading/fixtures/course/solutions" / LIGHT
    template = course_of(folder / "template", light, REPOSITORY / "solutions" / LESSON)
    graded = open_class(template, folder)
    bare = changed(untouched(graded.course, lesson=LESSON), prelude)
    notebooks = {name: read_case(name).put_into(bare) for name in case_names("model_")}
    smuggled = notebooks["model_smuggled"]
    notebooks |= {
        "model_smuggled": brings(smuggled, 60_000),
        "too_much": brings(smuggled, 120_000),
        "twin": bare,
        "zz_honest": with_answers(bare, {"accuracy": RIGHT}),
    }
    for student, notebook in notebooks.items():
        hand_in(graded.course, student, LESSON, notebook)
    done = graded.petals("grade", LESSON)
    assert done.returncode == 0, done.stdout + done.stderr
    return Modellers(graded)


class Modellers:
    """The class as graded in the lesson of the images."""

    def __init__(self, graded):
        from autograder.grading.gradebook import Gradebook
        from autograder.grading.gradebook.records import from_json

        self.class_ = graded
        with Gradebook(f"sqlite:///{graded.course}/gradebook.db", course=graded.course) as book:
            self.results = {row.student: from_json(row.result) for row in book.journal(LESSON, None)}

    def score(self, student, exercise):
        return next(one.score for one in self.results[student].exercises if one.score.exercise == exercise)

    def shown(self, student):
        return (self.class_.course / "autograded" / student / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")


def statuses(score):
    return {hidden: {case.status for case in score.cases if case.hidden is hidden} for hidden in (False, True)}


def test_who_models_nothing_costs_nobody_else_anything(modellers):
    assert set(modellers.results) == {*RAN, "too_much", "twin", "zz_honest"}
    assert modellers.score("zz_honest", "accuracy").earned == 2
    assert sum(one.score.earned for one in modellers.results["twin"].exercises) == 0
    assert modellers.class_.survivors == ()


@pytest.mark.parametrize("name", RAN)
def test_fresh_images_are_won_by_no_trick(modellers, name):
    assert RAN[name] in modellers.shown(name)
    assert statuses(modellers.score(name, "classify"))[True] == {"failed"}
    assert modellers.results[name].outcome == "graded"


def test_a_table_of_known_images_passes_what_is_known_and_nothing_else(modellers):
    score = modellers.score("model_lookup", "classify")
    assert statuses(score)[False] == {"passed"}
    assert score.earned == pytest.approx(4 / 3, abs=0.01)


def test_an_accuracy_that_was_written_down_is_not_computed(modellers):
    score = modellers.score("model_lies", "accuracy")
    assert statuses(score)[True] == {"failed"}


def staff_notes(result):
    return [note.message.en for note in result.notes if note.kind == "staff"]


def test_weights_in_a_cell_are_pointed_out_to_staff(modellers):
    assert any("encoded data" in note for note in staff_notes(modellers.results["model_smuggled"]))
    assert not any("encoded data" in note for note in staff_notes(modellers.results["twin"]))


def test_a_cell_that_holds_more_than_code_is_refused(modellers):
    assert modellers.results["too_much"].outcome == "quarantined"
    assert "characters" in modellers.results["too_much"].reason.en
