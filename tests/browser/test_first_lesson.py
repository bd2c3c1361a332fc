"""Lesson 01 as a student meets it: open, run, type, look, drag, in both languages."""

import json
from pathlib import Path

import pytest

from tests.browser.opened import OpenLesson

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WORDS = {
    "en": {
        "title": "The perceptron and logic gates",
        "waiting": "Not attempted yet",
        "failed": "should be 0, but is 1",
        "passed": "Passed",
        "progress": "{} of 8 exercises",
        "right": "{} of 4 right",
    },
    "ko": {
        "title": "퍼셉트론과 논리 게이트",
        "waiting": "아직 풀지 않았습니다",
        "failed": "나와야 하는 값은 0, 나온 값은 1",
        "passed": "통과했습니다",
        "progress": "문제 8개 중 {}개 통과",
        "right": "4개 중 {}개 맞음",
    },
}


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_make_lab_opens_lesson_00_in_the_chosen_language(lab: str, language: str) -> None:
    assert f"/lab/tree/lessons/{language}/00_welcome/00_welcome.ipynb" in lab


def test_a_student_runs_types_drags_and_sees_progress(lab: str, page, course: Path, language: str) -> None:
    words = WORDS[language]
    lesson = OpenLesson(page, lab, course, language, "01_perceptron")
    lesson.run_all()
    assert words["title"] in lesson.output("code-001").text_content()
    assert words["progress"].format(0) in lesson.output("code-001").text_content()
    for name in (name for name in lesson.places if name.startswith("check-")):
        assert words["waiting"] in lesson.output(name).text_content(), name

    lesson.write("answer-step", "def step(z):\n    return 1 if z >= 0 else 0")
    lesson.run("check-step")
    assert words["failed"] in lesson.output("check-step").text_content()
    lesson.picture(f"lesson_01_failed_{language}")
    lesson.picture_of("check-step", f"card_{language}")

    lesson.write("answer-step", "def step(z):\n    return 1 if z > 0 else 0")
    lesson.run("check-step")
    assert words["passed"] in lesson.output("check-step").text_content()
    assert words["progress"].format(1) in lesson.output("code-001").text_content()

    drag_the_line(lesson)
    assert words["right"].format(4) in lesson.output("answer-or_line").text_content()
    lesson.run("check-or_line")
    assert words["passed"] in lesson.output("check-or_line").text_content()
    assert words["progress"].format(2) in lesson.output("code-001").text_content()
    lesson.picture(f"lesson_01_passed_{language}")
    lesson.picture_of("answer-or_line", f"explorer_{language}")
    assert json.loads((course / "progress.json").read_text(encoding="utf-8"))


def drag_the_line(lesson: OpenLesson) -> None:
    """Make both weights 1, then pull the line with the mouse from beyond (1, 1) to between (0, 0) and the other corners."""
    explorer = lesson.output("answer-or_line")
    weights_and_bias = explorer.locator("input[type=number]")
    for place, value in enumerate(("1", "1", "-2.5")):
        weights_and_bias.nth(place).fill(value)
    explorer.locator("circle.mover").scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(300)  # scrolling comes to rest
    plane = explorer.locator("rect.field").bounding_box()
    knob = explorer.locator("circle.mover").bounding_box()
    unit = plane["width"] / 2  # the plane shows -0.5 to 1.5
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    lesson.page.mouse.move(x, y)
    lesson.page.mouse.down()
    lesson.page.mouse.move(x - unit, y + unit, steps=10)  # one unit along each axis lowers w1 x1 + w2 x2 by 2
    lesson.page.mouse.up()
    assert float(weights_and_bias.nth(2).input_value()) == pytest.approx(-0.5, abs=0.15)
