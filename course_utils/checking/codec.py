"""The data-only encoding between a check and a student's process: no pickle, capped in size, depth and count."""

from course_utils.checking.decoding import decode
from course_utils.checking.encoding import encode
from course_utils.checking.plain import DEFAULT_LIMITS, CodecError, Limits, Opaque

__all__ = ["DEFAULT_LIMITS", "CodecError", "Limits", "Opaque", "decode", "encode"]
