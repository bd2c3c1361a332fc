"""What befalls image files: each fault made once, as the bytes of a file."""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = {"JPEG": 92, "WEBP": 90}
_ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
_POOR = 90  # quality of a copy that was sent around; below it, pictures of 64 pixels are not always known again
_ORIENTATION, _TURN_RIGHT = 0x0112, 6  # the EXIF tag, and its value for: turn a quarter to the right
_BOMB_SIDE = 20_000  # pixels


@dataclass(frozen=True, eq=False)
class Picture:
    """What a file shall show, and its format.

    Parameters
    ----------
    pixels : uint8 array, (H, W, 3)
    format : "JPEG", "PNG", "GIF" or "WEBP"
    quality : int, 1 to 95, of a JPEG or WebP; None for the usual one
    """

    pixels: NDArray[np.uint8]
    format: str = "JPEG"
    quality: int | None = None

    def shown(self) -> "Image":
        """Return the picture as Pillow has it."""
        from PIL import Image  # noqa: PLC0415 - drawn data may do without

        return Image.fromarray(self.pixels)

    def smaller(self) -> "Picture":
        """Return it as a JPEG of seven eighths its side, compressed once more."""
        height, width = self.pixels.shape[:2]
        reduced = self.shown().resize((7 * width // 8, 7 * height // 8))
        return Picture(np.asarray(reduced), "JPEG", _POOR)


Made = tuple[bytes, str]  # content of a file, and the ending of its name


def stored(picture: Picture) -> Made:
    """Write a sound file.

    Parameters
    ----------
    picture : Picture

    Returns
    -------
    content, ending
    """
    form = picture.format
    quality = {"quality": picture.quality or _QUALITY[form]} if form in _QUALITY else {}
    return _saved(picture.shown(), form, **quality), _ENDINGS[form]


def _saved(picture: "Image", form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _truncated(picture: Picture) -> Made:
    whole = _saved(picture.shown(), "JPEG", quality=_QUALITY["JPEG"])
    return whole[: 2 * len(whole) // 3], ".jpg"


def _misnamed(picture: Picture) -> Made:
    return _saved(picture.shown(), "PNG"), ".jpg"


def _animated(picture: Picture) -> Made:
    first = picture.shown()
    return _saved(first, "GIF", save_all=True, append_images=[first.rotate(angle) for angle in (90, 180, 270)], duration=80), ".gif"


def _cmyk(picture: Picture) -> Made:
    return _saved(picture.shown().convert("CMYK"), "JPEG", quality=_QUALITY["JPEG"]), ".jpg"


def _rotated(picture: Picture) -> Made:
    from PIL import Image  # noqa: PLC0415 - as above

    said = Image.Exif()
    said[_ORIENTATION] = _TURN_RIGHT
    sideways = picture.shown().transpose(Image.Transpose.ROTATE_90)
    return _saved(sideways, "JPEG", quality=_QUALITY["JPEG"], exif=said), ".jpg"


def _transparent(picture: Picture) -> Made:
    from PIL import Image  # noqa: PLC0415 - as above

    height, width = picture.pixels.shape[:2]
    down, across = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    seen = picture.shown().convert("RGBA")
    seen.putalpha(Image.fromarray(np.where(down**2 + across**2 <= 1, 255, 0).astype(np.uint8)))
    return _saved(seen, "PNG"), ".png"


def _grey(picture: Picture) -> Made:
    return _saved(picture.shown().convert("L"), "JPEG", quality=_QUALITY["JPEG"]), ".jpg"


ALTERED: dict[str, Callable[[Picture], Made]] = {
    "truncated": _truncated,
    "misnamed": _misnamed,
    "animated": _animated,
    "cmyk": _cmyk,
    "rotated": _rotated,
    "transparent": _transparent,
    "grey": _grey,
    "nested": stored,
}


def _png(side: int, rows: bytes) -> bytes:
    """Write a PNG of grey pixels, whose rows need not be all there."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)  # 8 bits of grey, nothing out of the ordinary
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


_MOVED = b"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>This image has moved.</h1></body></html>\n"
_MACOS = b"\x00\x00\x00\x01Bud1\x00\x00\x10\x00\x00\x00\x08\x00".ljust(6148, b"\x00")
_WINDOWS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
STRANGE = (  # fault, where, content: what is no picture, or none to speak of
    ("empty", "{folder}/IMG_{number}.jpg", b""),
    ("text", "{folder}/IMG_{number}.jpg", b"The photographs of this class are on the other disk.\n"),
    ("web_page", "{folder}/image_{number}.png", _MOVED),
    ("bomb", "{folder}/poster_{number}.png", _png(_BOMB_SIDE, b"\x00" * (_BOMB_SIDE + 1))),
    ("tiny", "{folder}/pixel_{number}.png", _png(1, b"\x00\xff")),
    ("litter", ".DS_Store", _MACOS),
    ("litter", "{folder}/Thumbs.db", _WINDOWS),
    ("stray", "logo_{number}.png", _png(64, b"".join(b"\x00" + bytes((row * column) % 256 for column in range(64)) for row in range(64)))),
)
