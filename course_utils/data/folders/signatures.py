"""What a file seems to be that no decoder takes: by its first bytes."""

IMAGES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
_OTHERS = {
    b"<!doc": "a web page",
    b"<html": "a web page",
    b"<?xml": "XML text",
    b"<svg": "an SVG drawing",
    b"%pdf": "a PDF document",
    b"%!ps": "a PostScript document",
    b"pk\x03\x04": "a ZIP archive",
    b"{": "JSON text",
    b"\x7felf": "a program",
    b"\x00\x00\x00\x01bud1": "what macOS notes about a folder",
    b"\x00\x05\x16\x07": "what macOS notes about another file",
    b"\xd0\xcf\x11\xe0": "what Windows notes about a folder, or an old Office document",
}
_MEDIA = b"ftyp"  # at the fifth byte: ISO media, by their brand
_BRANDS = {b"avif": "AVIF", b"avis": "AVIF"}
_PHONES = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_SHOWN = 12  # bytes
_LOOKED_AT = 64  # bytes, to tell text


def cut_short(content: bytes) -> str | None:
    """Name the format of a file that starts like an image.

    Parameters
    ----------
    content : bytes of a file that no decoder takes

    Returns
    -------
    str, as "JPEG"; None if it does not start like an image
    """
    start = next((name for mark, name in IMAGES.items() if content.startswith(mark)), None)
    if content[4:8] == _MEDIA:
        return _BRANDS.get(content[8:12])
    return "WEBP" if content.startswith(b"RIFF") and content[8:12] == b"WEBP" else start


def first_bytes(content: bytes) -> str:
    """Describe a file that is no image.

    Parameters
    ----------
    content : bytes, at least one

    Returns
    -------
    str, as "starts with b'<!doctype ht', a web page"
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:_SHOWN].lower()
    kind = next((kind for mark, kind in _OTHERS.items() if start.startswith(mark)), None)
    if content[4:8] == _MEDIA:
        kind = "a HEIC photo; save it as JPEG" if content[8:12] in _PHONES else "a film or sound"
    if kind is None and all(byte in b"\t\r\n" or 32 <= byte < 127 for byte in content[:_LOOKED_AT]):  # noqa: PLR2004 - printable ASCII
        kind = "text"
    return f"starts with {content[:_SHOWN]!r}" + (f", {kind}" if kind else "")
