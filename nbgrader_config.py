"""nbgrader's settings. Lessons come from `solutions/`; `nbgrader generate_assignment 01_perceptron` releases one.

COURSE_LANGUAGE (en, ko) chooses the language of the release; submissions in either language are graded alike.
NBGRADER_EXCHANGE names the folder that instructors and students share, where several people use one machine.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    ComputeChecksums,
    IgnorePattern,
    LimitOutput,
    LockCells,
    SaveAutoGrades,
    SaveCells,
)

from autograder.grading.preprocessors.autograding import use_engine
from autograder.grading.preprocessors.inert import ShowInert, inert_markdown
from autograder.grading.preprocessors.sandboxed import DropActive, ExecuteInSandbox
from autograder.source.preprocessors import ReadSource, WriteStubs

COURSE = Path(__file__).resolve().parent

# nbgrader starts `alembic` by its bare name, so .venv/bin/nbgrader must find it without an activated environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

c = get_config()

c.CourseDirectory.course_id = "perceptron-to-petals"
c.CourseDirectory.root = str(COURSE)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "_build/release"

# Never copied: to students when releasing, nor beside their work when grading.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "hidden.py",
    "targets.toml",
    "[0-9][0-9]_*.py",
]

c.Exchange.root = os.environ.get("NBGRADER_EXCHANGE", str(COURSE / "exchange"))
if "NBGRADER_EXCHANGE" not in os.environ:
    with suppress(OSError):  # a course that cannot be written to can still be looked at
        (COURSE / "exchange").mkdir(exist_ok=True)  # nbgrader neither makes it nor releases, collects or returns without it

# The order is nbgrader's own; the first two take the place of its ClearSolutions.
c.GenerateAssignment.preprocessors = [
    ReadSource,
    WriteStubs,
    LockCells,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    CheckCellMetadata,
]
c.ReadSource.language = os.environ.get("COURSE_LANGUAGE", "en")

# Lessons of the course are graded by the engine, as with `petals grade`: sandboxed, into the same gradebook and journal.
use_engine()

# Other assignments: nbgrader's own steps, but what students wrote runs in the sandbox.
c.Autograde.autograde_preprocessors = [
    ExecuteInSandbox,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    DropActive,
    CheckCellMetadata,
]

# Seconds. nbgrader's 30 for a cell would cut off every training, and its 4 for an output fail whole submissions on a busy machine.
c.Execute.timeout = 900
c.Execute.iopub_timeout = 60
c.Execute.startup_timeout = 180

# Feedback and formgrader's pages show what students wrote, and run nothing of it.
c.HTMLExporter.preprocessors = [ShowInert]
c.HTMLExporter.filters = {"markdown2html": inert_markdown}
