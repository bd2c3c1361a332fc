"""The page and the JUnit file."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from autograder.headless.gauge import gauge
from autograder.headless.judge import LessonReport, Verdict, judge
from autograder.headless.junit import write_junit
from autograder.headless.report import show_change, show_memory, show_seconds, write_report
from autograder.headless.results import CellTime, CheckScore, Execution, Failure, Settings
from autograder.headless.run import RunReport
from autograder.headless.targets import Target, Targets

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TARGETS = Targets((Target("accuracy", low=0.9, measured={"median": 0.91}), Target("<b>bold</b>", low=0)))


@pytest.fixture
def report(tmp_path: Path) -> RunReport:
    notebook = tmp_path / "drawn.ipynb"
    picture = {"output_type": "display_data", "data": {"image/png": PNG}}
    notebook.write_text(json.dumps({"cells": [{"cell_type": "code", "id": "code-001", "metadata": {}, "outputs": [picture]}]}))
    short = Execution(
        "01_short",
        0,
        "completed",
        {"accuracy": 0.85, "<b>bold</b>": 1},
        checks=(CheckScore("step", 1, 2, "see <case>"),),
        cells=(CellTime("code-001", "x < 1", 2.5),),
        seconds=72.0,
        peak_bytes=1_500_000_000,
        notebook="drawn.ipynb",
        previous={"accuracy": 0.86},
    )
    stopped = Execution("02_stopped", 0, "raised", failure=Failure("ValueError: <x>", "code-002", "Trace <back> \x1b[0m end"), seconds=1.0)
    lessons = (
        judge("01_short", [short], TARGETS, "quick", "auto"),
        judge("02_stopped", [stopped], TARGETS, "quick", "auto"),
        LessonReport("03_broken", faults=("cannot be built: no parameters cell",)),
        judge("04_left", [Execution("04_left", 0, "interrupted")], TARGETS, "quick", "auto"),
    )
    return RunReport(Settings(), lessons, "2026-11-21T10:00:00+00:00", 73.0, "2 cores", interrupted=True)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def parsed(text: str) -> Page:
    page = Page()
    page.feed(text)
    return page


def test_the_page_stands_alone(report, tmp_path):
    text = write_report(report, tmp_path).read_text(encoding="utf-8")
    tags = parsed(text).tags
    assert not [tag for tag, _ in tags if tag in {"script", "link", "iframe", "object"}]
    assert all(attributes["src"].startswith("data:image/png;base64,") for tag, attributes in tags if tag == "img")
    assert not re.search(r"url\(|@import|https?://", text)


def test_names_and_messages_are_escaped(report, tmp_path):
    text = write_report(report, tmp_path).read_text(encoding="utf-8")
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
    assert "<b>bold</b>" not in text
    assert "Trace &lt;back&gt;" in text
    assert "<case>" not in text


def test_the_page_says_what_fell_short_and_by_how_much(report, tmp_path):
    text = write_report(report, tmp_path).read_text(encoding="utf-8")
    for words in (
        "0.85 is 0.05 below the target (at least 0.9)",
        "1 of 2 points",
        "ValueError: &lt;x&gt;",
        "cannot be built",
        "1 min 12 s",
        "1.5 GB",
        "0.91",
        "−0.01",
        PNG,
        "2 cores",
        "prefers-color-scheme: dark",
        '<html lang="en">',
    ):
        assert words in text, words


def test_every_picture_has_a_text_and_every_link_in_the_page_a_goal(report, tmp_path):
    tags = parsed(write_report(report, tmp_path).read_text(encoding="utf-8")).tags
    goals = {attributes.get("id") for _, attributes in tags}
    assert all(attributes.get("alt") for tag, attributes in tags if tag == "img")
    assert all(attributes["href"][1:] in goals for tag, attributes in tags if tag == "a" and attributes["href"].startswith("#"))


def test_junit_reads_back_with_every_failure_and_skip(report, tmp_path):
    path = tmp_path / "junit.xml"
    write_junit(report, path)
    suites = ET.parse(path).getroot()
    assert (suites.get("tests"), suites.get("failures"), suites.get("skipped")) == ("7", "4", "1")
    failures = {(case.get("classname"), case.get("name")): case.find("failure") for case in suites.iter("testcase")}
    assert failures["01_short", "metric accuracy"].get("message") == "accuracy: 0.85 is 0.05 below the target (at least 0.9)"
    assert failures["01_short", "check step, seed 0"].get("message") == "1 of 2 points"
    assert failures["02_stopped", "runs to its end, seed 0"].text.startswith("Trace <back>")
    assert failures["03_broken", "lesson"].get("message") == "cannot be built: no parameters cell"
    assert failures["01_short", "runs to its end, seed 0"] is None
    assert suites.find("testsuite[@name='04_left']/testcase/skipped") is not None


@pytest.mark.parametrize("value", [0.5, 0.9, 1.0, 1e9, -3])
def test_a_gauge_keeps_every_mark_on_its_line_and_in_order(value):
    line = gauge(Verdict("a", (value, value), Target("a", low=0.9, measured={"median": 0.91})))
    places = [line.zone_from, line.zone_to, line.value, line.spread_from, line.spread_to, line.measured]
    assert all(0 <= place <= 100 for place in places)
    assert (line.value >= line.zone_from) == (value >= 0.9)


def test_there_is_no_gauge_without_a_bound():
    assert gauge(Verdict("a", (1.0,), Target("a"))) is None
    assert gauge(Verdict("a", (), Target("a", low=1))) is None


def test_numbers_are_written_for_readers():
    assert [show_seconds(seconds) for seconds in (0.123, 12.34, 485)] == ["0.12 s", "12.3 s", "8 min 05 s"]
    assert [show_memory(count) for count in (0, 640_000_000, 2_100_000_000)] == ["–", "640 MB", "2.1 GB"]
    assert [show_change(Verdict("a", (1.0,), None, "", before)) for before in (None, 1.0, 0.9, 1.25)] == ["–", "=", "+0.1", "−0.25"]
