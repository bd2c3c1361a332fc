"""Pictures that student code drew: drawn again here, so that only their pixels survive."""

import base64
import binascii
import io

MOST_PIXELS = 12_000_000  # about four screens
MOST_BYTES = 4 * 1024**2
MOST_SCANS = 30  # of a JPEG, each of which goes over the whole picture; drawing libraries write about ten
_SCAN = b"\xff\xda"  # its marker
KINDS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def redraw(kind: str, encoded: str) -> str | None:
    """Decode a picture and encode its pixels anew.

    Parameters
    ----------
    kind : "image/png" or "image/jpeg"
    encoded : str
        Base64.

    Returns
    -------
    str or None
        Base64 without line breaks; None for what is no such picture, or has more pixels or bytes than a page should hold.
    """
    if len(encoded) > MOST_BYTES * 4 // 3 + 4096:
        return None
    try:
        data = base64.b64decode(encoded, validate=False)
    except (binascii.Error, ValueError):
        return None
    if kind == "image/jpeg" and data.count(_SCAN) > MOST_SCANS:
        return None
    drawn = _redrawn(data, KINDS[kind])
    return None if drawn is None or len(drawn) > MOST_BYTES else base64.b64encode(drawn).decode("ascii")


def _redrawn(data: bytes, form: str) -> bytes | None:
    from PIL import Image  # noqa: PLC0415 - most submissions have no picture by then

    target = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:  # read from the header: nothing is decompressed yet
                return None
            pixels = picture.convert(_mode(picture.mode, form))
        pixels.info.clear()
        pixels.save(target, form, **({"compress_level": 4} if form == "PNG" else {"quality": 90}))
    except Exception:  # noqa: BLE001 - whatever Pillow makes of bytes that anybody may have written, they are no picture
        return None
    return target.getvalue()


def _mode(mode: str, form: str) -> str:
    if mode in ("1", "L"):
        return "L"
    return "RGBA" if form == "PNG" and mode in ("RGBA", "LA", "PA", "P") else "RGB"
