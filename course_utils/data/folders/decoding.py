"""Open an image whatever it is, upright and in red, green and blue; refuse what would fill the memory before it does."""

import io
import re
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from course_utils.data.folders.colours import in_colours, notes
from course_utils.data.folders.finding import Note, Problem
from course_utils.data.folders.signatures import cut_short, first_bytes

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_ENDINGS = {
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "MPO": {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"},
    "PNG": {".png", ".apng"},
    "GIF": {".gif"},
    "BMP": {".bmp", ".dib"},
    "WEBP": {".webp"},
    "TIFF": {".tif", ".tiff"},
    "ICO": {".ico"},
    "JPEG2000": {".jp2", ".j2k", ".jpx", ".jpf"},
    "AVIF": {".avif", ".avifs"},
    "PPM": {".ppm", ".pgm", ".pbm", ".pnm"},
}


@dataclass(frozen=True)
class Limits:
    """What is refused.

    Parameters
    ----------
    most_pixels : int
        Width times height beyond which an image is refused, before anything is decoded; Pillow itself refuses more than 178,956,970.
    fewest_pixels : int
        Shorter side below which it is refused.
    most_bytes : int
        Size beyond which a file is not read.
    """

    most_pixels: int = 50_000_000
    fewest_pixels: int = 16
    most_bytes: int = 200_000_000


LIMITS = Limits()


class UnusableError(Exception):
    """A file that is no usable image; `problem` and `detail` say why."""

    def __init__(self, problem: Problem, detail: str) -> None:
        super().__init__(f"{problem}: {detail}")
        self.problem, self.detail = problem, detail


@dataclass(frozen=True)
class Opened:
    """A decoded image: in red, green and blue, upright; the name of its format; what was taken care of."""

    picture: "Picture"
    format: str
    notes: tuple[Note, ...]


def opened(content: bytes, limits: Limits = LIMITS) -> Opened:
    """Decode an image whole.

    Parameters
    ----------
    content : bytes of a file
    limits : Limits

    Returns
    -------
    Opened

    Raises
    ------
    UnusableError
        If it is empty, no image, truncated, too large or too small.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - drawn data may do without

    if not content:
        raise UnusableError("empty", "0 bytes")
    try:
        with Image.open(io.BytesIO(content), formats=_formats()) as found:
            _measure(found.size, limits)
            seen, form = notes(found), found.format or ""
            found.load()
            return Opened(in_colours(found), form, seen)
    except UnidentifiedImageError as problem:
        begun = cut_short(content)
        if begun is not None:
            raise UnusableError("truncated", f"{begun} of {len(content):,} bytes whose header is not whole") from problem
        raise UnusableError("not_image", first_bytes(content)) from problem
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:  # the warning, where warnings are errors
        raise UnusableError("too_many_pixels", _beyond(str(problem), limits)) from problem
    except MemoryError as problem:
        raise UnusableError("unreadable", "not enough memory to decode it") from problem
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error, zlib.error) as problem:
        raise UnusableError("truncated", str(problem) or type(problem).__name__) from problem  # what Pillow's decoders raise


def misnamed(path: str, format_name: str) -> bool:
    """Tell whether a file's ending says another format than its content.

    Parameters
    ----------
    path : str
    format_name : str, as Pillow names it

    Returns
    -------
    bool; False for formats whose endings are not known here
    """
    return format_name in _ENDINGS and PurePath(path).suffix.lower() not in _ENDINGS[format_name]


@cache
def _formats() -> tuple[str, ...]:
    """Not all that Pillow knows: it hands PostScript to another program, and few have looked at its rarer decoders."""
    from PIL import Image  # noqa: PLC0415 - as above

    Image.init()  # MPO is opened as JPEG, and AVIF is not in every build
    return tuple(name for name in (*_ENDINGS, "DIB") if name in Image.OPEN)


def _beyond(complaint: str, limits: Limits) -> str:
    """Say in our words what Pillow says of an image that it refuses by itself."""
    number = re.search(r"\d+", complaint)
    return f"{int(number[0]):,} pixels, at most {limits.most_pixels:,}" if number else complaint


def _measure(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.most_pixels:
        raise UnusableError("too_many_pixels", f"{width:,} x {height:,} pixels, at most {limits.most_pixels:,}")
    if min(width, height) < limits.fewest_pixels:
        raise UnusableError("too_small", f"{width} x {height} pixels, at least {limits.fewest_pixels} along each side")
