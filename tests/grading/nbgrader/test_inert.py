"""What nbgrader's pages may show of a student's notebook."""

import base64
from html.parser import HTMLParser
from io import BytesIO
from types import SimpleNamespace

import pytest
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from autograder.grading.preprocessors.inert import inert, inert_markdown

ACTIVE_TAGS = {"script", "iframe", "object", "embed", "svg", "img", "form", "link", "meta", "base", "style", "video", "audio", "math"}
ATTACKS = {
    "script": "<script>alert(1)</script>",
    "svg": "<svg onload=alert(1)><circle/></svg>",
    "frame": '<iframe src="https://example.org"></iframe>',
    "handler": "<b onmouseover=alert(1)>look</b>",
    "link": "[click](javascript:alert(1))",
    "data link": "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "picture": "![x](https://example.org/pixel.png)",
    "reference": "[click][1]\n\n[1]: javascript:alert(1)",
    "autolink": "<javascript:alert(1)>",
    "style": "<style>body{background:url(https://example.org)}</style>",
    "meta": '<meta http-equiv="refresh" content="0;url=https://example.org">',
    "in a formula": "$<img src=x onerror=alert(1)>$ and $$</p><script>alert(1)</script>$$",
    "in code": "`<script>alert(1)</script>`\n\n```html\n<script>alert(1)</script>\n```",
    "in a table": "| a |\n| --- |\n| <img src=x onerror=alert(1)> |",
    "forged place": "\ue0000\ue001 $<script>alert(1)</script>$",
    "split tag": "<scr$x$ipt>alert(1)</script>",
}


class Seen(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def png():
    buffer = BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def notebook_with(outputs):
    """A notebook that nobody has validated, as a student may write it."""
    return SimpleNamespace(
        cells=[from_dict({"cell_type": "code", "source": "1", "metadata": {}, "outputs": outputs, "execution_count": 1})]
    )


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_markdown_becomes_html_in_which_nothing_runs_or_loads(attack):
    seen = Seen(inert_markdown(attack))
    assert not ACTIVE_TAGS & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert not [value for name, value in seen.attributes if name in {"href", "src"} and not value.startswith(("http", "mailto:"))]


def test_ordinary_markdown_and_formulas_come_through():
    html = inert_markdown(
        "# Mean\n\n**bold** `a < b` $x_1 < x_2$ and $$a_i * b_i * c$$\n\n| a | b |\n| --- | --- |\n| 1 | [x](https://a.org) |"
    )
    assert "<h1>Mean</h1>" in html
    assert "<strong>bold</strong>" in html
    assert "<code>a &lt; b</code>" in html
    assert "$x_1 &lt; x_2$" in html
    assert "$$a_i * b_i * c$$" in html
    assert '<td><a href="https://a.org">x</a></td>' in html


def test_outputs_keep_text_and_pictures_and_lose_everything_else(png):
    rich = {"text/html": "<script>", "text/latex": "$x$", "application/javascript": "alert(1)", "image/svg+xml": "<svg/>"}
    outputs = [
        new_output("display_data", {**rich, "text/plain": "<Figure>", "image/png": png}, metadata={"image/png": {"width": '"><script>'}}),
        new_output("execute_result", rich, execution_count=3),
        new_output("stream", name="stdout", text="hello"),
        new_output("error", ename="E", evalue="e", traceback=["\x1b[31mE\x1b[0m"]),
        from_dict({"output_type": "update_display_data", "data": {"text/plain": "x"}}),
    ]
    shown = inert(notebook_with(outputs)).cells[0].outputs
    assert [output.output_type for output in shown] == ["display_data", "stream", "error"]
    assert shown[0].data == {"text/plain": "<Figure>", "image/png": png}
    assert shown[0].metadata == {}


@pytest.mark.parametrize("forged", ['AAAA"><script>alert(1)</script>', "AAAA", 5, None, ["x"]])
def test_a_forged_picture_is_dropped(forged):
    outputs = [from_dict({"output_type": "display_data", "data": {"image/png": forged, "text/plain": "a"}, "metadata": {}})]
    assert inert(notebook_with(outputs)).cells[0].outputs[0].data == {"text/plain": "a"}


def test_metadata_keeps_nbgraders_entry_and_no_word_of_the_students():
    entry = {
        "grade": True,
        "grade_id": "check-step",
        "points": 2,
        "solution": False,
        "locked": True,
        "comment": "<script>",
        "schema_version": 3,
    }
    cells = [
        new_code_cell("1", metadata={"nbgrader": entry, "tags": ['"><script>']}),
        new_markdown_cell("a", metadata={"nbgrader": {**entry, "grade_id": '"><script>'}}),
    ]
    shown = inert(new_notebook(cells=cells, metadata={"title": "</title><script>", "widgets": {"x": 1}}))
    assert shown.metadata.keys() == {"kernelspec", "language_info"}
    expected = {
        "grade": True,
        "grade_id": "check-step",
        "points": 2.0,
        "solution": False,
        "locked": True,
        "task": False,
        "schema_version": 3,
    }
    assert shown.cells[0].metadata == {"nbgrader": expected}
    assert shown.cells[1].metadata == {}


def test_a_forged_count_does_not_reach_the_page():
    cell = from_dict({"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "execution_count": "<script>"})
    assert inert(SimpleNamespace(cells=[cell])).cells[0].execution_count is None
