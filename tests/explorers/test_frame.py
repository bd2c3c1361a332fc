"""What every explorer promises: both languages, a picture without a browser, and no TensorFlow on import."""

import re
import subprocess
import sys
from base64 import b64decode

import pytest
from traitlets import TraitError

from course_utils.explorers import explore_perceptron
from course_utils.explorers.frame import HERE
from course_utils.explorers.texts import TEXTS

ENTRIES = [(explorer, key) for explorer, table in TEXTS.items() for key in table]


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize(("explorer", "key"), ENTRIES)
def test_every_text_exists_in_both_languages_with_the_same_fields(explorer, key):
    entry = TEXTS[explorer][key]
    assert set(entry) == {"en", "ko"}
    assert all(entry.values())
    assert fields(entry["en"]) == fields(entry["ko"])


@pytest.mark.parametrize("explorer", TEXTS)
def test_the_page_uses_only_texts_of_the_table(explorer):
    source = (HERE / f"{explorer}.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\btexts(?:\(\))?\.(\w+)", source)) <= set(TEXTS[explorer])


@pytest.mark.parametrize("file", ["perceptron.js", "feature_maps.js", "explorer.css"])
def test_nothing_is_loaded_from_the_network(file):
    source = (HERE / file).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?:|@import|import\s|fetch\(|url\((?!#)", source) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_saved_notebook_keeps_a_picture_and_a_sentence(language):
    explorer = explore_perceptron("OR", language=language)
    data, _ = explorer._repr_mimebundle_()
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"] == explorer.describe()


def test_the_picture_follows_the_state():
    explorer = explore_perceptron(language="en")
    before = explorer.picture()
    assert explorer.picture() is before
    explorer.bias = -1.0
    assert explorer.picture() != before


def test_changing_the_language_changes_the_words():
    explorer = explore_perceptron(language="en")
    explorer.language = "ko"
    assert explorer.texts["gate"] == "게이트"
    with pytest.raises((TraitError, ValueError), match="language='fr' is not spoken here"):
        explorer.language = "fr"


def test_an_explorer_that_cannot_be_drawn_is_not_made(monkeypatch):
    from course_utils.explorers import perceptron

    def broken(*_args):
        raise RuntimeError("no ink")

    monkeypatch.setattr(perceptron.PerceptronExplorer, "draw", broken)
    with pytest.raises(RuntimeError, match="no ink"):
        explore_perceptron(language="en")


def test_importing_explorers_loads_no_tensorflow():
    script = "import sys, course_utils.explorers; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = set(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split())
    assert loaded & {"tensorflow", "keras"} == set()
