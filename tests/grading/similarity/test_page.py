"""The page shows what two share and lets nothing of what students wrote become active."""

import random
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from autograder.grading.similarity.comparing import Work, compare
from autograder.grading.similarity.page import SIDE_BY_SIDE, write_page
from tests.grading.similarity.classes import copied, make_class, written_alone

NOTHING = np.zeros(0, np.uint64)
EVIL = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202e&amp;"


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def page():
    rng = random.Random(2)
    works, _ = make_class("02_activations", students=30, copiers=3, seed=4)
    cells = (
        *written_alone("02_activations", rng),
        ("", f'word = "{EVIL}"\n' + "table = [[r * c for r in row if r] for c in word for row in c]\n"),
    )
    works += [Work(f"=cmd|{EVIL}", cells), Work("학생", copied(cells, rng))]
    return write_page(compare(works, NOTHING, 0.3), EVIL, NOTHING, 0.3)


def test_nothing_on_the_page_is_active(page):
    tags = Tags(page)
    assert not tags.tags & {"script", "img", "iframe", "object", "embed", "link", "form", "svg", "a", "base"}
    assert not {name for name in tags.attributes if name.startswith("on") or name in {"src", "href", "style"}}
    assert "default-src 'none'" in page
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_names_and_code_are_shown_as_they_stand_but_for_what_cannot_be_seen(page):
    text = Tags(page).text
    assert "=cmd|</pre><script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}⟨U+202E⟩&amp;" in text
    assert "\u202e" not in page


def test_the_page_says_what_the_number_means_and_marks_what_both_have(page):
    assert "A reason to look, not a verdict" in page
    assert re.search(r'<span class="rare">\s*table = \[\[r \* c', page)


def test_a_large_class_gives_a_page_of_bounded_size():
    works = [
        Work(f"s{number}", (("f", "\n".join(f"x = [a for a in b if a{'+ a' * ((number // 2) % 50 + k)}]" for k in range(30))),))
        for number in range(300)
    ]
    comparison = compare(works, NOTHING, 0.0)
    assert write_page(comparison, "01", NOTHING, 0.0).count("<details") <= SIDE_BY_SIDE


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_the_page_without_complaint_at_any_width(page, scheme, tmp_path, browser):
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    said = []
    for width in (400, 1400):
        shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        shown.on("console", lambda message: said.append(message.text))
        shown.on("dialog", lambda dialog: said.append(dialog.message))
        shown.goto(path.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        shown.close()
    assert said == []
