"""The registry is complete, and what it says is said in both languages and in datasets/README.md."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course_utils.data import registry
from course_utils.data.layouts import PARTS

ROOT = Path(__file__).parents[2]
VARIANTS = [
    pytest.param(entry, variant, id=f"{entry.name}-{kind}")
    for entry in registry.entries().values()
    for kind, variant in (("real", entry.real), ("synthetic", entry.synthetic))
    if variant
]


@pytest.mark.parametrize("entry", registry.entries().values(), ids=lambda entry: entry.name)
def test_both_languages_name_the_same_classes(entry):
    assert set(entry.class_names) == set(entry.title) == {"en", "ko"}
    assert len(entry.class_names["en"]) == len(set(entry.class_names["ko"])) == len(set(entry.class_names["en"]))


@pytest.mark.parametrize(("entry", "variant"), VARIANTS)
def test_every_source_has_a_licence_an_origin_and_a_description(entry, variant):
    assert variant.licence
    assert variant.origin
    assert set(variant.describe) == {"en", "ko"}
    readme = (ROOT / "datasets" / "README.md").read_text(encoding="utf-8")
    assert f"`{entry.name}`" in readme
    assert variant.licence in readme


def test_official_files_have_size_sums_and_mirrors():
    real = registry.find("fashion").real
    assert tuple(file.holds for file in real.files) == PARTS
    assert all(len(file.sha256) == 64 and len(file.md5) == 32 and file.bytes for file in real.files)
    assert all(mirror.startswith("http") and mirror.endswith("/") for mirror in real.mirrors)


@pytest.mark.slow
def test_an_installed_wheel_finds_the_registry(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    installed = tmp_path / "installed"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(installed)
    code = "from course_utils.data import registry; print(registry.__file__, *registry.entries())"
    answer = subprocess.run([sys.executable, "-c", code], cwd=installed, capture_output=True, text=True, check=True)
    where, *names = answer.stdout.split()
    assert Path(where).is_relative_to(installed)
    assert names == list(registry.entries())
