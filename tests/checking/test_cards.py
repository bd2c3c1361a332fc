"""Cards read well without colour, without a kernel, in both languages, and carry nothing of the student's as HTML."""

import re
from html.parser import HTMLParser

import pytest

from course_utils.checking import LocalStudent, examine, load_checks, text
from course_utils.checking.declared import Exercise
from course_utils.checking.html_parts import TONES
from course_utils.checking.markup import to_html, to_plain
from course_utils.checking.phrases import GLYPHS, STATUSES
from course_utils.checking.result_card import Around, result_card
from course_utils.checking.scores import Case, total

ANSWERS = {
    "passed": "def step(z): return int(z > 0)",
    "partial": "def step(z): return 0",
    "failed": "def step(z): return 7",
    "raised": "def step(z): return 1 / 0",
    "not_attempted": "",
}


class Tags(HTMLParser):
    """Checks that every tag is closed, and collects tags, attributes and words."""

    def __init__(self, html):
        super().__init__()
        self.open, self.attributes, self.tags, self.words = [], [], [], []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(params=["en", "ko"])
def language(request):
    return request.param


def _card(folder, names, language, **around):
    checks = load_checks(folder, hidden=False)
    score = examine(checks, "step", LocalStudent(names))
    return result_card(score, Around(language, checks.exercises["step"], **around)), score


@pytest.mark.parametrize("status", ANSWERS)
def test_a_status_is_told_by_words_and_by_a_sign(lesson_folder, cell, language, status):
    card, score = _card(lesson_folder, cell(ANSWERS[status]), language)
    assert score.status == status
    words = "".join(Tags(card.html).words)
    for shown in (words, card.plain):
        assert STATUSES[status][language] in shown
        assert GLYPHS[status] in shown
    assert len(set(GLYPHS.values())) == len(GLYPHS)


@pytest.mark.parametrize("status", ANSWERS)
def test_a_card_is_announced_in_its_language_and_signs_are_hidden_from_screen_readers(lesson_folder, cell, language, status):
    html = _card(lesson_folder, cell(ANSWERS[status]), language)[0].html
    assert html.startswith(f'<div role="status" lang="{language}"')
    for glyph in GLYPHS.values():
        assert len(re.findall(f">{re.escape(glyph)}</span>", html)) == len(
            re.findall(f'aria-hidden="true"[^>]*>{re.escape(glyph)}</span>', html)
        )


def test_colours_come_from_the_theme_with_a_fall_back(lesson_folder, cell, language):
    html = _card(lesson_folder, cell(ANSWERS["partial"]), language)[0].html
    for value in re.findall(r"(?<![\w-])(?:color|background): ([^;\"]+)", html):
        assert value.startswith(("var(--jp-", "rgba(128, 128, 128", "inherit", "none")), value
    assert all(re.fullmatch(r"var\(--jp-[\w-]+, #\w+\)", tone) for tone in TONES.values())


def test_a_failing_card_has_numbered_hints_the_case_and_its_hint_but_not_the_idea(lesson_folder, cell, language):
    card, _ = _card(lesson_folder, cell(ANSWERS["partial"]), language)
    words = "".join(Tags(card.html).words)
    assert ("Hint 1" if language == "en" else "힌트 1") in words
    assert ("Hint 2" if language == "en" else "힌트 2") in words
    assert ("0.5 is above 0." if language == "en" else "0.5는 0보다 큽니다.") in words
    assert ("one above the threshold" if language == "en" else "문턱보다 크면 1") in words
    assert "keeps one bit" not in words
    assert "한 비트" not in words


def test_a_passing_card_offers_the_idea_and_no_hints(lesson_folder, cell, language):
    words = "".join(Tags(_card(lesson_folder, cell(ANSWERS["passed"]), language)[0].html).words)
    assert ("keeps one bit" if language == "en" else "한 비트") in words
    assert "Hint" not in words
    assert "힌트" not in words


def test_the_summary_counts_the_cases_and_names_the_first_that_fails(lesson_folder, cell):
    names = cell(ANSWERS["partial"])
    assert "1 of 2 cases pass. `step(0.5)` should be 1, but is 0." in _card(lesson_folder, names, "en")[0].plain
    assert (
        "사례 2가지 중 1가지를 통과했습니다. `step(0.5)`에서 나와야 하는 값은 1, 나온 값은 0입니다."
        in _card(lesson_folder, names, "ko")[0].plain
    )


def test_what_a_student_writes_stays_inert(lesson_folder, cell, language):
    evil = "<img src=x onerror=alert(1)>"
    card, _ = _card(lesson_folder, cell(f"def step(z): return {evil!r}"), language, printed=evil, report=evil, trouble=evil)
    assert "img" not in Tags(card.html).tags
    card, _ = _card(lesson_folder, cell(f"def step(z): raise ValueError({evil!r} + '`<b>`$<i>$**<u>**')"), language)
    assert not {"img", "b", "i", "u"} & set(Tags(card.html).tags)


def test_arrays_are_shown_compactly_beside_each_other(language):
    case = Case("case", "failed", message=text(en="Wrong.", ko="다릅니다."), expected="[1, 2]", got="[1, 3]")
    card = result_card(total("f", 1, [case]), Around(language, Exercise("f")))
    assert {"[1, 2]", "[1, 3]"} <= set(Tags(card.html).words)
    assert "[1, 2]" in card.plain


def test_an_exercise_graded_by_hand_says_so(lesson_folder, language):
    checks = load_checks(lesson_folder, hidden=False)
    score = examine(checks, "open_question", LocalStudent({}))
    card = result_card(score, Around(language, checks.exercises["open_question"]))
    assert ("A person reads" if language == "en" else "선생님이 읽고") in card.plain


@pytest.mark.parametrize(
    ("words", "html", "plain"),
    [
        ("*so* **so**", "<em>so</em> <strong>so</strong>", "so so"),
        ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
        ("$a < b$", "$a &lt; b$", "$a < b$"),
        ("a\nb", "a<br>b", "a\nb"),
        ("<b>", "&lt;b&gt;", "<b>"),
        ("*행*마다 하나", "<em>행</em>마다 하나", "행마다 하나"),
    ],
)
def test_markup_is_light(words, html, plain):
    assert to_html(words) == html
    assert to_plain(words) == plain


def test_code_is_set_apart_and_nothing_in_it_is_markup():
    assert re.fullmatch(r'<code style="[^"]*">a \* b \* &lt;c&gt;</code>', to_html("`a * b * <c>`"))
    assert to_plain("`a * b * c`") == "`a * b * c`"
