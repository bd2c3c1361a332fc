"""The READMEs quote what the lessons measured; text and truth cannot part."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each row of the table of results on photographs, in order: its lesson, and the names of its accuracy and its seconds.
ROWS = [
    ("12_transfer", "tuned_accuracy", "tuned_seconds"),
    ("13_daisy_dandelion", "reference_accuracy", "reference_seconds"),
    ("13_daisy_dandelion", "improved_accuracy", "improved_seconds"),
    ("14_five_flowers", "mirrored_accuracy", "tuned_seconds"),
    ("14_five_flowers", "own_accuracy", "own_seconds"),
]


def median(lesson: str, metric: str) -> float:
    targets = tomllib.loads((ROOT / "solutions" / lesson / "targets.toml").read_text(encoding="utf-8"))
    return targets[metric]["real"]["full"]["measured"]["median"]


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_table_of_results_on_photographs_is_what_was_measured(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^\| [^|]*\((1[2-4])\) \|[^|]*\|[^|]*\| ([\d.]+%) \| (\d+) \|$", text, re.MULTILINE)
    expected = [(lesson[:2], f"{median(lesson, right):.2%}", f"{median(lesson, seconds):.0f}") for lesson, right, seconds in ROWS]
    assert found == expected, f"write into {name} what solutions/*/targets.toml measured"
