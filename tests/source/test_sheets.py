"""Sheets to print: what stands on them, how formulas are set, where they lie, what lint says of them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.source import SourceError, build, lesson_names, lint, read_source, release, source_path
from autograder.source.sheets import formulas_page, has_sheet, summary_page
from autograder.source.typesetting import TypesettingError, to_html

REPOSITORY = Path(__file__).parents[2]
SOURCE = "solutions/01_doubling/01_doubling.py"
ENGLISH_SUMMARY = 'lang="en" sheet="summary"'
KOREAN_SUMMARY = 'lang="ko" sheet="summary"'


class Page(HTMLParser):
    """A page's text, its tags, and what is left open at the end."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.texts = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"style", "code"}:
            self.texts.append(data)


def printed(root):
    sources = [read_source(source_path(root, name)) for name in lesson_names(root)]
    return [source for source in sources if has_sheet(source)]


@pytest.fixture(scope="module")
def lessons():
    found = printed(REPOSITORY)
    assert found
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_sheet_of_the_course_is_set_without_a_rest(lessons, language):
    for html in [*(summary_page(source, language) for source in lessons), formulas_page(lessons, language)]:
        page = Page(html)
        text = "".join(page.texts)
        assert page.open == []
        assert not re.search(r"[$\\\ue000\ue001]|\{[a-z_]+", text), "a formula or a number was left as it is written"
        assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.tags}
        assert not re.search(r"@import|url\(|src=", html)


def test_a_summary_has_title_number_text_formulas_licence_and_file(course):
    (source,) = printed(course)
    text = " ".join("".join(Page(summary_page(source, "en")).texts).split())
    assert "Perceptron to PetalsLesson 01 Doubling" in text
    assert "Twice a number is the number & itself" in text
    assert "CC BY 4.0" in text
    assert "lessons/en/01_doubling/01_doubling.ipynb" in text


@pytest.mark.parametrize(("language", "said"), [("en", "The margin was 12.5%."), ("ko", "차이는 12.5%였습니다.")])
def test_numbers_come_from_the_targets(course, language, said):
    (source,) = printed(course)
    assert said in summary_page(source, language)


def test_each_language_has_its_own_page(course):
    (source,) = printed(course)
    english, korean = (summary_page(source, language) for language in ("en", "ko"))
    assert '<html lang="en">' in english
    assert not re.search("[가-힣]", english)
    assert '<html lang="ko">' in korean
    assert "간직할 식" in korean
    assert "Formulas to keep" not in korean


def test_what_is_not_markdown_is_escaped(course):
    (source,) = printed(course)
    html = summary_page(source, "en")
    assert "the number &amp; itself" in html
    assert "<mo>&lt;</mo>" in html
    assert to_html("a < b, <3 & `x < y`") == "<p>a &lt; b, &lt;3 &amp; <code>x &lt; y</code></p>\n"


def test_all_formulas_stand_under_their_lessons_names_once(course):
    page = Page(formulas_page(printed(course), "en"))
    assert "".join(page.texts).count("Formulas to keep") == 1 + 1, "the heading, and the page's title"
    assert "01 Doubling" in "".join(page.texts)
    assert [tag for tag, _ in page.tags].count("table") == 1


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"\frac{1}{N}", "<mfrac><mn>1</mn><mi>N</mi></mfrac>"),
        (r"\hat{y}", '<mover accent="true"><mi>y</mi><mo stretchy="false">ˆ</mo></mover>'),
        (r"\mathbf{w}^\top", "<msup><mi>𝐰</mi><mi>⊤</mi></msup>"),
        (r"\sqrt{\epsilon}", "<msqrt><mi>ϵ</mi></msqrt>"),
        (r"\lfloor x \rfloor", '<mo stretchy="false">⌊</mo><mi>x</mi><mo stretchy="false">⌋</mo>'),
        (r"a \odot b \cdot c", "⊙"),
        (r"\partial L", "<mi>∂</mi><mi>L</mi>"),
        (r"a \ge b \le c \ne d \approx e", "≈"),
        (r"\begin{cases} 1 & z > 0 \\ 0 & \text{아니면} \end{cases}", "<mtext>아니면</mtext>"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "<mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr>"),
        (r"\prod_{k=1}^{n} \eta\gamma\sigma", "∏"),
        (r"\max_j z_j", "<mi>max</mi>"),
        (r"-\log p", "<mi>log</mi>"),
        (r"\operatorname{argmax}_k p_k", "<mi>argmax</mi>"),
    ],
)
def test_the_courses_latex_becomes_mathml(latex, wanted):
    html = to_html(f"${latex}$")
    assert wanted in html
    assert "\\" not in html
    assert "&ApplyFunction;" not in html, "a name that only HTML knows"


def test_formulas_are_large_in_the_column_of_formulas_and_where_they_stand_alone():
    table = "| $x_0$ | b | c |\n| - | - | - |\n| $x_1$ is | $x_2$ or so | for $x_3$ |\n| $x_4$ | | $x_5$, $x_6$ |\n"
    html = to_html(f"$x_7$\n\n{table}\n$$x_8$$\n")
    large = re.findall(r'<math display="block"><msub><mi>x</mi><mn>(\d)</mn>', html)
    small = re.findall(r"<math><msub><mi>x</mi><mn>(\d)</mn>", html)
    assert (large, small) == (["2", "4", "5", "6", "8"], ["7", "0", "1", "3"])


def test_a_bar_in_a_formula_does_not_end_a_tables_cell(course):
    (source,) = printed(course)
    html = summary_page(source, "en")
    assert html.count("<td>") == 2 * 3
    assert html.count(">|</mo>") == 4


def test_dollars_in_code_are_code():
    assert to_html("`$x$` costs \\$2") == "<p><code>$x$</code> costs $2</p>\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a\n\nb $\\nosuch x$", 2, "nosuch"),
        ("$$\n\\frac{1}\n$$", 0, "cannot be set"),
        ("# a\n\n![b](c.png)", 2, "no room for a picture"),
        ("a\n\n<b>c</b>", 2, "no room for HTML"),
        ("```\na\n```", 0, "a block of code"),
    ],
)
def test_what_cannot_be_set_is_refused_with_its_line(text, line, said):
    with pytest.raises(TypesettingError, match=said) as caught:
        to_html(text)
    assert caught.value.line == line


def test_a_fault_in_a_formula_names_the_line_of_the_source(course, edit):
    edit(SOURCE, r"\frac{x}{2} = \text{나머지}", r"\farc{x}{2} = \text{나머지}")
    line = (course / SOURCE).read_text(encoding="utf-8").split(r"\farc")[0].count("\n") + 1
    with pytest.raises(SourceError, match=r"farc") as caught:
        release(course)
    assert caught.value.line == line
    assert [(fault.line, "farc" in fault.message) for fault in lint(course) if fault.rule == "not-buildable"] == [(line, True)]


def test_sheets_are_released_for_both_languages_and_only_where_they_are_asked_for(course, edit):
    for language in ("en", "ko"):
        assert (course / f"lessons/{language}/01_doubling/summary.html").is_file()
        assert (course / f"lessons/{language}/formulas.html").is_file()
        assert not (course / "solutions/01_doubling/summary.html").exists()
    for marked in ('sheet="summary"', 'sheet="formulas"'):
        edit(SOURCE, f" {marked}", "", count=-1)
    written = release(course)
    assert not [path for path in written if path.suffix == ".html"]
    assert {fault.path.name for fault in lint(course) if fault.rule == "stray-file"} == {"summary.html", "formulas.html"}


def test_one_language_can_be_printed_alone(course):
    for path in course.rglob("*.html"):
        path.unlink()
    release(course, languages=["ko"])
    assert {path.relative_to(course).parts[1] for path in course.rglob("*.html")} == {"ko"}


def test_the_same_source_gives_the_same_bytes(course):
    (source,) = printed(course)
    assert summary_page(source, "ko") == summary_page(read_source(course / SOURCE), "ko")
    assert formulas_page([source], "ko") == formulas_page([source], "ko")


def summary_cell(notebook):
    return next(cell.source for cell in notebook.cells if cell.source.startswith(("## What you take", "## 정리")))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_released_summary_leads_to_the_sheets_and_a_solved_one_does_not(course, language):
    (source,) = printed(course)
    released = summary_cell(build(source, language, solved=False))
    linked = re.findall(r"\]\(([^)]+)\)", released.rsplit("\n\n", 1)[1])
    folder = course / f"lessons/{language}/01_doubling"
    assert len(linked) == 2
    assert all((folder / link).resolve().is_file() for link in linked)
    assert "](" not in summary_cell(build(source, language, solved=True))


@pytest.mark.parametrize(("path", "rule"), [("01_doubling/summary.html", "not-fresh"), ("formulas.html", "not-fresh")])
def test_an_edited_sheet_is_seen(course, path, rule):
    sheet = course / "lessons/ko" / path
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("간직할 식", "식"), encoding="utf-8")
    (fault,) = lint(course)
    assert (fault.path, fault.rule) == (sheet, rule)
    assert "petals release" in fault.message


@pytest.mark.parametrize("path", ["01_doubling/summary.html", "formulas.html"])
def test_a_missing_sheet_is_seen(course, path):
    (course / "lessons/en" / path).unlink()
    assert [(fault.path.name, fault.rule) for fault in lint(course)] == [(Path(path).name, "not-built")]


def test_a_solution_on_a_sheet_is_seen(course):
    sheet = course / "lessons/en/01_doubling/summary.html"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "<p>twice = number + np.asarray(number)</p>", encoding="utf-8")
    assert {fault.rule for fault in lint(course)} == {"leak-solution", "not-fresh"}


def faults(course, rule):
    return [fault for fault in lint(course) if fault.rule == rule]


def test_twins_of_different_parts_are_seen(course, edit):
    edit(SOURCE, KOREAN_SUMMARY, 'lang="ko"')
    (fault,) = faults(course, "twin-sheet")
    assert 'lang="ko"' in (course / SOURCE).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert 'sheet="summary" on both' in fault.message


@pytest.mark.parametrize(("there", "missing"), [("formulas", "summary"), ("summary", "formulas")])
def test_a_sheet_without_one_of_its_parts_is_seen(course, edit, there, missing):
    for language in ("en", "ko"):
        edit(SOURCE, f'lang="{language}" sheet="{missing}"', f'lang="{language}"')
    (fault,) = faults(course, "sheet-part")
    assert f'sheet="{there}"' in (course / SOURCE).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert f'sheet="{missing}"' in fault.message


def test_a_part_that_is_there_twice_is_seen(course, edit):
    for language in ("en", "ko"):
        edit(SOURCE, f'lang="{language}" sheet="formulas"', f'lang="{language}" sheet="summary"')
    doubles = faults(course, "sheet-double")
    assert [fault.line for fault in doubles] == sorted(fault.line for fault in doubles)
    assert len(doubles) == 2


def test_an_unknown_part_is_refused(course, edit):
    edit(SOURCE, ENGLISH_SUMMARY, 'lang="en" sheet="sumary"')
    (fault,) = faults(course, "source")
    assert 'write sheet="summary" or sheet="formulas"' in fault.message


def test_sheets_hold_no_cell_of_a_notebook(course):
    """The line that leads to the sheets is the build's, so a source and its fingerprints know nothing of it."""
    source = (course / SOURCE).read_text(encoding="utf-8")
    notebook = json.loads((course / "lessons/en/01_doubling/01_doubling.ipynb").read_text(encoding="utf-8"))
    assert "summary.html" not in source
    assert sum("summary.html" in "".join(cell["source"]) for cell in notebook["cells"]) == 1
