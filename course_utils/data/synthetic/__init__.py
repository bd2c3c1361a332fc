"""Drawn data: the same seed gives the same images on every machine."""

from course_utils.data.synthetic.drawing import draw, drawn_splits

__all__ = ["draw", "drawn_splits"]
