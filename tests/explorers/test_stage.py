"""The bare stage itself: explorers live there as in a notebook."""

import pytest

from course_utils.explorers import explore_perceptron

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_face_on_the_stage_reaches_python_and_back(stage, theme):
    explorer = explore_perceptron("AND", language="en")
    seen = stage(explorer, theme=theme)
    seen.page.locator("input[type=number]").nth(0).fill("0.5")
    seen.page.locator("input[type=number]").nth(1).fill("0.5")
    seen.page.locator("input[type=number]").nth(2).fill("-0.7")
    seen.settle()
    assert explorer.correct == 4
    explorer.language = "ko"
    seen.push()
    assert seen.page.locator(".score").inner_text() == "✓ 4개 중 4개 맞음"
    seen.drag(".mover", 40, 0)
    assert explorer.bias != -0.7
    assert seen.unnamed() == []
    assert seen.spill() <= 0
    seen.picture(f"stage_perceptron_{theme}")
