"""Photographs in class folders: found, unpacked from the official archive if need be, inspected, brought to one size, parted."""

from course_utils.data.photo_sets.finding import find_class_folders
from course_utils.data.photo_sets.reading import read_class_folders
from course_utils.data.photo_sets.resizing import resized
from course_utils.data.photo_sets.unpacking import unpacked

__all__ = ["find_class_folders", "read_class_folders", "resized", "unpacked"]
