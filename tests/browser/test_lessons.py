"""Every lesson as a student meets it: open, run all, answer wrong, read why, take a hint, answer right; in both languages.

The fast run takes each NumPy lesson in one of the two languages, in turn; the other, and the lessons that train networks, are slow.
"""

import re
import runpy
from pathlib import Path

import nbformat
import pytest

from tests.browser.opened import OpenLesson

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.stem for path in (ROOT / "tests" / "lessons" / "answers").glob("[01][0-9]_*.py") if path.stem[:2] not in {"00", "01"})
TRAINING = {
    "08_fashion",
    "09_dense_vs_cnn",
    "10_overfitting",
    "11_architectures",
    "12_transfer",
    "13_daisy_dandelion",
    "14_five_flowers",
    "15_moon_rocks",
    "16_shipping",
}
FAST = {(name, "en" if number % 2 else "ko") for number, name in enumerate(LESSONS) if name not in TRAINING}
CASES = [
    pytest.param(name, language, marks=() if (name, language) in FAST else pytest.mark.slow)
    for name in LESSONS
    for language in ("en", "ko")
]
WAITING = {"en": "Not attempted yet", "ko": "아직 풀지 않았습니다"}
ONE_DONE = {"en": "1 of ", "ko": "중 1개"}
HINT = {"en": "Hint 1", "ko": "힌트 1"}


def function_to_write(lesson: str) -> tuple[str, str, str, str]:
    """The first exercise that is a function: its name, a wrong answer, part of the message it earns, a right answer."""
    answers = runpy.run_path(str(ROOT / "tests" / "lessons" / "answers" / f"{lesson}.py"))
    names = (name for name, right in answers["RIGHT"].items() if re.search(rf"^(def|class) {name}\b", right[0], re.MULTILINE))
    name = next(names)
    wrong, message = answers["WRONG"][name][0]
    return name, wrong.strip(), message, answers["RIGHT"][name][0].strip()


def shows_an_explorer_at_once(course: Path, name: str, language: str) -> bool:
    """Whether a cell calls an explorer without waiting for an answer."""
    notebook = nbformat.read(course / "lessons" / language / name / f"{name}.ipynb", as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return any("@after(" not in source and re.search(r"explore_\w+\(", source) for source in sources)


def passed(card) -> bool:
    """Whether the card's first sign says that everything holds."""
    return card.locator('[role="status"] span[aria-hidden]').first.text_content() == "✓"


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_student_works_through_a_lesson(lab: str, page, course: Path, name: str, language: str) -> None:
    exercise, wrong, message, right = function_to_write(name)
    lesson = OpenLesson(page, lab, course, language, name)
    lesson.run_all()
    checks = [cell for cell in lesson.places if cell.startswith("check-")]
    for cell in checks:
        assert WAITING[language] in lesson.output(cell).text_content(), cell
    assert page.locator('.jp-OutputArea-output[data-mime-type*="error"]:not([data-mime-type*="stderr"])').count() == 0
    assert page.get_by_text("Error displaying widget").count() == 0
    assert (page.locator('[class*="petals-"]').count() > 0) == shows_an_explorer_at_once(course, name, language)

    lesson.write(f"answer-{exercise}", wrong)
    lesson.run(f"check-{exercise}")
    card = lesson.output(f"check-{exercise}")
    assert not passed(card)
    if language == "en":
        assert re.sub(r"[`*]", "", message) in card.text_content()
    else:
        assert re.search("[가-힣]", card.text_content())
    card.get_by_text(HINT[language], exact=True).click()
    assert card.locator("details[open]").count() == 1
    lesson.picture_of(f"check-{exercise}", f"{name}_wrong_{language}")

    lesson.write(f"answer-{exercise}", right)
    lesson.run(f"check-{exercise}")
    assert passed(lesson.output(f"check-{exercise}"))
    assert ONE_DONE[language] in lesson.output("code-001").text_content()
