"""Intake: what students hand in, read without trusting any of it, and brought into the shape of its lesson."""

from autograder.grading.intake.archives import read_archive
from autograder.grading.intake.limits import LIMITS, IntakeLimits
from autograder.grading.intake.normalising import normalise
from autograder.grading.intake.prepared import Prepared, PreparedCell, Quarantined, Refused
from autograder.grading.intake.trees import read_notebook, read_tree
from autograder.grading.intake.writing import compose, compose_bytes

__all__ = [
    "LIMITS",
    "IntakeLimits",
    "Prepared",
    "PreparedCell",
    "Quarantined",
    "Refused",
    "compose",
    "compose_bytes",
    "normalise",
    "read_archive",
    "read_notebook",
    "read_tree",
]
