"""Text that tries to be more than text, for every place of a page that shows what somebody else wrote."""

from dataclasses import fields, replace
from html.parser import HTMLParser

from autograder.grading.gradebook.rows import CellStanding, Person, Standing
from autograder.grading.reports.outlines import Item, Outline
from autograder.grading.results import ExerciseResult, Graded, Note
from course_utils.checking import Case, Text
from course_utils.checking.agreement import Agreement
from course_utils.checking.outcomes import Frame
from course_utils.checking.scores import total

PAYLOADS = (
    "<script>window.hit = 1</script>",
    "<img src=http://evil.test/x.png onerror='window.hit = 1'>",
    '"><svg onload="window.hit = 1"><a href="javascript:window.hit = 1">x</a></svg>',
    "</style><style>@import url(http://evil.test/x.css);</style>",
    "</pre></code></details><iframe src=http://evil.test></iframe>",
    '<meta http-equiv="refresh" content="0; url=http://evil.test">',
    "`</code><script>window.hit = 1</script>`",
    "**<b onmouseover=window.hit=1>x</b>** $<script>window.hit = 1</script>$",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eright to left\u202c \u2066isolate \u200f\u200b\ufeff\x00\x1b[31m\x9b31m\r\x7f\ud800\U000e0041",
    "<bdo dir=rtl>turned</bdo><base href=http://evil.test/><form action=http://evil.test><input autofocus onfocus=window.hit=1></form>",
)
ALL = " ".join(PAYLOADS)
COMMENT = (
    ALL
    + """

# A heading

[a](javascript:window.hit=1) [b](JaVaScRiPt:window.hit=1) [c](data:text/html,x) [d](//evil.test) [e](file:///etc/passwd) [f](vbscript:x)

![p](https://example.org/picture.png) <javascript:window.hit=1> [good](https://example.org/?a=1&b="2) [mail](mailto:a@example.org)

<div onclick="window.hit = 1">block</div>

```html" onclick="window.hit=1
<script>window.hit = 1</script>
```
"""
)
INVISIBLE = "\u202e\u202c\u2066\u200f\u200b\ufeff\x00\x1b\x9b\r\x7f\ud800\U000e0041"


def text(words: str = ALL) -> Text:
    return Text(words, words)


def outline() -> Outline:
    return Outline(ALL, {"en": ALL, "ko": ALL}, (Item("check-a", ALL, 2), Item("manual-b", "b", 1, manual=True)))


def graded(language: str = "en", *, hidden: bool = False) -> Graded:
    case = Case(
        ALL,
        "failed",
        message=text(),
        hint=text(),
        expected=ALL,
        got=ALL + "!",
        title=text(),
        hidden=hidden,
        frames=(Frame(ALL, 1, ALL + " = 1"),),
        table=(Agreement(ALL, "wrong", None, (1,)),),
    )
    other = replace(case, name="other", message=text(ALL + " other"))
    score = total(ALL, 2, [case, other])
    result = ExerciseResult("check-a", score, lent=(ALL,), reason=text()) if hidden else ExerciseResult("check-a", score, reason=text())
    notes = tuple(Note(kind, text(f"{kind} {ALL}"), ALL) for kind in ("repair", "limit", "staff"))
    return Graded(ALL, ALL, "graded", 3, reason=text(), language=language, exercises=(result,), notes=notes, kernel=ALL, stages={ALL: 1.0})


def standing() -> Standing:
    cells = (
        CellStanding("check-a", 2, 0.0, 0.5, 0.25, needs_manual_grade=True),
        CellStanding(f"answer-{ALL}", manual_comment=COMMENT),
        CellStanding("manual-b", 1, manual_score=0.5, manual_comment=COMMENT),
    )
    return Standing(Person(ALL, ALL, ALL), ALL, penalty=0.1, seconds_late=70, cells=cells)


def answers() -> dict[str, str]:
    return {ALL: "\n".join(PAYLOADS), "b": ALL}


class Parsed(HTMLParser):
    """A page's tags with their attributes, and its text, code kept apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.prose: list[str] = []
        self.all: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "hr"}:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" in self._open:
            return
        self.all.append(data)
        if not {"code", "pre", "dd"} & set(self._open):
            self.prose.append(data)

    @property
    def left_open(self) -> list[str]:
        return self._open

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.all).split())


assert {field.name for field in fields(Case)} - {"status", "weight", "hidden", "seconds", "name"} == {
    "message",
    "hint",
    "expected",
    "got",
    "title",
    "frames",
    "table",
}, "a case has a new field: fill it with hostile text above"
