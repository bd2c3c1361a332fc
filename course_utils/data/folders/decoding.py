"""Open an image whatever it is, upright and in red, green and blue; refuse what would fill the memory before it does."""

import io
import struct
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from course_utils.data.folders.finding import Note, Problem

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_ORIENTATION = 0x0112  # the EXIF tag
_UPRIGHT = 1
_ENDINGS = {
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "MPO": {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"},
    "PNG": {".png", ".apng"},
    "GIF": {".gif"},
    "BMP": {".bmp", ".dib"},
    "WEBP": {".webp"},
    "TIFF": {".tif", ".tiff"},
}
_STARTS = {
    b"<!doc": "a web page",
    b"<html": "a web page",
    b"%pdf": "a PDF document",
    b"pk\x03\x04": "a ZIP archive",
    b"{": "JSON text",
    b"\x7felf": "a program",
}
_SHOWN = 12  # bytes of what is no image


@dataclass(frozen=True)
class Limits:
    """What is refused.

    Parameters
    ----------
    most_pixels : int
        Width times height beyond which an image is refused, before anything is decoded.
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
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - drawn data may do without

    if not content:
        raise UnusableError("empty", "0 bytes")
    try:
        with Image.open(io.BytesIO(content)) as found:
            _measure(found.size, limits)
            notes = _notes(found)
            found.load()
            return Opened(_in_colours(ImageOps.exif_transpose(found)), found.format or "", notes)
    except UnidentifiedImageError as problem:
        raise UnusableError("not_image", _first_bytes(content)) from problem
    except Image.DecompressionBombError as problem:
        raise UnusableError("too_many_pixels", str(problem)) from problem
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError, struct.error, zlib.error) as problem:
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


def _measure(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.most_pixels:
        raise UnusableError("too_many_pixels", f"{width:,} x {height:,} pixels, at most {limits.most_pixels:,}")
    if min(width, height) < limits.fewest_pixels:
        raise UnusableError("too_small", f"{width} x {height} pixels, at least {limits.fewest_pixels} along each side")


def _notes(found: "Picture") -> tuple[Note, ...]:
    notes: list[Note] = []
    if getattr(found, "n_frames", 1) > 1 and found.format != "MPO":  # an MPO's further pictures are views of the first
        notes.append("animated")
    if found.mode in {"CMYK", "YCCK"}:
        notes.append("cmyk")
    if found.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT:
        notes.append("rotated")
    if "A" in found.getbands() or "transparency" in found.info:
        notes.append("transparent")
    if found.mode in {"1", "L", "LA"}:
        notes.append("grey")
    if found.mode.startswith(("I", "F")):
        notes.append("deep")
    return tuple(notes)


def _in_colours(found: "Picture") -> "Picture":
    """Make any mode red, green and blue; what is transparent lies on white."""
    from PIL import Image  # noqa: PLC0415 - as above

    if found.mode.startswith(("I", "F")):
        found = _eight_bits(found)
    if "A" in found.getbands() or "transparency" in found.info:
        found = found.convert("RGBA")
        paper = Image.new("RGBA", found.size, "white")
        paper.alpha_composite(found)
        found = paper
    return found.convert("RGB")


def _eight_bits(found: "Picture") -> "Picture":
    """Bring deep grey levels to 0..255: 16 bits by their range, anything else by its own lowest and highest value."""
    import numpy as np  # noqa: PLC0415 - only for deep images
    from PIL import Image  # noqa: PLC0415 - as above

    values = np.nan_to_num(np.asarray(found, np.float64))
    low, high = (0.0, 65535.0) if found.mode.startswith("I;16") or 255 < values.max() <= 65535 else (values.min(), values.max())  # noqa: PLR2004 - 8 and 16 bits
    return Image.fromarray(np.rint((values - low) / max(high - low, 1e-9) * 255).clip(0, 255).astype(np.uint8))


def _first_bytes(content: bytes) -> str:
    start = content[:_SHOWN].lower()
    kind = next((kind for mark, kind in _STARTS.items() if start.startswith(mark)), None)
    if kind is None and all(byte in b"\t\r\n" or 32 <= byte < 127 for byte in content[:64]):  # noqa: PLR2004 - printable ASCII
        kind = "text"
    return f"starts with {content[:_SHOWN]!r}" + (f", {kind}" if kind else "")
