"""The course's data: `load("fashion")` returns arrays, labels, class names, licence and origin."""

from course_utils.data.dataset import DataError, Dataset, Split
from course_utils.data.load import held_out, load

__all__ = ["DataError", "Dataset", "Split", "held_out", "load"]
