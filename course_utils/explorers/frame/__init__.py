"""What all explorers share: the widget they are, the parts and charts they are built of, one look, and the words they have in common."""

from course_utils.explorers.frame.bundle import script, style
from course_utils.explorers.frame.explorer import Explorer

__all__ = ["Explorer", "script", "style"]
