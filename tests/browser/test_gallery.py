"""The gallery as a visitor meets it: run everything, look at every explorer, in both languages, light and dark."""

import json
import re
from pathlib import Path

import pytest

from course_utils import explorers
from tests.browser.opened import OpenLesson

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

THEMES = {"en": "JupyterLab Light", "ko": "JupyterLab Dark"}
UNNAMED = """(output) => [...output.querySelectorAll(":is(input, button, select, [tabindex], [role=img])")]
  .filter((node) => !(node.getAttribute("aria-label") || node.closest("label")?.textContent.trim() || node.textContent.trim()))
  .map((node) => node.outerHTML.slice(0, 120))"""
SPILL = "(node) => node.scrollWidth - node.clientWidth"


@pytest.fixture(params=THEMES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def choose_theme(course: Path, theme: str) -> None:
    path = course / "jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"theme": theme}), encoding="utf-8")


def test_every_explorer_shows_its_face(lab: str, page, course: Path, language: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    choose_theme(course, THEMES[language])
    gallery = OpenLesson(page, lab, course, language, "gallery")
    gallery.run_all()
    source = (course / "lessons" / language / "gallery" / "gallery.ipynb").read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(source)["cells"] if cell["cell_type"] == "code"]
    shown = {
        cell["id"]: found
        for cell in cells
        for found in re.findall(r"^(?:\w+ = )?((?:explore|watch)_\w+)\(", "".join(cell["source"]), re.MULTILINE)
    }
    assert set(shown.values()) == set(explorers.__all__)
    for name, function in shown.items():
        gallery.cell(name).scroll_into_view_if_needed()
        face = gallery.output(name).locator(".petals-explorer").first
        face.wait_for(timeout=60_000)
        assert face.evaluate(SPILL) <= 0, function
        assert face.evaluate(UNNAMED) == [], function
        gallery.picture_of(name, f"gallery_{language}_{function}")
    assert faults == []
