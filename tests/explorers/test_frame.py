"""What every explorer promises: both languages, a picture without a browser, and no TensorFlow on import."""

import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from traitlets import TraitError

import course_utils.explorers
from course_utils.explorers import explore_perceptron
from course_utils.explorers.frame.bundle import script, style
from course_utils.explorers.frame.texts import TEXTS as SHARED
from course_utils.explorers.frame.words import table_of

HERE = Path(course_utils.explorers.__file__).parent
ROOMS = sorted(folder.parent.name for folder in HERE.glob("*/face.js"))
TABLES = {room: {key: entry for key, entry in table_of(room).items() if key not in SHARED} for room in ROOMS} | {"frame": SHARED}
ENTRIES = [(room, key) for room, table in TABLES.items() for key in table]
FILES = sorted(path.relative_to(HERE).as_posix() for kind in ("js", "css") for path in HERE.rglob(f"*.{kind}"))


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize(("room", "key"), ENTRIES)
def test_every_text_exists_in_both_languages_with_the_same_fields(room, key):
    entry = TABLES[room][key]
    assert set(entry) == {"en", "ko"}
    assert all(entry.values())
    assert fields(entry["en"]) == fields(entry["ko"])


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_uses_only_texts_of_the_tables(room):
    sources = "".join(path.read_text(encoding="utf-8") for path in (HERE / room).glob("*.js"))
    used = set(re.findall(r"\btexts(?:\(\))?\.(\w+)", sources)) | set(re.findall(r"\bsay\(\"(\w+)\"", sources))
    assert used <= set(table_of(room))


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_is_left_that_nobody_shows(room):
    files = [path for folder in (room, "frame", "networks") for path in (HERE / folder).iterdir()]
    sources = "".join(path.read_text(encoding="utf-8") for path in files if path.suffix in {".js", ".py"} and path.stem != "texts")
    assert [key for key in TABLES[room] if not re.search(rf"\b{key}\b", sources)] == []


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_loaded_from_the_network(file):
    source = (HERE / file).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r'https?:|@import|import\((?!URL)|from "(?!\.)|fetch\(|url\((?!#|`#)', source) == []


def test_a_bundle_stands_alone_and_holds_each_module_once(tmp_path):
    (tmp_path / "low.js").write_text("const secret = 1;\nexport const one = secret;\n")
    (tmp_path / "high.js").write_text(
        'import { one } from "./low.js";\nconst secret = 2;\nexport function two() { return one + secret - 1; }\n'
    )
    (tmp_path / "face.js").write_text('import { one } from "./low.js";\nimport { two } from "./high.js";\nexport default one + two();\n')
    joined = script(tmp_path / "face.js")
    assert "import" not in joined
    assert joined.count("const secret = 1") == 1


def test_modules_that_need_each_other_are_refused(tmp_path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(ImportError, match=r"a.js imports itself through b.js: move what both need into a third module"):
        script(tmp_path / "a.js")


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
    from course_utils.explorers.perceptron import explorer as perceptron

    def broken(*_args):
        raise RuntimeError("no ink")

    monkeypatch.setattr(perceptron.PerceptronExplorer, "draw", broken)
    with pytest.raises(RuntimeError, match="no ink"):
        explore_perceptron(language="en")


def test_importing_explorers_loads_no_tensorflow():
    script = "import sys, course_utils.explorers; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = set(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split())
    assert loaded & {"tensorflow", "keras"} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_an_explorers_own_look_outweighs_the_shared_one_that_the_next_explorer_brings(room):
    own = style(HERE / room / "look.css").removeprefix(style()).strip()
    name = re.search(r"\.petals-explorer(\.petals-\w+)", own)[1]
    assert own.count(f".petals-explorer{name}") == len(re.findall(rf"{re.escape(name)}(?![\w-])", own)) > 5
