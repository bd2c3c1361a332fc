"""A course in a temporary folder, of tiny lessons named for what they prove. No TensorFlow, no course data."""

from dataclasses import dataclass
from pathlib import Path

import pytest

HEAD = """
# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
from IPython.display import display

def record(name, value):
    display({"application/vnd.petals.record+json": {"name": name, "value": value}}, raw=True)

def check(name):
    return 2.0
"""
CHECKED = """
# %% answer="step"
### BEGIN SOLUTION
step = 1
### END SOLUTION

# %% check="step"
check("step")
"""
CHECKS = """
from course_utils.checking import check, exercise

exercise("step", points=2)

@check("step")
def is_one(student, expect):
    expect.equal(student.eval("step"), 1)
"""
RECORDS = """
# %%
record("accuracy", 0.9 + SEED / 100)
"""
BODIES = {
    "10_passes": CHECKED + RECORDS,
    "11_falls_short": RECORDS.replace("0.9", "0.8"),
    "12_raises": RECORDS + "\n# %%\nnumerator = 1\n\n# %%\nnumerator / 0\n\n# %%\nrecord('never', 1)\n",
    "13_never_ends": "\n# %%\nimport time\n\n# %%\nwhile True:\n    time.sleep(0.1)\n",
    "14_records_nan": "\n# %%\nrecord('accuracy', float('nan'))\n",
    "15_lacks_a_target": RECORDS + "\n# %%\nrecord('speed', 3)\n",
    "16_lacks_a_record": "\n# %%\n1 + 1\n",
    "17_loses_points": CHECKED.replace('check("step")', '(check("step"), 1.5)[1]') + RECORDS,
    "18_dies": "\n# %%\nimport os\n\n# %%\nos._exit(3)\n",
    "19_takes_long": RECORDS + '\n# %%\nimport subprocess\n\n# %%\nsubprocess.run(["sleep", "300"])\n',
    "20_draws": "\n# %%\nimport base64\nfrom IPython.display import Image\n\n# %%\n"
    'Image(base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))\n'
    + RECORDS,
    "21_loads_data": "\n# %%\nrecord('source', 'synthetic')\n" + RECORDS,
}
TARGETS = "[accuracy]  # of the test set\nat_least = 0.9\n"


@dataclass(frozen=True)
class Course:
    """A course on disk.

    Attributes
    ----------
    root : Path
    """

    root: Path

    def add(self, *names: str) -> None:
        for name in names:
            self.write(name, BODIES[name], targets="" if name in {"13_never_ends", "18_dies"} else TARGETS)

    def write(self, name: str, body: str, *, targets: str = TARGETS, checks: str = CHECKS) -> Path:
        folder = self.root / "solutions" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.py").write_text(HEAD + body, encoding="utf-8")
        (folder / "targets.toml").write_text(targets, encoding="utf-8")
        (folder / "checks.py").write_text(checks, encoding="utf-8")
        return folder


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("COURSE_DATA", raising=False)
    (tmp_path / "solutions").mkdir()
    return Course(tmp_path)
