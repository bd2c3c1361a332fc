"""The page says everything about every file, in both languages, and trusts no name."""

import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course_utils.data.folders import Finding, inspect_folder, page, report_page
from course_utils.data.folders.inspection import judged
from course_utils.data.folders.page import clean, histogram, size
from course_utils.data.folders.page_words import WORDS
from course_utils.data.folders.words import NOTES, PROBLEMS, detail

HANGUL = re.compile("[가-힣]")


@pytest.fixture
def mess(two_classes, put, make, encode):
    put("cat/copy.jpg", (two_classes / "cat/1.jpg").read_bytes())
    put("dog/double.png", encode(make(3), "PNG"))
    put("dog/broken.jpg", encode(make(7))[:600])
    put("dog/page.png", b"<!DOCTYPE html>")
    put("dog/grey.jpg", make(8).convert("L"))
    put("stray.jpg", 9)
    return inspect_folder(two_classes, progress=False)


class Reader(HTMLParser):
    """Collects tags and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_file_that_is_left_out_is_named_with_its_reason(mess, language):
    read = Reader(report_page(mess, language))
    for finding, (verdict, _) in mess.verdicts().items():
        assert (finding.path in read.text) or verdict == "kept", finding
    for finding in mess.unusable:
        assert PROBLEMS[language][finding.problem] in read.text
        assert detail(finding, language) in read.text
    assert mess.describe(language) in read.text
    assert NOTES[language]["grey"] in read.text


def test_copies_and_conflicts_are_shown_side_by_side(mess):
    pictures = [attributes for tag, attributes in Reader(report_page(mess)).tags if tag == "img"]
    assert [picture["alt"] for picture in pictures] == ["cat/3.jpg", "dog/double.png", "cat/1.jpg", "cat/copy.jpg"]
    assert all(picture["src"].startswith("data:image/jpeg;base64,") for picture in pictures)


def test_pictures_are_limited_and_the_rest_is_named(mess, monkeypatch):
    monkeypatch.setattr(page, "MOST_PICTURES", 3)
    read = Reader(report_page(mess))
    assert [attributes["alt"] for tag, attributes in read.tags if tag == "img"] == ["cat/3.jpg", "dog/double.png"]
    assert "cat/copy.jpg" in read.text
    assert WORDS["en"]["more"].format(count=1) in read.text


def test_a_file_that_has_gone_meanwhile_is_still_named(mess):
    (mess.root / "cat/copy.jpg").unlink()
    read = Reader(report_page(mess))
    assert WORDS["en"]["no_picture"] in read.text
    assert "cat/copy.jpg" in read.text


def test_the_page_runs_nothing_and_loads_nothing(mess):
    tags = Reader(report_page(mess)).tags
    assert not {"script", "iframe", "object", "embed", "link", "form", "base"} & {tag for tag, _ in tags}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    sources = [value for _, attributes in tags for name, value in attributes.items() if name in {"src", "href", "srcset", "action"}]
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    (policy,) = (attributes["content"] for tag, attributes in tags if attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_names_are_never_markup(two_classes, put, language):
    nasty = "<img src=x onerror=alert(1)>&\"'{{7*7}}{%raw%}"
    put(f"{nasty}/{nasty}.jpg", b"<script>alert(1)</script>")
    put(f"{nasty}/copy.jpg", (two_classes / "cat/1.jpg").read_bytes())
    put(f"{nasty}/1{nasty}.jpg", 70)
    put(f"{nasty}/2{nasty}.jpg", 70)
    read = Reader(report_page(inspect_folder(two_classes, progress=False), language))
    assert "script" not in {tag for tag, _ in read.tags}
    assert not [attributes for _, attributes in read.tags if "onerror" in attributes]
    assert f"{nasty}/{nasty}.jpg" in read.text
    assert "49" not in read.text


def test_names_that_are_no_text_can_be_written():
    name = os.fsdecode(b"caf\xe9")
    assert clean("장미") == "장미"
    assert clean(name).encode()
    found = judged(Path(), [Finding(f"rose/{name}.jpg", name, problem="empty", detail="0 bytes")])
    assert report_page(found).encode()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_to_train_on_is_a_page_too(root, put, language):
    put("a/a.jpg", b"")
    read = Reader(report_page(inspect_folder(root, progress=False), language))
    assert WORDS[language]["nothing_kept"] in read.text


def test_long_lists_are_folded(root, put):
    for number in range(page.OPEN_ROWS + 5):
        put(f"a/{number:03d}.jpg", b"")
    text = report_page(inspect_folder(root, progress=False))
    assert text.index("<details>") > text.index("a/029.jpg")
    assert text.index("<details>") < text.index("a/030.jpg")
    assert f"Show all {page.OPEN_ROWS + 5}" in text


def test_another_language_is_refused(mess):
    with pytest.raises(ValueError, match="language must be one of en, ko, not 'de'"):
        report_page(mess, "de")


def test_both_languages_say_the_same_things():
    placeholders = re.compile(r"{\w*}")
    assert WORDS["en"].keys() == WORDS["ko"].keys()
    assert PROBLEMS["en"].keys() == PROBLEMS["ko"].keys()
    assert NOTES["en"].keys() == NOTES["ko"].keys()
    for name, english in WORDS["en"].items():
        assert sorted(placeholders.findall(english)) == sorted(placeholders.findall(WORDS["ko"][name])), name
    korean = [*WORDS["ko"].values(), *PROBLEMS["ko"].values(), *NOTES["ko"].values()]
    assert all(HANGUL.search(text) for text in korean)


def test_details_are_korean_but_for_a_decoders_complaint(mess, put, two_classes):
    def said(problem_detail):
        return detail(replace(mess.unusable[0], detail=problem_detail), "ko")

    assert said("12,000 x 9,000 pixels, at most 50,000,000") == "12,000 x 9,000픽셀, 최대 50,000,000픽셀"
    assert said("400,000,000 pixels, at most 50,000,000") == "400,000,000픽셀, 최대 50,000,000픽셀"
    assert said("starts with b'<!doctype', a web page") == "첫 부분이 b'<!doctype', 웹 페이지"
    assert said("starts with b'\\x00, text'") == "첫 부분이 b'\\x00, text'"
    assert said("unknown marker 0xff57") == "unknown marker 0xff57"
    assert all(HANGUL.search(detail(finding, "ko")) for finding in mess.unusable)


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (999, "999 B"), (6148, "6.1 kB"), (2_300_000, "2.3 MB"), (4e9, "4.0 GB")])
def test_sizes_are_short(count, text):
    assert size(int(count)) == text


def test_the_histogram_counts_every_image_once():
    sides = [16, 31, 32, 100, 127, 128, 5000, 9000, 3]
    bins = histogram(sides)
    assert sum(number for _, number, _ in bins) == len(sides)
    assert (bins[0][0], bins[-1][0]) == ("<16", "≥8192")
    assert max(share for _, _, share in bins) == 1
    assert {name: number for name, number, _ in bins}["16–31"] == 2
    assert histogram([]) == []
    assert histogram([50, 40]) == [("32–63", 2, 1.0)]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_fits_a_phone_and_runs_no_strange_name(browser, tmp_path, two_classes, put, language):
    put("cat/<img src=x onerror=document.title='run'>.jpg", b"\x00" * 99)
    put(f"cat/{'a' * 200}.jpg", b"")
    put("dog/again.jpg", (two_classes / "cat/1.jpg").read_bytes())
    (tmp_path / "page.html").write_text(report_page(inspect_folder(two_classes, progress=False), language), encoding="utf-8")
    view = browser.new_page(viewport={"width": 390, "height": 800})
    view.goto((tmp_path / "page.html").as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") == 390
    assert "run" not in view.title()
    assert view.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    view.close()
