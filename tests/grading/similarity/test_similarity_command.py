"""`petals similarity`, from the folder of hand-ins to the page."""

import json
import stat
import zipfile

import pytest
from click.testing import CliRunner

from autograder.grading.similarity.commands import similarity
from tests.grading.fixtures.making import LIGHT, hand_in, light_course, solved, untouched, with_answers

OWN = """def mean_light(images):
    sums = [[sum(float(pixel) for pixel in row) for row in image] for image in images]
    return np.array([sum(rows) / (len(rows) * len(images[0][0])) for rows in sums])
"""
TAKEN = OWN.replace("sums", "foo").replace("rows", "bar").replace("pixel", "p").replace("    return", "    # the mean\n\n    return")
BODIES = (
    "return np.mean(images, axis=(1, 2))",
    "found = []; [found.append(image.sum() / image.size) for image in images]; return np.stack(found)",
    "flat = np.reshape(images, (len(images), -1)); return flat @ np.full(flat.shape[1], 1 / flat.shape[1])",
    "total = images.sum(axis=1).sum(axis=-1); return total / images.shape[1] / images.shape[2]",
)
OTHERS = [f"def mean_light(images):\n    {body}\n" for body in BODIES]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = light_course(tmp_path_factory.mktemp("course"))
    blank = untouched(course)
    for number, answer in enumerate(OTHERS):
        hand_in(course, f"other{number}", LIGHT, with_answers(blank, {"mean_light": answer}))
    hand_in(course, "ada", LIGHT, with_answers(blank, {"mean_light": OWN}))
    hand_in(course, "bob", LIGHT, with_answers(untouched(course, "ko"), {"mean_light": TAKEN + "\nassert mean_light is not None\n"}))
    hand_in(course, "idle", LIGHT, blank)
    hand_in(course, "twin1", LIGHT, solved(course))
    hand_in(course, "twin2", LIGHT, solved(course, "ko"))
    hand_in(course, "broken", LIGHT, b'{"cells": [')
    return course


def _run(course, monkeypatch, *arguments):
    monkeypatch.setenv("COURSE_ROOT", str(course))
    return CliRunner().invoke(similarity, [LIGHT, *arguments])


def test_the_page_ranks_the_copy_first_and_names_the_twins(course, monkeypatch):
    result = _run(course, monkeypatch)
    assert result.exit_code == 0, result.output
    assert "students: 8, groups with the same code: 1, pairs alike: 1" in result.output
    assert "broken: " in result.output, "who cannot be read is named, and nobody else waits"
    page = (course / "_build/similarity" / f"{LIGHT}.html").read_text(encoding="utf-8")
    first = page[page.index("<details") : page.index("</summary>")]
    assert "<bdi>ada</bdi>" in first
    assert "<bdi>bob</bdi>" in first
    assert "<bdi>twin1</bdi>, <bdi>twin2</bdi>" in page
    assert "idle" not in page


def test_the_page_is_its_owners_and_lies_where_it_is_wanted(course, monkeypatch, tmp_path):
    path = tmp_path / "new" / "page.html"
    assert _run(course, monkeypatch, "--output", str(path)).exit_code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["page.html"]


def test_an_archive_gives_the_same_pairs_as_a_folder(course, monkeypatch, tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for path in (course / "submitted").rglob("*.ipynb"):
            archive.write(path, path.relative_to(course / "submitted"))
    result = _run(course, monkeypatch, "--from", str(tmp_path / "class.zip"), "--output", str(tmp_path / "page.html"))
    assert "students: 8, groups with the same code: 1, pairs alike: 1" in result.output


def test_a_threshold_leaves_the_less_telling_out(course, monkeypatch, tmp_path):
    result = _run(course, monkeypatch, "--threshold", "1", "--output", str(tmp_path / "page.html"))
    assert "pairs alike: 0" in result.output


def test_student_code_is_never_run(course, monkeypatch, tmp_path):
    mark = tmp_path / "ran"
    evil = json.loads(untouched(course))
    code = f"open({str(mark)!r}, 'w')\nimport pathlib; pathlib.Path({str(mark)!r}).touch()\n" * 5
    evil["cells"].append({"cell_type": "code", "id": "evil", "metadata": {}, "source": code, "outputs": [], "execution_count": None})
    hand_in(tmp_path, "eve", LIGHT, json.dumps(evil).encode())
    result = _run(course, monkeypatch, "--from", str(tmp_path / "submitted"), "--output", str(tmp_path / "page.html"))
    assert "students: 1," in result.output
    assert not mark.exists()


@pytest.mark.parametrize(("arguments", "words"), [(["--from", "/nowhere"], "does not exist"), (["--threshold", "2"], "0<=x<=1")])
def test_bad_input_is_named(course, monkeypatch, arguments, words):
    result = _run(course, monkeypatch, *arguments)
    assert result.exit_code
    assert words in result.output


def test_a_course_without_hand_ins_says_how_to_get_them(monkeypatch, tmp_path):
    result = _run(light_course(tmp_path / "course"), monkeypatch)
    assert result.exit_code == 1
    assert "--from" in result.output
