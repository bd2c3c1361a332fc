"""Measured numbers go into targets.toml and disturb nothing else."""

import tomllib

from autograder.headless.judge import Verdict
from autograder.headless.measured import describe_machine, write_measured
from autograder.headless.targets import read_targets

BEFORE = """# What this lesson must record.

[side]
equals = 112      # VGG

# Both sources.
[accuracy.synthetic]
at_least = 0.8

[speed]
at_least = 30     # a ratio

[accuracy.real.full]   # ten epochs
at_least = 0.90
measured = { median = 0.1, spread = [0.1, 0.1], runs = 1, when = "2020-01-01", on = "old" } # stays
"""


def test_comments_order_and_other_entries_stay_as_they_are(tmp_path):
    path = tmp_path / "targets.toml"
    path.write_text(BEFORE, encoding="utf-8")
    applying = read_targets(path).applying("real", "full")
    verdicts = [Verdict("accuracy", (0.911234567, 0.913, 0.909), applying["accuracy"]), Verdict("side", (112,), applying["side"])]
    written = write_measured(path, verdicts, when="2026-11-21", on="2 cores")
    after = path.read_text(encoding="utf-8")
    lines = [line for line in after.splitlines() if "measured" not in line]
    assert written == 1
    assert lines == [line for line in BEFORE.splitlines() if "measured" not in line]
    assert "# stays" in after
    tables = tomllib.loads(after)
    assert tables["accuracy"]["real"]["full"]["measured"] == {
        "median": 0.911235,
        "spread": [0.909, 0.913],
        "runs": 3,
        "when": "2026-11-21",
        "on": "2 cores",
    }
    assert "measured" not in tables["side"]
    assert 'measured = { median = 0.911235, spread = [0.909, 0.913], runs = 3, when = "2026-11-21", on = "2 cores" } # stays' in after
    assert "measured" not in tables["speed"]
    assert read_targets(path).applying("real", "full")["accuracy"].low == 0.9


def test_nothing_is_written_for_what_has_no_target_or_no_number(tmp_path):
    path = tmp_path / "targets.toml"
    path.write_text(BEFORE, encoding="utf-8")
    target = read_targets(path).applying(None, "quick")["speed"]
    assert write_measured(path, [Verdict("extra", (1.0,), None), Verdict("speed", (), target)], when="", on="") == 0
    assert path.read_text(encoding="utf-8") == BEFORE
    assert list(tmp_path.iterdir()) == [path]


def test_the_machine_is_described_by_its_cores():
    assert "core" in describe_machine()


def test_a_new_entry_stands_with_its_target_and_before_the_next_tables_comment(tmp_path):
    path = tmp_path / "targets.toml"
    path.write_text(BEFORE.replace("[speed]", "# How fast.\n[speed]"), encoding="utf-8")
    verdict = Verdict("accuracy", (0.9,), read_targets(path).applying("synthetic", "quick")["accuracy"])
    write_measured(path, [verdict], when="2026-11-21", on="2 cores")
    lines = path.read_text(encoding="utf-8").splitlines()
    place = lines.index("at_least = 0.8")
    assert lines[place + 1].startswith("measured = ")
    assert lines[place + 2 : place + 5] == ["", "# How fast.", "[speed]"]
