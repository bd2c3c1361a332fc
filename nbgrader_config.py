"""nbgrader's settings. Lessons come from `solutions/`; `nbgrader generate_assignment 01_perceptron` releases one.

COURSE_LANGUAGE (en, ko) chooses the language of the release; submissions in either language are graded alike.
NBGRADER_EXCHANGE names the folder that instructors and students share, where several people use one machine.
"""

import os
from pathlib import Path

from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ComputeChecksums, LockCells, SaveCells

from autograder.source.preprocessors import ReadSource, WriteStubs

COURSE = Path(__file__).resolve().parent

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

# Seconds a cell may run: nbgrader's 30 would cut off every training.
c.Execute.timeout = 900
