"""Images in the wild: files judged by their content, each picture once, parted without leaks, brought to one size."""

from course_utils.data.folders.decoding import Limits
from course_utils.data.folders.finding import Finding
from course_utils.data.folders.inspecting import inspect_folder, inspect_table
from course_utils.data.folders.inspection import Inspection
from course_utils.data.folders.likeness import joined
from course_utils.data.folders.packing import pack
from course_utils.data.folders.page import report_page
from course_utils.data.folders.resizing import decoded
from course_utils.data.folders.splitting import split_groups
from course_utils.data.folders.unpacking import Packed, stream, unpack
from course_utils.data.folders.wild import wild

__all__ = [
    "Finding",
    "Inspection",
    "Limits",
    "Packed",
    "decoded",
    "inspect_folder",
    "inspect_table",
    "joined",
    "pack",
    "report_page",
    "split_groups",
    "stream",
    "unpack",
    "wild",
]
