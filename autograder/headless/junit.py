"""Writes a run as JUnit XML, which every CI service shows."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from autograder.headless.files import write_whole
from autograder.headless.judge import LessonReport, show_number, show_target
from autograder.headless.run import RunReport

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(report: RunReport, path: Path) -> None:
    """Write a suite per lesson, with a test case per execution, check and metric.

    Parameters
    ----------
    report : RunReport
    path : Path
    """
    suites = Element("testsuites", name="petals run", time=f"{report.seconds:.3f}")
    for lesson in report.lessons:
        _suite(suites, lesson, report.when)
    for total in ("tests", "failures", "skipped"):
        suites.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    suites.set("errors", "0")
    indent(suites)
    text = tostring(suites, encoding="unicode")
    write_whole(path, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _suite(suites: Element, lesson: LessonReport, when: str) -> None:
    suite = SubElement(suites, "testsuite", name=lesson.name, timestamp=when[:19])
    for execution in lesson.executions:
        case = _case(suite, f"runs to its end, seed {execution.seed}", execution.seconds)
        if execution.outcome == "interrupted":
            SubElement(case, "skipped", message="interrupted")
        elif execution.outcome != "completed":
            failure = execution.failure
            _fail(case, f"{failure.cell}: {failure.message}" if failure else execution.outcome, failure.traceback if failure else "")
        for score in execution.checks if execution.outcome == "completed" else ():
            case = _case(suite, f"check {score.exercise}, seed {execution.seed}")
            if not score.full:
                _fail(case, f"{'no score' if score.earned is None else f'{score.earned:g}'} of {score.points:g} points", score.message)
    for verdict in lesson.verdicts:
        case = _case(suite, f"metric {verdict.metric}")
        if verdict.problem:
            _fail(case, verdict.problem, "")
        elif verdict.value is not None:
            SubElement(case, "system-out").text = f"{show_number(verdict.value)} ({show_target(verdict.target)})"
    told = {verdict.problem for verdict in lesson.verdicts}
    rest = [problem for problem in lesson.problems if problem not in told and not problem.startswith(("stopped", "check("))]
    for problem in rest:
        _fail(_case(suite, "lesson"), problem, "")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("*/failure"))))
    suite.set("skipped", str(len(suite.findall("*/skipped"))))
    suite.set("errors", "0")
    suite.set("time", f"{lesson.seconds:.3f}")


def _case(suite: Element, name: str, seconds: float = 0.0) -> Element:
    return SubElement(suite, "testcase", classname=suite.get("name", ""), name=_legal(name), time=f"{seconds:.3f}")


def _fail(case: Element, message: str, text: str) -> None:
    SubElement(case, "failure", message=_legal(message), type="petals").text = _legal(text)


def _legal(text: str) -> str:
    """Drop what XML cannot hold, such as a terminal's control characters in a traceback."""
    return NOT_XML.sub("", text)
