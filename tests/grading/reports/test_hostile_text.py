"""Nothing that a student, a check or a comment says is more than text on a page."""

import re

import pytest

from autograder.grading.reports.class_report import class_page
from autograder.grading.reports.setting import code, comment, said
from autograder.grading.reports.student import student_page
from autograder.grading.reports.tally import Marked
from autograder.grading.reports.visible import visible
from tests.grading.reports import hostile

PARTS = "header main footer section h1 h2 h3 h4 p ul ol li dl dt dd div span b em strong br hr a bdi code pre details summary"
HARMLESS = set(f"html head meta title style body table thead tbody tr th td {PARTS}".split())


def pages():
    made = {}
    for language in ("en", "ko"):
        for hidden in (False, True):
            result = hostile.graded(language, hidden=hidden)
            made[f"student {language} {hidden}"] = student_page(result, hostile.outline(), hostile.standing(), hostile.answers())
            made[f"class {language} {hidden}"] = class_page(
                hostile.outline(), [Marked(result, hostile.standing()), Marked(result)], made=hostile.ALL, pages={hostile.ALL: "a%22b.html"}
            )
        for outcome in ("quarantined", "needs_staff"):
            other = hostile.replace(hostile.graded(language), outcome=outcome, exercises=())
            made[f"{outcome} {language}"] = student_page(other, hostile.outline(), hostile.standing())
    return made


@pytest.mark.parametrize(("name", "page"), pages().items(), ids=lambda value: value if len(value) < 40 else "")
def test_a_page_has_only_harmless_tags_and_attributes(name, page):
    parsed = hostile.Parsed(page)
    assert parsed.left_open == []
    assert {tag for tag, _ in parsed.tags} <= HARMLESS
    for tag, attributes in parsed.tags:
        assert not [key for key in attributes if key.startswith("on") or key in {"src", "srcset", "action", "background"}]
        assert tag == "a" or "href" not in attributes
        assert tag != "meta" or attributes.get("http-equiv") in {None, "Content-Security-Policy"}
        href = attributes.get("href") or "#"
        assert re.match(r"#e\d+$|https://example\.org|mailto:|a%22b\.html$|#$", href), href
        assert href[0] in "#a" or attributes.get("rel") == "noopener noreferrer nofollow"
        assert not re.search(r"url\(|expression|@import", attributes.get("style") or "")
    assert not re.search(r"url\(|@import", re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1])
    assert page.count("<style>") == 1


@pytest.mark.parametrize(("name", "page"), pages().items(), ids=lambda value: value if len(value) < 40 else "")
def test_a_page_forbids_everything_active_and_every_request(name, page):
    policies = [attributes["content"] for tag, attributes in hostile.Parsed(page).tags if "http-equiv" in attributes]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"]
    assert page.index("Content-Security-Policy") < page.index("<title>")


@pytest.mark.parametrize(("name", "page"), pages().items(), ids=lambda value: value if len(value) < 40 else "")
def test_nothing_on_a_page_is_invisible_or_turns_a_line_around(name, page):
    assert not set(hostile.INVISIBLE) & set(page)
    assert "⟨U+202E⟩" in page
    assert "␛[31m" in page
    page.encode("utf-8")


def test_text_stays_readable():
    assert visible("안녕 é\t\n שלום 👩‍👩‍👧") == "안녕 é\t\n שלום 👩‍👩‍👧"
    assert visible("\x00\x1b\x7f\u202e\r\n\u200b") == "␀␛␡⟨U+202E⟩\n⟨U+200B⟩"
    assert visible("a\ud800b\ufeff") == "a⟨U+D800⟩b⟨U+FEFF⟩"


def test_text_has_an_end_and_letters_have_few_accents():
    assert visible("x" * 10_000, 100) == "x" * 100 + " …"
    assert visible("x" * 100, 100) == "x" * 100
    assert visible("a" + "\u0301" * 500 + "b") == "a" + "\u0301" * 4 + "b"


def test_a_message_keeps_its_markup_and_no_other():
    assert "<strong>bold</strong>" in said("**bold** <b>x</b>")
    assert "&lt;b&gt;" in said("**bold** <b>x</b>")


def test_code_is_coloured_and_escaped():
    html = code("def f(x):  # <b>\n    return '<script>'")
    assert '<span class="k">def</span>' in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "source", ["x" * 5_000, "(" * 30_000, "'" * 30_000, "\\\n" * 15_000, "f'{" * 10_000, '"""' * 9_999, "\n" * 50_000, ""]
)
def test_code_that_nobody_wrote_by_hand_is_shown_all_the_same(source):
    assert len(code(source)) < 1_000_000


def test_a_comment_keeps_markdown_and_loses_html_pictures_headings_and_odd_links():
    html = comment(hostile.COMMENT)
    parsed = hostile.Parsed(html)
    links = [attributes for tag, attributes in parsed.tags if tag == "a"]
    assert [link["href"] for link in links if not link["href"].startswith("mailto:")] == [
        "https://example.org/picture.png",
        "https://example.org/?a=1&b=%222",
    ]
    assert all(link["rel"] == "noopener noreferrer nofollow" for link in links)
    assert not {"img", "h1", "script", "div"} & {tag for tag, _ in parsed.tags}
    assert "A heading" in parsed.text
    assert "[a](javascript:window.hit=1)" in parsed.text


def test_a_comment_with_formatting_looks_formatted():
    assert comment("**a** `b`\n\n- c\n- d").count("<li>") == 2
