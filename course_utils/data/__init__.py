"""The course's data: `load("fashion")` returns arrays, labels, class names, licence and origin."""

from course_utils.data.dataset import DataError, Dataset, Split
from course_utils.data.load import held_out, load
from course_utils.data.photos import load_photo, photo_credit

__all__ = ["DataError", "Dataset", "Split", "held_out", "load", "load_photo", "photo_credit"]
