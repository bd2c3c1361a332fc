"""nbgrader's own pages, feedback and formgrader's, made with the settings of nbgrader_config.py."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbformat import from_dict

REPOSITORY = Path(__file__).parents[3]
RUNS = {"script", "iframe", "object", "embed", "svg", "img", "form", "link", "meta", "base", "style"}
ATTACK = (
    "<script>alert(1)</script><svg onload=alert(1)></svg><iframe src='//example.org'></iframe>"
    "<img src=x onerror=alert(1)>[a](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$"
)
RICH = {
    "text/html": ATTACK,
    "application/javascript": "alert(1)",
    "image/svg+xml": "<svg onload=alert(1)></svg>",
    "text/latex": ATTACK,
    "text/markdown": ATTACK,
    "image/png": 'x"><script>alert(1)</script>',
    "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
    "text/plain": ATTACK,
}


class Active(HTMLParser):
    """Counts what a browser would run or fetch."""

    def __init__(self, page):
        super().__init__()
        self.found = Counter()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in RUNS:
            self.found[tag] += 1
        self.found.update(name for name, _ in attrs if name.startswith("on"))
        self.found.update(
            "script link" for name, value in attrs if name in {"href", "src"} and (value or "").strip().startswith("javascript:")
        )


def notebook(words, data, metadata):
    """A notebook with the same words everywhere a student can write; not validated, as students are not."""
    outputs = [
        {"output_type": "display_data", "data": data, "metadata": {}},
        {"output_type": "stream", "name": "stdout", "text": words},
        {"output_type": "error", "ename": words, "evalue": words, "traceback": [words]},
    ]
    graded = {
        "nbgrader": {"grade": True, "grade_id": "a", "points": 1, "solution": True, "locked": False, "task": False, "schema_version": 3}
    }
    cells = [
        {"id": "a", "cell_type": "markdown", "metadata": {}, "source": words},
        {
            "id": "b",
            "cell_type": "markdown",
            "metadata": {**graded, **metadata},
            "source": words,
            "attachments": {"x": {"image/svg+xml": words}},
        },
        {"id": "c", "cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": words},
        {"id": "d", "cell_type": "code", "metadata": metadata, "source": words, "execution_count": 1, "outputs": outputs},
    ]
    return from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def with_grades(nb, resources):
    """What nbgrader's GetGrades adds, with a comment that quotes the student."""
    for cell in nb.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(score=1, points=1, comment=cell.source)
    return nb, resources


@pytest.fixture(params=["feedback", "formgrade"])
def exporter(request, monkeypatch):
    """The exporter as GenerateFeedback and formgrader make it, in a course with our settings."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.apps import api, autogradeapp
    from nbgrader.server_extensions.formgrader import handlers
    from traitlets.config import PyFileConfigLoader

    monkeypatch.setattr(api, "Autograde", api.Autograde)
    monkeypatch.setattr(autogradeapp, "Autograde", autogradeapp.Autograde)
    config = PyFileConfigLoader("nbgrader_config.py", str(REPOSITORY)).load_config()
    config.Exporter.default_preprocessors = []
    config.HTMLExporter.template_name = request.param
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    static = Path(handlers.static_path) / "node_modules/bootstrap/dist/css"
    config.HTMLExporter.extra_template_paths = [str(static)]
    exporter = HTMLExporter(config=config)
    exporter.register_preprocessor(with_grades, enabled=True)
    return exporter


def page(exporter, nb):
    resources = {
        "metadata": {"name": "01_light"},
        "nbgrader": SimpleNamespace(notebook="01_light", score=1, max_score=2, late_penalty=0),
        "base_url": "",
        "submission_id": "1",
        "notebook_id": "01_light",
        "assignment_id": "01_light",
        "index": 0,
        "total": 1,
        "notebook_path": "x",
        "student": "bo",
    }
    return exporter.from_notebook_node(nb, resources=resources)[0]


def test_nothing_that_a_student_wrote_runs_or_loads_on_a_page(exporter):
    tame = Active(page(exporter, notebook("hello", {"text/plain": "hello"}, {}))).found
    metadata = {
        "tags": ['"><script>alert(1)</script>'],
        "title": ATTACK,
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
    }
    wild = page(exporter, notebook(ATTACK, RICH, metadata))
    assert Active(wild).found == tame
    assert "&lt;script&gt;alert(1)" in wild, "the words themselves stay to be read"


def test_formulas_and_plots_still_show(exporter):
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    shown = page(exporter, notebook("**bold** $x^2$", {"image/png": pixel}, {}))
    assert "<strong>bold</strong>" in shown
    assert "$x^2$" in shown
    assert f"data:image/png;base64,{pixel}" in shown
