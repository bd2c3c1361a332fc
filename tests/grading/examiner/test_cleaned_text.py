"""What is left of text that student code printed."""

import pytest

from autograder.grading.examiner.cleaning import clean, shorten


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("plain\n\ttext", "plain\n\ttext"),
        ("한글과 기호 α ✓", "한글과 기호 α ✓"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jcleared", "cleared"),
        ("bell\x07 null\x00 back\x08", "bell null back"),
        ("1/3\r2/3\r3/3\r", "3/3"),
        ("dos\r\nlines\r\n", "dos\nlines\n"),
        ("name\u202egpj.exe", "name<U+202E>gpj.exe"),
        ("half\ud800", "half\ufffd"),
        ("unfinished \x1b[", "unfinished "),
        ("unfinished \x1b]0;title", "unfinished "),
    ],
)
def test_what_steers_is_gone_and_what_is_invisible_is_shown(given, left):
    assert clean(given) == left


def test_cleaning_twice_changes_nothing_more():
    once = clean("\x1b\x1b[31m[31m a\rb \u2066 \x1b")
    assert "\x1b" not in once
    assert clean(once) == once


def test_a_long_text_keeps_its_beginning_and_its_end():
    text, cut = shorten("a" * 900 + "z" * 100, 400)
    assert cut
    assert text.startswith("a" * 300)
    assert text.endswith("z" * 100)
    assert shorten("short", 400) == ("short", False)
