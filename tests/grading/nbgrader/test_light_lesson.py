"""The fixtures that every grading test stands on."""

import json
import shutil

import pytest

from course_utils.checking import LocalStudent, examine, load_checks
from tests.grading.fixtures.making import LIGHT, light_course, solved, untouched, with_answers


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return light_course(tmp_path_factory.mktemp("light"))


@pytest.fixture(scope="module")
def checks(course):
    """All checks, with the stubs beside them."""
    shutil.copy(course / "solutions" / LIGHT / "hidden.py", course / "lessons/en" / LIGHT)
    return load_checks(course / "lessons/en" / LIGHT, hidden=True)


def namespace(notebook, *exercises):
    """Run the named answer cells, with what the lesson imports but for TensorFlow."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt
    import numpy as np

    names = {"np": np, "plt": plt}
    for cell in json.loads(notebook)["cells"]:
        if cell["id"] in {f"answer-{exercise}" for exercise in exercises}:
            exec("".join(cell["source"]), names)
    return LocalStudent(names)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("exercise", ["mean_light", "expose", "draw_light", "darkest"])
def test_reference_answers_pass_and_stubs_do_not(course, checks, language, exercise):
    right = namespace(solved(course, language), "mean_light", exercise)
    stub = namespace(untouched(course, language), exercise)
    assert examine(checks, exercise, right).score == 1
    assert examine(checks, exercise, stub).status == "not_attempted"


def test_an_answer_can_be_swapped_and_an_unknown_exercise_is_refused(course, checks):
    changed = with_answers(solved(course), {"mean_light": "def mean_light(images):\n    return images.sum()"})
    assert examine(checks, "mean_light", namespace(changed, "mean_light")).status == "failed"
    with pytest.raises(AssertionError, match="no answer cells"):
        with_answers(changed, {"nothing": "pass"})
