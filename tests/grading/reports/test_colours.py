"""Our colours as numbers: every text on every ground it stands on, in light, dark and print."""

import re
from pathlib import Path

import pytest

from autograder.grading import reports

CSS = (Path(reports.__file__).parent / "page.css").read_text(encoding="utf-8")
READABLE = 4.5  # WCAG 2.2, 1.4.3
GROUNDS = {
    "ink": ("paper", "card", "track", "good-soft", "bad-soft", "wait-soft"),
    "soft": ("paper", "card", "track", "good-soft", "bad-soft", "wait-soft"),
    "accent": ("paper", "card"),
    "good": ("paper", "card", "good-soft"),
    "bad": ("paper", "card", "bad-soft"),
    "wait": ("paper", "card", "wait-soft"),
    "keyword": ("track",),
    "string": ("track",),
    "comment": ("track",),
    "literal": ("track",),
    "name": ("track",),
}


def palettes():
    blocks = re.findall(r":root \{([^}]*)\}", CSS)
    light, dark, paper = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}, "print": {**light, **paper}}


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_21_and_a_colour_on_itself_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("ink", GROUNDS)
def test_text_is_readable_on_its_ground(scheme, ink):
    palette = palettes()[scheme]
    found = {ground: round(contrast(palette[ink], palette[ground]), 2) for ground in GROUNDS[ink]}
    assert min(found.values()) >= READABLE, found


def test_dark_and_print_name_every_colour_that_text_needs():
    light, dark, paper = re.findall(r":root \{([^}]*)\}", CSS)
    names = {block: set(re.findall(r"--([a-z-]+):", block)) for block in (light, dark, paper)}
    assert names[dark] == names[paper] == names[light]


def test_code_uses_our_colours_only():
    from pygments.token import STANDARD_TYPES

    known = set(STANDARD_TYPES.values())
    classes = set(re.findall(r"\.([a-z][a-z0-9]?)(?=[ ,])", CSS[CSS.index("/* Code") : CSS.index("@media print")]))
    assert classes <= known
    assert {"k", "s1", "c1", "mi", "nf"} <= classes
