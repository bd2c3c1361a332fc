"""Pages as a browser draws them: nothing runs, nothing is fetched, everything can be read, on every screen and on paper."""

import re
from itertools import pairwise

import pytest

from autograder.grading.reports.class_report import class_page
from autograder.grading.reports.student import student_page
from autograder.grading.reports.tally import Marked
from tests.grading.reports import examples, hostile

pytestmark = pytest.mark.browser

READABLE = 4.5
# Every visible text with its colour over the grounds behind it, as WCAG reckons contrast.
CONTRASTS = """() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
    };
    const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
    const ground = (box) => {
        const above = box.parentElement ? ground(box.parentElement) : [255, 255, 255];
        return over(rgba(getComputedStyle(box).backgroundColor), above);
    };
    const opacity = (box) => box ? getComputedStyle(box).opacity * opacity(box.parentElement) : 1;
    const light = (colour) => colour.slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const box = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
        if (!text || box.closest('.unseen, style') || !box.checkVisibility()) continue;
        const under = ground(box), ink = rgba(getComputedStyle(box).color);
        const [high, low] = [light(under), light(over([...ink.slice(0, 3), ink[3] * opacity(box)], under))].sort((a, b) => b - a);
        found.push([(high + .05) / (low + .05), text.slice(0, 60)]);
    }
    return found;
}"""
UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true })"


def all_pages():
    made = {}
    for language in ("en", "ko"):
        half = examples.graded(language=language)
        made[f"half_{language}"] = student_page(half, examples.OUTLINE, examples.standing(half), examples.ANSWERS)
        made[f"read_{language}"] = student_page(half, examples.OUTLINE, examples.read_by_hand(half), examples.ANSWERS)
        made[f"crashed_{language}"] = student_page(examples.crashed(language), examples.OUTLINE, None, examples.ANSWERS)
        made[f"perfect_{language}"] = student_page(examples.perfect(language), examples.OUTLINE)
        made[f"quarantined_{language}"] = student_page(examples.quarantined(language), examples.OUTLINE)
        made[f"needs_staff_{language}"] = student_page(examples.needs_staff(language), examples.OUTLINE)
    students = [examples.graded(), examples.crashed(), examples.perfect(), examples.quarantined(), examples.needs_staff()]
    marked = [Marked(examples.replace(student, student=f"student{place}")) for place, student in enumerate(students)]
    made["class"] = class_page(examples.OUTLINE, marked, made="2026-11-22 10:00 UTC", pages={"student0": "x.html"})
    return made


PAGES = all_pages()
HOSTILE = {
    "student": student_page(hostile.graded(), hostile.outline(), hostile.standing(), hostile.answers()),
    "class": class_page(hostile.outline(), [Marked(hostile.graded(), hostile.standing())], made=hostile.ALL),
}


@pytest.fixture
def show(browser, tmp_path):
    """Open a page from disk; the page, what it asked for, and what the console said."""
    contexts = []

    def opened(html, **options):
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.asked, page.heard = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("dialog", lambda dialog: page.heard.append(dialog.message))
        page.goto(path.as_uri())
        page.address = path.as_uri()
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_hostile_runs_or_is_fetched(show, name):
    page = show(HOSTILE[name])
    page.evaluate(UNFOLD)
    for link in page.query_selector_all("a:not([href^='#'])"):
        link.hover()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert page.asked == [page.address]
    assert page.heard == []
    assert page.evaluate("document.querySelectorAll('script, img, iframe, object, embed, form, input, base, link, svg, bdo').length") == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].filter((box) => box.getAttributeNames().some((name) => name.startsWith('on'))).length"
        )
        == 0
    )


def test_the_policy_stops_what_would_get_through(show):
    slipped = "<script>window.hit = 1</script><img src='http://evil.test/x.png' onerror='window.hit = 1'>"
    page = show(PAGES["half_en"].replace("</main>", f"{slipped}</main>"))
    assert page.evaluate("window.hit") is None
    assert len([words for words in page.heard if "Content Security Policy" in words]) >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_text_is_readable_in_either_scheme(show, name, scheme):
    page = show(PAGES[name], color_scheme=scheme)
    page.evaluate(UNFOLD)
    found = page.evaluate(CONTRASTS)
    assert len(found) > 4
    assert [pair for pair in found if pair[0] < READABLE] == []


@pytest.mark.parametrize("name", ["half_ko", "class"])
def test_paper_is_light_whatever_the_screen_is(show, name):
    page = show(PAGES[name], color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert [pair for pair in page.evaluate(CONTRASTS) if pair[0] < READABLE] == []
    assert page.evaluate("getComputedStyle(document.body).color.match(/\\d+/g).map(Number)[0]") < 60


@pytest.mark.parametrize("width", [340, 1200])
@pytest.mark.parametrize("name", [*PAGES, "hostile student", "hostile class"])
def test_nothing_sticks_out_of_the_window(show, name, width):
    html = PAGES.get(name) or HOSTILE[name.split()[1]]
    page = show(html, viewport={"width": width, "height": 800})
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["half_en", "half_ko", "read_ko"])
def test_feedback_on_a_typical_lesson_prints_on_two_sheets(show, name):
    page = show(PAGES[name])
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2


@pytest.mark.parametrize("name", PAGES)
def test_headings_step_down_one_at_a_time(show, name):
    levels = show(PAGES[name]).evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((box) => Number(box.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["half_en", "class"])
def test_what_scrolls_can_be_scrolled_by_keyboard(show, name):
    page = show(PAGES[name], viewport={"width": 340, "height": 800})
    page.evaluate(UNFOLD)
    stuck = """[...document.querySelectorAll('*')].filter((box) => box.scrollWidth > box.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX) && !box.closest('[tabindex]'))
        .map((box) => box.outerHTML.slice(0, 80))"""
    assert page.evaluate(stuck) == []
