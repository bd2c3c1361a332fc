"""Every sheet that is committed, printed: on one page, or the formulas of all lessons on three; and nothing asked of the network."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SUMMARIES = sorted((ROOT / "lessons").glob("*/*/summary.html"))
FORMULAS = sorted((ROOT / "lessons").glob("*/formulas.html"))
SHEETS = [*((path, 1) for path in SUMMARIES), *((path, 3) for path in FORMULAS)]
WIDE_TYPE = "html { font-family: 'DejaVu Sans', Verdana, NanumGothic, sans-serif !important; }"  # a tenth wider than most


def name(value):
    return value.relative_to(ROOT / "lessons").as_posix() if isinstance(value, Path) else None


@pytest.fixture
def show(browser):
    """Open a sheet; the page, and the addresses it asked for."""
    contexts = []

    def opened(path, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page, asked

    yield opened
    for context in contexts:
        context.close()


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_there_are_sheets_to_print():
    assert {path.relative_to(ROOT / "lessons").parts[0] for path, _ in SHEETS} == {"en", "ko"}
    assert len(FORMULAS) == 2


@pytest.mark.parametrize(("path", "most"), SHEETS, ids=name)
def test_a_sheet_fits_its_paper_whatever_the_type(show, path, most):
    page, asked = show(path)
    printed = {paper: pages(page.pdf(format=paper)) for paper in ("A4", "Letter")}
    page.add_style_tag(content=WIDE_TYPE)
    printed["A4, wide type"] = pages(page.pdf(format="A4"))
    assert all(1 <= count <= most for count in printed.values()), printed
    assert asked == [path.as_uri()]


@pytest.mark.parametrize("width", [400, 1300])
@pytest.mark.parametrize(("path", "most"), SHEETS, ids=name)
def test_nothing_sticks_out_of_the_window(show, path, most, width):
    page, _ = show(path, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", SUMMARIES, ids=name)
def test_nothing_sticks_out_of_the_paper(show, path):
    page, _ = show(path, viewport={"width": 680, "height": 1000})  # 180 mm: A4 without its margins
    page.emulate_media(media="print")
    assert page.evaluate("[...document.querySelectorAll('td, p, li')].filter((box) => box.scrollWidth > box.clientWidth + 1).length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


@pytest.mark.parametrize("path", FORMULAS, ids=name)
def test_no_formula_sticks_out_of_its_column(show, path):
    page, _ = show(path, viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    wide = """[...document.querySelectorAll('tr')].flatMap((row) => [...row.querySelectorAll('math')]
        .filter((formula) => formula.getBoundingClientRect().right > row.getBoundingClientRect().right + 1))
        .map((formula) => formula.textContent)"""
    assert page.evaluate(wide) == []


@pytest.mark.parametrize("path", SHEETS[:1], ids=lambda value: name(value[0]))
def test_the_screen_may_be_dark_and_paper_is_light(show, path):
    page, _ = show(path[0], color_scheme="dark")
    ink = "getComputedStyle(document.body).color.match(/\\d+/g).map(Number)[0]"
    assert page.evaluate(ink) > 200
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ink) < 60


def test_a_sheet_looks_alike_in_jupyterlab_which_drops_doctype_and_language(show):
    path = next(path for path in SUMMARIES if path.relative_to(ROOT / "lessons").parts[0] == "ko")
    page, _ = show(path)
    looks = "['font-size', 'line-height', 'word-break'].map((key) => getComputedStyle(document.querySelector('td')).getPropertyValue(key))"
    wanted = page.evaluate(looks)
    html = path.read_text(encoding="utf-8")
    page.set_content(html[html.index("<head>") :])
    assert page.evaluate("document.compatMode") == "BackCompat"
    assert page.evaluate(looks) == wanted
    assert wanted[2] == "keep-all"
