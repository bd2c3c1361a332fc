"""From a lesson's source to its notebooks: read, build, release, lint."""

from autograder.source.cells import Cell, LessonSource, SourceError, fingerprint, read_source
from autograder.source.course import LANGUAGES, CourseError, find_course, lesson_names, released_folder, source_path
from autograder.source.exercises import ChecksError
from autograder.source.faults import Fault
from autograder.source.linting import lint
from autograder.source.notebooks import build, to_text
from autograder.source.numbers import TargetsError
from autograder.source.releasing import release
from autograder.source.twins import stamp

__all__ = [
    "LANGUAGES",
    "Cell",
    "ChecksError",
    "CourseError",
    "Fault",
    "LessonSource",
    "SourceError",
    "TargetsError",
    "build",
    "find_course",
    "fingerprint",
    "lesson_names",
    "lint",
    "read_source",
    "release",
    "released_folder",
    "source_path",
    "stamp",
    "to_text",
]
